// SPDX-License-Identifier: Apache-2.0
// NIO buffers (heap, direct, views, byte orders, slices) and file channels (positions,
// scatter/gather, mapping, locks, transfer).
import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.util.*;

public class BuffersAndChannels {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        for (ByteBuffer b :
                new ByteBuffer[] {ByteBuffer.allocate(64), ByteBuffer.allocateDirect(64),
                        ByteBuffer.allocateDirect(80).position(8).slice().limit(64).slice()})
            for (ByteOrder o : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                b.clear().order(o);
                b.put((byte) 1)
                        .putShort((short) 0x203)
                        .putInt(0x4050607)
                        .putLong(0x8090A0B0C0D0E0FL)
                        .putChar('é')
                        .putFloat(1.5f)
                        .putDouble(-2.5);
                byte[] raw = new byte[b.position()];
                b.flip().get(raw).rewind();
                System.out.println(b + " " + Arrays.toString(raw) + b.get() + b.getShort()
                        + b.getInt() + b.getLong() + b.getChar() + b.getFloat() + b.getDouble()
                        + b.remaining() + b.order() + b.hasArray() + b.isDirect());
                b.clear();
                IntBuffer ib = b.asIntBuffer();
                for (int i = 0; i < 16; i++) ib.put(i * i);
                LongBuffer lb = b.asLongBuffer();
                System.out.println(lb.get(1) + " " + b.getInt(12) + b.asShortBuffer().get(7)
                        + (int) b.asCharBuffer().get(9) + b.asDoubleBuffer().get(3)
                        + b.asFloatBuffer().get(5) + ib.capacity());
                b.position(4).limit(20);
                ByteBuffer s = b.slice(), d = b.duplicate(), ro = b.asReadOnlyBuffer();
                s.put(0, (byte) 99);
                System.out.println(b.get(4) + " " + s.capacity() + d.position() + ro.isReadOnly()
                        + s.order() + b.compareTo(d) + b.equals(d) + b.hashCode() + b.mismatch(s)
                        + b.compact().position() + b.alignedSlice(1).capacity());
            }
        ByteBuffer b = ByteBuffer.wrap(new byte[10], 2, 5);
        System.out.println(b + " " + b.arrayOffset() + b.array().length + b.slice().arrayOffset());
        t("overflow", () -> ByteBuffer.allocate(2).putInt(1));
        t("underflow", () -> ByteBuffer.allocate(2).getLong());
        t("index", () -> ByteBuffer.allocateDirect(4).getInt(1));
        t("readonly", () -> ByteBuffer.allocate(4).asReadOnlyBuffer().put((byte) 1));
        t("array", () -> ByteBuffer.allocateDirect(4).array());
        t("position", () -> ByteBuffer.allocate(4).limit(2).position(3));
        t("limit", () -> ByteBuffer.allocate(4).limit(5));
        t("mark", () -> ByteBuffer.allocate(4).reset());
        t("neg", () -> ByteBuffer.allocate(-1));
        t("self", () -> {
            ByteBuffer x = ByteBuffer.allocate(4);
            return x.put(x);
        });
        CharBuffer cb = CharBuffer.wrap("chars here");
        System.out.println(cb.subSequence(2, 5) + " " + cb.length() + cb.get(3) + cb.chars().sum()
                + cb.isReadOnly() + CharBuffer.allocate(3).put("abc").flip());
        long total = 0;
        for (int i = 0; i < 200; i++) {
            ByteBuffer x = ByteBuffer.allocateDirect(1 << 20);
            x.put(i, (byte) i);
            total += x.get(i);
        }
        System.out.println(total);
        for (String cs : ("UTF-8 UTF-16 UTF-16LE UTF-32 ISO-8859-1 US-ASCII windows-1252 Shift_JIS "
                          + "GBK IBM037 EUC-KR Big5 KOI8-R").split(" ")) {
            Charset c = Charset.forName(cs);
            byte[] e = "Aé€日本я😀".getBytes(c);
            System.out.println(cs + " " + e.length + " " + Arrays.hashCode(e) + " "
                    + new String(e, c).replace("\uFFFD", "?") + c.newEncoder().canEncode('я')
                    + c.newEncoder().maxBytesPerChar() + c.contains(StandardCharsets.US_ASCII));
        }
        CharsetDecoder dec =
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        t("malformed", () -> dec.decode(ByteBuffer.wrap(new byte[] {65, (byte) 0xc3, 65})));
        t("unmappable", () -> StandardCharsets.US_ASCII.newEncoder().encode(CharBuffer.wrap("é")));
        t("charset", () -> Charset.forName("nope"));
        t("illegal", () -> Charset.forName("a b"));
        System.out.println(Charset.defaultCharset() + " " + Charset.isSupported("latin1")
                + Charset.forName("latin1").aliases().contains("l1")
                + Charset.availableCharsets().containsKey("UTF-8"));
        CharBuffer out = CharBuffer.allocate(2);
        ByteBuffer in = ByteBuffer.wrap("ab€".getBytes("UTF-8"));
        System.out.println(dec.reset().decode(in, out, true) + " " + in + out.flip());
        Path p = Files.createTempFile("chan", ".bin");
        try (FileChannel c =
                        FileChannel.open(p, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            System.out.println(c.write(ByteBuffer.wrap("hello world".getBytes())) + " "
                    + c.position() + c.size() + c.write(ByteBuffer.wrap("J".getBytes()), 0)
                    + c.position(6).position());
            ByteBuffer x = ByteBuffer.allocateDirect(5);
            System.out.println(c.read(x) + new String(new byte[] {x.get(0), x.get(4)})
                    + c.read(ByteBuffer.allocate(3)) + c.read(ByteBuffer.allocate(3), 9));
            ByteBuffer[] sc = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4)};
            c.position(0);
            System.out.println(c.read(sc) + " " + sc[0].get(0) + sc[1].get(3));
            for (ByteBuffer y : sc) y.flip();
            System.out.println(c.write(sc) + " " + c.size());
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, 0, 8192);
            m.putInt(4096, 0xCAFE);
            m.force();
            System.out.println(c.size() + " " + m.getInt(4096));
            FileLock k = c.lock();
            System.out.println(k.isValid() + "" + k.isShared());
            t("overlap", () -> c.tryLock());
            k.release();
            c.truncate(4);
            System.out.println(c.size());
            Path q = Files.createTempFile("chan2", ".bin");
            try (FileChannel c2 = FileChannel.open(q, StandardOpenOption.WRITE)) {
                System.out.println(c.transferTo(0, 10, c2) + " " + c2.size());
                t("not readable", () -> c2.read(ByteBuffer.allocate(1)));
            }
            Files.delete(q);
            c.close();
            t("closed", () -> c.size());
        } catch (Throwable e) { System.out.println(e); } finally {
            Files.deleteIfExists(p);
        }
    }
}
