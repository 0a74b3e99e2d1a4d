// SPDX-License-Identifier: Apache-2.0
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a heap dump and reads it back: classes, statics, fields, arrays and references of objects it knows. */
public class HeapDump {
    static class Base {
        int number = 42;
        long wide = 0x0123456789abcdefL;
    }

    static class Derived extends Base {
        static String text = "a static string";
        static double ratio = 0.25;
        byte small = -7;
        short medium = 1234;
        char letter = 'x';
        boolean flag = true;
        float real = 1.5f;
        double exact = -2.25;
        Object nothing;
        int[] ints = {1, 2, 3, -4};
        Object[] mixed = {null, "in an array", this};
        char[][] nested = {{'a', 'b'}, {}};
    }

    static Derived kept = new Derived();

    record ClassRecord(long id, long superId, List<Object[]> statics, List<Object[]> fields) {}
    record Instance(long classId, byte[] data) {}

    static final Map<Long, String> names = new HashMap<>();
    static final Map<Long, String> classNames = new HashMap<>();
    static final Map<Long, ClassRecord> classes = new HashMap<>();
    static final Map<Long, Instance> instances = new HashMap<>();
    static final Map<Long, Object> arrays = new HashMap<>();
    static int roots;

    static Object value(DataInputStream in, int type) throws IOException {
        return switch (type) {
            case 2 -> in.readLong();
            case 4 -> in.readByte() != 0;
            case 5 -> in.readChar();
            case 6 -> in.readFloat();
            case 7 -> in.readDouble();
            case 8 -> in.readByte();
            case 9 -> in.readShort();
            case 10 -> in.readInt();
            case 11 -> in.readLong();
            default -> throw new IOException("type " + type);
        };
    }

