// SPDX-License-Identifier: Apache-2.0
// java.util.logging: hierarchy, levels, handlers, formatters, filters, file handlers,
// configuration, resource bundles, System.Logger.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.logging.*;

public class LoggingAll {
    static class Keep extends Handler {
        final List<String> all = new ArrayList<>();
        public void publish(LogRecord r) {
            if (isLoggable(r))
                all.add(r.getLoggerName() + ":" + r.getLevel() + ":"
                        + new SimpleFormatter().formatMessage(r)
                        + (r.getThrown() == null ? "" : ":" + r.getThrown()) + ":"
                        + r.getSourceMethodName());
        }
        public void flush() {}
        public void close() {}
    }
    public static void main(String[] args) throws Exception {
        Logger root = Logger.getLogger(""), a = Logger.getLogger("a"), ab = Logger.getLogger("a.b"),
               abc = Logger.getLogger("a.b.c");
        System.out.println(root.getHandlers().length
                + root.getHandlers()[0].getClass().getSimpleName() + root.getLevel() + a.getLevel()
                + ab.getParent().getName() + abc.getParent().getName()
                + a.getParent().getName().isEmpty() + (Logger.getLogger("a.b") == ab));
        for (Handler h : root.getHandlers()) root.removeHandler(h);
        Keep rk = new Keep(), ak = new Keep();
        root.addHandler(rk);
        ab.addHandler(ak);
        ab.setLevel(Level.FINE);
        ak.setLevel(Level.ALL);
        abc.fine("fine");
        abc.finer("finer");
        abc.log(Level.WARNING, "args {0} {1} {0}", new Object[] {1, "x"});
        abc.log(Level.SEVERE, "thrown", new IllegalStateException("t"));
        a.info("on a");
        a.fine("no");
        ab.setUseParentHandlers(false);
        abc.info("only ak");
        ab.setUseParentHandlers(true);
        abc.setFilter(r -> !r.getMessage().contains("secret"));
        abc.info("secret stuff");
        abc.info(() -> "lazy");
        a.finest(() -> { throw new Error("not evaluated"); });
        a.entering("C", "m", new Object[] {5});
        a.logp(Level.INFO, "Cls", "meth", "logp {0}", 9);
        a.throwing("C", "m", new Error());
        a.setLevel(Level.OFF);
        a.severe("off");
        a.setLevel(null);
        a.config("config");
        a.log(Level.parse("850"), "custom");
        System.out.println(rk.all);
        System.out.println(ak.all);
        System.out.println(Level.parse("WARNING").intValue() + Level.parse("800").getName()
                + Level.parse("850"));
        try {
            Level.parse("nope");
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        LogRecord r = new LogRecord(Level.INFO, "msg {0}");
        r.setParameters(new Object[] {"p"});
        r.setInstant(java.time.Instant.ofEpochSecond(1700000000, 5000000));
        r.setLoggerName("ln");
        r.setSourceClassName("Src");
        r.setSourceMethodName("mth");
        r.setThrown(new RuntimeException("boom") {
            {
                setStackTrace(
                        new StackTraceElement[] {new StackTraceElement("X", "y", "X.java", 1)});
            }
            @Override
            public String toString() {
                return "Boom!";
            }
        });
        r.setSequenceNumber(7);
        r.setLongThreadID(3);
        System.out.print(new SimpleFormatter().format(r));
        System.out.print(new XMLFormatter().format(r));
        Path f = Files.createTempFile("log", ".txt");
        FileHandler fh = new FileHandler(f.toString(), true);
        fh.setFormatter(new java.util.logging.Formatter() {
            public String format(LogRecord x) {
                return x.getLevel() + " " + formatMessage(x) + "\n";
            }
            @Override
            public String getHead(Handler h) {
                return "HEAD\n";
            }
            @Override
            public String getTail(Handler h) {
                return "TAIL\n";
            }
        });
        a.addHandler(fh);
        a.warning("to file");
        fh.close();
        a.warning("after close");
        System.out.println(Files.readAllLines(f));
        Files.delete(f);
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        StreamHandler sh = new StreamHandler(bo, new SimpleFormatter() {
            @Override
            public synchronized String format(LogRecord x) {
                return "[" + x.getMessage() + "]";
            }
        });
        MemoryHandler mh = new MemoryHandler(sh, 3, Level.SEVERE);
        Logger m = Logger.getLogger("mem");
        m.setUseParentHandlers(false);
        m.addHandler(mh);
        for (int i = 0; i < 5; i++) m.info("m" + i);
        sh.flush();
        System.out.println("before " + bo);
        m.severe("push");
        sh.flush();
        System.out.println("after " + bo);
        LogManager lm = LogManager.getLogManager();
        lm.readConfiguration(new ByteArrayInputStream(
                ("handlers=java.util.logging.ConsoleHandler\n.level=WARNING\nconf.test.level="
                 + "FINE\njava.util.logging.ConsoleHandler.level=ALL\njava.util.logging."
                 + "SimpleFormatter.format=%4$s|%3$s|%5$s%6$s%n\n").getBytes()));
        Logger ct = Logger.getLogger("conf.test");
        System.out.println(
                ct.getLevel() + " " + root.getLevel() + lm.getProperty("conf.test.level"));
        ct.fine("to console");
        Logger.getLogger("other").info("not shown");
        Logger.getLogger("other").log(Level.WARNING, "with error", new Exception("ex") {
            { setStackTrace(new StackTraceElement[0]); }
            @Override
            public String toString() {
                return "Ex";
            }
        });
        System.Logger sl = System.getLogger("sys.logger");
        System.out.println(sl.getName() + sl.isLoggable(System.Logger.Level.INFO)
                + sl.isLoggable(System.Logger.Level.ERROR));
        sl.log(System.Logger.Level.ERROR, "system {0}", 1);
        sl.log(System.Logger.Level.DEBUG, "hidden");
        Logger an = Logger.getAnonymousLogger();
        an.warning("anonymous");
        Logger.getGlobal().severe("global");
        lm.reset();
        System.out.println(root.getHandlers().length + " " + root.getLevel());
    }
}
