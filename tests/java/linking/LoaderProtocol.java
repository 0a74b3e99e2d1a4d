// SPDX-License-Identifier: Apache-2.0
// What the VM asks class loaders for, in which order, and which lock it holds while a loader that is not parallel capable
// answers; then many threads that load the same classes in different orders.

import java.util.*; import java.util.concurrent.*; import java.util.concurrent.atomic.*;
public class LoaderProtocol {
  static class Serial extends ClassLoader { int in, max; Serial() { super(null); }
    @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
      System.out.println("asks " + n + " locked " + Thread.holdsLock(this));
      if (n.startsWith("LoaderProtocol")) { Class<?> c = findLoadedClass(n); if (c != null) return c; try (var i = LoaderProtocol.class.getResourceAsStream(n + ".class")) { byte[] b = i.readAllBytes(); return defineClass(n, b, 0, b.length); } catch (java.io.IOException e) { throw new ClassNotFoundException(n, e); } }
      return super.loadClass(n, r); } }
  static class Par extends ClassLoader { static { registerAsParallelCapable(); } Par() { super(null); }
    @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(n)) {
      System.out.println("asks " + n + " locked " + Thread.holdsLock(this));
      if (n.startsWith("LoaderProtocol")) { Class<?> c = findLoadedClass(n); if (c != null) return c; try (var i = LoaderProtocol.class.getResourceAsStream(n + ".class")) { byte[] b = i.readAllBytes(); return defineClass(n, b, 0, b.length); } catch (java.io.IOException e) { throw new ClassNotFoundException(n, e); } }
      return super.loadClass(n, r); } } }
  public static class A extends B { public static String x() { return new C().toString() + new D[2][2].length + new int[1].length; } }
  public static class B {} 
  public static class C { public String toString() { return "C"; } }
  public static class D {}
  public static void main(String[] a) throws Exception {
    for (ClassLoader l : new ClassLoader[]{new Serial(), new Par()}) {
      Class<?> c = l.loadClass("LoaderProtocol$A"); System.out.println(c.getClassLoader().getClass().getSimpleName());
      System.out.println(c.getMethod("x").invoke(null));
      System.out.println(Class.forName("LoaderProtocol$B", true, l) == c.getSuperclass());
      System.out.println(Class.forName("[[LLoaderProtocol$D;", true, l));
      try { Class.forName("LoaderProtocol$Nope", true, l); } catch (Throwable t) { System.out.println(t); }
    }
    // many threads, many classes
    ExecutorService p = Executors.newFixedThreadPool(8); List<Future<?>> f = new ArrayList<>();
    String[] names = "java.util.concurrent.ConcurrentSkipListMap java.util.concurrent.Phaser java.util.IdentityHashMap java.text.DecimalFormat java.math.BigDecimal java.util.concurrent.Exchanger java.util.zip.Deflater java.net.Inet6Address java.time.ZonedDateTime java.util.stream.Collectors java.nio.file.Files java.sql.Driver java.net.http.HttpClient com.sun.net.httpserver.HttpServer javax.xml.parsers.SAXParser".split(" ");
    AtomicInteger n = new AtomicInteger();
    for (int i = 0; i < 64; i++) { int k = i; f.add(p.submit(() -> { for (int j = 0; j < names.length; j++) { Class.forName(names[(j + k) % names.length]); n.incrementAndGet(); } return null; })); }
    for (Future<?> x : f) x.get(60, TimeUnit.SECONDS); System.out.println(n); p.shutdown();
  }
}
