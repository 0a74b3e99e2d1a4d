// Shows classes that one thread defines and others use: through class loaders made by another
// thread, through Lookup objects, hidden classes with class data and their instances.
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

public class ClassesDefined {
    // Loads these classes itself instead of asking its parent.
    static class Isolating extends ClassLoader {
        static { registerAsParallelCapable(); }
        final List<String> defined = new ArrayList<>();
        final String wanted;
        Isolating(String wanted) {
            super(ClassesDefined.class.getClassLoader());
            this.wanted = wanted;
        }
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(wanted)) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) return known;
                byte[] bytes = ClassesDefined.bytes(name);
                defined.add(name);
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
        Class<?> define(String name, byte[] bytes) { return defineClass(name, bytes, 0, bytes.length); }
    }

    public static class Plugin implements Supplier<String> {
        static int made;
        private final Helper helper = new Helper();
        public Plugin() { made++; }
        public String get() {
            return "plugin " + made + helper.help("?") + ((Supplier<String>) () -> "lambda").get();
        }
    }
    public static class Helper {
        String help(String text) { return " helped" + text + " "; }
    }
    public static class Operator implements IntUnaryOperator {
        private int calls;
        public int applyAsInt(int i) { return i * 10 + ++calls; }
    }
    static class LateA implements Supplier<String> {
        static final String TEXT = "late" + 1;
        public String get() { return TEXT; }
    }
    static class LateB implements Supplier<String> {
        public String get() { return "late2"; }
    }
    static class LateC implements Supplier<String> {
        public String get() { return "late3"; }
    }
    static class Nested implements Supplier<String> {
        static String own = "none";
        public String get() {
            try {
                return own + secret + MethodHandles.classData(MethodHandles.lookup(), "_", List.class);
            } catch (IllegalAccessException e) {
                return e.toString();
            }
        }
    }
    private static String secret = " secret ";

    static byte[] bytes(String name) {
        try (InputStream in = ClassesDefined.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static class Shared {
        Isolating loader;
        Supplier<String> plugin;
        IntUnaryOperator operator;
        Supplier<String> late;
        Supplier<String> hidden;
        MethodHandles.Lookup lookup;
        Class<?> operatorClass;
    }

    static class Definer implements Runnable {
        final Shared shared;
        final int number;
        final List<String> out = new ArrayList<>();
        Throwable failure;
        Shared made = new Shared();
        Definer(Shared shared, int number) {
            this.shared = shared;
            this.number = number;
        }

        public void run() {
            try {
                use();
                define(made);
            } catch (Throwable e) {
                failure = e;
            }
        }

        void use() throws Throwable {
            out.add(shared.plugin.get() + " " + shared.operator.applyAsInt(4) + " " + shared.late.get() + " " + shared.hidden.get());
            Class<?> again = shared.loader.loadClass("ClassesDefined$Operator");
            out.add((again == shared.operator.getClass()) + " " + (again == shared.operatorClass) + " " + (again == Operator.class) + " "
                + (again.getClassLoader() == shared.loader));
            IntUnaryOperator another = (IntUnaryOperator) again.getDeclaredConstructor().newInstance();
            out.add(another.applyAsInt(1) + " " + shared.operator.applyAsInt(2) + " " + shared.loader.defined);
            try {
                shared.loader.define("ClassesDefined$Operator", bytes("ClassesDefined$Operator"));
            } catch (LinkageError e) {
                out.add(e.getClass().getSimpleName());
            }
            try {
                shared.loader.define("ClassesDefined$Wrong", bytes("ClassesDefined$Operator"));
            } catch (NoClassDefFoundError e) {
                out.add(e.getMessage());
            }
            try {
                shared.loader.define(null, new byte[] {1, 2, 3, 4});
            } catch (ClassFormatError e) {
                out.add(e.getMessage());
            }
            out.add(shared.hidden.getClass().isHidden() + " " + (shared.hidden.getClass().getNestHost() == ClassesDefined.class) + " "
                + shared.hidden.getClass().getName().startsWith("ClassesDefined$Nested/"));
            try {
                Class.forName(shared.hidden.getClass().getName());
            } catch (ClassNotFoundException e) {
                out.add("not found");
            }
            MethodHandle make = shared.lookup.findConstructor(shared.operatorClass, MethodType.methodType(void.class));
            out.add(String.valueOf(((IntUnaryOperator) make.invoke()).applyAsInt(7)));
        }

        void define(Shared s) throws Throwable {
            // Of the loader of another thread, and a loader of this one.
            s.loader = number % 2 == 0 ? new Isolating("ClassesDefined$") : shared.loader;
            define(s, number);
        }

        @SuppressWarnings("unchecked")
        static void define(Shared s, int number) throws Throwable {
            s.plugin = (Supplier<String>) s.loader.loadClass("ClassesDefined$Plugin").getDeclaredConstructor().newInstance();
            s.operatorClass = s.loader.loadClass("ClassesDefined$Operator");
            s.operator = (IntUnaryOperator) s.operatorClass.getDeclaredConstructor().newInstance();
            s.lookup = MethodHandles.lookup();
            String name = "ClassesDefined$Late" + (char) ('A' + number);
            Class<?> late = s.lookup.defineClass(bytes(name));
            s.late = (Supplier<String>) late.getDeclaredConstructor().newInstance();
            MethodHandles.Lookup hidden = s.lookup.defineHiddenClassWithClassData(
                bytes("ClassesDefined$Nested"), List.of("data", number), true, MethodHandles.Lookup.ClassOption.NESTMATE);
            s.hidden = (Supplier<String>) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
            hidden.findStaticSetter(hidden.lookupClass(), "own", String.class).invoke("own" + number);
        }
    }

    public static void main(String[] args) throws Throwable {
        Shared shared = new Shared();
        shared.loader = new Isolating("ClassesDefined$");
        Definer.define(shared, 0);
        for (int i = 1; i < 3; i++) {
            Definer definer = new Definer(shared, i);
            Thread thread = new Thread(definer);
            thread.start();
            thread.join();
            definer.out.forEach(System.out::println);
            if (definer.failure != null) {
                definer.failure.printStackTrace();
                return;
            }
            shared = definer.made;
            System.out.println(shared.late.getClass().getClassLoader() == ClassesDefined.class.getClassLoader());
            System.out.println(shared.late.get() + " " + shared.hidden.get() + " " + shared.operator.applyAsInt(i));
        }
        Definer last = new Definer(shared, 3);
        last.use();
        last.out.forEach(System.out::println);
        System.out.println(new LateA().get() + new LateB().get() + new LateC().get());
        System.out.println(new Plugin().get() + Plugin.made);
    }
}
