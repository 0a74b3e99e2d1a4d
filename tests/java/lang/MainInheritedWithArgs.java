// SPDX-License-Identifier: Apache-2.0
// main inherited from a superclass, arguments with spaces, Unicode and empty ones, exit code from a
// thread.
public class MainInheritedWithArgs extends MainInheritedBase {
    static { System.out.println("subclass initialised"); }
}

class MainInheritedBase {
    static { System.out.println("base initialised"); }
    public static void main(String... args) throws Exception {
        System.out.println(args.length);
        for (String a : args) System.out.println("[" + a + "] " + a.length());
        System.out.println(System.getProperty("a.b") + System.getProperty("empty")
                + System.getProperty("novalue"));
        Thread t = new Thread(() -> System.exit(args.length));
        t.start();
        t.join();
        System.out.println("never");
    }
}
