// SPDX-License-Identifier: Apache-2.0
// Dynamic linkage seen from outside: string concatenation factory, LambdaMetafactory,
// ObjectMethods, ConstantBootstraps called directly; the errors they give; serialisable lambdas and
// their replacement form.
import java.io.*;
import java.lang.invoke.*;
import java.util.*;
import java.util.function.*;

import static java.lang.invoke.MethodType.methodType;

public class InvokeDynamicAndCondy {
    static int twice(int x) { return x * 2; }
    int field = 3;
    static final long CONST = 77;
    enum E { P, Q }
    interface Body {
        Object run() throws Throwable;
    }
    static void t(String l, Body b) {
        try {
            System.out.println(l + " = " + b.run());
        } catch (Throwable e) {
            System.out.println(l + " ! " + e + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }
    interface SerFn extends Function<String, Integer>, Serializable {}
    static Object copy(Object o) throws Exception {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream s = new ObjectOutputStream(b)) {
            s.writeObject(o);
        }
        return new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())).readObject();
    }
    record R(int a, String b) {}
    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup k = MethodHandles.lookup();
        t("concat",
                ()
                        -> StringConcatFactory
                                .makeConcatWithConstants(k, "c",
                                        methodType(
                                                String.class, int.class, Object.class, long.class),
                                        "<\1|\1|\2|\1>", "CONST")
                                .dynamicInvoker()
                                .invoke(1, (Object) null, 5L));
        t("concat simple",
                ()
                        -> StringConcatFactory
                                .makeConcat(k, "c",
                                        methodType(String.class, char.class, double.class,
                                                boolean.class, String.class))
                                .getTarget()
                                .invoke('c', 1.5, true, "s"));
        t("concat bad",
                ()
                        -> StringConcatFactory.makeConcatWithConstants(
                                k, "c", methodType(String.class, int.class), "\1\1"));
        t("concat type",
                () -> StringConcatFactory.makeConcat(k, "c", methodType(int.class, int.class)));
        MethodHandle tw = k.findStatic(
                InvokeDynamicAndCondy.class, "twice", methodType(int.class, int.class));
        t("metafactory",
                ()
                        -> ((IntUnaryOperator) LambdaMetafactory
                                        .metafactory(k, "applyAsInt",
                                                methodType(IntUnaryOperator.class),
                                                methodType(int.class, int.class), tw,
                                                methodType(int.class, int.class))
                                        .getTarget()
                                        .invoke())
                                .applyAsInt(21));
        t("boxing",
                ()
                        -> ((Function<Object, Object>) LambdaMetafactory
                                        .metafactory(k, "apply", methodType(Function.class),
                                                methodType(Object.class, Object.class), tw,
                                                methodType(Integer.class, Integer.class))
                                        .getTarget()
                                        .invoke())
                                .apply(4));
        t("capturing",
                ()
                        -> ((Supplier<?>) LambdaMetafactory
                                        .metafactory(k, "get",
                                                methodType(Supplier.class, String.class),
                                                methodType(Object.class),
                                                k.findVirtual(String.class, "length",
                                                        methodType(int.class)),
                                                methodType(Integer.class))
                                        .getTarget()
                                        .invoke("four"))
                                .get());
        t("bad type",
                ()
                        -> LambdaMetafactory.metafactory(k, "apply", methodType(String.class),
                                methodType(Object.class, Object.class), tw,
                                methodType(Integer.class, Integer.class)));
        t("bad arity",
                ()
                        -> LambdaMetafactory.metafactory(k, "get", methodType(Supplier.class),
                                methodType(Object.class), tw, methodType(Object.class)));
        t("alt", () -> {
            Object o = LambdaMetafactory
                               .altMetafactory(k, "applyAsInt", methodType(IntUnaryOperator.class),
                                       methodType(int.class, int.class), tw,
                                       methodType(int.class, int.class),
                                       LambdaMetafactory.FLAG_MARKERS, 1, RandomAccess.class)
                               .getTarget()
                               .invoke();
            return (o instanceof RandomAccess) + " " + ((IntUnaryOperator) o).applyAsInt(5);
        });
        t("objectmethods",
                ()
                        -> ((CallSite) java.lang.runtime.ObjectMethods.bootstrap(k, "toString",
                                    methodType(String.class, R.class), R.class, "a;b",
                                    k.findGetter(R.class, "a", int.class),
                                    k.findGetter(R.class, "b", String.class)))
                                .getTarget()
                                .invoke(new R(1, "x")));
        t("null constant", () -> ConstantBootstraps.nullConstant(k, "_", String.class));
        t("primitive class", () -> ConstantBootstraps.primitiveClass(k, "I", Class.class));
        t("bad primitive", () -> ConstantBootstraps.primitiveClass(k, "X", Class.class));
        t("enum", () -> ConstantBootstraps.enumConstant(k, "Q", E.class));
        t("bad enum", () -> ConstantBootstraps.enumConstant(k, "Z", E.class));
        t("static final",
                ()
                        -> ConstantBootstraps.getStaticFinal(
                                k, "CONST", long.class, InvokeDynamicAndCondy.class));
        t("invoke", () -> ConstantBootstraps.invoke(k, "_", int.class, tw, 8));
        t("cast", () -> ConstantBootstraps.explicitCast(k, "_", byte.class, 300));
        t("varhandle",
                ()
                        -> ConstantBootstraps.fieldVarHandle(k, "field", VarHandle.class,
                                InvokeDynamicAndCondy.class, int.class));
        t("array vh",
                () -> ConstantBootstraps.arrayVarHandle(k, "_", VarHandle.class, int[].class));
        SerFn f = String::length;
        String captured = "cap";
        SerFn g = s -> s.length() + captured.length();
        t("serial", () -> ((SerFn) copy(f)).apply("hello") + ((SerFn) copy(g)).apply("hello"));
        t("replacement", () -> {
            java.lang.reflect.Method m = g.getClass().getDeclaredMethod("writeReplace");
            m.setAccessible(true);
            SerializedLambda l = (SerializedLambda) m.invoke(g);
            return l.getImplMethodName().startsWith("lambda$main$") + " "
                    + l.getFunctionalInterfaceClass() + " " + l.getCapturedArgCount()
                    + l.getCapturedArg(0) + " " + l.getImplMethodKind()
                    + l.getInstantiatedMethodType();
        });
        t("not serial", () -> copy((Function<String, String>) s -> s));
        List<Supplier<Integer>> same = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int j = i;
            same.add(() -> j);
        }
        System.out.println(
                (same.get(0).getClass() == same.get(1).getClass()) + " " + same.get(2).get());
        t("constable",
                ()
                        -> MethodHandles.lookup()
                                .findStatic(InvokeDynamicAndCondy.class, "twice",
                                        methodType(int.class, int.class))
                                .describeConstable()
                                .get());
        t("class desc", () -> R.class.describeConstable().get().resolveConstantDesc(k) == R.class);
        t("mt desc",
                ()
                        -> methodType(int.class, String[].class)
                                .describeConstable()
                                .get()
                                .displayDescriptor());
        t("dyn",
                ()
                        -> java.lang.constant.DynamicConstantDesc
                                .ofNamed(java.lang.constant.ConstantDescs.ofConstantBootstrap(
                                                 java.lang.constant.ClassDesc.of(
                                                         "java.lang.invoke.ConstantBootstraps"),
                                                 "enumConstant",
                                                 java.lang.constant.ClassDesc.of("java.lang.Enum")),
                                        "P",
                                        java.lang.constant.ClassDesc.of("InvokeDynamicAndCondy")
                                                .nested("E"))
                                .resolveConstantDesc(k));
    }
}