    static void readSegment(DataInputStream in, long length) throws IOException {
        long end = position + length;
        while (position < end) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 0xff, 0x05, 0x07 -> { in.readLong(); roots++; }
                case 0x01 -> { in.readLong(); in.readLong(); roots++; }
                case 0x02, 0x03, 0x08 -> { in.readLong(); in.readInt(); in.readInt(); roots++; }
                case 0x04, 0x06 -> { in.readLong(); in.readInt(); roots++; }
                case 0x20 -> readClass(in);
                case 0x21 -> {
                    long id = in.readLong();
                    in.readInt();
                    long type = in.readLong();
                    byte[] data = new byte[in.readInt()];
                    in.readFully(data);
                    instances.put(id, new Instance(type, data));
                }
                case 0x22 -> {
                    long id = in.readLong();
                    in.readInt();
                    long[] elements = new long[in.readInt()];
                    in.readLong();
                    for (int i = 0; i < elements.length; i++) elements[i] = in.readLong();
                    arrays.put(id, elements);
                }
                case 0x23 -> {
                    long id = in.readLong();
                    in.readInt();
                    int count = in.readInt(), type = in.readUnsignedByte();
                    List<Object> elements = new ArrayList<>();
                    for (int i = 0; i < count; i++) elements.add(value(in, type));
                    arrays.put(id, elements);
                }
                default -> throw new IOException("subrecord " + tag);
            }
        }
        if (position != end) throw new IOException("segment overrun");
    }

    static void readClass(DataInputStream in) throws IOException {
        long id = in.readLong();
        in.readInt();
        long superId = in.readLong();
        for (int i = 0; i < 5; i++) in.readLong();
        in.readInt();
        for (int n = in.readUnsignedShort(); n > 0; n--) {
            in.readUnsignedShort();
            value(in, in.readUnsignedByte());
        }
        List<Object[]> statics = new ArrayList<>(), fields = new ArrayList<>();
        for (int n = in.readUnsignedShort(); n > 0; n--) {
            long name = in.readLong();
            statics.add(new Object[] {names.get(name), value(in, in.readUnsignedByte())});
        }
        for (int n = in.readUnsignedShort(); n > 0; n--) {
            long name = in.readLong();
            fields.add(new Object[] {names.get(name), in.readUnsignedByte()});
        }
        classes.put(id, new ClassRecord(id, superId, statics, fields));
    }

    static long position;

    static void read(Path file) throws IOException {
        try (var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16) {
            @Override
            public int read() throws IOException {
                position++;
                return super.read();
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int n = super.read(b, off, len);
                position += Math.max(n, 0);
                return n;
            }
        }) {
            DataInputStream in = new DataInputStream(raw);
            StringBuilder version = new StringBuilder();
            for (int c; (c = in.readByte()) != 0; ) version.append((char) c);
            System.out.println(version + " " + in.readInt());
            in.readLong();
            boolean ended = false;
            while (!ended) {
                int tag = in.readUnsignedByte();
                in.readInt();
                long length = in.readInt() & 0xffffffffL;
                switch (tag) {
                    case 0x01 -> {
                        long id = in.readLong();
                        byte[] text = new byte[(int) length - 8];
                        in.readFully(text);
                        names.put(id, new String(text, "UTF-8"));
                    }
                    case 0x02 -> {
                        in.readInt();
                        long id = in.readLong();
                        in.readInt();
                        classNames.put(id, names.get(in.readLong()));
                    }
                    case 0x0c, 0x1c -> readSegment(in, length);
                    case 0x2c -> ended = true;
                    default -> in.skipNBytes(length);
                }
            }
            System.out.println("ends properly: " + (in.read() < 0));
        }
    }

    static Map<String, Object> fieldsOf(Instance instance) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(instance.data));
        for (ClassRecord c = classes.get(instance.classId); c != null; c = classes.get(c.superId)) {
            for (Object[] field : c.fields) result.put((String) field[0], value(in, (Integer) field[1]));
        }
        if (in.available() != 0) throw new IOException("bytes left in an instance");
        return result;
    }

    static String textOf(Object id) throws IOException {
        Map<String, Object> string = fieldsOf(instances.get((Long) id));
        StringBuilder text = new StringBuilder();
        for (Object b : (List<?>) arrays.get((Long) string.get("value"))) text.append((char) (byte) (Byte) b);
        return text.toString();
    }

    static long named(String name) {
        for (var entry : classNames.entrySet()) {
            if (entry.getValue().equals(name)) return entry.getKey();
        }
        throw new AssertionError(name);
    }

    public static void main(String[] args) throws Exception {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Path file = Path.of("test.hprof");
        bean.dumpHeap(file.toString(), true);
        for (String bad : new String[] {file.toString(), "missing/x.hprof", "x.txt"}) {
            try {
                bean.dumpHeap(bad, true);
            } catch (IOException | IllegalArgumentException e) {
                System.out.println(e);
            }
        }
        read(file);
        long derived = named("HeapDump$Derived");
        ClassRecord type = classes.get(derived);
        System.out.println(classNames.get(type.superId) + " " + classNames.get(classes.get(type.superId).superId));
        type.statics.sort((a, b) -> ((String) a[0]).compareTo((String) b[0]));
        for (Object[] field : type.statics) {
            if (field[0].equals("text")) System.out.println("text " + textOf(field[1]));
            if (field[0].equals("ratio")) System.out.println("ratio " + field[1]);
        }
        Instance instance = null;
        long id = 0;
        int count = 0;
        for (var entry : instances.entrySet()) {
            if (entry.getValue().classId != derived) continue;
            instance = entry.getValue();
            id = entry.getKey();
            count++;
        }
        System.out.println(count + " instance");
        Map<String, Object> fields = fieldsOf(instance);
        for (String name : new String[] {"number", "wide", "small", "medium", "letter", "flag", "real", "exact", "nothing"}) {
            System.out.println(name + " " + fields.get(name));
        }
        System.out.println(arrays.get((Long) fields.get("ints")));
        long[] mixed = (long[]) arrays.get((Long) fields.get("mixed"));
        System.out.println(mixed[0] + " " + textOf(mixed[1]) + " " + (mixed[2] == id));
        for (long row : (long[]) arrays.get((Long) fields.get("nested"))) System.out.println(arrays.get(row));
        System.out.println("roots: " + (roots > 10) + ", strings: " + (instances.size() > 1000));
    }
}
