// SPDX-License-Identifier: Apache-2.0
// Nest mates (JVMS 5.4.4) with good and bad hosts and the reasons in messages; class hierarchies deeper than subtype checks see at
// one glance, with fields in every class; a hierarchy too deep to load.

import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;
public class NestsAndDepth extends ClassMaker {
  static byte[] host(String name, String... members) { return cls(V17, ACC_PUBLIC, name, "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); for (String m : members) w.visitNestMember(m); method(w, ACC_PRIVATE | ACC_STATIC, "secret", "secret of " + name); w.visitField(ACC_PRIVATE | ACC_STATIC, "f", "I", null, null); }); }
  static byte[] member(String name, String host, String target) { return cls(V17, ACC_PUBLIC, name, "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); if (host != null) w.visitNestHost(host); caller(w, "go", INVOKESTATIC, target, "secret", false, null);
     MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, "fld", "()Ljava/lang/String;", null, null); m.visitCode(); m.visitFieldInsn(GETSTATIC, target, "f", "I"); m.visitInsn(POP); m.visitLdcInsn("ok"); m.visitInsn(ARETURN); m.visitMaxs(0, 0); m.visitEnd(); }); }
  public static void main(String[] a) throws Exception {
    for (String m : new String[]{"go", "fld"}) {
      load("good", new Loader().put(host("p/H", "p/M")).put(member("p/M", "p/H", "p/H")), "p.M", m);
      load("not listed", new Loader().put(host("p/H", "p/X")).put(member("p/M", "p/H", "p/H")), "p.M", m);
      load("no host", new Loader().put(host("p/H", "p/M")).put(member("p/M", null, "p/H")), "p.M", m);
      load("missing host", new Loader().put(host("p/H", "p/M")).put(member("p/M", "p/Z", "p/H")), "p.M", m);
      load("other package", new Loader().put(host("q/H", "p/M")).put(member("p/M", "q/H", "q/H")), "p.M", m);
      load("host is array?", new Loader().put(host("p/H", "p/M")).put(member("p/M", "[Lp/H;", "p/H")), "p.M", m);
    }
    Loader l = new Loader().put(host("p/H", "p/M", "p/N")).put(member("p/M", "p/Z", "p/H")).put(member("p/N", "p/H", "p/H"));
    Class<?> h = l.loadClass("p.H"), mm = l.loadClass("p.M"), n = l.loadClass("p.N");
    System.out.println(mm.getNestHost() + " " + n.getNestHost() + " " + h.isNestmateOf(n) + " " + h.isNestmateOf(mm));
    try { System.out.println(Arrays.toString(h.getNestMembers())); } catch (Throwable t) { System.out.println(t); }
    // deep chains
    Loader d = new Loader(); String sup = "java/lang/Object";
    for (int i = 0; i < 40; i++) { String nm = "d/C" + i, s = sup; int k = i; d.put(cls(V17, ACC_PUBLIC, nm, s, i % 5 == 0 ? new String[]{"java/lang/Runnable"} : null, w -> { ctor(w, s); method(w, ACC_PUBLIC, "m", "C" + k); MethodVisitor r = w.visitMethod(ACC_PUBLIC, "run", "()V", null, null); r.visitCode(); r.visitInsn(RETURN); r.visitMaxs(0,0); r.visitEnd(); w.visitField(ACC_PUBLIC, "f" + k, "BSIJ".substring(k % 4, k % 4 + 1), null, null); })); sup = nm; }
    Class<?>[] cs = new Class<?>[40]; for (int i = 0; i < 40; i++) cs[i] = Class.forName("d.C" + i, true, d);
    int ok = 0; for (int i = 0; i < 40; i++) for (int j = 0; j < 40; j++) { Object o = cs[i].getConstructor().newInstance(); if (cs[j].isInstance(o) == (i >= j)) ok++; if (java.lang.reflect.Array.newInstance(cs[j], 0).getClass().isAssignableFrom(java.lang.reflect.Array.newInstance(cs[i], 0).getClass()) == (i >= j)) ok++; }
    System.out.println(ok + " " + cs[39].getMethod("m").invoke(cs[39].getConstructor().newInstance()) + " " + cs[39].getFields().length);
    Object o = cs[39].getConstructor().newInstance(); for (var f : cs[39].getFields()) { switch (f.getType().getName()) { case "byte": f.setByte(o, (byte) 1); break; case "short": f.setShort(o, (short) 2); break; case "int": f.setInt(o, 3); break; default: f.setLong(o, 4); } }
    long sum = 0; for (var f : cs[39].getFields()) sum += ((Number) f.get(o)).longValue(); System.out.println(sum);
    Loader e = new Loader(); sup = "java/lang/Object";
    for (int i = 0; i < 3000; i++) { e.put(cls(ACC_PUBLIC, "e/C" + i, sup)); sup = "e/C" + i; }
    try { System.out.println(Class.forName("e.C100", true, e)); } catch (Throwable t) { System.out.println(t); }
    try { Class.forName("e.C2999", true, e); System.out.println("deep ok"); } catch (Throwable t) { System.out.println(t); }
  }
}
