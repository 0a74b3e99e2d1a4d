// Shows files, channels, pipes, zip streams, sockets, selectors and processes opened by one thread
// and used by others.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import java.util.zip.*;

public class FilesAndSockets {
    interface Body {
        void run() throws Exception;
    }

    static class R implements Runnable {
        final Body b;

        R(Body b) { this.b = b; }

        public void run() {
            try {
                b.run();
            } catch (Exception e) {
                System.out.println("BAD " + e);
                e.printStackTrace(System.out);
            }
        }
    }

    static Thread start(Body b) {
        Thread t = new Thread(new R(b));
        t.start();
        return t;
    }

    static void go(Body b) throws Exception { start(b).join(); }

    static class Server implements Runnable {
        final ServerSocket ss;
        final int n;
        final List<String> heard = new ArrayList<>();

        Server(int n) throws IOException {
            ss = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            this.n = n;
        }

        public void run() {
            try {
                List<Thread> ts = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    Socket s = ss.accept();
                    ts.add(start(() -> serve(s)));
                }
                for (Thread t : ts) t.join();
                ss.close();
            } catch (Exception e) { System.out.println("BAD " + e); }
        }

        void serve(Socket s) throws IOException {
            try (s;
                BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
                PrintWriter w = new PrintWriter(s.getOutputStream(), true)) {
                for (String l; (l = r.readLine()) != null && !l.equals("bye");) {
                    synchronized (heard) { heard.add(l); }
                    w.println("echo " + l.toUpperCase());
                }
            }
        }
    }

    public static void main(String[] a) throws Exception {
        Path dir = Files.createTempDirectory("q05");
        Path f = dir.resolve("a.txt");
        BufferedWriter w = Files.newBufferedWriter(f);
        go(() -> {
            w.write("line1\n");
            w.newLine();
        });
        w.write("line3");
        go(() -> w.close());
        BufferedReader[] br = new BufferedReader[1];
        go(() -> br[0] = Files.newBufferedReader(f));
        System.out.println(
            br[0].readLine() + br[0].readLine() + br[0].readLine() + br[0].readLine());
        br[0].close();
        try {
            br[0].read();
        } catch (IOException e) { System.out.println(e.getMessage()); }
        RandomAccessFile[] raf = new RandomAccessFile[1];
        go(() -> {
            raf[0] = new RandomAccessFile(dir.resolve("r.bin").toFile(), "rw");
            raf[0].writeInt(0x01020304);
            raf[0].writeUTF("utf\u00e9");
        });
        raf[0].seek(0);
        System.out.println(raf[0].readInt() + raf[0].readUTF() + raf[0].length());
        byte[] buf = new byte[4];
        raf[0].seek(0);
        go(() -> raf[0].readFully(buf));
        System.out.println(Arrays.toString(buf));
        FileChannel[] ch = new FileChannel[1];
        go(()
                -> ch[0] = FileChannel.open(dir.resolve("c.bin"), StandardOpenOption.CREATE,
                       StandardOpenOption.READ, StandardOpenOption.WRITE));
        ByteBuffer bb = ByteBuffer.wrap("channel data".getBytes());
        ch[0].write(bb);
        ByteBuffer dd = ByteBuffer.allocateDirect(16);
        go(() -> {
            ch[0].position(3);
            System.out.println(ch[0].read(dd) + " " + ch[0].size());
            dd.flip();
        });
        byte[] got = new byte[dd.remaining()];
        dd.get(got);
        System.out.println(new String(got));
        ch[0].close();
        try {
            ch[0].size();
        } catch (ClosedChannelException e) { System.out.println("closed " + e.getMessage()); }
        raf[0].close();
        FileInputStream[] fi = new FileInputStream[1];
        go(() -> fi[0] = new FileInputStream(f.toFile()));
        System.out.println((char) fi[0].read() + "" + fi[0].available()
            + new String(fi[0].readAllBytes()).length());
        fi[0].close();
        try {
            go(() -> {
                try {
                    new FileInputStream("/nonexistent/x");
                } catch (FileNotFoundException e) { System.out.println(e.getMessage()); }
                try {
                    Files.readString(dir.resolve("zz"));
                } catch (NoSuchFileException e) {
                    System.out.println(e.getMessage().endsWith("zz"));
                }
            });
        } finally {}
        File cwd = new File("rel.txt");
        try (FileWriter fw = new FileWriter(cwd)) {
            fw.write("rel");
        }
        go(()
                -> System.out.println(Files.readString(Path.of("rel.txt")) + cwd.exists()
                    + cwd.length() + cwd.delete() + cwd.exists()));
        System.out.println(cwd.exists() + ""
            + new File(".").getCanonicalPath().equals(System.getProperty("user.dir")) + "");
        PipedInputStream pi = new PipedInputStream(64);
        PipedOutputStream po = new PipedOutputStream(pi);
        Thread pw = start(() -> {
            for (int i = 0; i < 200; i++) po.write(i);
            po.close();
        });
        int[] sum = new int[1];
        Thread pr = start(() -> {
            for (int c; (c = pi.read()) >= 0;) sum[0] += c;
        });
        pw.join();
        pr.join();
        System.out.println(sum[0]);
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        GZIPOutputStream[] gz = new GZIPOutputStream[1];
        go(() -> {
            gz[0] = new GZIPOutputStream(bo);
            gz[0].write("zip me zip me zip me".getBytes());
        });
        gz[0].write("!".getBytes());
        gz[0].finish();
        byte[] zipped = bo.toByteArray();
        go(()
                -> System.out.println(new String(
                    new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())));
        Inflater inf = new Inflater(true);
        go(() -> {
            Deflater d = new Deflater(9, true);
            d.setInput(new byte[500]);
            d.finish();
            byte[] o = new byte[100];
            int n = d.deflate(o);
            inf.setInput(o, 0, n);
        });
        byte[] out = new byte[600];
        System.out.println(inf.inflate(out) + " " + inf.finished() + inf.getTotalOut());
        go(inf::end);
        try {
            inf.inflate(out);
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        CRC32 crc = new CRC32();
        go(() -> crc.update("crc".getBytes()));
        crc.update(5);
        System.out.println(crc.getValue());
        Path zp = dir.resolve("z.zip");
        go(() -> {
            try (ZipOutputStream z = new ZipOutputStream(Files.newOutputStream(zp))) {
                for (int i = 0; i < 3; i++) {
                    z.putNextEntry(new ZipEntry("e" + i));
                    z.write(("entry" + i).getBytes());
                    z.closeEntry();
                }
            }
        });
        ZipFile zf = new ZipFile(zp.toFile());
        go(() -> {
            for (ZipEntry e : Collections.list(zf.entries()))
                System.out.println(e.getName() + new String(zf.getInputStream(e).readAllBytes()));
            zf.close();
        });
        try {
            zf.size();
        } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        Server s = new Server(3);
        Thread st = new Thread(s);
        st.start();
        int port = s.ss.getLocalPort();
        Thread[] cl = new Thread[3];
        String[] ans = new String[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            cl[i] = start(() -> {
                try (Socket c = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    PrintWriter p = new PrintWriter(c.getOutputStream(), true);
                    BufferedReader r =
                        new BufferedReader(new InputStreamReader(c.getInputStream()));
                    p.println("client" + k);
                    ans[k] = r.readLine();
                    p.println("again");
                    ans[k] += r.readLine();
                    p.println("bye");
                    ans[k] += r.readLine();
                }
            });
        }
        for (Thread t : cl) t.join();
        st.join();
        Collections.sort(s.heard);
        System.out.println(s.heard + Arrays.toString(ans) + s.ss.isClosed());
        try {
            s.ss.accept();
        } catch (SocketException e) { System.out.println(e.getMessage()); }
        go(() -> {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (ConnectException e) { System.out.println(e.getMessage()); }
        });
        ServerSocket ts = new ServerSocket(0);
        ts.setSoTimeout(10);
        go(() -> {
            try {
                ts.accept();
            } catch (SocketTimeoutException e) { System.out.println(e.getMessage()); }
        });
        Thread acc = start(() -> {
            try {
                ts.setSoTimeout(0);
                ts.accept();
            } catch (SocketException e) { System.out.println(e.getMessage()); }
        });
        Thread.sleep(30);
        ts.close();
        acc.join();
        Pipe pipe = Pipe.open();
        Thread sink = start(() -> {
            pipe.sink().write(ByteBuffer.wrap("through pipe".getBytes()));
            pipe.sink().close();
        });
        ByteBuffer pb = ByteBuffer.allocate(32);
        while (pipe.source().read(pb) >= 0) {}
        System.out.println(new String(pb.array(), 0, pb.position()));
        sink.join();
        Process[] p = new Process[1];
        go(() -> p[0] = new ProcessBuilder("cat").start());
        OutputStream os = p[0].getOutputStream();
        os.write("to cat\n".getBytes());
        os.close();
        go(()
                -> System.out.println(new String(p[0].getInputStream().readAllBytes()).trim()
                    + p[0].waitFor() + p[0].isAlive()));
        System.out.println(p[0].exitValue());
        go(() -> {
            Process q = Runtime.getRuntime().exec(new String[] {"sh", "-c", "exit 3"});
            System.out.println(q.waitFor());
        });
        AsynchronousServerSocketChannel as = AsynchronousServerSocketChannel.open().bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Future<AsynchronousSocketChannel> fut = as.accept();
        int ap = ((InetSocketAddress) as.getLocalAddress()).getPort();
        go(() -> {
            try (SocketChannel sc = SocketChannel.open(
                     new InetSocketAddress(InetAddress.getLoopbackAddress(), ap))) {
                sc.write(ByteBuffer.wrap("async".getBytes()));
            }
        });
        ByteBuffer ab = ByteBuffer.allocate(10);
        AsynchronousSocketChannel asc = fut.get();
        System.out.println(asc.read(ab).get() + new String(ab.array(), 0, 5));
        as.close();
        Selector sel = Selector.open();
        ServerSocketChannel ssc = ServerSocketChannel.open().bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ssc.configureBlocking(false);
        ssc.register(sel, SelectionKey.OP_ACCEPT, "att");
        Thread selt = start(() -> {
            System.out.println(sel.select());
            for (SelectionKey k : sel.selectedKeys())
                System.out.println(k.attachment() + "" + k.isAcceptable());
            SocketChannel c = ssc.accept();
            ByteBuffer b2 = ByteBuffer.allocate(8);
            while (c.read(b2) >= 0) {}
            System.out.println(new String(b2.array(), 0, b2.position()));
        });
        go(() -> {
            SocketChannel c = SocketChannel.open(ssc.getLocalAddress());
            c.write(StandardCharsets.UTF_8.encode("nio"));
            c.close();
        });
        selt.join();
        Thread wk = start(() -> System.out.println("woken " + sel.select(20000)));
        Thread.sleep(10);
        sel.wakeup();
        wk.join();
        sel.close();
        ssc.close();
        try (Stream<Path> ps = Files.walk(dir)) {
            System.out.println(ps.map(x -> x.getFileName().toString())
                    .filter(x -> x.contains("."))
                    .sorted()
                    .collect(Collectors.toList()));
        }
        go(() -> {
            try (DirectoryStream<Path> ds = Files.newDirectoryStream(dir)) {
                for (Path x : ds) Files.delete(x);
            }
            Files.delete(dir);
        });
        System.out.println(Files.exists(dir));
    }
}
