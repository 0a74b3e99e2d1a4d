// SPDX-License-Identifier: Apache-2.0
// ExceptionInInitializerError, and NoClassDefFoundError for every later use, with causes and stack traces.

public class InitializerFailures {
  static class A { static int x = f(); static int f(){ throw new RuntimeException("boom"); } }
  static class B { static int x = f(); static int f(){ throw new StackOverflowError(); } }
  static class C { static int x = f(); static int f(){ throw new IllegalStateException("st", new RuntimeException("inner")); } }
  static class D extends A { static int y = 3; static { System.out.println("D"); } }
  static void t(Runnable r){ try { r.run(); } catch (Throwable e) { e.printStackTrace(System.out); if (e.getCause()!=null) System.out.println("supp " + e.getCause().getMessage()); } }
  public static void main(String[] a) throws Exception {
    t(() -> System.out.println(A.x)); t(() -> System.out.println(A.x)); t(() -> System.out.println(A.x));
    t(() -> System.out.println(B.x)); t(() -> System.out.println(B.x));
    t(() -> System.out.println(C.x)); t(() -> System.out.println(C.x));
    t(() -> System.out.println(D.y)); t(() -> System.out.println(D.y));
  }
}
