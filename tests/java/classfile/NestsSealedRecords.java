// SPDX-License-Identifier: Apache-2.0
// Nests, sealed classes and records as class files say it (JVMS 4.7.28 to 4.7.31, 5.3.5, 5.4.4): access, errors, reflection.

import java.util.Arrays;

public class NestsSealedRecords {
    static byte[] classes(ClassAssembler a, String... names) {
        int[] list = new int[names.length + 1];
        list[0] = names.length;
        for (int i = 0; i < names.length; i++) {
            list[i + 1] = a.classRef(names[i]);
        }
        return ClassAssembler.u2(list);
    }

    static ClassAssembler make(String name) {
        ClassAssembler a = new ClassAssembler(name);
        a.major = 61;
        return a.constructor();
    }

    static ClassAssembler host(String name, String... members) {
        ClassAssembler a = make(name);
        a.field(10, "secret", "I").method(10, "hidden", "()I", 1, 0, "bipush 11; ireturn");
        return members.length == 0 ? a : a.attribute("NestMembers", classes(a, members));
    }

    static ClassAssembler member(String name, String host) {
        ClassAssembler a = make(name);
        a.method(9, "run", "()I", 2, 0, "invokestatic p/Host.hidden:()I; getstatic p/Host.secret:I; iadd; ireturn");
        return host == null ? a : a.attribute("NestHost", ClassAssembler.u2(a.classRef(host)));
    }

    static void nest(String what, ClassAssembler... all) {
        ClassAssembler.Family family = new ClassAssembler.Family(all);
        String name = all[1].name.replace('/', '.');
        System.out.println(what + ": " + family.run(name));
        System.out.println("    " + ClassAssembler.attempt(() -> {
            Class<?> c = family.loadClass(name), h = family.loadClass(all[0].name.replace('/', '.'));
            return c.getNestHost() + " " + Arrays.toString(c.getNestMembers()) + " " + h.getNestHost() + " " + Arrays.toString(h.getNestMembers()) + " "
                + c.isNestmateOf(h) + h.isNestmateOf(c);
        }));
    }

    static ClassAssembler sealed(String name, int access, String... permitted) {
        ClassAssembler a = make(name);
        a.access = access;
        return a.attribute("PermittedSubclasses", classes(a, permitted));
    }

    static ClassAssembler below(String name, String superName, String... interfaces) {
        ClassAssembler a = new ClassAssembler(name);
        a.major = 61;
        a.superName = superName;
        a.interfaces.addAll(java.util.List.of(interfaces));
        return a;
    }

    static ClassAssembler face(String name, String... permitted) {
        ClassAssembler a = new ClassAssembler(name);
        a.major = 61;
        a.access = 0x601;
        return a.attribute("PermittedSubclasses", classes(a, permitted));
    }

    static void sealing(String what, ClassAssembler... all) {
        ClassAssembler.Family family = new ClassAssembler.Family(all);
        System.out.println(what + ": " + family.load(all[1].name.replace('/', '.')));
        System.out.println("    " + ClassAssembler.attempt(() -> {
            Class<?> c = family.loadClass(all[0].name.replace('/', '.'));
            return c.isSealed() + " " + Arrays.toString(c.getPermittedSubclasses());
        }));
    }

    static void record(String what, ClassAssembler a) {
        System.out.println(what + ": " + ClassAssembler.attempt(() -> {
            Class<?> c = a.define();
            StringBuilder out = new StringBuilder(c + " " + c.isRecord());
            if (c.isRecord()) {
                for (var component : c.getRecordComponents()) {
                    out.append(' ').append(component).append('/').append(component.getAccessor()).append('/').append(component.getGenericSignature());
                }
            }
            return out.toString();
        }));
    }

    static ClassAssembler recordClass(int access, String superName) {
        ClassAssembler a = new ClassAssembler("R");
        a.major = 61;
        a.access = access;
        a.superName = superName;
        return a;
    }

    static byte[] components(ClassAssembler a, String... namesAndTypes) {
        return ClassAssembler.bytes(o -> {
            o.writeShort(namesAndTypes.length / 2);
            for (int i = 0; i < namesAndTypes.length; i += 2) {
                o.writeShort(a.utf8(namesAndTypes[i]));
                o.writeShort(a.utf8(namesAndTypes[i + 1]));
                o.writeShort(0);
            }
        });
    }

