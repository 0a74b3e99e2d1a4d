// SPDX-License-Identifier: Apache-2.0
// What a class file may contain depends on its version (JVMS 4.1, 4.4, 4.6, 4.9.1, 4.10): versions, names, constants, flags, instructions.

public class VersionRules {
    static String first(String s) {
        int line = s.indexOf('\n');
        return line < 0 ? s : s.substring(0, line);
    }

    interface Maker {
        void make(ClassAssembler a);
    }

    /** Defines and runs for many versions; equal results of neighbours are printed once. */
    static void show(String what, boolean run, Maker maker) {
        String last = null;
        for (int major : new int[] {45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 58, 59, 60, 61}) {
            ClassAssembler a = new ClassAssembler("T");
            a.major = major;
            maker.make(a);
            String result = first(run ? a.run() : ClassAssembler.attempt(() -> a.define().toString()));
            // The old verifier's texts are its library's own.
            if (major < 50 && result.startsWith("java.lang.VerifyError")) {
                result = "java.lang.VerifyError";
            }
            if (!result.equals(last)) {
                System.out.println(what + " " + major + ": " + result);
            }
            last = result;
        }
    }

    static byte[] raw(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    public static void main(String[] args) {
        for (int major : new int[] {0, 1, 44, 45, 46, 55, 56, 57, 60, 61, 62, 63, 100, 65535}) {
            for (int minor : new int[] {0, 1, 3, 65534, 65535}) {
                ClassAssembler a = new ClassAssembler("T");
                a.major = major;
                a.minor = minor;
                System.out.println(major + "." + minor + ": " + ClassAssembler.attempt(() -> a.define().toString()));
                if (major == 62 || major == 1) {
                    System.out.println("  named: " + ClassAssembler.attempt(() -> new ClassAssembler.Loader().define("T", a.assemble()).toString()));
                }
            }
        }
        show("jsr", true, a -> a.method(9, "run", "()I", 2, 2, "jsr s; iconst_1; ireturn; s: astore_0; ret 0"));
        show("ldc class", true, a -> a.method(9, "run", "()Ljava/lang/Object;", 2, 2, "ldc class java/util/Map; areturn"));
        show("method handle", true, a -> a.method(9, "run", "()Ljava/lang/Object;", 2, 2,
            "ldc pool " + a.methodHandle(6, a.member(10, "java/lang/Math.abs:(I)I")) + "; areturn"));
        show("method type", true, a -> a.method(9, "run", "()Ljava/lang/Object;", 2, 2, "ldc type (IJ)[Ljava/lang/String;; areturn"));
        show("dynamic constant without bootstrap", true, a -> a.method(9, "run", "()Ljava/lang/Object;", 2, 2,
            "ldc pool " + a.dynamic(17, 0, "x", "Ljava/lang/Object;") + "; areturn"));
        show("invokedynamic without bootstrap", true, a -> a.method(9, "run", "()V", 2, 2, "invokedynamic 0 x ()V; return"));
        show("invokedynamic", true, a -> {
            a.attribute("BootstrapMethods", ClassAssembler.u2(1, a.methodHandle(6, a.member(10, "java/lang/Math.abs:(I)I")), 0));
            a.method(9, "run", "()V", 2, 2, "invokedynamic 0 x ()V; return");
        });
        show("branch without frame", true, a -> a.method(9, "run", "()I", 2, 2, "iconst_0; ifeq x; iconst_1; ireturn; x: iconst_2; ireturn"));
        show("wrong code", true, a -> a.method(9, "run", "()I", 2, 2, "fconst_0; ireturn"));
        show("clinit not static", true, a -> a.method(0, "<clinit>", "()V", 0, 1, "return").method(9, "run", "()I", 1, 0, "iconst_1; ireturn"));
        show("clinit with argument", true, a -> a.method(8, "<clinit>", "(I)V", 0, 1, "return").method(9, "run", "()I", 1, 0, "iconst_1; ireturn"));
        show("clinit with result", true, a -> a.method(8, "<clinit>", "()I", 1, 0, "iconst_1; ireturn").method(9, "run", "()I", 1, 0, "iconst_1; ireturn"));
        show("clinit private synchronized", true, a -> a.method(0x2a, "<clinit>", "()V", 0, 0, "return").method(9, "run", "()I", 1, 0, "iconst_1; ireturn"));
        show("init with result", false, a -> a.method(1, "<init>", "()I", 1, 1, "iconst_1; ireturn"));
        show("static init", false, a -> a.method(9, "<init>", "()V", 1, 1, "return"));
        show("abstract synchronized", false, a -> a.method(0x421, "m", "()V"));
        show("abstract strict", false, a -> a.method(0xc01, "m", "()V"));
        show("abstract final", false, a -> a.method(0x411, "m", "()V"));
        show("native with code", false, a -> a.method(0x101, "m", "()V", 0, 1, "return"));
        show("no code", false, a -> a.method(1, "m", "()V"));
        for (String name : new String[] {"a b", "a-b", "1a", "a.b", "a;b", "a[b", "a/b", "<a>", "a<b", "", "a(b", "$_", "\u00e9", "\u4e2d"}) {
            show("field " + name, false, a -> a.field(1, name, "I"));
            show("method " + name, false, a -> a.method(1, name, "()V", 0, 1, "return"));
        }
        for (String d : new String[] {"", "Q", "V", "La", "L;", "La//b;", "L/a;", "La/;", "La.b;", "La-b;", "[", "[V", "II", "()V", "La;I", "L1;", "[".repeat(255) + "I",
            "[".repeat(256) + "I"}) {
            show("field descriptor " + d.replaceAll("\\[{200,}", "[*"), false, a -> a.field(1, "f", d));
            show("method descriptor (" + d.replaceAll("\\[{200,}", "[*") + ")V", false, a -> a.method(0x101, "m", "(" + d + ")V"));
            show("method descriptor ()" + d.replaceAll("\\[{200,}", "[*"), false, a -> a.method(0x101, "m", "()" + d));
        }
        show("255 arguments", false, a -> a.method(0x109, "m", "(" + "I".repeat(255) + ")V"));
        show("255 arguments and this", false, a -> a.method(0x101, "m", "(" + "I".repeat(255) + ")V"));
        show("128 longs", false, a -> a.method(0x109, "m", "(" + "J".repeat(128) + ")V"));
        for (String name : new String[] {"a b", "a-b", "1", "a;b", "a//b", "/a", "a/", "[I", "[La;", "[a", "a.b", "I", "[[[[Q"}) {
            show("class constant " + name, false, a -> a.classRef(name));
        }
        int[] flags = {0, 1, 0x10, 0x20, 0x30, 0x400, 0x410, 0x200, 0x600, 0x610, 0x620, 0x2600, 0x2000, 0x4000, 0x4600, 0x8000, 0x8600, 0xffff, 0x9421};
        for (int f : flags) {
            show("class flags " + Integer.toHexString(f), false, a -> a.access = f);
        }
        for (int tag : new int[] {0, 2, 13, 14, 15, 16, 17, 18, 19, 20, 21, 255}) {
            show("constant tag " + tag, false, a -> a.constant(1, o -> {
                o.writeByte(tag);
                o.writeInt(0);
            }));
        }
        show("module", false, a -> {
            a.access = 0x8000;
            a.constant(1, o -> {
                o.writeByte(19);
                o.writeShort(1);
            });
        });
        // Texts: zero byte, overlong, cut, four bytes, surrogates.
        for (String text : new String[] {"\0", "\u00c0\u0080", "\u00c1\u0081", "\u00e0\u0080\u0080", "\u00e2\u0082", "\u00c2", "\u00f0\u009f\u0098\u0080", "\u00ed\u00a0\u0080",
            "\u0080", "\u00ff"}) {
            byte[] b = raw(text);
            show("text " + java.util.HexFormat.of().formatHex(b), false, a -> a.constant(1, o -> {
                o.writeByte(1);
                o.writeShort(b.length);
                o.write(b);
            }));
        }
    }
}
