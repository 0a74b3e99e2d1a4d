// SPDX-License-Identifier: Apache-2.0
// Digests, macs, ciphers in all modes, signatures, key agreement, password keys, generators, providers.
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.interfaces.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.interfaces.*;
import javax.crypto.spec.*;

public class CryptoWide {
    static final HexFormat HEX = HexFormat.of();
    interface Body {
        Object run() throws Exception;
    }
    static void t(String name, Body b) {
        try {
            Object o = b.run();
            System.out.println(name + ": " + (o instanceof byte[] x ? HEX.formatHex(x) : o));
        } catch (Throwable e) { System.out.println(name + " !! " + e + (e.getCause() != null ? " / " + e.getCause() : "")); }
    }
    static byte[] seq(int n, int seed) {
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) b[i] = (byte) (i * 31 + seed * 7 + (i >> 3));
        return b;
    }
    static byte[] cat(byte[]... p) {
        ByteBuffer b = ByteBuffer.allocate(Arrays.stream(p).mapToInt(x -> x.length).sum());
        for (byte[] x : p) b.put(x);
        return b.array();
    }

    public static void main(String[] args) throws Exception {
        byte[] data = seq(10_001, 3);
        for (String a : new String[] {"MD2", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/224",
                     "SHA-512/256", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"}) {
            t(a, () -> {
                MessageDigest d = MessageDigest.getInstance(a);
                byte[] whole = d.digest(data);
                for (int step : new int[] {1, 63, 64, 65, 127, 129, 1000}) {
                    for (int i = 0; i < data.length; i += step) d.update(data, i, Math.min(step, data.length - i));
                    MessageDigest copy = (MessageDigest) d.clone();
                    if (!Arrays.equals(whole, d.digest()) || !MessageDigest.isEqual(whole, copy.digest()))
                        return "BAD step " + step;
                }
                ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data).flip();
                d.update(direct);
                if (!Arrays.equals(whole, d.digest())) return "BAD direct";
                return d.getDigestLength() + " " + HEX.formatHex(whole) + " " + d.getProvider().getName();
            });
        }
        for (String a : new String[] {"HmacMD5", "HmacSHA1", "HmacSHA224", "HmacSHA256", "HmacSHA384", "HmacSHA512",
                     "HmacSHA512/256", "HmacSHA3-256", "HmacPBESHA1"}) {
            t(a, () -> {
                Mac m = Mac.getInstance(a);
                m.init(new SecretKeySpec(seq(77, 1), a));
                m.update(data, 5, 5000);
                Mac c = (Mac) m.clone();
                byte[] x = m.doFinal(seq(3, 9));
                c.update(seq(3, 9));
                return HEX.formatHex(x) + " " + Arrays.equals(x, c.doFinal());
            });
        }
        for (int bits : new int[] {128, 192, 256}) {
            SecretKeySpec key = new SecretKeySpec(seq(bits / 8, bits), "AES");
            IvParameterSpec iv = new IvParameterSpec(seq(16, 4));
            for (String mode : new String[] {"ECB", "CBC", "CTR", "CFB", "CFB8", "OFB", "PCBC", "CTS"}) {
                for (String pad : new String[] {"NoPadding", "PKCS5Padding", "ISO10126Padding"}) {
                    if (pad.startsWith("ISO") && bits != 128) continue;
                    t("AES" + bits + "/" + mode + "/" + pad, () -> {
                        Cipher c = Cipher.getInstance("AES/" + mode + "/" + pad);
                        if (mode.equals("ECB")) c.init(Cipher.ENCRYPT_MODE, key);
                        else c.init(Cipher.ENCRYPT_MODE, key, iv);
                        byte[] e = cat(nn(c.update(data, 0, 1003)), nn(c.update(data, 1003, 4000)), c.doFinal(data, 5003, 1013));
                        if (mode.equals("ECB")) c.init(Cipher.DECRYPT_MODE, key);
                        else c.init(Cipher.DECRYPT_MODE, key, iv);
                        byte[] d = c.doFinal(e);
                        return e.length + " "
                                + (pad.startsWith("ISO") ? ""
                                                         : HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(e), 0, 8))
                                + " " + Arrays.equals(d, Arrays.copyOf(data, 6016));
                    });
                }
            }
            t("GCM" + bits, () -> {
                Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
                c.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, seq(12, 2)));
                c.updateAAD(seq(37, 5));
                byte[] e = c.doFinal(data);
                c.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, seq(12, 2)));
                c.updateAAD(seq(37, 5));
                boolean ok = Arrays.equals(data, c.doFinal(e));
                ByteBuffer in = ByteBuffer.allocateDirect(data.length).put(data).flip(),
                           out = ByteBuffer.allocateDirect(data.length + 16);
                c.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, seq(12, 3)));
                c.updateAAD(ByteBuffer.wrap(seq(37, 5)));
                c.doFinal(in, out);
                e[100] ^= 1;
                c.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, seq(12, 2)));
                c.updateAAD(seq(37, 5));
                String bad;
                try {
                    c.doFinal(e);
                    bad = "accepted";
                } catch (AEADBadTagException x) { bad = x.toString(); }
                byte[] o = new byte[out.flip().remaining()];
                out.get(o);
                return ok + " " + HEX.formatHex(MessageDigest.getInstance("MD5").digest(e)) + " "
                        + HEX.formatHex(MessageDigest.getInstance("MD5").digest(o)) + " " + bad;
            });
            t("wrap" + bits, () -> {
                Cipher c = Cipher.getInstance("AESWrap");
                c.init(Cipher.WRAP_MODE, key);
                byte[] w = c.wrap(new SecretKeySpec(seq(32, 8), "AES"));
                c.init(Cipher.UNWRAP_MODE, key);
                return HEX.formatHex(w) + " " + HEX.formatHex(c.unwrap(w, "AES", Cipher.SECRET_KEY).getEncoded());
            });
        }
        for (String a : new String[] {"DES/CBC/PKCS5Padding", "DESede/CBC/PKCS5Padding", "Blowfish/CBC/PKCS5Padding",
                     "RC2/CBC/PKCS5Padding", "ARCFOUR", "ChaCha20-Poly1305"})
            t(a, () -> {
                String n = a.split("/")[0];
                int len = switch (n) {
                    case "DES" -> 8;
                    case "DESede" -> 24;
                    case "ChaCha20-Poly1305" -> 32;
                    default -> 16;
                };
                SecretKeySpec k = new SecretKeySpec(seq(len, 6), n.startsWith("ChaCha") ? "ChaCha20" : n);
                AlgorithmParameterSpec p = n.equals("ARCFOUR") ? null : new IvParameterSpec(seq(n.startsWith("Cha") ? 12 : 8, 1));
                Cipher c = Cipher.getInstance(a);
                c.init(Cipher.ENCRYPT_MODE, k, p);
                byte[] e = c.doFinal(data);
                c.init(Cipher.DECRYPT_MODE, k, p);
                return e.length + " " + HEX.formatHex(MessageDigest.getInstance("MD5").digest(e)) + " "
                        + Arrays.equals(data, c.doFinal(e));
            });
        for (String a : new String[] {"PBKDF2WithHmacSHA1", "PBKDF2WithHmacSHA512", "PBKDF2WithHmacSHA224"})
            t(a,
                    ()
                            -> SecretKeyFactory.getInstance(a)
                                    .generateSecret(new PBEKeySpec("pässwörd".toCharArray(), seq(16, 1), 500, 320))
                                    .getEncoded());
        for (String a : new String[] {"PBEWithMD5AndDES", "PBEWithSHA1AndDESede", "PBEWithHmacSHA256AndAES_128"})
            t(a, () -> {
                SecretKey k = SecretKeyFactory.getInstance(a).generateSecret(new PBEKeySpec("secret".toCharArray()));
                PBEParameterSpec p = a.contains("AES") ? new PBEParameterSpec(seq(8, 2), 100, new IvParameterSpec(seq(16, 1)))
                                                       : new PBEParameterSpec(seq(8, 2), 100);
                Cipher c = Cipher.getInstance(a);
                c.init(Cipher.ENCRYPT_MODE, k, p);
                return c.doFinal("hello".getBytes());
            });
        // key material with a deterministic generator
        KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
        g.initialize(1024);
        KeyPair rsa = g.generateKeyPair();
        for (String a : new String[] {"MD5withRSA", "SHA1withRSA", "SHA256withRSA", "SHA512withRSA", "SHA3-256withRSA",
                     "RSASSA-PSS", "NONEwithRSA"})
            t(a, () -> {
                Signature s = Signature.getInstance(a);
                if (a.endsWith("PSS")) s.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                byte[] m = a.startsWith("NONE") ? seq(50, 1) : data;
                s.initSign(rsa.getPrivate());
                s.update(m);
                byte[] sig = s.sign();
                s.initVerify(rsa.getPublic());
                s.update(m);
                boolean ok = s.verify(sig);
                sig[3] ^= 4;
                s.update(m);
                boolean no;
                try {
                    no = s.verify(sig);
                } catch (SignatureException x) { no = false; }
                return sig.length + " " + ok + " " + no;
            });
        for (String a : new String[] {"RSA/ECB/PKCS1Padding", "RSA/ECB/OAEPWithSHA-1AndMGF1Padding", "RSA/ECB/NoPadding"})
            t(a, () -> {
                Cipher c = Cipher.getInstance(a);
                c.init(Cipher.ENCRYPT_MODE, rsa.getPublic());
                byte[] e = c.doFinal(seq(40, 1));
                c.init(Cipher.DECRYPT_MODE, rsa.getPrivate());
                byte[] d = c.doFinal(e);
                return e.length + " " + d.length + " " + new BigInteger(1, d).equals(new BigInteger(1, seq(40, 1)));
            });
        t("RSA long", () -> {
            Cipher c = Cipher.getInstance("RSA");
            c.init(Cipher.ENCRYPT_MODE, rsa.getPublic());
            return c.doFinal(data);
        });
        t("RSA crt", () -> {
            RSAPrivateCrtKey k = (RSAPrivateCrtKey) rsa.getPrivate();
            KeyFactory f = KeyFactory.getInstance("RSA");
            RSAPrivateKey k2 = (RSAPrivateKey) f.generatePrivate(new PKCS8EncodedKeySpec(k.getEncoded()));
            return k.getPrimeP().multiply(k.getPrimeQ()).equals(k.getModulus()) + " " + k2.equals(k) + " " + k.getFormat() + " "
                    + rsa.getPublic().getFormat() + " "
                    + f.generatePublic(new X509EncodedKeySpec(rsa.getPublic().getEncoded())).equals(rsa.getPublic());
        });
        t("DSA", () -> {
            KeyPairGenerator d = KeyPairGenerator.getInstance("DSA");
            d.initialize(1024);
            KeyPair p = d.generateKeyPair();
            Signature s = Signature.getInstance("SHA256withDSA");
            s.initSign(p.getPrivate());
            s.update(data);
            byte[] sig = s.sign();
            s.initVerify(p.getPublic());
            s.update(data);
            return s.verify(sig);
        });
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1", "secp256k1"})
            t("EC " + curve, () -> {
                KeyPairGenerator e = KeyPairGenerator.getInstance("EC");
                e.initialize(new ECGenParameterSpec(curve));
                KeyPair p = e.generateKeyPair(), q = e.generateKeyPair();
                String r = "";
                for (String a : new String[] {"SHA1withECDSA", "SHA512withECDSA", "SHA256withECDSAinP1363Format"}) {
                    Signature s = Signature.getInstance(a);
                    s.initSign(p.getPrivate());
                    s.update(data);
                    byte[] sig = s.sign();
                    s.initVerify(p.getPublic());
                    s.update(data);
                    r += s.verify(sig) + " ";
                }
                KeyAgreement k = KeyAgreement.getInstance("ECDH");
                k.init(p.getPrivate());
                k.doPhase(q.getPublic(), true);
                byte[] x = k.generateSecret();
                k.init(q.getPrivate());
                k.doPhase(p.getPublic(), true);
                return r + x.length + " " + Arrays.equals(x, k.generateSecret()) + " "
                        + ((ECPublicKey) p.getPublic()).getParams();
            });
        for (String a : new String[] {"Ed25519", "Ed448"})
            t(a, () -> {
                KeyFactory f = KeyFactory.getInstance("EdDSA");
                NamedParameterSpec ps = new NamedParameterSpec(a);
                int n = a.equals("Ed448") ? 57 : 32;
                PrivateKey k = f.generatePrivate(new EdECPrivateKeySpec(ps, seq(n, 9)));
                Signature s = Signature.getInstance(a);
                s.initSign(k);
                s.update(data);
                return s.sign();
            });
        for (String a : new String[] {"X25519", "X448"})
            t(a, () -> {
                KeyFactory f = KeyFactory.getInstance("XDH");
                NamedParameterSpec ps = new NamedParameterSpec(a);
                int n = a.equals("X448") ? 56 : 32;
                PrivateKey k = f.generatePrivate(new XECPrivateKeySpec(ps, seq(n, 9)));
                PublicKey pub = f.generatePublic(new XECPublicKeySpec(ps, BigInteger.valueOf(9)));
                KeyAgreement ka = KeyAgreement.getInstance(a);
                ka.init(k);
                ka.doPhase(pub, true);
                return ka.generateSecret();
            });
        t("DH", () -> {
            KeyPairGenerator d = KeyPairGenerator.getInstance("DH");
            d.initialize(2048);
            KeyPair p = d.generateKeyPair();
            KeyPairGenerator d2 = KeyPairGenerator.getInstance("DH");
            d2.initialize(((DHPublicKey) p.getPublic()).getParams());
            KeyPair q = d2.generateKeyPair();
            KeyAgreement a = KeyAgreement.getInstance("DH"), b = KeyAgreement.getInstance("DH");
            a.init(p.getPrivate());
            b.init(q.getPrivate());
            a.doPhase(q.getPublic(), true);
            b.doPhase(p.getPublic(), true);
            return Arrays.equals(a.generateSecret(), b.generateSecret());
        });
        t("sealed", () -> {
            SecretKeySpec k = new SecretKeySpec(seq(16, 1), "AES");
            Cipher c = Cipher.getInstance("AES/CBC/PKCS5Padding");
            c.init(Cipher.ENCRYPT_MODE, k, new IvParameterSpec(seq(16, 2)));
            SealedObject s = new SealedObject(new ArrayList<>(List.of("a", 1, 2.5)), c);
            return s.getAlgorithm() + " " + s.getObject(k);
        });
        t("sha1prng", () -> {
            SecureRandom r = SecureRandom.getInstance("SHA1PRNG");
            r.setSeed(42);
            byte[] b = new byte[20];
            r.nextBytes(b);
            return b;
        });
        t("drbg", () -> {
            SecureRandom r = SecureRandom.getInstance(
                    "DRBG", DrbgParameters.instantiation(128, DrbgParameters.Capability.PR_AND_RESEED, "x".getBytes()));
            byte[] b = new byte[20];
            r.nextBytes(b);
            r.reseed();
            return r + " " + r.getParameters();
        });
        t("native", () -> {
            SecureRandom r = SecureRandom.getInstance("NativePRNGNonBlocking");
            return r.generateSeed(5).length + " " + SecureRandom.getInstanceStrong().getAlgorithm();
        });
        t("bad key", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(1, new SecretKeySpec(new byte[5], "AES"));
            return 0;
        });
        t("bad pad", () -> {
            Cipher c = Cipher.getInstance("AES/CBC/PKCS5Padding");
            c.init(2, new SecretKeySpec(new byte[16], "AES"), new IvParameterSpec(new byte[16]));
            return c.doFinal(new byte[32]);
        });
        t("noinit", () -> Cipher.getInstance("AES").doFinal(new byte[16]));
        t("short buf", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(1, new SecretKeySpec(new byte[16], "AES"));
            return c.doFinal(new byte[16], 0, 16, new byte[3]);
        });
        t("none", () -> Cipher.getInstance("Serpent/CBC/NoPadding"));
        t("prov", () -> MessageDigest.getInstance("MD5", "Nope"));
        for (Provider p : Security.getProviders())
            System.out.println(p.getName() + " " + p.getVersionStr() + " " + p.getServices().size());
        TreeSet<String> all = new TreeSet<>();
        for (Provider p : Security.getProviders())
            for (Provider.Service s : p.getServices()) all.add(s.getType() + "." + s.getAlgorithm());
        System.out.println(all.size() + " " + all.hashCode());
        System.out.println(Cipher.getMaxAllowedKeyLength("AES") + " " + Security.getAlgorithms("Signature").size());
    }
    static byte[] nn(byte[] b) { return b == null ? new byte[0] : b; }
}
