// Shows method handles and VarHandles made by one thread and used by others: direct ones of every
// kind, bound, combined, and all basic types of arguments and results.
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.WrongMethodTypeException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

public class HandlesShared {
    static class Base {
        protected int id = 7;
        String name() { return "base"; }
    }

    interface Named {
        String title();
        default String twice() { return title() + title(); }
    }

    static class Target extends Base implements Named {
        static volatile long counter = 10;
        private int secret;
        final String label;
        double ratio = 0.5;
        Object any;
        Target(String label) { this.label = label; }
        String name() { return "target " + label; }
        public String title() { return "T" + label; }
        private int hidden(int by) { return secret += by; }
        static String all(boolean z, byte b, char c, short s, int i, long j, float f, double d, Object o) {
            return z + " " + b + " " + c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + o;
        }
        boolean isBig(long l) { return l > 100; }
        byte asByte(int i) { return (byte) i; }
        char next(char c) { return (char) (c + 1); }
        short half(short s) { return (short) (s / 2); }
        long twice(long l) { return 2 * l; }
        float half(float f) { return f / 2; }
        double half(double d) { return d / 2; }
        void nothing(List<String> out) { out.add("nothing " + label); }
        static int sum(int... numbers) {
            int sum = 0;
            for (int n : numbers) sum += n;
            return sum;
        }
        static void fail(String why) { throw new IllegalStateException(why); }
        static MethodHandle superName() throws ReflectiveOperationException {
            return MethodHandles.lookup().findSpecial(
                Base.class, "name", MethodType.methodType(String.class), Target.class);
        }
    }

    // What main has made for the others.
    static class Kit {
        MethodHandle name, title, twice, hidden, superName, make, all, getLabel, getSecret, setSecret;
        MethodHandle getCounter, setCounter, length, element, newArray, sum, sumFixed;
        MethodHandle bound, dropped, filtered, guarded, caught, spread, collected, adapted, folded, permuted, identity, constant;
        MethodHandle[] basic;
        MethodHandle[] boundBasic;
        VarHandle secret, ratio, any, label, counter, ints, strings, exact, view, viewExact;
        Target target = new Target("shared");
    }

    static final MethodType STRING = MethodType.methodType(String.class);
    static Kit kit;

