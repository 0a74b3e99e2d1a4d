// SPDX-License-Identifier: Apache-2.0
// Methods that store to local variable 0: calls and field accesses are on what is in it then, which may be null, and not on `this`.

import java.lang.reflect.Method;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

public class ReassignedThis extends ClassMaker {
  interface Code { void emit(MethodVisitor m); }

  // public String name(R other)
  static void add(ClassWriter w, String name, Code code) {
    MethodVisitor m = w.visitMethod(ACC_PUBLIC, name, "(LR;)Ljava/lang/String;", null, null);
    m.visitCode();
    code.emit(m);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  static void emitNameOfLocal0(MethodVisitor m) {
    m.visitVarInsn(ALOAD, 0);
    m.visitFieldInsn(GETFIELD, "Base", "name", "Ljava/lang/String;");
    m.visitInsn(ARETURN);
  }

  // On the receiver on the stack: a private method, a final one, and one of the superclass.
  static final String[] CALLS = {"secret", "fixed", "hashName"};
  static void call(MethodVisitor m, String method) {
    boolean special = !method.equals("fixed");
    m.visitMethodInsn(special ? INVOKESPECIAL : INVOKEVIRTUAL, method.equals("hashName") ? "Base" : "R", method, "()Ljava/lang/String;", false);
  }

  static byte[] base() {
    return cls(V1_5, ACC_PUBLIC, "Base", "java/lang/Object", null, w -> {
      ctor(w, "java/lang/Object");
      w.visitField(ACC_PUBLIC, "name", "Ljava/lang/String;", null, null).visitEnd();
      MethodVisitor m = w.visitMethod(ACC_PUBLIC, "hashName", "()Ljava/lang/String;", null, null);
      m.visitCode();
      emitNameOfLocal0(m);
      m.visitMaxs(0, 0);
      m.visitEnd();
    });
  }

  static byte[] made() {
    return cls(V1_5, ACC_PUBLIC, "R", "Base", null, w -> {
      ctor(w, "Base");
      for (String name : CALLS) {
        int access = name.equals("secret") ? ACC_PRIVATE : name.equals("fixed") ? ACC_PUBLIC | ACC_FINAL : ACC_PUBLIC;
        MethodVisitor m = w.visitMethod(access, name, "()Ljava/lang/String;", null, null);
        m.visitCode();
        emitNameOfLocal0(m);
        m.visitMaxs(0, 0);
        m.visitEnd();
      }
      for (String call : CALLS) {
        add(w, "kept_" + call, m -> { m.visitVarInsn(ALOAD, 0); call(m, call); m.visitInsn(ARETURN); });
        add(w, "before_" + call, m -> {
          m.visitVarInsn(ALOAD, 0); m.visitVarInsn(ALOAD, 1); m.visitVarInsn(ASTORE, 0); call(m, call); m.visitInsn(ARETURN);
        });
        add(w, "after_" + call, m -> {
          m.visitVarInsn(ALOAD, 1); m.visitVarInsn(ASTORE, 0); m.visitVarInsn(ALOAD, 0); call(m, call); m.visitInsn(ARETURN);
        });
        add(w, "null_" + call, m -> {
          m.visitInsn(ACONST_NULL); m.visitVarInsn(ASTORE, 0); m.visitVarInsn(ALOAD, 0); call(m, call); m.visitInsn(ARETURN);
        });
        add(w, "loop_" + call, m -> {
          Label again = new Label();
          m.visitLdcInsn(""); m.visitVarInsn(ASTORE, 2); m.visitInsn(ICONST_0); m.visitVarInsn(ISTORE, 3);
          m.visitLabel(again);
          m.visitVarInsn(ALOAD, 2); m.visitVarInsn(ALOAD, 0); call(m, call);
          m.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
          m.visitVarInsn(ASTORE, 2); m.visitVarInsn(ALOAD, 1); m.visitVarInsn(ASTORE, 0);
          m.visitIincInsn(3, 1); m.visitVarInsn(ILOAD, 3); m.visitInsn(ICONST_3); m.visitJumpInsn(IF_ICMPLT, again);
          m.visitVarInsn(ALOAD, 2); m.visitInsn(ARETURN);
        });
      }
      add(w, "field", m -> { m.visitVarInsn(ALOAD, 1); m.visitVarInsn(ASTORE, 0); emitNameOfLocal0(m); });
    });
  }

  static Object make(Class<?> c, String name) throws Exception {
    Object o = c.getConstructor().newInstance();
    c.getField("name").set(o, name);
    return o;
  }

  public static void main(String[] args) throws Exception {
    Loader loader = new Loader().put(base()).put(made());
    Class<?> c = loader.loadClass("R");
    Object self = make(c, "self"), other = make(c, "other");
    for (String kind : new String[] {"kept", "before", "after", "null", "loop"}) {
      for (String call : CALLS) run(c.getMethod(kind + "_" + call, c), self, other);
    }
    run(c.getMethod("field", c), self, other);
  }

  static void run(Method method, Object self, Object other) throws Exception {
    for (Object argument : new Object[] {other, null, self}) {
      System.out.print(method.getName() + ": ");
      try { System.out.println(method.invoke(self, argument)); }
      catch (java.lang.reflect.InvocationTargetException e) { show(e.getCause()); }
    }
  }
}
