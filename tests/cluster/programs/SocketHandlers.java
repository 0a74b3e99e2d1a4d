// SPDX-License-Identifier: Apache-2.0
// Shows a server with one thread per connection: sockets and streams opened by one thread and used
// by handlers elsewhere; time-outs, a refused connection, a server socket closed while accepting.
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

public class SocketHandlers {
    static class Handler implements Runnable {
        final Socket socket;
        final int number;

        Handler(Socket s, int n) {
            socket = s;
            number = n;
        }

        public void run() {
            try (Socket s = socket;
                BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
                PrintWriter out =
                    new PrintWriter(new OutputStreamWriter(s.getOutputStream()), true)) {
                String line;
                int n = 0;
                while ((line = in.readLine()) != null) {
                    if (line.equals("quit")) {
                        out.println("bye after " + n);
                        break;
                    }
                    n++;
                    out.println(new StringBuilder(line).reverse());
                }
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }

    static class Client implements Runnable {
        final int port, number;
        final List<String> got = new ArrayList<>();

        Client(int port, int number) {
            this.port = port;
            this.number = number;
        }

        public void run() {
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
                s.setTcpNoDelay(true);
                s.setSoTimeout(20000);
                BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
                Writer out = new OutputStreamWriter(s.getOutputStream());
                for (int i = 0; i < 10; i++) {
                    out.write("client " + number + " says " + i + "\n");
                    out.flush();
                    got.add(in.readLine());
                }
                out.write("quit\n");
                out.flush();
                got.add(in.readLine());
                got.add("end " + in.readLine());
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }

    public static void main(String[] a) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Client> clients = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Client c = new Client(server.getLocalPort(), i);
                clients.add(c);
                Thread t = new Thread(c);
                threads.add(t);
                t.start();
            }
            for (int i = 0; i < 4; i++) {
                Socket s = server.accept();
                Thread t = new Thread(new Handler(s, i));
                threads.add(t);
                t.start();
            }
            for (Thread t : threads) t.join();
            for (Client c : clients)
                for (String s : c.got) System.out.println(c.number + ": " + s);
        }
        // timeouts, refused connection, close while accept
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            final int port = server.getLocalPort();
            server.setSoTimeout(50);
            Thread t = new Thread(new Runnable() {
                public void run() {
                    try {
                        server.accept();
                    } catch (IOException e) {
                        System.out.println(e);
                    }
                }
            });
            t.start();
            t.join();
            server.setSoTimeout(0);
            Thread u = new Thread(new Runnable() {
                public void run() {
                    try {
                        server.accept();
                    } catch (IOException e) {
                        System.out.println(e);
                    }
                }
            });
            u.start();
            Thread.sleep(200);
            server.close();
            u.join();
            Thread v = new Thread(new Runnable() {
                public void run() {
                    try {
                        new Socket(InetAddress.getLoopbackAddress(), port);
                    } catch (IOException e) {
                        System.out.println(e);
                    }
                }
            });
            v.start();
            v.join();
        }
        System.out.println("done");
    }
}
