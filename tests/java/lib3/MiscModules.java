// SPDX-License-Identifier: Apache-2.0
// SQL, row sets, preferences, naming, SASL, XML signatures, zip file systems, URLs, processes.
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.*;
import java.sql.Statement;
import java.util.*;
import java.util.concurrent.*;
import java.util.prefs.*;
import java.util.stream.*;
import javax.naming.*;
import javax.naming.Reference;
import javax.naming.directory.*;
import javax.naming.event.*;
import javax.naming.spi.*;
import javax.security.auth.callback.*;
import javax.security.sasl.*;
import javax.sql.rowset.*;
import javax.sql.rowset.serial.*;
import javax.xml.crypto.dsig.*;
import javax.xml.crypto.dsig.dom.*;
import javax.xml.crypto.dsig.keyinfo.*;
import javax.xml.crypto.dsig.spec.*;

public class MiscModules {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    public static class Drv implements java.sql.Driver {
        static {
            try {
                DriverManager.registerDriver(new Drv(), () -> p("deregistered"));
            } catch (SQLException e) { throw new Error(e); }
        }
        public Connection connect(String u, Properties q) throws SQLException {
            if (!acceptsURL(u)) return null;
            if (u.endsWith("bad")) throw new SQLTimeoutException("slow", "S1000", 42, new IOException("io"));
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    Drv.class.getClassLoader(), new Class<?>[] {Connection.class}, (x, m, a) -> {
                        if (m.getName().equals("close")) {
                            p("closed " + q);
                            return null;
                        }
                        if (m.isDefault()) return java.lang.reflect.InvocationHandler.invokeDefault(x, m, a);
                        return m.getName().equals("toString")        ? "conn"
                                : m.getReturnType() == boolean.class ? (Object) false
                                                                     : null;
                    });
        }
        public boolean acceptsURL(String u) { return u.startsWith("jdbc:my:"); }
        public DriverPropertyInfo[] getPropertyInfo(String u, Properties q) { return new DriverPropertyInfo[0]; }
        public int getMajorVersion() { return 1; }
        public int getMinorVersion() { return 0; }
        public boolean jdbcCompliant() { return false; }
        public java.util.logging.Logger getParentLogger() { return null; }
    }
    public static class CtxFactory implements InitialContextFactory, ObjectFactory {
        static final Map<String, Object> M = new ConcurrentHashMap<>();
        public Context getInitialContext(Hashtable<?, ?> env) throws NamingException {
            return (Context) java.lang.reflect.Proxy.newProxyInstance(
                    CtxFactory.class.getClassLoader(), new Class<?>[] {DirContext.class}, (x, m, a) -> switch (m.getName()) {
                        case "bind", "rebind" ->
                            M.put(a[0].toString(), a[1] instanceof Referenceable r ? r.getReference() : a[1]);
                        case "lookup" -> {
                            Object o = M.get(a[0].toString());
                            if (o == null) {
                                NameNotFoundException e = new NameNotFoundException("none: " + a[0]);
                                e.setRemainingName(new CompositeName(a[0].toString()));
                                throw e;
                            }
                            yield NamingManager.getObjectInstance(o, new CompositeName("x/y"), null, env);
                        }
                        case "getEnvironment" -> env;
                        case "close" -> null;
                        default -> throw new OperationNotSupportedException(m.getName());
                    });
        }
        public Object getObjectInstance(Object o, Name n, Context c, Hashtable<?, ?> e) {
            return "made from " + ((Reference) o).get("k").getContent() + " " + n;
        }
    }
    public static void main(String[] args) throws Throwable {
        // sql
        t("no driver", () -> DriverManager.getConnection("jdbc:nope:x"));
        Class.forName("MiscModules$Drv");
        t("conn", () -> {
            try (Connection c = DriverManager.getConnection("jdbc:my:x", "u", "p")) {
                return c + " " + c.isClosed();
            }
        });
        t("bad", () -> DriverManager.getConnection("jdbc:my:bad"));
        t("drivers", () -> DriverManager.drivers().map(d -> d.getClass().getName()).toList());
        t("dereg", () -> {
            DriverManager.deregisterDriver(DriverManager.getDriver("jdbc:my:q"));
            return DriverManager.drivers().count();
        });
        p(Timestamp.valueOf("2020-02-30 1:2:3.000000004") + " " + java.sql.Date.valueOf("2020-1-5").toLocalDate() + " "
                + Time.valueOf("25:61:00") + " " + new Timestamp(5).compareTo(new java.util.Date(5)) + " "
                + Timestamp.from(java.time.Instant.EPOCH).getNanos() + " " + JDBCType.valueOf(Types.BLOB));
        t("ts", () -> Timestamp.valueOf("nope"));
        SQLException s1 = new BatchUpdateException("b", new int[] {1, Statement.EXECUTE_FAILED});
        s1.setNextException(new SQLIntegrityConstraintViolationException("i", "23000", 9));
        for (Throwable x : s1) p(x + " " + ((SQLException) x).getErrorCode());
        t("shard", () -> new DataTruncation(1, true, false, 10, 5).getMessage());
        t("rowset", () -> {
            CachedRowSet c = RowSetProvider.newFactory().createCachedRowSet();
            RowSetMetaDataImpl md = new RowSetMetaDataImpl();
            md.setColumnCount(2);
            md.setColumnName(1, "ID");
            md.setColumnType(1, Types.INTEGER);
            md.setColumnName(2, "NAME");
            md.setColumnType(2, Types.VARCHAR);
            c.setMetaData(md);
            for (int i = 0; i < 4; i++) {
                c.moveToInsertRow();
                c.updateInt(1, i);
                c.updateString(2, "row" + i);
                c.insertRow();
                c.moveToCurrentRow();
            }
            c.beforeFirst();
            StringBuilder sb = new StringBuilder();
            while (c.next()) {
                if (c.getInt(1) == 2) c.updateString("NAME", "changed");
                sb.append(c.getObject("ID")).append('=').append(c.getString(2)).append(' ');
            }
            c.absolute(2);
            c.deleteRow();
            sb.append(c.size());
            ByteArrayOutputStream bo = new ByteArrayOutputStream();
            new ObjectOutputStream(bo).writeObject(c);
            CachedRowSet d = (CachedRowSet) new ObjectInputStream(new ByteArrayInputStream(bo.toByteArray())).readObject();
            d.last();
            return sb + " " + d.getString(2) + " " + d.getRow();
        });
        t("filtered", () -> {
            FilteredRowSet f = RowSetProvider.newFactory().createFilteredRowSet();
            f.setFilter(new javax.sql.rowset.Predicate() {
                public boolean evaluate(javax.sql.RowSet r) { return true; }
                public boolean evaluate(Object v, int c) { return true; }
                public boolean evaluate(Object v, String c) { return true; }
            });
            return f.size();
        });
        t("webrowset", () -> {
            WebRowSet w = RowSetProvider.newFactory().createWebRowSet();
            StringWriter o = new StringWriter();
            w.writeXml(o);
            return o.toString().length() > 500;
        });
        t("clob",
                ()
                        -> new SerialClob("hello clob".toCharArray()).position("clob", 1)
                        + new SerialBlob(new byte[] {1, 2, 3}).getBytes(2, 2).length);
        java.util.logging.Logger.getLogger("java.util.prefs").setLevel(java.util.logging.Level.OFF);
        Preferences u = Preferences.userRoot().node("t/est");
        BlockingQueue<String> pq = new LinkedBlockingQueue<>();
        u.addPreferenceChangeListener(e -> pq.add(e.getKey() + "=" + e.getNewValue()));
        u.addNodeChangeListener(new NodeChangeListener() {
            public void childAdded(NodeChangeEvent e) { pq.add("added " + e.getChild()); }
            public void childRemoved(NodeChangeEvent e) { pq.add("removed"); }
        });
        u.put("k ü", "v<&>");
        u.putInt("i", 5);
        u.putByteArray("b", new byte[] {1, 2});
        u.node("kid").putDouble("d", 2.5);
        for (int i = 0; i < 4; i++) p(pq.poll(60, TimeUnit.SECONDS));
        p(u + " " + Arrays.toString(u.keys()) + u.getInt("i", 0) + u.getInt("k ü", -1) + u.get("zz", "def")
                + Arrays.toString(u.childrenNames()) + u.node("kid").absolutePath() + Preferences.userRoot().nodeExists("t/nope")
                + Arrays.toString(u.getByteArray("b", null)));
        ByteArrayOutputStream xo = new ByteArrayOutputStream();
        u.exportSubtree(xo);
        p(xo.toString("UTF-8"));
        u.removeNode();
        t("removed", () -> u.get("a", "b"));
        Preferences.importPreferences(new ByteArrayInputStream(xo.toByteArray()));
        p(Preferences.userRoot().node("t/est/kid").getDouble("d", 0));
        t("toolong", () -> {
            Preferences.userRoot().put("x".repeat(81), "");
            return 0;
        });
        t("slash", () -> Preferences.userRoot().node("a//b"));
        Preferences.userRoot().node("t").removeNode();
        // naming
        t("noinit", () -> new InitialContext().lookup("java:comp/env"));
        Hashtable<String, Object> env = new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, "MiscModules$CtxFactory"));
        InitialDirContext ic = new InitialDirContext(env);
        ic.bind("a/b", "val");
        ic.bind("ref", (Referenceable) () -> new Reference("X", new StringRefAddr("k", "addr"), "MiscModules$CtxFactory", null));
        p(ic.lookup("a/b") + " " + ic.lookup("ref"));
        t("nf", () -> ic.lookup("zz"));
        t("ops", () -> ic.getAttributes("a"));
        t("cls", () -> new InitialContext(new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, "no.Such"))));
        t("url", () -> new InitialContext().lookup("ldap://127.0.0.1:1/x"));
        t("rmi", () -> new InitialContext().lookup("rmi://127.0.0.1:1/x"));
        t("dns",
                ()
                        -> new InitialDirContext(
                                new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory",
                                        Context.PROVIDER_URL, "dns://127.0.0.1:1", "com.sun.jndi.dns.timeout.initial", "50",
                                        "com.sun.jndi.dns.timeout.retries", "1")))
                                .getAttributes("example.org", new String[] {"MX"}));
        p(new javax.naming.ldap.LdapName("CN=Steve\\, K,OU=a+L=b,O=\"x=y\"").getRdns() + " "
                + new CompositeName("a/'b/c'/d").size() + " "
                + new CompoundName("x.y.z", propsOf("jndi.syntax.direction=right_to_left\njndi.syntax.separator=.\n")).get(0)
                + " " + new BasicAttributes("Cn", "v", true).get("cN"));
        t("badname", () -> new javax.naming.ldap.LdapName("nope"));
        // sasl
        for (String mech : new String[] {"DIGEST-MD5", "CRAM-MD5", "PLAIN"})
            t(mech, () -> {
                CallbackHandler h = cbs -> {
                    for (Callback c : cbs)
                        if (c instanceof NameCallback n) n.setName("usr");
                        else if (c instanceof PasswordCallback q) q.setPassword("pw".toCharArray());
                        else if (c instanceof RealmCallback r) r.setText(r.getDefaultText());
                        else if (c instanceof AuthorizeCallback a) a.setAuthorized(true);
                };
                SaslClient c = Sasl.createSaslClient(new String[] {mech}, "auth", "ldap", "host", Map.of(), h);
                SaslServer s = Sasl.createSaslServer(mech, "ldap", "host", Map.of(), h);
                if (s == null) return "no server " + new String(c.evaluateChallenge(new byte[0])).replace('\0', '.');
                byte[] r = c.hasInitialResponse() ? c.evaluateChallenge(new byte[0]) : new byte[0];
                for (int i = 0; i < 5 && !(s.isComplete() && c.isComplete()); i++) {
                    byte[] ch = s.evaluateResponse(r);
                    if (ch != null && !c.isComplete()) r = c.evaluateChallenge(ch);
                }
                return s.isComplete() + s.getAuthorizationID();
            });
        t("gss",
                ()
                        -> org.ietf.jgss.GSSManager.getInstance()
                                .createContext(org.ietf.jgss.GSSManager.getInstance().createName(
                                                       "host@x", org.ietf.jgss.GSSName.NT_HOSTBASED_SERVICE),
                                        null, null, 0)
                                .initSecContext(new byte[0], 0, 0));
        t("login", () -> {
            new javax.security.auth.login.LoginContext("none");
            return 0;
        });
        // xml signatures
        KeyPairGenerator kg = KeyPairGenerator.getInstance("RSA");
        kg.initialize(1024);
        KeyPair kp = kg.generateKeyPair();
        XMLSignatureFactory xf = XMLSignatureFactory.getInstance("DOM");
        org.w3c.dom.Document doc = nsdoc("<r xmlns='urn:a'><b Id='x'> text </b></r>");
        t("sign", () -> {
            SignedInfo si = xf.newSignedInfo(
                    xf.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    xf.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                    List.of(xf.newReference("", xf.newDigestMethod(DigestMethod.SHA256, null),
                            List.of(xf.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)), null, null)));
            KeyInfoFactory kif = xf.getKeyInfoFactory();
            xf.newXMLSignature(si, kif.newKeyInfo(List.of(kif.newKeyValue(kp.getPublic()))))
                    .sign(new DOMSignContext(kp.getPrivate(), doc.getDocumentElement()));
            DOMValidateContext vc =
                    new DOMValidateContext(kp.getPublic(), doc.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0));
            vc.setProperty("org.jcp.xml.dsig.secureValidation", false);
            XMLSignature sig = xf.unmarshalXMLSignature(vc);
            boolean ok = sig.validate(vc);
            doc.getDocumentElement().getFirstChild().setTextContent("changed");
            vc = new DOMValidateContext(kp.getPublic(), doc.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0));
            vc.setProperty("org.jcp.xml.dsig.secureValidation", false);
            return ok + " " + xf.unmarshalXMLSignature(vc).validate(vc);
        });
        // zipfs, jar urls, multi-release, gzip members
        Path zip = Path.of("a.zip");
        try (FileSystem z = FileSystems.newFileSystem(zip, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Files.createDirectories(z.getPath("/d/e"));
            Files.writeString(z.getPath("/d/e/ü.txt"), "content".repeat(1000));
            Files.copy(z.getPath("/d/e/ü.txt"), z.getPath("/copy"));
            Files.move(z.getPath("/copy"), z.getPath("/moved"));
            Files.setPosixFilePermissions(
                    z.getPath("/moved"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-x---"));
            try (OutputStream o = Files.newOutputStream(z.getPath("/stored"), StandardOpenOption.CREATE)) {
                o.write(new byte[100_000]);
            }
            t("zipdel", () -> {
                Files.delete(z.getPath("/d"));
                return 0;
            });
        }
        try (FileSystem z = FileSystems.newFileSystem(zip)) {
            try (Stream<Path> s = Files.walk(z.getPath("/"))) {
                p(s.map(x -> x + " " + (Files.isDirectory(x) ? "D" : "" + size(x))).sorted().toList());
            }
            p(Files.readAttributes(z.getPath("/moved"), "zip:size,method,crc,compressedSize")
                            .entrySet()
                            .stream()
                            .map(Object::toString)
                            .sorted()
                            .toList()
                    + " " + z.getPath("/d/../moved").normalize()
                    + z.getPath("a").toAbsolutePath().toUri().toString().replaceAll("file:.*/", "file:"));
            try (var ch = Files.newByteChannel(z.getPath("/moved"))) {
                ch.position(5000);
                java.nio.ByteBuffer b = java.nio.ByteBuffer.allocate(5);
                ch.read(b);
                p(new String(b.array()));
            }
        }
        t("zipclosed", () -> {
            FileSystem z = FileSystems.newFileSystem(zip);
            Path q = z.getPath("/moved");
            z.close();
            return Files.size(q);
        });
        URL ju = new URL("jar:" + zip.toUri() + "!/d/e/%C3%BC.txt");
        JarURLConnection jc = (JarURLConnection) ju.openConnection();
        jc.setUseCaches(false);
        p(jc.getEntryName() + " " + jc.getInputStream().readAllBytes().length + " " + jc.getContentLength());
        t("jarnf", () -> {
            try {
                return new URL("jar:" + zip.toUri() + "!/none").openStream();
            } catch (FileNotFoundException e) { return e.getMessage().replaceAll("/.*/", ""); }
        });
        t("badurl", () -> new URL("zz:q"));
        URLStreamHandler hd = new URLStreamHandler() {
            protected URLConnection openConnection(URL q) {
                return new URLConnection(q) {
                    public void connect() {}
                    public InputStream getInputStream() { return new ByteArrayInputStream(url.toString().getBytes()); }
                };
            }
        };
        p(new String(new URL(null, "mem:some/thing?q#f", hd).openStream().readAllBytes()) + " "
                + new URL("http://u:p@h:8/a/b/../c?x=1#r").getAuthority() + " " + URI.create("a/b").resolve("../../c") + " "
                + URLDecoder.decode("a%20b+c%E2%82%AC", "UTF-8") + URLEncoder.encode("ä &=", "UTF-8") + " "
                + new URI("http", "h", "/p q", "f%").toASCIIString() + IDN.toASCII("bücher.example"));
        // processes
        ProcessHandle me = ProcessHandle.current();
        p(me.isAlive() + " " + me.info().command().isPresent() + " " + me.supportsNormalTermination() + " "
                + me.children().count() + " " + me.compareTo(me));
        t("self", () -> me.destroy());
        Process sl = new ProcessBuilder("sleep", "30").start();
        CompletableFuture<String> ex = sl.onExit().thenApply(q -> "exit " + q.exitValue());
        p(sl.isAlive() + " " + me.children().anyMatch(c -> c.pid() == sl.pid()) + " " + sl.toHandle().parent().get().equals(me)
                + sl.info().arguments().map(Arrays::toString));
        t("nofin", sl::exitValue);
        sl.destroy();
        p(ex.get() + " " + sl.waitFor(1, TimeUnit.SECONDS));
        List<Process> pl = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder("printf", "b\\na\\nb\\n"), new ProcessBuilder("sort"), new ProcessBuilder("uniq", "-c")));
        p(new String(pl.get(2).getInputStream().readAllBytes()));
        ProcessBuilder pb = new ProcessBuilder("sh", "-c", "echo $V; echo err >&2; cat; exit 7");
        pb.environment().put("V", "ü");
        pb.redirectErrorStream(true).redirectOutput(Path.of("out.txt").toFile()).directory(Path.of("/tmp").toFile());
        Process q = pb.start();
        try (Writer w = q.outputWriter()) {
            w.write("stdin");
        }
        p(q.waitFor() + Files.readString(Path.of("out.txt")));
        t("baddir", () -> new ProcessBuilder("ls").directory(new File("/nope")).start());
        t("nulcmd", () -> new ProcessBuilder("a\0b").start());
        t("empty", () -> new ProcessBuilder().start());
        p(ModuleLayer.boot().modules().size() + " " + new ServiceLoaderTest().go());
        System.exit(0);
    }
    interface Reference0 {
        int z();
    }
    static class ServiceLoaderTest {
        Object go() {
            return ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class)
                    .stream()
                    .map(x -> x.type().getSimpleName())
                    .sorted()
                    .toList();
        }
    }
    static long size(Path x) {
        try {
            return Files.size(x);
        } catch (IOException e) { return -1; }
    }
    static Properties propsOf(String s) throws IOException {
        Properties q = new Properties();
        q.load(new StringReader(s));
        return q;
    }
    static org.w3c.dom.Document nsdoc(String s) throws Exception {
        var f = javax.xml.parsers.DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(true);
        return f.newDocumentBuilder().parse(new ByteArrayInputStream(s.getBytes()));
    }
}
