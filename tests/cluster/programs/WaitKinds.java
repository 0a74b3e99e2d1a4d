// Shows the ways out of wait: notify one, notify all, timeout, interrupt; and that all holds of the
// monitor come back.
public class WaitKinds {
    static class Place {
        int waiting;
        int tokens;
        int awake;
    }

    static class Waiter implements Runnable {
        final Place place;
        final long millis;
        String end = "none";
        boolean flagAfter;
        Place own = new Place();

        Waiter(Place place, long millis) {
            this.place = place;
            this.millis = millis;
        }

        public void run() {
            synchronized (place) {
                synchronized (place) {
                    place.waiting++;
                    place.notifyAll();
                    try {
                        if (millis > 0) {
                            place.wait(millis, 500);
                            end = "timeout";
                        } else {
                            while (place.tokens == 0) place.wait();
                            place.tokens--;
                            end = "token";
                        }
                    } catch (InterruptedException e) {
                        end = "interrupted " + e.getMessage();
                        flagAfter = Thread.currentThread().isInterrupted();
                    }
                    end += " " + Thread.holdsLock(place);
                }
                end += " " + Thread.holdsLock(place);
                place.waiting--;
                place.awake++;
                place.notifyAll();
            }
            end += " " + Thread.holdsLock(place);
        }
    }

    static Thread start(Waiter waiter, Place place) throws InterruptedException {
        int before;
        Thread thread = new Thread(waiter);
        synchronized (place) {
            before = place.waiting;
            thread.start();
            while (place.waiting == before) place.wait();
        }
        return thread;
    }

    public static void main(String[] args) throws Exception {
        Place place = new Place();
        Waiter[] waiters = new Waiter[3];
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++) threads[i] = start(waiters[i] = new Waiter(place, 0), place);
        for (int i = 1; i <= 3; i++) {
            synchronized (place) {
                place.tokens++;
                place.notify();
                while (place.awake < i) place.wait();
                System.out.println("waiting " + place.waiting + ", awake " + place.awake);
            }
        }
        for (int i = 0; i < 3; i++) {
            threads[i].join();
            System.out.println(waiters[i].end);
        }

        for (int i = 0; i < 3; i++) threads[i] = start(waiters[i] = new Waiter(place, 0), place);
        synchronized (place) {
            place.tokens = 3;
            place.notifyAll();
            System.out.println("still waiting " + place.waiting);
        }
        for (int i = 0; i < 3; i++) {
            threads[i].join();
            System.out.println(waiters[i].end);
        }
        System.out.println("tokens left " + place.tokens);

        Waiter late = new Waiter(place, 30);
        start(late, place).join();
        System.out.println(late.end);

        Waiter victim = new Waiter(place, 0);
        Thread thread = start(victim, place);
        thread.interrupt();
        thread.join();
        System.out.println(victim.end + " " + victim.flagAfter);

        Waiter owner = new Waiter(place, 10);
        start(owner, place).join();
        synchronized (owner.own) {
            owner.own.wait(5);
            System.out.println("own place " + Thread.holdsLock(owner.own));
        }
        Thread.currentThread().interrupt();
        try {
            synchronized (owner.own) {
                owner.own.wait();
            }
        } catch (InterruptedException e) {
            System.out.println(
                "interrupted before: " + e.getMessage() + " " + Thread.interrupted());
        }
        try {
            synchronized (owner.own) {
                owner.own.wait(-1);
            }
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
