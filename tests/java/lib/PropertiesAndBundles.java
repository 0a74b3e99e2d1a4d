// SPDX-License-Identifier: Apache-2.0
// Properties load/store/XML, ResourceBundle lists and files with fallback and formats,
// ServiceLoader with providers made at run time, system properties, preferences of names, Base64,
// UUID, Random with fixed seeds.
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

public class PropertiesAndBundles {
    public static class Res extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][] {{"a", "default a"}, {"n", 5}, {"arr", new String[] {"x"}}};
        }
    }
    public static class Res_de extends ListResourceBundle {
        protected Object[][] getContents() { return new Object[][] {{"a", "deutsch a"}}; }
    }
    public interface Svc {
        String name();
    }
    public static class One implements Svc {
        public String name() { return "one"; }
    }
    public static class Two implements Svc {
        public String name() { return "two"; }
    }
    public static class Broken implements Svc {
        public Broken() { throw new IllegalStateException("broken provider"); }
        public String name() { return ""; }
    }
    public static void main(String[] args) throws Exception {
        Properties p = new Properties(new Properties() {
            { setProperty("default", "d"); }
        });
        p.load(new StringReader(
                "# comment\n! other\na=1\nb : two words \\\n   continued\nc\\ "
                + "d=\\u00e9\\t\\\\\ne\n  f   g\nempty=\n=novalue\nk\\=x=y\\=z\nlast:"));
        System.out.println(new TreeMap<>(p) + " " + p.getProperty("default")
                + p.getProperty("none", "dflt") + p.stringPropertyNames().size());
        StringWriter w = new StringWriter();
        p.store(w, "head\nline");
        String[] ls = w.toString().split("\n");
        Arrays.sort(ls);
        for (String l : ls)
            if (!l.matches("#\\w{3} \\w{3} .*")) System.out.println(l);
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        Properties q = new Properties();
        q.setProperty("x<", "é&");
        q.storeToXML(xml, "c");
        System.out.println(xml.toString("UTF-8"));
        Properties r = new Properties();
        r.loadFromXML(new ByteArrayInputStream(xml.toByteArray()));
        System.out.println(r.equals(q));
        try {
            p.load(new StringReader("a=\\u12x4"));
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        Locale.setDefault(Locale.ENGLISH);
        for (Locale l : new Locale[] {Locale.GERMANY, Locale.FRANCE}) {
            ResourceBundle rb = ResourceBundle.getBundle("PropertiesAndBundles$Res", l);
            System.out.println(l + " " + rb.getString("a") + rb.getObject("n")
                    + rb.getStringArray("arr")[0] + rb.containsKey("zz") + rb.getLocale()
                    + new TreeSet<>(rb.keySet()));
            try {
                rb.getString("zz");
            } catch (MissingResourceException e) { System.out.println(e.getMessage()); }
            try {
                rb.getString("n");
            } catch (ClassCastException e) { System.out.println("cce"); }
        }
        try {
            ResourceBundle.getBundle("no.Bundle");
        } catch (MissingResourceException e) { System.out.println(e.getMessage()); }
        Path dir = Files.createTempDirectory("bundles");
        Files.writeString(dir.resolve("msg.properties"), "hi=Hello {0}\nu=\\u00fc");
        Files.writeString(dir.resolve("msg_fr_CA.properties"), "hi=All\u00f4 {0}");
        Path svc = Files.createDirectories(dir.resolve("META-INF/services"));
        Files.writeString(svc.resolve("PropertiesAndBundles$Svc"),
                "# providers\nPropertiesAndBundles$One\nPropertiesAndBundles$Two # "
                + "two\nPropertiesAndBundles$Broken\nNoSuchProvider\njava.lang.String\n");
        URLClassLoader u = new URLClassLoader(
                new URL[] {dir.toUri().toURL()}, PropertiesAndBundles.class.getClassLoader());
        for (Locale l : new Locale[] {Locale.CANADA_FRENCH, Locale.FRENCH}) {
            ResourceBundle rb = ResourceBundle.getBundle("msg", l, u);
            System.out.println(java.text.MessageFormat.format(rb.getString("hi"), "Bob")
                    + rb.getString("u") + "|" + rb.getLocale() + "|" + rb.getBaseBundleName());
        }
        ServiceLoader<Svc> sl = ServiceLoader.load(Svc.class, u);
        Iterator<Svc> it = sl.iterator();
        for (int i = 0; i < 8; i++) try {
                if (!it.hasNext()) break;
                System.out.println(it.next().name());
            } catch (ServiceConfigurationError e) {
                System.out.println(
                        e.getMessage().replace(dir.toString(), "DIR") + " <- " + e.getCause());
            }
        System.out.println(sl.stream().limit(2).map(x -> x.type().getSimpleName()).toList() + " "
                + ServiceLoader.load(Svc.class).findFirst() + " "
                + ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class)
                        .stream()
                        .map(x -> x.type().getSimpleName())
                        .sorted()
                        .toList());
        u.close();
        try (var s = Files.walk(dir)) {
            s.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
        Random a = new Random(12345);
        System.out.println(a.nextInt() + " " + a.nextInt(100) + " " + a.nextLong() + " "
                + a.nextDouble() + " " + a.nextFloat() + " " + a.nextBoolean() + " "
                + a.nextGaussian() + " " + a.nextInt(5, 10) + " " + a.longs(2).sum() + " "
                + new SplittableRandom(7).nextInt(1000) + " "
                + new SplittableRandom(7).split().nextLong() + " "
                + java.util.random.RandomGenerator.of("L64X128MixRandom").getClass().getSimpleName()
                + " "
                + java.util.random.RandomGeneratorFactory
                        .<java.util.random.RandomGenerator>of("Xoshiro256PlusPlus")
                        .create(42)
                        .nextLong());
        byte[] bytes = new byte[20];
        a.nextBytes(bytes);
        System.out.println(Base64.getEncoder().encodeToString(bytes) + " "
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + " "
                + Base64.getMimeEncoder(8, new byte[] {'|'}).encodeToString(bytes) + " "
                + new String(Base64.getDecoder().decode("SGVsbG8=")));
        for (String s : new String[] {"a", "a===", "a b=", "YQ"}) try {
                System.out.println(Arrays.toString(Base64.getDecoder().decode(s)));
            } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        UUID id = UUID.nameUUIDFromBytes("name".getBytes(StandardCharsets.UTF_8));
        System.out.println(id + " " + id.version() + id.variant() + " " + new UUID(1, 2) + " "
                + UUID.fromString("1-2-3-4-5") + " " + id.compareTo(new UUID(0, 0)) + " "
                + UUID.randomUUID().version() + " " + id.hashCode());
        for (String k :
                ("java.version java.specification.version file.separator path.separator "
                 + "line.separator java.vm.specification.name java.class.version user.dir os.name "
                 + "file.encoding java.specification.vendor java.vendor").split(" ")) {
            String v = System.getProperty(k);
            System.out.println(
                    k + " " + (k.equals("user.dir") ? v != null : v.replace("\n", "\\n")));
        }
        System.setProperty("mine", "set");
        System.out.println(System.getProperty("mine") + System.clearProperty("mine")
                + System.getProperty("mine") + Integer.getInteger("nope", 3)
                + Boolean.getBoolean("x") + System.lineSeparator().length());
        try {
            System.getProperty("");
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        System.out.println(System.getenv("LANG") + " " + System.getenv("NO_SUCH") + " "
                + System.getenv().containsKey("PATH"));
    }
}
