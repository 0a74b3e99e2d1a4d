// Shows what belongs to the process, used by all threads: System.in, setOut, setErr, setIn, locale,
// time zone, properties, loggers.
import java.io.*;
import java.util.*;
import java.util.logging.*;

public class SystemStreams {
    interface Body {
        void run() throws Exception;
    }

    static class R implements Runnable {
        final Body b;

        R(Body b) { this.b = b; }

        public void run() {
            try {
                b.run();
            } catch (Exception e) {
                System.out.println("BAD " + e);
                e.printStackTrace();
            }
        }
    }

    static void go(Body b) throws Exception {
        Thread t = new Thread(new R(b), "worker");
        t.start();
        t.join();
    }

    static BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    static Scanner sc;

    static class Memory extends Handler {
        final List<String> seen = new ArrayList<>();

        public void publish(LogRecord r) {
            if (isLoggable(r))
                seen.add(r.getLevel() + ":" + r.getLoggerName() + ":"
                    + new SimpleFormatter().formatMessage(r) + ":" + r.getSourceMethodName());
        }

        public void flush() {}

        public void close() {}
    }

    static void logSome(Logger l, int k) {
        l.info("info " + k);
        l.log(Level.WARNING, "warn {0}", k);
        l.fine("fine");
        l.log(Level.SEVERE, "sev", new RuntimeException("x"));
        l.fine(() -> "lazy");
    }

    public static void main(String[] a) throws Exception {
        go(() -> System.out.println(in.readLine()));
        System.out.println(in.readLine());
        go(() -> { System.out.println(in.readLine() + in.ready()); });
        sc = new Scanner(in);
        go(() -> System.out.println(sc.nextInt() + sc.nextInt()));
        System.out.println(sc.next());
        go(() -> System.out.println(sc.hasNextInt() + sc.nextLine()));
        go(() -> System.out.println(sc.nextLine() + sc.hasNextLine()));
        PrintStream old = System.out, olde = System.err;
        InputStream oldi = System.in;
        ByteArrayOutputStream cap = new ByteArrayOutputStream(), cape = new ByteArrayOutputStream();
        System.setOut(new PrintStream(cap, true));
        System.setErr(new PrintStream(cape, true));
        System.out.println("captured main");
        go(() -> {
            System.out.println("captured worker");
            System.err.println("captured err");
            new Exception("trace").printStackTrace();
        });
        go(() -> System.setOut(old));
        System.setErr(olde);
        System.out.println(cap.toString().replace("\n", "|")
            + cape.toString().replaceAll("\\(.*\\)", "()").replace("\n", "|"));
        System.setIn(new ByteArrayInputStream("in mem\nline2".getBytes()));
        go(() -> {
            BufferedReader r = new BufferedReader(new InputStreamReader(System.in));
            System.out.println(r.readLine() + r.readLine() + r.readLine());
            System.setIn(oldi);
        });
        System.out.println(System.in == oldi);
        go(() -> {
            ByteArrayOutputStream c2 = new ByteArrayOutputStream();
            PrintStream p = System.out;
            System.setOut(new PrintStream(c2));
            System.out.print("in worker");
            go(() -> System.out.print(" and nested"));
            System.setOut(p);
            System.out.println("[" + c2 + "]");
        });
        Locale.setDefault(Locale.GERMANY);
        go(() -> {
            System.out.println(String.format("%,.2f", 1234567.891) + Locale.getDefault());
            Locale.setDefault(Locale.US);
        });
        System.out.println(String.format("%,.2f", 1234567.891) + Locale.getDefault());
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        go(() -> {
            System.out.println(TimeZone.getDefault().getID()
                + new java.text.SimpleDateFormat("yyyy-MM-dd HH:mm").format(new Date(0)));
        });
        System.setProperty("p.q", "v");
        go(() -> {
            System.out.println(System.getProperty("p.q") + System.setProperty("p.q", "w")
                + System.getProperty("nope", "dflt") + Integer.getInteger("int.p", 5)
                + System.getProperty("given") + Boolean.getBoolean("flag"));
            System.clearProperty("p.q");
        });
        System.out.println(System.getProperty("p.q") + System.lineSeparator().length());
        boolean as = false;
        assert as = true;
        boolean[] was = new boolean[1];
        go(() -> {
            try {
                assert 1 > 2 : "claim " + was.length;
            } catch (AssertionError e) {
                was[0] = true;
                System.out.println(e.getMessage());
            }
        });
        System.out.println(as + " " + was[0]);
        Logger l = Logger.getLogger("app.x");
        l.setUseParentHandlers(false);
        Memory mem = new Memory();
        l.addHandler(mem);
        l.setLevel(Level.ALL);
        mem.setLevel(Level.INFO);
        logSome(l, 1);
        go(() -> logSome(Logger.getLogger("app.x"), 2));
        go(() -> {
            l.setLevel(Level.SEVERE);
            Logger.getLogger("app.x.child").severe("child");
            logSome(l, 3);
            System.out.println(l == Logger.getLogger("app.x"));
        });
        System.out.println(mem.seen);
        StreamHandler sh = new StreamHandler(old, new java.util.logging.Formatter() {
            public String format(LogRecord r) {
                return r.getLevel() + " " + r.getMessage()
                    + (r.getThrown() != null ? r.getThrown().getMessage() : "") + "\n";
            }
        });
        l.addHandler(sh);
        go(() -> {
            logSome(l, 4);
            sh.flush();
        });
        try {
            l.setFilter(r -> r.getMessage().contains("5"));
            logSome(l, 5);
        } finally { sh.flush(); }
        System.out.println(mem.seen.size());
        go(() -> {
            System.out.append('c').append("har").printf(Locale.FRANCE, " %s%n", 5).flush();
            System.out.write("bytes\n".getBytes(), 0, 6);
            System.out.println((Object) null);
            System.out.println(new char[] {'x', 'y'});
            System.out.println(1.0f);
            System.out.println(2L);
            System.out.print(true);
            System.out.println();
            System.out.checkError();
        });
        Console con = System.console();
        go(() -> System.out.println((System.console() == null) + "" + (con == null)));
        System.out.println(Locale.getDefault() + TimeZone.getDefault().getID());
    }
}
