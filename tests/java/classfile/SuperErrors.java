// SPDX-License-Identifier: Apache-2.0
// Superclasses and superinterfaces that cannot be: absent, circular, final, of the wrong kind, not accessible; final methods.

public class SuperErrors {
    static ClassAssembler make(String name, int access, String superName, String... interfaces) {
        ClassAssembler a = new ClassAssembler(name);
        a.access = access;
        a.superName = superName;
        a.interfaces.addAll(java.util.List.of(interfaces));
        return a;
    }

    static ClassAssembler make(String name, String superName, String... interfaces) {
        return make(name, 0x21, superName, interfaces);
    }

    static void show(String what, ClassAssembler... classes) {
        ClassAssembler.Family family = new ClassAssembler.Family(classes);
        String name = classes[0].name.replace('/', '.');
        System.out.println(what + ": " + family.load(name));
        System.out.println("    again: " + family.load(name));
    }

    public static void main(String[] args) {
        String object = "java/lang/Object";
        show("itself", make("A", "A"));
        show("circle", make("A", "B"), make("B", "C"), make("C", "A"));
        show("interface itself", make("I", 0x601, object, "I"));
        show("interface circle", make("I", 0x601, object, "J"), make("J", 0x601, object, "I"));
        show("class and interface circle", make("A", object, "I"), make("I", 0x601, object, "A"));
        show("absent super", make("A", "Gone"));
        show("absent interface", make("A", object, "Gone"));
        show("absent both", make("A", "GoneClass", "GoneInterface"));
        show("final super", make("A", "java/lang/String"));
        show("super is interface", make("A", "java/lang/Runnable"));
        show("interface is class", make("A", object, "java/lang/String"));
        show("interface is array", make("A", object, "[I"));
        show("super is array", make("A", "[I"));
        show("interface twice", make("A", object, "java/lang/Runnable", "java/io/Serializable", "java/lang/Runnable"));
        show("interface with super", make("I", 0x601, "java/lang/Thread"));
        show("interface with absent super", make("I", 0x601, "Gone"));
        show("no super", make("A", null));
        show("enum as super", make("A", "java/lang/Enum"));
        show("record as super", make("A", "java/lang/Record"));
        show("array interface", make("A", object, "java/lang/Cloneable", "java/io/Serializable"));
        show("package super", make("q/A", "p/B"), make("p/B", 0x20, object));
        show("package interface", make("q/A", object, "p/I"), make("p/I", 0x600, object));
        show("package super same package", make("p/A", "p/B"), make("p/B", 0x20, object));
        show("package private of java.base", make("A", "java/lang/AbstractStringBuilder"));
        show("not exported super", make("A", "sun/misc/../Unsafe"), make("B", object));
        show("internal super", make("A", "jdk/internal/misc/Unsafe"));
        show("internal interface", make("A", object, "jdk/internal/access/JavaLangAccess"));
        show("reflect super", make("A", "jdk/internal/reflect/MagicAccessorImpl"));
        show("java package", make("java/lang/Mine", object));
        show("java package in a package", make("java/Mine", object));
        show("broken super", make("A", "B"), make("B", 0x31 | 0x400, object));
        show("super of broken name", make("A", "B"), new ClassAssembler("B").method(9, "f()", "()V", 0, 0, "return"));
        show("super with duplicate", make("A", "B"), new ClassAssembler("B").field(1, "f", "I").field(1, "f", "I"));

        String[] visibilities = {"0 package", "1 public", "2 private", "4 protected"};
        for (String above : visibilities) {
            for (String below : visibilities) {
                for (String pack : new String[] {"p", "q"}) {
                    ClassAssembler base = make("p/Base", object).constructor();
                    base.method(0x10 | above.charAt(0) - '0', "m", "()V", 0, 1, "return");
                    ClassAssembler derived = make(pack + "/Derived", "p/Base");
                    derived.method(below.charAt(0) - '0', "m", "()V", 0, 1, "return");
                    ClassAssembler.Family family = new ClassAssembler.Family(base, derived);
                    System.out.println("final " + above + ", " + below + " in " + pack + ": " + family.load(pack + ".Derived"));
                }
            }
        }
        ClassAssembler base = make("Base", object).method(0x11, "m", "()V", 0, 1, "return").method(0x19, "s", "(I)V", 0, 1, "return");
        show("static over final", make("A", "Base").method(9, "m", "()V", 0, 0, "return"), base);
        show("instance over final static", make("A", "Base").method(1, "s", "(I)V", 0, 2, "return"), base);
        show("final over two", make("A", "B").method(1, "m", "()V", 0, 1, "return"), make("B", "Base"), base);
        show("over getClass", make("A", object).method(1, "getClass", "()Ljava/lang/Class;", 1, 1, "aconst_null; areturn"));
        show("overload of getClass", make("A", object).method(1, "getClass", "()Ljava/lang/Object;", 1, 1, "aconst_null; areturn"));
        show("static clone", make("A", object).method(9, "clone", "()Ljava/lang/Object;", 1, 0, "aconst_null; areturn"));
        show("private toString", make("A", object).method(2, "toString", "()Ljava/lang/String;", 1, 1, "aconst_null; areturn"));
        show("interface over final of Object", make("I", 0x601, object).method(0x401, "notify", "()V"));
        show("default over final of Object", make("I", 0x601, object).method(1, "notify", "()V", 0, 1, "return"));
        show("class with it", make("A", object, "I"), make("I", 0x601, object).method(1, "notify", "()V", 0, 1, "return"));
    }
}
