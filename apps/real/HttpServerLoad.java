// SPDX-License-Identifier: Apache-2.0
// com.sun.net.httpserver with a thread pool, asked by java.net.http clients: synchronous, asynchronous, with bodies.

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public class HttpServerLoad {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(6);
        server.setExecutor(pool);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + new String(body)).getBytes();
            exchange.getResponseHeaders().add("X-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/echo";
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(base + "?i=" + i))
                .POST(HttpRequest.BodyPublishers.ofString("body " + "x".repeat(i * 100))).build(), HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.headers().firstValue("X-Length").orElse("?") + " "
                + answer.body().hashCode());
        }
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(client.sendAsync(HttpRequest.newBuilder(URI.create(base + "/async" + i)).build(),
                HttpResponse.BodyHandlers.ofString()).thenApply(r -> r.body().hashCode()));
        }
        long sum = 0;
        for (CompletableFuture<Integer> future : futures) {
            sum += future.get();
        }
        System.out.println("async " + sum);
        server.stop(0);
        pool.shutdown();
    }
}
