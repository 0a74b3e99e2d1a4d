// Shows tasks that are something else, too: exceptions, references, maps, thread locals, streams,
// class loaders, futures, fork-join tasks.
import java.io.*;
import java.lang.ref.*;
import java.util.*;
import java.util.concurrent.*;

public class OddRunnables {
    static class Err extends Exception implements Runnable {
        int n;

        Err(String m, Throwable c) { super(m, c); }

        public void run() {
            n = getStackTrace().length;
            addSuppressed(new RuntimeException("in run"));
        }
    }

    static class Ref extends WeakReference<Object> implements Runnable {
        boolean ok;
        final Object strong;

        Ref(Object o) {
            super(o);
            strong = o;
        }

        public void run() { ok = get() == strong && refersTo(strong); }
    }

    static class MapRun extends HashMap<String, Integer> implements Runnable {
        public void run() {
            for (int i = 0; i < 5; i++) put("k" + i, i);
        }
    }

    static class ListRun extends ArrayList<Object> implements Runnable {
        ListRun(Collection<?> c) { super(c); }

        public void run() { add(this.size()); }

        public synchronized boolean add(Object o) { return super.add("<" + o + ">"); }
    }

    static class Loc extends ThreadLocal<String> implements Runnable {
        String seen;

        protected String initialValue() { return "init of " + Thread.currentThread().getName(); }

        public void run() {
            seen = get();
            set("changed");
            seen += get();
        }
    }

    static class Bytes extends ByteArrayOutputStream implements Runnable {
        public void run() {
            for (int i = 0; i < 5; i++) write('a' + i);
            try {
                write("xyz".getBytes());
            } catch (IOException e) {}
        }
    }

    static class Print extends PrintStream implements Runnable {
        Print(OutputStream o) { super(o, true); }

        public void run() {
            printf("%d-%s%n", 5, "five");
            println(new char[] {'c', 'd'});
        }
    }

    static class In extends InputStream implements Runnable {
        int at;
        StringBuilder b = new StringBuilder();

        public int read() { return at < 5 ? '0' + at++ : -1; }

        public void run() {
            try {
                for (int c; (c = read()) >= 0;) b.append((char) c);
                at = 2;
                b.append(new String(readAllBytes()));
            } catch (IOException e) {}
        }
    }

    static class Load extends ClassLoader implements Runnable {
        Class<?> c;
        String err;

        Load() { super(OddRunnables.class.getClassLoader()); }

        protected Class<?> findClass(String n) throws ClassNotFoundException {
            throw new ClassNotFoundException("mine " + n);
        }

        public void run() {
            try {
                c = loadClass("OddRunnables$MapRun");
                loadClass("Nope");
            } catch (ClassNotFoundException e) { err = e.getMessage(); }
        }
    }

    static class Fut extends FutureTask<String> {
        Fut(int n) { super(() -> "fut" + n); }

        protected void done() {
            synchronized (OddRunnables.class) { dones++; }
        }
    }

    static int dones;

    static class Rnd extends Random implements Runnable {
        int a, b;

        Rnd(long s) { super(s); }

        public void run() {
            a = nextInt(1000);
            b = next(8);
        }
    }

    static class It implements Runnable, Iterator<String>, Comparable<It>, Cloneable, AutoCloseable,
                               CharSequence {
        int at, closed;
        final int k;

        It(int k) { this.k = k; }

        public void run() { at = k; }

        public boolean hasNext() { return at < 5; }

        public String next() { return "n" + at++; }

        public int compareTo(It o) { return Integer.compare(o.k, k); }

        public It clone() throws CloneNotSupportedException { return (It) super.clone(); }

        public void close() { closed++; }

        public int length() { return 3; }

        public char charAt(int i) { return (char) ('x' + i); }

        public CharSequence subSequence(int a, int b) { return "sub" + a + b; }

        public String toString() { return "It" + k + "@" + at; }

        public int hashCode() { return k; }

        public boolean equals(Object o) { return o instanceof It i && i.k == k; }
    }

    static class ThreadRunnable extends Thread implements Callable<String> {
        public String call() { return getName() + isAlive(); }

        public void run() { setName("tr"); }
    }

    static class Task extends TimerTask {
        final CountDownLatch l;

        Task(CountDownLatch l) { this.l = l; }

        int runs;

        public void run() {
            runs++;
            l.countDown();
            if (l.getCount() == 0) cancel();
        }
    }

    static class Coder implements Runnable, Serializable {
        int a = 5;
        transient int t = 6;
        List<String> l = new ArrayList<>(List.of("x"));
        Coder self = this;
        byte[] form;

