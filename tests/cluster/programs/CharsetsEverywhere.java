// Shows charsets, encoders and decoders of several threads: texts of every standard charset,
// readers and writers on arrays of another thread, the identity of charsets.
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

public class CharsetsEverywhere {
    static final String TEXT = "a\u00fc\u20ac\ud834\udd1e";
    static int hashOfUtf8;

    static class Writer implements Runnable {
        Charset charset;
        CharsetEncoder encoder;
        ByteBuffer encoded;

        public void run() {
            try {
                streams();
            } catch (IOException e) {
                System.out.println(e);
            }
            identity();
            for (String name : new String[] {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE",
                     "ISO-8859-1", "US-ASCII", "windows-1252", "UTF-32"})
                coding(Charset.forName(name));
            charset = StandardCharsets.UTF_8;
            encoder = charset.newEncoder();
            encoded = charset.encode("from afar: \u00fc");
        }

        static void streams() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(bytes, true, "UTF-8");
            for (int i = 0; i < 200; i++) out.println(TEXT + i);
            BufferedReader in = new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.UTF_8));
            int length = 0;
            for (String line; (line = in.readLine()) != null;) length += line.length();
            System.out.println(length + " characters, " + bytes.size() + " bytes");
        }

        static void identity() {
            System.out.println((Charset.defaultCharset() == StandardCharsets.UTF_8) + " "
                + (Charset.forName("utf8") == StandardCharsets.UTF_8) + " "
                + (Charset.forName("latin1") == StandardCharsets.ISO_8859_1) + " "
                + (System.identityHashCode(StandardCharsets.UTF_8) == hashOfUtf8));
            System.out.println(StandardCharsets.UTF_16.aliases().size() + " "
                + StandardCharsets.UTF_8.aliases().contains("UTF8") + " "
                + StandardCharsets.US_ASCII.compareTo(StandardCharsets.UTF_8) + " "
                + StandardCharsets.UTF_16LE.displayName() + " "
                + StandardCharsets.UTF_16BE.contains(StandardCharsets.UTF_8) + " "
                + StandardCharsets.UTF_8.hashCode());
        }

        static void coding(Charset charset) {
            byte[] bytes = TEXT.getBytes(charset);
            System.out.println(charset + " " + Arrays.toString(bytes) + " "
                + new String(bytes, charset) + " " + charset.newEncoder().canEncode('\u20ac') + " "
                + charset.newEncoder().maxBytesPerChar());
        }
    }

    public static void main(String[] args) throws Exception {
        hashOfUtf8 = System.identityHashCode(StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            Writer writer = new Writer();
            Thread thread = new Thread(writer);
            thread.start();
            thread.join();
            System.out.println((writer.charset == StandardCharsets.UTF_8) + " "
                + StandardCharsets.UTF_8.decode(writer.encoded) + " "
                + writer.encoder.encode(CharBuffer.wrap("\u00fcbel")).remaining());
            synchronized (writer.charset) { writer.charset.wait(1); }
        }
    }
}
