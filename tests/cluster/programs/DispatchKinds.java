// Shows every kind of call on shared objects: virtual, abstract, interface, default, private,
// final, static, super, overloaded.
public class DispatchKinds {
    interface Greeter {
        String name();
        default String greet() { return "hello " + name() + suffix(); }
        private String suffix() { return "!"; }
        static String title(Greeter g) { return "<" + g.greet() + ">"; }
    }

    interface Loud extends Greeter {
        default String greet() { return Greeter.super.greet().toUpperCase(); }
    }

    static abstract class Animal implements Greeter {
        private int calls;
        abstract String sound();
        private String secret() { return "animal " + ++calls; }
        String open() { return secret(); }
        final String both() { return sound() + "/" + secret(); }
        protected String describe() { return "animal " + name(); }
        String over(Object o) { return "object"; }
        String over(String s) { return "string"; }
        String over(int i) { return "int"; }
        String over(long l) { return "long"; }
        String over(Integer i) { return "integer"; }
        long sum(byte b, char c, short s, int i, long j, float f, double d, boolean z, Object o) {
            return b + c + s + i + j + (long) f + (long) d + (z ? 1 : 0) + o.hashCode();
        }
    }

    static class Dog extends Animal {
        final String name;
        Dog(String name) { this.name = name; }
        public String name() { return name; }
        String sound() { return "wuff"; }
        private String secret() { return "dog's own"; }
        String own() { return secret(); }
        protected String describe() { return "dog, " + super.describe(); }
    }

    static class Puppy extends Dog implements Loud {
        Puppy(String name) { super(name + "y"); }
        String sound() { return "wiff " + super.sound(); }
        protected String describe() { return "puppy, " + super.describe(); }
        String over(String s) { return "puppy's " + super.over(s); }
    }

    static class Visitor implements Runnable {
        final Animal[] animals;
        final Animal mine;
        final StringBuilder log = new StringBuilder();
        Visitor(Animal mine, Animal... animals) {
            this.animals = animals;
            this.mine = mine;
        }
        public void run() {
            for (Animal animal : animals) log.append(report(animal)).append('\n');
            log.append(report(mine)).append('\n');
        }
        Animal own(String name) { return new Puppy(name); }
    }

    static String report(Animal a) {
        Object text = "text";
        String result = a.greet() + " " + Greeter.title(a) + " " + a.sound() + " " + a.open() + " "
            + a.both() + " " + a.describe() + " " + a.over(text) + " " + a.over("") + " "
            + a.over(1) + " " + a.over(1L) + " " + a.over(Integer.valueOf(1)) + " " + a.over('c')
            + " " + a.sum((byte) -1, 'a', (short) 300, 5, 1L << 40, 2.5f, 1e10, true, "x");
        if (a instanceof Dog) result += " " + ((Dog) a).own();
        return result;
    }

    public static void main(String[] args) throws Exception {
        Dog dog = new Dog("rex");
        Puppy puppy = new Puppy("max");
        Animal cat = new Animal() {
            int lives = 9;
            public String name() { return "cat with " + lives-- + " lives"; }
            String sound() { return "miau"; }
        };
        for (int i = 0; i < 3; i++) {
            Visitor visitor = new Visitor(new Dog("bello" + i), dog, puppy, cat);
            Thread thread = new Thread(visitor);
            thread.start();
            thread.join();
            System.out.print(visitor.log);
            System.out.println(report(visitor.mine));
            System.out.println(report(visitor.own("bob")));
        }
        System.out.println(report(cat));
    }
}
