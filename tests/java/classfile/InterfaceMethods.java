// SPDX-License-Identifier: Apache-2.0
// Methods of interfaces: flags by class-file version, static, private and default methods, selection among several defaults
// (JVMS 5.4.3.3, 5.4.6, 6.5), invokespecial of interface methods.

public class InterfaceMethods {
    static ClassAssembler face(String name, String... interfaces) {
        ClassAssembler a = new ClassAssembler(name);
        a.access = 0x601;
        a.interfaces.addAll(java.util.List.of(interfaces));
        return a;
    }

    static ClassAssembler says(ClassAssembler a, int flags, String name, int number) {
        return a.method(flags, name, "()I", 1, (flags & 8) != 0 ? 0 : 1, "bipush " + number + "; ireturn");
    }

    static ClassAssembler impl(String name, String superName, String... interfaces) {
        ClassAssembler a = new ClassAssembler(name);
        a.superName = superName;
        a.interfaces.addAll(java.util.List.of(interfaces));
        return a.constructor();
    }

    static void call(String what, String code, ClassAssembler... classes) {
        ClassAssembler user = new ClassAssembler("User").method(9, "run", "()I", 4, 4, code);
        ClassAssembler[] all = java.util.Arrays.copyOf(classes, classes.length + 1);
        all[classes.length] = user;
        ClassAssembler.Family family = new ClassAssembler.Family(all);
        System.out.println(what + ": " + family.run("User"));
    }

    static String fresh(String name) {
        return "new " + name + "; dup; invokespecial " + name + ".<init>:()V; ";
    }

