// SPDX-License-Identifier: Apache-2.0
// HTTP/2 and web sockets against servers by hand, HttpServer with every client, socket corners.
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.stream.*;

public class NetWide {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    // A server of HTTP/2 without encryption, by hand: upgrade, settings, one response per stream.
    static void h2(Socket s) {
        try (s) {
            InputStream in = s.getInputStream();
            OutputStream out = s.getOutputStream();
            String head = head(in);
            p("upgrade " + head.contains("Upgrade: h2c") + " " + head.contains("HTTP2-Settings"));
            out.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n".getBytes());
            frame(out, 4, 0, 0, new byte[0]);
            out.flush();
            in.readNBytes(24);
            reply(out, 1, "first");
            while (true) {
                byte[] h = in.readNBytes(9);
                if (h.length < 9) return;
                int len = (h[0] & 255) << 16 | (h[1] & 255) << 8 | h[2] & 255, type = h[3],
                    id = ByteBuffer.wrap(h, 5, 4).getInt();
                in.readNBytes(len);
                if (type == 4 && (h[4] & 1) == 0) frame(out, 4, 1, 0, new byte[0]);
                if (type == 1 && (h[4] & 1) == 1 || type == 0 && (h[4] & 1) == 1) reply(out, id, "stream " + id);
                out.flush();
            }
        } catch (IOException e) {}
    }
    static void reply(OutputStream o, int id, String body) throws IOException {
        byte[] b = body.repeat(500).getBytes();
        frame(o, 1, 4, id, new byte[] {(byte) 0x88, 0, 3, 'x', '-', 'a', 1, 'v'});
        for (int i = 0; i < b.length; i += 1000)
            frame(o, 0, i + 1000 >= b.length ? 1 : 0, id, Arrays.copyOfRange(b, i, Math.min(b.length, i + 1000)));
        o.flush();
    }
    static void frame(OutputStream o, int type, int flags, int id, byte[] p) throws IOException {
        o.write(ByteBuffer.allocate(9 + p.length)
                        .put((byte) (p.length >> 16))
                        .put((byte) (p.length >> 8))
                        .put((byte) p.length)
                        .put((byte) type)
                        .put((byte) flags)
                        .putInt(id)
                        .put(p)
                        .array());
    }
    static String head(InputStream in) throws IOException {
        StringBuilder b = new StringBuilder();
        while (b.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) break;
            b.append((char) c);
        }
        return b.toString();
    }
    static void ws(Socket s) {
        try (s) {
            InputStream in = s.getInputStream();
            OutputStream out = s.getOutputStream();
            String h = head(in), key = h.lines().filter(l -> l.startsWith("Sec-WebSocket-Key")).findFirst().get().split(": ")[1];
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(
                            MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes()))
                    + "\r\n\r\n")
                            .getBytes());
            while (true) {
                int b0 = in.read(), b1 = in.read();
                if (b1 < 0) return;
                int len = b1 & 127;
                if (len == 126) len = in.read() << 8 | in.read();
                byte[] m = in.readNBytes(4), d = in.readNBytes(len);
                for (int i = 0; i < len; i++) d[i] ^= m[i & 3];
                int op = b0 & 15;
                if (op == 9) op = 10;
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                o.write(b0 & 128 | op);
                if (len < 126) o.write(len);
                else {
                    o.write(126);
                    o.write(len >> 8);
                    o.write(len);
                }
                o.write(d);
                out.write(o.toByteArray());
                out.flush();
                if (op == 8) return;
            }
        } catch (Exception e) { p("ws " + e); }
    }
    static int serve(java.util.function.Consumer<Socket> c) throws IOException {
        ServerSocket ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread th = new Thread(() -> {
            try {
                while (true) {
                    Socket s = ss.accept();
                    Thread q = new Thread(() -> c.accept(s));
                    q.setDaemon(true);
                    q.start();
                }
            } catch (IOException e) {}
        });
        th.setDaemon(true);
        th.start();
        return ss.getLocalPort();
    }
    public static void main(String[] args) throws Exception {
        int p2 = serve(NetWide::h2);
        HttpClient c = HttpClient.newHttpClient();
        HttpResponse<String> r = c.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + p2 + "/")).build(), HttpResponse.BodyHandlers.ofString());
        p(r.version() + " " + r.statusCode() + " " + r.body().length() + " " + r.headers().map());
        List<CompletableFuture<String>> fs =
                IntStream.range(0, 10)
                        .mapToObj(i
                                -> c.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + p2 + "/" + i))
                                                       .POST(HttpRequest.BodyPublishers.ofString("b" + i))
                                                       .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                        .thenApply(q -> q.version() + " " + q.body().substring(0, 7)))
                        .toList();
        Set<String> got = new TreeSet<>();
        for (var f : fs) got.add(f.get(100, TimeUnit.SECONDS));
        p(got);
        int pw = serve(NetWide::ws);
        BlockingQueue<String> q = new LinkedBlockingQueue<>();
        WebSocket w = c.newWebSocketBuilder()
                              .buildAsync(URI.create("ws://127.0.0.1:" + pw + "/chat"),
                                      new WebSocket.Listener() {
                                          StringBuilder sb = new StringBuilder();
                                          public void onOpen(WebSocket x) {
                                              q.add("open");
                                              x.request(1);
                                          }
                                          public CompletionStage<?> onText(WebSocket x, CharSequence d, boolean last) {
                                              sb.append(d);
                                              if (last) {
                                                  q.add("text " + sb.length() + " " + sb.substring(0, Math.min(5, sb.length())));
                                                  sb.setLength(0);
                                              }
                                              x.request(1);
                                              return null;
                                          }
                                          public CompletionStage<?> onBinary(WebSocket x, ByteBuffer d, boolean last) {
                                              q.add("bin " + d.remaining());
                                              x.request(1);
                                              return null;
                                          }
                                          public CompletionStage<?> onPong(WebSocket x, ByteBuffer d) {
                                              q.add("pong " + d.remaining());
                                              x.request(1);
                                              return null;
                                          }
                                          public CompletionStage<?> onClose(WebSocket x, int code, String why) {
                                              q.add("close " + code + why);
                                              return null;
                                          }
                                      })
                              .get(100, TimeUnit.SECONDS);
        p(q.take());
        w.sendText("hällo", true).get();
        p(q.take());
        w.sendText("a".repeat(2000), false).get();
        w.sendText("b", true).get();
        p(q.take());
        w.sendBinary(ByteBuffer.wrap(new byte[300]), true).get();
        p(q.take());
        w.sendPing(ByteBuffer.allocate(4)).get();
        p(q.take());
        w.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get();
        p(q.take() + " " + w.isOutputClosed());
        HttpServer hs = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ExecutorService ex = Executors.newCachedThreadPool();
        hs.setExecutor(ex);
        AtomicInteger hits = new AtomicInteger();
        hs.createContext("/slow", h -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {}
            h.close();
        });
        hs.createContext("/redir", h -> {
            h.getResponseHeaders().add("Location", "/echo");
            h.getResponseHeaders().add("Set-Cookie", "a=b; Path=/");
            h.sendResponseHeaders(302, -1);
            h.close();
        });
        HttpContext ec = hs.createContext("/echo", h -> {
            hits.incrementAndGet();
            byte[] b = h.getRequestBody().readAllBytes();
            h.sendResponseHeaders(200, 0);
            try (OutputStream o = h.getResponseBody()) {
                o.write((h.getRequestMethod() + h.getRequestURI().getQuery() + h.getRequestHeaders().get("Cookie")
                        + h.getRequestHeaders().getFirst("X-h") + h.getPrincipal())
                                .getBytes());
                o.write(b);
            }
        });
        ec.getFilters().add(Filter.beforeHandler("d", h -> h.getResponseHeaders().set("X-F", "filtered")));
        HttpContext au = hs.createContext("/auth", h -> {
            h.sendResponseHeaders(200, -1);
            h.close();
        });
        au.setAuthenticator(new BasicAuthenticator("realm") {
            public boolean checkCredentials(String u, String pw2) { return u.equals("u") && pw2.equals("p"); }
        });
        hs.createContext("/boom", h -> { throw new IllegalStateException("handler"); });
        hs.start();
        String base = "http://127.0.0.1:" + hs.getAddress().getPort();
        CookieManager cm = new CookieManager();
        HttpClient c1 = HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .cookieHandler(cm)
                                .authenticator(new java.net.Authenticator() {
                                    protected PasswordAuthentication getPasswordAuthentication() {
                                        return new PasswordAuthentication("u", "p".toCharArray());
                                    }
                                })
                                .build();
        HttpResponse<String> rr = c1.send(HttpRequest.newBuilder(URI.create(base + "/redir")).header("X-h", "v").build(),
                HttpResponse.BodyHandlers.ofString());
        p(rr.statusCode() + rr.body() + rr.uri().getPath() + rr.previousResponse().get().statusCode() + " "
                + cm.getCookieStore().getCookies() + rr.headers().firstValue("x-f"));
        p(c1.send(HttpRequest.newBuilder(URI.create(base + "/auth")).build(), HttpResponse.BodyHandlers.discarding()).statusCode()
                + " "
                + c.send(HttpRequest.newBuilder(URI.create(base + "/auth")).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        t("timeout",
                ()
                        -> c1.send(HttpRequest.newBuilder(URI.create(base + "/slow")).timeout(Duration.ofMillis(100)).build(),
                                HttpResponse.BodyHandlers.discarding()));
        t("refused",
                ()
                        -> c1.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build(),
                                HttpResponse.BodyHandlers.discarding()));
        t("host", () -> c1.send(HttpRequest.newBuilder(URI.create("http:///x")).build(), HttpResponse.BodyHandlers.discarding()));
        t("hdr", () -> HttpRequest.newBuilder(URI.create(base)).header("Connection", "x"));
        t("boom",
                ()
                        -> c1.send(HttpRequest.newBuilder(URI.create(base + "/boom")).build(),
                                     HttpResponse.BodyHandlers.discarding())
                                .statusCode());
        p(c1.send(HttpRequest.newBuilder(URI.create(base + "/echo?x=%20y"))
                            .method("PATCH",
                                    HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofString("one"),
                                            HttpRequest.BodyPublishers.ofByteArrays(
                                                    List.of("two".getBytes(), "three".getBytes()))))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .toList());
        p(c1.send(HttpRequest.newBuilder(URI.create(base + "/echo"))
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[200_000])))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream())
                        .body()
                        .readAllBytes()
                        .length);
        HttpClient m = HttpClient.newBuilder()
                               .version(HttpClient.Version.HTTP_1_1)
                               .executor(Executors.newFixedThreadPool(4,
                                       x -> {
                                           Thread d = new Thread(x);
                                           d.setDaemon(true);
                                           return d;
                                       }))
                               .build();
        // Thirty at a time: more at once overflow the listener's queue, and the kernel resets some of them.
        hits.set(0);
        int lengths = 0;
        for (int round = 0; round < 10; round++) {
            int first = round * 30;
            List<CompletableFuture<Integer>> many =
                    IntStream.range(first, first + 30)
                            .mapToObj(i
                                    -> m.sendAsync(HttpRequest.newBuilder(URI.create(base + "/echo?" + i))
                                                           .POST(HttpRequest.BodyPublishers.ofString("x".repeat(i)))
                                                           .build(),
                                                HttpResponse.BodyHandlers.ofString())
                                            .thenApply(x -> x.body().length()))
                            .toList();
            lengths += many.stream().mapToInt(CompletableFuture::join).sum();
        }
        p(lengths + " " + hits);
        HttpURLConnection u = (HttpURLConnection) new URL(base + "/echo?old").openConnection();
        u.setRequestMethod("PUT");
        u.setDoOutput(true);
        u.setChunkedStreamingMode(100);
        u.getOutputStream().write(new byte[1000]);
        p(u.getResponseCode() + " " + u.getInputStream().readAllBytes().length + " " + u.getHeaderFields().get(null));
        HttpURLConnection nf = (HttpURLConnection) new URL(base + "/nope").openConnection();
        t("404", () -> {
            try {
                return nf.getInputStream();
            } catch (FileNotFoundException e) { return e.getMessage().replaceAll("\\d{4,}", "PORT"); }
        });
        p(new String(nf.getErrorStream().readAllBytes()));
        hs.stop(0);
        ex.shutdownNow();
        ServerSocket ss = new ServerSocket(0);
        ss.setSoTimeout(30);
        t("accept", ss::accept);
        Socket a = new Socket("127.0.0.1", ss.getLocalPort());
        Socket b = ss.accept();
        b.setSoTimeout(30);
        t("read", () -> b.getInputStream().read());
        a.setTcpNoDelay(true);
        a.setKeepAlive(true);
        p(a.getTcpNoDelay() + " " + a.getKeepAlive() + " " + a.getReuseAddress() + " "
                + a.supportedOptions().stream().map(SocketOption::name).sorted().toList());
        a.getOutputStream().write(1);
        a.shutdownOutput();
        p(b.getInputStream().read() + " " + b.getInputStream().read());
        t("shut", () -> {
            a.getOutputStream().write(1);
            return 0;
        });
        b.close();
        t("closed", () -> b.getInputStream());
        Thread blk = new Thread(() -> {
            try {
                ss.setSoTimeout(0);
                ss.accept();
            } catch (IOException e) { p("acc " + e); }
        });
        blk.start();
        Thread.sleep(30);
        ss.close();
        blk.join();
        t("conn", () -> new Socket("127.0.0.1", 1));
        t("ctimeout", () -> {
            new Socket().connect(new InetSocketAddress("127.0.0.1", 99999));
            return 0;
        });
        t("unknown", () -> InetAddress.getByName("no.such.host.invalid"));
        t("bind", () -> {
            try (ServerSocket x = new ServerSocket(0)) {
                new ServerSocket(x.getLocalPort());
            }
            return 0;
        });
        p(InetAddress.getByName("::1") + " " + InetAddress.getByAddress(new byte[] {1, 2, 3, 4}) + " "
                + Inet6Address.getByName("::ffff:1.2.3.4") + " " + InetAddress.getByName("224.0.0.1").isMulticastAddress() + " "
                + NetworkInterface.getByName("lo").isLoopback() + " " + InetAddress.getLoopbackAddress().isReachable(1000)
                + InetSocketAddress.createUnresolved("zz", 5));
        ProxySelector ps = ProxySelector.of(new InetSocketAddress("127.0.0.1", 3));
        p(ps.select(URI.create("http://x/")));
        t("proxy",
                ()
                        -> HttpClient.newBuilder().proxy(ps).build().send(
                                HttpRequest.newBuilder(URI.create("http://x.invalid/")).build(),
                                HttpResponse.BodyHandlers.discarding()));
        System.exit(0);
    }
}
