// Shows endless recursion between two objects of different threads: it ends in a StackOverflowError
// that can be caught.
public class EndlessPingPong {
    static class Side {
        Side other;
        int calls;

        void bounce() {
            calls++;
            other.bounce();
        }

        synchronized int lockedBounce(int depth) {
            return other.lockedBounce(depth + 1);
        }
    }

    static class Game implements Runnable {
        final Side theirs;
        final Side mine = new Side();
        String result;

        Game(Side theirs) { this.theirs = theirs; }

        public void run() {
            mine.other = theirs;
            theirs.other = mine;
            try {
                theirs.bounce();
            } catch (StackOverflowError e) {
                result = "overflow after many calls: " + (mine.calls + theirs.calls > 100);
            }
            try {
                mine.lockedBounce(0);
            } catch (StackOverflowError e) {
                result += ", again; locks held: " + Thread.holdsLock(mine) + " "
                    + Thread.holdsLock(theirs);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Side shared = new Side();
        for (int i = 0; i < 2; i++) {
            Game game = new Game(shared);
            Thread thread = new Thread(game);
            thread.start();
            thread.join();
            System.out.println(game.result);
            synchronized (game.mine) {
                game.mine.calls = 0;
                shared.calls = 0;
            }
        }
        System.out.println("still here");
    }
}
