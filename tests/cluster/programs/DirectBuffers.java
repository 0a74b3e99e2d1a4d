// Shows direct and heap buffers that threads of several nodes pass to each other: elements, views,
// bulk copies, comparison, channels that read into and write from the buffers of others, checksums
// and compression.
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

public class DirectBuffers {
    static class Maker implements Runnable {
        final int seed;
        ByteBuffer direct, heap;

        Maker(int seed) {
            this.seed = seed;
        }

        public void run() {
            direct = ByteBuffer.allocateDirect(40000);
            heap = ByteBuffer.allocate(40000);
            for (int i = 0; i < 40000; i++) {
                direct.put(i, (byte) (i * seed));
                heap.put(i, (byte) (i + seed));
            }
        }
    }

    static class User implements Runnable {
        final ByteBuffer[] theirs;
        String report = "";

        User(ByteBuffer... theirs) {
            this.theirs = theirs;
        }

        void note(Object what) {
            report += what + " ";
        }

        void elements(ByteBuffer buffer) {
            buffer.order(ByteOrder.LITTLE_ENDIAN);
            note(buffer.getInt(100) + "/" + buffer.getLong(201) + "/" + buffer.getShort(7));
            buffer.putDouble(304, Math.PI).putChar(312, 'x').putFloat(317, 1.5f);
            note(buffer.getDouble(304) + "/" + buffer.getChar(312) + "/" + buffer.getFloat(317));
            IntBuffer ints = buffer.slice(400, 400).order(ByteOrder.BIG_ENDIAN).asIntBuffer();
            ints.put(3, 77).put(0, new int[] {1, 2, 3});
            int[] read = new int[5];
            ints.get(0, read);
            note(java.util.Arrays.toString(read));
            LongBuffer longs = buffer.duplicate().position(800).slice().order(ByteOrder.nativeOrder())
                .asLongBuffer();
            longs.put(LongBuffer.wrap(new long[] {Long.MIN_VALUE, 5}));
            CharBuffer chars = buffer.asReadOnlyBuffer().position(900).asCharBuffer();
            note(longs.get(0) + "/" + longs.get(1) + "/" + (int) chars.get(1));
        }

        void copies(ByteBuffer from) {
            ByteBuffer own = ByteBuffer.allocateDirect(40000);
            own.put(from.duplicate().clear());
            note(own.flip().equals(from.duplicate().clear()) + "/" + own.hashCode());
            own.put(20001, (byte) ~own.get(20001));
            note(own.mismatch(from.duplicate().clear()));
            from.duplicate().clear().position(1000).put(own.duplicate().position(20000).limit(20010));
            note(from.get(1001) + "/" + own.compareTo(from.duplicate().clear()));
            byte[] bytes = new byte[30];
            from.get(990, bytes);
            from.put(2000, bytes, 3, 20);
            from.duplicate().position(100).limit(200).slice().compact();
            note(java.util.Arrays.hashCode(bytes));
        }

        void checksums(ByteBuffer from) throws Exception {
            CRC32 crc = new CRC32();
            crc.update(from.duplicate().clear());
            Adler32 adler = new Adler32();
            adler.update(from.duplicate().clear());
            note(crc.getValue() + "/" + adler.getValue());
            Deflater deflater = new Deflater();
            deflater.setInput(from.duplicate().clear());
            deflater.finish();
            ByteBuffer packed = ByteBuffer.allocateDirect(45000);
            while (!deflater.finished()) deflater.deflate(packed);
            Inflater inflater = new Inflater();
            inflater.setInput(packed.flip());
            ByteBuffer unpacked = from.duplicate().clear();
            ByteBuffer original = ByteBuffer.allocate(40000).put(from.duplicate().clear()).flip();
            while (!inflater.finished()) inflater.inflate(unpacked);
            note(original.equals(unpacked.flip()));
            deflater.end();
            inflater.end();
        }

        void files(ByteBuffer[] all) throws Exception {
            Path path = Files.createTempFile("buffers", ".bin");
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ,
                     StandardOpenOption.WRITE)) {
                ByteBuffer[] parts = new ByteBuffer[all.length];
                for (int i = 0; i < all.length; i++) parts[i] = all[i].duplicate().clear().limit(3000);
                note(file.write(parts) + "/" + file.size());
                note(file.write(all[0].duplicate().clear().limit(50), 60));
                ByteBuffer back = all[all.length - 1].duplicate().clear().limit(500);
                note(file.read(back, 10) + "/" + back.get(55));
                for (int i = 0; i < all.length; i++) parts[i].clear().limit(2000);
                file.position(5);
                note(file.read(parts) + "/" + parts[0].hashCode());
            } finally {
                Files.delete(path);
            }
        }

        void pipes(ByteBuffer from, ByteBuffer to) throws Exception {
            Pipe pipe = Pipe.open();
            pipe.sink().write(from.duplicate().clear().limit(1234));
            ByteBuffer target = to.duplicate().clear().limit(1234);
            while (target.hasRemaining() && pipe.source().read(target) > 0) { }
            note(target.flip().equals(from.duplicate().clear().limit(1234)));
            pipe.sink().close();
            pipe.source().close();
        }

        void sockets(ByteBuffer from, ByteBuffer to) throws Exception {
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try (SocketChannel client = SocketChannel.open(server.getLocalAddress());
                     SocketChannel accepted = server.accept()) {
                    ByteBuffer source = from.duplicate().clear().limit(4321);
                    while (source.hasRemaining()) client.write(source);
                    ByteBuffer target = to.duplicate().clear().limit(4321);
                    while (target.hasRemaining() && accepted.read(target) >= 0) { }
                    note(target.position() + "/" + target.flip().hashCode());
                }
            }
        }

        public void run() {
            try {
                for (ByteBuffer buffer : theirs) {
                    elements(buffer);
                    copies(buffer);
                    checksums(buffer);
                }
                files(theirs);
                for (int i = 0; i + 1 < theirs.length; i++) {
                    pipes(theirs[i], theirs[i + 1]);
                    sockets(theirs[i + 1], theirs[i]);
                }
            } catch (Throwable problem) {
                problem.printStackTrace();
            }
        }
    }

    static void inThread(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    public static void main(String[] args) throws Exception {
        Maker[] makers = {new Maker(3), new Maker(5), new Maker(7)};
        for (Maker maker : makers) inThread(maker);
        for (int round = 0; round < 3; round++) {
            Maker one = makers[round], other = makers[(round + 1) % 3];
            User user = new User(one.direct, other.heap, other.direct, one.heap);
            inThread(user);
            System.out.println(user.report);
        }
        User here = new User(makers[0].direct, makers[1].direct, makers[2].heap);
        here.run();
        System.out.println(here.report);
    }
}
