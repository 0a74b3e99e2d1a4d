// SPDX-License-Identifier: Apache-2.0
// Instructions that javac hardly ever emits: nop, swap, the dup family on long values, frem/drem, goto_w, wide forms, jsr and ret.

public class RareInstructions {
    static void show(String what, String descriptor, int stack, int locals, String code) {
        for (int major : new int[] {48, 49}) {
            ClassAssembler a = new ClassAssembler("T");
            a.major = major;
            a.method(9, "run", "()" + descriptor, stack, locals, code);
            System.out.println(what + " " + major + ": " + a.run());
        }
    }

    public static void main(String[] args) {
        show("nop", "I", 1, 0, "nop; nop; iconst_3; nop; ireturn");
        show("swap", "I", 2, 0, "bipush 10; bipush 3; swap; isub; ireturn");
        show("dup_x1", "I", 3, 0, "bipush 10; bipush 3; dup_x1; isub; imul; ireturn");
        show("dup_x2 ints", "I", 4, 0, "bipush 7; bipush 5; bipush 3; dup_x2; isub; imul; iadd; ireturn");
        show("dup_x2 long", "J", 5, 0, "ldc2_w long 100; bipush 3; dup_x2; pop; l2i; isub; i2l; lreturn");
        show("dup2 ints", "I", 4, 0, "bipush 9; bipush 4; dup2; isub; imul; iadd; ireturn");
        show("dup2 long", "J", 4, 0, "ldc2_w long 9; dup2; lmul; lreturn");
        show("dup2_x1 ints", "I", 5, 0, "bipush 2; bipush 5; bipush 3; dup2_x1; isub; imul; isub; iadd; ireturn");
        show("dup2_x1 long", "J", 5, 0, "bipush 2; ldc2_w long 1000; dup2_x1; l2i; iadd; i2l; ladd; lreturn");
        show("dup2_x2 longs", "J", 6, 0, "ldc2_w long 7; ldc2_w long 3; dup2_x2; lsub; ladd; lreturn");
        show("dup2_x2 ints", "I", 6, 0, "iconst_1; iconst_2; iconst_3; iconst_4; dup2_x2; isub; imul; isub; imul; iadd; ireturn");
        show("pop2 long", "I", 3, 0, "iconst_4; ldc2_w long 5; pop2; ireturn");
        show("pop2 ints", "I", 3, 0, "iconst_4; iconst_1; iconst_2; pop2; ireturn");
        show("frem", "F", 2, 0, "ldc float 7.5; ldc float -2; frem; freturn");
        show("frem zero", "F", 2, 0, "ldc float 7.5; fconst_0; frem; freturn");
        show("drem", "D", 4, 0, "ldc2_w double -7.5; ldc2_w double 2; drem; dreturn");
        show("drem inf", "D", 4, 0, "ldc2_w double 7.5; ldc2_w double Infinity; drem; dreturn");
        show("goto_w", "I", 1, 0, "goto_w over; back: iconst_5; ireturn; over: goto_w back");
        show("wide iload", "I", 2, 300, "bipush 11; wide istore 299; wide iinc 299 1000; wide iload 299; ireturn");
        show("wide lload", "J", 4, 400, "ldc2_w long 5; wide lstore 398; wide lload 398; dup2; ladd; lreturn");
        show("wide dload", "D", 4, 400, "ldc2_w double 5; wide dstore 300; wide dload 300; dreturn");
        show("wide fload", "F", 4, 400, "fconst_2; wide fstore 300; wide fload 300; freturn");
        show("wide aload", "Ljava/lang/Object;", 4, 400, "ldc string x; wide astore 300; wide aload 300; areturn");
        show("wide small", "I", 2, 3, "iconst_3; wide istore 1; wide iinc 1 -5; wide iload 1; ireturn");
        show("jsr", "I", 2, 2, "iconst_1; istore_0; jsr sub; jsr sub; iload_0; ireturn; sub: astore_1; iload_0; iconst_3; imul; istore_0; ret 1");
        show("jsr nested", "I", 2, 3, "iconst_1; istore_0; jsr outer; iload_0; ireturn; outer: astore_1; iinc 0 10; jsr inner; iinc 0 1;"
            + " ret 1; inner: astore_2; iload_0; iconst_2; imul; istore_0; ret 2");
        show("jsr_w", "I", 2, 2, "iconst_1; istore_0; jsr_w sub; iload_0; ireturn; sub: astore_1; iinc 0 41; wide ret 1");
        show("iinc wrap", "I", 1, 1, "ldc int 2147483647; istore_0; iinc 0 1; iload_0; ireturn");
        show("multianewarray", "I", 4, 0, "iconst_2; iconst_3; iconst_4; multianewarray [[[I 3; iconst_1; aaload; iconst_2; aaload; arraylength; ireturn");
        show("multianewarray part", "Ljava/lang/Object;", 4, 0, "iconst_2; iconst_3; multianewarray [[[I 2; iconst_1; aaload; iconst_2; aaload; areturn");
        show("tableswitch", "I", 1, 0, "iconst_3; tableswitch 1 a b c d; a: iconst_1; ireturn; b: iconst_2; ireturn; c: bipush 33; ireturn; d: iconst_0; ireturn");
        show("tableswitch low", "I", 1, 0, "iconst_m1; tableswitch -1 a b c; a: iconst_1; ireturn; b: iconst_2; ireturn; c: iconst_0; ireturn");
        show("lookupswitch", "I", 1, 0, "sipush 1000; lookupswitch -5=a 7=b 1000=c d; a: iconst_1; ireturn; b: iconst_2; ireturn; c: bipush 33; ireturn; d: iconst_0; ireturn");
        show("lookupswitch empty", "I", 1, 0, "sipush 1000; lookupswitch d; d: iconst_4; ireturn");
        show("handler", "I", 2, 1, "s: iconst_1; iconst_0; idiv; ireturn; e: h: pop; bipush 77; ireturn");
    }
}
