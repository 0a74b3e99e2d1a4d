// SPDX-License-Identifier: Apache-2.0
// Modules defined at run time: refused definitions, readability and exports in access checks, with their messages.

import java.lang.module.*;
import java.net.URI;
import java.util.*;
public class ModuleErrors {
  static class L extends ClassLoader { L(String n) { super(n, ModuleErrors.class.getClassLoader()); } }
  static void t(String what, Runnable r) { System.out.print(what + ": "); try { r.run(); System.out.println("ok"); } catch (Throwable e) { System.out.println(String.valueOf(e).replaceAll("@(0x)?[0-9a-f]{3,}", "@HASH")); } }
  public static void main(String[] a) throws Exception {
    L l = new L("l1");
    ModuleDescriptor d = ModuleDescriptor.newModule("m.one").packages(Set.of("p.one", "p.two")).build();
    ModuleDescriptor e = ModuleDescriptor.newModule("m.two").packages(Set.of("p.two")).build();
    ModuleDescriptor j = ModuleDescriptor.newModule("m.java").packages(Set.of("java.foo")).build();
    ModuleDescriptor b = ModuleDescriptor.newModule("java.base").packages(Set.of("x.y")).build();
    ModuleDescriptor f = ModuleDescriptor.newModule("m.free").packages(Set.of("q")).build();
    Module[] m = new Module[3];
    t("define", () -> m[0] = jdk.internal.module.Modules.defineModule(l, d, URI.create("file:/m1")));
    t("again", () -> jdk.internal.module.Modules.defineModule(l, d, URI.create("file:/m1")));
    t("package taken", () -> jdk.internal.module.Modules.defineModule(l, e, null));
    t("java package", () -> jdk.internal.module.Modules.defineModule(l, j, null));
    t("java.base", () -> jdk.internal.module.Modules.defineModule(l, b, null));
    t("free", () -> m[1] = jdk.internal.module.Modules.defineModule(l, f, null));
    t("boot package taken", () -> jdk.internal.module.Modules.defineModule(null, ModuleDescriptor.newModule("m.boot").packages(Set.of("java.util")).build(), null));
    t("unnamed taken", () -> { L k = new L("l2"); byte[] c = cls("u/C"); try { var dm = ClassLoader.class.getDeclaredMethod("defineClass", String.class, byte[].class, int.class, int.class); dm.setAccessible(true); dm.invoke(k, null, c, 0, c.length); } catch (Exception x) { throw new RuntimeException(x); } jdk.internal.module.Modules.defineModule(k, ModuleDescriptor.newModule("m.u").packages(Set.of("u")).build(), null); });
    t("reads", () -> jdk.internal.module.Modules.addReads(m[0], m[1]));
    t("exports", () -> jdk.internal.module.Modules.addExports(m[0], "p.one", m[1]));
    t("exports nothing", () -> jdk.internal.module.Modules.addExports(m[0], "p.zero", m[1]));
    t("exports all", () -> jdk.internal.module.Modules.addExports(m[0], "p.one"));
    System.out.println(m[0] + " " + m[0].isExported("p.one", m[1]) + " " + m[0].canRead(m[1]));
    // named module classes and access errors
    var dm = ClassLoader.class.getDeclaredMethod("defineClass", String.class, byte[].class, int.class, int.class); dm.setAccessible(true);
    byte[] c1 = user("p/one/A", "q/B"), c2 = cls("q/B"), c3 = user("p/two/C", "q/B");
    Class<?> A = (Class<?>) dm.invoke(l, null, c1, 0, c1.length), B = (Class<?>) dm.invoke(l, null, c2, 0, c2.length);
    System.out.println(A.getModule() + " " + B.getModule());
    t("not exported", () -> call(A));
    t("unnamed to named", () -> { try { L k = new L("l3") { protected Class<?> findClass(String n) throws ClassNotFoundException { return n.equals("q.B") ? B : super.findClass(n); } }; byte[] c = user("z/Z", "q/B"); Class<?> Z = (Class<?>) dm.invoke(k, null, c, 0, c.length); call(Z); } catch (ReflectiveOperationException x) { throw new RuntimeException(x); } });
    t("export q", () -> jdk.internal.module.Modules.addExports(m[1], "q", m[0]));
    t("exported", () -> call(A));
    L n = new L("l4") { protected Class<?> findClass(String s) throws ClassNotFoundException { return s.equals("q.B") ? B : super.findClass(s); } };
    Module[] mm = new Module[1];
    t("define reader", () -> mm[0] = jdk.internal.module.Modules.defineModule(n, ModuleDescriptor.newModule("m.r").version("1.2").packages(Set.of("r")).build(), URI.create("file:/m4")));
    byte[] c4 = user("r/R", "q/B"); Class<?> R = (Class<?>) dm.invoke(n, null, c4, 0, c4.length);
    t("not readable", () -> call(R));
    t("cast", () -> { Object o; try { o = R.getConstructor().newInstance(); } catch (ReflectiveOperationException x) { throw new RuntimeException(x); } String s = (String) o; });
    t("hidden package", () -> { byte[] c = user("r/S", "p/two/C"); try { dm.invoke(l, null, c3, 0, c3.length); L k = new L("l5") { protected Class<?> findClass(String s) throws ClassNotFoundException { return s.startsWith("p.two") ? l.loadClass(s) : super.findClass(s); } }; call((Class<?>) dm.invoke(k, null, c, 0, c.length)); } catch (ReflectiveOperationException x) { throw new RuntimeException(x); } });
    System.out.println(ModuleLayer.boot().modules().size() > 50);
    System.out.println(Object.class.getModule().getPackages().contains("java.lang"));
    System.out.println(Arrays.toString(Package.getPackages()).contains("package java.util.function"));
  }
  static void call(Class<?> c) { try { c.getMethod("f").invoke(null); } catch (java.lang.reflect.InvocationTargetException x) { if (x.getCause() instanceof Error er) throw er; throw new RuntimeException(x.getCause()); } catch (ReflectiveOperationException x) { throw new RuntimeException(x); } }
  static byte[] cls(String name) { var w = new jdk.internal.org.objectweb.asm.ClassWriter(3); w.visit(61, 33, name, null, "java/lang/Object", null); ctor(w); return w.toByteArray(); }
  static void ctor(jdk.internal.org.objectweb.asm.ClassWriter w) { var m = w.visitMethod(1, "<init>", "()V", null, null); m.visitCode(); m.visitVarInsn(25, 0); m.visitMethodInsn(183, "java/lang/Object", "<init>", "()V", false); m.visitInsn(177); m.visitMaxs(0, 0); m.visitEnd(); }
  static byte[] user(String name, String target) { var w = new jdk.internal.org.objectweb.asm.ClassWriter(3); w.visit(61, 33, name, null, "java/lang/Object", null); ctor(w); var m = w.visitMethod(9, "f", "()V", null, null); m.visitCode(); m.visitTypeInsn(187, target); m.visitInsn(87); m.visitInsn(177); m.visitMaxs(0, 0); m.visitEnd(); return w.toByteArray(); }
}
