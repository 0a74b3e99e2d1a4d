// SPDX-License-Identifier: Apache-2.0
// com.sun.net.httpserver with java.net.http.HttpClient and HttpURLConnection: methods, headers,
// bodies, chunks, async, errors, many requests.
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class HttpLoopback {
    public static void main(String[] args) throws Exception {
        HttpServer s =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService ex = Executors.newFixedThreadPool(4);
        s.setExecutor(ex);
        s.createContext("/echo", x -> {
            byte[] in = x.getRequestBody().readAllBytes();
            String h = x.getRequestMethod() + " " + x.getRequestURI() + " "
                    + x.getRequestHeaders().getFirst("X-Test") + " ";
            x.getResponseHeaders().add("X-Reply", "r1");
            x.getResponseHeaders().add("X-Reply", "r2");
            byte[] out = (h + new String(in, "UTF-8")).getBytes("UTF-8");
            x.sendResponseHeaders(200, out.length);
            try (OutputStream o = x.getResponseBody()) {
                o.write(out);
            }
        });
        s.createContext("/chunked", x -> {
            x.sendResponseHeaders(200, 0);
            try (OutputStream o = x.getResponseBody()) {
                for (int i = 0; i < 200; i++) o.write(("chunk " + i + "\n").getBytes());
            }
        });
        s.createContext("/status", x -> {
            x.sendResponseHeaders(Integer.parseInt(x.getRequestURI().getQuery()), -1);
            x.close();
        });
        s.createContext("/redirect", x -> {
            x.getResponseHeaders().set("Location", "/echo?redirected");
            x.sendResponseHeaders(302, -1);
            x.close();
        });
        s.createContext("/slow", x -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {}
            x.close();
        });
        s.createContext("/fail", x -> { throw new RuntimeException("handler"); });
        s.start();
        String base = "http://127.0.0.1:" + s.getAddress().getPort();
        HttpClient c = HttpClient.newBuilder()
                               .followRedirects(HttpClient.Redirect.NORMAL)
                               .connectTimeout(Duration.ofSeconds(5))
                               .build();
        HttpResponse<String> r = c.send(HttpRequest.newBuilder(URI.create(base + "/echo?a=b%20c"))
                                                .header("X-Test", "hdr")
                                                .build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println(r.statusCode() + " " + r.body() + " " + r.headers().allValues("x-reply")
                + r.version());
        r = c.send(HttpRequest.newBuilder(URI.create(base + "/echo"))
                           .POST(HttpRequest.BodyPublishers.ofString("body ü€"))
                           .build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println(r.body());
        r = c.send(HttpRequest.newBuilder(URI.create(base + "/echo"))
                           .method("PATCH",
                                   HttpRequest.BodyPublishers.ofByteArrays(
                                           List.of("p1".getBytes(), "p2".getBytes())))
                           .build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println(r.body());
        System.out.println(
                c.send(HttpRequest.newBuilder(URI.create(base + "/chunked")).build(),
                         HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .count());
        for (int code : new int[] {204, 404, 500, 418})
            System.out.println(
                    c.send(HttpRequest.newBuilder(URI.create(base + "/status?" + code)).build(),
                             HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        r = c.send(HttpRequest.newBuilder(URI.create(base + "/redirect")).build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println(r.body() + r.previousResponse().get().statusCode());
        System.out.println(
                c.send(HttpRequest.newBuilder(URI.create(base + "/nothing")).build(),
                         HttpResponse.BodyHandlers.ofString())
                        .body());
        try {
            c.send(HttpRequest.newBuilder(URI.create(base + "/slow"))
                            .timeout(Duration.ofMillis(100))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) { System.out.println(e.getMessage()); }
        try {
            c.send(HttpRequest.newBuilder(URI.create(base + "/fail")).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) { System.out.println(e.getMessage()); }
        List<CompletableFuture<String>> all =
                IntStream.range(0, 60)
                        .mapToObj(i
                                -> c.sendAsync(
                                            HttpRequest.newBuilder(URI.create(base + "/echo?" + i))
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                        .thenApply(HttpResponse::body))
                        .collect(Collectors.toList());
        int ok = 0;
        for (int i = 0; i < 60; i++)
            if (all.get(i).get(10, TimeUnit.SECONDS).equals("GET /echo?" + i + " null ")) ok++;
        System.out.println(ok);
        HttpURLConnection u = (HttpURLConnection) new URL(base + "/echo").openConnection();
        u.setRequestMethod("PUT");
        u.setDoOutput(true);
        u.setRequestProperty("X-Test", "url");
        u.getOutputStream().write("put body".getBytes());
        System.out.println(u.getResponseCode() + u.getResponseMessage()
                + new String(u.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                + u.getHeaderField("X-Reply") + u.getContentLength());
        HttpURLConnection e4 = (HttpURLConnection) new URL(base + "/status?404").openConnection();
        try {
            e4.getInputStream();
        } catch (FileNotFoundException e) { System.out.println("404 " + e4.getResponseCode()); }
        s.stop(0);
        ex.shutdownNow();
        try {
            c.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) { System.out.println("connect refused"); }
        for (String bad : new String[] {"ftp://x", "http:///x", "relative"}) try {
                HttpRequest.newBuilder(URI.create(bad));
            } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
    }
}
