// SPDX-License-Identifier: Apache-2.0
// java.net.http against com.sun.net.httpserver: synchronous, asynchronous, bodies, redirects, timeouts, authentication, cookies,
// headers, chunked answers, a web socket that is refused.
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class HttpClientServer {
    static void reply(HttpExchange x, int code, String text) throws IOException {
        byte[] b = text.getBytes(StandardCharsets.UTF_8);
        x.sendResponseHeaders(code, b.length == 0 ? -1 : b.length);
        if (b.length > 0) x.getResponseBody().write(b);
        x.close();
    }
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        server.setExecutor(pool);
        server.createContext("/echo", x -> {
            byte[] in = x.getRequestBody().readAllBytes();
            x.getResponseHeaders().add("X-Method", x.getRequestMethod());
            x.getResponseHeaders().put("X-Many", List.of("a", "b"));
            reply(x, 200, x.getRequestURI().getRawQuery() + "|" + new String(in, StandardCharsets.UTF_8));
        });
        server.createContext("/redirect", x -> { x.getResponseHeaders().add("Location", "/echo?moved"); reply(x, 302, ""); });
        server.createContext("/slow", x -> {
            try { Thread.sleep(3000); } catch (InterruptedException e) { }
            reply(x, 200, "late");
        });
        server.createContext("/chunked", x -> {
            x.sendResponseHeaders(200, 0);
            try (OutputStream out = x.getResponseBody()) {
                for (int i = 0; i < 50; i++) { out.write(("line " + i + "\n").getBytes()); out.flush(); }
            }
        });
        server.createContext("/cookie", x -> {
            x.getResponseHeaders().add("Set-Cookie", "id=7; Path=/");
            reply(x, 200, String.valueOf(x.getRequestHeaders().getFirst("Cookie")));
        });
        server.createContext("/private", x -> reply(x, 200, "welcome " + x.getPrincipal().getUsername())).setAuthenticator(new BasicAuthenticator("realm") {
            @Override public boolean checkCredentials(String u, String p) { return u.equals("ann") && p.equals("secret"); }
        });
        server.createContext("/broken", x -> { throw new IOException("broken handler"); });
        HttpContext filtered = server.createContext("/filtered", x -> reply(x, 201, "filtered " + x.getAttribute("seen")));
        filtered.getFilters().add(new com.sun.net.httpserver.Filter() {
            @Override public void doFilter(HttpExchange x, Chain c) throws IOException { x.setAttribute("seen", "yes"); c.doFilter(x); }
            @Override public String description() { return "f"; }
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).cookieHandler(new CookieManager())
                .authenticator(new java.net.Authenticator() {
                    @Override protected PasswordAuthentication getPasswordAuthentication() { return new PasswordAuthentication("ann", "secret".toCharArray()); }
                }).connectTimeout(Duration.ofSeconds(5)).build();
        HttpResponse<String> r = client.send(HttpRequest.newBuilder(URI.create(base + "/echo?a=1&b=%20")).POST(HttpRequest.BodyPublishers.ofString("grüße")).build(), BodyHandlers.ofString());
        System.out.println(r.statusCode() + " " + r.body() + " " + r.headers().firstValue("x-method") + " " + r.headers().allValues("X-Many") + " " + r.version());
        r = client.send(HttpRequest.newBuilder(URI.create(base + "/redirect")).build(), BodyHandlers.ofString());
        System.out.println(r.statusCode() + " " + r.body() + " " + r.uri().getQuery() + " " + r.previousResponse().map(HttpResponse::statusCode));
        System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/chunked")).build(), BodyHandlers.ofLines()).body().mapToInt(String::length).sum());
        for (int i = 0; i < 2; i++) System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/cookie")).build(), BodyHandlers.ofString()).body());
        r = client.send(HttpRequest.newBuilder(URI.create(base + "/private")).build(), BodyHandlers.ofString());
        System.out.println(r.statusCode() + " " + r.body());
        System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/none")).build(), BodyHandlers.ofString()).statusCode());
        System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/filtered")).method("PATCH", HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString()).body());
        try {
            client.send(HttpRequest.newBuilder(URI.create(base + "/slow")).timeout(Duration.ofMillis(200)).build(), BodyHandlers.discarding());
        } catch (HttpTimeoutException e) { System.out.println(e); }
        try {
            client.send(HttpRequest.newBuilder(URI.create(base + "/broken")).build(), BodyHandlers.ofString());
        } catch (IOException e) { System.out.println(e.getClass() + " " + e.getMessage().replaceAll("/[^ ]*", "")); }
        List<CompletableFuture<Integer>> all = IntStream.range(0, 100).mapToObj(i -> client.sendAsync(HttpRequest.newBuilder(URI.create(base + "/echo?" + i))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[i * 100])).build(), BodyHandlers.ofByteArray()).thenApply(x -> x.body().length)).collect(Collectors.toList());
        System.out.println(all.stream().mapToInt(CompletableFuture::join).sum());
        try {
            client.newWebSocketBuilder().buildAsync(URI.create(base.replace("http", "ws") + "/echo"), new WebSocket.Listener() {}).join();
        } catch (CompletionException e) { System.out.println(e.getCause().getClass().getSimpleName()); }
        try {
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build(), BodyHandlers.ofString());
        } catch (ConnectException e) { System.out.println("ConnectException"); }
        HttpURLConnection c = (HttpURLConnection) new URL(base + "/echo?old").openConnection();
        c.setRequestMethod("POST");
        c.setDoOutput(true);
        c.getOutputStream().write("body".getBytes());
        System.out.println(c.getResponseCode() + " " + c.getContentLength() + " " + new String(c.getInputStream().readAllBytes()) + " " + c.getHeaderField("X-Method"));
        HttpURLConnection bad = (HttpURLConnection) new URL(base + "/nothing").openConnection();
        try { bad.getInputStream(); } catch (FileNotFoundException e) { System.out.println(bad.getResponseCode() + " " + (bad.getErrorStream() != null)); }
        server.stop(0);
        pool.shutdownNow();
    }
}
