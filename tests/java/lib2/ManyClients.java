// SPDX-License-Identifier: Apache-2.0
// One selector thread serving 200 clients, messages framed by their length; datagrams, pipes, wake-ups, cancelled keys, interest
// changes, half-closed connections, Unix domain sockets.
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

public class ManyClients {
    static final class Peer {
        final ByteBuffer in = ByteBuffer.allocate(8192);
        final Deque<ByteBuffer> out = new ArrayDeque<>();
    }
    static void serve(Selector selector, ServerSocketChannel server, int clients) throws IOException {
        int closed = 0;
        while (closed < clients) {
            selector.select();
            for (Iterator<SelectionKey> i = selector.selectedKeys().iterator(); i.hasNext();) {
                SelectionKey key = i.next();
                i.remove();
                if (key.isAcceptable()) {
                    SocketChannel c = server.accept();
                    if (c == null) continue;
                    c.configureBlocking(false);
                    c.register(selector, SelectionKey.OP_READ, new Peer());
                    continue;
                }
                SocketChannel c = (SocketChannel) key.channel();
                Peer p = (Peer) key.attachment();
                if (key.isReadable()) {
                    int n = c.read(p.in);
                    if (n < 0) {
                        key.cancel();
                        c.close();
                        closed++;
                        continue;
                    }
                    p.in.flip();
                    while (p.in.remaining() >= 4) {
                        int length = p.in.getInt(p.in.position());
                        if (p.in.remaining() < 4 + length) break;
                        byte[] body = new byte[length];
                        p.in.getInt();
                        p.in.get(body);
                        for (int k = 0, m = length - 1; k < m; k++, m--) { byte t = body[k]; body[k] = body[m]; body[m] = t; }
                        ByteBuffer answer = ByteBuffer.allocate(4 + length).putInt(length).put(body).flip();
                        p.out.add(answer);
                    }
                    p.in.compact();
                }
                while (!p.out.isEmpty() && p.out.peek() != null) {
                    c.write(p.out.peek());
                    if (p.out.peek().hasRemaining()) break;
                    p.out.poll();
                }
                key.interestOps(SelectionKey.OP_READ | (p.out.isEmpty() ? 0 : SelectionKey.OP_WRITE));
            }
        }
    }
    public static void main(String[] args) throws Exception {
        int clients = 200;
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 300).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread loop = new Thread(() -> {
            try { serve(selector, server, clients); } catch (IOException e) { e.printStackTrace(); }
        });
        loop.start();
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        ExecutorService pool = Executors.newFixedThreadPool(20);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int id = i;
            results.add(pool.submit(() -> {
                try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(s.getOutputStream()));
                    DataInputStream in = new DataInputStream(new BufferedInputStream(s.getInputStream()));
                    int good = 0;
                    for (int m = 0; m < 10; m++) {
                        String text = "client " + id + " message " + m + "x".repeat(m * 300);
                        out.writeInt(text.length());
                        out.writeBytes(text);
                        out.flush();
                        byte[] back = in.readNBytes(in.readInt());
                        if (new StringBuilder(text).reverse().toString().equals(new String(back))) good++;
                    }
                    return good;
                }
            }));
        }
        int good = 0;
        for (Future<Integer> r : results) good += r.get();
        System.out.println(good);
        loop.join();
        pool.shutdown();
        selector.selectNow();
        System.out.println(selector.keys().size() + " " + selector.selectNow());
        // A wake-up before the select, one during it, and an interrupt.
        selector.wakeup();
        System.out.println(selector.select());
        Thread main = Thread.currentThread();
        Thread waker = new Thread(() -> { try { Thread.sleep(50); } catch (InterruptedException e) { } selector.wakeup(); });
        waker.start();
        System.out.println(selector.select(10000));
        waker.join();
        Thread interrupter = new Thread(() -> { try { Thread.sleep(50); } catch (InterruptedException e) { } main.interrupt(); });
        interrupter.start();
        System.out.println(selector.select() + " " + Thread.interrupted() + " " + selector.isOpen());
        interrupter.join();
        SelectionKey key = server.keyFor(selector);
        key.cancel();
        System.out.println(key.isValid() + " " + selector.selectNow() + " " + selector.keys().size());
        try { key.interestOps(); } catch (CancelledKeyException e) { System.out.println(e); }
        server.close();
        selector.close();
        try { selector.select(); } catch (ClosedSelectorException e) { System.out.println(e); }

        try (DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0)); DatagramChannel b = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                Selector s = Selector.open()) {
            b.configureBlocking(false);
            b.register(s, SelectionKey.OP_READ);
            for (int i = 0; i < 3; i++) a.send(ByteBuffer.wrap(("packet " + i).getBytes()), b.getLocalAddress());
            int got = 0;
            while (got < 3) {
                s.select(5000);
                s.selectedKeys().clear();
                ByteBuffer in = ByteBuffer.allocate(100);
                SocketAddress from;
                while ((from = b.receive(in)) != null) {
                    got++;
                    in.flip();
                    System.out.println(new String(in.array(), 0, in.limit()) + " " + from.equals(a.getLocalAddress()));
                    in.clear();
                }
            }
        }
        Pipe pipe = Pipe.open();
        pipe.sink().write(ByteBuffer.wrap("through a pipe".getBytes()));
        pipe.sink().close();
        ByteBuffer in = ByteBuffer.allocate(100);
        while (pipe.source().read(in) >= 0) { }
        System.out.println(new String(in.array(), 0, in.position()));
        Path name = Path.of("socket.sock");
        try (ServerSocketChannel u = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(name))) {
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try (SocketChannel c = u.accept(); BufferedReader r = new BufferedReader(Channels.newReader(c, "UTF-8"))) { return r.readLine(); }
                catch (IOException e) { return e.toString(); }
            });
            try (SocketChannel c = SocketChannel.open(UnixDomainSocketAddress.of(name))) {
                c.write(ByteBuffer.wrap("unix domain\n".getBytes()));
                System.out.println(seen.get() + " " + c.getRemoteAddress());
            }
        }
        Files.delete(name);
        try (ServerSocket l = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); Socket c = new Socket(l.getInetAddress(), l.getLocalPort()); Socket s = l.accept()) {
            c.getOutputStream().write(7);
            c.shutdownOutput();
            System.out.println(s.getInputStream().read() + " " + s.getInputStream().read());
            s.getOutputStream().write(8);
            System.out.println(c.getInputStream().read() + " " + c.isOutputShutdown() + " " + c.isInputShutdown());
            s.setSoTimeout(30);
            l.setSoTimeout(30);
            try { l.accept(); } catch (SocketTimeoutException e) { System.out.println(e.getMessage()); }
            c.setSoTimeout(30);
            try { c.getInputStream().read(); } catch (SocketTimeoutException e) { System.out.println(e.getMessage()); }
            Thread closer = new Thread(() -> { try { Thread.sleep(50); c.close(); } catch (Exception e) { } });
            c.setSoTimeout(0);
            closer.start();
            try { c.getInputStream().read(); } catch (SocketException e) { System.out.println(e.getMessage()); }
            closer.join();
        }
    }
}
