// Shows strings and builders that go between threads: concatenation, interning, hashes, switch,
// formats, characters outside Latin-1.
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

public class StringsShared {
    static final String CONSTANT = "con" + "stant";

    static class Writer implements Runnable {
        final int number;
        final StringBuilder builder;
        final StringBuffer buffer;
        final String given;
        final StringBuilder own = new StringBuilder();
        String made;
        String interned;
        boolean same;

        Writer(int number, StringBuilder builder, StringBuffer buffer, String given) {
            this.number = number;
            this.builder = builder;
            this.buffer = buffer;
            this.given = given;
        }

        int select(String word) {
            switch (word) {
                case "Aa": return 1;
                case "BB": return 2;  // has the hash of Aa
                case CONSTANT: return 3;
                case "given 1": return 4;
                default: return word.isEmpty() ? -1 : 0;
            }
        }

        public void run() {
            synchronized (builder) {
                builder.append('[')
                    .append(number)
                    .append(true)
                    .append('c')
                    .append(1L << 50)
                    .append(0.1f)
                    .append(-2.5)
                    .append((Object) null)
                    .append(new char[] {'x', 'y'})
                    .append("substring", 3, 6)
                    .append(']');
                builder.insert(0, number).reverse();
                builder.setCharAt(0, '<');
            }
            buffer.append(given).append('\u00e9').append("\ud83d\ude00").append(';');
            made = given + number + '\u4e2d' + 1.5 + null + CONSTANT.charAt(2);
            interned = new StringBuilder("con").append("stant").toString().intern();
            same = interned == CONSTANT && ("given " + number).equals(given)
                && given.hashCode() == ("given " + number).hashCode();
            own.append(select("Aa"))
                .append(select("BB"))
                .append(select(interned))
                .append(select(given))
                .append(select(""));
            own.append(String.format("|%5d|%-6s|%08.3f|%x|%c|%,d", number, given.substring(6),
                number / 3.0, 255 + number, 'a' + number, 1234567L * number));
            own.append(String.join("/", given.split(" ")))
                .append(given.toUpperCase())
                .append(given.replace('g', 'G').indexOf("en"));
        }

        String own() { return own.toString(); }
    }

    public static void main(String[] args) throws Exception {
        StringBuilder builder = new StringBuilder();
        StringBuffer buffer = new StringBuffer();
        for (int i = 0; i < 3; i++) {
            Writer writer = new Writer(i, builder, buffer, "given " + i);
            Thread thread = new Thread(writer);
            thread.start();
            thread.join();
            System.out.println(writer.made + " " + writer.made.length() + " "
                + writer.made.hashCode() + " " + writer.same);
            System.out.println(writer.own());
            writer.own.setLength(5);
            writer.own.deleteCharAt(2).append("by main");
            System.out.println(
                writer.own + " " + writer.own.length() + " " + (writer.interned == CONSTANT));
            System.out.println(writer.made.compareTo(writer.given) + " "
                + writer.made.contains(writer.given) + " "
                + writer.made.equalsIgnoreCase(writer.made.toUpperCase()) + " "
                + writer.made.chars().sum() + " " + Arrays.toString(writer.made.getBytes("UTF-8")));
            char[] chars = writer.made.toCharArray();
            chars[0] = 'G';
            System.out.println(new String(chars, 0, 5) + String.valueOf(chars, 5, 3)
                + writer.made.startsWith("g"));
        }
        System.out.println(builder);
        System.out.println(
            buffer + " " + buffer.codePointCount(0, buffer.length()) + " " + buffer.length());
        System.out.println("a,b;c".split("[,;]").length + " "
            + "  strip ".strip() + "|"
            + "ab".repeat(3) + " "
            + "x".isBlank());
        System.out.println("one\ntwo\n".lines().map(String::length).collect(Collectors.toList())
            + " " + List.of("z", "a").indexOf("a"));
    }
}
