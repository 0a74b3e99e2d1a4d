// SPDX-License-Identifier: Apache-2.0
// Frames of more slots than 16 bits can number: nearly 64,000 operands on the stack above thousands of local variables.

public class HugeFrames {
    static long total;

    public static long mix(long a, long b) {
        return a * 31 + b;
    }

    public static long three(int a, long b, Object c) {
        return a + b * 2 + c.hashCode();
    }

    public static void note(long n) {
        total += n;
    }

    public static void main(String[] args) throws Exception {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            code.append("lload_0; wide lstore ").append(100 + 30 * i).append("; ");
        }
        for (int i = 0; i < 31900; i++) {
            code.append("lload_0; ");
        }
        // A label puts every operand into its slot.
        code.append("iload_2; ifeq l; nop; l: ladd; lconst_1; lsub; lmul; ").append("invokestatic HugeFrames.mix:(JJ)J; ").append("dup2; lload_0; lcmp; ifgt m; lneg; m: ");
        code.append("invokestatic HugeFrames.note:(J)V; iload_2; lload_0; ldc string abc; ");
        code.append("invokestatic HugeFrames.three:(IJLjava/lang/Object;)J; ladd; ");
        code.append("getstatic T.sum:J; ladd; putstatic T.sum:J; getstatic T.sum:J; ");
        code.append("bipush 7; anewarray java/lang/Object; dup; iconst_3; ldc string here; aastore; dup; iconst_3; aaload; astore_3; pop; ");
        code.append("iconst_2; newarray 11; dup; iconst_1; lload_0; lastore; iconst_1; laload; ladd; ");
        code.append("iconst_2; iconst_3; multianewarray [[I 2; arraylength; i2l; ladd; ");
        code.append("new java/lang/StringBuilder; dup; invokespecial java/lang/StringBuilder.<init>:()V; ");
        code.append("aload_3; checkcast java/lang/String; invokevirtual java/lang/StringBuilder.append:(Ljava/lang/String;)Ljava/lang/StringBuilder;; ");
        code.append("bipush 33; i2c; invokevirtual java/lang/StringBuilder.append:(C)Ljava/lang/StringBuilder;; ");
        code.append("invokevirtual java/lang/Object.toString:()Ljava/lang/String;; dup; instanceof java/lang/CharSequence; pop; astore_3; ");
        code.append("iload_2; tableswitch 0 p q p; p: lconst_1; goto r; q: ldc2_w long 5; r: ladd; ");
        code.append("dup2; ldc2_w long 2; ldiv; dup2_x2; pop2; lxor; wide iinc 2 70; iload_2; i2l; lor; ");
        code.append("a: iload_2; iconst_0; idiv; i2l; ladd; lreturn; b: ");
        code.append("h: pop; getstatic T.sum:J; wide lload ").append(100 + 30 * 1999).append("; lxor; aload_3; invokevirtual java/lang/Object.hashCode:()I; i2l; ladd; lreturn");
        ClassAssembler a = new ClassAssembler("T");
        a.major = 49;
        a.field(9, "sum", "J");
        a.method(9, "run", "(JI)J", 65535, 65535, code.toString(), new String[] {"a b h java/lang/ArithmeticException"}, null);
        Class<?> c = new ClassAssembler.Loader().define(a.assemble());
        for (int n = 0; n < 3; n++) {
            Object[] result = new Object[1];
            var m = c.getDeclaredMethod("run", long.class, int.class);
            int argument = n;
            Thread t = new Thread(null, () -> {
                try {
                    result[0] = m.invoke(null, 1234567L + argument, argument);
                } catch (Exception e) {
                    result[0] = e.getCause();
                }
            }, "deep", 64 << 20);
            t.start();
            t.join();
            System.out.println(result[0] + " " + total + " " + c.getField("sum").get(null));
        }
    }
}
