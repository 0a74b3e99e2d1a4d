// Shows reflection on objects and classes of other threads: fields, methods, constructors, arrays,
// dynamic proxies, annotations.
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

public class ReflectionShared {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Label {
        String value();
        int weight() default 3;
    }

    interface Service {
        String serve(String what, int count);
    }

    @Label("subject")
    static class Subject implements Service {
        public int number = 1;
        private String text = "private";
        long wide;
        double[] reals = {1.5, 2.5};
        static int instances;

        public Subject() { instances++; }
        Subject(int number, String text) {
            this();
            this.number = number;
            this.text = text;
        }

        @Label(value = "service", weight = 9)
        public String serve(String what, int count) { return text + what.repeat(count) + number; }
        private int hidden(int add) { return number += add; }
        void fail() { throw new IllegalStateException("inside " + text); }
        static String join(Object... parts) { return Arrays.toString(parts); }
    }

    static class Inspector implements Runnable {
        final Subject subject;
        final InvocationHandler handler;
        final List<String> log = new ArrayList<>();
        Object made;
        Service service;

        Inspector(Subject subject, InvocationHandler handler) {
            this.subject = subject;
            this.handler = handler;
        }

        public void run() {
            try {
                inspect();
            } catch (ReflectiveOperationException e) {
                log.add(e.toString());
            }
        }

        void inspect() throws ReflectiveOperationException {
            Class<?> type = subject.getClass();
            Field[] fields = type.getDeclaredFields();
            Arrays.sort(fields, Comparator.comparing(Field::getName));
            for (Field field : fields) {
                field.setAccessible(true);
                Object value = field.get(subject);
                log.add(Modifier.toString(field.getModifiers()) + " "
                    + field.getType().getSimpleName() + " " + field.getName() + " = "
                    + (value instanceof double[]
                            ? Array.getLength(value) + ":" + Array.getDouble(value, 1)
                            : value));
            }
            Field text = type.getDeclaredField("text");
            text.setAccessible(true);
            text.set(subject, text.get(subject) + "!");
            Field wide = type.getDeclaredField("wide");
            wide.setLong(subject, wide.getLong(subject) + (1L << 40));
            Array.setDouble(subject.reals, 0, Array.getDouble(subject.reals, 0) * 2);
            Method hidden = type.getDeclaredMethod("hidden", int.class);
            hidden.setAccessible(true);
            log.add("hidden " + hidden.invoke(subject, 10));
            log.add("serve "
                + type.getMethod("serve", String.class, int.class).invoke(subject, "x", 3));
            log.add("join "
                + type.getDeclaredMethod("join", Object[].class)
                    .invoke(null, (Object) new Object[] {1, "two"}));
            try {
                type.getDeclaredMethod("fail").invoke(subject);
            } catch (InvocationTargetException e) {
                log.add(e.getCause().toString());
            }
            try {
                hidden.invoke(subject, "no number");
            } catch (IllegalArgumentException e) {
                log.add(e.getMessage());
            }
            try {
                type.getDeclaredField("nothing");
            } catch (NoSuchFieldException e) {
                log.add(e.toString());
            }
            Constructor<?> constructor = type.getDeclaredConstructor(int.class, String.class);
            made = constructor.newInstance(77, "made");
            Label label = type.getAnnotation(Label.class);
            Label method =
                type.getMethod("serve", String.class, int.class).getAnnotation(Label.class);
            log.add(label.value() + label.weight() + method.value() + method.weight());
            service = (Service) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {Service.class}, handler);
            log.add(service.serve("p", 2));
        }
    }

    public static void main(String[] args) throws Exception {
        Subject subject = new Subject();
        List<String> calls = new ArrayList<>();
        InvocationHandler handler = (proxy, method, arguments) -> {
            calls.add(method.getName() + Arrays.toString(arguments));
            return method.invoke(subject, arguments);
        };
        for (int i = 0; i < 2; i++) {
            Inspector inspector = new Inspector(subject, handler);
            Thread thread = new Thread(inspector);
            thread.start();
            thread.join();
            for (String line : inspector.log) System.out.println(line);
            System.out.println(inspector.service.serve("main", 1) + " "
                + Proxy.isProxyClass(inspector.service.getClass()));
            Inspector second = new Inspector((Subject) inspector.made, handler);
            second.run();
            for (String line : second.log) System.out.println(line);
            System.out.println(subject.wide + " " + subject.reals[0] + " " + subject.text);
        }
        System.out.println(calls);
    }
}
