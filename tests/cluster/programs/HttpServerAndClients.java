// SPDX-License-Identifier: Apache-2.0
// Shows an HTTP server whose exchanges are handled by new threads, clients shared by threads, and
// clients of their own.
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.*;

public class HttpServerAndClients {
    static class Worker implements Executor {
        public void execute(Runnable r) {
            new Thread(r).start();
        }
    }

    static class Get implements Runnable {
        final HttpClient client;
        final URI uri;
        String result;

        Get(HttpClient c, URI u) {
            client = c;
            uri = u;
        }

        public void run() {
            try {
                HttpResponse<String> r = client.send(
                    HttpRequest.newBuilder(uri)
                        .header("X-Number", "7")
                        .POST(HttpRequest.BodyPublishers.ofString("body of " + uri.getPath()))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
                result = r.statusCode() + " " + r.headers().firstValue("X-Reply").orElse("none")
                    + " " + r.body();
            } catch (Exception e) {
                StringWriter w = new StringWriter();
                e.printStackTrace(new PrintWriter(w));
                result = w.toString();
            }
        }
    }

    static class OwnClient implements Runnable {
        final URI uri;
        String result;

        OwnClient(URI u) {
            uri = u;
        }

        public void run() {
            try {
                HttpClient client = HttpClient.newHttpClient();
                result = client
                             .sendAsync(HttpRequest.newBuilder(uri).build(),
                                 HttpResponse.BodyHandlers.ofString())
                             .thenApply(r -> r.statusCode() + "/" + r.body())
                             .get(20, TimeUnit.SECONDS);
                HttpURLConnection c = (HttpURLConnection) uri.toURL().openConnection();
                result += " " + c.getResponseCode() + new String(c.getInputStream().readAllBytes());
            } catch (Exception e) {
                StringWriter w = new StringWriter();
                e.printStackTrace(new PrintWriter(w));
                result = w.toString();
            }
        }
    }

    public static void main(String[] a) throws Exception {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(new Worker());
        server.createContext("/echo", e -> {
            byte[] in = e.getRequestBody().readAllBytes();
            byte[] out = (e.getRequestMethod() + " " + new String(in) + " "
                + e.getRequestHeaders().getFirst("X-Number"))
                             .getBytes();
            e.getResponseHeaders().set("X-Reply", "yes");
            e.sendResponseHeaders(200, out.length);
            try (OutputStream o = e.getResponseBody()) {
                o.write(out);
            }
        });
        server.createContext("/big", new HttpHandler() {
            public void handle(HttpExchange e) throws IOException {
                e.sendResponseHeaders(200, 0);
                try (OutputStream o = e.getResponseBody()) {
                    for (int i = 0; i < 1000; i++) o.write("0123456789".getBytes());
                }
            }
        });
        server.createContext("/fail", e -> {
            e.sendResponseHeaders(404, -1);
            e.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Get> gets = new ArrayList<>();
        List<Thread> ts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Get g = new Get(client, URI.create("http://127.0.0.1:" + port + "/echo/" + i));
            gets.add(g);
            Thread t = new Thread(g);
            t.start();
            ts.add(t);
        }
        OwnClient o1 = new OwnClient(URI.create("http://127.0.0.1:" + port + "/echo")),
                  o2 = new OwnClient(URI.create("http://127.0.0.1:" + port + "/fail"));
        for (OwnClient o : new OwnClient[] {o1, o2}) {
            Thread t = new Thread(o);
            t.start();
            ts.add(t);
        }
        for (Thread t : ts) t.join();
        for (Get g : gets) System.out.println(g.result);
        System.out.println(o1.result);
        System.out.println(o2.result.lines().findFirst().get().replaceAll("\\d{4,5}", "PORT"));
        System.out.println(client
                .send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/big")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body()
                .hashCode());
        server.stop(0);
        System.out.println("done");
    }
}
