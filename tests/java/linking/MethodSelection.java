// SPDX-License-Identifier: Apache-2.0
// Which method a call selects, or which error it ends in, where default methods, abstract re-declarations, conflicts and methods
// that are not public meet.

import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

public class MethodSelection extends ClassMaker {
  public static void main(String[] a) throws Exception {
    Body defI = w -> method(w, ACC_PUBLIC, "m", "I"), defZ = w -> method(w, ACC_PUBLIC, "z", "Z"), absI = w -> method(w, ACC_PUBLIC | ACC_ABSTRACT, "m", null);
    Loader l = new Loader().put(cls(V17, I, "I", "java/lang/Object", null, absI)).put(cls(V17, I, "Z", "java/lang/Object", null, defZ)).put(cls(V17, I, "DI", "java/lang/Object", null, defI)).put(cls(V17, I, "DJ", "java/lang/Object", null, defI))
     .put(cls(ACC_PUBLIC, "C", "java/lang/Object", "I", "Z")).put(cls(ACC_PUBLIC|ACC_ABSTRACT, "A", "java/lang/Object", "I", "Z")).put(cls(ACC_PUBLIC, "B", "A")).put(cls(ACC_PUBLIC, "BZ", "A", "Z"))
     .put(cls(V17, I, "R", "java/lang/Object", new String[]{"DI"}, absI)).put(cls(ACC_PUBLIC|ACC_ABSTRACT, "AR", "java/lang/Object", "R")).put(cls(ACC_PUBLIC, "BR", "AR")).put(cls(ACC_PUBLIC, "CF", "java/lang/Object", "DI", "DJ")).put(cls(ACC_PUBLIC, "CG", "CF"))
     .put(cls(V17, ACC_PUBLIC, "PA", "java/lang/Object", new String[]{"DI"}, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PROTECTED, "m", "pk"); }))
     .put(cls(V17, ACC_PUBLIC, "PP", "java/lang/Object", new String[]{"DI"}, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PRIVATE, "m", "pk"); }))
     .put(cls(V17, ACC_PUBLIC, "P0", "java/lang/Object", null, w -> { ctor(w, "java/lang/Object"); method(w, ACC_PROTECTED, "m", "pk"); })).put(cls(ACC_PUBLIC, "P1", "P0", "DI")).put(cls(ACC_PUBLIC, "P2", "P0", "I"))
     .put(cls(V17, ACC_PUBLIC, "D", "java/lang/Object", null, w -> {
       caller(w, "CvI", INVOKEVIRTUAL, "C", "m", false, "C"); caller(w, "Ci", INVOKEINTERFACE, "I", "m", true, "C"); caller(w, "Av", INVOKEVIRTUAL, "A", "m", false, "B"); caller(w, "Bv", INVOKEVIRTUAL, "B", "m", false, "B"); caller(w, "Bi", INVOKEINTERFACE, "I", "m", true, "B"); caller(w, "BZv", INVOKEVIRTUAL, "BZ", "m", false, "BZ");caller(w, "BZav", INVOKEVIRTUAL, "A", "m", false, "BZ"); caller(w, "BZi", INVOKEINTERFACE, "I", "m", true, "BZ");
       caller(w, "BRv", INVOKEVIRTUAL, "BR", "m", false, "BR"); caller(w, "ARv", INVOKEVIRTUAL, "AR", "m", false, "BR"); caller(w, "BRi", INVOKEINTERFACE, "DI", "m", true, "BR"); caller(w, "CGv", INVOKEVIRTUAL, "CG", "m", false, "CG"); caller(w, "CGi", INVOKEINTERFACE, "DI", "m", true, "CG"); 
       caller(w, "PAv", INVOKEVIRTUAL, "PA", "m", false, "PA"); caller(w, "PAi", INVOKEINTERFACE, "DI", "m", true, "PA"); caller(w, "PPi", INVOKEINTERFACE, "DI", "m", true, "PP"); caller(w, "P1i", INVOKEINTERFACE, "DI", "m", true, "P1"); caller(w, "P2i", INVOKEINTERFACE, "I", "m", true, "P2");
     }));
    for (String m : "CvI Ci Av Bv Bi BZv BZav BZi BRv ARv BRi CGv CGi PAv PPi".split(" ")) load(m, l, "D", m);
    try { Class.forName("p.Missing", false, null); } catch (Throwable e) { show(e); }
    try { Class.forName("[Lp.Missing;", false, null); } catch (Throwable e) { show(e); }
    try { Class.forName("p.Missing"); } catch (Throwable e) { show(e); }
  }
}
