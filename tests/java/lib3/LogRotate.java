// SPDX-License-Identifier: Apache-2.0
// File handlers with rotation and patterns, configuration by file, class and update, memory handlers.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.function.Supplier;
import java.util.logging.*;
import java.util.logging.Formatter;
import java.util.stream.*;

public class LogRotate {
    public static class MyHandler extends Handler {
        static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());
        String prop = LogManager.getLogManager().getProperty(MyHandler.class.getName() + ".prefix");
        public void publish(LogRecord r) {
            if (isLoggable(r))
                SEEN.add(prop + r.getLevel() + ":" + r.getLoggerName() + ":" + r.getSourceClassName() + "."
                        + r.getSourceMethodName() + ":" + new SimpleFormatter().formatMessage(r));
        }
        public void flush() { SEEN.add("flush"); }
        public void close() { System.out.println("close " + prop); }
    }
    public static class OddFilter implements Filter {
        public boolean isLoggable(LogRecord r) { return !r.getMessage().contains("secret"); }
    }
    public static class Config {
        public Config() throws IOException {
            System.out.println("config class runs");
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream("handlers=\n.level=FINEST\n".getBytes()));
        }
    }
    public static class MyLevel extends Level {
        static final Level NOTICE = new MyLevel("NOTICE", 850);
        MyLevel(String n, int v) { super(n, v, "LogRotate$Bundle"); }
    }
    public static class Bundle extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][] {{"NOTICE", "Bemerkung"}, {"greet", "Hallo {0}, {1,number,integer}"}};
        }
    }
    static void show(String glob) throws IOException {
        try (Stream<Path> s = Files.list(Path.of("."))) {
            for (Path p : s.filter(x -> x.getFileName().toString().matches(glob)).sorted().toList()) {
                System.out.println("== " + p.getFileName() + " " + Files.size(p));
                for (String l : Files.readAllLines(p))
                    System.out.println("   " + l.replaceAll("<(millis|nanos|date|thread)>[^<]*", "<$1>*"));
            }
        }
    }
    public static void main(String[] args) throws Exception {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s [%3$s] %2$s - %5$s%6$s%n");
        Logger root = Logger.getLogger("");
        System.out.println(
                Arrays.stream(root.getHandlers())
                        .map(h -> h.getClass().getName() + " " + h.getLevel() + " " + h.getFormatter().getClass().getSimpleName())
                        .toList()
                + " " + root.getLevel());
        // rotation by size
        FileHandler fh = new FileHandler("rot.%g.log", 200, 3, false);
        fh.setFormatter(new SimpleFormatter());
        fh.setLevel(Level.ALL);
        Logger lg = Logger.getLogger("a.b.c");
        lg.setUseParentHandlers(false);
        lg.addHandler(fh);
        lg.setLevel(Level.ALL);
        for (int i = 0; i < 25; i++) lg.log(Level.INFO, "message number {0} of {1}", new Object[] {i, "many"});
        lg.log(Level.FINE, "thrown", new IllegalStateException("boom", null) {
            public StackTraceElement[] getStackTrace() { return new StackTraceElement[0]; }
            public void printStackTrace(PrintWriter w) { w.println("TRACE"); }
        });
        fh.close();
        lg.removeHandler(fh);
        show("rot.*");
        // two handlers on the same pattern
        FileHandler f1 = new FileHandler("un%u.%%.log"), f2 = new FileHandler("un%u.%%.log");
        for (FileHandler f : List.of(f1, f2)) { f.setFormatter(new XMLFormatter()); }
        f1.publish(record(Level.SEVERE, "to <one> & \"two\""));
        f2.publish(record(MyLevel.NOTICE, "to two \u00e4\u4e2d"));
        try (Stream<Path> s = Files.list(Path.of("."))) {
            System.out.println(s.map(x -> x.getFileName().toString()).filter(x -> x.startsWith("un")).sorted().toList());
        }
        f1.close();
        f2.close();
        show("un.*");
        FileHandler ap = new FileHandler("ap.log", true);
        ap.setFormatter(new SimpleFormatter());
        ap.publish(record(Level.INFO, "first"));
        ap.close();
        ap = new FileHandler("ap.log", true);
        ap.setFormatter(new SimpleFormatter());
        ap.publish(record(Level.INFO, "second"));
        ap.close();
        show("ap.*");
        try {
            new FileHandler("no/such/dir/x.log");
        } catch (IOException e) { System.out.println(e); }
        try {
            new FileHandler("x", -1, 1);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        // configuration
        Files.writeString(Path.of("log.properties"), """
            handlers = LogRotate$MyHandler, java.util.logging.ConsoleHandler
            .level = WARNING
            LogRotate$MyHandler.prefix = >>
            java.util.logging.ConsoleHandler.level = SEVERE
            java.util.logging.ConsoleHandler.filter = LogRotate$OddFilter
            java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
            net.x.level = FINE
            net.x.y.handlers = LogRotate$MyHandler
            net.x.y.useParentHandlers = false
            bad.level = NONSENSE
            """);
        System.setProperty("java.util.logging.config.file", "log.properties");
        LogManager lm = LogManager.getLogManager();
        lm.addConfigurationListener(() -> System.out.println("reconfigured"));
        lm.readConfiguration();
        for (String n : new String[] {"", "net", "net.x", "net.x.y", "net.x.y.z", "bad", "other"}) {
            Logger l = Logger.getLogger(n);
            System.out.println(n + " " + l.getLevel() + " parent="
                    + (l.getParent() == null ? null : "'" + l.getParent().getName() + "'") + " " + l.getUseParentHandlers() + " "
                    + l.getHandlers().length + " " + l.isLoggable(Level.FINE) + " " + l.isLoggable(Level.WARNING));
            l.log(Level.SEVERE, "public at {0}", n);
            l.severe("secret");
            l.fine(() -> "lazily " + n);
            l.log(Level.WARNING, "x", new Error("e"));
            l.entering("C", "m", new Object[] {1});
            l.exiting("C", "m", "r");
            l.throwing("C", "m", new Error());
            l.logrb(Level.SEVERE, "Cls", "mth", ResourceBundle.getBundle("LogRotate$Bundle"), "greet", "W", 12345.6);
        }
        MyHandler.SEEN.forEach(System.out::println);
        MyHandler.SEEN.clear();
        lm.updateConfiguration(new ByteArrayInputStream("net.x.level=SEVERE\nnet.x.y.level=ALL\n.level=OFF".getBytes()),
                k -> k.endsWith(".level") ? (o, n) -> { return n == null ? o : n; } : (o, n) -> o);
        System.out.println(Logger.getLogger("net.x").getLevel() + " " + Logger.getLogger("net.x.y").getLevel() + " "
                + Logger.getLogger("").getLevel());
        System.setProperty("java.util.logging.config.class", "LogRotate$Config");
        lm.readConfiguration();
        System.out.println(Logger.getLogger("").getLevel() + " " + Logger.getLogger("").getHandlers().length);
        // memory handler, stream handler, levels, resource bundles, threads
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        StreamHandler sh = new StreamHandler(bo, new SimpleFormatter());
        sh.setEncoding("UTF-16BE");
        sh.setLevel(Level.ALL);
        sh.setErrorManager(new ErrorManager() {
            public void error(String m, Exception e, int c) { System.out.println("error manager " + m + " " + e + " " + c); }
        });
        MemoryHandler mh = new MemoryHandler(sh, 3, Level.SEVERE);
        Logger ml = Logger.getLogger("mem", "LogRotate$Bundle");
        ml.setUseParentHandlers(false);
        ml.addHandler(mh);
        for (int i = 0; i < 6; i++) ml.log(MyLevel.NOTICE, "greet", new Object[] {"n" + i, i * 1000});
        sh.flush();
        System.out.println(bo.size());
        ml.severe("push");
        sh.flush();
        System.out.print(bo.toString("UTF-16BE"));
        sh.setFormatter(new Formatter() {
            public String format(LogRecord r) { throw new IllegalArgumentException("in formatter"); }
        });
        ml.severe("bad");
        mh.close();
        System.out.println(Level.parse("850") + " " + MyLevel.NOTICE.getLocalizedName() + " " + Level.parse("FINE").intValue());
    }
    static LogRecord record(Level l, String m) {
        LogRecord r = new LogRecord(l, m);
        r.setLoggerName("lg");
        r.setInstant(java.time.Instant.EPOCH);
        r.setSequenceNumber(7);
        r.setSourceClassName("S");
        r.setSourceMethodName("m");
        r.setLongThreadID(3);
        return r;
    }
}
