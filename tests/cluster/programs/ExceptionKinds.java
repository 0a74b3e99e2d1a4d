// Shows exceptions of all kinds thrown by one object and caught through another: the VM's own with
// messages, own classes, identity.
public class ExceptionKinds {
    static class Own extends Exception {
        final Object payload;
        int caught;
        Own(String message, Object payload) {
            super(message);
            this.payload = payload;
        }
        public String getMessage() { return super.getMessage() + " caught " + caught; }
    }

    static class Quiet extends RuntimeException {
        Quiet() { super("quiet", null, false, false); }
    }

    static class Thrower {
        String order = "";
        int[] array = {1, 2};
        Thrower nothing;
        Object object = "text";
        Own kept;

        int fail(int kind) throws Exception {
            order += kind;
            try {
                switch (kind) {
                    case 0: return array[kind] / (array[0] - 1);
                    case 1: return array[5];
                    case 2: return nothing.array[1];
                    case 3: return ((Integer) object);
                    case 4: return new int[-3].length;
                    case 5: throw kept = new Own("own", this);
                    case 6: throw new Quiet();
                    case 7: return Integer.parseInt("x" + kind);
                    case 8: throw null;
                    case 9: nothing.order = "x"; return 1;
                    case 10: synchronized (nothing) { return 2; }
                    case 11: throw new Error("an error", new Own("cause", null));
                    case 12: return "abc".charAt(kind);
                    case 13: throw kept;
                    case 14: assert array.length == 0 : "assertions are off"; return 3;
                    case 15: Object[] strings = new String[1]; strings[0] = this.array; return 4;
                    case 16: return Enum.valueOf(Thread.State.class, "ASLEEP").ordinal();
                    case 17: return (int) Class.forName("no.such.Thing").getModifiers();
                    default: return kind;
                }
            } finally {
                order += "f ";
            }
        }

        int relay(Thrower other, int kind) throws Exception {
            try {
                return other.fail(kind);
            } catch (Own e) {
                e.caught++;
                throw e;
            } catch (ArithmeticException e) {
                return -1;
            } finally {
                order += "r";
                if (kind == 12) return 12;
            }
        }
    }

    static class User implements Runnable {
        final Thrower theirs;
        final Thrower mine = new Thrower();
        final StringBuilder log = new StringBuilder();
        Throwable last;

        User(Thrower theirs) { this.theirs = theirs; }

        void attempt(Thrower a, Thrower b, int kind) {
            try {
                log.append(a.relay(b, kind)).append('\n');
            } catch (Throwable e) {
                log.append(e)
                    .append(" cause ")
                    .append(e.getCause())
                    .append(" from ")
                    .append(e.getStackTrace().length > 0);
                if (e instanceof Own own) {
                    log.append(own.payload == b).append(own == b.kept).append(own.caught);
                    last = e;
                }
                log.append('\n');
            }
        }

        public void run() {
            for (int kind = 0; kind <= 18; kind++) {
                attempt(mine, theirs, kind);
                attempt(theirs, mine, kind);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Thrower shared = new Thrower();
        for (int i = 0; i < 2; i++) {
            User user = new User(shared);
            Thread thread = new Thread(user);
            thread.start();
            thread.join();
            System.out.print(user.log);
            System.out.println(user.mine.order);
            System.out.println(shared.order);
            System.out.println((user.last == user.mine.kept) + " " + user.last.getMessage());
        }
    }
}