    public static void main(String[] args) {
        int[] flags = {0, 1, 2, 4, 8, 9, 10, 0x11, 0x21, 0x41, 0x81, 0x101, 0x401, 0x402, 0x403, 0x409, 0x411, 0x421, 0x501, 0x801, 0xc01, 0x1001,
            0x1401, 0x1441, 0x809};
        for (int major : new int[] {48, 49, 51, 52, 60, 61}) {
            for (int f : flags) {
                ClassAssembler a = face("I");
                a.major = major;
                if ((f & 0x500) != 0) {
                    a.method(f, "m", "()V");
                } else {
                    a.method(f, "m", "()V", 0, 1, "return");
                }
                System.out.println(major + " " + Integer.toHexString(f) + ": " + ClassAssembler.attempt(() -> a.define().toString()));
            }
        }
        String j = "invokeinterface I.m:()I 1; ireturn";
        call("default", fresh("A") + j, face("I").method(1, "m", "()I", 1, 1, "iconst_5; ireturn"), impl("A", "java/lang/Object", "I"));
        call("two defaults", fresh("A") + j, says(face("I"), 1, "m", 1), says(face("J"), 1, "m", 2), impl("A", "java/lang/Object", "I", "J"));
        call("two defaults by class", fresh("A") + "invokevirtual A.m:()I; ireturn", says(face("I"), 1, "m", 1), says(face("J"), 1, "m", 2),
            impl("A", "java/lang/Object", "I", "J"));
        call("default and abstract", fresh("A") + j, says(face("I"), 1, "m", 1), face("J").method(0x401, "m", "()I"), impl("A", "java/lang/Object", "I", "J"));
        call("more specific", fresh("A") + j, says(face("I"), 1, "m", 1), says(face("J", "I"), 1, "m", 2), impl("A", "java/lang/Object", "I", "J"));
        call("made abstract again", fresh("A") + j, says(face("I"), 1, "m", 1), face("J", "I").method(0x401, "m", "()I"), impl("A", "java/lang/Object", "J"));
        call("diamond", fresh("A") + j, says(face("I"), 1, "m", 1), face("J", "I"), face("K", "I"), impl("A", "java/lang/Object", "J", "K"));
        call("diamond one side", fresh("A") + j, says(face("I"), 1, "m", 1), face("J", "I"), says(face("K", "I"), 1, "m", 3),
            impl("A", "java/lang/Object", "J", "K"));
        call("class wins", fresh("A") + j, says(face("I"), 1, "m", 1), says(impl("B", "java/lang/Object"), 1, "m", 9), impl("A", "B", "I"));
        call("private in class", fresh("A") + j, says(face("I"), 1, "m", 1), says(impl("A", "java/lang/Object", "I"), 2, "m", 9));
        call("private above", fresh("A") + j, says(face("I"), 1, "m", 1), says(impl("B", "java/lang/Object"), 2, "m", 9), impl("A", "B", "I"));
        call("protected above", fresh("A") + j, says(face("I"), 1, "m", 1), says(impl("B", "java/lang/Object"), 4, "m", 9), impl("A", "B", "I"));
        call("package above", fresh("A") + j, says(face("I"), 1, "m", 1), says(impl("B", "java/lang/Object"), 0, "m", 9), impl("A", "B", "I"));
        call("static above", fresh("A") + j, says(face("I"), 1, "m", 1), says(impl("B", "java/lang/Object"), 9, "m", 9), impl("A", "B", "I"));
        call("not implemented", fresh("A") + j, face("I").method(0x401, "m", "()I"), impl("A", "java/lang/Object", "I"));
        call("abstract class between", fresh("A") + j, face("I").method(0x401, "m", "()I"),
            impl("B", "java/lang/Object", "I").method(1, "other", "()V", 0, 1, "return"), impl("A", "B"));
        call("static of interface", "invokestatic I:I.m:()I; ireturn", says(face("I"), 9, "m", 4));
        call("private static of interface", "invokestatic I:I.m:()I; ireturn", says(face("I"), 10, "m", 4));
        call("static not inherited", "invokestatic A.m:()I; ireturn", says(face("I"), 9, "m", 4), impl("A", "java/lang/Object", "I"));
        call("static not inherited by interface", "invokestatic I:J.m:()I; ireturn", says(face("I"), 9, "m", 4), face("J", "I"));
        call("private of interface", fresh("A") + j, says(face("I"), 2, "m", 4), impl("A", "java/lang/Object", "I"));
        call("private by class", fresh("A") + "invokevirtual A.m:()I; ireturn", says(face("I"), 2, "m", 4), impl("A", "java/lang/Object", "I"));
        call("private of interface, public in class", fresh("A") + j, says(face("I"), 2, "m", 4), says(impl("A", "java/lang/Object", "I"), 1, "m", 8));
        call("Object method", fresh("A") + "invokeinterface I.hashCode:()I 1; pop; iconst_1; ireturn", face("I"), impl("A", "java/lang/Object", "I"));
        call("Object protected method", fresh("A") + "invokeinterface I.clone:()Ljava/lang/Object; 1; pop; iconst_1; ireturn", face("I"),
            impl("A", "java/lang/Object", "I"));
        call("Object final method", fresh("A") + "invokeinterface I.getClass:()Ljava/lang/Class; 1; pop; iconst_1; ireturn", face("I"),
            impl("A", "java/lang/Object", "I"));
        String special = "aload_0; invokespecial I:I.m:()I; ireturn", v = "invokevirtual A.go:()I; ireturn";
        call("super default", fresh("A") + v, says(face("I"), 1, "m", 6), impl("A", "java/lang/Object", "I").method(1, "go", "()I", 1, 1, special));
        call("super abstract", fresh("A") + v, face("I").method(0x401, "m", "()I"), impl("A", "java/lang/Object", "I").method(1, "go", "()I", 1, 1, special));
        call("super static", fresh("A") + v, says(face("I"), 9, "m", 6), impl("A", "java/lang/Object", "I").method(1, "go", "()I", 1, 1, special));
        call("super private", fresh("A") + v, says(face("I"), 2, "m", 6), impl("A", "java/lang/Object", "I").method(1, "go", "()I", 1, 1, special));
        call("super indirect", fresh("A") + v, says(face("I"), 1, "m", 6), face("J", "I"), impl("A", "java/lang/Object", "J").method(1, "go", "()I", 1, 1, special));
        call("super of stranger", fresh("A") + v, says(face("I"), 1, "m", 6), impl("A", "java/lang/Object").method(1, "go", "()I", 1, 1, special));
        call("super through subinterface", fresh("A") + v, says(face("I"), 1, "m", 6), face("J", "I"),
            impl("A", "java/lang/Object", "J").method(1, "go", "()I", 1, 1, "aload_0; invokespecial I:J.m:()I; ireturn"));
        call("super conflict", fresh("A") + v, says(face("I"), 1, "m", 1), says(face("J"), 1, "m", 2), face("K", "I", "J"),
            impl("A", "java/lang/Object", "K").method(1, "go", "()I", 1, 1, "aload_0; invokespecial I:K.m:()I; ireturn"));
        call("super by class reference", fresh("A") + v, says(face("I"), 1, "m", 6), impl("B", "java/lang/Object", "I"),
            impl("A", "B").method(1, "go", "()I", 1, 1, "aload_0; invokespecial B.m:()I; ireturn"));
        ClassAssembler old = says(face("I"), 1, "m", 6);
        old.major = 51;
        call("default in version 51", fresh("A") + j, old, impl("A", "java/lang/Object", "I"));
        call("initializer", "getstatic I.f:I; ireturn", face("I").field(25, "f", "I").method(8, "<clinit>", "()V", 1, 0, "bipush 12; putstatic I.f:I; return"));
        call("initializer not run", fresh("A") + "pop; iconst_1; ireturn", face("I").field(25, "f", "I").method(8, "<clinit>", "()V", 2, 0, "iconst_0; iconst_0; idiv; pop; return"),
            impl("A", "java/lang/Object", "I"));
        call("initializer run with default", fresh("A") + "pop; iconst_1; ireturn",
            says(face("I"), 1, "m", 3).field(25, "f", "I").method(8, "<clinit>", "()V", 2, 0, "iconst_0; iconst_0; idiv; pop; return"), impl("A", "java/lang/Object", "I"));
        ClassAssembler named = face("I");
        named.method(1, "<init>", "()V", 0, 1, "return");
        call("constructor in interface", "iconst_0; ireturn", named);
        System.out.println("constructor in interface: " + ClassAssembler.attempt(() -> named.define().toString()));
    }
}
