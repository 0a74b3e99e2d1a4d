// Shows money that is moved between accounts of several threads: ordered locks, invariants at every
// moment, and the sum at the end.
import java.util.ArrayList;
import java.util.List;

public class BankTransfers {
    static class Account {
        final int id;
        private long balance;
        private int moves;

        Account(int id, long balance) {
            this.id = id;
            this.balance = balance;
        }

        synchronized void deposit(long amount) {
            balance += amount;
            moves++;
        }

        synchronized void withdraw(long amount) throws Overdrawn {
            if (balance < amount) throw new Overdrawn(this, amount - balance);
            balance -= amount;
            moves++;
        }

        synchronized long balance() { return balance; }
        synchronized int moves() { return moves; }
    }

    static class Overdrawn extends Exception {
        final Account account;
        Overdrawn(Account account, long missing) {
            super("account " + account.id + " lacks " + missing);
            this.account = account;
        }
    }

    static class Branch implements Runnable {
        final int number;
        final List<Account> all;
        final List<Account> own = new ArrayList<>();
        int done;
        int refused;
        int wrong;

        Branch(int number, List<Account> all) {
            this.number = number;
            this.all = all;
            for (int i = 0; i < 3; i++) own.add(new Account(number * 3 + i, 100));
        }

        void transfer(Account from, Account to, long amount) {
            if (from == to) return;
            Account first = from.id < to.id ? from : to;
            Account second = first == from ? to : from;
            synchronized (first) {
                synchronized (second) {
                    long before = from.balance() + to.balance();
                    try {
                        from.withdraw(amount);
                        to.deposit(amount);
                        done++;
                    } catch (Overdrawn e) {
                        if (e.account != from) wrong++;
                        refused++;
                    }
                    if (from.balance() + to.balance() != before) wrong++;
                }
            }
        }

        public void run() {
            int random = number * 7919 + 1;
            for (int i = 0; i < 60; i++) {
                random = random * 1103515245 + 12345;
                Account from = all.get((random >>> 16) % all.size());
                Account to = own.get((random >>> 8) % own.size() & 1);
                transfer(from, to, (random >>> 20) % 90);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        List<Account> all = new ArrayList<>();
        List<Branch> branches = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Branch branch = new Branch(i, all);
            branches.add(branch);
            all.addAll(branch.own);
        }
        for (Branch branch : branches) threads.add(new Thread(branch));
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        long sum = 0;
        int moves = 0;
        boolean negative = false;
        for (Account account : all) {
            sum += account.balance();
            moves += account.moves();
            negative |= account.balance() < 0;
        }
        int done = 0;
        for (Branch branch : branches) {
            done += branch.done;
            System.out.println("branch " + branch.number + ": wrong " + branch.wrong
                + ", some refused or none: " + (branch.refused >= 0));
        }
        System.out.println("sum " + sum + ", negative " + negative
            + ", moves are twice the transfers: " + (moves == 2 * done));
        try {
            all.get(0).withdraw(all.get(0).balance() + 5);
        } catch (Overdrawn e) {
            System.out.println(e.getMessage());
        }
    }
}
