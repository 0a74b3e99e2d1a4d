// SPDX-License-Identifier: Apache-2.0
// Methods that the verifier must reject, old (type inference) and new (type checking): class of the error and first line.

public class BadCode {
    static String first(String s) {
        int line = s.indexOf('\n');
        return line < 0 ? s : s.substring(0, line);
    }

    static void show(String what, String descriptor, int stack, int locals, String code) {
        for (int major : new int[] {49, 52, 61}) {
            ClassAssembler a = new ClassAssembler("T");
            a.major = major;
            a.field(8, "f", "I").field(0, "g", "J").method(9, "run", descriptor, stack, locals, code).constructor();
            String result = a.run();
            // The old verifier's texts are its own library's; the kind of error is what counts there.
            System.out.println(what + " " + major + ": " + (major == 49 ? result.replaceAll(":.*", "") : first(result)).replaceAll("(?s)\n.*", ""));
        }
    }

    public static void main(String[] args) {
        show("underflow", "()I", 2, 0, "iadd; ireturn");
        show("overflow", "()I", 1, 0, "iconst_1; iconst_2; iadd; ireturn");
        show("wrong type", "()I", 2, 0, "fconst_1; iconst_2; iadd; ireturn");
        show("wrong return", "()I", 2, 0, "fconst_1; freturn");
        show("return void", "()I", 2, 0, "return");
        show("falls off", "()V", 2, 0, "iconst_1; pop");
        show("bad branch", "()V", 2, 0, "goto +1; nop; return");
        show("branch out", "()V", 2, 0, "goto +100; return");
        show("branch back out", "()V", 2, 0, "goto -100; return");
        show("bad opcode", "()V", 2, 0, "byte 0xcb; return");
        show("breakpoint", "()V", 2, 0, "byte 0xca; return");
        show("local range", "()I", 2, 1, "iload_3; ireturn");
        show("local unset", "()I", 2, 2, "iload_1; ireturn");
        show("long half", "()J", 2, 1, "lconst_0; lstore_0; lload_0; lreturn");
        show("object as int", "()I", 2, 0, "aconst_null; ireturn");
        show("int as object", "()Ljava/lang/Object;", 2, 0, "iconst_1; areturn");
        show("uninitialized", "()Ljava/lang/Object;", 2, 0, "new T; areturn");
        show("init twice", "()V", 2, 0, "new T; dup; invokespecial T.<init>:()V; invokespecial T.<init>:()V; return");
        show("wrong class", "()V", 2, 0, "ldc string x; invokevirtual T.m:()V; return");
        show("field of string", "()J", 2, 0, "ldc string x; getfield T.g:J; lreturn");
        show("array of int", "()I", 2, 0, "iconst_1; newarray 10; iconst_0; laload; l2i; ireturn");
        show("newarray type", "()V", 2, 0, "iconst_1; newarray 3; pop; return");
        show("ldc long", "()V", 2, 0, "ldc2_w int 5; pop2; return");
        show("ldc2 index", "()V", 2, 0, "ldc_w long 5; pop; return");
        show("swap long", "()V", 4, 0, "lconst_1; swap; pop2; return");
        show("pop half", "()V", 4, 0, "lconst_1; pop; pop; return");
        show("dup2 half", "()V", 6, 0, "iconst_0; lconst_1; dup_x1; return");
        show("throw int", "()V", 4, 0, "iconst_0; athrow");
        show("throw object", "()V", 4, 0, "new java/lang/Object; dup; invokespecial java/lang/Object.<init>:()V; athrow");
        show("monitor int", "()V", 4, 0, "iconst_0; monitorenter; return");
        show("invoke init", "()V", 4, 0, "new T; dup; invokevirtual T.<init>:()V; return");
        show("new array class", "()V", 4, 0, "new [I; pop; return");
        show("interface count", "()V", 4, 0, "aconst_null; invokeinterface java/lang/Runnable.run:()V 2; return");
        show("interface count 0", "()V", 4, 0, "aconst_null; invokeinterface java/lang/Runnable.run:()V 0; return");
        show("merge", "()I", 2, 0, "iconst_0; ifeq a; iconst_1; goto b; a: fconst_1; b: pop; iconst_0; ireturn");
        show("depth merge", "()I", 3, 0, "iconst_0; ifeq a; iconst_1; a: iconst_0; ireturn");
        show("multi dims", "()V", 3, 0, "iconst_0; iconst_1; multianewarray [I 2; pop; return");
        show("multi zero", "()V", 3, 0, "multianewarray [[I 0; pop; return");
        show("iinc float", "()V", 3, 1, "fconst_0; fstore_0; iinc 0 1; return");
        show("wide bad", "()V", 3, 1, "byte 0xc4 0x60 0 0; return");
        show("truncated", "()V", 3, 1, "byte 0x11 1");
        show("empty code", "()V", 3, 1, "");
        show("arguments", "(IJ)V", 3, 1, "return");
    }
}
