// SPDX-License-Identifier: Apache-2.0
// not a program: makes small classes in memory for the programs of this folder and shows what becomes of them.

import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

public class ClassMaker {
  static class Loader extends ClassLoader {
    final Map<String, byte[]> files = new HashMap<>();
    Loader() { super("T", ClassMaker.class.getClassLoader()); }
    Loader(ClassLoader parent) { super("T2", parent); }
    Loader put(byte[] b) { files.put(new ClassReader(b).getClassName().replace('/', '.'), b); return this; }
    @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> c = findLoadedClass(name);
        if (c == null && files.containsKey(name)) { byte[] b = files.get(name); c = defineClass(name, b, 0, b.length); }
        return c != null ? c : super.loadClass(name, resolve);
      }
    }
  }
  interface Body { void make(ClassWriter w); }
  static byte[] cls(int version, int access, String name, String sup, String[] itf, Body body) {
    ClassWriter w = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    w.visit(version, access, name, null, sup, itf);
    if (body != null) body.make(w);
    w.visitEnd();
    return w.toByteArray();
  }
  static byte[] cls(int access, String name, String sup, String... itf) { return cls(V17, access, name, sup, itf, w -> ctor(w, sup)); }
  static void ctor(ClassWriter w, String sup) {
    MethodVisitor m = w.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    m.visitCode(); m.visitVarInsn(ALOAD, 0); m.visitMethodInsn(INVOKESPECIAL, sup, "<init>", "()V", false); m.visitInsn(RETURN); m.visitMaxs(0, 0); m.visitEnd();
  }
  static void method(ClassWriter w, int access, String name, String text) {
    MethodVisitor m = w.visitMethod(access, name, "()Ljava/lang/String;", null, null);
    if ((access & ACC_ABSTRACT) == 0) { m.visitCode(); m.visitLdcInsn(text); m.visitInsn(ARETURN); m.visitMaxs(0, 0); }
    m.visitEnd();
  }
  static void caller(ClassWriter w, String name, int op, String owner, String target, boolean itf, String newClass) {
    MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "()Ljava/lang/String;", null, null);
    m.visitCode();
    if (op != INVOKESTATIC) {
      m.visitTypeInsn(NEW, newClass); m.visitInsn(DUP); m.visitMethodInsn(INVOKESPECIAL, newClass, "<init>", "()V", false);
    }
    m.visitMethodInsn(op, owner, target, "()Ljava/lang/String;", itf);
    m.visitInsn(ARETURN); m.visitMaxs(0, 0); m.visitEnd();
  }
  static void load(String what, Loader l, String name) { load(what, l, name, null); }
  static void load(String what, Loader l, String name, String call) {
    System.out.print(what + ": ");
    try {
      Class<?> c = Class.forName(name, true, l);
      if (call == null) System.out.println("ok " + c);
      else System.out.println(c.getMethod(call).invoke(null));
    } catch (java.lang.reflect.InvocationTargetException e) { show(e.getCause()); }
    catch (Throwable e) { show(e); }
  }
  static void show(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      String text = String.valueOf(t).replaceAll("@[0-9a-f]{3,}", "@HASH").replaceAll("@0x[0-9a-f]+", "@HASH");
      System.out.print((t == e ? "" : " <- ") + text);
    }
    System.out.println();
  }
  static final int I = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;
}
