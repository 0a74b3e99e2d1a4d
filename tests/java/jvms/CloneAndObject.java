// SPDX-License-Identifier: Apache-2.0
// Object.clone of classes and arrays, CloneNotSupportedException, equals and hashCode contracts,
// toString defaults, getClass, wait on it.
import java.util.*;

public class CloneAndObject {
    static class Plain {
        int x = 1;
        @Override
        protected Object clone() throws CloneNotSupportedException {
            return super.clone();
        }
    }
    static class Can implements Cloneable {
        int a = 1;
        long b = 2;
        double c = 3.5;
        boolean d = true;
        byte e = -1;
        char f = 'f';
        short g = 7;
        float h = 1.25f;
        Object o = "shared";
        int[] arr = {1, 2};
        static int made;
        { made++; }
        @Override
        public Can clone() {
            try {
                return (Can) super.clone();
            } catch (CloneNotSupportedException x) { throw new AssertionError(x); }
        }
    }
    static class Sub extends Can {
        String extra = "extra";
        final List<String> list = new ArrayList<>(List.of("l"));
    }
    enum E {
        A;
    }
    static class Key {
        final int k;
        Key(int k) { this.k = k; }
        @Override
        public boolean equals(Object o) {
            return o instanceof Key x && x.k == k;
        }
        @Override
        public int hashCode() {
            return k % 3;
        }
        @Override
        public String toString() {
            return "Key" + k;
        }
    }
    interface Shape extends Cloneable {}
    public static void main(String[] args) throws Exception {
        try {
            new Plain().clone();
        } catch (CloneNotSupportedException e) { System.out.println(e); }
        Can c = new Can(), d = c.clone();
        c.a = 9;
        c.arr[0] = 99;
        c.b = -1;
        System.out.println(d.a + " " + d.b + d.c + d.d + d.e + d.f + d.g + d.h + d.o + d.arr[0]
                + " " + (d.arr == c.arr) + Can.made + (d != c) + d.getClass());
        Sub s = (Sub) new Sub().clone();
        s.list.add("more");
        System.out.println(s.extra + s.list + (s.getClass() == Sub.class));
        int[][] m = {{1}, {2}};
        int[][] n = m.clone();
        n[0][0] = 50;
        n[1] = new int[] {60};
        System.out.println(m[0][0] + " " + m[1][0]);
        for (Object a : new Object[] {new boolean[] {true}.clone(), new byte[] {1}.clone(),
                     new char[] {'c'}.clone(), new short[] {2}.clone(), new long[] {3}.clone(),
                     new float[] {4}.clone(), new double[] {5}.clone(), new String[] {"s"}.clone(),
                     new Object[0].clone()})
            System.out.print(
                    a.getClass().getSimpleName() + java.lang.reflect.Array.getLength(a) + " ");
        System.out.println();
        try {
            var cl = Object.class.getDeclaredMethod("clone");
            cl.setAccessible(true);
        } catch (RuntimeException e) { System.out.println(e.getMessage()); }
        Object o = new Object();
        System.out.println(o.equals(o) + " " + o.equals(null)
                + o.toString().startsWith("java.lang.Object@") + (o.hashCode() == o.hashCode())
                + new int[0].toString().startsWith("[I@")
                + new String[0][0].toString().startsWith("[[Ljava.lang.String;@"));
        Map<Key, Integer> map = new HashMap<>();
        for (int i = 0; i < 10; i++) map.put(new Key(i % 5), i);
        System.out.println(new TreeMap<Integer, Integer>() {
            { map.forEach((k, v) -> put(k.k, v)); }
        });
        System.out.println(Objects.equals(null, null) + " " + Objects.hash()
                + Objects.hash((Object) null) + Objects.hashCode(null) + Objects.toString(null)
                + Objects.requireNonNullElse(null, "else")
                + Objects.compare("a", "b", Comparator.naturalOrder()) + Objects.isNull(o));
        System.out.println(E.A.getClass() + " " + new Shape() {}.getClass().getInterfaces()[0]
                + ((Object) 1).getClass() + ((Object) int.class).getClass()
                + new Object() {}.getClass().getSuperclass()
                + CloneAndObject[].class.getSuperclass());
        ArrayList<String> al = new ArrayList<>(List.of("a", "b"));
        @SuppressWarnings("unchecked") ArrayList<String> al2 = (ArrayList<String>) al.clone();
        al2.add("c");
        System.out.println(al + "" + al2 + new HashMap<>(Map.of(1, 2)).clone()
                + new Date(0).clone().equals(new Date(0)) + new BitSet().clone());
        Calendar cal = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        System.out.println(cal.clone().equals(cal));
    }
}
