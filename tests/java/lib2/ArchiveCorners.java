// SPDX-License-Identifier: Apache-2.0
// Zip, jar, gzip and deflate corners: stored entries, data descriptors, comments, extra fields, times, large counts, damaged input,
// the zip file system, CRC checks, dictionaries, multi-release jars, manifests with long lines, gzip members after each other.
import java.io.*;
import java.net.URI;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.jar.*;
import java.util.stream.*;
import java.util.zip.*;

public class ArchiveCorners {
    static byte[] pattern(int n) {
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) b[i] = (byte) (i * i >> 3);
        return b;
    }
    static void attempt(String label, java.util.concurrent.Callable<?> c) {
        try { System.out.println(label + " = " + c.call()); } catch (Throwable e) { System.out.println(label + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        byte[] data = pattern(100000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream z = new ZipOutputStream(bytes)) {
            z.setComment("a comment ü");
            z.setLevel(9);
            ZipEntry e = new ZipEntry("dir/deflated.bin");
            e.setComment("entry comment");
            e.setExtra(new byte[] {1, 2, 2, 0, 9, 9});
            e.setTimeLocal(java.time.LocalDateTime.of(2020, 2, 29, 12, 34, 56));
            z.putNextEntry(e);
            z.write(data);
            ZipEntry stored = new ZipEntry("stored ü.bin");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(5);
            CRC32 crc = new CRC32();
            crc.update("hello".getBytes());
            stored.setCrc(crc.getValue());
            z.putNextEntry(stored);
            z.write("hello".getBytes());
            z.putNextEntry(new ZipEntry("empty/"));
            attempt("duplicate", () -> { z.putNextEntry(new ZipEntry("empty/")); return 0; });
            ZipEntry wrong = new ZipEntry("wrong");
            wrong.setMethod(ZipEntry.STORED);
            attempt("stored without size", () -> { z.putNextEntry(wrong); return 0; });
        }
        Path file = Path.of("corner.zip");
        Files.write(file, bytes.toByteArray());
        try (ZipFile z = new ZipFile(file.toFile())) {
            System.out.println(z.size() + " " + z.getComment());
            for (ZipEntry e : Collections.list(z.entries())) {
                System.out.println(e + " " + e.getSize() + " " + e.getMethod() + " " + Long.toHexString(e.getCrc()) + " " + e.getComment() + " " + e.isDirectory()
                        + " " + (e.getName().startsWith("dir") ? e.getTimeLocal() + Arrays.toString(e.getExtra()) : ""));
            }
            System.out.println(Arrays.equals(z.getInputStream(z.getEntry("dir/deflated.bin")).readAllBytes(), data) + " " + z.getEntry("none") + " " + z.getEntry("empty"));
            System.out.println(z.stream().map(ZipEntry::getName).collect(Collectors.toList()));
        }
        try (ZipInputStream z = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry e; (e = z.getNextEntry()) != null;) System.out.println(e.getName() + " " + e.getSize() + " " + z.readAllBytes().length + " " + e.getSize());
        }
        byte[] damaged = bytes.toByteArray();
        damaged[200] ^= 0x55;
        attempt("damaged stream", () -> {
            try (ZipInputStream z = new ZipInputStream(new ByteArrayInputStream(damaged))) {
                int n = 0;
                while (z.getNextEntry() != null) n += z.readAllBytes().length;
                return n;
            }
        });
        Path bad = Path.of("bad.zip");
        Files.write(bad, Arrays.copyOf(bytes.toByteArray(), 300));
        attempt("truncated file", () -> new ZipFile(bad.toFile()));
        Files.write(bad, new byte[0]);
        attempt("empty file", () -> new ZipFile(bad.toFile()));
        attempt("missing file", () -> new ZipFile("none.zip"));
        Files.delete(bad);
        try (FileSystem fs = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            Files.writeString(fs.getPath("/new.txt"), "written in place");
            Files.createDirectories(fs.getPath("/x/y"));
            Files.copy(fs.getPath("/new.txt"), fs.getPath("/x/y/copy.txt"));
            Files.delete(fs.getPath("/stored ü.bin"));
            Files.setLastModifiedTime(fs.getPath("/new.txt"), FileTime.fromMillis(1_000_000_000_000L));
            attempt("delete full", () -> { Files.delete(fs.getPath("/x")); return 0; });
        }
        try (FileSystem fs = FileSystems.newFileSystem(file); Stream<Path> walk = Files.walk(fs.getPath("/"))) {
            System.out.println(walk.map(Path::toString).sorted().collect(Collectors.toList()) + " " + Files.readString(fs.getPath("x/y/copy.txt"))
                    + " " + Files.getLastModifiedTime(fs.getPath("/new.txt")) + " " + fs.getPath("/x/../new.txt").normalize() + " " + fs.isReadOnly());
        }
        Files.delete(file);

        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream z = new ZipOutputStream(many)) {
            for (int i = 0; i < 3000; i++) { z.putNextEntry(new ZipEntry("e" + i)); z.write(i); }
        }
        Files.write(file, many.toByteArray());
        try (ZipFile z = new ZipFile(file.toFile())) { System.out.println(z.size() + " " + z.getInputStream(z.getEntry("e2999")).read()); }
        Files.delete(file);

        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) try (GZIPOutputStream g = new GZIPOutputStream(gz, 100, true)) { g.write(("member " + i).getBytes()); g.flush(); }
        System.out.println(new String(new GZIPInputStream(new ByteArrayInputStream(gz.toByteArray())).readAllBytes()));
        attempt("not gzip", () -> new GZIPInputStream(new ByteArrayInputStream(new byte[20])));
        byte[] cut = Arrays.copyOf(gz.toByteArray(), 15);
        attempt("cut gzip", () -> new GZIPInputStream(new ByteArrayInputStream(cut)).readAllBytes());
        byte[] badCrc = gz.toByteArray();
        badCrc[badCrc.length - 5] ^= 1;
        attempt("bad crc", () -> new GZIPInputStream(new ByteArrayInputStream(badCrc)).readAllBytes());

        for (int level : new int[] {0, 1, 6, 9}) {
            for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED}) {
                Deflater d = new Deflater(level, true);
                d.setStrategy(strategy);
                d.setInput(data);
                d.finish();
                byte[] out = new byte[200000];
                int n = d.deflate(out);
                Inflater i = new Inflater(true);
                i.setInput(out, 0, n);
                byte[] back = new byte[data.length];
                int m = i.inflate(back);
                System.out.print(n + (Arrays.equals(back, data) && m == data.length && d.finished() && i.finished() ? "+ " : "- "));
                System.out.print(i.getBytesRead() + "/" + d.getBytesWritten() + " ");
                d.end();
                i.end();
            }
        }
        System.out.println();
        byte[] dictionary = "the dictionary of words that repeat".getBytes(), text = "words that repeat the dictionary".getBytes();
        Deflater d = new Deflater();
        d.setDictionary(dictionary);
        d.setInput(text);
        d.finish();
        byte[] out = new byte[100];
        int n = d.deflate(out);
        Inflater i = new Inflater();
        i.setInput(out, 0, n);
        byte[] back = new byte[100];
        System.out.println(i.inflate(back) + " " + i.needsDictionary() + " " + Integer.toHexString(i.getAdler()));
        i.setDictionary(dictionary);
        System.out.println(new String(back, 0, i.inflate(back)) + " " + n);
        attempt("ended", () -> { i.end(); return i.inflate(back); });
        attempt("data format", () -> { Inflater x = new Inflater(); x.setInput(new byte[] {1, 2, 3, 4}); return x.inflate(new byte[10]); });
        Deflater sync = new Deflater();
        sync.setInput("part".getBytes());
        System.out.println(sync.deflate(new byte[100], 0, 100, Deflater.SYNC_FLUSH) + " " + sync.needsInput());
        for (Checksum c : new Checksum[] {new CRC32(), new Adler32(), new CRC32C()}) {
            c.update(data, 7, 5000);
            c.update(3);
            c.update(java.nio.ByteBuffer.allocateDirect(1000).put(data, 0, 1000).flip());
            System.out.print(Long.toHexString(c.getValue()) + " ");
        }
        System.out.println();
        try (CheckedInputStream c = new CheckedInputStream(new InflaterInputStream(new DeflaterInputStream(new ByteArrayInputStream(data))), new CRC32())) {
            System.out.println(c.readAllBytes().length + " " + c.getChecksum().getValue());
        }

        Manifest m = new Manifest();
        Attributes a = m.getMainAttributes();
        a.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        a.put(Attributes.Name.CLASS_PATH, "x.jar ".repeat(40).trim());
        a.put(new Attributes.Name("X-Ünot".replace("Ü", "U")), "ü€");
        m.getEntries().put("a/b", new Attributes());
        m.getAttributes("a/b").putValue("Sealed", "true");
        ByteArrayOutputStream mo = new ByteArrayOutputStream();
        m.write(mo);
        System.out.print(mo.toString("UTF-8"));
        System.out.println(new Manifest(new ByteArrayInputStream(mo.toByteArray())).equals(m));
        attempt("bad manifest", () -> new Manifest(new ByteArrayInputStream("Manifest-Version: 1.0\nno colon\n".getBytes())));
        attempt("bad name", () -> a.putValue("bad name", "v"));
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream j = new JarOutputStream(jar, new Manifest() {{ getMainAttributes().putValue("Manifest-Version", "1.0"); getMainAttributes().putValue("Multi-Release", "true"); }})) {
            for (String name : new String[] {"a.txt", "META-INF/versions/9/a.txt", "META-INF/versions/17/a.txt", "META-INF/versions/99/a.txt"}) {
                j.putNextEntry(new JarEntry(name));
                j.write(name.getBytes());
            }
        }
        Path jarFile = Path.of("multi.jar");
        Files.write(jarFile, jar.toByteArray());
        for (Runtime.Version v : new Runtime.Version[] {JarFile.baseVersion(), Runtime.Version.parse("11"), JarFile.runtimeVersion()}) {
            try (JarFile j = new JarFile(jarFile.toFile(), true, ZipFile.OPEN_READ, v)) {
                System.out.println(v.feature() + " " + new String(j.getInputStream(j.getJarEntry("a.txt")).readAllBytes()) + " " + j.getJarEntry("a.txt").getRealName() + " " + j.isMultiRelease()
                        + " " + j.versionedStream().map(JarEntry::getName).collect(Collectors.toList()));
            }
        }
        Files.delete(jarFile);
    }
}
