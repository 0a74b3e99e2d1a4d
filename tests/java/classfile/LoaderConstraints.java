// SPDX-License-Identifier: Apache-2.0
// Loading constraints (JVMS 5.3.4): the same name in two loaders, seen through methods, fields, overriding, and duplicate definitions.

import java.util.function.Predicate;

public class LoaderConstraints {
    /** Defines the given classes itself, asks `shared` for those that `delegate` names, and its parent for the rest. */
    static final class Partial extends ClassLoader {
        final java.util.Map<String, byte[]> files = new java.util.HashMap<>();
        final ClassLoader shared;
        final Predicate<String> delegate;

        Partial(String name, ClassLoader shared, Predicate<String> delegate, ClassAssembler... members) {
            super(name, LoaderConstraints.class.getClassLoader());
            this.shared = shared;
            this.delegate = delegate;
            for (ClassAssembler a : members) {
                files.put(a.name.replace('/', '.'), a.assemble());
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> c = findLoadedClass(name);
            if (c != null) {
                return c;
            }
            if (shared != null && delegate.test(name)) {
                return shared.loadClass(name);
            }
            byte[] b = files.get(name);
            return b == null ? super.loadClass(name, resolve) : defineClass(name, b, 0, b.length);
        }

        Class<?> again(String name) {
            byte[] b = files.get(name);
            return defineClass(name, b, 0, b.length);
        }

        String run(String name) {
            return ClassAssembler.attempt(() -> {
                java.lang.reflect.Method m = Class.forName(name, true, this).getDeclaredMethod("run");
                m.setAccessible(true);
                return String.valueOf(m.invoke(null));
            });
        }
    }

    static ClassAssembler thing() {
        return new ClassAssembler("x/Thing").constructor();
    }

    static ClassAssembler user(String code) {
        return new ClassAssembler("x/User").method(9, "run", "()V", 4, 4, code + "; return");
    }

    static ClassAssembler library() {
        ClassAssembler l = new ClassAssembler("x/Library");
        l.field(9, "f", "Lx/Thing;").field(9, "g", "[[Lx/Thing;").field(1, "i", "Lx/Thing;");
        l.method(9, "make", "()Lx/Thing;", 2, 0, "new x/Thing; dup; invokespecial x/Thing.<init>:()V; areturn");
        l.method(9, "take", "(I[Lx/Thing;)V", 0, 2, "return").method(1, "instance", "(Lx/Thing;)V", 0, 2, "return").constructor();
        return l;
    }

    static ClassAssembler face() {
        ClassAssembler f = new ClassAssembler("x/Face");
        f.access = 0x601;
        return f.method(0x401, "use", "(Lx/Thing;)V").method(9, "s", "(Lx/Thing;)V", 0, 1, "return");
    }

    static void show(String what, String code, boolean loadFirst) {
        Partial shared = new Partial("shared", null, null, thing(), library(), face());
        Partial own = new Partial("own", shared, n -> n.equals("x.Library") || n.equals("x.Face"), thing(), user(code));
        if (loadFirst) {
            ClassAssembler.attempt(() -> own.loadClass("x.Thing").toString());
            ClassAssembler.attempt(() -> shared.loadClass("x.Thing").toString());
        }
        String first = own.run("x.User"), second = own.run("x.User");
        System.out.println(what + (loadFirst ? " loaded: " : ": ") + first + (first.equals(second) ? "" : "\n    then " + second));
        System.out.println("    shared " + ClassAssembler.attempt(() -> shared.loadClass("x.Thing").getClassLoader().getName())
            + ", own " + ClassAssembler.attempt(() -> own.loadClass("x.Thing").getClassLoader().getName()));
    }

    static void override(String what, ClassAssembler derived, ClassAssembler... shared) {
        Partial above = new Partial("above", null, null, shared);
        Partial below = new Partial("below", above, n -> n.equals("x.Base") || n.equals("x.Face"), thing(), derived);
        ClassAssembler.attempt(() -> above.loadClass("x.Thing").toString());
        ClassAssembler.attempt(() -> below.loadClass("x.Thing").toString());
        System.out.println(what + ": " + ClassAssembler.attempt(() -> Class.forName("x.Derived", true, below).toString()));
        System.out.println("    again: " + ClassAssembler.attempt(() -> Class.forName("x.Derived", true, below).toString()));
    }

    public static void main(String[] args) {
        for (boolean first : new boolean[] {false, true}) {
            show("result", "invokestatic x/Library.make:()Lx/Thing;; pop", first);
            show("parameter", "iconst_0; aconst_null; invokestatic x/Library.take:(I[Lx/Thing;)V", first);
            show("field", "getstatic x/Library.f:Lx/Thing;; pop", first);
            show("array field", "getstatic x/Library.g:[[Lx/Thing;; pop", first);
            show("instance field", "new x/Library; dup; invokespecial x/Library.<init>:()V; aconst_null; putfield x/Library.i:Lx/Thing;", first);
            show("virtual", "new x/Library; dup; invokespecial x/Library.<init>:()V; aconst_null; invokevirtual x/Library.instance:(Lx/Thing;)V", first);
            show("interface static", "aconst_null; invokestatic I:x/Face.s:(Lx/Thing;)V", first);
            show("interface", "aconst_null; aconst_null; invokeinterface x/Face.use:(Lx/Thing;)V 2", first);
        }
        ClassAssembler base = new ClassAssembler("x/Base").method(1, "use", "(Lx/Thing;)V", 0, 2, "return").constructor();
        ClassAssembler derived = new ClassAssembler("x/Derived").method(1, "use", "(Lx/Thing;)V", 0, 2, "return");
        derived.superName = "x/Base";
        override("overrides class method", derived, thing(), base);
        ClassAssembler result = new ClassAssembler("x/Base").method(1, "get", "()[Lx/Thing;", 1, 1, "aconst_null; areturn").constructor();
        ClassAssembler derivedResult = new ClassAssembler("x/Derived").method(1, "get", "()[Lx/Thing;", 1, 1, "aconst_null; areturn");
        derivedResult.superName = "x/Base";
        override("overrides with result", derivedResult, thing(), result);
        ClassAssembler implementing = new ClassAssembler("x/Derived").method(1, "use", "(Lx/Thing;)V", 0, 2, "return");
        implementing.interfaces.add("x/Face");
        override("implements", implementing, thing(), face());
        ClassAssembler inheriting = new ClassAssembler("x/Derived");
        inheriting.interfaces.add("x/Face");
        inheriting.superName = "x/Base";
        override("inherits implementation", inheriting, thing(), face(), base);

        Partial twice = new Partial("twice", null, null, thing(), face(), library());
        for (String n : new String[] {"x.Thing", "x.Face", "x.Library"}) {
            System.out.println("again: " + ClassAssembler.attempt(() -> twice.again(n).toString()));
            System.out.println("again: " + ClassAssembler.attempt(() -> twice.again(n).toString()));
        }
        ClassAssembler outline = new ClassAssembler("x/Outline");
        outline.access = 0x421;
        Partial unnamed = new Partial(null, null, null, outline);
        System.out.println("unnamed: " + ClassAssembler.attempt(() -> unnamed.again("x.Outline").toString()));
        System.out.println("unnamed: " + ClassAssembler.attempt(() -> unnamed.again("x.Outline").toString()));
    }
}
