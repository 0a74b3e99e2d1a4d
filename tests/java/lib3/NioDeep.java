// SPDX-License-Identifier: Apache-2.0
// File trees, attributes, watching, mapped files, locks, Unix sockets, selectors, datagrams, async channels.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import static java.nio.file.StandardOpenOption.*;

public class NioDeep {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Exception;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e); }
    }
    static ByteBuffer bb(String s) { return ByteBuffer.wrap(s.getBytes(StandardCharsets.UTF_8)); }
    static String str(ByteBuffer b) {
        b.flip();
        byte[] x = new byte[b.remaining()];
        b.get(x);
        b.clear();
        return new String(x, StandardCharsets.UTF_8);
    }
    public static void main(String[] args) throws Exception {
        Path r = Files.createDirectory(Path.of("tree"));
        for (String s : new String[] {"a/b/c", "a/d", "e"}) Files.createDirectories(r.resolve(s));
        for (String s : new String[] {"a/1.txt", "a/b/2.bin", "a/b/c/3.txt", "ü中.txt"})
            Files.writeString(r.resolve(s), s.repeat(10));
        Files.createSymbolicLink(r.resolve("e/loop"), Path.of("../.."));
        Files.createSymbolicLink(r.resolve("dangling"), Path.of("nowhere"));
        Files.createLink(r.resolve("hard"), r.resolve("a/1.txt"));
        List<String> ev = new ArrayList<>();
        Files.walkFileTree(r, new SimpleFileVisitor<>() {
            public FileVisitResult preVisitDirectory(Path d, BasicFileAttributes a) {
                ev.add("pre " + d);
                return d.endsWith("c") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
            public FileVisitResult visitFile(Path f, BasicFileAttributes a) {
                ev.add("file " + f + " " + a.isSymbolicLink() + " " + (a.isSymbolicLink() ? 0 : a.size()));
                return FileVisitResult.CONTINUE;
            }
            public FileVisitResult postVisitDirectory(Path d, IOException e) {
                ev.add("post " + d);
                return FileVisitResult.CONTINUE;
            }
        });
        ev.stream().sorted().forEach(NioDeep::p);
        t("loop", () -> {
            try (Stream<Path> s = Files.walk(r, FileVisitOption.FOLLOW_LINKS)) {
                return s.count();
            }
        });
        t("find", () -> {
            try (Stream<Path> s = Files.find(r, 5, (x, a) -> a.isRegularFile() && x.toString().endsWith("txt"))) {
                return s.map(Path::toString).sorted().toList();
            }
        });
        t("glob", () -> {
            try (DirectoryStream<Path> s = Files.newDirectoryStream(r.resolve("a"), "{*.txt,[b-c]}")) {
                TreeSet<Path> x = new TreeSet<>();
                s.forEach(x::add);
                return x;
            }
        });
        for (String g : new String[] {"glob:**/*.{java,class}", "glob:a?c/[!x]*", "regex:.*\\d+", "glob:\\*"})
            p(g + " "
                    + Stream.of("x/y.java", "abc/y", "abc/x", "q12", "*")
                            .filter(s -> r.getFileSystem().getPathMatcher(g).matches(Path.of(s)))
                            .toList());
        t("badglob", () -> r.getFileSystem().getPathMatcher("glob:["));
        for (String s : new String[] {"/a/../b/./c", "a//b/", "", "/", "../../x", "a/b/.."}) {
            Path q = Path.of(s);
            p(q + " " + q.normalize() + " " + q.getNameCount() + " " + q.getFileName() + " " + q.getParent() + " " + q.getRoot()
                    + " " + q.resolveSibling("z") + " " + q.startsWith("/a") + " " + Path.of("/a/x").resolve(q));
        }
        t("rel", () -> Path.of("/a/b/c").relativize(Path.of("/a/d/../e")) + " " + Path.of("x").relativize(Path.of("/y")));
        t("nul", () -> Path.of("a\0b"));
        t("uri", () -> Path.of(URI.create("file:///a%20b")) + " " + Path.of("/ü x").toUri());
        Path f = r.resolve("a/1.txt");
        t("attrs", () -> {
            Map<String, Object> m = new TreeMap<>(Files.readAttributes(f, "unix:nlink,mode,size,isRegularFile"));
            return m + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(f));
        });
        Files.setPosixFilePermissions(f, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setLastModifiedTime(f, FileTime.fromMillis(1_234_567_890_123L));
        p(Files.getLastModifiedTime(f) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(f)) + " "
                + Files.isExecutable(f) + " " + Files.isSameFile(f, r.resolve("hard")));
        UserDefinedFileAttributeView uv = Files.getFileAttributeView(f, UserDefinedFileAttributeView.class);
        t("xattr", () -> {
            uv.write("k", bb("val"));
            ByteBuffer b = ByteBuffer.allocate(uv.size("k"));
            uv.read("k", b);
            return uv.list() + str(b);
        });
        t("owner",
                ()
                        -> Files.getOwner(f) + " "
                        + Files.getFileAttributeView(f, PosixFileAttributeView.class).readAttributes().group() + " "
                        + Files.getFileAttributeView(f, AclFileAttributeView.class) + " "
                        + r.getFileSystem().supportedFileAttributeViews());
        t("owner2", () -> r.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("no-such-user"));
        t("symlink",
                ()
                        -> Files.readSymbolicLink(r.resolve("e/loop")) + " "
                        + r.resolve("e/loop").toRealPath().equals(Path.of("").toRealPath()) + " "
                        + Files.exists(r.resolve("dangling")) + Files.exists(r.resolve("dangling"), LinkOption.NOFOLLOW_LINKS));
        t("probe", () -> Files.probeContentType(Path.of("x.html")) + " " + Files.probeContentType(Path.of("x.png")));
        t("e1", () -> Files.createDirectory(r));
        t("e2", () -> {
            Files.delete(r);
            return 0;
        });
        t("e3", () -> Files.readAllLines(Path.of("nope")));
        t("e4", () -> Files.move(r, r.resolve("a/x")));
        t("e5",
                ()
                        -> Files.copy(f, r.resolve("hard2"), StandardCopyOption.COPY_ATTRIBUTES) + " "
                        + Files.getLastModifiedTime(r.resolve("hard2")));
        t("e6", () -> Files.copy(f, r.resolve("hard2")));
        t("e7", () -> Files.newByteChannel(f, CREATE_NEW, WRITE));
        t("e8", () -> Files.newByteChannel(f, READ, APPEND));
        t("e9", () -> Files.readString(Files.write(r.resolve("bad"), new byte[] {(byte) 0xff, 'a'})));
        t("mismatch", () -> Files.mismatch(f, r.resolve("a/b/2.bin")));
        t("list", () -> Files.list(f));
        t("nofollow", () -> Files.newInputStream(r.resolve("dangling"), LinkOption.NOFOLLOW_LINKS));
        t("tmp",
                ()
                        -> Files.createTempFile(r, "pre", ".suf",
                                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                                   .getFileName()
                                   .toString()
                                   .length()
                        > 8);
        // watch
        try (WatchService ws = r.getFileSystem().newWatchService()) {
            WatchKey k = r.resolve("e").register(ws, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            p(ws.poll());
            Files.createFile(r.resolve("e/new"));
            Set<String> seen = new TreeSet<>();
            for (int i = 0; i < 100 && !seen.contains("ENTRY_CREATE new"); i++) {
                WatchKey q = ws.poll(60, TimeUnit.SECONDS);
                for (WatchEvent<?> e : q.pollEvents()) seen.add(e.kind() + " " + e.context());
                q.reset();
            }
            Files.delete(r.resolve("e/new"));
            for (int i = 0; i < 100 && !seen.contains("ENTRY_DELETE new"); i++) {
                WatchKey q = ws.poll(60, TimeUnit.SECONDS);
                for (WatchEvent<?> e : q.pollEvents()) seen.add(e.kind() + " " + e.context());
                q.reset();
            }
            p(seen + " " + k.isValid());
            k.cancel();
            p(k.isValid());
            Thread w = new Thread(() -> {
                try {
                    ws.take();
                } catch (ClosedWatchServiceException | InterruptedException e) { p("watcher " + e); }
            });
            w.start();
            Thread.sleep(20);
            ws.close();
            w.join();
        }
        // file channels
        Path big = r.resolve("big");
        try (FileChannel c = FileChannel.open(big, CREATE, READ, WRITE, SPARSE)) {
            c.write(bb("end"), 1L << 32);
            p(c.size());
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, (1L << 32) - 5000, 5003);
            m.put(0, (byte) 7).putLong(1, -1L);
            m.force();
            p(m.get(5000) + " " + m.isDirect() + " " + m.load().isLoaded());
            ByteBuffer one = ByteBuffer.allocate(3);
            c.read(one, (1L << 32) - 5000);
            p(Arrays.toString(one.array()));
            MappedByteBuffer ro = c.map(FileChannel.MapMode.READ_ONLY, 0, 10);
            try {
                ro.put((byte) 1);
            } catch (ReadOnlyBufferException e) { p(e); }
            MappedByteBuffer pr = c.map(FileChannel.MapMode.PRIVATE, 0, 10);
            pr.put(0, (byte) 9);
            p(ro.get(0) + " " + pr.get(0));
            c.truncate(100);
            p(c.size());
            ByteBuffer[] sc = {bb("ab"), bb("cde"), bb("f")};
            c.position(0);
            p(c.write(sc, 0, 3) + " " + c.position());
            ByteBuffer[] ga = {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(4)};
            c.position(1);
            p(c.read(ga) + str(ga[0]) + str(ga[1]));
            try (FileChannel d = FileChannel.open(r.resolve("copy"), CREATE, WRITE)) {
                p(c.transferTo(0, 4, d) + " " + d.transferFrom(c.position(2), 4, 2) + " " + d.size());
            }
            try (FileLock l = c.lock(0, 10, false)) {
                p(l.isShared() + " " + l.isValid() + " " + l.overlaps(5, 1));
                try {
                    c.tryLock(5, 10, false);
                } catch (OverlappingFileLockException e) { p(e); }
                p(c.tryLock(20, 5, true).isShared());
            }
            t("closed", () -> {
                c.close();
                return c.size();
            });
        }
        t("neg map", () -> FileChannel.open(big).map(FileChannel.MapMode.READ_ONLY, 0, -1));
        t("big map", () -> FileChannel.open(big).map(FileChannel.MapMode.READ_ONLY, 0, 1L << 33));
        t("ro write", () -> FileChannel.open(big).write(bb("x")));
        t("delete on close", () -> {
            Path q = r.resolve("doc");
            try (FileChannel c = FileChannel.open(q, CREATE, WRITE, DELETE_ON_CLOSE)) {
            }
            return Files.exists(q);
        });
        Thread it = new Thread(() -> {
            try (FileChannel c = FileChannel.open(big)) {
                Thread.currentThread().interrupt();
                c.read(ByteBuffer.allocate(1));
            } catch (IOException e) { p("interrupted " + e + " " + Thread.currentThread().isInterrupted()); }
        });
        it.start();
        it.join();
        RandomAccessFile raf = new RandomAccessFile(r.resolve("raf").toFile(), "rws");
        raf.writeUTF("ü€😀");
        raf.writeDouble(Math.PI);
        raf.seek(0);
        p(raf.readUTF() + raf.readDouble() + " " + raf.getFilePointer());
        t("eof", () -> raf.readInt());
        t("mode", () -> new RandomAccessFile("x", "q"));
        // unix domain
        Path sock = Path.of("s.sock");
        UnixDomainSocketAddress ua = UnixDomainSocketAddress.of(sock);
        try (ServerSocketChannel ss = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            ss.bind(ua);
            p(ss.getLocalAddress() + " " + Files.exists(sock));
            Thread th = new Thread(() -> {
                try (SocketChannel c = ss.accept()) {
                    ByteBuffer b = ByteBuffer.allocate(100);
                    c.read(b);
                    c.write(bb("got " + str(b)));
                    c.shutdownOutput();
                    p("rest " + c.read(b));
                } catch (IOException e) { p(e); }
            });
            th.start();
            try (SocketChannel c = SocketChannel.open(ua)) {
                c.write(bb("hi unix"));
                ByteBuffer b = ByteBuffer.allocate(100);
                c.read(b);
                p(str(b) + " " + c.read(b) + " " + c.getRemoteAddress() + " '" + c.getLocalAddress() + "'");
            }
            th.join();
            t("bound", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(ua));
        }
        t("refused", () -> SocketChannel.open(ua));
        t("opts", () -> {
            try (SocketChannel c = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                return new TreeSet<>(c.supportedOptions().stream().map(SocketOption::name).toList()) + " "
                        + c.getOption(StandardSocketOptions.SO_LINGER);
            }
        });
        t("udsSocket", () -> SocketChannel.open(StandardProtocolFamily.UNIX).socket());
        t("long", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of("x".repeat(200))));
        // selector: pipes, udp, tcp together
        Selector sel = Selector.open();
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.source().register(sel, SelectionKey.OP_READ, "pipe");
        DatagramChannel dc = DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress("127.0.0.1", 0));
        dc.configureBlocking(false);
        dc.register(sel, SelectionKey.OP_READ, "udp");
        ServerSocketChannel ssc = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        ssc.configureBlocking(false);
        ssc.register(sel, SelectionKey.OP_ACCEPT, "tcp");
        p(sel.selectNow() + " " + sel.keys().size());
        pipe.sink().write(bb("through pipe"));
        DatagramSocket ds = new DatagramSocket();
        ds.send(new DatagramPacket("dgram".getBytes(), 5, dc.getLocalAddress()));
        Socket cs = new Socket("127.0.0.1", ssc.socket().getLocalPort());
        cs.getOutputStream().write("tcp data".getBytes());
        cs.shutdownOutput();
        Set<String> done = new TreeSet<>();
        long end = System.nanoTime() + 5_000_000_000L;
        while (done.size() < 4 && System.nanoTime() < end)
            sel.select(k -> {
                try {
                    ByteBuffer b = ByteBuffer.allocate(64);
                    switch ("" + k.attachment()) {
                        case "pipe" -> {
                            ((Pipe.SourceChannel) k.channel()).read(b);
                            done.add("pipe " + str(b));
                        }
                        case "udp" -> {
                            done.add("udp " + (((DatagramChannel) k.channel()).receive(b) != null) + str(b));
                        }
                        case "tcp" -> {
                            SocketChannel c = ssc.accept();
                            c.configureBlocking(false);
                            c.register(sel, SelectionKey.OP_READ, "conn");
                        }
                        default -> {
                            int n = ((SocketChannel) k.channel()).read(b);
                            if (n > 0) done.add("conn " + str(b));
                            else {
                                k.cancel();
                                done.add("eof");
                            }
                        }
                    }
                } catch (IOException e) { p(e); }
            }, 100);
        p(done);
        Thread sw = new Thread(() -> {
            try {
                sel.select();
                p("woken");
                sel.select();
            } catch (IOException | ClosedSelectorException e) { p("sel " + e); }
        });
        sw.start();
        sel.wakeup();
        Thread.sleep(30);
        sw.interrupt();
        sw.join(5000);
        sel.close();
        t("closedsel", sel::select);
        t("reg", () -> ssc.register(sel, 0));
        t("blockmode", () -> {
            ssc.configureBlocking(true);
            return ssc.isBlocking();
        });
        DatagramChannel d1 = DatagramChannel.open(), d2 = DatagramChannel.open();
        d1.bind(new InetSocketAddress("localhost", 0));
        d2.bind(new InetSocketAddress("localhost", 0));
        d1.connect(d2.getLocalAddress());
        d2.connect(d1.getLocalAddress());
        d1.write(new ByteBuffer[] {bb("ga"), bb("ther")});
        ByteBuffer db = ByteBuffer.allocateDirect(4);
        d2.read(db);
        p(str(db) + " " + d1.isConnected());
        t("toolarge", () -> d1.write(ByteBuffer.allocate(70_000)));
        t("mc", () -> {
            MulticastSocket m = new MulticastSocket(0);
            m.joinGroup(new InetSocketAddress("127.0.0.1", 1), null);
            return 0;
        });
        AsynchronousServerSocketChannel as = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        Future<AsynchronousSocketChannel> af = as.accept();
        AsynchronousSocketChannel ac = AsynchronousSocketChannel.open();
        ac.connect(as.getLocalAddress()).get();
        AsynchronousSocketChannel sv = af.get();
        CompletableFuture<String> res = new CompletableFuture<>();
        ByteBuffer rb = ByteBuffer.allocate(32);
        sv.read(rb, 5, TimeUnit.SECONDS, "att", new CompletionHandler<Integer, String>() {
            public void completed(Integer n, String a) { res.complete(a + n + str(rb)); }
            public void failed(Throwable e, String a) { res.completeExceptionally(e); }
        });
        ac.write(bb("async")).get();
        p(res.get());
        t("timeout", () -> {
            CompletableFuture<Object> q = new CompletableFuture<>();
            sv.read(ByteBuffer.allocate(1), 20, TimeUnit.MILLISECONDS, null, new CompletionHandler<>() {
                public void completed(Integer n, Object a) { q.complete(n); }
                public void failed(Throwable e, Object a) { q.complete(e.toString()); }
            });
            return q.get();
        });
        ac.close();
        t("pend", () -> {
            try {
                return ac.read(rb).get();
            } catch (ExecutionException e) { return e.toString(); }
        });
        AsynchronousFileChannel afc = AsynchronousFileChannel.open(r.resolve("afc"), CREATE, WRITE, READ);
        p(afc.write(bb("hello async file"), 3).get() + " " + afc.size() + " " + afc.lock().get().isValid());
        FileStore fs = Files.getFileStore(r);
        p((fs.getTotalSpace() > 0) + " " + fs.isReadOnly() + " " + fs.supportsFileAttributeView("posix"));
        System.exit(0);
    }
}
