// java.lang.reflect.Array and System.arraycopy: every refusal with its exact message, and the widening that is allowed.
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.concurrent.Callable;

public class ReflectArrays {
    static void attempt(String what, Callable<?> body) {
        try {
            Object r = body.call();
            System.out.println(what + " = " + Arrays.deepToString(new Object[] {r}));
        } catch (Throwable t) {
            System.out.println(what + " ! " + t);
        }
    }

    interface Body { void run(); }

    static Callable<Object> then(Object result, Body body) {
        return () -> {
            body.run();
            return result;
        };
    }

    public static void main(String[] args) {
        attempt("new -1", () -> Array.newInstance(int.class, -1));
        attempt("new void", () -> Array.newInstance(void.class, 1));
        attempt("new null", () -> Array.newInstance(null, 1));
        attempt("new 2 3", () -> Array.newInstance(int.class, 2, 3));
        attempt("new no dims", () -> Array.newInstance(int.class, new int[0]));
        attempt("new 2 -3", () -> Array.newInstance(int.class, 2, -3));
        attempt("new 256 dims", () -> Array.newInstance(int.class, new int[256]));
        attempt("new null dims", () -> Array.newInstance(int.class, (int[]) null));
        attempt("new String[2]", () -> Array.newInstance(String[].class, 2));
        int[] ints = {1, 2, 3};
        for (Object o : new Object[] {ints, "x", null}) {
            attempt("length", () -> Array.getLength(o));
            for (int i : new int[] {1, 3, -1}) {
                attempt("get " + i, () -> Array.get(o, i));
                attempt("getLong " + i, () -> Array.getLong(o, i));
            }
        }
        attempt("getByte", () -> Array.getByte(ints, 0));
        attempt("getInt of objects", () -> Array.getInt(new String[1], 0));
        attempt("getDouble of chars", () -> Array.getDouble(new char[] {'a'}, 0));
        for (Object v : new Object[] {(byte) 9, 'c', (short) 3, 9L, 9f, "s", true, null}) {
            attempt("set " + v, then(ints, () -> Array.set(ints, 0, v)));
            attempt("set outside " + v, then(ints, () -> Array.set(ints, 5, v)));
        }
        attempt("set type", then(0, () -> Array.set(new String[1], 0, 4)));
        attempt("set outside", then(0, () -> Array.set(new String[1], 1, "s")));
        attempt("set no array", then(0, () -> Array.set("x", 0, 4)));
        attempt("setInt", then(0, () -> Array.setInt(new byte[1], 0, 4)));
        attempt("setInt objects", then(0, () -> Array.setInt(new Integer[1], 0, 4)));
        float[] floats = new float[1];
        attempt("setShort", then(floats, () -> Array.setShort(floats, 0, (short) -4)));
        double[] doubles = new double[1];
        attempt("setLong", then(doubles, () -> Array.setLong(doubles, 0, Long.MIN_VALUE)));
        attempt("setChar", then(doubles, () -> Array.setChar(doubles, 0, '\uffff')));
        Object[][] copies = {
            {ints, -1, ints, 0, 1}, {ints, 0, ints, -1, 1}, {ints, 0, ints, 0, -1}, {ints, 2, ints, 0, 2},
            {ints, 0, ints, 2, 2}, {ints, 0, new long[3], 0, 1}, {ints, 0, new Object[3], 0, 1},
            {new Object[3], 0, ints, 0, 1}, {ints, 0, "x", 0, 1}, {"x", 0, ints, 0, 1},
            {new String[] {"a"}, 0, "x", 0, 1}, {new Object[] {"a", 1, "b"}, 0, new String[3], 0, 3},
            {new Integer[1], 0, new String[1], 0, 1}, {new Integer[] {5}, 0, new String[1], 0, 1},
            {null, 0, ints, 0, 1}, {ints, 0, null, 0, 1}, {new String[3], 2, new Object[1], 0, 2},
            {new String[3], 0, new Object[1], 0, 2}, {new String[3], -2, new Object[1], 0, 2},
            {ints, Integer.MAX_VALUE, ints, 0, Integer.MAX_VALUE}, {ints, 0, ints, 1, 2},
            {new int[1][], 0, new Object[1], 0, 1}, {new int[1][], 0, new int[1], 0, 1}, {"a", 0, "b", 0, 0}};
        for (Object[] c : copies) {
            attempt("copy", then(c[2],
                    () -> System.arraycopy(c[0], (Integer) c[1], c[2], (Integer) c[3], (Integer) c[4])));
        }
    }
}
