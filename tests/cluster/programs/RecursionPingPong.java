// Shows recursion that goes to and fro between objects of different threads: results, arguments,
// depth, exceptions on the way back.
public class RecursionPingPong {
    static class Player {
        final String name;
        Player other;
        long calls;

        Player(String name) { this.name = name; }

        int length(int depth) {
            calls++;
            return depth == 0 ? 0 : 1 + other.length(depth - 1);
        }

        long fibonacci(int n) {
            calls++;
            return n < 2 ? n : other.fibonacci(n - 1) + fibonacci(n - 2);
        }

        int ackermann(int m, int n) {
            calls++;
            if (m == 0) return n + 1;
            if (n == 0) return other.ackermann(m - 1, 1);
            return other.ackermann(m - 1, ackermann(m, n - 1));
        }

        String path(String sofar, int depth) {
            return depth == 0 ? sofar + "." : other.path(sofar + name, depth - 1) + name;
        }

        double mixed(boolean z, byte b, char c, short s, int i, long j, float f, double d, Player p,
            int[] a) {
            a[0]++;
            if (i == 0) return d + f + j + (z ? b : c) + s;
            return p.mixed(!z, (byte) (b + 1), (char) (c + 1), (short) -s, i - 1, j * 3, f / 2,
                       d - 1, this, a)
                + 1;
        }

        int fail(int depth, int end) {
            try {
                if (depth == end) throw new IndexOutOfBoundsException("depth " + depth);
                return other.fail(depth + 1, end);
            } finally {
                calls += 1000;
            }
        }
    }

    static class Game implements Runnable {
        final Player theirs;
        final Player mine;
        final StringBuilder log = new StringBuilder();

        Game(Player theirs, String name) {
            this.theirs = theirs;
            mine = new Player(name);
        }

        public void run() {
            theirs.other = mine;
            mine.other = theirs;
            play(mine, theirs, log);
        }
    }

    static void play(Player a, Player b, StringBuilder log) {
        int[] count = new int[1];
        log.append(a.length(100))
            .append(' ')
            .append(b.fibonacci(10))
            .append(' ')
            .append(a.ackermann(2, 2))
            .append('\n');
        log.append(a.path("", 12)).append(' ').append(b.path(">", 5)).append('\n');
        log.append(a.mixed(true, (byte) 1, 'b', (short) 7, 9, 1, 64f, 0.125, b, count))
            .append(' ')
            .append(count[0])
            .append('\n');
        try {
            a.fail(0, 20);
        } catch (IndexOutOfBoundsException e) {
            log.append(e).append(' ').append(e.getStackTrace().length > 20).append('\n');
        }
        log.append(a.calls).append(' ').append(b.calls).append('\n');
    }

    public static void main(String[] args) throws Exception {
        Player shared = new Player("S");
        for (int i = 0; i < 3; i++) {
            Game game = new Game(shared, "M" + i);
            Thread thread = new Thread(game);
            thread.start();
            thread.join();
            System.out.print(game.log);
            StringBuilder log = new StringBuilder();
            play(shared, game.mine, log);
            System.out.print(log);
        }
    }
}
