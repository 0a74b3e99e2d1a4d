// SPDX-License-Identifier: Apache-2.0
// Methods that a virtual machine may do by itself instead of running their bytecode: their results must not
// change.
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.math.*;
import java.security.*;
import javax.crypto.*;
import javax.crypto.spec.*;
import java.util.concurrent.atomic.*;
import java.util.zip.*;
public class Intrinsics {
    static String hex(byte[] b) {
        return new BigInteger(1, b).toString(16);
    }
    public static void main(String[] x) throws Exception {
        double[] ds = {0.0, -0.0, 1.5, -1.5, 2.5, -2.5, 0.5, -0.5, 0.49999999999999994, -0.49999999999999994,
            1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 4503599627370497.5,
            9007199254740993.0, Double.MIN_VALUE, Long.MAX_VALUE, -3.7};
        StringBuilder sb = new StringBuilder();
        for (double a : ds) {
            sb.append(Math.floor(a))
                .append(',')
                .append(Math.ceil(a))
                .append(',')
                .append(Math.rint(a))
                .append(',')
                .append(Math.round(a))
                .append(',')
                .append(Math.round((float) a))
                .append(',')
                .append(Math.abs(a))
                .append(',')
                .append(Math.sqrt(a))
                .append(',')
                .append(Float.floatToIntBits((float) a))
                .append(',')
                .append(Double.doubleToLongBits(a))
                .append('\n');
            for (double b : ds)
                sb.append(Math.max(a, b))
                    .append(' ')
                    .append(Math.min(a, b))
                    .append(' ')
                    .append(Math.max((float) a, (float) b))
                    .append(' ')
                    .append(Math.min((float) a, (float) b))
                    .append(' ')
                    .append(Math.fma(a, b, 1.25))
                    .append(' ')
                    .append(Double.compare(a, b))
                    .append(';');
            sb.append('\n');
        }
        int[] is = {0, 1, -1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x12345678, -77};
        long[] ls = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdefL, -99};
        for (int a : is) {
            sb.append(Math.abs(a))
                .append(' ')
                .append(Integer.bitCount(a))
                .append(' ')
                .append(Integer.numberOfLeadingZeros(a))
                .append(' ')
                .append(Integer.numberOfTrailingZeros(a))
                .append(' ')
                .append(Integer.reverse(a))
                .append(' ')
                .append(Integer.reverseBytes(a))
                .append(' ')
                .append(Integer.highestOneBit(a))
                .append(' ')
                .append(Integer.rotateLeft(a, 7))
                .append(' ')
                .append(Integer.rotateRight(a, -3))
                .append(' ')
                .append(Short.reverseBytes((short) a))
                .append(' ')
                .append((int) Character.reverseBytes((char) a))
                .append(' ')
                .append(Float.intBitsToFloat(a))
                .append('\n');
            for (int b : is) sb.append(Math.max(a, b)).append(Math.min(a, b));
        }
        for (long a : ls) {
            sb.append(Math.abs(a))
                .append(' ')
                .append(Long.bitCount(a))
                .append(' ')
                .append(Long.numberOfLeadingZeros(a))
                .append(' ')
                .append(Long.numberOfTrailingZeros(a))
                .append(' ')
                .append(Long.reverse(a))
                .append(' ')
                .append(Long.reverseBytes(a))
                .append(' ')
                .append(Long.highestOneBit(a))
                .append(' ')
                .append(Long.rotateLeft(a, 7))
                .append(' ')
                .append(Long.rotateRight(a, -3))
                .append(' ')
                .append(Double.longBitsToDouble(a))
                .append('\n');
            for (long b : ls)
                sb.append(Math.max(a, b)).append(Math.min(a, b)).append(Math.multiplyHigh(a, b));
        }
        System.out.println(sb);
        String[] ss = {
            "", "a", "abc", "abcdefghijabc", "äöü", "\u1234x", "x\u1234abc", "\ud83d\ude00z", "abd"};
        for (String a : ss)
            for (String b : ss) {
                System.out.print(a.equals(b) + " " + a.compareTo(b) + " " + a.indexOf(b) + " "
                    + a.startsWith(b) + " " + a.startsWith(b, 1) + " " + a.hashCode() + " " + a.indexOf('c')
                    + a.indexOf('c', 3) + a.indexOf(0x1234) + a.indexOf(0x1f600) + a.indexOf(-1) + " "
                    + a.contains(b) + a.concat(b).length()
                    + new String(a.getBytes("UTF-8"), "UTF-8").equals(a) + Arrays.hashCode(a.toCharArray())
                    + new String((a + b).toCharArray()).hashCode()
                    + Arrays.toString((a + b).getBytes("ISO-8859-1"))
                    + Arrays.toString((a + b).getBytes("US-ASCII")) + ";");
                try {
                    System.out.println(a.charAt(b.length()));
                } catch (Exception e) {
                    System.out.println(e);
                }
            }
        byte[] data = new byte[1000];
        new Random(5).nextBytes(data);
        for (String alg :
            new String[] {"MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-512"})
            for (int n : new int[] {0, 1, 55, 64, 127, 128, 300, 1000}) {
                MessageDigest md = MessageDigest.getInstance(alg);
                md.update(data, 0, n);
                System.out.println(alg + n + hex(md.digest()));
            }
        for (int kl : new int[] {16, 24, 32})
            for (String t : new String[] {"AES/ECB/PKCS5Padding", "AES/CBC/PKCS5Padding", "AES/CTR/NoPadding",
                     "AES/GCM/NoPadding"}) {
                Cipher c = Cipher.getInstance(t);
                SecretKeySpec k = new SecretKeySpec(data, 0, kl, "AES");
                java.security.spec.AlgorithmParameterSpec ps = t.contains("GCM")
                    ? new GCMParameterSpec(128, data, 40, 12)
                    : t.contains("ECB") ? null
                                        : new IvParameterSpec(data, 40, 16);
                c.init(Cipher.ENCRYPT_MODE, k, ps);
                if (t.contains("GCM"))
                    c.updateAAD(data, 3, 37);
                byte[] e = c.doFinal(data, 0, 777);
                System.out.println(t + kl + " " + hex(e).hashCode());
                c.init(Cipher.DECRYPT_MODE, k, ps);
                if (t.contains("GCM"))
                    c.updateAAD(data, 3, 37);
                System.out.println(Arrays.equals(c.doFinal(e), Arrays.copyOf(data, 777)));
            }
        BigInteger p = new BigInteger(1, data), q = new BigInteger(1, Arrays.copyOf(data, 333));
        System.out.println(p.multiply(q).hashCode() + " " + p.multiply(p).hashCode() + " "
            + q.pow(9).hashCode() + " "
            + q.modPow(new BigInteger("123456789123456789"), p.setBit(0)).hashCode() + " "
            + p.divide(q).hashCode() + p.sqrt().hashCode() + q.toString());
        CRC32C cc = new CRC32C();
        cc.update(data);
        CRC32 c3 = new CRC32();
        c3.update(data);
        Adler32 ad = new Adler32();
        ad.update(data);
        System.out.println(cc.getValue() + " " + c3.getValue() + " " + ad.getValue());
        for (int n = 0; n < 20; n++) {
            String e = Base64.getEncoder().encodeToString(Arrays.copyOf(data, 50 + n));
            String u = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(data, 50 + n));
            System.out.println(e + u
                + Arrays.equals(Base64.getDecoder().decode(e), Base64.getUrlDecoder().decode(u))
                + Arrays.equals(Base64.getMimeDecoder().decode(Base64.getMimeEncoder().encode(data)), data));
            try {
                Base64.getDecoder().decode(u.replace('-', '_'));
                System.out.println("ok");
            } catch (Exception ex) {
                System.out.println(ex);
            }
        }
        int[] ia = new int[37], ib;
        Arrays.fill(ia, 7);
        Arrays.fill(ia, 3, 9, -1);
        ib = ia.clone();
        ib[35]++;
        System.out.println(Arrays.hashCode(ia) + " " + Arrays.equals(ia, ib) + Arrays.mismatch(ia, ib)
            + Arrays.compare(ia, ib));
        byte[] ba = data.clone();
        for (int i : new int[] {0, 7, 8, 9, 999}) {
            ba[i]++;
            System.out.println(
                Arrays.mismatch(ba, data) + " " + Arrays.equals(ba, data) + Arrays.compare(ba, data));
            ba[i]--;
        }
        try {
            Arrays.fill(ia, 5, 3, 1);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            Arrays.fill(ia, 5, 300, 1);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            Arrays.fill((int[]) null, 1);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            System.arraycopy(ia, 0, data, 0, 3);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            System.arraycopy(ia, 0, ia, 30, 30);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            System.arraycopy(ia, -1, ia, 30, 1);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            System.arraycopy(null, 0, ia, 30, 30);
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            System.arraycopy("x", 0, ia, 30, 30);
        } catch (Exception e) {
            System.out.println(e);
        }
        Object[] os = {1, "a", 2.0};
        String[] st = new String[3];
        try {
            System.arraycopy(os, 0, st, 0, 3);
        } catch (Exception e) {
            System.out.println(e);
        }
        System.arraycopy(os, 0, os, 1, 2);
        System.out.println(Arrays.toString(os));
        long[] la = {1, 2, 3, 4};
        System.arraycopy(la, 0, la, 1, 3);
        System.out.println(Arrays.toString(la) + Arrays.hashCode(la));
        AtomicInteger ai = new AtomicInteger(5);
        AtomicLong al = new AtomicLong(1L << 40);
        AtomicReference<String> ar = new AtomicReference<>("a");
        AtomicIntegerArray aia = new AtomicIntegerArray(4);
        System.out.println(ai.getAndIncrement() + " " + ai.addAndGet(-9) + ai.compareAndSet(-3, 4)
            + ai.compareAndExchange(4, 9) + ai.getAndSet(1) + ai.weakCompareAndSetPlain(1, 2) + ai.getPlain()
            + " " + al.getAndAdd(-5) + al.incrementAndGet() + al.compareAndSet(1, 2) + ar.getAndSet("b")
            + ar.compareAndSet("b", "c") + ar.get() + aia.incrementAndGet(2) + aia);
        java.nio.ByteBuffer bb = java.nio.ByteBuffer.allocateDirect(64);
        bb.putLong(0x0102030405060708L)
            .putInt(-2)
            .putDouble(1.5)
            .putChar('x')
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .putShort((short) -2)
            .putFloat(2.5f);
        bb.flip();
        System.out.println(bb.get() + " " + bb.getLong() + " " + bb.getInt(3) + " " + bb.getShort(5) + bb);
        System.out.println(Number.class.isInstance(5) + " " + Number.class.isAssignableFrom(Integer.class)
            + int.class.isAssignableFrom(Integer.class) + int.class.isPrimitive() + int[].class.isArray()
            + Runnable.class.isInterface() + Object.class.isInstance(null) + new int[0].getClass()
            + "x".getClass() + Thread.currentThread().getName());
        try {
            Object o = null;
            o.getClass();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            String o = null;
            o.length();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            Object.class.isAssignableFrom(null);
        } catch (NullPointerException e) {
            System.out.println(e.getStackTrace()[0]);
        }
        try {
            Objects.requireNonNull(null);
        } catch (NullPointerException e) {
            System.out.println(e.getStackTrace()[0]);
        }
        try {
            "abc".charAt(5);
        } catch (Exception e) {
            System.out.println(e + "" + e.getStackTrace()[1]);
        }
    }
}
