// SPDX-License-Identifier: Apache-2.0
// Lookup.defineHiddenClass, defineClass, class data, nest membership, findClass, access of lookups.
import java.io.InputStream;
import java.lang.invoke.*;
import java.util.*;

public class HiddenClasses {
    static byte[] bytes(Class<?> c) throws Exception {
        try (InputStream in = c.getResourceAsStream("/" + c.getName() + ".class")) {
            return in.readAllBytes();
        }
    }
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + ": " + c.call());
        } catch (Throwable e) { System.out.println(l + ": " + e.getClass().getName()); }
    }
    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup me = MethodHandles.lookup();
        byte[] b = bytes(HiddenTemplate.class);
        Class<?> h1 = me.defineHiddenClass(b, false).lookupClass(),
                 h2 = me.defineHiddenClass(b, true, MethodHandles.Lookup.ClassOption.NESTMATE)
                              .lookupClass();
        System.out.println((h1 == h2) + " " + h1.isHidden() + " " + HiddenTemplate.class.isHidden()
                + " " + h1.getName().replaceAll("0x[0-9a-f]+", "ADDR") + " "
                + h1.getSimpleName().replaceAll("0x[0-9a-f]+", "ADDR") + " " + h1.getCanonicalName()
                + " " + h1.getNestHost().getSimpleName().startsWith("HiddenClasses") + " "
                + (h2.getNestHost() == HiddenClasses.class) + " "
                + h1.descriptorString().replaceAll("0x[0-9a-f]+", "ADDR") + " "
                + h1.describeConstable());
        var c = h1.getDeclaredConstructor();
        c.setAccessible(true);
        var s = (java.util.function.Supplier<?>) c.newInstance();
        System.out.println(s.get());
        System.out.println(((java.util.function.Supplier<?>) c.newInstance()).get() + " "
                + new HiddenTemplate().get());
        System.out.println(s.toString().replaceAll("0x[0-9a-f]+|@.*", ""));
        t("forName", () -> Class.forName(h1.getName()));
        t("loaded", () -> me.findClass(HiddenTemplate.class.getName()) == HiddenTemplate.class);
        t("array",
                ()
                        -> java.lang.reflect.Array.newInstance(h1, 2)
                                .getClass()
                                .getName()
                                .replaceAll("0x[0-9a-f]+", "ADDR"));
        MethodHandles.Lookup in2 =
                me.defineHiddenClass(b, true, MethodHandles.Lookup.ClassOption.NESTMATE);
        System.out.println(
                in2.findStatic(in2.lookupClass(), "peek", MethodType.methodType(String.class))
                        .invoke());
        t("not nestmate", () -> {
            try {
                return me.defineHiddenClass(b, true).lookupClass().getDeclaredMethod("peek").invoke(
                        null);
            } catch (java.lang.reflect.InvocationTargetException e) { throw (Error) e.getCause(); }
        });
        MethodHandles.Lookup data =
                me.defineHiddenClassWithClassData(b, List.of("class", "data"), true);
        System.out.println(MethodHandles.classData(data, "_", List.class) + " "
                + MethodHandles.classDataAt(data, "_", String.class, 1));
        t("wrong data type", () -> MethodHandles.classData(data, "_", Map.class));
        t("no data", () -> MethodHandles.classData(me, "_", Object.class));
        t("define again", () -> me.defineClass(b));
        t("public lookup", () -> MethodHandles.publicLookup().defineHiddenClass(b, false));
        t("bad bytes", () -> me.defineHiddenClass(new byte[10], false));
        t("null", () -> me.defineHiddenClass(null, false));
        System.out.println(HiddenClasses.class.getNestMembers().length + " "
                + HiddenTemplate.class.getNestHost() + " " + HiddenTemplate.class.isNestmateOf(h2)
                + " " + h2.isNestmateOf(HiddenClasses.class) + " "
                + h1.isNestmateOf(HiddenClasses.class));
        System.out.println(me.lookupModes() + " " + me.in(String.class).lookupModes() + " "
                + me.dropLookupMode(MethodHandles.Lookup.PRIVATE).lookupModes() + " "
                + MethodHandles.publicLookup().lookupModes() + " "
                + MethodHandles.privateLookupIn(HiddenTemplate.class, me) + " "
                + me.hasFullPrivilegeAccess());
        t("private in String", () -> MethodHandles.privateLookupIn(String.class, me));
        t("accessible", () -> me.accessClass(HiddenTemplate.class));
        t("ensure", () -> me.ensureInitialized(HiddenTemplate.class));
        Runnable r = () -> {};
        System.out.println(r.getClass().isHidden() + " "
                + (r.getClass().getNestHost() == HiddenClasses.class) + " "
                + r.getClass().getInterfaces().length);
    }
}

class HiddenTemplate implements java.util.function.Supplier<String> {
    static int made;
    final int id = ++made;
    public String get() {
        return "template " + id + " " + HiddenTemplate.class.isHidden() + " "
                + getClass().isHidden();
    }
    static String peek() { return "peeked"; }
}