    public static void main(String[] args) {
        nest("both agree", host("p/Host", "p/A", "p/B"), member("p/A", "p/Host"), member("p/B", "p/Host"));
        nest("host does not list", host("p/Host", "p/B"), member("p/A", "p/Host"), member("p/B", "p/Host"));
        nest("host lists none", host("p/Host"), member("p/A", "p/Host"));
        nest("member does not name", host("p/Host", "p/A"), member("p/A", null));
        nest("absent host", host("p/Host", "p/A"), member("p/A", "p/Gone"));
        nest("other package", host("p/Host", "q/A"), member("q/A", "p/Host"));
        nest("host is array", host("p/Host", "p/A"), member("p/A", "[Lp/Host;"));
        nest("host is interface", host("p/Host", "p/A"), member("p/A", "java/lang/Runnable"));
        nest("broken host", host("p/Host", "p/A"), member("p/A", "p/Broken"), new ClassAssembler("p/Broken").field(1, "f", "V"));
        nest("own host", host("p/Host", "p/A"), member("p/A", "p/A"));
        nest("chain", host("p/Host", "p/A"), member("p/A", "p/B"), member("p/B", "p/Host").attribute("Unknown", new byte[0]));
        nest("absent member", host("p/Host", "p/A", "p/Gone"), member("p/A", "p/Host"));
        nest("member listed twice", host("p/Host", "p/A", "p/A"), member("p/A", "p/Host"));
        nest("host lists itself", host("p/Host", "p/Host", "p/A"), member("p/A", "p/Host"));
        ClassAssembler both = host("p/Host", "p/A");
        both.attribute("NestHost", ClassAssembler.u2(both.classRef("p/A")));
        nest("host and members", both, member("p/A", "p/Host"));
        ClassAssembler old = member("p/A", "p/Host");
        old.major = 54;
        nest("old member", host("p/Host", "p/A"), old);
        ClassAssembler oldHost = host("p/Host", "p/A");
        oldHost.major = 52;
        nest("old host", oldHost, member("p/A", "p/Host"));

        String object = "java/lang/Object";
        sealing("permitted", sealed("p/S", 0x21, "p/A"), below("p/A", "p/S"));
        sealing("not permitted", sealed("p/S", 0x21, "p/B"), below("p/A", "p/S"));
        sealing("none permitted", sealed("p/S", 0x21), below("p/A", "p/S"));
        sealing("interface permitted", face("p/I", "p/A"), below("p/A", object, "p/I"));
        sealing("interface not permitted", face("p/I", "p/B"), below("p/A", object, "p/I"));
        ClassAssembler sub = below("p/J", object, "p/I");
        sub.access = 0x601;
        sealing("subinterface not permitted", face("p/I", "p/B"), sub);
        sealing("other package public", sealed("p/S", 0x21, "q/A"), below("q/A", "p/S"));
        ClassAssembler hidden = below("q/A", "p/S");
        hidden.access = 0x20;
        sealing("other package not public", sealed("p/S", 0x21, "q/A"), hidden);
        sealing("below a permitted", sealed("p/S", 0x21, "p/A"), below("p/B", "p/A"), below("p/A", "p/S").constructor());
        sealing("final and sealed", sealed("p/S", 0x31, "p/A"), below("p/A", "p/S"));
        sealing("absent permitted", sealed("p/S", 0x21, "p/A", "p/Gone"), below("p/A", "p/S"));
        sealing("stranger permitted", sealed("p/S", 0x21, "p/A", "java/lang/String"), below("p/A", "p/S"));
        sealing("array permitted", sealed("p/S", 0x21, "p/A", "[I"), below("p/A", "p/S"));
        ClassAssembler oldSealed = sealed("p/S", 0x21, "p/B");
        oldSealed.major = 60;
        sealing("old version", oldSealed, below("p/A", "p/S"));
        ClassAssembler wrong = make("p/S");
        wrong.attribute("PermittedSubclasses", ClassAssembler.u2(1, wrong.utf8("x")));
        sealing("text permitted", wrong, below("p/A", "p/S"));
        ClassAssembler other = make("p/S");
        other.attribute("PermittedSubclasses", ClassAssembler.u2(2, other.classRef("p/A")));
        sealing("short list", other, below("p/A", "p/S"));

        ClassAssembler r = recordClass(0x31, "java/lang/Record");
        record("empty", r.attribute("Record", components(r)));
        r = recordClass(0x31, "java/lang/Record");
        r.method(1, "a", "()I", 1, 1, "iconst_1; ireturn").method(2, "c", "()[[J", 1, 1, "aconst_null; areturn");
        record("components", r.attribute("Record", components(r, "a", "I", "b", "Ljava/lang/String;", "c", "[[J")));
        r = recordClass(0x21, "java/lang/Record");
        record("not final", r.attribute("Record", components(r, "a", "I")));
        r = recordClass(0x31, object);
        record("not under Record", r.attribute("Record", components(r, "a", "I")));
        r = recordClass(0x31, "java/lang/Record");
        record("no attribute", r);
        r = recordClass(0x31, "java/lang/Record");
        r.major = 59;
        record("old", r.attribute("Record", components(r, "a", "I")));
        for (String[] bad : new String[][] {{"a", "V"}, {"a", "Q"}, {"a b", "I"}, {"a;", "I"}, {"", "I"}, {"a", ""}, {"a", "Lx"}, {"a", "()V"}, {"a", "I", "a", "I"}}) {
            r = recordClass(0x31, "java/lang/Record");
            record(Arrays.toString(bad), r.attribute("Record", components(r, bad)));
        }
        r = recordClass(0x31, "java/lang/Record");
        record("wrong length", r.attribute("Record", new byte[] {0, 0, 0}));
        r = recordClass(0x31, "java/lang/Record");
        record("short", r.attribute("Record", new byte[] {0, 1, 0, 1}));
        r = recordClass(0x31, "java/lang/Record");
        record("absent type", r.attribute("Record", components(r, "a", "Lno/Such;")));
        record("subclass by hand", recordClass(0x21, "java/lang/Record"));
    }
}
