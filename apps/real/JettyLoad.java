// SPDX-License-Identifier: Apache-2.0
// An embedded Jetty 9 answers 1,000 requests from eight client threads in the same process. Prints totals that do not depend
// on the schedule.

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.log.Log;
import org.eclipse.jetty.util.log.StdErrLog;

public class JettyLoad {
    static final int THREADS = 8, REQUESTS = 1000;

    public static void main(String[] args) throws Exception {
        System.setProperty("org.eclipse.jetty.util.log.announce", "false");
        StdErrLog quiet = new StdErrLog();
        quiet.setLevel(StdErrLog.LEVEL_WARN);
        Log.setLog(quiet);
        AtomicInteger served = new AtomicInteger();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(new AbstractHandler() {
            @Override
            public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                int n = Integer.parseInt(request.getParameter("n"));
                response.setContentType("text/plain;charset=utf-8");
                response.setHeader("X-Square", Integer.toString(n * n));
                response.getWriter().print("answer to " + target + " " + n + " ü");
                served.incrementAndGet();
                base.setHandled(true);
            }
        });
        server.start();
        int port = connector.getLocalPort();
        AtomicLong bytes = new AtomicLong(), squares = new AtomicLong(), hash = new AtomicLong();
        AtomicInteger failures = new AtomicInteger();
        Thread[] clients = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            clients[t] = new Thread(() -> {
                for (int i = first; i < REQUESTS; i += THREADS) {
                    try {
                        URL url = new URL("http://127.0.0.1:" + port + "/path" + i % 10 + "?n=" + i);
                        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
                        try (InputStream in = connection.getInputStream()) {
                            byte[] body = in.readAllBytes();
                            bytes.addAndGet(body.length);
                            hash.addAndGet(new String(body, StandardCharsets.UTF_8).hashCode());
                        }
                        squares.addAndGet(Long.parseLong(connection.getHeaderField("X-Square")));
                        if (connection.getResponseCode() != 200) {
                            failures.incrementAndGet();
                        }
                    } catch (IOException e) {
                        e.printStackTrace();
                        failures.incrementAndGet();
                    }
                }
            });
            clients[t].start();
        }
        for (Thread client : clients) {
            client.join();
        }
        server.stop();
        server.join();
        System.out.println("served " + served + ", failures " + failures + ", bytes " + bytes + ", squares " + squares
            + ", hash " + hash);
    }
}
