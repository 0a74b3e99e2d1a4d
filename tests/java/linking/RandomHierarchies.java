// SPDX-License-Identifier: Apache-2.0
// Random class hierarchies over three packages and four interfaces, with methods of all accesses, abstract, default, private and
// static ones; every class is called through every class and interface. Prints what each call selects or which error it is.

import java.lang.reflect.InvocationTargetException;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

public class RandomHierarchies extends ClassMaker {
  static final String[] PACKAGES = {"a/", "b/", "c/"};
  static final String[] METHODS = {"m", "n"};
  static final int CLASSES = 6, INTERFACES = 4;

  static void declare(ClassWriter w, Random r, String owner, boolean isInterface) {
    for (String name : METHODS) {
      int access;
      if (isInterface) {
        access = new int[]{-1, -1, ACC_PUBLIC | ACC_ABSTRACT, ACC_PUBLIC | ACC_ABSTRACT, ACC_PUBLIC, ACC_PUBLIC,
            ACC_PRIVATE, ACC_PUBLIC | ACC_STATIC}[r.nextInt(8)];
      } else {
        access = new int[]{-1, -1, -1, 0, 0, ACC_PROTECTED, ACC_PUBLIC, ACC_PUBLIC, ACC_PUBLIC | ACC_STATIC,
            ACC_PUBLIC | ACC_ABSTRACT, ACC_PROTECTED | ACC_ABSTRACT}[r.nextInt(11)];
      }
      if (access >= 0) method(w, access, name, owner + "." + name);
    }
  }

  static void call(ClassWriter w, String name, int op, String owner, String target, boolean isInterface) {
    MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "(Ljava/lang/Object;)Ljava/lang/String;", null, null);
    m.visitCode();
    m.visitVarInsn(ALOAD, 0);
    m.visitTypeInsn(CHECKCAST, owner);
    m.visitMethodInsn(op, owner, target, "()Ljava/lang/String;", isInterface);
    m.visitInsn(ARETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  static String outcome(Class<?> caller, String method, Object receiver, boolean isInterface) throws Exception {
    try {
      return (String) caller.getMethod(method, Object.class).invoke(null, receiver);
    } catch (InvocationTargetException e) {
      Throwable t = e.getCause();
      // Whether this one has a message depends on what was linked before.
      if (isInterface && t instanceof IllegalAccessError || t instanceof AbstractMethodError) return t.getClass().getName();
      return String.valueOf(t).replaceAll("@[0-9a-f]{3,}", "@HASH");
    }
  }

  static void hierarchy(int seed) throws Exception {
    Random r = new Random(seed);
    Loader l = new Loader();
    String[] interfaces = new String[INTERFACES], classes = new String[CLASSES];
    for (int i = 0; i < INTERFACES; i++) {
      interfaces[i] = PACKAGES[r.nextInt(3)] + "I" + i;
      Set<String> supers = new LinkedHashSet<>();
      for (int k = 0; k < i; k++) if (r.nextInt(3) == 0) supers.add(interfaces[k]);
      String owner = interfaces[i];
      l.put(cls(V17, I, owner, "java/lang/Object", supers.toArray(new String[0]), w -> declare(w, r, owner, true)));
    }
    for (int i = 0; i < CLASSES; i++) {
      classes[i] = PACKAGES[r.nextInt(3)] + "C" + i;
      String owner = classes[i], sup = i == 0 ? "java/lang/Object" : classes[i - 1 - r.nextInt(Math.min(i, 2))];
      Set<String> supers = new LinkedHashSet<>();
      for (int k = 0; k < INTERFACES; k++) if (r.nextInt(4) == 0) supers.add(interfaces[k]);
      int version = r.nextInt(5) == 0 ? V1_6 : V17;
      l.put(cls(version, ACC_PUBLIC | ACC_SUPER, owner, sup, supers.toArray(new String[0]), w -> { ctor(w, sup); declare(w, r, owner, false); }));
    }
    List<String> callers = new ArrayList<>();
    for (String p : PACKAGES) {
      callers.add(p.replace('/', '.') + "Caller");
      l.put(cls(V17, ACC_PUBLIC, p + "Caller", "java/lang/Object", null, w -> {
        for (String name : METHODS) {
          for (int i = 0; i < CLASSES; i++) call(w, "v" + name + i, INVOKEVIRTUAL, classes[i], name, false);
          for (int i = 0; i < INTERFACES; i++) call(w, "i" + name + i, INVOKEINTERFACE, interfaces[i], name, true);
        }
      }));
    }
    Object[] objects = new Object[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      try {
        objects[i] = Class.forName(classes[i].replace('/', '.'), true, l).getConstructor().newInstance();
      } catch (Throwable t) {
        System.out.println(seed + " " + classes[i] + " " + t);
      }
    }
    Class<?>[] types = new Class<?>[INTERFACES];
    for (int i = 0; i < INTERFACES; i++) types[i] = Class.forName(interfaces[i].replace('/', '.'), true, l);
    for (String caller : callers) {
      Class<?> c = Class.forName(caller, true, l);
      for (String name : METHODS) {
        for (int receiver = 0; receiver < CLASSES; receiver++) {
          if (objects[receiver] == null) continue;
          for (int i = 0; i < CLASSES; i++) {
            if (objects[i] == null || !objects[i].getClass().isInstance(objects[receiver])) continue;
            System.out.println(seed + " " + caller + " " + classes[i] + "." + name + " on " + classes[receiver] + ": "
                + outcome(c, "v" + name + i, objects[receiver], false));
          }
          for (int i = 0; i < INTERFACES; i++) {
            if (!types[i].isInstance(objects[receiver])) continue;
            System.out.println(seed + " " + caller + " " + interfaces[i] + "." + name + " on " + classes[receiver] + ": "
                + outcome(c, "i" + name + i, objects[receiver], true));
          }
        }
      }
    }
  }

  // Seeds below 10 and above 100 include hierarchies on which the oracle itself crashes or departs from JVMS 5.4.6.
  public static void main(String[] args) throws Exception {
    int first = args.length > 0 ? Integer.parseInt(args[0]) : 10, count = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    for (int seed = first; seed < first + count; seed++) hierarchy(seed);
  }
}
