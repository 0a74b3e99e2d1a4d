// SPDX-License-Identifier: Apache-2.0
// Deflater, Inflater, GZIP, ZIP and JAR files, checksums, manifests, multi-release jars, damaged
// input.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

public class ZipAndJar {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        byte[] data = new byte[100000];
        new Random(1).nextBytes(data);
        for (int i = 0; i < data.length; i++)
            if (i % 100 > 20) data[i] = (byte) (i / 1000);
        for (Checksum c : new Checksum[] {new CRC32(), new Adler32(), new CRC32C()}) {
            c.update(data, 0, data.length);
            long a = c.getValue();
            c.reset();
            c.update(65);
            c.update("bc".getBytes());
            java.nio.ByteBuffer d =
                    java.nio.ByteBuffer.allocateDirect(5000).put(data, 0, 5000).flip();
            long b = c.getValue();
            c.update(d);
            System.out.println(c.getClass().getSimpleName() + " " + Long.toHexString(a) + " "
                    + Long.toHexString(b) + " " + Long.toHexString(c.getValue()));
        }
        for (int level : new int[] {0, 1, 6, 9}) {
            Deflater d = new Deflater(level, level == 9);
            d.setInput(data);
            d.finish();
            byte[] out = new byte[120000];
            int n = d.deflate(out);
            Inflater i = new Inflater(level == 9);
            i.setInput(out, 0, n);
            byte[] back = new byte[100001];
            System.out.println(level + " " + (n < 60000 || level == 0) + " " + i.inflate(back)
                    + i.finished() + d.finished() + d.getTotalIn() + " " + (i.getBytesRead() == n)
                    + Arrays.equals(data, 0, data.length, back, 0, 100000));
            d.end();
            i.end();
        }
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        try (GZIPOutputStream g = new GZIPOutputStream(bo)) {
            g.write(data);
        }
        System.out.println(Arrays.equals(data,
                new GZIPInputStream(new ByteArrayInputStream(bo.toByteArray())).readAllBytes()));
        byte[] gz = bo.toByteArray();
        t("gz magic", () -> new GZIPInputStream(new ByteArrayInputStream(new byte[20])));
        t("gz cut",
                ()
                        -> new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOf(gz, 500)))
                                .readAllBytes());
        t("gz crc", () -> {
            byte[] x = gz.clone();
            x[x.length - 6] ^= 1;
            return new GZIPInputStream(new ByteArrayInputStream(x)).readAllBytes();
        });
        t("inflate bad", () -> {
            Inflater i = new Inflater();
            i.setInput(new byte[] {1, 2, 3});
            return i.inflate(new byte[9]);
        });
        t("dictionary", () -> {
            Deflater d = new Deflater();
            d.setDictionary("hello world".getBytes());
            d.setInput("hello world hello".getBytes());
            d.finish();
            byte[] o = new byte[100];
            int n = d.deflate(o);
            Inflater i = new Inflater();
            i.setInput(o, 0, n);
            byte[] r = new byte[50];
            int k = i.inflate(r);
            boolean need = i.needsDictionary();
            i.setDictionary("hello world".getBytes());
            k = i.inflate(r);
            return need + new String(r, 0, k);
        });
        t("ended", () -> {
            Deflater d = new Deflater();
            d.end();
            return d.deflate(new byte[1]);
        });
        Path zp = Files.createTempFile("z", ".zip");
        try (ZipOutputStream z = new ZipOutputStream(Files.newOutputStream(zp))) {
            z.setComment("comment ü");
            ZipEntry st = new ZipEntry("stored.bin");
            st.setMethod(ZipEntry.STORED);
            st.setSize(5);
            CRC32 c = new CRC32();
            c.update("12345".getBytes());
            st.setCrc(c.getValue());
            z.putNextEntry(st);
            z.write("12345".getBytes());
            z.putNextEntry(new ZipEntry("dir/"));
            ZipEntry e = new ZipEntry("dir/ü€.txt");
            e.setComment("entry");
            e.setExtra(new byte[] {1, 2, 3, 0, 9, 9, 9});
            e.setTime(1700000000000L);
            z.putNextEntry(e);
            z.write("text".repeat(1000).getBytes());
            t("dup", () -> {
                z.putNextEntry(new ZipEntry("stored.bin"));
                return 0;
            });
            z.closeEntry();
        }
        try (ZipFile z = new ZipFile(zp.toFile())) {
            System.out.println(z.size() + z.getComment() + " "
                    + z.stream()
                            .map(e
                                    -> e.getName() + e.isDirectory() + e.getSize() + e.getMethod()
                                            + e.getComment() + Long.toHexString(e.getCrc()))
                            .toList()
                    + z.getEntry("none") + (z.getEntry("dir") != null)
                    + new String(z.getInputStream(z.getEntry("dir/ü€.txt")).readNBytes(4))
                    + z.getEntry("dir/ü€.txt").getTime());
        }
        try (ZipInputStream z = new ZipInputStream(Files.newInputStream(zp))) {
            ZipEntry e;
            while ((e = z.getNextEntry()) != null)
                System.out.print(e.getName() + z.readAllBytes().length + " ");
            System.out.println();
        }
        t("not zip", () -> {
            Path x = Files.createTempFile("x", ".zip");
            Files.writeString(x, "not a zip file at all");
            try {
                return new ZipFile(x.toFile());
            } finally { Files.delete(x); }
        });
        t("no file", () -> new ZipFile("/no/such.zip"));
        t("closed", () -> {
            ZipFile z = new ZipFile(zp.toFile());
            z.close();
            return z.getEntry("x");
        });
        Thread[] ts = new Thread[6];
        int[] ok = new int[1];
        try (ZipFile z = new ZipFile(zp.toFile())) {
            for (int i = 0; i < 6; i++)
                (ts[i] = new Thread(() -> {
                    for (int k = 0; k < 50; k++)
                        try (InputStream in = z.getInputStream(z.getEntry("dir/ü€.txt"))) {
                            if (in.readAllBytes().length == 4000) synchronized (ok) {
                                    ok[0]++;
                                }
                        } catch (IOException e) { System.out.println(e); }
                })).start();
            for (Thread x : ts) x.join();
        }
        System.out.println(ok[0]);
        Files.delete(zp);
        Manifest mf = new Manifest();
        mf.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        mf.getMainAttributes().put(Attributes.Name.MAIN_CLASS,
                "p.Main"
                        + "x".repeat(80));
        mf.getMainAttributes().putValue("Multi-Release", "true");
        mf.getEntries().put("e", new Attributes());
        mf.getEntries().get("e").putValue("K", "v");
        Path jp = Files.createTempFile("j", ".jar");
        try (JarOutputStream j = new JarOutputStream(Files.newOutputStream(jp), mf)) {
            for (String n : new String[] {
                         "r.txt", "META-INF/versions/11/r.txt", "META-INF/versions/99/r.txt"}) {
                j.putNextEntry(new JarEntry(n));
                j.write(n.getBytes());
            }
        }
        try (JarFile j = new JarFile(jp.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
            System.out.println(j.getManifest().equals(mf)
                    + j.getManifest().getMainAttributes().getValue("Main-Class").substring(0, 8)
                    + j.getManifest().getAttributes("e").getValue("k") + j.isMultiRelease()
                    + new String(j.getInputStream(j.getJarEntry("r.txt")).readAllBytes())
                    + j.versionedStream().map(JarEntry::getName).toList()
                    + j.getJarEntry("r.txt").getRealName()
                    + j.getJarEntry("r.txt").getCertificates());
        }
        ByteArrayOutputStream mo = new ByteArrayOutputStream();
        mf.write(mo);
        System.out.println(mo.toString().replace("\r\n", "$"));
        t("manifest", () -> new Manifest(new ByteArrayInputStream("Bad line\n".getBytes())));
        java.net.URLClassLoader u =
                new java.net.URLClassLoader(new java.net.URL[] {jp.toUri().toURL()}, null);
        System.out.println(new String(u.getResourceAsStream("r.txt").readAllBytes()) + " "
                + u.findResource("r.txt").getProtocol());
        u.close();
        Files.delete(jp);
        CheckedInputStream ci = new CheckedInputStream(new ByteArrayInputStream(data), new CRC32());
        ci.readAllBytes();
        System.out.println(Long.toHexString(ci.getChecksum().getValue()));
        System.out.println(
                new InflaterInputStream(new DeflaterInputStream(new ByteArrayInputStream(data)))
                        .readAllBytes()
                        .length);
    }
}
