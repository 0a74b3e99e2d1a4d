// Shows ReentrantLock, conditions, read-write and stamped locks that live with one thread and are
// used by all.
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

public class Locks {
    static class Buffer {
        final ReentrantLock lock = new ReentrantLock(true);
        final Condition filled = lock.newCondition();
        final Condition emptied = lock.newCondition();
        final int[] items = new int[2];
        int count;

        void put(int item) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (count == items.length) emptied.await();
                items[count++] = item;
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        int take() throws InterruptedException {
            lock.lock();
            try {
                while (count == 0) filled.await();
                emptied.signalAll();
                return items[--count];
            } finally {
                lock.unlock();
            }
        }
    }

    static class Table {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        final StampedLock stamped = new StampedLock();
        long low;
        long high;
        int torn;

        void write(long value) {
            lock.writeLock().lock();
            try {
                low = value;
                high = -value;
            } finally {
                lock.writeLock().unlock();
            }
            long stamp = stamped.writeLock();
            low++;
            high--;
            stamped.unlockWrite(stamp);
        }

        void read() {
            lock.readLock().lock();
            long stamp = stamped.readLock();
            if (low + high != 0) torn++;
            stamped.unlockRead(stamp);
            lock.readLock().unlock();
        }
    }

    static class Worker implements Runnable {
        final int number;
        final Buffer theirs;
        final Buffer mine = new Buffer();
        final Table table;
        long taken;

        Worker(int number, Buffer theirs, Table table) {
            this.number = number;
            this.theirs = theirs;
            this.table = table;
        }

        public void run() {
            try {
                for (int i = 0; i < 25; i++) {
                    if (number % 2 == 0) theirs.put(i);
                    else taken += theirs.take();
                    mine.put(i);
                    taken += mine.take() * 1000;
                    if (number == 0) table.write(i);
                    else table.read();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Buffer shared = new Buffer();
        Table table = new Table();
        Worker[] workers = new Worker[4];
        Thread[] threads = new Thread[4];
        for (int i = 0; i < 4; i++)
            (threads[i] = new Thread(workers[i] = new Worker(i, shared, table))).start();
        for (Thread thread : threads) thread.join();
        System.out.println(workers[0].taken + " " + (workers[1].taken + workers[3].taken) + " "
            + shared.count + " " + table.torn + " " + table.low);

        ReentrantLock theirs = workers[2].mine.lock;
        theirs.lock();
        theirs.lock();
        boolean[] tried = new boolean[2];
        Thread trier = new Thread(() -> {
            tried[0] = theirs.tryLock();
            try {
                tried[1] = theirs.tryLock(2, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                tried[1] = true;
            }
        });
        trier.start();
        trier.join();
        System.out.println(tried[0] + " " + tried[1] + " " + theirs.getHoldCount() + " "
            + theirs.isHeldByCurrentThread());
        String[] end = new String[1];
        Thread waiter = new Thread(() -> {
            try {
                theirs.lockInterruptibly();
            } catch (InterruptedException e) {
                end[0] = e.toString();
            }
        });
        waiter.start();
        while (!theirs.hasQueuedThread(waiter)) Thread.sleep(1);
        waiter.interrupt();
        waiter.join();
        theirs.unlock();
        theirs.unlock();
        System.out.println(end[0] + " " + theirs.isLocked());
        try {
            theirs.unlock();
        } catch (IllegalMonitorStateException e) {
            System.out.println(e);
        }
        theirs.lock();
        System.out.println(workers[2].mine.filled.await(1, TimeUnit.MILLISECONDS) + " "
            + theirs.isHeldByCurrentThread());
        theirs.unlock();
    }
}
