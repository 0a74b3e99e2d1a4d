// SPDX-License-Identifier: Apache-2.0
// Reflection: listing members, modifiers, generic signatures, parameters, annotations with every
// kind of value, inheritance of them.
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

public class ReflectionMembers {
    enum Level { LOW, HIGH }
    @Retention(RetentionPolicy.RUNTIME)
    @interface Part {
        String value() default "none";
        int n() default 3;
    }
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER,
            ElementType.CONSTRUCTOR, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
    @interface All {
        boolean z() default true;
        byte b() default 1;
        char c() default 'c';
        short s() default 2;
        int i() default 3;
        long l() default 4;
        float f() default 5.5f;
        double d() default 6.5;
        String str() default "str";
        Class<?> cls() default String.class;
        Level level() default Level.HIGH;
        Part inner() default @Part("nested");
        int[] ints() default {1, 2};
        String[] strs() default {};
        Class<?>[] classes() default {int.class, Object[].class};
        Part[] parts() default { @Part, @Part(n = 9) };
    }
    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Tags.class)
    @interface Tag {
        String value();
    }
    @Retention(RetentionPolicy.RUNTIME)
    @interface Tags {
        Tag[] value();
    }
    @interface Invisible {}
    @All(i = 42, str = "é\"")
    static class Base<T extends Number & Comparable<T>> {
        public static final int CONST = 7;
        protected T field;
        private transient volatile int tv;
        @Deprecated public List<? super T> list;
        Map<String, T[]>[] maps;
        public Base() {}
        protected <E extends Exception> Base(T t, int... xs) throws E, java.io.IOException {}
        public T get(List<? extends T> in, int k) throws IllegalStateException { return null; }
        static synchronized strictfp void sync() {}
    }
    @Tag("a")
    @Tag("b")
    @Invisible
    static final class Sub extends Base<Integer> implements Runnable, Comparable<Sub> {
        @Part @All int x;
        @Override
        public void run() {}
        @Override
        public int compareTo(@All(z = false) @Part("p") Sub o) {
            return 0;
        }
        private static void hidden(String... a) {}
        @Override
        public Integer get(List<? extends Integer> in, int k) {
            return k;
        }
        class Inner {}
        interface Face {}
    }
    static String sorted(Object[] os) {
        return Arrays.stream(os)
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining("\n  ", "  ", ""));
    }
    static abstract class Abs {
        abstract void a();
        protected final void f() {}
    }
    @interface Ann {}
    record Rec(@All(i = 1) int a, @Tag("r") List<String> b) {}
    public static void main(String[] args) throws Exception {
        for (Class<?> c : new Class<?>[] {Base.class, Sub.class, Abs.class, Ann.class, Rec.class,
                     Level.class, Sub.Inner.class, Sub.Face.class, int.class, void.class,
                     int[][].class, String[].class, Runnable.class}) {
            System.out.println(c.toGenericString() + " | " + c.getTypeName() + " | "
                    + Modifier.toString(c.getModifiers()) + " " + c.getSuperclass() + " "
                    + c.getGenericSuperclass() + " " + Arrays.toString(c.getGenericInterfaces())
                    + " " + c.isInterface() + c.isAnnotation() + c.isEnum() + c.isRecord()
                    + c.isPrimitive() + c.isArray() + c.isMemberClass());
        }
        for (Class<?> c : new Class<?>[] {Base.class, Sub.class, Abs.class, Rec.class}) {
            System.out.println(c.getSimpleName() + " fields\n" + sorted(c.getDeclaredFields())
                    + "\n methods\n" + sorted(c.getDeclaredMethods()) + "\n constructors\n"
                    + sorted(c.getDeclaredConstructors()));
            for (Method m : c.getDeclaredMethods())
                if (!m.isSynthetic() && !m.isBridge() && m.getName().equals("get"))
                    System.out.println(m.toGenericString() + " "
                            + Arrays.toString(m.getGenericParameterTypes()) + " "
                            + Arrays.toString(m.getParameters()) + m.isDefault() + m.isVarArgs());
        }
        System.out.println(sorted(Base.class.getMethods()));
        for (Field f : Base.class.getDeclaredFields())
            System.out.println(f.toGenericString() + " "
                    + f.getGenericType().getClass().getSimpleName() + " "
                    + Arrays.toString(f.getAnnotations()));
        for (Constructor<?> k : Base.class.getDeclaredConstructors())
            System.out.println(k.toGenericString() + Arrays.toString(k.getGenericExceptionTypes()));
        System.out.println(Base.class.getAnnotation(All.class));
        System.out.println(
                Sub.class.getAnnotation(All.class).equals(Base.class.getAnnotation(All.class)) + " "
                + (Sub.class.getAnnotation(All.class).hashCode()
                        == Base.class.getAnnotation(All.class).hashCode())
                + " " + Sub.class.getDeclaredAnnotations().length + " "
                + Arrays.toString(Sub.class.getAnnotationsByType(Tag.class))
                + Sub.class.getAnnotation(Tags.class) + Sub.class.isAnnotationPresent(Tag.class)
                + Sub.class.getAnnotation(Invisible.class));
        Method cmp = Sub.class.getMethod("compareTo", Sub.class);
        System.out.println(Arrays.deepToString(cmp.getParameterAnnotations()) + " "
                + cmp.getParameters()[0].isNamePresent()
                + cmp.getParameters()[0].getAnnotation(Part.class).n());
        All a = Sub.class.getDeclaredField("x").getAnnotation(All.class);
        System.out.println(a.annotationType() + " " + a.ints().length + a.level() + a.inner().value()
                + a.classes()[1] + a.z() + " " + (a.ints() == a.ints()));
        System.out.println(All.class.getMethod("parts").getDefaultValue().getClass() + " "
                + ((Part[]) All.class.getMethod("parts").getDefaultValue())[1] + " "
                + All.class.getMethod("d").getDefaultValue()
                + Part.class.getAnnotation(Retention.class));
        System.out.println(Arrays.toString(Rec.class.getRecordComponents()[0].getAnnotations())
                + Rec.class.getRecordComponents()[1].getAnnotatedType()
                + Rec.class.getRecordComponents()[1].getAccessor());
        System.out.println(sorted(Sub.class.getClasses()) + sorted(Sub.class.getDeclaredClasses())
                + Sub.Inner.class.getDeclaringClass() + Sub.Inner.class.getEnclosingClass()
                + Sub.class.getNestHost() + ReflectionMembers.class.getDeclaredClasses().length);
        for (Class<?> c : new Class<?>[] {int.class, Integer.class, int[].class, Object[][].class})
            System.out.println(c.getName() + c.arrayType() + c.componentType()
                    + c.descriptorString() + c.isInstance(5) + c.isAssignableFrom(Integer.class)
                    + c.getPackageName());
        try {
            Base.class.getField("field");
        } catch (NoSuchFieldException e) { System.out.println(e); }
        try {
            Base.class.getMethod("get");
        } catch (NoSuchMethodException e) { System.out.println(e); }
        try {
            Base.class.getDeclaredConstructor(String.class);
        } catch (NoSuchMethodException e) { System.out.println(e); }
        try {
            ((Sub) null).x = 1;
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        System.out.println(Sub.class.getField("CONST") + " "
                + Sub.class.getMethod("get", List.class, int.class));
    }
}
