// Shows what belongs to the whole program: properties, environment, arguments, clocks, memory,
// security of values set by any thread.
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

public class SystemState {
    static String[] arguments;

    static class Setter implements Runnable {
        final int number;
        final Properties own = new Properties();
        long nanosBefore;
        long nanosAfter;
        long millis;
        String seen;
        String file;

        Setter(int number) { this.number = number; }

        public void run() {
            nanosBefore = System.nanoTime();
            millis = System.currentTimeMillis();
            seen = System.getProperty("set.by.main") + " "
                + System.getProperty("set.by." + (number - 1)) + " " + System.getenv("GIVEN") + " "
                + Arrays.toString(arguments) + " " + System.lineSeparator().length()
                + File.separator;
            System.setProperty("set.by." + number, "value " + number);
            if (number == 2) System.clearProperty("set.by.0");
            Integer.getInteger("number.of.main");
            own.setProperty("own",
                System.getProperty("java.specification.version")
                    + Integer.getInteger("number.of.main", -1)
                    + Boolean.getBoolean("flag.of.main"));
            Runtime runtime = Runtime.getRuntime();
            seen += " " + (runtime.availableProcessors() > 0) + (runtime.totalMemory() > 0)
                + (runtime.maxMemory() >= runtime.totalMemory());
            Locale.setDefault(number == 1 ? Locale.GERMANY : Locale.US);
            try {
                Path path = Path.of("file" + number + ".txt");
                Files.write(path, List.of("line of " + number, "second"));
                Files.writeString(Path.of("common.txt"), "by " + number + ";",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
                file = Files.readAllLines(Path.of("file0.txt")) + " " + path.toFile().length();
            } catch (java.io.IOException e) {
                file = e.toString();
            }
            nanosAfter = System.nanoTime();
        }
    }

    public static void main(String[] args) throws Exception {
        arguments = args;
        System.setProperty("set.by.main", "yes");
        System.setProperty("number.of.main", "17");
        System.setProperty("flag.of.main", "true");
        long last = System.nanoTime();
        long lastMillis = System.currentTimeMillis();
        for (int i = 0; i < 3; i++) {
            Setter setter = new Setter(i);
            Thread thread = new Thread(setter);
            thread.start();
            thread.join();
            System.out.println(setter.seen);
            System.out.println(setter.own + " " + setter.file + " " + String.format("%.1f", 1.5)
                + " " + Locale.getDefault());
            long now = System.nanoTime();
            System.out.println((last <= setter.nanosBefore) + " "
                + (setter.nanosBefore <= setter.nanosAfter) + " " + (setter.nanosAfter <= now) + " "
                + (setter.millis >= lastMillis) + " "
                + (setter.millis <= System.currentTimeMillis()));
            last = now;
            lastMillis = setter.millis;
        }
        System.out.println(System.getProperty("set.by.0") + " " + System.getProperty("set.by.1")
            + " " + System.getProperty("set.by.2"));
        System.out.println(Files.readString(Path.of("common.txt")) + " "
            + new File("file2.txt").exists() + " " + new File("file1.txt").delete());
    }
}
