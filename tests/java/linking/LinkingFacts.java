// SPDX-License-Identifier: Apache-2.0
// Initialization order and concurrency, nests, hidden classes, class data, modules of classes, array types, proxies, sealed types.

import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
public class LinkingFacts {
  static String plain(Object o) { return String.valueOf(o).replaceAll("@[0-9a-f]{3,}", "@HASH").replaceAll("0x[0-9a-f]+", "0xN"); }
  static final AtomicInteger inits = new AtomicInteger();
  static class Slow { static int v; static { inits.incrementAndGet(); try { Thread.sleep(100); } catch (InterruptedException e) {} v = 42; } }
  static class Fails { static int v = f(); static int f() { try { Thread.sleep(50); } catch (InterruptedException e) {} throw new IllegalStateException("x"); } }
  interface D1 { int X = LinkingFacts.say("D1"); default void d() {} }
  interface D2 extends D1 { int Y = LinkingFacts.say("D2"); }
  interface D3 { int Z = LinkingFacts.say("D3"); static void s() {} }
  interface D4 extends D3 { int W = LinkingFacts.say("D4"); default void q() {} }
  static class P implements D2 { static { LinkingFacts.say("P"); } }
  static class Q extends P implements D4 { static { LinkingFacts.say("Q"); } }
  static int say(String s) { System.out.println("init " + s); return 1; }
  static class A { static { LinkingFacts.say("A"); B.touch(); } static void touch() {} }
  static class B { static { LinkingFacts.say("B"); A.touch(); } static void touch() {} }
  static class Consts { static final int I = 7; static final String S = "const"; static final long L = 1L << 40; static final double DD = 2.5; static final float F = 1.5f; static final boolean Z = true; static final char C = 'c'; static final byte BB = -3; static final short SH = -300; static { LinkingFacts.say("Consts"); } }
  static class Outer { private int secret = 5; class Inner { private int s2 = secret + 1; private int get() { return secret * 10; } } int sum() { Inner i = new Inner(); return i.s2 + i.get(); } }
  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<Integer>> fs = new ArrayList<>();
    for (int i = 0; i < 8; i++) fs.add(pool.submit(() -> Slow.v));
    for (Future<Integer> f : fs) if (f.get() != 42) System.out.println("BAD");
    System.out.println("inits " + inits.get());
    List<Future<String>> gs = new ArrayList<>();
    for (int i = 0; i < 8; i++) gs.add(pool.submit(() -> { try { return "" + Fails.v; } catch (Throwable t) { return t.getClass().getSimpleName() + (t.getCause() == null ? "" : "/" + t.getCause().getClass().getSimpleName()); } }));
    TreeMap<String, Integer> m = new TreeMap<>();
    for (Future<String> f : gs) m.merge(f.get(), 1, Integer::sum);
    System.out.println(m);
    pool.shutdown();
    new Q();
    A.touch();
    System.out.println(Consts.class.getDeclaredFields().length);
    for (var f : Consts.class.getDeclaredFields()) { f.setAccessible(true); System.out.println(f.getName() + "=" + f.get(null)); }
    System.out.println(new Outer().sum());
    for (Class<?> c : new Class<?>[]{Outer.class, Outer.Inner.class, LinkingFacts.class, int.class, int[].class, String[][].class, Outer.Inner[].class}) System.out.println(plain(c + " host " + c.getNestHost().getName() + " members " + c.getNestMembers().length + " mod " + c.getModule() + " pkg '" + c.getPackageName() + "' " + c.getModifiers() + " cl " + (c.getClassLoader() == null ? "boot" : c.getClassLoader().getClass().getSimpleName())));
    System.out.println(Outer.class.isNestmateOf(Outer.Inner.class) + " " + Outer.class.isNestmateOf(String.class));
    Runnable r = () -> {};
    Class<?> h = r.getClass();
    System.out.println(plain(h.isHidden() + " " + h.getName().replaceAll("0x[0-9a-f]+", "0xN") + " " + h.descriptorString().replaceAll("0x[0-9a-f]+", "0xN") + " " + h.getNestHost() + " " + h.isSynthetic() + " " + h.getModule() + " " + h.toString().replaceAll("0x[0-9a-f]+", "0xN")));
    Object arr = java.lang.reflect.Array.newInstance(h, 2);
    System.out.println(arr.getClass().getName().replaceAll("0x[0-9a-f]+", "0xN") + " " + arr.getClass().descriptorString().replaceAll("0x[0-9a-f]+", "0xN") + " " + arr.getClass().getSimpleName().replaceAll("0x[0-9a-f]+", "0xN")+ " " + arr.getClass().getTypeName().replaceAll("0x[0-9a-f]+", "0xN"));
    try { Object o = r; String s = (String) o; } catch (ClassCastException e) { System.out.println(e.getMessage().replaceAll("0x[0-9a-f]+", "0xN")); }
    byte[] bytes; try (var in = LinkingFacts.class.getResourceAsStream("LinkingFacts$Slow.class")) { bytes = in.readAllBytes(); }
    MethodHandles.Lookup l = MethodHandles.lookup();
    Class<?> hc = l.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE).lookupClass();
    System.out.println(hc.getName().replaceAll("0x[0-9a-f]+", "0xN") + " " + inits.get() + " " + hc.getNestHost());
    Class<?> hd = l.defineHiddenClass(bytes, false).lookupClass();
    System.out.println(hd.getNestHost() == hd);
    MethodHandles.Lookup cd = l.defineHiddenClassWithClassData(bytes, "data", true);
    System.out.println(MethodHandles.classData(cd, "_", String.class));
    System.out.println(Object[].class.isAssignableFrom(String[][].class) + " " + Cloneable[].class.isAssignableFrom(int[][].class) + " " + Number[].class.isAssignableFrom(Integer[].class) + " " + Integer[].class.isAssignableFrom(Number[].class)+ " " + Comparable[].class.isAssignableFrom(Integer[].class));
    for (String n : new String[]{"java.sql.Driver", "com.sun.net.httpserver.HttpServer", "jdk.internal.misc.VM", "com.sun.tools.javac.Main", "java.lang.Foo", "javax.xml.parsers.SAXParser"})
      try { Class<?> c = Class.forName(n); System.out.println(plain(c + " " + c.getModule() + " " + c.getClassLoader())); } catch (Throwable t) { System.out.println(t); }
    try { Class.forName("java.sql.Driver", false, null); } catch (Throwable t) { System.out.println(t); }
    for (Package p : new TreeMap<>(Map.of("a", String.class.getPackage(), "b", LinkingFacts.class.getPackage())).values()) System.out.println(p);
    System.out.println(Arrays.stream(Package.getPackages()).anyMatch(p -> p.getName().equals("java.util")));
    ClassLoader np = new ClassLoader(LinkingFacts.class.getClassLoader()) { };
    System.out.println(plain(np.getUnnamedModule().isNamed() + " " + np.loadClass("LinkingFacts$Outer").getModule()));
    try { np.loadClass("nope"); } catch (ClassNotFoundException e) { System.out.println(e); }
    Proxy p = null;
    Object px = java.lang.reflect.Proxy.newProxyInstance(LinkingFacts.class.getClassLoader(), new Class<?>[]{Runnable.class, Comparable.class}, (o, me, a) -> { return me.getName().equals("compareTo") ? 3 : null; });
    System.out.println(plain(((Comparable) px).compareTo("x") + " " + px.getClass().getModule()));
    record R(int a, String b) {}
    System.out.println(new R(1, "z"));

    System.out.println(S.class.isSealed() + " " + S.class.getPermittedSubclasses().length);
  }
  interface Proxy {}
}
sealed interface S permits S1, S2 {}
final class S1 implements S {}
final class S2 implements S {}
