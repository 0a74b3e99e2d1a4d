// SPDX-License-Identifier: Apache-2.0
// Inner, nested, local and anonymous classes: captured variables, outer access, shadowing,
// qualified this and super, private access.
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

public class InnerClasses {
    private int value = 1;
    private static String secret = "secret";
    class Inner {
        private int value = 2;
        class Deep {
            int value = 3;
            String all() {
                return value + " " + this.value + " " + Inner.this.value + " "
                        + InnerClasses.this.value + " " + secret;
            }
            void change() {
                InnerClasses.this.value += 10;
                Inner.this.value *= 5;
                secret += "!";
            }
        }
        int outer() { return InnerClasses.this.value; }
        private String hidden() { return "hidden " + value; }
    }
    static class Nested {
        private final int n;
        private Nested(int n) { this.n = n; }
        private static int count = 0;
        int next() { return ++count + n; }
    }
    static class Base {
        String name() { return "base"; }
        Base() { System.out.println("constructor sees " + name()); }
    }
    static class Derived extends Base {
        private String name = "derived";
        private final int number = 5;
        private final String constant = "constant";
        @Override
        String name() {
            return name + number + constant;
        }
        Supplier<String> superName() { return super::name; }
        String viaSuper() {
            return new Object() {
                String get() { return Derived.super.name() + Derived.this.name(); }
            }.get();
        }
    }
    class Sub extends Inner {
        Sub() { InnerClasses.this.super(); }
    }
    interface Counter {
        int next();
    }
    Counter counter(int start, int step) {
        int[] state = {start};
        class Local implements Counter {
            int calls;
            public int next() {
                calls++;
                value++;
                int r = state[0];
                state[0] += step;
                return r + calls;
            }
        }
        return new Local();
    }

    public static void main(String[] args) {
        InnerClasses outer = new InnerClasses();
        Inner inner = outer.new Inner();
        Inner.Deep deep = inner.new Deep();
        System.out.println(deep.all());
        deep.change();
        System.out.println(deep.all() + " " + inner.outer() + " " + inner.hidden());
        System.out.println(new Nested(5).next() + " " + new Nested(10).next() + " " + Nested.count);
        Derived d = new Derived();
        System.out.println(d.name() + " " + d.superName().get() + " " + d.viaSuper());
        System.out.println(outer.new Sub().outer());
        Counter c = outer.counter(100, 7);
        System.out.println(c.next() + " " + c.next() + " " + c.next() + " " + outer.value);
        System.out.println(c.getClass().getName() + " " + c.getClass().isLocalClass() + " "
                + c.getClass().getEnclosingMethod() + " "
                + c.getClass().getEnclosingClass().getSimpleName());
        Object anonymous = new Object() {
            int x = 4;
            { x *= 2; }
            @Override
            public String toString() {
                return "anonymous " + x + args.length;
            }
        };
        System.out.println(anonymous + " " + anonymous.getClass().getName() + " ["
                + anonymous.getClass().getSimpleName() + "] "
                + anonymous.getClass().isAnonymousClass());
        System.out.println(Inner.Deep.class.getName() + " " + Inner.Deep.class.getCanonicalName()
                + " " + Inner.Deep.class.getDeclaringClass() + " "
                + Inner.Deep.class.isMemberClass());
        var extended = new Object() {
            int a = 1;
            String b = "two";
            int sum() { return a + b.length(); }
        };
        extended.a = 10;
        System.out.println(extended.sum());
        List<Supplier<Integer>> list = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int j = i * i;
            list.add(() -> j + outer.value);
        }
        for (Supplier<Integer> s : list) System.out.print(s.get() + " ");
        System.out.println();
        try {
            InnerClasses none = null;
            none.new Inner();
        } catch (NullPointerException e) { System.out.println("no outer"); }
        System.out.println(outer.equals(new InnerClasses()) + " " + ((Object) 5).equals(5));
        Runnable r = new Runnable() {
            int depth = 0;
            public void run() {
                if (depth++ < 3) {
                    System.out.print(depth + " ");
                    this.run();
                }
            }
        };
        r.run();
        System.out.println();
    }
}