    static Kit makeKit() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Kit k = new Kit();
        k.name = lookup.findVirtual(Base.class, "name", STRING);
        k.title = lookup.findVirtual(Named.class, "title", STRING);
        k.twice = lookup.findVirtual(Target.class, "twice", STRING);
        k.hidden = lookup.findVirtual(Target.class, "hidden", MethodType.methodType(int.class, int.class));
        k.superName = Target.superName();
        k.make = lookup.findConstructor(Target.class, MethodType.methodType(void.class, String.class));
        k.all = lookup.findStatic(Target.class, "all", MethodType.methodType(String.class, boolean.class, byte.class,
            char.class, short.class, int.class, long.class, float.class, double.class, Object.class));
        k.getLabel = lookup.findGetter(Target.class, "label", String.class);
        k.getSecret = lookup.findGetter(Target.class, "secret", int.class);
        k.setSecret = lookup.findSetter(Target.class, "secret", int.class);
        k.getCounter = lookup.findStaticGetter(Target.class, "counter", long.class);
        k.setCounter = lookup.findStaticSetter(Target.class, "counter", long.class);
        k.length = MethodHandles.arrayLength(int[].class);
        k.element = MethodHandles.arrayElementGetter(String[].class);
        k.newArray = MethodHandles.arrayConstructor(double[].class);
        k.sum = lookup.findStatic(Target.class, "sum", MethodType.methodType(int.class, int[].class));
        k.sumFixed = k.sum.asFixedArity();
        k.basic = basics(lookup);
        k.boundBasic = new MethodHandle[k.basic.length];
        for (int i = 0; i < k.basic.length; i++) k.boundBasic[i] = k.basic[i].bindTo(k.target);
        k.bound = k.hidden.bindTo(k.target);
        k.dropped = MethodHandles.dropArguments(k.getLabel, 0, int.class, Object.class);
        k.filtered = MethodHandles.filterReturnValue(k.getLabel, lookup.findVirtual(String.class, "length", MethodType.methodType(int.class)));
        MethodHandle test = lookup.findVirtual(Target.class, "isBig", MethodType.methodType(boolean.class, long.class));
        MethodHandle big = MethodHandles.dropArguments(MethodHandles.constant(String.class, "big"), 0, Target.class, long.class);
        MethodHandle small = MethodHandles.dropArguments(k.name.asType(MethodType.methodType(String.class, Target.class)), 1, long.class);
        k.guarded = MethodHandles.guardWithTest(test, big, small);
        MethodHandle fail = lookup.findStatic(Target.class, "fail", MethodType.methodType(void.class, String.class));
        MethodHandle handler = lookup.findVirtual(Throwable.class, "getMessage", STRING);
        k.caught = MethodHandles.catchException(
            MethodHandles.filterReturnValue(fail, MethodHandles.constant(String.class, "none")),
            IllegalStateException.class, handler.asType(MethodType.methodType(String.class, IllegalStateException.class)));
        k.spread = k.all.asSpreader(Object[].class, 9);
        k.collected = k.sumFixed.asCollector(int[].class, 3);
        k.adapted = k.hidden.asType(MethodType.methodType(long.class, Object.class, Integer.class));
        k.identity = MethodHandles.identity(long.class);
        k.constant = MethodHandles.constant(String.class, "fixed");
        k.folded = MethodHandles.foldArguments(
            lookup.findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class)), k.constant
                .asType(MethodType.methodType(String.class)));
        k.permuted = MethodHandles.permuteArguments(
            lookup.findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class)),
            MethodType.methodType(String.class, String.class, String.class), 1, 0);
        k.secret = lookup.findVarHandle(Target.class, "secret", int.class);
        k.ratio = lookup.findVarHandle(Target.class, "ratio", double.class);
        k.any = lookup.findVarHandle(Target.class, "any", Object.class);
        k.label = lookup.findVarHandle(Target.class, "label", String.class);
        k.counter = lookup.findStaticVarHandle(Target.class, "counter", long.class);
        k.ints = MethodHandles.arrayElementVarHandle(int[].class);
        k.strings = MethodHandles.arrayElementVarHandle(String[].class);
        k.exact = k.secret.withInvokeExactBehavior();
        k.view = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
        k.viewExact = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
        return k;
    }

    static MethodHandle[] basics(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        return new MethodHandle[] {
            lookup.findVirtual(Target.class, "isBig", MethodType.methodType(boolean.class, long.class)),
            lookup.findVirtual(Target.class, "asByte", MethodType.methodType(byte.class, int.class)),
            lookup.findVirtual(Target.class, "next", MethodType.methodType(char.class, char.class)),
            lookup.findVirtual(Target.class, "half", MethodType.methodType(short.class, short.class)),
            lookup.findVirtual(Target.class, "twice", MethodType.methodType(long.class, long.class)),
            lookup.findVirtual(Target.class, "half", MethodType.methodType(float.class, float.class)),
            lookup.findVirtual(Target.class, "half", MethodType.methodType(double.class, double.class)),
            lookup.findVirtual(Target.class, "nothing", MethodType.methodType(void.class, List.class)),
        };
    }

    static class User implements Runnable {
        final Kit k;
        final List<String> out = new ArrayList<>();
        Throwable failure;
        MethodHandle back;
        VarHandle varBack;

        User(Kit k) { this.k = k; }

        void note(Object text) { out.add(String.valueOf(text)); }

        public void run() {
            try {
                direct();
                combined();
                basicTypes();
                variables();
                errors();
                back = k.hidden;
                varBack = k.secret;
                note((k.hidden == kit.hidden) + " " + (k.secret == kit.secret) + " " + (k.bound == kit.bound));
            } catch (Throwable e) {
                failure = e;
            }
        }

        void direct() throws Throwable {
            Target t = k.target;
            Target mine = (Target) k.make.invokeExact("mine");
            note((String) k.name.invokeExact((Base) t) + ", " + (String) k.name.invokeExact((Base) mine));
            note((String) k.title.invokeExact((Named) t) + (String) k.twice.invokeExact(mine));
            note((int) k.hidden.invokeExact(t, 3) + (int) k.hidden.invokeExact(mine, 4));
            note((String) k.superName.invokeExact(mine));
            note((String) k.all.invokeExact(true, (byte) 1, 'c', (short) 2, 3, 4L, 5.5f, 6.5, (Object) "o"));
            note((String) k.getLabel.invokeExact(t) + (int) k.getSecret.invokeExact(mine));
            k.setSecret.invokeExact(mine, 44);
            note(mine.secret);
            k.setCounter.invokeExact((long) k.getCounter.invokeExact() + 1);
            note((int) k.length.invokeExact(new int[5]) + " " + (String) k.element.invokeExact(new String[] {"x", "y"}, 1)
                + " " + ((double[]) k.newArray.invokeExact(3)).length);
            note((int) k.sum.invoke(1, 2, 3) + " " + (int) k.sumFixed.invokeExact(new int[] {4, 5}) + " " + k.sum.isVarargsCollector());
            note(k.name.type() + " " + k.all.type().parameterCount() + " " + (k.name.type().returnType() == String.class));
            note(k.sum.invokeWithArguments(1, 2, 3, 4));
            note(k.all.invokeWithArguments(false, (byte) 9, 'd', (short) 8, 7, 6L, 1f, 2d, null));
        }

        void combined() throws Throwable {
            note((int) k.bound.invokeExact(5) > 0);
            note(k.bound.invokeWithArguments(5) instanceof Integer);
            note((String) k.dropped.invokeExact(1, (Object) "x", k.target) + (int) k.filtered.invokeExact(k.target));
            note((String) k.guarded.invokeExact(k.target, 5L) + ", " + (String) k.guarded.invokeExact(k.target, 500L));
            note((String) k.caught.invokeExact("because"));
            note((String) k.spread.invokeExact(new Object[] {true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, List.of(1)}));
            note((int) k.collected.invokeExact(7, 8, 9));
            note((long) k.adapted.invokeExact((Object) new Target("adapted"), (Integer) 6));
            note((long) k.identity.invokeExact(77L) + (String) k.constant.invokeExact());
            note((String) k.folded.invoke("+") + (String) k.permuted.invokeExact("a", "b"));
            // As arguments of combinators of this thread.
            MethodHandle length = MethodHandles.lookup().findVirtual(String.class, "length", MethodType.methodType(int.class));
            note((int) MethodHandles.filterReturnValue(k.guarded, length).invokeExact(k.target, 500L));
            note((String) MethodHandles.insertArguments(k.permuted, 0, "first").invokeExact("second"));
            note((Object) k.folded.asType(MethodType.methodType(Object.class, Object.class)).invokeExact((Object) "!"));
            MethodHandle later = MethodHandles.foldArguments(MethodHandles.dropArguments(k.permuted, 0, String.class), k.permuted);
            note((String) later.invokeExact("c", "d"));
            note(k.bound.type() + " " + k.guarded.type() + " " + k.spread.asCollector(Object[].class, 9).type().parameterCount());
        }

        void basicTypes() throws Throwable {
            for (MethodHandle[] handles : new MethodHandle[][] {k.boundBasic, bind(k.basic)}) {
                StringBuilder line = new StringBuilder();
                line.append((boolean) handles[0].invokeExact(101L)).append(' ');
                line.append((byte) handles[1].invokeExact(300)).append(' ');
                line.append((char) handles[2].invokeExact('p')).append(' ');
                line.append((short) handles[3].invokeExact((short) -7)).append(' ');
                line.append((long) handles[4].invokeExact(1L << 40)).append(' ');
                line.append((float) handles[5].invokeExact(2.5f)).append(' ');
                line.append((double) handles[6].invokeExact(1e100)).append(' ');
                List<String> list = new ArrayList<>();
                handles[7].invokeExact((List) list);
                line.append(list);
                note(line);
            }
            note(k.boundBasic[0].invoke(5) + " " + k.boundBasic[4].invoke(5) + " " + (double) k.boundBasic[5].invoke(5));
        }

        MethodHandle[] bind(MethodHandle[] direct) {
            MethodHandle[] bound = new MethodHandle[direct.length];
            for (int i = 0; i < direct.length; i++) bound[i] = direct[i].bindTo(new Target("own"));
            return bound;
        }

        void variables() {
            Target mine = new Target("var");
            k.secret.set(mine, 5);
            note((int) k.secret.getAndAdd(mine, 3) + " " + (int) k.secret.getVolatile(mine) + " " + k.secret.compareAndSet(mine, 8, 9) + " " + mine.secret);
            note((double) k.ratio.getAndSet(k.target, 0.25) > 0);
            k.any.setRelease(mine, (Object) "any");
            note(k.any.getAndSet(mine, (Object) 5) + " " + mine.any + " " + (String) k.label.get(mine));
            k.counter.getAndAdd(1L);
            int[] numbers = {1, 2, 3};
            String[] words = {"a", "b"};
            note((int) k.ints.getAndAdd(numbers, 1, 10) + " " + numbers[1] + " " + k.strings.compareAndSet(words, 0, words[0], "z") + words[0]);
            k.exact.set(mine, 11);
            note((int) k.exact.get(mine) + " " + k.exact.hasInvokeExactBehavior() + k.secret.hasInvokeExactBehavior());
            try {
                k.exact.set(mine, (short) 1);
            } catch (WrongMethodTypeException e) {
                note(e.getMessage());
            }
            byte[] bytes = {0, 0, 1, 2, 3, 4, 5, 6, 7};
            note((int) k.view.get(bytes, 0) + " " + (long) k.viewExact.get(bytes, 1));
            k.view.set(bytes, 4, 0x01020304);
            note(bytes[4] + " " + bytes[7]);
            note(k.secret.varType() + " " + k.ints.coordinateTypes() + " " + k.label.isAccessModeSupported(VarHandle.AccessMode.SET)
                + k.counter.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD));
            try {
                k.label.set(mine, "other");
            } catch (UnsupportedOperationException e) {
                note("final");
            }
            try {
                k.secret.get((Target) null);
            } catch (NullPointerException e) {
                note("null");
            }
        }

        void errors() throws Throwable {
            try {
                Object ignored = k.bound.invokeExact("text");
            } catch (WrongMethodTypeException e) {
                note(e.getMessage());
            }
            try {
                Object ignored = k.name.invoke((Object) "text");
            } catch (ClassCastException e) {
                note("cast");
            }
            try {
                Object ignored = k.name.invoke((Object) null);
            } catch (NullPointerException e) {
                note("null receiver");
            }
        }
    }

    public static void main(String[] args) throws Throwable {
        kit = makeKit();
        User[] users = new User[3];
        for (int i = 0; i < users.length; i++) {
            Thread thread = new Thread(users[i] = new User(kit));
            thread.start();
            thread.join();
        }
        for (User user : users) {
            if (user.failure != null) user.failure.printStackTrace();
            for (String line : user.out) System.out.println(line);
            System.out.println((user.back == kit.hidden) + " " + (user.varBack == kit.secret));
            System.out.println((int) user.varBack.get(kit.target) > 0);
        }
        System.out.println(Target.counter + " " + (kit.target.secret > 0) + " " + kit.target.ratio);
    }
}
