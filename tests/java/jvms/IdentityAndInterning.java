// SPDX-License-Identifier: Apache-2.0
// identityHashCode: stable, spread, under locks and collections; interning of strings from
// everywhere; class identity; caches of boxes.
import java.util.*;

public class IdentityAndInterning {
    static final String CONST = "constant";
    static class Other {
        static final String CONST = "const"
                + "ant";
        static String make() { return "constant"; }
    }
    public static void main(String[] args) throws Exception {
        Object o = new Object();
        int h = System.identityHashCode(o);
        synchronized (o) {
            System.out.println(h == o.hashCode());
            synchronized (o) { System.out.println(h == System.identityHashCode(o)); }
        }
        Object p = new Object();
        synchronized (p) {
            int ph = p.hashCode(); Thread t = new Thread(() -> { synchronized (p) { p.notifyAll();
        }
    });
    t.start();
    while (t.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
    p.wait();
    System.out.println(ph == p.hashCode());
    t.join();
}
System.gc();
System.out.println(h == o.hashCode());
System.out.println(System.identityHashCode(null) + " " + (h >= 0) + " "
        + (new Object().toString().matches("java\\.lang\\.Object@[0-9a-f]{1,8}")));
Set<Integer> hashes = new HashSet<>();
Object[] keep = new Object[20000];
for (int i = 0; i < keep.length; i++) hashes.add(System.identityHashCode(keep[i] = new Object()));
System.out.println(hashes.size() > 19900);
IdentityHashMap<String, Integer> ihm = new IdentityHashMap<>();
for (int i = 0; i < 100; i++) ihm.put(new String("k"), i);
ihm.put("k", 1);
ihm.put("k", 2);
System.out.println(ihm.size());
int[] arr = {1};
System.out.println(arr.hashCode() == System.identityHashCode(arr));
Object clone = arr.clone();
System.out.println(clone == (Object) arr);
String a = "constant", dyn = new String("constant"),
       built = new StringBuilder("con").append("stant").toString();
System.out.println((a == CONST) + " " + (a == Other.CONST) + " " + (a == Other.make()) + " "
        + (a == dyn) + " " + (a == dyn.intern()) + " " + (a == built.intern()) + " "
        + (built == built.intern()) + " " + ("é€" == new String("é€").intern()));
String fresh = new String(new char[] {'f', 'r', 'e', 's', 'h', (char) ('0' + args.length)});
System.out.println((fresh.intern() == fresh) + " " + (fresh == "fresh0") + " "
        + (fresh.intern() == new String(fresh).intern()));
for (int i = 0; i < 20000; i++) ("intern" + i).intern();
System.gc();
System.out.println(("intern" + 77).intern() == ("intern" + 77).intern());
System.out.println((int.class == Integer.TYPE) + " " + (int[].class == new int[0].getClass()) + " "
        + (String[].class == Class.forName("[Ljava.lang.String;")) + " " + (void.class == Void.TYPE)
        + " " + (Object.class == new Object().getClass()) + " "
        + (Class.class.getClass() == Class.class) + " "
        + (IdentityAndInterning.class == Class.forName("IdentityAndInterning")) + " "
        + int.class.hashCode() * 0);
for (Class<?> c : new Class<?>[] {int.class, void.class, byte[].class, String[][].class,
             Map.Entry.class, Thread.State.class, new Object(){}.getClass(), boolean[][][].class})
    System.out.println(c + " | " + c.getName() + " | " + c.getSimpleName() + " | "
            + c.getCanonicalName() + " | " + c.getTypeName() + " | " + c.descriptorString());
for (String n : new String[] {"int", "[I", "[[J", "[Lnone;", "[", "", "java.util.Map$Entry",
             "java.util.Map.Entry", "Ljava.lang.String;", "[V", "[[Z"})
    try {
        System.out.println(Class.forName(n));
    } catch (ClassNotFoundException e) { System.out.println(e); }
System.out.println((Integer.valueOf(100) == Integer.valueOf(100)) + " "
        + (Integer.valueOf(128) == Integer.valueOf(128)) + " "
        + (Long.valueOf(-128) == Long.valueOf(-128)) + " "
        + (Character.valueOf((char) 127) == Character.valueOf((char) 127)) + " "
        + (Boolean.valueOf("TRUE") == Boolean.TRUE) + " " + (Optional.empty() == Optional.empty())
        + " " + (Collections.emptyList() == Collections.EMPTY_LIST) + (List.of() == List.of()));
System.out.println("\u0000nul".length() + " "
        + "\u0000nul".intern().charAt(0) * 1 + " "
        + "".intern().isEmpty()
        + (("x"
                   + "")
                        .intern()
                == "x"));
}
}
