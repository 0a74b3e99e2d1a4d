// SPDX-License-Identifier: Apache-2.0
// An SQL workload on an embedded H2: four threads move money between accounts and file orders, first in memory, then on disk
// with a restart in between. Prints totals that do not depend on the schedule. Argument: a directory for the disk database.

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

public class H2Load {
    static final int THREADS = 4, ACCOUNTS = 40, ROUNDS = 60;

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        System.out.println("in memory");
        String memory = "jdbc:h2:mem:load;DB_CLOSE_DELAY=-1";
        create(memory);
        work(memory);
        report(memory);
        System.out.println("on disk");
        String disk = "jdbc:h2:file:" + args[0] + "/load";
        create(disk);
        work(disk);
        report(disk);
        System.out.println("after restart");
        report(disk);
        if (args.length > 1) {
            System.out.printf("%d ms%n", (System.nanoTime() - start) / 1_000_000);
        }
    }

    static void create(String url) throws SQLException {
        try (Connection c = DriverManager.getConnection(url); Statement s = c.createStatement()) {
            s.execute("DROP ALL OBJECTS");
            s.execute("CREATE TABLE account(id INT PRIMARY KEY, name VARCHAR(40), balance DECIMAL(12,2))");
            s.execute("CREATE TABLE orders(id INT AUTO_INCREMENT PRIMARY KEY, account_id INT REFERENCES account(id), "
                + "worker INT, amount INT, note VARCHAR(60))");
            s.execute("CREATE INDEX by_account ON orders(account_id)");
            try (PreparedStatement insert = c.prepareStatement("INSERT INTO account VALUES(?, ?, ?)")) {
                for (int i = 0; i < ACCOUNTS; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "account " + i);
                    insert.setBigDecimal(3, java.math.BigDecimal.valueOf(100_00, 2));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    static void work(String url) throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int worker = t;
            Thread thread = new Thread(() -> {
                try (Connection c = DriverManager.getConnection(url)) {
                    c.setAutoCommit(false);
                    for (int i = 0; i < ROUNDS; i++) {
                        transfer(c, worker, i);
                    }
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }, "worker-" + t);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Throwable failure : failures) {
            failure.printStackTrace();
        }
    }

    static void transfer(Connection c, int worker, int i) throws SQLException {
        int from = (worker * 7 + i * 3) % ACCOUNTS, to = (worker * 5 + i * 11 + 1) % ACCOUNTS, amount = i % 9 + 1;
        for (;;) {
            try (PreparedStatement take = c.prepareStatement("UPDATE account SET balance = balance + ? WHERE id = ?");
                 PreparedStatement order = c.prepareStatement(
                     "INSERT INTO orders(account_id, worker, amount, note) VALUES(?, ?, ?, ?)")) {
                int low = Math.min(from, to), high = Math.max(from, to);
                take.setInt(1, low == from ? -amount : amount);
                take.setInt(2, low);
                take.executeUpdate();
                take.setInt(1, high == from ? -amount : amount);
                take.setInt(2, high);
                take.executeUpdate();
                order.setInt(1, from);
                order.setInt(2, worker);
                order.setInt(3, amount);
                order.setString(4, "order " + i + " of worker " + worker);
                order.executeUpdate();
                c.commit();
                return;
            } catch (SQLException e) {
                c.rollback();
                if (e.getErrorCode() != 50200 && e.getErrorCode() != 40001 && e.getErrorCode() != 90131) {
                    throw e;
                }
            }
        }
    }

    static void report(String url) throws SQLException {
        try (Connection c = DriverManager.getConnection(url); Statement s = c.createStatement()) {
            query(s, "SELECT COUNT(*), SUM(amount), MIN(LENGTH(note)), MAX(note) FROM orders");
            query(s, "SELECT worker, COUNT(*), SUM(amount), AVG(amount) FROM orders GROUP BY worker ORDER BY worker");
            query(s, "SELECT a.name, COUNT(o.id) n, SUM(o.amount) FROM account a JOIN orders o ON o.account_id = a.id "
                + "GROUP BY a.name HAVING COUNT(o.id) > 5 ORDER BY n DESC, a.name LIMIT 7");
            query(s, "SELECT SUM(balance), MIN(balance) < MAX(balance) FROM account WHERE name LIKE 'account %'");
            query(s, "SELECT id, balance FROM account WHERE id IN (0, 7, 13) ORDER BY id");
        }
    }

    static void query(Statement s, String sql) throws SQLException {
        try (ResultSet r = s.executeQuery(sql)) {
            int columns = r.getMetaData().getColumnCount();
            while (r.next()) {
                StringBuilder line = new StringBuilder("  ");
                for (int i = 1; i <= columns; i++) {
                    line.append(i > 1 ? " | " : "").append(r.getObject(i));
                }
                System.out.println(line);
            }
        }
    }
}
