// SPDX-License-Identifier: Apache-2.0
// Embedded Tomcat 9, plain and with TLS: sessions, bodies, asynchronous servlets, keep-alive, eight clients.
// Arguments: base folder, PKCS12 key store with password "changeit".

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

public class TomcatLoad {
    static final int CLIENTS = 8, ROUNDS = 25;
    static final AtomicInteger right = new AtomicInteger(), wrong = new AtomicInteger();

    static class Counting extends HttpServlet {
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession session = request.getSession();
            Integer n = (Integer) session.getAttribute("n");
            session.setAttribute("n", n == null ? 1 : n + 1);
            response.getWriter().print(session.getAttribute("n") + " " + request.getParameter("q"));
        }

        @Override protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }

    static class Later extends HttpServlet {
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                try {
                    context.getResponse().getWriter().print("later");
                } catch (IOException e) {
                    wrong.incrementAndGet();
                }
                context.complete();
            });
        }
    }

    static void check(boolean ok) { (ok ? right : wrong).incrementAndGet(); }

    static void ask(String base, SSLContext tls) {
        HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1).build();
        try {
            for (int i = 1; i <= ROUNDS; i++) {
                HttpRequest get = HttpRequest.newBuilder(URI.create(base + "/count?q=" + i)).build();
                check(client.send(get, BodyHandlers.ofString()).body().equals(i + " " + i));
                byte[] body = new byte[i * 1000];
                Arrays.fill(body, (byte) i);
                HttpRequest post = HttpRequest.newBuilder(URI.create(base + "/count"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
                check(Arrays.equals(body, client.send(post, BodyHandlers.ofByteArray()).body()));
                HttpRequest later = HttpRequest.newBuilder(URI.create(base + "/later")).build();
                check(client.send(later, BodyHandlers.ofString()).body().equals("later"));
                HttpRequest missing = HttpRequest.newBuilder(URI.create(base + "/missing")).build();
                check(client.send(missing, BodyHandlers.discarding()).statusCode() == 404);
            }
        } catch (Exception e) {
            wrong.incrementAndGet();
            e.printStackTrace();
        }
    }

    static Connector tlsConnector(String keyStore) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.RSA);
        certificate.setCertificateKeystoreFile(keyStore);
        certificate.setCertificateKeystorePassword("changeit");
        certificate.setCertificateKeystoreType("PKCS12");
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }

    static SSLContext trusting(String keyStore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of(keyStore))) {
            store.load(in, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        tomcat.setPort(0);
        Connector plain = tomcat.getConnector(), secure = tlsConnector(args[1]);
        tomcat.getService().addConnector(secure);
        Context context = tomcat.addContext("", args[0]);
        Tomcat.addServlet(context, "count", new Counting());
        context.addServletMappingDecoded("/count", "count");
        Wrapper later = Tomcat.addServlet(context, "later", new Later());
        later.setAsyncSupported(true);
        context.addServletMappingDecoded("/later", "later");
        tomcat.start();
        SSLContext tls = trusting(args[1]);
        Thread[] threads = new Thread[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            String base = i % 2 == 0 ? "http://localhost:" + plain.getLocalPort() : "https://localhost:" + secure.getLocalPort();
            threads[i] = new Thread(() -> ask(base, tls));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("right " + right + " wrong " + wrong);
        tomcat.stop();
        tomcat.destroy();
        System.out.println("stopped");
        System.exit(0);
    }
}
