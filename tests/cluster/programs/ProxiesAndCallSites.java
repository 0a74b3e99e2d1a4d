// Shows generated classes that cross threads: java.lang.reflect.Proxy made on either side,
// MethodHandleProxies, call sites whose target changes, switch points, and Lookup objects.
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.SwitchPoint;
import java.lang.invoke.VolatileCallSite;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

public class ProxiesAndCallSites {
    public interface Service {
        String call(int number, String text);
        long total(long... numbers);
        default String greet() { return "greetings"; }
        void fail() throws java.io.IOException;
    }
    interface Hidden { int value(); }

    static class Log implements InvocationHandler {
        final List<String> calls = new ArrayList<>();
        final String name;
        Log(String name) { this.name = name; }
        public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
            calls.add(method.getName() + (args == null ? "" : args.length));
            switch (method.getName()) {
                case "call": return name + args[0] + args[1];
                case "total": return Arrays.stream((long[]) args[0]).sum();
                case "greet": return InvocationHandler.invokeDefault(proxy, method, args);
                case "value": return calls.size();
                case "toString": return "proxy " + name;
                case "hashCode": return name.hashCode();
                case "equals": return proxy == args[0];
                default: throw new Exception("checked " + name);
            }
        }
    }

    static Service proxy(String name) {
        return (Service) Proxy.newProxyInstance(
            Service.class.getClassLoader(), new Class<?>[] {Service.class, Comparable.class}, new Log(name));
    }
    static Hidden hidden(String name) {
        return (Hidden) Proxy.newProxyInstance(Hidden.class.getClassLoader(), new Class<?>[] {Hidden.class}, new Log(name));
    }

    static class Counters {
        volatile int i;
        volatile long l;
        volatile String s = "";
        static AtomicIntegerFieldUpdater<Counters> ints() { return AtomicIntegerFieldUpdater.newUpdater(Counters.class, "i"); }
        static AtomicLongFieldUpdater<Counters> longs() { return AtomicLongFieldUpdater.newUpdater(Counters.class, "l"); }
        static AtomicReferenceFieldUpdater<Counters, String> texts() {
            return AtomicReferenceFieldUpdater.newUpdater(Counters.class, String.class, "s");
        }
        private int secret(int by) { return i + by; }
        static MethodHandles.Lookup lookup() { return MethodHandles.lookup(); }
    }

    static class Kit {
        Service service;
        Hidden hidden;
        MutableCallSite mutable = new MutableCallSite(MethodType.methodType(String.class));
        VolatileCallSite changing = new VolatileCallSite(MethodHandles.constant(int.class, 1));
        ConstantCallSite constant = new ConstantCallSite(MethodHandles.constant(String.class, "constant"));
        SwitchPoint switchPoint = new SwitchPoint();
        MethodHandle guarded = switchPoint.guardWithTest(
            MethodHandles.constant(String.class, "before"), MethodHandles.constant(String.class, "after"));
        MethodHandles.Lookup lookup = Counters.lookup();
        AtomicIntegerFieldUpdater<Counters> ints = Counters.ints();
        AtomicLongFieldUpdater<Counters> longs = Counters.longs();
        AtomicReferenceFieldUpdater<Counters, String> texts = Counters.texts();
        Counters counters = new Counters();
        Callable<?> callable;
        Comparator<?> comparator;

        Kit(String name) throws ReflectiveOperationException {
            service = proxy(name);
            hidden = ProxiesAndCallSites.hidden(name);
            mutable.setTarget(MethodHandles.constant(String.class, "unset"));
            callable = MethodHandleProxies.asInterfaceInstance(Callable.class, MethodHandles.constant(String.class, "called " + name));
            comparator = MethodHandleProxies.asInterfaceInstance(Comparator.class,
                MethodHandles.publicLookup().findVirtual(String.class, "compareTo", MethodType.methodType(int.class, String.class)));
        }
    }

    static class User implements Runnable {
        final Kit kit;
        final String name;
        final List<String> out = new ArrayList<>();
        Kit made;
        Throwable failure;
        User(Kit kit, String name) {
            this.kit = kit;
            this.name = name;
        }

        public void run() {
            try {
                use(kit, out);
                made = new Kit(name);
            } catch (Throwable e) {
                failure = e;
            }
        }

        void use(Kit k, List<String> out) throws Throwable {
            proxies(k, out);
            sites(k, out);
            updaters(k, out);
            lookups(k, out);
        }

        void proxies(Kit k, List<String> out) throws Throwable {
            Service mine = proxy(name);
            out.add(k.service.call(1, "x") + " " + k.service.total(1, 2, 3) + " " + k.service.greet() + " " + k.service + " "
                + k.hidden.value());
            out.add(mine.call(2, "y") + " " + mine.greet() + " " + mine.equals(k.service) + mine.equals(mine) + " " + mine.hashCode());
            out.add((mine.getClass() == k.service.getClass()) + " " + Proxy.isProxyClass(k.service.getClass()) + " "
                + (hidden("h").getClass() == k.hidden.getClass()) + " " + (k.service instanceof Comparable));
            out.add(((Log) Proxy.getInvocationHandler(k.service)).calls.toString());
            out.add(((Log) Proxy.getInvocationHandler(mine)).calls.toString());
            for (Service service : List.of(mine, k.service)) {
                try {
                    service.fail();
                } catch (UndeclaredThrowableException e) {
                    out.add("undeclared " + e.getCause().getMessage());
                }
            }
            Method call = Service.class.getMethod("call", int.class, String.class);
            out.add((String) call.invoke(k.service, 5, "reflected"));
            try {
                Service.class.getMethod("fail").invoke(mine);
            } catch (InvocationTargetException e) {
                out.add(e.getCause().getClass().getSimpleName());
            }
            @SuppressWarnings("unchecked") Comparator<String> comparator = (Comparator<String>) k.comparator;
            List<String> words = new ArrayList<>(List.of("c", "a", "b"));
            words.sort(comparator);
            out.add(k.callable.call() + " " + words + " " + MethodHandleProxies.isWrapperInstance(k.callable)
                + " " + MethodHandleProxies.wrapperInstanceTarget(k.callable).type());
        }

        void sites(Kit k, List<String> out) throws Throwable {
            MethodHandle through = k.mutable.dynamicInvoker();
            String before = (String) through.invokeExact();
            k.mutable.setTarget(MethodHandles.constant(String.class, "set by " + name));
            MutableCallSite.syncAll(new MutableCallSite[] {k.mutable});
            out.add(before + " " + (String) through.invokeExact() + " " + (String) k.mutable.getTarget().invokeExact());
            int old = (int) k.changing.dynamicInvoker().invokeExact();
            k.changing.setTarget(MethodHandles.constant(int.class, old + 1));
            out.add(old + " " + (int) k.changing.dynamicInvoker().invokeExact());
            out.add((String) k.constant.dynamicInvoker().invokeExact() + " " + k.constant.type());
            String first = (String) k.guarded.invokeExact();
            boolean valid = !k.switchPoint.hasBeenInvalidated();
            SwitchPoint.invalidateAll(new SwitchPoint[] {k.switchPoint});
            out.add(first + " " + valid + " " + (String) k.guarded.invokeExact() + " " + k.switchPoint.hasBeenInvalidated());
        }

        void updaters(Kit k, List<String> out) {
            Counters own = new Counters();
            for (Counters counters : new Counters[] {k.counters, own}) {
                k.ints.addAndGet(counters, 5);
                k.longs.getAndUpdate(counters, l -> l * 2 + 1);
                k.texts.accumulateAndGet(counters, name, String::concat);
                Counters.ints().incrementAndGet(counters);
                Counters.texts().compareAndSet(counters, counters.s, counters.s + "!");
            }
            out.add(own.i + " " + own.l + " " + own.s + " " + k.counters.i + " " + k.counters.l + " " + k.counters.s);
        }

        void lookups(Kit k, List<String> out) throws Throwable {
            MethodHandle secret = k.lookup.findVirtual(Counters.class, "secret", MethodType.methodType(int.class, int.class));
            out.add((int) secret.invokeExact(k.counters, 100) + " " + k.lookup + " " + k.lookup.lookupClass().getSimpleName() + " "
                + k.lookup.hasFullPrivilegeAccess() + " " + k.lookup.in(String.class));
            MethodHandle reflected = k.lookup.unreflect(Counters.class.getDeclaredMethod("secret", int.class));
            out.add((int) reflected.invoke(new Counters(), 7) + " " + k.lookup.revealDirect(secret));
            out.add((String) k.lookup.findStaticGetter(Limits.class, "NAME", String.class).invokeExact());
            try {
                k.lookup.findVirtual(Counters.class, "missing", MethodType.methodType(void.class));
            } catch (NoSuchMethodException e) {
                out.add(e.getMessage());
            }
            try {
                MethodHandles.publicLookup().findVirtual(Counters.class, "secret", MethodType.methodType(int.class, int.class));
            } catch (IllegalAccessException e) {
                out.add("no access");
            }
        }
    }

    static class Limits {
        static final String NAME = "limits";
    }

    public static void main(String[] args) throws Exception {
        Kit kit = new Kit("main");
        User[] users = new User[4];
        for (int i = 0; i < users.length; i++) {
            Thread thread = new Thread(users[i] = new User(kit, "user" + i));
            thread.start();
            thread.join();
            if (users[i].failure != null) {
                users[i].failure.printStackTrace();
                return;
            }
            if (i % 2 == 0) kit = users[i].made;
        }
        for (User user : users) user.out.forEach(System.out::println);
        try {
            List<String> out = new ArrayList<>();
            users[0].use(users[2].made, out);
            out.forEach(System.out::println);
        } catch (Throwable e) {
            e.printStackTrace();
        }
    }
}
