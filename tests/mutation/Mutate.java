// SPDX-License-Identifier: Apache-2.0
// Damages class files in reproducible ways, defines, links, initializes and runs each in a loader of its own, and prints one
// line per seed with what happened: "seed class outcome". Arguments: folder of class files, first seed, count, then "messages" to
// print the text of each error as well, "stacks" to print its whole stack, and a folder to which the damaged files are written.

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static boolean messages, stacks;

    /** The class of a throwable, and with "messages" its text in one line without identity hashes. */
    static String describe(Throwable e) {
        if (stacks) {
            e.printStackTrace(System.out);
        }
        String name = e.getClass().getName();
        return messages ? name + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@id").replace('\n', '|') : name;
    }

    static String outcome(String name, Map<String, byte[]> classes) {
        try {
            Class<?> c = Class.forName(name, true, new OneLoader(classes));
            c.getDeclaredMethods();
            c.getDeclaredFields();
            c.getDeclaredConstructors();
            c.getDeclaredClasses();
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
            thread.join(3000);
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
            out.append(seed).append(' ').append(victim).append(' ').append(outcome(subject, classes)).append('\n');
            if (out.length() > 2000) {
                System.out.print(out);
                System.out.flush();
                out.setLength(0);
            }
        }
        System.out.print(out);
    }
}
