// SPDX-License-Identifier: Apache-2.0
// Classes made while the program runs: Byte Buddy (subclasses, delegation, records) and its use from eight threads, Proxy.

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.AllArguments;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;

public class GeneratedClasses {
    public interface Service {
        String greet(String name);
        default int twice(int x) { return 2 * x; }
    }

    public static class Plain implements Service {
        @Override public String greet(String name) { return "hello " + name; }
    }

    public static class Around {
        @RuntimeType public static Object call(@Origin Method method, @AllArguments Object[] arguments,
                @SuperCall Callable<?> original) throws Exception {
            return "[" + method.getName() + Arrays.toString(arguments) + " " + original.call() + "]";
        }
    }

    static Plain make(String name, String text) throws Exception {
        return new ByteBuddy().subclass(Plain.class).name(name).method(ElementMatchers.named("greet"))
                .intercept(FixedValue.value(text)).make()
                .load(GeneratedClasses.class.getClassLoader()).getLoaded().getDeclaredConstructor().newInstance();
    }

    public static void main(String[] args) throws Exception {
        Class<? extends Plain> around = new ByteBuddy().subclass(Plain.class).name("made.Around")
                .method(ElementMatchers.named("greet").or(ElementMatchers.named("twice")))
                .intercept(MethodDelegation.to(Around.class)).make().load(GeneratedClasses.class.getClassLoader()).getLoaded();
        Plain object = around.getDeclaredConstructor().newInstance();
        System.out.println(object.greet("world"));
        try {
            System.out.println(object.twice(3));
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        Class<?> record = new ByteBuddy().makeRecord().name("made.Pair").defineRecordComponent("first", String.class)
                .defineRecordComponent("second", int.class).make().load(GeneratedClasses.class.getClassLoader()).getLoaded();
        System.out.println(record.isRecord() + " " + record.getDeclaredConstructors()[0].newInstance("a", 1));
        Service proxy = (Service) Proxy.newProxyInstance(GeneratedClasses.class.getClassLoader(), new Class<?>[] {Service.class},
                (self, method, list) -> method.isDefault() ? InvocationHandler.invokeDefault(self, method, list)
                                                           : method.getName());
        System.out.println(proxy.greet("x") + " " + proxy.twice(21));
        AtomicInteger length = new AtomicInteger();
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            int id = t;
            threads[t] = new Thread(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        length.addAndGet(make("made.C" + id + "_" + i, "text" + i).greet("").length());
                    }
                } catch (Exception e) {
                    e.printStackTrace();
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(length);
    }
}
