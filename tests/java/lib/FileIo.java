// SPDX-License-Identifier: Apache-2.0
// java.io: File, streams, readers, RandomAccessFile, buffered, data, pushback, piped, sequence,
// tokenizer, errors by name.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class FileIo {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        File dir = new File("work");
        System.out.println(dir.mkdir() + " " + dir.mkdir() + new File(dir, "a/b/c").mkdirs()
                + dir.isDirectory() + dir.exists() + dir.getPath() + dir.getParent()
                + dir.isAbsolute());
        File f = new File(dir, "data.bin");
        try (DataOutputStream o =
                        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(f)))) {
            o.writeBoolean(true);
            o.writeByte(-1);
            o.writeChar('é');
            o.writeShort(-2);
            o.writeInt(1 << 30);
            o.writeLong(Long.MIN_VALUE);
            o.writeFloat(1.5f);
            o.writeDouble(-0.0);
            o.writeUTF("utf\0€");
            o.writeBytes("bytes");
            o.writeChars("ch");
            System.out.println(o.size());
        }
        System.out.println(f.length() + " " + f.isFile() + f.canRead() + f.canWrite()
                + f.canExecute() + f.isHidden() + f.getName());
        try (DataInputStream i =
                        new DataInputStream(new BufferedInputStream(new FileInputStream(f)))) {
            System.out.println(i.readBoolean() + " " + i.readUnsignedByte() + i.readChar()
                    + i.readShort() + " " + i.readInt() + " " + i.readLong() + i.readFloat()
                    + i.readDouble() + i.readUTF().length() + i.available() + i.skipBytes(5)
                    + i.readChar());
            i.readChar();
            t("eof", i::readInt);
        }
        try (RandomAccessFile r = new RandomAccessFile(f, "rw")) {
            r.seek(4);
            System.out.println(r.readShort() + " " + r.getFilePointer() + " " + r.length());
            r.seek(100);
            r.write(7);
            r.setLength(50);
            System.out.println(r.length() + " " + r.getFilePointer());
            r.seek(0);
            r.writeLong(0x4142434445464748L);
            r.seek(0);
            System.out.println(r.readLine().length());
            t("neg seek", () -> {
                r.seek(-1);
                return 0;
            });
        }
        try (FileWriter w = new FileWriter(new File(dir, "t.txt"), StandardCharsets.UTF_8);
                PrintWriter p = new PrintWriter(w)) {
            p.printf("%d line%n", 1);
            p.println("zweite ü€");
            p.print('c');
            p.println(new char[] {'x', 'y'});
            p.append("tail");
        }
        try (BufferedReader r = new BufferedReader(
                     new InputStreamReader(new FileInputStream(new File(dir, "t.txt")), "UTF-8"),
                     4)) {
            r.mark(100);
            String first = r.readLine();
            r.reset();
            System.out.println(first + r.readLine() + "|" + r.readLine() + "|" + (char) r.read()
                    + r.ready() + r.skip(1) + "|" + r.lines().toList());
        }
        try (LineNumberReader r = new LineNumberReader(new FileReader(new File(dir, "t.txt")))) {
            while (r.readLine() != null) {}
            System.out.println(r.getLineNumber());
        }
        try (FileOutputStream o = new FileOutputStream(f, true)) {
            o.write(new byte[] {1, 2, 3}, 1, 2);
            System.out.println(f.length() + " " + o.getFD().valid());
        }
        t("missing", () -> new FileInputStream("nothing/here"));
        t("directory", () -> new FileInputStream(dir));
        t("write dir", () -> new FileOutputStream(dir));
        t("closed", () -> {
            FileInputStream i = new FileInputStream(f);
            i.close();
            i.close();
            return i.read();
        });
        t("writer closed", () -> {
            BufferedWriter w = new BufferedWriter(new StringWriter());
            w.close();
            w.write("x");
            return 0;
        });
        t("bounds", () -> new ByteArrayInputStream(new byte[3]).read(new byte[2], 1, 5));
        t("mode", () -> new RandomAccessFile(f, "x"));
        t("null byte", () -> new FileReader("a\0b"));
        t("canonical",
                () -> new File("work/./a/../t.txt").getCanonicalPath().endsWith("work/t.txt"));
        t("rename",
                ()
                        -> new File(dir, "t.txt").renameTo(new File(dir, "r.txt")) + ""
                        + new File(dir, "t.txt").exists());
        t("list", () -> {
            String[] l = dir.list();
            Arrays.sort(l);
            return Arrays.toString(l) + dir.listFiles(x -> x.isDirectory()).length
                    + new File("no").list();
        });
        t("modified", () -> f.setLastModified(1000000000000L) + "" + f.lastModified());
        t("readonly", () -> f.setReadOnly() + "");
        t("delete nonempty", () -> new File(dir, "a").delete());
        t("temp", () -> {
            File x = File.createTempFile("pre", ".suf", dir);
            x.deleteOnExit();
            return x.getName().startsWith("pre") && x.getName().endsWith(".suf");
        });
        t("create",
                () -> new File(dir, "n").createNewFile() + "" + new File(dir, "n").createNewFile());
        t("space", () -> dir.getTotalSpace() > 0);
        t("uri",
                ()
                        -> new File("/x y").toURI() + " " + new File(new java.net.URI("file:/p/q"))
                        + new File("a//b/").getPath() + new File("a").compareTo(new File("b"))
                        + new File("/").getParentFile());
        PushbackInputStream pb =
                new PushbackInputStream(new ByteArrayInputStream("abc".getBytes()), 2);
        int c = pb.read();
        pb.unread('z');
        System.out.println((char) c + "" + (char) pb.read() + (char) pb.read());
        t("pushback full", () -> {
            pb.unread(new byte[3]);
            return 0;
        });
        SequenceInputStream sq = new SequenceInputStream(
                Collections.enumeration(List.of(new ByteArrayInputStream("one".getBytes()),
                        new ByteArrayInputStream("two".getBytes()))));
        System.out.println(new String(sq.readAllBytes()));
        PipedInputStream pi = new PipedInputStream(16);
        PipedOutputStream po = new PipedOutputStream(pi);
        Thread th = new Thread(() -> {
            try (po) {
                for (int i = 0; i < 1000; i++) po.write(i);
            } catch (IOException e) { System.out.println(e); }
        });
        th.start();
        int sum = 0, x;
        while ((x = pi.read()) >= 0) sum += x;
        th.join();
        System.out.println(sum);
        StreamTokenizer st = new StreamTokenizer(new StringReader("x = 3.5 + 'str' // c\n y"));
        StringBuilder tk = new StringBuilder();
        st.slashSlashComments(true);
        while (st.nextToken() != StreamTokenizer.TT_EOF)
            tk.append(st.ttype > 0 && st.ttype != '\''                ? "" + (char) st.ttype
                              : st.ttype == StreamTokenizer.TT_NUMBER ? "" + st.nval
                                                                      : st.sval)
                    .append('@')
                    .append(st.lineno())
                    .append(' ');
        System.out.println(tk);
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        PrintStream ps = new PrintStream(bo, true, "UTF-8");
        ps.print(1);
        ps.print('c');
        ps.println(2.5f);
        ps.format("%s", (Object) null).append('!').write(65);
        System.out.println(bo.toString("UTF-8").replace("\n", "$") + bo.size() + ps.checkError());
        CharArrayWriter cw = new CharArrayWriter();
        new StringReader("transfer").transferTo(cw);
        System.out.println(cw + " " + new InputStreamReader(System.in).getEncoding()
                + Reader.nullReader().read() + InputStream.nullInputStream().readAllBytes().length);
        t("object", () -> {
            try (InputStream in = new FileInputStream(new File(dir, "r.txt"))) {
                return Arrays.toString(in.readNBytes(4)) + in.skip(2) + in.read()
                        + in.transferTo(OutputStream.nullOutputStream());
            }
        });
        PrintStream old = System.out;
        ByteArrayOutputStream cap = new ByteArrayOutputStream();
        System.setOut(new PrintStream(cap));
        System.out.println("captured");
        System.setOut(old);
        System.out.println(cap.size() + " " + cap.toString().trim());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String l; (l = in.readLine()) != null;) System.out.println("in: " + l);
        System.out.println(System.console() == null);
        System.err.println("to stderr");
        new FileOutputStream(FileDescriptor.out).write("raw\n".getBytes());
    }
}
