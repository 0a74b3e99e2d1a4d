// SPDX-License-Identifier: Apache-2.0
// Native methods without a library, libraries that do not exist, load of wrong paths,
// mapLibraryName.
public class NativeLinkErrors {
    static native int missing(int a, String b);
    native void instance();
    static class Inner {
        static native long nested_name(double[] d, Object o);
    }
    static void t(String l, Runnable r) {
        try {
            r.run();
            System.out.println(l + " ok");
        } catch (Throwable e) { System.out.println(l + " " + e); }
    }
    public static void main(String[] args) {
        t("static", () -> missing(1, "x"));
        t("again", () -> missing(1, "x"));
        t("instance", () -> new NativeLinkErrors().instance());
        t("inner", () -> Inner.nested_name(null, null));
        t("library", () -> System.loadLibrary("no_such_library_x"));
        t("path", () -> System.load("/no/such/lib.so"));
        t("relative", () -> System.load("lib.so"));
        t("separator", () -> System.loadLibrary("a/b"));
        t("null", () -> System.loadLibrary(null));
        t("zip", () -> System.loadLibrary("zip"));
        t("runtime", () -> Runtime.getRuntime().loadLibrary("net"));
        System.out.println(System.mapLibraryName("x"));
        try {
            java.lang.reflect.Method m =
                    NativeLinkErrors.class.getDeclaredMethod("missing", int.class, String.class);
            System.out.println(java.lang.reflect.Modifier.isNative(m.getModifiers()) + " " + m);
            m.invoke(null, 1, "s");
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(e.getCause());
        } catch (ReflectiveOperationException e) { System.out.println(e); }
    }
}
