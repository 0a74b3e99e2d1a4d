// SPDX-License-Identifier: Apache-2.0
// TLS over loopback: a key store made by keytool in process, a server with several clients, both protocol versions, client
// authentication, session facts, a client that does not trust, ALPN.
import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.X509Certificate;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;

public class TlsLoopback {
    static final char[] WORD = "changeit".toCharArray();
    static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) { store.load(in, WORD); }
        return store;
    }
    static void keytool(String... words) {
        java.util.spi.ToolProvider.findFirst("keytool").ifPresentOrElse(t -> t.run(System.out, System.err, words), () -> {
            try {
                Class<?> type = Class.forName("sun.security.tools.keytool.Main");
                type.getMethod("main", String[].class).invoke(null, (Object) words);
            } catch (ReflectiveOperationException e) { throw new RuntimeException(e); }
        });
    }
    static SSLContext context(KeyStore keys, KeyStore trust) throws Exception {
        KeyManagerFactory kmf = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        kmf.init(keys, WORD);
        TrustManagerFactory tmf = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        tmf.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : kmf.getKeyManagers(), tmf.getTrustManagers(), null);
        return context;
    }
    static void exchange(String label, SSLContext server, SSLContext client, String[] protocols, boolean needAuth) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 5,
                java.net.InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(needAuth);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    SSLParameters p = socket.getSSLParameters();
                    p.setApplicationProtocols(new String[] {"echo/2", "echo/1"});
                    socket.setSSLParameters(p);
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    int n = in.readInt();
                    byte[] bytes = in.readNBytes(n);
                    Arrays.sort(bytes);
                    out.write(bytes);
                    out.flush();
                    String peer = needAuth ? ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                            .getSubjectX500Principal().getName() : "anonymous";
                    return socket.getSession().getProtocol() + " " + peer + " " + socket.getApplicationProtocol();
                } catch (Exception e) { return "server: " + (e instanceof IOException); }
            });
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(listener.getInetAddress(), listener.getLocalPort())) {
                socket.setEnabledProtocols(protocols);
                SSLParameters p = socket.getSSLParameters();
                p.setApplicationProtocols(new String[] {"echo/1"});
                socket.setSSLParameters(p);
                socket.startHandshake();
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                byte[] bytes = new byte[70000];
                new Random(5).nextBytes(bytes);
                out.writeInt(bytes.length);
                out.write(bytes);
                out.flush();
                byte[] back = socket.getInputStream().readNBytes(bytes.length);
                Arrays.sort(bytes);
                SSLSession s = socket.getSession();
                System.out.println(label + " " + Arrays.equals(bytes, back) + " " + s.getProtocol() + " " + s.getCipherSuite()
                        + " " + s.getPeerPrincipal() + " " + socket.getApplicationProtocol());
            } catch (SSLException e) {
                System.out.println(label + " ! " + e.getClass().getSimpleName() + " " + (e.getCause() != null));
            }
            // Whether the server reads the alert or loses the connection first is a race.
            System.out.println(label + " server saw "
                    + seen.get(20, TimeUnit.SECONDS).replaceAll("javax.net.ssl.SSLHandshakeException|java.net.SocketException", "broken connection"));
        }
    }
    public static void main(String[] args) throws Exception {
        Path dir = Files.createTempDirectory("tls");
        Path ec = dir.resolve("ec.p12"), rsa = dir.resolve("rsa.p12"), other = dir.resolve("other.p12");
        for (Path file : List.of(ec, rsa, other)) {
            keytool("-genkeypair", "-alias", "key", "-keyalg", file == ec ? "EC" : "RSA", "-dname", "CN=" + file.getFileName(),
                    "-ext", "san=ip:127.0.0.1,dns:localhost", "-keystore", file.toString(), "-storepass", "changeit", "-validity", "30");
        }
        KeyStore ecStore = load(ec), rsaStore = load(rsa), otherStore = load(other);
        for (KeyStore s : List.of(ecStore, rsaStore)) {
            X509Certificate c = (X509Certificate) s.getCertificate("key");
            c.verify(c.getPublicKey());
            System.out.println(s.size() + " " + c.getSigAlgName() + " " + c.getVersion() + " " + c.getSubjectAlternativeNames()
                    + " " + c.getSubjectX500Principal().equals(c.getIssuerX500Principal()) + " " + s.isKeyEntry("key"));
            try {
                otherStore.getCertificate("key").verify(c.getPublicKey());
            } catch (GeneralSecurityException e) { System.out.println(e.getClass().getSimpleName()); }
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("ec", ecStore.getCertificate("key"));
        trust.setCertificateEntry("rsa", rsaStore.getCertificate("key"));
        SSLContext ecContext = context(ecStore, trust), rsaContext = context(rsaStore, trust), stranger = context(null, otherStore);
        exchange("ec 1.3", ecContext, rsaContext, new String[] {"TLSv1.3"}, false);
        exchange("ec 1.2", ecContext, rsaContext, new String[] {"TLSv1.2"}, false);
        exchange("rsa 1.3 auth", rsaContext, ecContext, new String[] {"TLSv1.3", "TLSv1.2"}, true);
        exchange("rsa 1.2 auth", rsaContext, ecContext, new String[] {"TLSv1.2"}, true);
        exchange("no trust", ecContext, stranger, new String[] {"TLSv1.2"}, false);
        System.out.println(Arrays.asList(ecContext.getDefaultSSLParameters().getProtocols()));
        for (Path file : List.of(ec, rsa, other, dir)) Files.delete(file);
    }
}
