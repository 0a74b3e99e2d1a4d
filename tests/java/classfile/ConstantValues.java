// SPDX-License-Identifier: Apache-2.0
// ConstantValue attributes (JVMS 4.7.2): which constants fit which fields, what narrow types keep, where the attribute is ignored.

import java.lang.reflect.Field;

public class ConstantValues {
    static String values(ClassAssembler a) {
        return ClassAssembler.attempt(() -> {
            StringBuilder out = new StringBuilder();
            Class<?> c = a.define();
            for (Field f : c.getDeclaredFields()) {
                f.setAccessible(true);
                Object on = java.lang.reflect.Modifier.isStatic(f.getModifiers()) ? null : c.getConstructor().newInstance();
                Object v = f.get(on);
                out.append(f.getType()).append(' ').append(v instanceof Character ? (int) (Character) v : v).append(' ');
            }
            return out.toString();
        });
    }

    interface Constant {
        int index(ClassAssembler a);
    }

    public static void main(String[] args) {
        String[] types = {"Z", "B", "C", "S", "I", "J", "F", "D", "Ljava/lang/String;", "Ljava/lang/Object;", "[I", "Ljava/lang/Integer;"};
        String[] names = {"int", "-1", "70000", "long", "float", "double", "string", "class", "utf8", "zero", "beyond"};
        Constant[] constants = {a -> a.number(300), a -> a.number(-1), a -> a.number(70000), a -> a.number(1L << 40), a -> a.number(1.5f),
            a -> a.number(-2.5), a -> a.string("text"), a -> a.classRef("java/lang/String"), a -> a.utf8("utf"), a -> 0, a -> 9999};
        for (String type : types) {
            for (int i = 0; i < constants.length; i++) {
                ClassAssembler a = new ClassAssembler("T");
                a.constantField(25, "f", type, constants[i].index(a));
                System.out.println(type + " from " + names[i] + ": " + values(a));
            }
        }
        ClassAssembler a = new ClassAssembler("T");
        a.constantField(9, "notFinal", "I", a.number(5)).constantField(1, "instance", "I", a.number(6)).constantField(17, "wrongKind", "I", a.string("x"));
        a.constructor();
        System.out.println("not final, instance: " + values(a));
        a = new ClassAssembler("T");
        byte[] five = ClassAssembler.u2(a.number(5));
        a.member("fields", 9, "twice", "I", "ConstantValue", five, "ConstantValue", five);
        System.out.println("twice: " + values(a));
        a = new ClassAssembler("T");
        a.member("fields", 1, "twice", "I", "ConstantValue", five, "ConstantValue", five).constructor();
        System.out.println("twice, instance: " + values(a));
        a = new ClassAssembler("T");
        a.member("fields", 9, "long", "I", "ConstantValue", new byte[3]);
        System.out.println("length 3: " + values(a));
        a = new ClassAssembler("T");
        a.constantField(9, "f", "I", a.number(5)).method(8, "<clinit>", "()V", 2, 0, "getstatic T.f:I; bipush 10; imul; putstatic T.f:I; return");
        System.out.println("then <clinit>: " + values(a));
        ClassAssembler i = new ClassAssembler("T");
        i.access = 0x601;
        i.constantField(25, "f", "Ljava/lang/String;", i.string("of interface")).field(25, "g", "D");
        System.out.println("interface: " + values(i));
        for (int flags : new int[] {9, 8, 16, 1, 0x601, 0x19 | 0x40}) {
            ClassAssembler bad = new ClassAssembler("T");
            bad.access = 0x601;
            bad.field(flags, "f", "I");
            System.out.println("interface field " + Integer.toHexString(flags) + ": " + values(bad));
        }
        for (int flags : new int[] {3, 5, 6, 7, 0x50, 0x4000, 0x8000, 0xffff}) {
            System.out.println("field " + Integer.toHexString(flags) + ": " + values(new ClassAssembler("T").field(flags | 8, "f", "I")));
        }
        System.out.println("duplicate: " + values(new ClassAssembler("T").field(9, "f", "Ljava/lang/String;").field(1, "f", "Ljava/lang/String;")));
        System.out.println("same name, other type: " + values(new ClassAssembler("T").field(9, "f", "I").field(9, "f", "J")));
    }
}