        public void run() {
            t++;
            l.add("ran");
            try {
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                new ObjectOutputStream(o).writeObject(this);
                form = o.toByteArray();
            } catch (IOException e) { l.add("" + e); }
        }

        private Object readResolve() {
            a *= 10;
            return this;
        }
    }

    static class Recursive extends RecursiveTask<Integer> implements Runnable {
        final int n;

        Recursive(int n) { this.n = n; }

        protected Integer compute() {
            if (n < 2) return n;
            Recursive a = new Recursive(n - 1);
            a.fork();
            return new Recursive(n - 2).compute() + a.join();
        }

        int got;

        public void run() { got = invoke(); }
    }

    static void start(Runnable r) throws Exception {
        Thread t = new Thread(r, "th");
        t.start();
        t.join();
    }

    public static void main(String[] a) throws Exception {
        for (int i = 0; i < 3; i++) {
            Err e = new Err("msg" + i, new IOException("cause"));
            start(e);
            System.out.println(e + " " + e.n + e.getCause() + Arrays.toString(e.getSuppressed()));
            StringWriter sw = new StringWriter();
            e.printStackTrace(new PrintWriter(sw));
            System.out.print(sw);
            try {
                throw e;
            } catch (Err q) { System.out.println(q == e); }
            Object s = new Object();
            Ref r = new Ref(s);
            start(r);
            System.out.println(r.ok + " " + (r.get() == s));
            r.clear();
            System.out.println(r.get());
            MapRun m = new MapRun();
            start(m);
            System.out.println(m + " " + m.get("k3") + m.equals(new HashMap<>(m)) + m.hashCode());
            ListRun l = new ListRun(List.of("a", i));
            start(l);
            l.add("z");
            System.out.println(l + " " + l.size() + l.contains("<2>"));
            Collections.reverse(l);
            System.out.println(l);
            Loc loc = new Loc();
            start(loc);
            System.out.println(loc.seen + "|" + loc.get().startsWith("init of main"));
            Bytes b = new Bytes();
            start(b);
            System.out.println(b + " " + b.size());
            Print p = new Print(b);
            start(p);
            p.print(i);
            System.out.println(b);
            In in = new In();
            start(in);
            System.out.println(in.b + " " + in.read());
            in.at = 1;
            System.out.println(new BufferedReader(new InputStreamReader(in)).readLine());
            Load ld = new Load();
            start(ld);
            System.out.println((ld.c == MapRun.class) + ld.err);
            try {
                Class.forName("Nix", true, ld);
            } catch (ClassNotFoundException x) { System.out.println(x.getMessage()); }
            Fut f = new Fut(i);
            start(f);
            System.out.println(f.get() + f.isDone() + dones);
            Rnd rnd = new Rnd(42 + i);
            start(rnd);
            System.out.println(
                rnd.a + " " + rnd.b + " " + rnd.nextInt(50) + " " + rnd.nextGaussian());
            It it = new It(i);
            start(it);
            System.out.println(it + it.next());
            for (; it.hasNext();) System.out.print(it.next());
            It c = it.clone();
            try (It z = it) {
                System.out.println(c.equals(z) + "" + (c == z) + c);
            }
            System.out.println(it.closed + " " + new StringBuilder().append((CharSequence) it)
                + it.compareTo(new It(9)) + String.join("+", it, "q") + it.chars().sum()
                + it.isEmpty());
            TreeSet<It> ts = new TreeSet<>(List.of(it, new It(7), new It(3)));
            System.out.println(ts + " " + new HashSet<>(List.of(it)).contains(new It(i)));
            ThreadRunnable tr = new ThreadRunnable();
            System.out.println(tr.call().endsWith("false"));
            tr.start();
            tr.join();
            System.out.println(tr.call());
            Timer t = new Timer(true);
            Task tk = new Task(new CountDownLatch(2));
            t.schedule(tk, 0, 1);
            tk.l.await();
            t.cancel();
            System.out.println(tk.runs >= 2);
            Coder co = new Coder();
            start(co);
            Coder back =
                (Coder) new ObjectInputStream(new ByteArrayInputStream(co.form)).readObject();
            System.out.println(back.a + " " + back.t + back.l + (back.self == back) + co.t + co.l);
            start(back);
            System.out.println(back.t + " " + back.l);
            Recursive rec = new Recursive(7);
            start(rec);
            System.out.println(rec.got + " " + rec.isCompletedNormally());
        }
    }
}
