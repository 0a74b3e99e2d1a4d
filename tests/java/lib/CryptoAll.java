// SPDX-License-Identifier: Apache-2.0
// Digests, MACs, AES in all modes, RSA and EC signatures, key derivation, key stores and errors;
// only deterministic facts printed.
import java.math.BigInteger;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

public class CryptoAll {
    static String hex(byte[] b) { return HexFormat.of().formatHex(b); }
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        byte[] msg = "The quick brown fox jumps over the lazy dog".getBytes(),
               big = new byte[200000];
        for (int i = 0; i < big.length; i++) big[i] = (byte) (i * 7);
        for (String a : ("MD2 MD5 SHA-1 SHA-224 SHA-256 SHA-384 SHA-512 SHA-512/256 SHA3-224 "
                         + "SHA3-256 SHA3-512").split(" ")) {
            MessageDigest d = MessageDigest.getInstance(a);
            String one = hex(d.digest(msg));
            d.update(big, 3, 100000);
            MessageDigest cl = (MessageDigest) d.clone();
            d.update((byte) 1);
            System.out.println(a + " " + one + " " + hex(d.digest()).substring(0, 16) + " "
                    + hex(cl.digest()).substring(0, 16) + " " + d.getDigestLength()
                    + d.getProvider());
        }
        for (String a : "HmacMD5 HmacSHA1 HmacSHA256 HmacSHA512 HmacSHA3-256".split(" ")) {
            Mac m = Mac.getInstance(a);
            m.init(new SecretKeySpec("key".getBytes(), a));
            System.out.println(a + " " + hex(m.doFinal(msg)));
        }
        SecretKeySpec k = new SecretKeySpec("0123456789abcdef".getBytes(), "AES"),
                      k256 = new SecretKeySpec(
                              "0123456789abcdef0123456789abcdef".getBytes(), "AES");
        IvParameterSpec iv = new IvParameterSpec("fedcba9876543210".getBytes());
        for (String tr :
                ("AES/ECB/PKCS5Padding AES/CBC/PKCS5Padding AES/CBC/NoPadding AES/CTR/NoPadding "
                 + "AES/CFB8/NoPadding AES/OFB/NoPadding AES/CTS/NoPadding").split(" "))
            for (SecretKeySpec key : new SecretKeySpec[] {k, k256}) {
                Cipher c = Cipher.getInstance(tr);
                byte[] in = Arrays.copyOf(big, 160);
                if (tr.contains("ECB")) c.init(Cipher.ENCRYPT_MODE, key);
                else c.init(Cipher.ENCRYPT_MODE, key, iv);
                byte[] e = c.doFinal(in);
                if (tr.contains("ECB")) c.init(Cipher.DECRYPT_MODE, key);
                else c.init(Cipher.DECRYPT_MODE, key, iv);
                System.out.println(tr + " " + e.length + " " + hex(e).substring(0, 32) + " "
                        + Arrays.hashCode(e) + Arrays.equals(in, c.doFinal(e)));
            }
        Cipher g = Cipher.getInstance("AES/GCM/NoPadding");
        g.init(Cipher.ENCRYPT_MODE, k, new GCMParameterSpec(128, Arrays.copyOf(msg, 12)));
        g.updateAAD("aad".getBytes());
        byte[] ge = g.doFinal(big);
        System.out.println(ge.length + " " + Arrays.hashCode(ge));
        t("gcm tamper", () -> {
            Cipher x = Cipher.getInstance("AES/GCM/NoPadding");
            x.init(Cipher.DECRYPT_MODE, k, new GCMParameterSpec(128, Arrays.copyOf(msg, 12)));
            x.updateAAD("aad".getBytes());
            ge[5] ^= 1;
            return x.doFinal(ge);
        });
        t("gcm iv reuse", () -> {
            g.init(Cipher.ENCRYPT_MODE, k, new GCMParameterSpec(128, Arrays.copyOf(msg, 12)));
            return 0;
        });
        Cipher ch = Cipher.getInstance("ChaCha20-Poly1305");
        ch.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k256.getEncoded(), "ChaCha20"),
                new IvParameterSpec(Arrays.copyOf(msg, 12)));
        System.out.println(hex(ch.doFinal(msg)));
        for (String a :
                "DESede/CBC/PKCS5Padding Blowfish/CBC/PKCS5Padding RC2/CBC/PKCS5Padding".split(
                        " ")) {
            Cipher c = Cipher.getInstance(a);
            c.init(Cipher.ENCRYPT_MODE,
                    new SecretKeySpec("0123456789abcdefABCDEFGH".getBytes(), 0,
                            a.startsWith("DES") ? 24 : 16, a.split("/")[0]),
                    new IvParameterSpec(new byte[8]));
            System.out.println(a + " " + hex(c.doFinal(msg)).substring(0, 48));
        }
        System.out.println(hex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(
                                new PBEKeySpec("pass".toCharArray(), "salt".getBytes(), 500, 256))
                        .getEncoded()));
        KeyFactory rf = KeyFactory.getInstance("RSA");
        KeyPairGenerator kg = KeyPairGenerator.getInstance("RSA");
        kg.initialize(1024);
        KeyPair rp = kg.generateKeyPair();
        for (String a : "SHA256withRSA SHA1withRSA RSASSA-PSS".split(" ")) {
            Signature s = Signature.getInstance(a);
            if (a.endsWith("PSS"))
                s.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            s.initSign(rp.getPrivate());
            s.update(msg);
            byte[] sig = s.sign();
            s.initVerify(rp.getPublic());
            s.update(msg);
            boolean ok = s.verify(sig);
            s.initVerify(rp.getPublic());
            s.update(big);
            System.out.println(a + " " + sig.length + ok + s.verify(sig));
        }
        KeyPairGenerator eg = KeyPairGenerator.getInstance("EC");
        eg.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ep = eg.generateKeyPair(), ep2 = eg.generateKeyPair();
        Signature es = Signature.getInstance("SHA256withECDSA");
        es.initSign(ep.getPrivate());
        es.update(msg);
        byte[] sg = es.sign();
        es.initVerify(ep.getPublic());
        es.update(msg);
        System.out.println(es.verify(sg));
        KeyAgreement ka = KeyAgreement.getInstance("ECDH"), kb = KeyAgreement.getInstance("ECDH");
        ka.init(ep.getPrivate());
        ka.doPhase(ep2.getPublic(), true);
        kb.init(ep2.getPrivate());
        kb.doPhase(ep.getPublic(), true);
        System.out.println(Arrays.equals(ka.generateSecret(), kb.generateSecret()));
        KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature eds = Signature.getInstance("Ed25519");
        eds.initSign(ed.getPrivate());
        eds.update(msg);
        byte[] e1 = eds.sign();
        eds.initVerify(ed.getPublic());
        eds.update(msg);
        System.out.println(eds.verify(e1) + " " + e1.length);
        PublicKey rt = rf.generatePublic(new X509EncodedKeySpec(rp.getPublic().getEncoded()));
        System.out.println(
                rt.equals(rp.getPublic()) + rt.getFormat() + rp.getPrivate().getFormat());
        Cipher rc = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        rc.init(Cipher.ENCRYPT_MODE, rp.getPublic());
        byte[] re = rc.doFinal("short".getBytes());
        rc.init(Cipher.DECRYPT_MODE, rp.getPrivate());
        System.out.println(new String(rc.doFinal(re)) + re.length);
        KeyStore ks = KeyStore.getInstance("PKCS12");
        ks.load(null, null);
        ks.setEntry("s", new KeyStore.SecretKeyEntry(k),
                new KeyStore.PasswordProtection("pw".toCharArray()));
        java.io.ByteArrayOutputStream bo = new java.io.ByteArrayOutputStream();
        ks.store(bo, "store".toCharArray());
        KeyStore k2 = KeyStore.getInstance("PKCS12");
        k2.load(new java.io.ByteArrayInputStream(bo.toByteArray()), "store".toCharArray());
        System.out.println(
                Arrays.equals(k2.getKey("s", "pw".toCharArray()).getEncoded(), k.getEncoded()) + " "
                + Collections.list(k2.aliases()));
        t("wrong password", () -> {
            KeyStore x = KeyStore.getInstance("PKCS12");
            x.load(new java.io.ByteArrayInputStream(bo.toByteArray()), "bad".toCharArray());
            return 0;
        });
        t("no alg", () -> MessageDigest.getInstance("NOPE"));
        t("no cipher", () -> Cipher.getInstance("AES/XYZ/None"));
        t("bad key", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[5], "AES"));
            return 0;
        });
        t("bad padding", () -> {
            Cipher c = Cipher.getInstance("AES/CBC/PKCS5Padding");
            c.init(Cipher.DECRYPT_MODE, k, iv);
            return c.doFinal(new byte[16]);
        });
        t("block size", () -> {
            Cipher c = Cipher.getInstance("AES/CBC/NoPadding");
            c.init(Cipher.ENCRYPT_MODE, k, iv);
            return c.doFinal(new byte[17]);
        });
        t("not init", () -> Cipher.getInstance("AES").doFinal(msg));
        SecureRandom sr = SecureRandom.getInstance("SHA1PRNG");
        sr.setSeed(42);
        System.out.println(sr.nextInt() + " " + sr.getAlgorithm()
                + new SecureRandom().generateSeed(8).length
                + Arrays.stream(Security.getProviders()).map(Provider::getName).toList()
                + KeyGenerator.getInstance("AES").generateKey().getEncoded().length
                + MessageDigest.isEqual(msg, msg.clone())
                + new BigInteger(256, new SecureRandom()).signum());
    }
}
