// Shows a pipeline of stages, each a thread with its own inbox: text flows through, every stage
// transforms, the sink collects in order.
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.function.Function;

public class Pipeline {
    static class Message {
        final int number;
        String text;
        final List<String> path = new ArrayList<>();
        Message(int number, String text) {
            this.number = number;
            this.text = text;
        }
    }

    static class Stage implements Runnable {
        final String name;
        final Function<String, String> work;
        private final LinkedList<Message> inbox = new LinkedList<>();
        private boolean closed;
        Stage next;
        int handled;

        Stage(String name, Function<String, String> work) {
            this.name = name;
            this.work = work;
        }

        synchronized void send(Message message) {
            inbox.add(message);
            notify();
        }

        synchronized void close() {
            closed = true;
            notify();
        }

        private synchronized Message receive() throws InterruptedException {
            while (inbox.isEmpty() && !closed) wait();
            return inbox.isEmpty() ? null : inbox.removeFirst();
        }

        public void run() {
            try {
                for (Message message = receive(); message != null; message = receive()) {
                    message.text = work.apply(message.text);
                    message.path.add(name);
                    handled++;
                    if (next != null) next.send(message);
                }
                if (next != null) next.close();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static class Sink extends Stage {
        final List<Message> received = new ArrayList<>();
        Sink() { super("sink", text -> text + "."); }
        @Override synchronized void send(Message message) {
            received.add(message);
            super.send(message);
        }
    }

    public static void main(String[] args) throws Exception {
        String suffix = "-suffix";
        Sink sink = new Sink();
        Stage[] stages = {new Stage("upper", String::toUpperCase),
            new Stage("reverse", text -> new StringBuilder(text).reverse().toString()),
            new Stage("suffix", text -> text + suffix), sink};
        Thread[] threads = new Thread[stages.length];
        for (int i = 0; i < stages.length; i++) {
            if (i > 0) stages[i - 1].next = stages[i];
            threads[i] = new Thread(stages[i], stages[i].name);
        }
        for (Thread thread : threads) thread.start();
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            sent.add(new Message(i, "message " + i));
            stages[0].send(sent.get(i));
        }
        stages[0].close();
        for (Thread thread : threads) thread.join();
        for (int i = 0; i < sent.size(); i++) {
            Message message = sink.received.get(i);
            System.out.println(message.number + " " + message.text + " " + message.path + " "
                + (message == sent.get(i)));
        }
        for (Stage stage : stages) System.out.println(stage.name + " " + stage.handled);
    }
}
