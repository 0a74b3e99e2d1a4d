// SPDX-License-Identifier: Apache-2.0
// The JDK's natives that hold arrays and direct buffers (zip, checksums, channels, files) while another thread collects all the
// time; everything read back is compared.

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

public class NativesAndCollections {
    static volatile Object sink;

    interface Body {
        long run(Random random) throws Exception;
    }

    static byte[] text(Random random) {
        byte[] bytes = new byte[random.nextInt(30_000) + 100];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ("abcdefgh".charAt(random.nextInt(8)));
        }
        return bytes;
    }

    static void same(byte[] a, byte[] b, int length) {
        if (length != a.length || !Arrays.equals(a, 0, length, b, 0, length)) {
            throw new AssertionError("corrupt data");
        }
    }

    static long deflate(Random random) throws Exception {
        byte[] data = text(random);
        Deflater deflater = new Deflater(random.nextInt(9) + 1);
        deflater.setInput(data);
        deflater.finish();
        byte[] packed = new byte[data.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        Inflater inflater = new Inflater();
        inflater.setInput(packed, 0, length);
        byte[] back = new byte[data.length];
        int got = 0;
        while (!inflater.finished()) {
            got += inflater.inflate(back, got, Math.min(1000, back.length - got));
        }
        inflater.end();
        same(data, back, got);
        return data.length;
    }

    static long direct(Random random) throws Exception {
        byte[] data = text(random);
        ByteBuffer in = ByteBuffer.allocateDirect(data.length).put(data).flip();
        ByteBuffer out = ByteBuffer.allocateDirect(data.length + 100);
        Deflater deflater = new Deflater();
        deflater.setInput(in);
        deflater.finish();
        deflater.deflate(out);
        deflater.end();
        out.flip();
        CRC32 crc = new CRC32();
        crc.update(out.duplicate());
        byte[] copy = new byte[out.remaining()];
        out.duplicate().get(copy);
        CRC32 again = new CRC32();
        again.update(copy);
        if (crc.getValue() != again.getValue()) {
            throw new AssertionError("checksum");
        }
        Inflater inflater = new Inflater();
        inflater.setInput(out);
        ByteBuffer back = ByteBuffer.allocate(data.length);
        inflater.inflate(back);
        inflater.end();
        same(data, back.array(), back.position());
        return data.length;
    }

    static long gzip(Random random) throws Exception {
        byte[] data = text(random);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(data);
        }
        byte[] back = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray())).readAllBytes();
        same(data, back, back.length);
        return data.length;
    }

    static long zipFile(Random random) throws Exception {
        byte[] data = text(random);
        File file = File.createTempFile("natives", ".zip");
        try {
            try (ZipOutputStream out = new ZipOutputStream(new java.io.FileOutputStream(file))) {
                for (int i = 0; i < 5; i++) {
                    out.putNextEntry(new ZipEntry("entry" + i));
                    out.write(data);
                    out.closeEntry();
                }
            }
            try (ZipFile zip = new ZipFile(file)) {
                byte[] back = zip.getInputStream(zip.getEntry("entry3")).readAllBytes();
                same(data, back, back.length);
            }
        } finally {
            file.delete();
        }
        return data.length;
    }

    static long files(Random random) throws Exception {
        byte[] data = text(random);
        File file = File.createTempFile("natives", ".bin");
        try (RandomAccessFile f = new RandomAccessFile(file, "rw"); FileChannel channel = f.getChannel()) {
            f.write(data);
            byte[] back = new byte[data.length];
            f.seek(0);
            f.readFully(back);
            same(data, back, back.length);
            ByteBuffer heap = ByteBuffer.allocate(data.length);
            channel.read(heap, 0);
            same(data, heap.array(), heap.position());
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, data.length);
            mapped.get(back);
            same(data, back, back.length);
        } finally {
            file.delete();
        }
        return data.length;
    }

    static long pipes(Random random) throws Exception {
        byte[] data = text(random);
        Pipe pipe = Pipe.open();
        Thread writer = new Thread(() -> {
            try {
                ByteBuffer all = ByteBuffer.wrap(data);
                while (all.hasRemaining()) {
                    pipe.sink().write(all);
                }
                pipe.sink().close();
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        ByteBuffer back = ByteBuffer.allocate(data.length + 1);
        while (pipe.source().read(back) >= 0) {
            sink = new byte[100];
        }
        pipe.source().close();
        writer.join();
        same(data, back.array(), back.position());
        return data.length;
    }

    static long strings(Random random) throws Exception {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            s.append((char) (random.nextInt(3000) + 32));
        }
        String text = s.toString();
        String back = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (!text.equals(back) || text.intern() != back.intern()) {
            throw new AssertionError("strings");
        }
        String property = System.getProperty("java.version") + new File("/tmp/../tmp").getCanonicalPath();
        Object copy = text.toCharArray().clone();
        return property.length() + ((char[]) copy).length + Integer.parseInt("" + random.nextInt(10));
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        AtomicBoolean end = new AtomicBoolean();
        AtomicInteger collections = new AtomicInteger();
        Thread collector = new Thread(() -> {
            while (!end.get()) {
                System.gc();
                for (int i = 0; i < 300; i++) {
                    sink = new byte[10_000];
                }
                collections.incrementAndGet();
            }
        }, "collector");
        collector.start();
        Body[] bodies = {NativesAndCollections::deflate, NativesAndCollections::direct, NativesAndCollections::gzip,
            NativesAndCollections::zipFile, NativesAndCollections::files, NativesAndCollections::pipes, NativesAndCollections::strings};
        String[] failure = new String[1];
        long[] sums = new long[bodies.length];
        Thread[] threads = new Thread[bodies.length];
        for (int i = 0; i < bodies.length; i++) {
            int id = i;
            threads[i] = new Thread(() -> {
                Random random = new Random(id);
                try {
                    for (int r = 0; r < rounds; r++) {
                        sums[id] += bodies[id].run(random);
                    }
                } catch (Throwable e) {
                    e.printStackTrace();
                    failure[0] = e.toString();
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) {
            t.join();
        }
        end.set(true);
        collector.join();
        System.out.println(Arrays.toString(sums) + " " + failure[0] + " " + (collections.get() > 3));
    }
}
