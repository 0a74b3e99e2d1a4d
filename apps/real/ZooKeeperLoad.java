// SPDX-License-Identifier: Apache-2.0
// A ZooKeeper server in process: eight clients increment a counter optimistically, under watches, with transactions; restart.

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

public class ZooKeeperLoad {
    static final int CLIENTS = 8, ROUNDS = 15;
    static final AtomicInteger watched = new AtomicInteger(), failed = new AtomicInteger();

    static ZooKeeper connect(int port) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper("localhost:" + port, 20000, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        if (!connected.await(30, TimeUnit.SECONDS)) {
            throw new IOException("no connection");
        }
        return client;
    }

    static NIOServerCnxnFactory serve(File folder) throws Exception {
        NIOServerCnxnFactory factory = new NIOServerCnxnFactory();
        factory.configure(new InetSocketAddress("localhost", 0), 100);
        factory.startup(new ZooKeeperServer(folder, folder, 500));
        return factory;
    }

    static void increment(int port) {
        try (ZooKeeper client = connect(port)) {
            for (int done = 0; done < ROUNDS;) {
                Stat stat = new Stat();
                int value = Integer.parseInt(new String(client.getData("/counter", event -> watched.incrementAndGet(), stat)));
                try {
                    client.setData("/counter", Integer.toString(value + 1).getBytes(), stat.getVersion());
                    done++;
                } catch (KeeperException.BadVersionException raced) {
                    continue;
                }
                String path = client.create("/queue/n-", new byte[100], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
                client.multi(List.of(Op.check("/counter", -1), Op.delete(path, 0)));
            }
        } catch (Exception e) {
            failed.incrementAndGet();
            e.printStackTrace();
        }
    }

    public static void main(String[] args) throws Exception {
        NIOServerCnxnFactory server = serve(new File(args[0]));
        ZooKeeper client = connect(server.getLocalPort());
        client.create("/counter", "0".getBytes(), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.create("/queue", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        Thread[] threads = new Thread[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            threads[i] = new Thread(() -> increment(server.getLocalPort()));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(new String(client.getData("/counter", false, null)) + " " + client.getChildren("/queue", false)
                           + " failed " + failed + " watched " + (watched.get() > 0));
        client.close();
        server.shutdown();
        NIOServerCnxnFactory again = serve(new File(args[0]));
        try (ZooKeeper reader = connect(again.getLocalPort())) {
            System.out.println("after restart " + new String(reader.getData("/counter", false, null)));
        }
        again.shutdown();
        System.exit(0);
    }
}
