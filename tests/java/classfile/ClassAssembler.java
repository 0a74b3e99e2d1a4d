// SPDX-License-Identifier: Apache-2.0
// not a program: a class-file assembler for the programs of this folder. It writes what it is told, valid or not.

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assembles one class file. Code is text: instructions separated by '; ' or line ends, labels end in ':', '#' starts a comment. */
public class ClassAssembler {
    public int major = 52, minor = 0, access = 0x21;
    public final String name;
    public String superName = "java/lang/Object";
    public final List<String> interfaces = new ArrayList<>();
    private final List<byte[]> pool = new ArrayList<>();
    private final Map<String, Integer> poolIndex = new HashMap<>();
    private int poolCount = 1;
    private final List<byte[]> fields = new ArrayList<>(), methods = new ArrayList<>();
    private final Map<String, byte[]> attributes = new LinkedHashMap<>();

    static final String[] OPCODES = ("nop aconst_null iconst_m1 iconst_0 iconst_1 iconst_2 iconst_3 iconst_4 iconst_5 lconst_0 lconst_1 "
        + "fconst_0 fconst_1 fconst_2 dconst_0 dconst_1 bipush sipush ldc ldc_w ldc2_w iload lload fload dload aload iload_0 iload_1 "
        + "iload_2 iload_3 lload_0 lload_1 lload_2 lload_3 fload_0 fload_1 fload_2 fload_3 dload_0 dload_1 dload_2 dload_3 aload_0 "
        + "aload_1 aload_2 aload_3 iaload laload faload daload aaload baload caload saload istore lstore fstore dstore astore istore_0 "
        + "istore_1 istore_2 istore_3 lstore_0 lstore_1 lstore_2 lstore_3 fstore_0 fstore_1 fstore_2 fstore_3 dstore_0 dstore_1 dstore_2 "
        + "dstore_3 astore_0 astore_1 astore_2 astore_3 iastore lastore fastore dastore aastore bastore castore sastore pop pop2 dup "
        + "dup_x1 dup_x2 dup2 dup2_x1 dup2_x2 swap iadd ladd fadd dadd isub lsub fsub dsub imul lmul fmul dmul idiv ldiv fdiv ddiv irem "
        + "lrem frem drem ineg lneg fneg dneg ishl lshl ishr lshr iushr lushr iand land ior lor ixor lxor iinc i2l i2f i2d l2i l2f l2d "
        + "f2i f2l f2d d2i d2l d2f i2b i2c i2s lcmp fcmpl fcmpg dcmpl dcmpg ifeq ifne iflt ifge ifgt ifle if_icmpeq if_icmpne if_icmplt "
        + "if_icmpge if_icmpgt if_icmple if_acmpeq if_acmpne goto jsr ret tableswitch lookupswitch ireturn lreturn freturn dreturn "
        + "areturn return getstatic putstatic getfield putfield invokevirtual invokespecial invokestatic invokeinterface invokedynamic "
        + "new newarray anewarray arraylength athrow checkcast instanceof monitorenter monitorexit wide multianewarray ifnull ifnonnull "
        + "goto_w jsr_w").split(" ");
    static final Map<String, Integer> CODE = new HashMap<>();

    static {
        for (int i = 0; i < OPCODES.length; i++) {
            CODE.put(OPCODES[i], i);
        }
    }

    public ClassAssembler(String name) {
        this.name = name;
    }

