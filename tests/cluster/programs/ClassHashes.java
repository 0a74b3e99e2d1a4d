// SPDX-License-Identifier: Apache-2.0
// Shows that classes, arrays of them and primitive types have one identity hash, however it is
// asked for.
public class ClassHashes {
    public static void main(String[] x) throws Exception {
        Class<?> c = int.class;
        for (int i = 0; i < 3; i++) {
            int a = c.hashCode(), b = System.identityHashCode(c),
                d = (Integer) Object.class.getMethod("hashCode").invoke(c);
            Object o = c;
            int e = o.hashCode();
            System.out.println((a == b) + " " + (a == d) + " " + (a == e));
        }
        for (Object k : new Object[] {int.class, int[].class, void.class, Object.class,
                 Class.class, Math.class, String[].class, Thread[][].class, ClassHashes.class,
                 ClassHashes[].class, new Object(), "text", x, Integer.valueOf(5),
                 Thread.currentThread(), Thread.currentThread().getThreadGroup(), System.out}) {
            int a = System.identityHashCode(k),
                d = k instanceof Class ? (Integer) Object.class.getMethod("hashCode").invoke(k) : a;
            Thread t = new Thread(new Runnable() {
                public void run() {
                    synchronized (k) {
                        System.out.println(System.identityHashCode(k) == a);
                    }
                }
            });
            t.start();
            t.join();
            System.out.println((a == d) + " " + (a == System.identityHashCode(k)));
        }
    }
}
