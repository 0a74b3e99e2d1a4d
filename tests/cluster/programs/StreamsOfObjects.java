// SPDX-License-Identifier: Apache-2.0
// Shows piped streams between threads, and objects that are serialized over a socket.
import java.io.*;
import java.net.*;
import java.util.*;

public class StreamsOfObjects {
    static class Msg implements Serializable {
        final String text;
        final int n;
        final List<Integer> list = new ArrayList<>();
        Msg next;

        Msg(String t, int n) {
            text = t;
            this.n = n;
            for (int i = 0; i < n; i++) list.add(i);
        }

        public String toString() {
            return text + n + list + (next == null ? "" : next == this ? "self" : next.toString());
        }
    }

    enum E { A, B }
    record R(int x, String y) implements Serializable {}
    static class W implements Runnable {
        final OutputStream o;

        W(OutputStream o) {
            this.o = o;
        }

        public void run() {
            try (PrintWriter w = new PrintWriter(o)) {
                for (int i = 0; i < 50; i++) w.println("piped line " + i);
            }
        }
    }

    static class Rd implements Runnable {
        final InputStream in;
        int n, h;

        Rd(InputStream in) {
            this.in = in;
        }

        public void run() {
            try (BufferedReader r = new BufferedReader(new InputStreamReader(in))) {
                String s;
                while ((s = r.readLine()) != null) {
                    n++;
                    h = h * 31 + s.hashCode();
                }
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }

    static class Srv implements Runnable {
        final ServerSocket ss;

        Srv(ServerSocket s) {
            ss = s;
        }

        public void run() {
            try (Socket s = ss.accept();
                ObjectOutputStream o = new ObjectOutputStream(s.getOutputStream());
                ObjectInputStream i = new ObjectInputStream(s.getInputStream())) {
                while (true) {
                    Object x = i.readObject();
                    if (x == null)
                        break;
                    o.writeObject("got " + x);
                    o.writeObject(x);
                    o.flush();
                    o.reset();
                }
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    static class Cl implements Runnable {
        final int port;

        Cl(int p) {
            port = p;
        }

        public void run() {
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port);
                ObjectOutputStream o = new ObjectOutputStream(s.getOutputStream());
                ObjectInputStream i = new ObjectInputStream(s.getInputStream())) {
                Msg m = new Msg("self", 3);
                m.next = m;
                Object[] all = {new Msg("a", 2), m, E.B, new R(4, "r"), Map.of("k", 1),
                    new int[] {1, 2}, "text", 5L, new Date(0), Locale.FRANCE, new IOException("x")};
                for (Object x : all) {
                    o.writeObject(x);
                    o.flush();
                    String t = (String) i.readObject();
                    Object y = i.readObject();
                    System.out.println((x instanceof int[] ? "array" : t) + " "
                        + y.getClass().getName() + " " + (y == E.B) + y.equals(x));
                }
                o.writeObject(null);
                o.flush();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    public static void main(String[] a) throws Exception {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Thread w = new Thread(new W(out));
        Rd rd = new Rd(in);
        Thread r = new Thread(rd);
        w.start();
        r.start();
        w.join();
        r.join();
        System.out.println(rd.n + " " + rd.h);
        PipedReader pr = new PipedReader();
        PipedWriter pw = new PipedWriter(pr);
        Thread p1 = new Thread(new Runnable() {
            public void run() {
                try {
                    pw.write("through a piped writer");
                    pw.close();
                } catch (IOException e) {
                    e.printStackTrace();
                }
            }
        });
        Thread p2 = new Thread(new Runnable() {
            public void run() {
                try {
                    StringBuilder b = new StringBuilder();
                    int c;
                    while ((c = pr.read()) >= 0) b.append((char) c);
                    System.out.println(b);
                } catch (IOException e) {
                    e.printStackTrace();
                }
            }
        });
        p1.start();
        p2.start();
        p1.join();
        p2.join();
        PipedInputStream dead = new PipedInputStream();
        PipedOutputStream dout = new PipedOutputStream(dead);
        Thread d = new Thread(new Runnable() {
            public void run() {
                try {
                    dout.write(1);
                } catch (IOException e) {
                }
            }
        });
        d.start();
        d.join();
        Thread d2 = new Thread(new Runnable() {
            public void run() {
                try {
                    System.out.println(dead.read());
                    System.out.println(dead.read());
                } catch (IOException e) {
                    System.out.println(e);
                }
            }
        });
        d2.start();
        d2.join();
        ServerSocket ss = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread s = new Thread(new Srv(ss)), c = new Thread(new Cl(ss.getLocalPort()));
        s.start();
        c.start();
        s.join();
        c.join();
        ss.close();
        SequenceInputStream sq = new SequenceInputStream(
            new ByteArrayInputStream("ab".getBytes()), new ByteArrayInputStream("cd".getBytes()));
        Thread q = new Thread(new Runnable() {
            public void run() {
                try {
                    System.out.println(new String(sq.readAllBytes()));
                    PushbackReader b = new PushbackReader(new StringReader("xyz"));
                    int ch = b.read();
                    b.unread(ch);
                    System.out.println(b.read() == ch);
                    StreamTokenizer st = new StreamTokenizer(new StringReader("a 1 'q'"));
                    while (st.nextToken() != StreamTokenizer.TT_EOF) System.out.print(st + ";");
                    System.out.println();
                } catch (IOException e) {
                    e.printStackTrace();
                }
            }
        });
        q.start();
        q.join();
        System.out.println("done");
    }
}
