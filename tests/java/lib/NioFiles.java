// SPDX-License-Identifier: Apache-2.0
// java.nio.file: paths, reading and writing, attributes, links, walks, copies, watch-free
// operations, exceptions; zip file system.
import java.io.IOException;
import java.net.URI;
import java.nio.charset.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.*;

public class NioFiles {
    static Path dir;
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + ("" + c.call()).replace(dir.toString(), "DIR"));
        } catch (Exception e) {
            System.out.println(l + " ! " + e.toString().replace(dir.toString(), "DIR"));
        }
    }
    public static void main(String[] args) throws Exception {
        dir = Files.createTempDirectory("nio");
        Path a = Path.of("/a/./b/../c"), r = Path.of("x/y");
        System.out.println(a.normalize() + " " + a.getNameCount() + a.getName(1) + a.subpath(1, 3)
                + a.getRoot() + r.getRoot() + a.getParent() + a.getFileName() + a.startsWith("/a")
                + a.endsWith("c") + a.resolve("d") + a.resolve("/abs") + a.resolveSibling("s")
                + Path.of("/a/b").relativize(Path.of("/a/c/d")) + r.toAbsolutePath().isAbsolute()
                + r.compareTo(Path.of("x/z")) + Path.of("") + Path.of("a", "b", "c")
                + Path.of("/").getNameCount()
                + StreamSupport.stream(a.spliterator(), false).map(Path::toString).toList()
                + Path.of("a//b/").toString() + a.equals(Path.of("/a/c")) + a.toUri());
        Path f = dir.resolve("f.txt");
        Files.writeString(f, "line1\nline2 ü\n");
        Files.write(f, List.of("line3"), StandardOpenOption.APPEND);
        System.out.println(Files.readAllLines(f) + " " + Files.size(f)
                + Files.readString(f).length() + Files.exists(f) + Files.notExists(f)
                + Files.isRegularFile(f) + Files.isDirectory(dir) + Files.readAllBytes(f).length
                + Files.isReadable(f) + Files.probeContentType(f));
        try (Stream<String> s = Files.lines(f)) {
            System.out.println(s.filter(l -> l.contains("2")).count());
        }
        t("copy", () -> Files.size(Files.copy(f, dir.resolve("g.txt"))));
        t("copy again", () -> Files.copy(f, dir.resolve("g.txt")));
        t("copy replace",
                ()
                        -> Files.copy(f, dir.resolve("g.txt"), StandardCopyOption.REPLACE_EXISTING,
                                StandardCopyOption.COPY_ATTRIBUTES));
        t("move",
                ()
                        -> Files.move(dir.resolve("g.txt"), dir.resolve("h.txt"),
                                StandardCopyOption.ATOMIC_MOVE));
        t("missing", () -> Files.readString(dir.resolve("no")));
        t("delete missing", () -> {
            Files.delete(dir.resolve("no"));
            return 0;
        });
        t("deleteIfExists", () -> Files.deleteIfExists(dir.resolve("no")));
        t("mkdir", () -> Files.createDirectories(dir.resolve("d1/d2/d3")));
        t("mkdir again", () -> Files.createDirectory(dir.resolve("d1")));
        t("delete nonempty", () -> {
            Files.delete(dir.resolve("d1"));
            return 0;
        });
        t("not dir", () -> Files.list(f));
        t("symlink", () -> {
            Path l = Files.createSymbolicLink(dir.resolve("ln"), Path.of("f.txt"));
            return Files.readSymbolicLink(l) + " " + Files.isSymbolicLink(l)
                    + Files.isSameFile(l, f) + Files.size(l)
                    + l.toRealPath().equals(f.toRealPath());
        });
        t("link", () -> Files.isSameFile(Files.createLink(dir.resolve("hard"), f), f));
        t("dangling", () -> {
            Path l = Files.createSymbolicLink(dir.resolve("dang"), Path.of("none"));
            return Files.exists(l) + " " + Files.exists(l, LinkOption.NOFOLLOW_LINKS);
        });
        t("bad charset", () -> {
            Files.write(dir.resolve("bad"), new byte[] {(byte) 0xff, (byte) 0xfe});
            return Files.readString(dir.resolve("bad"));
        });
        t("latin",
                () -> Files.readString(dir.resolve("bad"), StandardCharsets.ISO_8859_1).length());
        t("create new", () -> Files.newOutputStream(f, StandardOpenOption.CREATE_NEW));
        t("bad options",
                () -> Files.newByteChannel(f, StandardOpenOption.READ, StandardOpenOption.APPEND));
        t("truncate", () -> {
            Files.writeString(dir.resolve("h.txt"), "x");
            return Files.size(dir.resolve("h.txt"));
        });
        t("posix", () -> {
            Files.setPosixFilePermissions(f, PosixFilePermissions.fromString("rw-r-----"));
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(f))
                    + Files.getAttribute(f, "unix:nlink")
                    + Files.readAttributes(f, "size,isDirectory");
        });
        t("times", () -> {
            Files.setLastModifiedTime(f, FileTime.fromMillis(1234567890123L));
            BasicFileAttributes b = Files.readAttributes(f, BasicFileAttributes.class);
            return b.lastModifiedTime() + " " + b.size() + b.isSymbolicLink()
                    + (b.fileKey() != null);
        });
        t("mismatch", () -> Files.mismatch(f, dir.resolve("h.txt")));
        t("invalid", () -> Path.of("a\0b"));
        t("loop", () -> {
            Files.createSymbolicLink(dir.resolve("loop"), Path.of("loop"));
            return dir.resolve("loop").toRealPath();
        });
        try (Stream<Path> s = Files.walk(dir)) {
            System.out.println(s.map(p -> dir.relativize(p).toString()).sorted().toList());
        }
        try (DirectoryStream<Path> ds = Files.newDirectoryStream(dir, "*.txt")) {
            TreeSet<String> n = new TreeSet<>();
            ds.forEach(p -> n.add(p.getFileName().toString()));
            System.out.println(n);
        }
        try (Stream<Path> s = Files.find(dir, 2, (p, at) -> at.isDirectory())) {
            System.out.println(s.count());
        }
        PathMatcher pm = FileSystems.getDefault().getPathMatcher("glob:**/*.{java,txt}");
        System.out.println(pm.matches(Path.of("a/b.txt")) + "" + pm.matches(Path.of("b.txt"))
                + FileSystems.getDefault().getPathMatcher("regex:.*t").matches(Path.of("cat")));
        Path zip = dir.resolve("z.zip");
        try (FileSystem z = FileSystems.newFileSystem(
                     URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(z.getPath("/in/side"));
            Files.writeString(z.getPath("/in/side/t.txt"), "zipped ".repeat(500));
            Files.copy(f, z.getPath("/f.txt"));
        }
        try (FileSystem z = FileSystems.newFileSystem(zip)) {
            System.out.println(Files.readString(z.getPath("/in/side/t.txt")).length() + " "
                    + (Files.size(zip) < 1500) + z.isReadOnly()
                    + Files.walk(z.getPath("/")).map(Path::toString).toList());
            t("zip missing", () -> Files.readString(z.getPath("/none")));
        }
        FileSystem jrt = FileSystems.getFileSystem(URI.create("jrt:/"));
        System.out.println(
                Files.size(jrt.getPath("/modules/java.base/java/lang/Object.class")) > 500);
        try (Stream<Path> s = Files.list(jrt.getPath("/modules"))) {
            System.out.println(s.count());
        }
        List<String> order = new ArrayList<>();
        Files.walkFileTree(dir.resolve("d1"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path p, BasicFileAttributes b) {
                order.add(">" + p.getFileName());
                return FileVisitResult.CONTINUE;
            }
            @Override
            public FileVisitResult postVisitDirectory(Path p, IOException e) throws IOException {
                order.add("<" + p.getFileName());
                Files.delete(p);
                return FileVisitResult.CONTINUE;
            }
        });
        System.out.println(order);
        System.out.println(FileSystems.getDefault().isOpen()
                + FileSystems.getDefault().getSeparator()
                + Files.getFileStore(dir).supportsFileAttributeView("posix")
                + FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
        try (Stream<Path> s = Files.walk(dir)) {
            s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
        System.out.println(Files.exists(dir));
    }
}
