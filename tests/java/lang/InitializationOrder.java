// SPDX-License-Identifier: Apache-2.0
// Order of static and instance initialisers, constructor chaining, forward references, constants
// that do not initialise.
public class InitializationOrder {
    static int step = 0;
    static int say(String s) {
        System.out.println(++step + " " + s);
        return step;
    }
    static class Base {
        static int a = say("Base.a");
        int x = say("Base.x");
        static { say("Base static block"); }
        { say("Base block"); }
        Base() {
            this(1);
            say("Base()");
        }
        Base(int i) {
            say("Base(int)");
            hook();
        }
        void hook() { say("Base.hook"); }
    }
    static class Derived extends Base {
        static final int CONSTANT = 42;
        static final String TEXT = "text";
        static final Integer BOXED = say("Derived.BOXED");
        static int b = say("Derived.b");
        int y = say("Derived.y");
        final int z = 7;
        final int w;
        {
            say("Derived block, w unset");
            w = 9;
        }
        Derived() {
            super();
            say("Derived() y=" + y + " w=" + w);
        }
        Derived(String s) {
            this();
            say("Derived(String) " + s);
        }
        @Override
        void hook() {
            say("Derived.hook y=" + y + " z=" + z + " w=" + w);
        }
    }
    static class Never {
        static { say("never printed"); }
        static final int N = 1;
        static final String S = "s" + N;
    }
    static class Forward {
        static int early() { return late; }
        static int first = early();
        static int late = 5;
        static int second = early();
        static final int LATE_CONSTANT = 8;
        static int viaMethod;
        static {
            viaMethod = Forward.LATE_CONSTANT;
            Forward.assigned = 3;
        }
        static int assigned = 4;
        static int kept;
        static { kept = 6; }
    }
    interface Lazy {
        int V = say("Lazy.V");
        void m();
    }
    static class Impl implements Lazy {
        static { say("Impl"); }
        public void m() {}
    }
    interface WithDefault {
        int V = say("WithDefault.V");
        default void m() {}
    }
    static class Impl2 implements WithDefault {
        static { say("Impl2"); }
    }
    static class ArrayOnly {
        static { say("ArrayOnly never"); }
    }
    static class ViaField {
        static int f = say("ViaField");
    }
    static class SubField extends ViaField {
        static { say("SubField never by f"); }
    }
    static class Cycle1 {
        static int a = 1 + Cycle2.b;
    }
    static class Cycle2 {
        static int b = 1 + Cycle1.a;
    }
    static class Counter {
        static int count;
        final int id = ++count;
    }
    static class ByReflection {
        static { say("ByReflection"); }
    }
    static class ByClassLiteral {
        static { say("ByClassLiteral only when asked"); }
    }

    public static void main(String[] args) throws Exception {
        say("main");
        System.out.println(Derived.CONSTANT + Derived.TEXT + Never.N + Never.S);
        new Derived("s");
        new Derived();
        System.out.println(Forward.first + " " + Forward.second + " " + Forward.viaMethod + " "
                + Forward.assigned + " " + Forward.kept);
        new Impl();
        say("after Impl");
        System.out.println(Impl.V > 0);
        new Impl2();
        say("after Impl2");
        ArrayOnly[] none = new ArrayOnly[3];
        say("array " + none.length);
        System.out.println(ArrayOnly[].class.getSimpleName());
        System.out.println(SubField.f > 0);
        System.out.println(Cycle1.a + " " + Cycle2.b);
        new Counter();
        new Counter();
        System.out.println(Counter.count);
        Class<?> c = Class.forName("InitializationOrder$ByReflection", false,
                InitializationOrder.class.getClassLoader());
        say("loaded");
        c.getDeclaredConstructor().newInstance();
        say("made");
        Class<?> literal = ByClassLiteral.class;
        say(literal.getSimpleName());
        Class.forName(literal.getName());
        say("end");
        int i = 0;
        int[] array = {i++, i++, i++ + i};
        System.out.println(array[0] + " " + array[1] + " " + array[2]);
    }
}
