// SPDX-License-Identifier: Apache-2.0
// Damages class files in reproducible ways, reflects on each, initializes and runs the program it belongs to, in a loader of its own,
// and prints one line per seed with what happened: "seed class outcome". Arguments: folder of class files, first seed, count, then
// "messages" to print the text of each error as well, "stacks" to print its whole stack, "apart" for one line per method of the
// damaged class with what happens if the other methods' bodies are replaced by a throw, and a folder that gets the damaged files.

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public class Mutate {
    static final int[] INTERESTING = {0, 1, 2, 3, 4, 5, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff};

    static final class OneLoader extends ClassLoader {
        final Map<String, byte[]> classes;

        OneLoader(Map<String, byte[]> classes) {
            super(Mutate.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> c = findLoadedClass(name);
                byte[] bytes = classes.get(name);
                if (c == null && bytes != null) {
                    c = defineClass(name, bytes, 0, bytes.length);
                }
                return c != null ? c : super.loadClass(name, resolve);
            }
        }
    }

    static byte[] mutate(byte[] original, Random random) {
        byte[] b = original.clone();
        int edits = 1 + (random.nextInt(4) == 0 ? random.nextInt(4) : 0);
        for (int e = 0; e < edits; e++) {
            int at = random.nextInt(b.length);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> b[at] = (byte) random.nextInt(256);
                case 3, 4 -> b[at] ^= (byte) (1 << random.nextInt(8));
                case 5, 6 -> {
                    int value = INTERESTING[random.nextInt(INTERESTING.length)];
                    b[at] = (byte) (value >> 8);
                    if (at + 1 < b.length) {
                        b[at + 1] = (byte) value;
                    }
                }
                case 7, 8 -> b[at] += (byte) (random.nextBoolean() ? 1 : -1);
                case 9 -> b = Arrays.copyOf(b, Math.max(1, b.length - 1 - random.nextInt(20)));
                case 10 -> {
                    int n = Math.min(1 + random.nextInt(8), b.length - at);
                    int from = random.nextInt(b.length - n + 1);
                    System.arraycopy(b, from, b, at, n);
                }
                default -> {
                    byte[] longer = new byte[b.length + 1 + random.nextInt(4)];
                    System.arraycopy(b, 0, longer, 0, at);
                    System.arraycopy(b, at, longer, at + longer.length - b.length, b.length - at);
                    b = longer;
                }
            }
        }
        return b;
    }

    /**
     * One class file per method with code: the given one, with the bodies of all other methods replaced by "aconst_null; athrow", which
     * no verifier refuses. Empty if the file cannot be taken apart.
     */
    static List<byte[]> methodsApart(byte[] file) throws IOException {
        List<byte[]> result = new ArrayList<>();
        try {
            int methods = (int) apart(file, -1, new ByteArrayOutputStream());
            for (int keep = 0; keep < methods; keep++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                apart(file, keep, out);
                result.add(out.toByteArray());
            }
        } catch (RuntimeException e) {
            result.clear();
        }
        return result;
    }

    /** Writes the file with only the code of method `keep`; the number of its methods. */
    static int apart(byte[] file, int keep, ByteArrayOutputStream result) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file);
        int count = in.getShort(8) & 0xffff;
        int codeName = 0;
        in.position(10);
        for (int i = 1; i < count; i++) {
            int tag = in.get();
            switch (tag) {
                case 1 -> {
                    byte[] text = new byte[in.getShort() & 0xffff];
                    in.get(text);
                    codeName = new String(text).equals("Code") ? i : codeName;
                }
                case 7, 8, 16, 19, 20 -> skip(in, 2);
                case 15 -> skip(in, 3);
                case 5, 6 -> {
                    skip(in, 8);
                    i++;
                }
                default -> skip(in, 4);
            }
        }
        skip(in, 6);
        skip(in, 2 * (in.getShort() & 0xffff));
        for (int fields = in.getShort(); fields > 0; fields--) {
            skip(in, 6);
            for (int attributes = in.getShort(); attributes > 0; attributes--) {
                skip(in, 2);
                skip(in, in.getInt());
            }
        }
        DataOutputStream out = new DataOutputStream(result);
        int methods = in.getShort();
        out.write(file, 0, in.position());
        for (int method = 0; method < methods; method++) {
            out.write(file, in.position(), 8);
            skip(in, 6);
            for (int attributes = in.getShort(); attributes > 0; attributes--) {
                int at = in.position(), name = in.getShort(), length = in.getInt();
                skip(in, length);
                if (name != codeName || method == keep) {
                    out.write(file, at, 6 + length);
                    continue;
                }
                out.writeShort(name);
                out.writeInt(14);
                out.writeShort(1);
                out.write(file, at + 8, 2);
                out.write(new byte[] {0, 0, 0, 2, 1, (byte) 0xbf, 0, 0, 0, 0});
            }
        }
        out.write(file, in.position(), in.remaining());
        return methods;
    }

    static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }

    static boolean messages, stacks;

    /** The class of a throwable, and with "messages" its text in one line without identity hashes. */
    static String describe(Throwable e) {
        if (stacks) {
            e.printStackTrace(System.out);
        }
        String name = e.getClass().getName();
        return messages ? name + ": " + String.valueOf(e.getMessage()).replaceAll("(@|/0x)[0-9a-f]+", "@id").replace('\n', '|') : name;
    }

    interface Question {
        Object ask() throws Throwable;
    }

    /** What reflection says of a class, every failure included. */
    static String reflect(Class<?> c) {
        Map<String, Question> questions = new TreeMap<>();
        questions.put("generic", () -> c.toGenericString());
        questions.put("modifiers", () -> c.getModifiers());
        questions.put("super", () -> c.getGenericSuperclass());
        questions.put("interfaces", () -> Arrays.toString(c.getGenericInterfaces()));
        questions.put("annotations", () -> Arrays.toString(c.getDeclaredAnnotations()));
        questions.put("names", () -> c.getSimpleName() + c.getCanonicalName() + c.isAnonymousClass() + c.isLocalClass() + c.isMemberClass());
        questions.put("declaring", () -> c.getDeclaringClass());
        questions.put("enclosing", () -> c.getEnclosingClass() + " " + c.getEnclosingMethod() + " " + c.getEnclosingConstructor());
        questions.put("classes", () -> sorted(c.getDeclaredClasses()));
        questions.put("nest", () -> c.getNestHost());
        questions.put("nest members", () -> sorted(c.getNestMembers()));
        questions.put("record", () -> c.isRecord() + Arrays.toString(c.getRecordComponents()));
        questions.put("permitted", () -> c.isSealed() + Arrays.toString(c.getPermittedSubclasses()));
        questions.put("enum", () -> c.isEnum() + Arrays.toString(c.getEnumConstants()));
        questions.put("fields", () -> sorted(Arrays.stream(c.getDeclaredFields()).map(f -> f + show(f::getGenericType)
            + show(() -> Arrays.toString(f.getDeclaredAnnotations()))).toArray()));
        questions.put("methods", () -> sorted(Arrays.stream(c.getDeclaredMethods()).map(m -> m + show(m::toGenericString)
            + show(() -> Arrays.toString(m.getDeclaredAnnotations()) + Arrays.toString(m.getParameters()) + m.getDefaultValue())).toArray()));
        questions.put("constructors", () -> sorted(c.getDeclaredConstructors()));
        StringBuilder all = new StringBuilder();
        questions.forEach((name, question) -> all.append(name).append('=').append(show(question)).append(' '));
        return all.toString();
    }

    static String show(Question question) {
        try {
            return String.valueOf(question.ask());
        } catch (Throwable e) {
            return e.getClass().getName();
        }
    }

    static String sorted(Object[] things) {
        return things == null ? "null" : Arrays.stream(things).map(String::valueOf).sorted().collect(Collectors.toList()).toString();
    }

    /** Reflects on the damaged class, then runs the subject that uses it. */
    static String outcome(String subject, String victim, Map<String, byte[]> classes) {
        ClassLoader loader = new OneLoader(classes);
        String reflected = show(() -> reflect(Class.forName(victim, false, loader)));
        if (stacks) {
            System.out.println(reflected);
        }
        return outcome(subject, loader) + " reflects " + Integer.toHexString(reflected.hashCode());
    }

    static String outcome(String subject, ClassLoader loader) {
        try {
            Class<?> c = Class.forName(subject, true, loader);
            Method run = c.getDeclaredMethod("run");
            run.setAccessible(true);
            Object[] result = new Object[1];
            Thread thread = new Thread(() -> {
                try {
                    result[0] = "ran " + run.invoke(null);
                } catch (InvocationTargetException e) {
                    result[0] = "threw " + describe(e.getCause());
                } catch (Throwable e) {
                    result[0] = "not run " + describe(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            thread.join(3_000);
            return result[0] == null ? "no end" : (String) result[0];
        } catch (Throwable e) {
            return "error " + describe(e);
        }
    }

    public static void main(String[] args) throws IOException {
        Map<String, byte[]> originals = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path p : files.collect(Collectors.toList())) {
                String file = p.getFileName().toString();
                if (file.endsWith(".class")) {
                    originals.put(file.substring(0, file.length() - 6), Files.readAllBytes(p));
                }
            }
        }
        List<String> subjects = originals.keySet().stream().filter(n -> !n.contains("$") && !n.equals("Greeter"))
            .collect(Collectors.toList());
        List<String> names = List.copyOf(originals.keySet());
        long first = Long.parseLong(args[1]);
        long count = Long.parseLong(args[2]);
        List<String> options = List.of(args).subList(3, args.length);
        messages = options.contains("messages");
        stacks = options.contains("stacks");
        String folder = options.stream().filter(o -> o.contains("/")).findFirst().orElse(null);
        StringBuilder out = new StringBuilder();
        for (long seed = first; seed < first + count; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            String victim = names.get(random.nextInt(names.size()));
            Map<String, byte[]> classes = new HashMap<>(originals);
            classes.put(victim, mutate(originals.get(victim), random));
            if (folder != null) {
                Files.write(Path.of(folder, victim + ".class"), classes.get(victim));
            }
            String outer = victim.contains("$") ? victim.substring(0, victim.indexOf('$')) : victim;
            String subject = subjects.contains(outer) ? outer : "Objects1";
            List<byte[]> variants = options.contains("apart") ? methodsApart(classes.get(victim)) : List.of(classes.get(victim));
            for (byte[] variant : variants) {
                classes.put(victim, variant);
                out.append(seed).append(' ').append(victim).append(' ').append(outcome(subject, victim, classes)).append('\n');
            }
            if (out.length() > 2000) {
                System.out.print(out);
                System.out.flush();
                out.setLength(0);
            }
        }
        System.out.print(out);
    }
}
