// SPDX-License-Identifier: Apache-2.0
// JNI libraries of others: JNA (calls, callbacks into Java, structures, errno, eight threads) and LZ4.

import com.sun.jna.Callback;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jpountz.lz4.LZ4Factory;

public class NativeLibraries {
    public interface C extends Library {
        C LIBRARY = Native.load("c", C.class);
        int abs(int x);
        double atof(String text);
        int sprintf(byte[] out, String format, Object... values);
        void qsort(Pointer base, NativeLong count, NativeLong size, Compare compare);
        Time gmtime_r(LongByReference seconds, Time time);
        int open(String path, int flags) throws LastErrorException;

        interface Compare extends Callback {
            int invoke(Pointer a, Pointer b);
        }
    }

    public interface M extends Library {
        M LIBRARY = Native.load("m", M.class);
        double pow(double a, double b);
        float sqrtf(float x);
        double frexp(double x, IntByReference exponent);
    }

    @Structure.FieldOrder({"sec", "min", "hour", "mday", "mon", "year", "wday", "yday", "isdst", "offset", "zone"})
    public static class Time extends Structure {
        public int sec, min, hour, mday, mon, year, wday, yday, isdst;
        public NativeLong offset;
        public Pointer zone;
    }

    static int[] sorted(int[] values) {
        try (Memory memory = new Memory(4L * values.length)) {
            memory.write(0, values, 0, values.length);
            C.LIBRARY.qsort(memory, new NativeLong(values.length), new NativeLong(4),
                            (a, b) -> Integer.compare(a.getInt(0), b.getInt(0)));
            return memory.getIntArray(0, values.length);
        }
    }

    static void calls() {
        System.out.println(C.LIBRARY.abs(-5) + " " + C.LIBRARY.atof("2.5") + " " + M.LIBRARY.pow(2, 10) + " "
                           + M.LIBRARY.sqrtf(2));
        byte[] text = new byte[100];
        int n = C.LIBRARY.sprintf(text, "%d %s %.3f %c", 42, "text", 3.5, 'x');
        System.out.println(new String(text, 0, n));
        IntByReference exponent = new IntByReference();
        System.out.println(M.LIBRARY.frexp(48, exponent) + " " + exponent.getValue());
        Time time = new Time();
        C.LIBRARY.gmtime_r(new LongByReference(86400L * 365 * 30), time);
        System.out.println(time.year + " " + time.mon + " " + time.mday);
        System.out.println(Arrays.toString(sorted(new Random(1).ints(20, 0, 100).toArray())));
        try {
            C.LIBRARY.open("/does/not/exist", 0);
        } catch (LastErrorException e) {
            System.out.println(e.getErrorCode() + " " + e.getMessage());
        }
        try {
            Native.load("no_such_library", C.class);
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage().split("\n")[0]);
        }
    }

    static void callbacksFromThreads() throws InterruptedException {
        AtomicInteger right = new AtomicInteger();
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            int seed = t;
            threads[t] = new Thread(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < 60; i++) {
                    int[] values = random.ints(40).toArray(), expected = values.clone();
                    Arrays.sort(expected);
                    if (Arrays.equals(expected, sorted(values))) {
                        right.incrementAndGet();
                    }
                    if (i % 30 == 0) {
                        System.gc();
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(right);
    }

    public static void main(String[] args) throws Exception {
        calls();
        callbacksFromThreads();
        byte[] data = new byte[200_000];
        Random random = new Random(3);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : i / 100);
        }
        for (LZ4Factory factory : new LZ4Factory[] {LZ4Factory.nativeInstance(), LZ4Factory.safeInstance()}) {
            byte[] packed = factory.highCompressor().compress(data);
            System.out.println(factory + " " + packed.length + " "
                               + Arrays.equals(data, factory.fastDecompressor().decompress(packed, data.length)));
        }
    }
}
