// SPDX-License-Identifier: Apache-2.0
// Selectors with non-blocking channels: a small echo server, wakeup, cancelled keys, pipes, async
// channels, interruptible channels.
import java.io.IOException;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

public class SelectorsNio {
    static void t(String l, Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) {
            System.out.println(l + " ! " + e.getClass().getName() + " " + e.getMessage());
        }
    }
    public static void main(String[] args) throws Exception {
        Selector sel = Selector.open();
        ServerSocketChannel ssc = ServerSocketChannel.open().bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ssc.configureBlocking(false);
        ssc.register(sel, SelectionKey.OP_ACCEPT);
        int port = ((InetSocketAddress) ssc.getLocalAddress()).getPort();
        int[] stats = new int[3];
        Thread server = new Thread(() -> {
            try {
                int open = 0, total = 0;
                while (total < 6 || open > 0) {
                    sel.select();
                    Iterator<SelectionKey> it = sel.selectedKeys().iterator();
                    while (it.hasNext()) {
                        SelectionKey k = it.next();
                        it.remove();
                        if (k.isAcceptable()) {
                            SocketChannel c = ssc.accept();
                            if (c == null) continue;
                            c.configureBlocking(false);
                            c.register(sel, SelectionKey.OP_READ, ByteBuffer.allocate(64));
                            open++;
                            total++;
                        } else if (k.isReadable()) {
                            SocketChannel c = (SocketChannel) k.channel();
                            ByteBuffer b = (ByteBuffer) k.attachment();
                            b.clear();
                            int n = c.read(b);
                            if (n < 0) {
                                c.close();
                                open--;
                            } else {
                                stats[0] += n;
                                b.flip();
                                while (b.hasRemaining()) c.write(b);
                            }
                        }
                    }
                }
                stats[1] = total;
            } catch (IOException e) { System.out.println("server " + e); }
        });
        server.start();
        Thread[] cs = new Thread[6];
        int[] got = new int[6];
        for (int i = 0; i < 6; i++) {
            int k = i;
            (cs[i] = new Thread(() -> {
                try (SocketChannel c = SocketChannel.open(
                             new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                    ByteBuffer out = ByteBuffer.allocateDirect(1000),
                               in = ByteBuffer.allocate(1000);
                    for (int n = 0; n < 1000; n++) out.put((byte) (n * k));
                    out.flip();
                    while (out.hasRemaining()) c.write(out);
                    while (in.hasRemaining() && c.read(in) >= 0) {}
                    int s = 0;
                    for (byte b : in.array()) s += b;
                    got[k] = s;
                } catch (IOException e) { System.out.println("client " + e); }
            })).start();
        }
        for (Thread x : cs) x.join();
        server.join();
        System.out.println(Arrays.toString(got) + stats[0] + " " + stats[1]);
        System.out.println(sel.selectNow() + " " + sel.keys().size() + ssc.accept());
        Thread w = new Thread(() -> {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {}
            sel.wakeup();
        });
        w.start();
        System.out.println(sel.select() + " woken");
        sel.wakeup();
        System.out.println(sel.select() + " at once");
        long t0 = System.nanoTime();
        System.out.println(sel.select(15) + " " + (System.nanoTime() - t0 > 14_000_000));
        SelectionKey key = ssc.keyFor(sel);
        key.cancel();
        System.out.println(key.isValid());
        t("cancelled", key::interestOps);
        sel.selectNow();
        System.out.println(sel.keys().size() + " " + ssc.isRegistered());
        t("blocking register", () -> {
            SocketChannel c = SocketChannel.open();
            try {
                return c.register(sel, 1);
            } finally { c.close(); }
        });
        t("wrong ops", () -> ssc.register(sel, SelectionKey.OP_READ));
        Thread.currentThread().interrupt();
        System.out.println(sel.select() + " interrupted " + Thread.interrupted());
        sel.close();
        t("closed selector", sel::select);
        ssc.close();
        Pipe p = Pipe.open();
        p.sink().write(ByteBuffer.wrap("pipe".getBytes()));
        ByteBuffer pb = ByteBuffer.allocate(10);
        System.out.println(p.source().read(pb) + new String(pb.array(), 0, 4));
        p.source().configureBlocking(false);
        System.out.println(p.source().read(pb));
        p.sink().close();
        System.out.println(p.source().read(pb));
        Pipe q = Pipe.open();
        Thread rd = new Thread(() -> {
            try {
                q.source().read(ByteBuffer.allocate(1));
            } catch (ClosedByInterruptException e) {
                System.out.println("closed by interrupt " + Thread.currentThread().isInterrupted());
            } catch (IOException e) { System.out.println(e); }
        });
        rd.start();
        Thread.sleep(200);
        rd.interrupt();
        rd.join();
        System.out.println(q.source().isOpen());
        Pipe z = Pipe.open();
        Thread cl = new Thread(() -> {
            try {
                z.source().read(ByteBuffer.allocate(1));
            } catch (AsynchronousCloseException e) {
                System.out.println("async close");
            } catch (IOException e) { System.out.println(e); }
        });
        cl.start();
        Thread.sleep(200);
        z.source().close();
        cl.join();
        SocketChannel nb = SocketChannel.open();
        nb.configureBlocking(false);
        t("not connected", () -> nb.read(ByteBuffer.allocate(1)));
        nb.close();
        AsynchronousServerSocketChannel as = AsynchronousServerSocketChannel.open().bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        CountDownLatch done = new CountDownLatch(1);
        as.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            public void completed(AsynchronousSocketChannel c, Void v) {
                ByteBuffer b = ByteBuffer.allocate(20);
                c.read(b, null, new CompletionHandler<Integer, Void>() {
                    public void completed(Integer n, Void x) {
                        b.flip();
                        System.out.println("async got " + new String(b.array(), 0, n));
                        try {
                            c.close();
                        } catch (IOException e) {}
                        done.countDown();
                    }
                    public void failed(Throwable e, Void x) {
                        System.out.println(e);
                        done.countDown();
                    }
                });
            }
            public void failed(Throwable e, Void v) { System.out.println(e); }
        });
        try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
            c.connect(as.getLocalAddress()).get();
            int written = c.write(ByteBuffer.wrap("async hello".getBytes())).get();
            done.await(5, TimeUnit.SECONDS);
            System.out.println(written);
        }
        as.close();
        DatagramChannel d = DatagramChannel.open().bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        d.send(ByteBuffer.wrap("self".getBytes()), d.getLocalAddress());
        ByteBuffer db = ByteBuffer.allocate(9);
        System.out.println(d.receive(db).equals(d.getLocalAddress()) + " " + db.position());
        d.close();
        java.nio.file.Path f = java.nio.file.Files.createTempFile("a", "b");
        try (AsynchronousFileChannel af =
                        AsynchronousFileChannel.open(f, java.nio.file.StandardOpenOption.WRITE,
                                java.nio.file.StandardOpenOption.READ)) {
            System.out.println(af.write(ByteBuffer.wrap("file".getBytes()), 2).get() + " "
                    + af.size() + af.read(ByteBuffer.allocate(10), 0).get());
        }
        java.nio.file.Files.delete(f);
        System.out.println(
                Channels.newReader(Channels.newChannel(
                                           new java.io.ByteArrayInputStream("chan".getBytes())),
                                "UTF-8")
                        .read());
    }
}
