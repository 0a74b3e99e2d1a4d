// SPDX-License-Identifier: Apache-2.0
// Members and classes that cannot be resolved or used (JVMS 5.4.3, 5.4.4, 6.5): error classes and texts, the same again on a second try.

public class ResolutionErrors {
    static ClassAssembler target() {
        ClassAssembler t = new ClassAssembler("p/Target");
        t.major = 61;
        t.field(9, "open", "I").field(10, "secret", "I").field(8, "near", "I").field(12, "kin", "J").field(1, "value", "I");
        t.constantField(25, "fixed", "I", t.number(7)).field(17, "last", "I");
        t.method(9, "statics", "()I", 1, 0, "iconst_1; ireturn").method(1, "plain", "(IJ[Ljava/lang/String;)V", 1, 5, "return");
        t.method(10, "hidden", "()V", 0, 0, "return").method(8, "near", "()V", 0, 0, "return").method(12, "kin", "()V", 0, 0, "return");
        t.method(4, "kinInstance", "()V", 0, 1, "return");
        t.constructor();
        t.method(2, "<init>", "(I)V", 1, 2, "aload_0; invokespecial java/lang/Object.<init>:()V; return");
        return t;
    }

    static ClassAssembler plain(String name, int access) {
        ClassAssembler c = new ClassAssembler(name);
        c.access = access;
        return c;
    }

    static void show(String what, String code) {
        for (String user : new String[] {"p/User", "q/User"}) {
            ClassAssembler u = new ClassAssembler(user);
            u.major = 61;
            u.method(9, "run", "()V", 6, 6, code + "; return");
            ClassAssembler face = plain("p/Face", 0x601).method(0x401, "m", "()V").method(9, "s", "()V", 0, 0, "return");
            ClassAssembler closed = plain("p/Closed", 0x20).constructor();
            ClassAssembler outline = plain("p/Outline", 0x421).method(0x401, "todo", "()V").constructor();
            ClassAssembler hollow = plain("p/Hollow", 0x21);
            hollow.superName = "p/Outline";
            hollow.interfaces.add("p/Face");
            hollow.constructor();
            ClassAssembler.Family family = new ClassAssembler.Family(target(), u, face, closed, outline, hollow, plain("p/Broken", 0x31));
            String name = user.replace('/', '.');
            String first = family.run(name), second = family.run(name);
            System.out.println(what + " " + user.charAt(0) + ": " + first + (first.equals(second) ? "" : "\n    then " + second));
        }
    }

    public static void main(String[] args) {
        show("no method", "invokestatic p/Target.gone:(ILjava/lang/String;[[J)Ljava/util/Map;");
        show("no virtual method", "aconst_null; checkcast p/Target; invokevirtual p/Target.gone:()V");
        show("other descriptor", "invokestatic p/Target.statics:()V");
        show("no static field", "getstatic p/Target.gone:I; pop");
        show("field of other type", "getstatic p/Target.open:J; pop2");
        show("no class", "invokestatic p/Absent.m:()V");
        show("no array class", "iconst_1; anewarray [Lp/Absent;; pop");
        show("no element class", "iconst_1; anewarray p/Absent; pop");
        show("new of absent", "new p/Absent; pop");
        show("cast of null to absent", "aconst_null; checkcast p/Absent; pop");
        show("cast to absent", "ldc string x; checkcast p/Absent; pop");
        show("instanceof absent", "ldc string x; instanceof p/Absent; pop");
        show("null instanceof absent", "aconst_null; instanceof p/Absent; pop");
        show("class constant absent", "ldc class p/Absent; pop");
        show("private static", "invokestatic p/Target.hidden:()V");
        show("package static", "invokestatic p/Target.near:()V");
        show("protected static", "invokestatic p/Target.kin:()V");
        show("private field", "getstatic p/Target.secret:I; pop");
        show("package field", "getstatic p/Target.near:I; pop");
        show("protected field", "getstatic p/Target.kin:J; pop2");
        show("private constructor", "new p/Target; dup; iconst_1; invokespecial p/Target.<init>:(I)V; pop");
        show("package class", "new p/Closed; pop");
        show("package class array", "iconst_1; anewarray [Lp/Closed;; pop");
        show("package class constant", "ldc class p/Closed; pop");
        show("package class constant array", "ldc class [[Lp/Closed;; pop");
        show("static as instance", "new p/Target; dup; invokespecial p/Target.<init>:()V; invokevirtual p/Target.statics:()I; pop");
        show("instance as static", "iconst_0; lconst_0; aconst_null; invokestatic p/Target.plain:(IJ[Ljava/lang/String;)V");
        show("instance field as static", "getstatic p/Target.value:I; pop");
        show("static field as instance", "new p/Target; dup; invokespecial p/Target.<init>:()V; getfield p/Target.open:I; pop");
        show("put final static", "iconst_1; putstatic p/Target.fixed:I");
        show("put final", "new p/Target; dup; invokespecial p/Target.<init>:()V; iconst_1; putfield p/Target.last:I");
        show("class as interface", "aconst_null; checkcast p/Target; invokeinterface p/Target.m:()V 1");
        show("interface as class", "aconst_null; invokevirtual p/Face.m:()V");
        show("interface static as class method", "invokestatic p/Face.s:()V");
        show("class static as interface method", "invokestatic I:p/Target.statics:()I; pop");
        show("interface static by invokeinterface", "aconst_null; invokeinterface p/Face.s:()V 1");
        show("new interface", "new p/Face; pop");
        show("new abstract", "new p/Outline; pop");
        show("abstract not implemented", "new p/Hollow; dup; invokespecial p/Hollow.<init>:()V; invokevirtual p/Hollow.todo:()V");
        show("interface method not implemented", "new p/Hollow; dup; invokespecial p/Hollow.<init>:()V; invokeinterface p/Face.m:()V 1");
        show("receiver without interface", "ldc string x; invokeinterface p/Face.m:()V 1");
        show("receiver without Comparable", "new p/Target; dup; invokespecial p/Target.<init>:()V; aconst_null;"
            + " invokeinterface java/lang/Comparable.compareTo:(Ljava/lang/Object;)I 2; pop");
        show("clone of object", "new p/Target; dup; invokespecial p/Target.<init>:()V; invokevirtual java/lang/Object.clone:()Ljava/lang/Object;; pop");
        show("array length field", "iconst_1; newarray 10; getfield [I.length:I; pop");
        show("method of array", "iconst_1; newarray 10; invokevirtual [I.hashCode:()I; pop");
        show("no method of array", "iconst_1; newarray 10; invokevirtual [I.gone:()I; pop");
        show("negative array", "iconst_m1; anewarray java/lang/String; pop");
        show("too many multi dimensions", "iconst_1; iconst_m1; multianewarray [[Lp/Closed; 2; pop");
    }
}
