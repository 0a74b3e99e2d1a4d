// SPDX-License-Identifier: Apache-2.0
// Key stores, certificates and their paths, TLS by sockets and by engine, HTTPS server and clients.
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import java.util.spi.ToolProvider;
import javax.net.ssl.*;
import com.sun.net.httpserver.*;

public class KeysAndCerts {
    static final char[] PW = "changeit".toCharArray();
    static void exec(String... a) throws Exception {
        List<String> c = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        c.addAll(List.of(a));
        Process p = new ProcessBuilder(c).redirectErrorStream(true).start();
        p.getInputStream().readAllBytes();
        System.out.println("keytool " + a[0] + " " + p.waitFor());
    }
    public static void main(String[] args) throws Exception {
        String ks = "ks.p12";
        exec("-genkeypair", "-alias", "ec", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
                "CN=localhost, OU=Ünit, O=Org, C=DE", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-validity", "365", "-keystore",
                ks, "-storepass", "changeit", "-storetype", "PKCS12");
        exec("-genkeypair", "-alias", "rsa", "-keyalg", "RSA", "-keysize", "1024", "-sigalg", "SHA256withRSA", "-dname",
                "CN=client", "-keystore", ks, "-storepass", "changeit");
        KeyStore k = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(ks)) {
            k.load(in, PW);
        }
        for (String a : new TreeSet<>(Collections.list(k.aliases()))) {
            X509Certificate c = (X509Certificate) k.getCertificate(a);
            System.out.println(a + " " + k.isKeyEntry(a) + " " + k.getKey(a, PW).getAlgorithm() + " "
                    + c.getSubjectX500Principal() + " " + c.getIssuerX500Principal().getName() + " " + c.getSigAlgName() + " v"
                    + c.getVersion() + " " + c.getBasicConstraints() + " " + c.getSubjectAlternativeNames() + " "
                    + new TreeSet<>(c.getNonCriticalExtensionOIDs()) + " " + c.getPublicKey().getFormat());
            c.checkValidity();
            c.verify(c.getPublicKey());
            try {
                c.verify(k.getCertificate(a.equals("ec") ? "rsa" : "ec").getPublicKey());
                System.out.println("verified?");
            } catch (GeneralSecurityException e) { System.out.println(e.getClass().getName()); }
            CertificateFactory f = CertificateFactory.getInstance("X.509");
            System.out.println(f.generateCertificate(new ByteArrayInputStream(c.getEncoded())).equals(c));
        }
        try {
            KeyStore x = KeyStore.getInstance("PKCS12");
            x.load(new FileInputStream(ks), "wrong".toCharArray());
        } catch (IOException e) { System.out.println(e + " / " + e.getCause()); }
        for (String type : new String[] {"JKS", "JCEKS", "PKCS12"}) {
            KeyStore s = KeyStore.getInstance(type);
            s.load(null, null);
            s.setKeyEntry("one", k.getKey("rsa", PW), PW, k.getCertificateChain("rsa"));
            s.setCertificateEntry("trusted", k.getCertificate("ec"));
            if (!type.equals("JKS"))
                s.setEntry("secret", new KeyStore.SecretKeyEntry(new javax.crypto.spec.SecretKeySpec(new byte[16], "AES")),
                        new KeyStore.PasswordProtection(PW));
            ByteArrayOutputStream bo = new ByteArrayOutputStream();
            s.store(bo, PW);
            KeyStore r = KeyStore.getInstance(type);
            r.load(new ByteArrayInputStream(bo.toByteArray()), PW);
            System.out.println(type + " " + r.size() + " " + new TreeSet<>(Collections.list(r.aliases())) + " "
                    + r.getKey("one", PW).equals(k.getKey("rsa", PW)) + " " + r.isCertificateEntry("trusted") + " "
                    + r.entryInstanceOf("one", KeyStore.PrivateKeyEntry.class));
        }
        // path validation
        CertificateFactory cf = CertificateFactory.getInstance("X.509");
        CertPath path = cf.generateCertPath(List.of((X509Certificate) k.getCertificate("ec")));
        for (String anchor : new String[] {"ec", "rsa"}) {
            PKIXParameters pp = new PKIXParameters(Set.of(new TrustAnchor((X509Certificate) k.getCertificate(anchor), null)));
            pp.setRevocationEnabled(false);
            try {
                System.out.println(((PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX").validate(path, pp))
                                .getPublicKey()
                                .getAlgorithm());
            } catch (CertPathValidatorException e) {
                System.out.println(e.getMessage() + " " + e.getReason() + " " + e.getIndex());
            }
        }
        // contexts
        KeyManagerFactory kmf = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        kmf.init(k, PW);
        KeyStore t = KeyStore.getInstance("PKCS12");
        t.load(null, null);
        t.setCertificateEntry("ec", k.getCertificate("ec"));
        t.setCertificateEntry("client", k.getCertificate("rsa"));
        TrustManagerFactory tmf = TrustManagerFactory.getInstance("PKIX");
        tmf.init(t);
        SSLContext ctx = SSLContext.getInstance("TLS");
        ctx.init(kmf.getKeyManagers(), tmf.getTrustManagers(), null);
        System.out.println(Arrays.toString(ctx.getDefaultSSLParameters().getProtocols()) + " "
                + ctx.getSupportedSSLParameters().getCipherSuites().length);
        // plain sockets, mutual authentication, both protocol versions
        for (String proto : new String[] {"TLSv1.2", "TLSv1.3"}) {
            SSLServerSocket ss =
                    (SSLServerSocket) ctx.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            ss.setNeedClientAuth(true);
            ss.setEnabledProtocols(new String[] {proto});
            Thread srv = new Thread(() -> {
                try {
                    for (int i = 0; i < 2; i++) try (SSLSocket s = (SSLSocket) ss.accept()) {
                            BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
                            String l = r.readLine();
                            s.getOutputStream().write(("echo " + l + " " + s.getSession().getProtocol() + " "
                                    + s.getSession().getPeerPrincipal() + "\n")
                                            .getBytes());
                            s.getOutputStream().flush();
                        }
                } catch (IOException e) { e.printStackTrace(System.out); }
            });
            srv.start();
            for (int i = 0; i < 2; i++)
                try (SSLSocket s = (SSLSocket) ctx.getSocketFactory().createSocket("localhost", ss.getLocalPort())) {
                    CompletableFuture<String> hs = new CompletableFuture<>();
                    s.addHandshakeCompletedListener(e -> hs.complete(e.getCipherSuite()));
                    s.startHandshake();
                    s.getOutputStream().write(("line" + i + "x".repeat(20000) + "\n").getBytes());
                    String l = new BufferedReader(new InputStreamReader(s.getInputStream())).readLine();
                    System.out.println(l.length() + " " + l.substring(l.length() - 30) + " " + s.getSession().getPeerPrincipal()
                            + " " + hs.get(60, TimeUnit.SECONDS).startsWith("TLS_") + " " + s.getSession().isValid());
                }
            srv.join();
            ss.close();
        }
        // untrusted
        SSLServerSocket ss = (SSLServerSocket) ctx.getServerSocketFactory().createServerSocket(0);
        String[] seen = new String[1];
        Thread bad = new Thread(() -> {
            try (SSLSocket s = (SSLSocket) ss.accept()) {
                s.startHandshake();
                s.getInputStream().read();
            } catch (IOException e) { seen[0] = "server " + e.getClass().getSimpleName() + " " + e.getMessage(); }
        });
        bad.start();
        try (Socket s = SSLContext.getDefault().getSocketFactory().createSocket("localhost", ss.getLocalPort())) {
            s.getOutputStream().write(1);
        } catch (SSLHandshakeException e) { System.out.println("client " + e.getMessage()); }
        bad.join();
        System.out.println("server failed: " + (seen[0] != null));
        ss.close();
        // engine, by hand
        SSLEngine c = ctx.createSSLEngine("localhost", 1), s = ctx.createSSLEngine();
        c.setUseClientMode(true);
        s.setUseClientMode(false);
        ByteBuffer c2s = ByteBuffer.allocate(40000), s2c = ByteBuffer.allocate(40000), cin = ByteBuffer.allocate(40000),
                   sin = ByteBuffer.allocate(40000);
        ByteBuffer cmsg = ByteBuffer.wrap("from client".getBytes()), smsg = ByteBuffer.wrap("from server".getBytes());
        for (int i = 0; i < 200 && !(cin.position() == 11 && sin.position() == 11); i++) {
            c.wrap(cmsg, c2s);
            c2s.flip();
            s.unwrap(c2s, sin);
            c2s.compact();
            Runnable r;
            while ((r = s.getDelegatedTask()) != null) r.run();
            while ((r = c.getDelegatedTask()) != null) r.run();
            s.wrap(smsg, s2c);
            s2c.flip();
            c.unwrap(s2c, cin);
            s2c.compact();
            while ((r = s.getDelegatedTask()) != null) r.run();
            while ((r = c.getDelegatedTask()) != null) r.run();
        }
        System.out.println(new String(cin.array(), 0, cin.position()) + "|" + new String(sin.array(), 0, sin.position()) + " "
                + c.getSession().getProtocol() + " " + c.getHandshakeStatus());
        // HTTPS server and client, many requests
        HttpsServer hs = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hs.setHttpsConfigurator(new HttpsConfigurator(ctx));
        ExecutorService ex = Executors.newFixedThreadPool(4);
        hs.setExecutor(ex);
        hs.createContext("/", h -> {
            byte[] body = (h.getRequestMethod() + " " + h.getRequestURI() + " " + h.getRequestBody().readAllBytes().length + " "
                    + h.getProtocol())
                                  .getBytes();
            h.getResponseHeaders().add("X-A", "b");
            h.sendResponseHeaders(h.getRequestURI().getPath().length() > 5 ? 404 : 200, body.length);
            h.getResponseBody().write(body);
            h.close();
        });
        hs.start();
        HttpClient cl = HttpClient.newBuilder().sslContext(ctx).connectTimeout(Duration.ofMinutes(5)).build();
        String base = "https://localhost:" + hs.getAddress().getPort();
        List<CompletableFuture<String>> fs =
                IntStream.range(0, 12)
                        .mapToObj(i
                                -> cl.sendAsync(
                                             HttpRequest.newBuilder(URI.create(base + "/p" + (i % 3 == 0 ? "long" + i : "" + i)))
                                                     .POST(HttpRequest.BodyPublishers.ofString("z".repeat(i * 1000)))
                                                     .build(),
                                             HttpResponse.BodyHandlers.ofString())
                                        .thenApply(r
                                                -> r.statusCode() + " " + r.version() + " " + r.body() + " "
                                                        + r.headers().firstValue("x-a") + " "
                                                        + r.sslSession().get().getProtocol()))
                        .toList();
        for (var f : fs) System.out.println(f.get(5, TimeUnit.MINUTES));
        HttpsURLConnection.setDefaultSSLSocketFactory(ctx.getSocketFactory());
        HttpsURLConnection u = (HttpsURLConnection) new URL(base + "/url").openConnection();
        System.out.println(u.getResponseCode() + " " + new String(u.getInputStream().readAllBytes()) + " " + u.getPeerPrincipal()
                + " " + u.getHeaderField("X-A"));
        HttpsURLConnection v = (HttpsURLConnection) new URL(base.replace("localhost", "127.0.0.2") + "/url").openConnection();
        try {
            v.getResponseCode();
        } catch (IOException e) { System.out.println(e.getClass().getName()); }
        hs.stop(0);
        ex.shutdown();
    }
}
