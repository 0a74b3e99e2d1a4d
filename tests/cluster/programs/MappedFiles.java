// SPDX-License-Identifier: Apache-2.0
// Shows mapped files that threads elsewhere read, write, copy, compare, check and write to
// channels.
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.zip.*;

public class MappedFiles {
    static class Maker implements Runnable {
        final String p;
        FileChannel ch;
        MappedByteBuffer m;

        Maker(Path p) {
            this.p = p.toString();
        }

        public void run() {
            try {
                ch = new java.io.RandomAccessFile(p, "rw").getChannel();
                m = ch.map(FileChannel.MapMode.READ_WRITE, 0, 100000);
                for (int i = 0; i < 100000; i++) m.put(i, (byte) (i * 31));
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    static class User implements Runnable {
        final MappedByteBuffer m;

        User(MappedByteBuffer m) {
            this.m = m;
        }

        public void run() {
            try {
                byte[] b = new byte[1000];
                m.duplicate().position(500).get(b);
                System.out.println(Arrays.hashCode(b));
                ByteBuffer d = ByteBuffer.allocateDirect(2000);
                d.put(m.duplicate().position(100).limit(2100));
                d.flip();
                System.out.println(d.hashCode());
                ByteBuffer h = ByteBuffer.allocate(2000);
                h.put(m.duplicate().position(100).limit(2100));
                h.flip();
                System.out.println(h.equals(d));
                m.duplicate().position(50000).put(d);
                System.out.println(m.get(50001) + " " + m.mismatch(d));
                CRC32 c = new CRC32();
                c.update(m.duplicate());
                System.out.println(c.getValue());
                m.force();
                m.force(100, 200);
                m.load();
                System.out.println(m.isReadOnly() + " " + m.isDirect());
                Path q = Files.createTempFile("mapped", "copy");
                try (FileChannel o = FileChannel.open(q, StandardOpenOption.WRITE)) {
                    System.out.println(o.write(m.duplicate()));
                }
                System.out.println(Files.size(q));
                try (FileChannel o = FileChannel.open(q, StandardOpenOption.READ)) {
                    System.out.println(o.read(m.duplicate().position(10)));
                }
                Files.delete(q);
                LongBuffer l = m.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
                System.out.println(l.get(3));
                l.put(4, 5);
                long[] la = new long[4];
                l.get(2, la);
                System.out.println(Arrays.toString(la));
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    public static void main(String[] a) throws Exception {
        Path p = Files.createTempFile("mapped", "x");
        Maker k = new Maker(p);
        Thread t = new Thread(k);
        t.start();
        t.join();
        for (int i = 0; i < 3; i++) {
            Thread u = new Thread(new User(k.m));
            u.start();
            u.join();
        }
        new User(k.m).run();
        k.ch.close();
        Files.delete(p);
        System.out.println("done");
        // many mappings, collected
        for (int i = 0; i < 6; i++) {
            Path q = Files.createTempFile("mapped", "y");
            Maker r = new Maker(q);
            Thread s = new Thread(r);
            s.start();
            s.join();
            r.ch.close();
            Files.delete(q);
        }
        System.gc();
        System.out.println("end");
    }
}