    // ---- constants
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    public static byte[] bytes(Writer writer) {
        try {
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            writer.write(new DataOutputStream(buffer));
            return buffer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int constant(int slots, Writer writer) {
        byte[] b = bytes(writer);
        String key = new String(b, StandardCharsets.ISO_8859_1);
        Integer index = poolIndex.get(key);
        if (index == null) {
            index = poolCount;
            poolIndex.put(key, index);
            pool.add(b);
            poolCount += slots;
        }
        return index;
    }

    public int utf8(String s) {
        return constant(1, o -> {
            o.writeByte(1);
            o.writeUTF(s);
        });
    }

    private int reference(int tag, int a) {
        return constant(1, o -> {
            o.writeByte(tag);
            o.writeShort(a);
        });
    }

    private int pair(int tag, int a, int b) {
        return constant(1, o -> {
            o.writeByte(tag);
            o.writeShort(a);
            o.writeShort(b);
        });
    }

    public int classRef(String c) {
        return reference(7, utf8(c));
    }

    public int string(String s) {
        return reference(8, utf8(s));
    }

    public int methodType(String d) {
        return reference(16, utf8(d));
    }

    public int nameAndType(String n, String d) {
        return pair(12, utf8(n), utf8(d));
    }

    /** "owner.name:descriptor"; tag 9 field, 10 method, 11 interface method. */
    public int member(int tag, String text) {
        int colon = text.indexOf(':'), dot = text.lastIndexOf('.', colon);
        return pair(tag, classRef(text.substring(0, dot)), nameAndType(text.substring(dot + 1, colon), text.substring(colon + 1)));
    }

    public int methodHandle(int kind, int reference) {
        return constant(1, o -> {
            o.writeByte(15);
            o.writeByte(kind);
            o.writeShort(reference);
        });
    }

    /** tag 17 Dynamic, 18 InvokeDynamic. */
    public int dynamic(int tag, int bootstrap, String n, String d) {
        return pair(tag, bootstrap, nameAndType(n, d));
    }

    public int number(Object value) {
        return constant(value instanceof Long || value instanceof Double ? 2 : 1, o -> {
            if (value instanceof Integer i) {
                o.writeByte(3);
                o.writeInt(i);
            } else if (value instanceof Float f) {
                o.writeByte(4);
                o.writeFloat(f);
            } else if (value instanceof Long l) {
                o.writeByte(5);
                o.writeLong(l);
            } else {
                o.writeByte(6);
                o.writeDouble((Double) value);
            }
        });
    }

    // ---- members
    public ClassAssembler attribute(String n, byte[] content) {
        attributes.put(n, content);
        return this;
    }

    public ClassAssembler field(int flags, String n, String d) {
        fields.add(bytes(o -> {
            o.writeShort(flags);
            o.writeShort(utf8(n));
            o.writeShort(utf8(d));
            o.writeShort(0);
        }));
        return this;
    }

    /** A field or method (`into` "fields" or "methods") with raw attributes: name, content, name, content... */
    public ClassAssembler member(String into, int flags, String n, String d, Object... rawAttributes) {
        (into.equals("fields") ? fields : methods).add(bytes(o -> {
            o.writeShort(flags);
            o.writeShort(utf8(n));
            o.writeShort(utf8(d));
            o.writeShort(rawAttributes.length / 2);
            for (int i = 0; i < rawAttributes.length; i += 2) {
                byte[] content = (byte[]) rawAttributes[i + 1];
                o.writeShort(utf8((String) rawAttributes[i]));
                o.writeInt(content.length);
                o.write(content);
            }
        }));
        return this;
    }

    /** Big-endian u2 values. */
    public static byte[] u2(int... values) {
        return bytes(o -> {
            for (int v : values) {
                o.writeShort(v);
            }
        });
    }

    public ClassAssembler constantField(int flags, String n, String d, int value) {
        int attribute = utf8("ConstantValue");
        fields.add(bytes(o -> {
            o.writeShort(flags);
            o.writeShort(utf8(n));
            o.writeShort(utf8(d));
            o.writeShort(1);
            o.writeShort(attribute);
            o.writeInt(2);
            o.writeShort(value);
        }));
        return this;
    }

    /** A method without code. */
    public ClassAssembler method(int flags, String n, String d) {
        methods.add(bytes(o -> {
            o.writeShort(flags);
            o.writeShort(utf8(n));
            o.writeShort(utf8(d));
            o.writeShort(0);
        }));
        return this;
    }

    public ClassAssembler method(int flags, String n, String d, int stack, int locals, String code) {
        return method(flags, n, d, stack, locals, code, new String[0], null);
    }

    /** `handlers`: "start end handler type" by labels, type "any" catches everything; `frames`: raw StackMapTable content or null. */
    public ClassAssembler method(int flags, String n, String d, int stack, int locals, String code, String[] handlers, byte[] frames) {
        Map<String, Integer> labels = new HashMap<>();
        assemble(code, labels);
        byte[] body = assemble(code, labels);
        int attribute = utf8("Code"), table = frames == null ? 0 : utf8("StackMapTable");
        byte[] exceptions = bytes(o -> {
            o.writeShort(handlers.length);
            for (String h : handlers) {
                String[] part = h.split(" ");
                o.writeShort(labels.get(part[0]));
                o.writeShort(labels.get(part[1]));
                o.writeShort(labels.get(part[2]));
                o.writeShort(part[3].equals("any") ? 0 : classRef(part[3]));
            }
        });
        methods.add(bytes(o -> {
            o.writeShort(flags);
            o.writeShort(utf8(n));
            o.writeShort(utf8(d));
            o.writeShort(1);
            o.writeShort(attribute);
            o.writeInt(8 + body.length + exceptions.length + 2 + (frames == null ? 0 : 6 + frames.length));
            o.writeShort(stack);
            o.writeShort(locals);
            o.writeInt(body.length);
            o.write(body);
            o.write(exceptions);
            o.writeShort(frames == null ? 0 : 1);
            if (frames != null) {
                o.writeShort(table);
                o.writeInt(frames.length);
                o.write(frames);
            }
        }));
        return this;
    }

    /** A constructor that only calls the superclass's. */
    public ClassAssembler constructor() {
        return method(1, "<init>", "()V", 1, 1, "aload_0; invokespecial " + superName + ".<init>:()V; return");
    }

    // ---- code
    private byte[] assemble(String text, Map<String, Integer> labels) {
        return bytes(o -> {
            for (String raw : text.split(";(?=\\s|$)|\n")) {
                String line = raw.replaceAll("#.*", "").trim();
                while (line.matches("\\w+:.*")) {
                    labels.put(line.substring(0, line.indexOf(':')), o.size());
                    line = line.substring(line.indexOf(':') + 1).trim();
                }
                if (!line.isEmpty()) {
                    instruction(o, line.split(" +"), labels);
                }
            }
        });
    }

    private static int target(Map<String, Integer> labels, String label, int at) {
        return label.matches("[-+]\\d+") ? Integer.parseInt(label) : labels.getOrDefault(label, at) - at;
    }

    private void instruction(DataOutputStream o, String[] w, Map<String, Integer> labels) throws IOException {
        int at = o.size();
        if (w[0].equals("byte")) {
            for (int i = 1; i < w.length; i++) {
                o.writeByte(Integer.decode(w[i]));
            }
            return;
        }
        int code = CODE.get(w[0]);
        o.writeByte(code);
        switch (w[0]) {
            case "bipush", "newarray", "iload", "lload", "fload", "dload", "aload", "istore", "lstore", "fstore", "dstore", "astore",
                "ret" -> o.writeByte(Integer.decode(w[1]));
            case "sipush" -> o.writeShort(Integer.decode(w[1]));
            case "iinc" -> {
                o.writeByte(Integer.decode(w[1]));
                o.writeByte(Integer.decode(w[2]));
            }
            case "ldc" -> o.writeByte(loadable(w));
            case "ldc_w", "ldc2_w" -> o.writeShort(loadable(w));
            case "getstatic", "putstatic", "getfield", "putfield" -> o.writeShort(member(9, w[1]));
            case "invokevirtual" -> o.writeShort(member(10, w[1]));
            case "invokespecial", "invokestatic" -> o.writeShort(w[1].startsWith("I:") ? member(11, w[1].substring(2)) : member(10, w[1]));
            case "invokeinterface" -> {
                o.writeShort(member(11, w[1]));
                o.writeByte(Integer.decode(w[2]));
                o.writeByte(0);
            }
            case "invokedynamic" -> {
                o.writeShort(dynamic(18, Integer.decode(w[1]), w[2], w[3]));
                o.writeShort(0);
            }
            case "new", "anewarray", "checkcast", "instanceof" -> o.writeShort(classRef(w[1]));
            case "multianewarray" -> {
                o.writeShort(classRef(w[1]));
                o.writeByte(Integer.decode(w[2]));
            }
            case "goto_w", "jsr_w" -> o.writeInt(target(labels, w[1], at));
            case "tableswitch" -> {
                while (o.size() % 4 != 0) {
                    o.writeByte(0);
                }
                int low = Integer.decode(w[1]);
                o.writeInt(target(labels, w[w.length - 1], at));
                o.writeInt(low);
                o.writeInt(low + w.length - 4);
                for (int i = 2; i < w.length - 1; i++) {
                    o.writeInt(target(labels, w[i], at));
                }
            }
            case "lookupswitch" -> {
                while (o.size() % 4 != 0) {
                    o.writeByte(0);
                }
                o.writeInt(target(labels, w[w.length - 1], at));
                o.writeInt(w.length - 2);
                for (int i = 1; i < w.length - 1; i++) {
                    String[] pair = w[i].split("=");
                    o.writeInt(Integer.decode(pair[0]));
                    o.writeInt(target(labels, pair[1], at));
                }
            }
            case "wide" -> {
                o.writeByte(CODE.get(w[1]));
                o.writeShort(Integer.decode(w[2]));
                if (w[1].equals("iinc")) {
                    o.writeShort(Integer.decode(w[3]));
                }
            }
            default -> {
                if (code >= CODE.get("ifeq") && code <= CODE.get("jsr") || w[0].startsWith("ifn")) {
                    o.writeShort(target(labels, w[1], at));
                }
            }
        }
    }

    /** "int 5", "long 5", "float 1.5", "double 2", "string x", "class C", "type ()V", "pool 7". */
    private int loadable(String[] w) {
        return switch (w[1]) {
            case "int" -> number(Integer.decode(w[2]));
            case "long" -> number(Long.decode(w[2]));
            case "float" -> number(Float.valueOf(w[2]));
            case "double" -> number(Double.valueOf(w[2]));
            case "string" -> string(w[2]);
            case "class" -> classRef(w[2]);
            case "type" -> methodType(w[2]);
            default -> Integer.decode(w[2]);
        };
    }

    // ---- result
    public byte[] assemble() {
        int self = classRef(name), parent = superName == null ? 0 : classRef(superName);
        List<Integer> interfaceIndexes = new ArrayList<>();
        for (String i : interfaces) {
            interfaceIndexes.add(classRef(i));
        }
        Map<Integer, byte[]> indexed = new LinkedHashMap<>();
        attributes.forEach((n, content) -> indexed.put(utf8(n), content));
        return bytes(o -> {
            o.writeInt(0xcafebabe);
            o.writeShort(minor);
            o.writeShort(major);
            o.writeShort(poolCount);
            for (byte[] b : pool) {
                o.write(b);
            }
            o.writeShort(access);
            o.writeShort(self);
            o.writeShort(parent);
            o.writeShort(interfaceIndexes.size());
            for (int i : interfaceIndexes) {
                o.writeShort(i);
            }
            for (List<byte[]> members : List.of(fields, methods)) {
                o.writeShort(members.size());
                for (byte[] b : members) {
                    o.write(b);
                }
            }
            o.writeShort(indexed.size());
            for (Map.Entry<Integer, byte[]> a : indexed.entrySet()) {
                o.writeShort(a.getKey());
                o.writeInt(a.getValue().length);
                o.write(a.getValue());
            }
        });
    }

    // ---- use
    public static final class Loader extends ClassLoader {
        public Class<?> define(byte[] b) {
            return defineClass(null, b, 0, b.length);
        }

        public Class<?> define(String expected, byte[] b) {
            return defineClass(expected, b, 0, b.length);
        }
    }

    /** A loader of its own for classes that refer to each other; others come from its parent. */
    public static final class Family extends ClassLoader {
        private final Map<String, byte[]> files = new HashMap<>();

        public Family(ClassLoader parent, ClassAssembler... members) {
            super(parent);
            for (ClassAssembler a : members) {
                files.put(a.name.replace('/', '.'), a.assemble());
            }
        }

        public Family(ClassAssembler... members) {
            this(ClassAssembler.class.getClassLoader(), members);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte[] b = files.get(name);
                Class<?> c = findLoadedClass(name);
                return c != null ? c : b == null ? super.loadClass(name, resolve) : defineClass(name, b, 0, b.length);
            }
        }

        /** What the static method run() of the class does. */
        public String run(String name) {
            return attempt(() -> {
                java.lang.reflect.Method m = Class.forName(name, true, this).getDeclaredMethod("run");
                m.setAccessible(true);
                return String.valueOf(m.invoke(null));
            });
        }

        public String load(String name) {
            return attempt(() -> Class.forName(name, true, this).toString());
        }
    }

    public Class<?> define() {
        return new Loader().define(assemble());
    }

    /** Runs the static method run() of the class and says what came of it: its result, or class and first line of the throwable. */
    public String run() {
        return attempt(() -> {
            java.lang.reflect.Method m = define().getDeclaredMethod("run");
            m.setAccessible(true);
            return String.valueOf(m.invoke(null));
        });
    }

    public interface Attempt {
        String get() throws Throwable;
    }

    public static String attempt(Attempt attempt) {
        try {
            return attempt.get();
        } catch (java.lang.reflect.InvocationTargetException e) {
            return describe(e.getCause());
        } catch (Throwable e) {
            return describe(e);
        }
    }

    public static String describe(Throwable e) {
        String message = e.getMessage();
        String cause = e.getCause() == null || e.getCause() == e ? "" : " <- " + e.getCause().getClass().getName();
        return e.getClass().getName() + ": " + (message == null ? "null" : message.replaceAll("(@0x|@|/0x)[0-9a-f]+", "@id")) + cause;
    }

    public static void main(String[] args) {
        System.out.println("support class");
    }
}
