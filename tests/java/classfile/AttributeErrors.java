// SPDX-License-Identifier: Apache-2.0
// Attributes of classes, fields, methods and code that are repeated, have a wrong length or refer to wrong constants (JVMS 4.7); files
// that end too early or too late.

import java.util.Arrays;

public class AttributeErrors {
    static String define(ClassAssembler a) {
        return ClassAssembler.attempt(() -> {
            Class<?> c = a.define();
            return c + " " + c.getDeclaredFields().length + " " + c.getDeclaredMethods().length;
        });
    }

    static byte[] code(int attributes, byte[]... parts) {
        return ClassAssembler.bytes(o -> {
            o.writeShort(1);
            o.writeShort(1);
            o.writeInt(1);
            o.writeByte(0xb1);
            o.writeShort(0);
            o.writeShort(attributes);
            for (byte[] p : parts) {
                o.write(p);
            }
        });
    }

    static byte[] attribute(ClassAssembler a, String name, byte... content) {
        return ClassAssembler.bytes(o -> {
            o.writeShort(a.utf8(name));
            o.writeInt(content.length);
            o.write(content);
        });
    }

    public static void main(String[] args) {
        String[] of2 = {"SourceFile", "Signature", "NestHost", "ConstantValue"};
        String[] of0 = {"Synthetic", "Deprecated"};
        String[] others = {"InnerClasses", "EnclosingMethod", "BootstrapMethods", "NestMembers", "Record", "PermittedSubclasses", "Exceptions", "MethodParameters",
            "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations", "RuntimeVisibleParameterAnnotations", "RuntimeVisibleTypeAnnotations",
            "RuntimeInvisibleTypeAnnotations", "AnnotationDefault", "SourceDebugExtension", "Unknown", "Code", "Module", "LineNumberTable"};
        String[] all = new String[of2.length + of0.length + others.length];
        System.arraycopy(of2, 0, all, 0, of2.length);
        System.arraycopy(of0, 0, all, of2.length, of0.length);
        System.arraycopy(others, 0, all, of2.length + of0.length, others.length);
        for (int major : new int[] {48, 61}) {
            for (String name : all) {
                for (int length : new int[] {0, 1, 2, 3, 4, 8}) {
                    for (int fill : new int[] {0, 1, 255}) {
                        byte[] content = new byte[length];
                        Arrays.fill(content, (byte) fill);
                        ClassAssembler c = new ClassAssembler("T"), f = new ClassAssembler("T"), m = new ClassAssembler("T");
                        c.major = f.major = m.major = major;
                        c.attribute(name, content);
                        f.member("fields", 9, "f", "I", name, content);
                        m.member("methods", 0x101, "m", "()V", name, content);
                        String tag = major + " " + name + " " + length + "*" + fill;
                        System.out.println(tag + " class: " + define(c));
                        System.out.println(tag + " field: " + define(f));
                        System.out.println(tag + " method: " + define(m));
                    }
                }
            }
        }
        for (String name : new String[] {"Signature", "Synthetic", "RuntimeVisibleAnnotations", "Exceptions", "MethodParameters", "Code", "AnnotationDefault"}) {
            ClassAssembler m = new ClassAssembler("T"), f = new ClassAssembler("T");
            byte[] content = name.equals("Signature") ? ClassAssembler.u2(m.utf8("()V")) : name.equals("Synthetic") ? new byte[0]
                : name.equals("MethodParameters") ? new byte[1] : name.equals("Code") ? code(0) : new byte[2];
            m.member("methods", name.equals("Code") ? 1 : 0x101, "m", "()V", name, content, name, content);
            f.utf8("()V");
            f.member("fields", 9, "f", "I", name, content, name, content);
            System.out.println("twice " + name + ": " + define(m) + " | " + define(f));
        }
        String[] tables = {"LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable", "StackMapTable"};
        byte[][] rows = {{0, 0}, {0, 1}, {0, 1, 0, 0, 0, 5}, {0, 1, 0, 1, 0, 5}, {0, 1, 0, 0, 0, 1, 0, 1, 0, 2, 0, 0}, {0, 1, 0, 0, 0, 2, 0, 1, 0, 2, 0, 0},
            {0, 1, 0, 1, 0, 1, 0, 1, 0, 2, 0, 0}, {0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0}, {0, 1, 0, 0, 0, 1, 0, 1, 0, 9, 0, 0}, {0, 1, 0, 0, 0, 1, 0, 1, 0, 2, 0, 9},
            {0, 1, 0, 0, 0, 1, 0, 1, 0, 3, 0, 0}, {0, 2, 0, 0, 0, 1, 0, 1, 0, 2, 0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 0, 0}, {}, {1}};
        for (String table : tables) {
            for (byte[] row : rows) {
                ClassAssembler a = new ClassAssembler("T");
                a.utf8("x");
                a.utf8("I");
                a.utf8("J");
                a.member("methods", 9, "m", "(I)V", "Code", code(1, attribute(a, table, row)));
                System.out.println(table + " " + Arrays.toString(row) + ": " + define(a));
            }
        }
        int[][] shapes = {{1, 1, 0, 0}, {1, 0, 1, 0}, {65535, 65535, 1, 0}, {1, 1, 65536, 0}, {1, 1, -1, 0}, {1, 1, 1, 1}, {1, 1, 2, 0}};
        for (int[] s : shapes) {
            ClassAssembler a = new ClassAssembler("T");
            byte[] content = ClassAssembler.bytes(o -> {
                o.writeShort(s[0]);
                o.writeShort(s[1]);
                o.writeInt(s[2]);
                o.writeByte(0xb1);
                o.writeShort(s[3]);
                o.writeShort(0);
            });
            a.member("methods", 9, "m", "(I)V", "Code", content);
            System.out.println("Code " + Arrays.toString(s) + ": " + define(a));
        }
        int[][] handlers = {{0, 1, 0, 0}, {0, 0, 0, 0}, {1, 0, 0, 0}, {0, 2, 0, 0}, {0, 1, 1, 0}, {0, 1, 0, 1}, {0, 1, 0, 999}};
        for (int[] h : handlers) {
            ClassAssembler a = new ClassAssembler("T");
            a.utf8("x");
            byte[] content = ClassAssembler.bytes(o -> {
                o.writeShort(1);
                o.writeShort(1);
                o.writeInt(1);
                o.writeByte(0xb1);
                o.writeShort(1);
                o.write(ClassAssembler.u2(h));
                o.writeShort(0);
            });
            a.member("methods", 9, "m", "(I)V", "Code", content);
            System.out.println("handler " + Arrays.toString(h) + ": " + define(a));
        }
        byte[] whole = new ClassAssembler("p/Whole").field(9, "f", "J").method(9, "run", "()V", 2, 0, "ldc2_w long 5; pop2; return").assemble();
        String last = null;
        for (int length = 0; length <= whole.length + 2; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            String result = ClassAssembler.attempt(() -> new ClassAssembler.Loader().define(part).toString());
            String named = ClassAssembler.attempt(() -> new ClassAssembler.Loader().define("p.Whole", part).toString());
            if (!(result + named).equals(last)) {
                System.out.println("length " + length + ": " + result + " | " + named);
            }
            last = result + named;
        }
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                System.out.println("byte " + at + " = " + value + ": " + ClassAssembler.attempt(() -> {
                    Class<?> c = new ClassAssembler.Loader().define(damaged);
                    Class.forName(c.getName(), true, c.getClassLoader());
                    return c.toString();
                }).replaceAll("(?s)\nException Details.*", ""));
            }
        }
        System.out.println("wrong name: " + ClassAssembler.attempt(() -> new ClassAssembler.Loader().define("p.Other", whole).toString()));
        System.out.println("bad name: " + ClassAssembler.attempt(() -> new ClassAssembler.Loader().define("p/Whole", whole).toString()));
        System.out.println("no name: " + ClassAssembler.attempt(() -> new ClassAssembler.Loader().define("", whole).toString()));
    }
}
