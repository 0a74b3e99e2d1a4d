// Shows what volatile, final and locks promise between threads: message passing, publication, no
// lost updates, no values out of thin air.
public class MemoryModel {
    static class Message {
        int plain;
        long wide;
        int[] array;
        String text;
        volatile int flag;
    }

    static class Published {
        final int a;
        final int[] b;
        final Message message;
        Published(int a) {
            this.a = a;
            b = new int[] {a, a + 1};
            message = new Message();
            message.plain = a;
        }
        boolean whole() { return b[0] == a && b[1] == a + 1 && message.plain == a; }
    }

    static class Channel {
        Published racy;
        volatile boolean stop;
        volatile int x;
        volatile int y;
    }

    static class Sender implements Runnable {
        final Message message;
        final Message reply = new Message();
        final Channel channel;

        Sender(Message message, Channel channel) {
            this.message = message;
            this.channel = channel;
        }

        public void run() {
            for (int i = 1; i <= 20; i++) {
                message.plain = i;
                message.wide = -(long) i << 32 | i;
                message.array = new int[] {i, -i};
                message.text = "text " + i;
                message.flag = i;
                channel.racy = new Published(i);
                while (reply.flag < i) Thread.onSpinWait();
                if (reply.plain != i * 2)
                    throw new IllegalStateException("reply " + reply.plain + " at " + i);
            }
            channel.stop = true;
        }
    }

    static class Receiver implements Runnable {
        final Sender sender;
        int wrong;
        Receiver(Sender sender) { this.sender = sender; }
        public void run() {
            Message message = sender.message;
            for (int i = 1; i <= 20; i++) {
                while (message.flag < i) Thread.onSpinWait();
                if (message.plain != i || message.wide != (-(long) i << 32 | i)
                    || message.array[1] != -i || !message.text.equals("text " + i)) {
                    wrong++;
                }
                sender.reply.plain = i * 2;
                sender.reply.flag = i;
            }
        }
    }

    static class Reader implements Runnable {
        final Channel channel;
        int torn;
        int last;
        int backwards;
        Reader(Channel channel) { this.channel = channel; }
        public void run() {
            while (!channel.stop) {
                Published seen = channel.racy;
                if (seen != null && !seen.whole()) torn++;
            }
            last = channel.racy.a;
        }
    }

    static class Crossing implements Runnable {
        final Channel channel;
        final boolean first;
        int seen;
        Crossing(Channel channel, boolean first) {
            this.channel = channel;
            this.first = first;
        }
        public void run() {
            if (first) {
                channel.x = 1;
                seen = channel.y;
            } else {
                channel.y = 1;
                seen = channel.x;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Channel channel = new Channel();
        Sender sender = new Sender(new Message(), channel);
        Receiver receiver = new Receiver(sender);
        Reader[] readers = {new Reader(channel), new Reader(channel)};
        Thread[] threads = {new Thread(readers[0]), new Thread(readers[1]), new Thread(receiver),
            new Thread(sender)};
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        System.out.println("wrong " + receiver.wrong);
        for (Reader reader : readers)
            System.out.println("torn " + reader.torn + ", last " + reader.last);
        int bothZero = 0;
        for (int i = 0; i < 20; i++) {
            Channel fresh = new Channel();
            Crossing one = new Crossing(fresh, true);
            Crossing two = new Crossing(fresh, false);
            Thread first = new Thread(one);
            Thread second = new Thread(two);
            first.start();
            second.start();
            first.join();
            second.join();
            if (one.seen == 0 && two.seen == 0) bothZero++;
        }
        System.out.println("both zero " + bothZero);
    }
}
