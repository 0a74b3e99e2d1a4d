// SPDX-License-Identifier: Apache-2.0
// Errors of class definition and linking, each with its message: supers, sealed types, final overrides, duplicates, access,
// loader constraints, selection of methods, wrong answers of class loaders, verification.

import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

public class LinkErrors extends ClassMaker {
  public static void main(String[] args) throws Exception {
    load("final super", new Loader().put(cls(ACC_PUBLIC | ACC_FINAL, "A", "java/lang/Object")).put(cls(ACC_PUBLIC, "B", "A")), "B");
    load("interface super", new Loader().put(cls(V17, I, "A", "java/lang/Object", null, null)).put(cls(ACC_PUBLIC, "B", "A")), "B");
    load("class as interface", new Loader().put(cls(ACC_PUBLIC, "A", "java/lang/Object")).put(cls(ACC_PUBLIC, "B", "java/lang/Object", "A")), "B");
    load("jdk class as interface", new Loader().put(cls(ACC_PUBLIC, "p/B", "java/lang/Object", "java/lang/Thread")), "p.B");
    load("circular", new Loader().put(cls(ACC_PUBLIC, "q/A", "q/B")).put(cls(ACC_PUBLIC, "q/B", "q/A")), "q.A");
    load("self", new Loader().put(cls(ACC_PUBLIC, "A", "A")), "A");
    load("circular interface", new Loader().put(cls(V17, I, "A", "java/lang/Object", new String[]{"B"}, null)).put(cls(V17, I, "B", "java/lang/Object", new String[]{"A"}, null)), "A");
    load("missing super", new Loader().put(cls(ACC_PUBLIC, "B", "p/Missing")), "B");
    load("missing interface", new Loader().put(cls(ACC_PUBLIC, "B", "java/lang/Object", "p/Missing")), "B");
    load("package-private super", new Loader().put(cls(0, "p/A", "java/lang/Object")).put(cls(ACC_PUBLIC, "q/B", "p/A")), "q.B");
    load("package-private abstract super", new Loader().put(cls(ACC_ABSTRACT, "p/A", "java/lang/Object")).put(cls(ACC_PUBLIC, "q/B", "p/A")), "q.B");
    load("package-private interface", new Loader().put(cls(V17, ACC_INTERFACE | ACC_ABSTRACT, "p/A", "java/lang/Object", null, null)).put(cls(ACC_PUBLIC, "q/B", "java/lang/Object", "p/A")), "q.B");
    load("package-private jdk super", new Loader().put(cls(ACC_PUBLIC, "q/B", "java/lang/AbstractStringBuilder")), "q.B");
    load("unexported super", new Loader().put(cls(ACC_PUBLIC, "q/B", "jdk/internal/misc/VM")), "q.B");
    load("unexported interface", new Loader().put(cls(ACC_PUBLIC, "q/B", "java/lang/Object", "jdk/internal/misc/VM$BufferPool")), "q.B");
    load("jdk.internal.reflect super", new Loader().put(cls(ACC_PUBLIC, "q/B", "jdk/internal/reflect/MagicAccessorImpl")), "q.B");
    Body fin = w -> { ctor(w, "java/lang/Object"); method(w, ACC_PUBLIC | ACC_FINAL, "m", "A"); };
    Body ovr = w -> { ctor(w, "A"); method(w, ACC_PUBLIC, "m", "B"); };
    load("final override", new Loader().put(cls(V17, ACC_PUBLIC, "A", "java/lang/Object", null, fin)).put(cls(V17, ACC_PUBLIC, "B", "A", null, ovr)), "B");
    load("sealed class", new Loader().put(cls(V17, ACC_PUBLIC, "A", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); w.visitPermittedSubclassExperimental("C"); })).put(cls(ACC_PUBLIC, "B", "A")), "B");
    load("sealed interface", new Loader().put(cls(V17, I, "A", "java/lang/Object", null, w -> w.visitPermittedSubclassExperimental("C"))).put(cls(ACC_PUBLIC, "B", "java/lang/Object", "A")), "B");
    load("sealed interface extends", new Loader().put(cls(V17, I, "A", "java/lang/Object", null, w -> w.visitPermittedSubclassExperimental("C"))).put(cls(V17, I, "B", "java/lang/Object", new String[]{"A"}, null)), "B");
    load("sealed other package public", new Loader().put(cls(V17, ACC_PUBLIC, "p/A", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); w.visitPermittedSubclassExperimental("q/B"); })).put(cls(ACC_PUBLIC, "q/B", "p/A")), "q.B");
    load("sealed other package", new Loader().put(cls(V17, ACC_PUBLIC, "p/A", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); w.visitPermittedSubclassExperimental("q/B"); })).put(cls(0, "q/B", "p/A")), "q.B");
    load("record super", new Loader().put(cls(ACC_PUBLIC, "B", "java/lang/Record")), "B");
    load("enum super", new Loader().put(cls(ACC_PUBLIC, "B", "java/lang/Enum")), "B");
    load("wrong name", new Loader() {{ files.put("X", cls(ACC_PUBLIC, "Y", "java/lang/Object")); }}, "X");
    load("wrong name package", new Loader() {{ files.put("p.X", cls(ACC_PUBLIC, "P/X", "java/lang/Object")); }}, "p.X");
    load("java package", new Loader() {{ files.put("java.foo.X", cls(ACC_PUBLIC, "java/foo/X", "java/lang/Object")); }}, "java.foo.X");
    // duplicates
    System.out.print("duplicate: ");
    try {
      ClassLoader d = new ClassLoader(LinkErrors.class.getClassLoader()) {
        { byte[] b = cls(ACC_PUBLIC, "dup/A", "java/lang/Object"); defineClass(null, b, 0, b.length); defineClass(null, b, 0, b.length); } };
    } catch (Throwable e) { show(e); }
    System.out.print("duplicate interface: ");
    try {
      ClassLoader d = new ClassLoader("named", LinkErrors.class.getClassLoader()) {
        { byte[] b = cls(V17, I, "dup/A", "java/lang/Object", null, null); defineClass(null, b, 0, b.length); defineClass(null, b, 0, b.length); } };
    } catch (Throwable e) { show(e); }
    System.out.print("duplicate abstract: ");
    try {
      ClassLoader d = new ClassLoader("named", null) {
        { byte[] b = cls(ACC_PUBLIC | ACC_ABSTRACT, "dup/A", "java/lang/Object"); defineClass(null, b, 0, b.length); defineClass(null, b, 0, b.length); } };
    } catch (Throwable e) { show(e); }
    // selection
    Body defI = w -> method(w, ACC_PUBLIC, "m", "I"), defJ = w -> method(w, ACC_PUBLIC, "m", "J"), absI = w -> method(w, ACC_PUBLIC | ACC_ABSTRACT, "m", null);
    Loader conflict = new Loader().put(cls(V17, I, "p/I", "java/lang/Object", null, defI)).put(cls(V17, I, "p/J", "java/lang/Object", null, defJ)).put(cls(ACC_PUBLIC, "p/C", "java/lang/Object", "p/I", "p/J"))
      .put(cls(V17, ACC_PUBLIC, "D", "java/lang/Object", null, w -> { caller(w, "v", INVOKEVIRTUAL, "p/C", "m", false, "p/C"); caller(w, "i", INVOKEINTERFACE, "p/I", "m", true, "p/C"); }));
    load("conflict virtual", conflict, "D", "v");
    load("conflict interface", conflict, "D", "i");
    Loader noimpl = new Loader().put(cls(V17, I, "I", "java/lang/Object", null, absI)).put(cls(ACC_PUBLIC, "C", "java/lang/Object", "I"))
      .put(cls(V17, ACC_PUBLIC | ACC_ABSTRACT, "AA", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PUBLIC | ACC_ABSTRACT, "m", null); })).put(cls(ACC_PUBLIC, "BB", "AA"))
      .put(cls(V17, ACC_PUBLIC | ACC_ABSTRACT, "AI", "java/lang/Object", new String[]{"I"}, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PUBLIC | ACC_ABSTRACT, "m", null); })).put(cls(ACC_PUBLIC, "BI", "AI"))
      .put(cls(V17, I, "K", "java/lang/Object", null, defI)).put(cls(V17, I, "L", "java/lang/Object", new String[]{"K"}, absI)).put(cls(ACC_PUBLIC, "KL", "java/lang/Object", "L"))
      .put(cls(V17, ACC_PUBLIC, "NP", "java/lang/Object", new String[]{"I"}, w -> { ctor(w, "java/lang/Object"); method(w, 0, "m", "np"); }))
      .put(cls(V17, ACC_PUBLIC, "PR", "java/lang/Object", new String[]{"I"}, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PRIVATE, "m", "pr"); }))
      .put(cls(V17, ACC_PUBLIC, "ST", "java/lang/Object", new String[]{"I"}, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PUBLIC | ACC_STATIC, "m", "st"); }))
      .put(cls(V17, ACC_PUBLIC, "PK", "java/lang/Object", new String[]{"K"}, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PROTECTED, "m", "pk"); }))
      .put(cls(V17, ACC_PUBLIC, "D", "java/lang/Object", null, w -> { caller(w, "v", INVOKEVIRTUAL, "C", "m", false, "C"); caller(w, "i", INVOKEINTERFACE, "I", "m", true, "C"); caller(w, "o", INVOKEINTERFACE, "I", "m", true, "java/lang/Object");
        caller(w, "bv", INVOKEVIRTUAL, "AA", "m", false, "BB"); caller(w, "ai", INVOKEINTERFACE, "I", "m", true, "BI"); caller(w, "av", INVOKEVIRTUAL, "AI", "m", false, "BI"); caller(w, "kv", INVOKEVIRTUAL, "KL", "m", false, "KL"); caller(w, "ki", INVOKEINTERFACE, "K", "m", true, "KL"); caller(w, "li", INVOKEINTERFACE, "L", "m", true, "KL");
        caller(w, "np", INVOKEINTERFACE, "I", "m", true, "NP"); caller(w, "pr", INVOKEINTERFACE, "I", "m", true, "PR"); caller(w, "st", INVOKEINTERFACE, "I", "m", true, "ST"); caller(w, "pk", INVOKEINTERFACE, "K", "m", true, "PK"); caller(w, "stv", INVOKEVIRTUAL, "ST", "m", false, "ST"); caller(w, "prv", INVOKEVIRTUAL, "PR", "m", false, "PR"); caller(w, "npv", INVOKEVIRTUAL, "NP", "m", false, "NP"); caller(w, "iv", INVOKEVIRTUAL, "I", "m", false, "C"); caller(w, "ci", INVOKEINTERFACE, "C", "m", true, "C"); caller(w, "cs", INVOKESTATIC, "C", "m", false, null); }));
    for (String m : "v i o bv ai av kv ki li np pr st stv prv npv iv ci cs".split(" ")) load("select " + m, noimpl, "D", m);
    // transitive package-private overriding
    Loader tr = new Loader().put(cls(V17, ACC_PUBLIC, "a/A", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); method(w, 0, "m", "a.A"); caller(w, "callB", INVOKEVIRTUAL, "a/A", "m", false, "b/B"); caller(w, "callC", INVOKEVIRTUAL, "a/A", "m", false, "a/C"); caller(w, "callD", INVOKEVIRTUAL, "a/A", "m", false, "b/D"); caller(w, "callE", INVOKEVIRTUAL, "a/A", "m", false, "c/E"); }))
      .put(cls(V17, ACC_PUBLIC, "b/B", "a/A", null, w -> { ctor(w, "a/A"); method(w, 0, "m", "b.B"); }))
      .put(cls(V17, ACC_PUBLIC, "a/C", "b/B", null, w -> { ctor(w, "b/B"); method(w, ACC_PUBLIC, "m", "a.C"); }))
      .put(cls(V17, ACC_PUBLIC, "b/D", "a/C", null, w -> { ctor(w, "a/C"); method(w, ACC_PUBLIC, "m", "b.D"); }))
      .put(cls(V17, ACC_PUBLIC, "c/E", "b/B", null, w -> { ctor(w, "b/B"); method(w, ACC_PUBLIC, "m", "c.E"); }));
    for (String m : "callB callC callD callE".split(" ")) load("transitive " + m, tr, "a.A", m);
    // loader constraints
    Loader one = new Loader().put(cls(ACC_PUBLIC, "p/T", "java/lang/Object")).put(cls(V17, ACC_PUBLIC, "p/Base", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); MethodVisitor m = w.visitMethod(ACC_PUBLIC, "f", "(Lp/T;)V", null, null); m.visitCode(); m.visitInsn(RETURN); m.visitMaxs(0, 0); m.visitEnd(); }));
    Class.forName("p.T", true, one);
    Loader two = new Loader(one).put(cls(ACC_PUBLIC, "p/T", "java/lang/Object")).put(cls(V17, ACC_PUBLIC, "p/Sub", "p/Base", null, w -> { ctor(w, "p/Base"); MethodVisitor m = w.visitMethod(ACC_PUBLIC, "f", "(Lp/T;)V", null, null); m.visitCode(); m.visitInsn(RETURN); m.visitMaxs(0, 0); m.visitEnd(); }));
    Class.forName("p.T", true, two);
    load("constraint override", two, "p.Sub");
    Loader three = new Loader(one).put(cls(ACC_PUBLIC, "p/T", "java/lang/Object")).put(cls(V17, ACC_PUBLIC, "p/Sub", "p/Base", null, w -> { ctor(w, "p/Base"); MethodVisitor m = w.visitMethod(ACC_PUBLIC, "f", "(Lp/T;)V", null, null); m.visitCode(); m.visitInsn(RETURN); m.visitMaxs(0, 0); m.visitEnd(); }));
    load("constraint override ok", three, "p.Sub");
    load("constraint load", three, "p.T");
    // access to classes across packages and modules
    Body user = w -> { MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, "r", "()Ljava/lang/String;", null, null); m.visitCode(); m.visitTypeInsn(NEW, "p/Hidden"); m.visitInsn(POP); m.visitLdcInsn("r"); m.visitInsn(ARETURN); m.visitMaxs(0, 0); m.visitEnd();
      m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, "u", "()Ljava/lang/String;", null, null); m.visitCode(); m.visitLdcInsn(Type.getObjectType("jdk/internal/misc/VM")); m.visitInsn(POP); m.visitLdcInsn("u"); m.visitInsn(ARETURN); m.visitMaxs(0, 0); m.visitEnd();
      m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, "a", "()Ljava/lang/String;", null, null); m.visitCode(); m.visitLdcInsn(Type.getType("[Lp/Hidden;")); m.visitInsn(POP); m.visitLdcInsn("u"); m.visitInsn(ARETURN); m.visitMaxs(0, 0); m.visitEnd(); };
    Loader acc = new Loader().put(cls(0, "p/Hidden", "java/lang/Object")).put(cls(V17, ACC_PUBLIC, "q/User", "java/lang/Object", null, user)).put(cls(V1_6, ACC_PUBLIC, "q/Old", "java/lang/Object", null, user));
    for (String m : "r u a".split(" ")) { load("access " + m, acc, "q.User", m); load("access old " + m, acc, "q.Old", m); }
    // bad loaders
    load("null result", new Loader() { @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException { return n.equals("p.M") ? null : super.loadClass(n, r); } }.put(cls(ACC_PUBLIC, "B", "p/M")), "B");
    load("null result forName", new Loader() { @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException { return n.equals("p.M") ? null : super.loadClass(n, r); } }, "p.M");
    load("other class", new Loader() { @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException { return n.equals("p.M") ? String.class : super.loadClass(n, r); } }.put(cls(ACC_PUBLIC, "B", "p/M")), "B");
    load("other class forName", new Loader() { @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException { return n.equals("p.M") ? String.class : super.loadClass(n, r); } }, "p.M");
    load("runtime exception", new Loader() { @Override protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException { if (n.equals("p.M")) throw new IllegalStateException("no"); return super.loadClass(n, r); } }.put(cls(ACC_PUBLIC, "B", "p/M")), "B");
    load("array forName", new Loader(), "[Lp.M;");
    load("array forName bad", new Loader(), "[Lp/M;");
    load("array forName bad 2", new Loader(), "[X");
    load("slash forName", new Loader(), "java/lang/String");
    load("array ok", new Loader().put(cls(ACC_PUBLIC, "B", "java/lang/Object")), "[[LB;");
    load("primitive forName", new Loader(), "int");
    // illegal static interface method in old file, verification
    load("old static interface method", new Loader().put(cls(V1_7, I, "A", "java/lang/Object", null, w -> method(w, ACC_PUBLIC | ACC_STATIC, "m", "x"))), "A");
    load("verify", new Loader().put(cls(V17, ACC_PUBLIC, "A", "java/lang/Object", null, w -> { MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, "m", "()I", null, null); m.visitCode(); m.visitInsn(ACONST_NULL); m.visitInsn(IRETURN); m.visitMaxs(1, 1); m.visitEnd(); })), "A");
    load("verify old", new Loader().put(cls(V1_4, ACC_PUBLIC, "A", "java/lang/Object", null, w -> { MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, "m", "()I", null, null); m.visitCode(); m.visitInsn(ACONST_NULL); m.visitInsn(IRETURN); m.visitMaxs(1, 1); m.visitEnd(); })), "A");
  }
}
