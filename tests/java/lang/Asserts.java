// SPDX-License-Identifier: Apache-2.0
// Assertions switched on by -ea with a package and class exceptions: status of classes, system
// classes, ClassLoader settings.
public class Asserts {
    static class Off {
        static boolean on() {
            boolean b = false;
            assert b = true;
            return b;
        }
    }
    static class On {
        static boolean on() {
            boolean b = false;
            assert b = true;
            return b;
        }
        static class Deep {
            static boolean on() {
                boolean b = false;
                assert b = true;
                return b;
            }
        }
    }
    public static void main(String[] args) throws Exception {
        boolean on = false;
        assert on = true;
        System.out.println(on + " " + Off.on() + " " + On.on() + " " + On.Deep.on());
        try {
            assert args.length > 5 : "too few: " + args.length;
        } catch (AssertionError e) { System.out.println(e.getMessage()); }
        try {
            assert args.length > 5;
        } catch (AssertionError e) { System.out.println(e.getMessage() + " " + e.getCause()); }
        try {
            assert false : new RuntimeException("as cause");
        } catch (AssertionError e) { System.out.println(e.getMessage() + " " + e.getCause()); }
        try {
            assert false : 'c';
        } catch (AssertionError e) { System.out.println(e.getMessage()); }
        try {
            assert false : 1.5;
        } catch (AssertionError e) { System.out.println(e.getMessage()); }
        try {
            assert false : null;
        } catch (AssertionError e) { System.out.println(e.getMessage()); }
        System.out.println(Asserts.class.desiredAssertionStatus() + " "
                + Off.class.desiredAssertionStatus() + " " + String.class.desiredAssertionStatus()
                + " " + int.class.desiredAssertionStatus() + " "
                + int[].class.desiredAssertionStatus());
        ClassLoader l = Asserts.class.getClassLoader();
        l.setClassAssertionStatus("Asserts$Late", false);
        System.out.println(Late.on());
        l.clearAssertionStatus();
        System.out.println(Later.on() + " " + Late.on());
        l.setPackageAssertionStatus("", true);
        l.setDefaultAssertionStatus(false);
        assert args.length > 9 : "the end";
    }
    static class Late {
        static boolean on() {
            boolean b = false;
            assert b = true;
            return b;
        }
    }
    static class Later {
        static boolean on() {
            boolean b = false;
            assert b = true;
            return b;
        }
    }
}
