// SPDX-License-Identifier: Apache-2.0
// java.util.logging from a configuration text: handlers, formatters, levels, filters, rotation, memory handlers, resource bundles,
// own handlers, the XML form, reconfiguration with listeners; System.Logger.
import java.io.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.logging.*;
import java.util.logging.Formatter;
import java.util.stream.*;

public class LoggingConfigurations {
    public static class Short extends Formatter {
        @Override public String format(LogRecord r) {
            return r.getLevel() + "|" + r.getLoggerName() + "|" + formatMessage(r) + "|" + (r.getThrown() == null ? "" : r.getThrown()) + "\n";
        }
        @Override public String getHead(Handler h) { return "<head>\n"; }
        @Override public String getTail(Handler h) { return "<tail>\n"; }
    }
    public static class Texts extends ListResourceBundle {
        @Override protected Object[][] getContents() { return new Object[][] {{"hi", "hello {0} and {1}"}, {"plain", "no parameters"}}; }
    }
    public static class Odd extends Level {
        public Odd() { super("ODD", 850); }
    }
    static void configure(String text) throws IOException { LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(text.getBytes())); }
    public static void main(String[] args) throws Exception {
        Path dir = Files.createTempDirectory("logs");
        configure("handlers=java.util.logging.FileHandler\n.level=INFO\na.b.level=FINE\nbad.level=NONSENSE\n"
                + "java.util.logging.FileHandler.pattern=" + dir + "/log%g.txt\njava.util.logging.FileHandler.limit=200\njava.util.logging.FileHandler.count=3\n"
                + "java.util.logging.FileHandler.formatter=LoggingConfigurations$Short\njava.util.logging.FileHandler.level=ALL\n");
        Logger root = Logger.getLogger(""), a = Logger.getLogger("a"), ab = Logger.getLogger("a.b"), abc = Logger.getLogger("a.b.c");
        System.out.println(root.getHandlers().length + " " + a.getLevel() + " " + ab.getLevel() + " " + abc.getParent().getName() + " " + abc.isLoggable(Level.FINE) + " " + abc.isLoggable(Level.FINER));
        for (int i = 0; i < 12; i++) ab.log(Level.FINE, "message {0} of {1}", new Object[] {i, "twelve"});
        a.fine("not seen");
        a.log(Level.WARNING, "with throwable", new IllegalStateException("why"));
        LogManager.getLogManager().reset();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path f : files.sorted().collect(Collectors.toList())) {
                if (!f.toString().endsWith(".lck")) System.out.println(f.getFileName() + " " + Files.size(f) + " " + Files.readAllLines(f));
            }
        }
        System.out.println(root.getLevel() + " " + root.getHandlers().length + " " + ab.getLevel());

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StreamHandler stream = new StreamHandler(bytes, new Short());
        stream.setLevel(Level.ALL);
        MemoryHandler memory = new MemoryHandler(stream, 3, Level.SEVERE);
        Logger m = Logger.getLogger("memory");
        m.setUseParentHandlers(false);
        m.setLevel(Level.ALL);
        m.addHandler(memory);
        for (int i = 0; i < 5; i++) m.finest("kept " + i);
        stream.flush();
        System.out.println("before push " + bytes.size());
        m.severe("push");
        memory.close();
        System.out.print(bytes);
        m.removeHandler(memory);

        bytes.reset();
        StreamHandler simple = new StreamHandler(bytes, new SimpleFormatter());
        Logger localized = Logger.getLogger("localized", Texts.class.getName());
        localized.setUseParentHandlers(false);
        localized.addHandler(simple);
        localized.log(Level.INFO, "hi", new Object[] {"you", 3});
        localized.logp(Level.INFO, "Some", "method", "plain");
        localized.log(Level.INFO, () -> "supplied");
        localized.entering("X", "y");
        simple.flush();
        System.out.println(bytes.toString().lines().filter(l -> !l.contains("LoggingConfigurations") && !l.contains("Some")).collect(Collectors.toList()));
        try { Logger.getLogger("localized", "no.such.Bundle"); } catch (RuntimeException e) { System.out.println(e.getClass().getSimpleName()); }
        try { Logger.getLogger("other", "no.such.Bundle"); } catch (MissingResourceException e) { System.out.println(e.getMessage()); }

        bytes.reset();
        StreamHandler xml = new StreamHandler(bytes, new XMLFormatter());
        xml.setFilter(r -> !r.getMessage().contains("skip"));
        Logger x = Logger.getLogger("xml");
        x.setUseParentHandlers(false);
        x.addHandler(xml);
        LogRecord r = new LogRecord(Level.WARNING, "<&> {0}");
        r.setParameters(new Object[] {"p"});
        r.setInstant(Instant.ofEpochSecond(1_000_000_000, 123456789));
        r.setSequenceNumber(5);
        r.setLongThreadID(9);
        r.setLoggerName("xml");
        r.setSourceClassName("C");
        r.setSourceMethodName("m");
        x.log(r);
        x.warning("skip me");
        xml.close();
        System.out.println(bytes);
        System.out.println(new SimpleFormatter().format(r).replaceAll("^.*\n", ""));
        new Odd();
        System.out.println(Level.parse("850") + " " + Level.parse("CONFIG").intValue() + " " + Level.parse("ODD"));
        try { Level.parse("nope"); } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }

        configure(".level=SEVERE\nq.level=FINEST\n");
        int[] told = {0};
        LogManager.getLogManager().addConfigurationListener(() -> told[0]++);
        Logger q = Logger.getLogger("q");
        System.out.println(q.getLevel());
        LogManager.getLogManager().updateConfiguration(new ByteArrayInputStream("q.level=INFO\n.level=WARNING\n".getBytes()), k -> (o, n) -> n);
        System.out.println(q.getLevel() + " " + root.getLevel() + " " + told[0]);

        List<String> seen = new ArrayList<>();
        Handler own = new Handler() {
            @Override public void publish(LogRecord l) {
                seen.add(l.getLevel() + " " + l.getSourceClassName() + "." + l.getSourceMethodName() + " " + l.getMessage() + " " + (l.getThrown() != null));
            }
            @Override public void flush() { }
            @Override public void close() { }
        };
        Logger s = Logger.getLogger("sys");
        s.setUseParentHandlers(false);
        s.setLevel(Level.ALL);
        s.addHandler(own);
        System.Logger sl = System.getLogger("sys");
        sl.log(System.Logger.Level.DEBUG, "debug {0}", 1);
        sl.log(System.Logger.Level.ERROR, "error", new Exception("e"));
        s.info("direct");
        Runnable lambda = () -> s.info("from a lambda");
        lambda.run();
        System.out.println(sl.isLoggable(System.Logger.Level.TRACE) + " " + sl.getName());
        seen.forEach(System.out::println);
        try (Stream<Path> files = Files.list(dir)) { for (Path f : files.collect(Collectors.toList())) Files.delete(f); }
        Files.delete(dir);
    }
}
