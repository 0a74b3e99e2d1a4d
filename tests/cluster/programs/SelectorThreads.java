// SPDX-License-Identifier: Apache-2.0
// Shows a server of selector threads: channels registered with selectors that threads elsewhere
// have opened, accepted connections handed from one to the other.
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class SelectorThreads {
    static class Acceptor implements Runnable {
        final ServerSocketChannel server;
        final Selector selector;
        final Worker[] workers;
        int accepted;
        volatile boolean ends;

        Acceptor(ServerSocketChannel server, Worker[] workers) throws Exception {
            this.server = server;
            this.workers = workers;
            selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
        }

        public void run() {
            try {
                while (!ends) {
                    selector.select();
                    for (Iterator<SelectionKey> i = selector.selectedKeys().iterator();
                        i.hasNext();) {
                        SelectionKey k = i.next();
                        i.remove();
                        if (k.isAcceptable()) {
                            SocketChannel c = server.accept();
                            c.configureBlocking(false);
                            workers[accepted++ % workers.length].take(c);
                        }
                    }
                }
                selector.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }

        void end() {
            ends = true;
            selector.wakeup();
        }
    }

    static class Worker implements Runnable {
        final Selector selector;
        final Queue<SocketChannel> fresh = new ArrayDeque<>();
        int bytes;
        volatile boolean ends;

        Worker() throws Exception {
            selector = Selector.open();
        }

        void take(SocketChannel c) {
            synchronized (fresh) {
                fresh.add(c);
            }
            selector.wakeup();
        }

        void end() {
            ends = true;
            selector.wakeup();
        }

        public void run() {
            ByteBuffer b = ByteBuffer.allocateDirect(200);
            try {
                while (!ends) {
                    selector.select();
                    synchronized (fresh) {
                        for (SocketChannel c; (c = fresh.poll()) != null;)
                            c.register(selector, SelectionKey.OP_READ, "c" + bytes);
                    }
                    for (Iterator<SelectionKey> i = selector.selectedKeys().iterator();
                        i.hasNext();) {
                        SelectionKey k = i.next();
                        i.remove();
                        SocketChannel c = (SocketChannel) k.channel();
                        b.clear();
                        int n = c.read(b);
                        if (n < 0) {
                            c.close();
                            continue;
                        }
                        bytes += n;
                        b.flip();
                        while (b.hasRemaining()) c.write(b);
                    }
                }
                selector.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    static class Client implements Runnable {
        final int port, number;
        String got = "";

        Client(int port, int number) {
            this.port = port;
            this.number = number;
        }

        public void run() {
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
                for (int i = 0; i < 3; i++) {
                    byte[] m =
                        ("client " + number + " line " + i).getBytes(StandardCharsets.US_ASCII);
                    s.getOutputStream().write(m);
                    got += new String(
                               s.getInputStream().readNBytes(m.length), StandardCharsets.US_ASCII)
                        + ";";
                }
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    public static void main(String[] a) throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open().bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        Worker[] workers = {new Worker(), new Worker(), new Worker()};
        Acceptor acceptor = new Acceptor(server, workers);
        List<Thread> threads = new ArrayList<>();
        for (Worker w : workers) threads.add(new Thread(w));
        threads.add(new Thread(acceptor));
        for (Thread t : threads) t.start();
        Client[] clients = new Client[5];
        List<Thread> ct = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients[i] = new Client(port, i);
            Thread t = new Thread(clients[i]);
            ct.add(t);
            t.start();
        }
        for (Thread t : ct) t.join();
        for (Client c : clients) System.out.println(c.got);
        acceptor.end();
        int sum = 0;
        for (Worker w : workers) w.end();
        for (Thread t : threads) t.join();
        for (Worker w : workers) sum += w.bytes;
        System.out.println(acceptor.accepted + " " + sum);
        server.close();
    }
}
