// SPDX-License-Identifier: Apache-2.0
// AsynchronousFileChannel and AsynchronousSocketChannel: completion handlers, futures, groups, timeouts, scattering reads, closing
// while a read waits, a chain of echo servers.
import java.io.IOException;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class AsyncChannels {
    static <A> CompletableFuture<Integer> read(AsynchronousSocketChannel c, ByteBuffer b) {
        CompletableFuture<Integer> f = new CompletableFuture<>();
        c.read(b, null, new CompletionHandler<Integer, Object>() {
            public void completed(Integer n, Object a) { f.complete(n); }
            public void failed(Throwable e, Object a) { f.completeExceptionally(e); }
        });
        return f;
    }
    static void echo(AsynchronousSocketChannel c, ByteBuffer b) {
        b.clear();
        c.read(b, b, new CompletionHandler<>() {
            public void completed(Integer n, ByteBuffer buffer) {
                if (n < 0) { try { c.close(); } catch (IOException e) { } return; }
                buffer.flip();
                c.write(buffer, buffer, new CompletionHandler<>() {
                    public void completed(Integer m, ByteBuffer rest) {
                        if (rest.hasRemaining()) c.write(rest, rest, this); else echo(c, rest);
                    }
                    public void failed(Throwable e, ByteBuffer rest) { }
                });
            }
            public void failed(Throwable e, ByteBuffer buffer) { }
        });
    }
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile(Path.of("."), "async", ".bin");
        try (AsynchronousFileChannel f = AsynchronousFileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<Future<Integer>> writes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] part = new byte[1000];
                Arrays.fill(part, (byte) i);
                writes.add(f.write(ByteBuffer.wrap(part), (19 - i) * 1000L));
            }
            int sum = 0;
            for (Future<Integer> w : writes) sum += w.get();
            System.out.println(sum + " " + f.size());
            ByteBuffer b = ByteBuffer.allocateDirect(1500);
            CountDownLatch done = new CountDownLatch(1);
            f.read(b, 500, "attached", new CompletionHandler<Integer, String>() {
                public void completed(Integer n, String a) {
                    System.out.println(n + " " + a + " " + b.get(0) + " " + b.get(1499));
                    done.countDown();
                }
                public void failed(Throwable e, String a) { e.printStackTrace(); done.countDown(); }
            });
            done.await();
            System.out.println(f.read(ByteBuffer.allocate(10), 1 << 20).get());
            try (FileLock l = f.lock(0, 10, false).get()) {
                System.out.println(l.isValid() + " " + l.isShared());
                try { f.tryLock(5, 10, false); } catch (OverlappingFileLockException e) { System.out.println("overlap"); }
            }
            f.truncate(100);
            System.out.println(f.size());
            try { f.read(ByteBuffer.allocate(1), -1); } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        }
        Files.delete(file);

        AtomicInteger numbers = new AtomicInteger();
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(3, r -> {
            Thread t = new Thread(r, "group-" + numbers.incrementAndGet());
            t.setDaemon(true);
            return t;
        });
        AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open(group).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            public void completed(AsynchronousSocketChannel c, Void v) {
                server.accept(null, this);
                echo(c, ByteBuffer.allocate(4096));
            }
            public void failed(Throwable e, Void v) { }
        });
        List<CompletableFuture<Boolean>> clients = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 30; i++) {
            int seed = i;
            clients.add(CompletableFuture.supplyAsync(() -> {
                try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
                    c.connect(server.getLocalAddress()).get();
                    byte[] out = new byte[50000];
                    new Random(seed).nextBytes(out);
                    ByteBuffer w = ByteBuffer.wrap(out), r = ByteBuffer.allocate(out.length);
                    while (r.hasRemaining()) {
                        if (w.hasRemaining()) {
                            w.limit(Math.min(out.length, w.position() + 3000));
                            while (w.hasRemaining()) c.write(w).get();
                            w.limit(out.length);
                        }
                        if (c.read(r).get() < 0) break;
                    }
                    return Arrays.equals(out, r.array());
                } catch (Exception e) { throw new CompletionException(e); }
            }, pool));
        }
        System.out.println(clients.stream().allMatch(CompletableFuture::join));
        AsynchronousSocketChannel c = AsynchronousSocketChannel.open(group);
        c.connect(server.getLocalAddress()).get();
        CountDownLatch late = new CountDownLatch(1);
        c.read(ByteBuffer.allocate(10), 50, TimeUnit.MILLISECONDS, null, new CompletionHandler<Integer, Void>() {
            public void completed(Integer n, Void v) { System.out.println("?"); late.countDown(); }
            public void failed(Throwable e, Void v) { System.out.println(e); late.countDown(); }
        });
        late.await();
        AsynchronousSocketChannel d = AsynchronousSocketChannel.open(group);
        d.connect(server.getLocalAddress()).get();
        ByteBuffer[] gather = {ByteBuffer.wrap("ab".getBytes()), ByteBuffer.wrap("cdef".getBytes())};
        CompletableFuture<Long> written = new CompletableFuture<>();
        d.write(gather, 0, 2, 1, TimeUnit.SECONDS, null, new CompletionHandler<Long, Void>() {
            public void completed(Long n, Void v) { written.complete(n); }
            public void failed(Throwable e, Void v) { written.completeExceptionally(e); }
        });
        System.out.println(written.get());
        ByteBuffer six = ByteBuffer.allocate(6);
        while (six.hasRemaining()) read(d, six).get();
        System.out.println(new String(six.array()));
        CompletableFuture<Integer> waiting = read(d, ByteBuffer.allocate(1));
        try { d.read(ByteBuffer.allocate(1)); } catch (ReadPendingException e) { System.out.println(e); }
        d.close();
        try { waiting.get(); } catch (ExecutionException e) { System.out.println(e.getCause()); }
        server.close();
        group.shutdown();
        group.shutdownNow();
        System.out.println(group.awaitTermination(5, TimeUnit.SECONDS));
        pool.shutdown();
    }
}
