// Shows enumerations across threads: one object per constant, bodies, switches, EnumMap and
// EnumSet, valueOf, a strategy per constant.
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

public class EnumsAndSwitches {
    enum Operation {
        ADD("+") {
            int apply(int a, int b) { return a + b; }
        },
        MULTIPLY("*") {
            int apply(int a, int b) { return a * b; }
        },
        POWER("^") {
            int apply(int a, int b) { return b == 0 ? 1 : a * apply(a, b - 1); }
            @Override boolean cheap() { return false; }
        };

        final String sign;
        int used;
        static int total;

        Operation(String sign) { this.sign = sign; }
        abstract int apply(int a, int b);
        boolean cheap() { return true; }
        synchronized int use(int a, int b) {
            used++;
            total++;
            return apply(a, b);
        }
    }

    enum Day { MON, TUE, WED, THU, FRI, SAT, SUN }

    static class User implements Runnable {
        final Map<Operation, Integer> shared;
        final EnumMap<Day, String> own = new EnumMap<>(Day.class);
        final Set<Day> free;
        final Operation operation;
        String log = "";

        User(Map<Operation, Integer> shared, Set<Day> free, Operation operation) {
            this.shared = shared;
            this.free = free;
            this.operation = operation;
        }

        String kind(Day day) {
            switch (day) {
                case SAT:
                case SUN:
                    return "weekend";
                case WED:
                    return "middle";
                default:
                    return "work";
            }
        }

        public void run() {
            for (Operation op : Operation.values()) {
                int value = op.use(3, 4);
                shared.merge(op, value, Integer::sum);
                log += value + op.sign + op.ordinal() + op.cheap()
                    + (op == Operation.valueOf(op.name())) + " ";
            }
            for (Day day : Day.values()) own.put(day, kind(day));
            free.add(Day.values()[operation.ordinal()]);
            log += switch (operation) {
                case ADD -> "adding";
                case MULTIPLY -> "multiplying";
                case POWER -> {
                    String text = "pow";
                    yield text + "er";
                }
            };
            log += " " + operation.getClass().getName() + " "
                + operation.getDeclaringClass().getSimpleName();
        }
    }

    public static void main(String[] args) throws Exception {
        Map<Operation, Integer> shared = new EnumMap<>(Operation.class);
        Set<Day> free = EnumSet.of(Day.SUN);
        for (Operation operation : Operation.values()) {
            User user = new User(shared, free, operation);
            Thread thread = new Thread(user);
            thread.start();
            thread.join();
            System.out.println(user.log);
            System.out.println(
                user.own + " " + user.own.get(Day.WED) + " " + (user.operation == operation));
        }
        System.out.println(shared + " " + free + " " + EnumSet.complementOf(EnumSet.copyOf(free)));
        System.out.println(
            Arrays.toString(Operation.values()) + " " + Operation.total + " " + Operation.ADD.used);
        try {
            Operation.valueOf("DIVIDE");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(
            Operation.ADD.compareTo(Operation.POWER) + " " + Day.FRI.equals(Day.FRI));
    }
}
