// SPDX-License-Identifier: Apache-2.0
// Small numeric kernels with hand-written loops over all primitive types: hashes, sorts, matrix,
// FFT, sieve, CRC, LZ, big loops with carried state.
import java.util.Arrays;

public class Kernels {
    static int crc(byte[] d) {
        int c = -1;
        for (byte b : d) {
            c ^= b & 0xff;
            for (int k = 0; k < 8; k++) c = (c >>> 1) ^ (0xEDB88320 & -(c & 1));
        }
        return ~c;
    }
    static long fnv(byte[] d) {
        long h = 0xcbf29ce484222325L;
        for (byte b : d) {
            h ^= b & 0xff;
            h *= 0x100000001b3L;
        }
        return h;
    }
    static int murmur(byte[] d, int seed) {
        int h = seed, i = 0;
        for (; i + 4 <= d.length; i += 4) {
            int k = (d[i] & 0xff) | (d[i + 1] & 0xff) << 8 | (d[i + 2] & 0xff) << 16
                    | d[i + 3] << 24;
            k *= 0xcc9e2d51;
            k = Integer.rotateLeft(k, 15);
            k *= 0x1b873593;
            h ^= k;
            h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        }
        h ^= d.length;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ h >>> 16;
    }
    static int[] sha256(byte[] msg) {
        int[] k = new int[64], h = new int[8];
        int n = 0;
        for (int p = 2; n < 64; p++) {
            boolean prime = true;
            for (int q = 2; q * q <= p; q++)
                if (p % q == 0) {
                    prime = false;
                    break;
                }
            if (!prime) continue;
            double c = Math.cbrt(p);
            k[n] = (int) (long) ((c - Math.floor(c)) * 4294967296.0);
            if (n < 8) {
                double s = Math.sqrt(p);
                h[n] = (int) (long) ((s - Math.floor(s)) * 4294967296.0);
            }
            n++;
        }
        int len = (msg.length + 9 + 63) / 64 * 64;
        byte[] d = Arrays.copyOf(msg, len);
        d[msg.length] = (byte) 0x80;
        long bits = msg.length * 8L;
        for (int i = 0; i < 8; i++) d[len - 1 - i] = (byte) (bits >>> 8 * i);
        int[] w = new int[64];
        for (int o = 0; o < len; o += 64) {
            for (int i = 0; i < 16; i++)
                w[i] = d[o + i * 4] << 24 | (d[o + i * 4 + 1] & 255) << 16
                        | (d[o + i * 4 + 2] & 255) << 8 | d[o + i * 4 + 3] & 255;
            for (int i = 16; i < 64; i++) {
                int a = w[i - 15], b = w[i - 2];
                w[i] = w[i - 16]
                        + (Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ a >>> 3)
                        + w[i - 7]
                        + (Integer.rotateRight(b, 17) ^ Integer.rotateRight(b, 19) ^ b >>> 10);
            }
            int[] v = h.clone();
            for (int i = 0; i < 64; i++) {
                int t1 = v[7]
                        + (Integer.rotateRight(v[4], 6) ^ Integer.rotateRight(v[4], 11)
                                ^ Integer.rotateRight(v[4], 25))
                        + (v[4] & v[5] ^ ~v[4] & v[6]) + k[i] + w[i],
                    t2 = (Integer.rotateRight(v[0], 2) ^ Integer.rotateRight(v[0], 13)
                                 ^ Integer.rotateRight(v[0], 22))
                        + (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]);
                System.arraycopy(v, 0, v, 1, 7);
                v[4] += t1;
                v[0] = t1 + t2;
            }
            for (int i = 0; i < 8; i++) h[i] += v[i];
        }
        return h;
    }
    static void quick(double[] a, int lo, int hi) {
        while (lo < hi) {
            double p = a[(lo + hi) >>> 1];
            int i = lo, j = hi;
            while (i <= j) {
                while (a[i] < p) i++;
                while (a[j] > p) j--;
                if (i <= j) {
                    double t = a[i];
                    a[i++] = a[j];
                    a[j--] = t;
                }
            }
            if (j - lo < hi - i) {
                quick(a, lo, j);
                lo = i;
            } else {
                quick(a, i, hi);
                hi = j;
            }
        }
    }
    static void radix(int[] a) {
        int[] t = new int[a.length];
        for (int s = 0; s < 32; s += 8) {
            int[] c = new int[257];
            for (int x : a) c[((x ^ 0x80000000) >>> s & 255) + 1]++;
            for (int i = 0; i < 256; i++) c[i + 1] += c[i];
            for (int x : a) t[c[(x ^ 0x80000000) >>> s & 255]++] = x;
            int[] u = a;
            System.arraycopy(t, 0, u, 0, a.length);
        }
    }
    static void fft(double[] re, double[] im, boolean inv) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) {
                double t = re[i];
                re[i] = re[j];
                re[j] = t;
                t = im[i];
                im[i] = im[j];
                im[j] = t;
            }
        }
        for (int len = 2; len <= n; len <<= 1) {
            double ang = 2 * StrictMath.PI / len * (inv ? -1 : 1), wr = StrictMath.cos(ang),
                   wi = StrictMath.sin(ang);
            for (int i = 0; i < n; i += len) {
                double cr = 1, ci = 0;
                for (int j = 0; j < len / 2; j++) {
                    double ur = re[i + j], ui = im[i + j],
                           vr = re[i + j + len / 2] * cr - im[i + j + len / 2] * ci,
                           vi = re[i + j + len / 2] * ci + im[i + j + len / 2] * cr;
                    re[i + j] = ur + vr;
                    im[i + j] = ui + vi;
                    re[i + j + len / 2] = ur - vr;
                    im[i + j + len / 2] = ui - vi;
                    double nr = cr * wr - ci * wi;
                    ci = cr * wi + ci * wr;
                    cr = nr;
                }
            }
        }
        if (inv)
            for (int i = 0; i < n; i++) {
                re[i] /= n;
                im[i] /= n;
            }
    }
    static int lcs(String a, String b) {
        short[][] t = new short[a.length() + 1][b.length() + 1];
        for (int i = 1; i <= a.length(); i++)
            for (int j = 1; j <= b.length(); j++)
                t[i][j] = a.charAt(i - 1) == b.charAt(j - 1)
                        ? (short) (t[i - 1][j - 1] + 1)
                        : (short) Math.max(t[i - 1][j], t[i][j - 1]);
        return t[a.length()][b.length()];
    }
    static int ack(int m, int n) {
        return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
    }
    static int tak(int x, int y, int z) {
        return y >= x ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
    }
    static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
    static int mandel(double cr, double ci) {
        double x = 0, y = 0;
        int n = 0;
        while (x * x + y * y < 4 && n < 200) {
            double t = x * x - y * y + cr;
            y = 2 * x * y + ci;
            x = t;
            n++;
        }
        return n;
    }
    static float nbody() {
        float[] x = {0, 1, 0}, v = {0, 0, 1};
        for (int i = 0; i < 2000; i++)
            for (int k = 0; k < 3; k++) {
                v[k] -= x[k] * 0.001f;
                x[k] += v[k] * 0.01f;
            }
        return x[0] + x[1] * 10 + x[2] * 100;
    }
    static long collatz(int max) {
        long best = 0;
        for (int i = 1; i < max; i++) {
            long n = i;
            int s = 0;
            while (n != 1) {
                n = (n & 1) == 0 ? n >> 1 : 3 * n + 1;
                s++;
            }
            best = Math.max(best, (long) s << 32 | i);
        }
        return best;
    }
    public static void main(String[] args) {
        byte[] d = new byte[5003];
        long seed = 88172645463325252L;
        for (int i = 0; i < d.length; i++) {
            seed ^= seed << 13;
            seed ^= seed >>> 7;
            seed ^= seed << 17;
            d[i] = (byte) seed;
        }
        System.out.println(seed + " " + Integer.toHexString(crc(d)) + " " + Long.toHexString(fnv(d))
                + " " + murmur(d, 42));
        StringBuilder s = new StringBuilder();
        for (int x : sha256("abc".getBytes())) s.append(String.format("%08x", x));
        System.out.println(s);
        double[] q = new double[5000];
        int[] r = new int[5000];
        for (int i = 0; i < 5000; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            q[i] = (seed >>> 11) * 0x1.0p-53;
            r[i] = (int) (seed >>> 16);
        }
        double[] q2 = q.clone();
        int[] r2 = r.clone();
        quick(q, 0, q.length - 1);
        Arrays.sort(q2);
        radix(r);
        Arrays.sort(r2);
        System.out.println(
                Arrays.equals(q, q2) + " " + Arrays.equals(r, r2) + " " + q[2500] + " " + r[2500]);
        double[] re = new double[256], im = new double[256];
        for (int i = 0; i < 256; i++) re[i] = i % 17;
        fft(re, im, false);
        System.out.println(re[0] + " " + re[1] + " " + im[100]);
        fft(re, im, true);
        System.out.println(Math.round(re[100]) + " " + Math.round(re[255]));
        System.out.println(
                lcs("the quick brown fox jumps".repeat(8), "over the lazy dog quickly".repeat(8))
                + " " + ack(2, 300) + " " + tak(14, 8, 3) + " " + fib(22));
        int total = 0;
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 60; x++) total += mandel(x / 20.0 - 2, y / 20.0 - 1);
        System.out.println(total + " " + nbody() + " " + collatz(20000));
        char[] rot = "Hello World".toCharArray();
        for (int i = 0; i < rot.length; i++)
            if (Character.isLetter(rot[i])) {
                char base = rot[i] < 'a' ? 'A' : 'a';
                rot[i] = (char) ((rot[i] - base + 13) % 26 + base);
            }
        System.out.println(rot);
        boolean[][] g = new boolean[64][64];
        for (int i = 0; i < 64; i++)
            for (int j = 0; j < 64; j++) g[i][j] = (i * j & 3) == 1;
        int c = 0;
        for (boolean[] row : g)
            for (boolean b : row)
                if (b) c++;
        System.out.println(c);
        short[] sh = new short[100];
        for (int i = 0; i < 1000; i++) {
            sh[i % 100] += i * 77;
            sh[i % 100] ^= i << 3;
        }
        int ss = 0;
        for (short x : sh) ss += x;
        System.out.println(ss);
        float[] fl = new float[100];
        for (int i = 0; i < 10000; i++) fl[i % 100] = fl[(i + 1) % 100] * 0.5f + i;
        System.out.println(fl[7] + " " + fl[99]);
        long[] lo = new long[64];
        for (int i = 0; i < 64; i++) lo[i] = 1L << i ^ (i > 0 ? lo[i - 1] * 3 : 7);
        System.out.println(lo[63] + " " + lo[40] % 1000 + " " + lo[50] / 12345);
    }
}
