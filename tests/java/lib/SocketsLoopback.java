// SPDX-License-Identifier: Apache-2.0
// TCP and UDP over the loopback: echo with several clients, timeouts, half close, options,
// interrupted accepts by close, errors.
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

public class SocketsLoopback {
    static void t(String l, Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) {
            System.out.println(l + " ! " + e.getClass().getName() + ": " + e.getMessage());
        }
    }
    public static void main(String[] args) throws Exception {
        InetAddress lo = InetAddress.getLoopbackAddress();
        ExecutorService pool = Executors.newCachedThreadPool(r -> {
            Thread x = new Thread(r);
            x.setDaemon(true);
            return x;
        });
        ServerSocket ss = new ServerSocket(0, 50, lo);
        int port = ss.getLocalPort();
        pool.submit(() -> {
            while (true) {
                Socket s = ss.accept();
                pool.submit(() -> {
                    try (s; BufferedReader r =
                                    new BufferedReader(new InputStreamReader(s.getInputStream()));
                            Writer w = new OutputStreamWriter(s.getOutputStream())) {
                        for (String l; (l = r.readLine()) != null;) {
                            w.write(l.toUpperCase() + "\n");
                            w.flush();
                        }
                        w.write("bye\n");
                        w.flush();
                    }
                    return null;
                });
            }
        });
        List<Future<String>> fs = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            int k = c;
            fs.add(pool.submit(() -> {
                try (Socket s = new Socket(lo, port)) {
                    s.setTcpNoDelay(true);
                    s.setSoTimeout(5000);
                    PrintWriter w = new PrintWriter(s.getOutputStream(), true);
                    BufferedReader r =
                            new BufferedReader(new InputStreamReader(s.getInputStream()));
                    int sum = 0;
                    for (int i = 0; i < 100; i++) {
                        w.println("client " + k + " line " + i);
                        sum += r.readLine().length();
                    }
                    s.shutdownOutput();
                    return sum + r.readLine() + r.readLine() + s.isOutputShutdown();
                }
            }));
        }
        for (Future<String> f : fs) System.out.println(f.get());
        try (Socket s = new Socket(lo, port)) {
            s.setSoTimeout(20);
            System.out.println(s.getPort() == port ? "port ok" : "bad");
            System.out.println(s.isConnected() + " " + s.isBound() + s.isClosed() + s.getSoTimeout()
                    + s.getKeepAlive() + s.getReuseAddress() + s.getInetAddress());
            t("read timeout", () -> s.getInputStream().read());
            s.getOutputStream().write("after\n".getBytes());
            s.setSoTimeout(5000);
            System.out.println(
                    (char) s.getInputStream().read() + "" + s.getInputStream().available());
            s.close();
            t("closed", () -> s.getInputStream());
        }
        t("refused", () -> {
            ServerSocket x = new ServerSocket(0, 1, lo);
            int p = x.getLocalPort();
            x.close();
            return new Socket(lo, p);
        });
        t("bind twice", () -> new ServerSocket(port, 1, lo));
        t("bad port", () -> new Socket(lo, 70000));
        t("unknown host", () -> new Socket("no.such.host.invalid", 80));
        ServerSocket idle = new ServerSocket(0, 1, lo);
        idle.setSoTimeout(20);
        t("accept timeout", idle::accept);
        idle.setSoTimeout(0);
        Future<?> acc = pool.submit(() -> idle.accept());
        Thread.sleep(200);
        idle.close();
        try {
            acc.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getClass().getName() + " " + e.getCause().getMessage());
        }
        Socket a = new Socket(lo, port);
        Future<Integer> rd = pool.submit(() -> a.getInputStream().read());
        Thread.sleep(200);
        a.close();
        try {
            // close() shuts output down first, so the server's last line may arrive before the reader is told.
            System.out.println("closed " + (rd.get(5, TimeUnit.SECONDS) == 'b'));
        } catch (ExecutionException e) {
            System.out.println("closed " + e.getCause().getMessage().equals("Socket closed"));
        }
        DatagramSocket d1 = new DatagramSocket(0, lo), d2 = new DatagramSocket(0, lo);
        d2.setSoTimeout(5000);
        for (int i = 0; i < 5; i++) {
            byte[] m = ("packet " + i).getBytes();
            d1.send(new DatagramPacket(m, m.length, lo, d2.getLocalPort()));
        }
        for (int i = 0; i < 5; i++) {
            DatagramPacket p = new DatagramPacket(new byte[6], 6);
            d2.receive(p);
            System.out.print(new String(p.getData(), 0, p.getLength())
                    + (p.getPort() == d1.getLocalPort()) + " ");
        }
        System.out.println();
        d2.setSoTimeout(10);
        t("udp timeout", () -> {
            d2.receive(new DatagramPacket(new byte[1], 1));
            return 0;
        });
        d1.close();
        d2.close();
        byte[] big = new byte[3_000_000];
        new Random(2).nextBytes(big);
        ServerSocket bs = new ServerSocket(0, 1, lo);
        Future<Integer> h = pool.submit(() -> {
            try (Socket s = bs.accept()) {
                return Arrays.hashCode(s.getInputStream().readAllBytes());
            }
        });
        try (Socket s = new Socket(lo, bs.getLocalPort())) {
            s.getOutputStream().write(big);
        }
        System.out.println(h.get() == Arrays.hashCode(big));
        System.out.println(InetAddress.getByName("127.0.0.1").isLoopbackAddress() + " "
                + InetAddress.getByAddress("n", new byte[] {1, 2, 3, 4}) + " "
                + InetAddress.getByName("::1").getHostAddress()
                + new InetSocketAddress("localhost", 5).isUnresolved()
                + InetSocketAddress.createUnresolved("h", 1) + lo.getHostName()
                + Inet6Address.getByName("fe80::1").isLinkLocalAddress());
        t("literal", () -> InetAddress.getByName("1.2.3.4.5"));
        URI u = new URI("http://user@host:80/p/a?q=1#f");
        System.out.println(u.getHost() + u.getPort() + u.getPath() + u.getQuery() + u.getFragment()
                + u.resolve("../x") + u.relativize(new URI("http://user@host:80/p/a/b"))
                + new URI("a%20b").getPath() + URLEncoder.encode("a b&ü", StandardCharsets.UTF_8)
                + URLDecoder.decode("a+b%C3%BC", "UTF-8") + new URL("http://h/p?q").getFile()
                + new URI("http", "h", "/é ", null).toASCIIString());
        t("bad uri", () -> new URI("http://a b"));
        t("bad url", () -> new URL("nope://x"));
        t("idn", () -> IDN.toASCII("bücher.de"));
        ss.close();
    }
}
