// SPDX-License-Identifier: Apache-2.0
// Foreign memory, vectors, dynamic linking of beans, debugger connectors.
import com.sun.jdi.*;
import java.lang.invoke.*;
import java.nio.*;
import java.util.*;
import java.util.stream.*;
import jdk.dynalink.*;
import jdk.dynalink.beans.*;
import jdk.dynalink.support.*;
import jdk.incubator.foreign.*;
import jdk.incubator.vector.*;

public class Incubating {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    static String cut(Throwable e) { return e.getClass().getName(); }
    public static class Bean {
        private String name = "bn";
        public int[] nums = {1, 2};
        public String getName() { return name; }
        public void setName(String s) { name = s; }
        public String hi(int a) { return "int" + a; }
        public String hi(String a) { return "str" + a; }
    }
    public static void main(String[] args) throws Throwable {
        try (ResourceScope sc = ResourceScope.newConfinedScope()) {
            MemorySegment s = MemorySegment.allocateNative(64, 16, sc);
            VarHandle ints = MemoryHandles.varHandle(int.class, ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 16; i++) ints.set(s, (long) i * 4, i * i);
            p((int) ints.get(s, 12L) + " " + (int) ints.getAndAdd(s, 12L, 5) + " " + ints.compareAndSet(s, 12L, 14, 99) + " "
                    + s.asSlice(12, 4).toByteArray()[0] + " " + s.byteSize() + " " + s.isNative());
            t("oob", () -> {
                try {
                    return (int) ints.get(s, 61L);
                } catch (IndexOutOfBoundsException e) { return e.getMessage().replaceAll("id=0x[0-9a-f]+", ""); }
            });
            t("bb", () -> s.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt(16));
            MemoryLayout l =
                    MemoryLayout.structLayout(MemoryLayouts.JAVA_INT.withName("a"), MemoryLayouts.JAVA_INT.withName("pad"),
                            MemoryLayout.sequenceLayout(3, MemoryLayouts.JAVA_LONG.withName("x")).withName("xs"));
            VarHandle xs = l.varHandle(
                    long.class, MemoryLayout.PathElement.groupElement("xs"), MemoryLayout.PathElement.sequenceElement());
            MemorySegment st = MemorySegment.allocateNative(l, sc);
            for (long i = 0; i < 3; i++) xs.setVolatile(st, i, i * 1000);
            p((long) xs.getVolatile(st, 2L) + " " + l + " "
                    + l.byteOffset(MemoryLayout.PathElement.groupElement("xs"), MemoryLayout.PathElement.sequenceElement(1)));
            t("seqoob", () -> {
                try {
                    return (long) xs.get(st, 3L);
                } catch (IndexOutOfBoundsException e) { return e.getMessage().replaceAll("id=0x[0-9a-f]+", ""); }
            });
            s.fill((byte) 7);
            p(s.mismatch(MemorySegment.ofArray(new byte[] {7, 7, 8})));
            MemorySegment heap = MemorySegment.ofArray(new long[8]);
            heap.copyFrom(s);
            p(heap.toLongArray()[7]);
            Thread th = new Thread(() -> t("confined", () -> (int) ints.get(s, 0L)));
            th.start();
            th.join();
            sc.addCloseAction(() -> p("closing"));
            t("ro", () -> {
                ints.set(s.asReadOnly(), 0L, 1);
                return 0;
            });
            KEEP = s;
        }
        t("closed", () -> KEEP.toByteArray());
        t("clink",
                ()
                        -> CLinker.getInstance().downcallHandle(CLinker.systemLookup().lookup("strlen").get(),
                                   MethodType.methodType(long.class, MemoryAddress.class),
                                   FunctionDescriptor.of(CLinker.C_LONG, CLinker.C_POINTER))
                        != null);
        try (ResourceScope sh = ResourceScope.newSharedScope()) {
            MemorySegment s = MemorySegment.allocateNative(1 << 16, sh);
            p(StreamSupport.stream(s.spliterator(MemoryLayout.sequenceLayout(
                                           256, MemoryLayout.sequenceLayout(64, MemoryLayouts.JAVA_INT))),
                                   true)
                            .mapToLong(MemorySegment::byteSize)
                            .sum());
        }
        float[] a = new float[1003], b = new float[1003], c = new float[1003];
        for (int i = 0; i < a.length; i++) {
            a[i] = i * 0.5f;
            b[i] = 1000 - i;
        }
        VectorSpecies<Float> sp = FloatVector.SPECIES_128;
        for (int i = 0; i < a.length; i += sp.length()) {
            VectorMask<Float> m = sp.indexInRange(i, a.length);
            FloatVector.fromArray(sp, a, i, m)
                    .mul(FloatVector.fromArray(sp, b, i, m))
                    .add(1f)
                    .lanewise(VectorOperators.SQRT)
                    .intoArray(c, i, m);
        }
        double sum = 0;
        for (float f : c) sum += f;
        p(sum + " " + sp);
        IntVector v = IntVector.fromArray(IntVector.SPECIES_256, IntStream.range(-4, 4).toArray(), 0);
        p(v.lanewise(VectorOperators.ABS) + " " + v.compare(VectorOperators.LT, 0) + " " + v.reduceLanes(VectorOperators.MAX)
                + " " + v.rearrange(VectorShuffle.fromOp(IntVector.SPECIES_256, i -> 7 - i)) + " "
                + v.reinterpretAsBytes().lane(3) + " " + v.castShape(LongVector.SPECIES_256, 0) + " "
                + v.blend(9, v.compare(VectorOperators.EQ, 0)) + v.broadcast(3).eq(v));
        DynamicLinkerFactory f = new DynamicLinkerFactory();
        DynamicLinker dl = f.createLinker();
        CallSite get = dl.link(new SimpleRelinkableCallSite(new CallSiteDescriptor(MethodHandles.publicLookup(),
                StandardOperation.GET.withNamespace(StandardNamespace.PROPERTY).named("name"),
                MethodType.methodType(Object.class, Object.class))));
        Bean bn = new Bean();
        p(get.dynamicInvoker().invoke((Object) bn));
        CallSite call = dl.link(new SimpleRelinkableCallSite(new CallSiteDescriptor(MethodHandles.publicLookup(),
                StandardOperation.GET.withNamespace(StandardNamespace.METHOD).named("hi"),
                MethodType.methodType(Object.class, Object.class))));
        Object meth = call.dynamicInvoker().invoke((Object) bn);
        p(meth.getClass().getSimpleName() + " " + StaticClass.forClass(String.class));
        CallSite inv = dl.link(new SimpleRelinkableCallSite(new CallSiteDescriptor(MethodHandles.publicLookup(),
                StandardOperation.CALL, MethodType.methodType(Object.class, Object.class, Object.class, Object.class))));
        p(inv.dynamicInvoker().invoke(meth, (Object) bn, (Object) 5) + " "
                + inv.dynamicInvoker().invoke(meth, (Object) bn, (Object) "s"));
        t("nomember",
                ()
                        -> dl.link(new SimpleRelinkableCallSite(new CallSiteDescriptor(MethodHandles.publicLookup(),
                                           StandardOperation.GET.withNamespace(StandardNamespace.PROPERTY).named("zz"),
                                           MethodType.methodType(Object.class, Object.class))))
                                .dynamicInvoker()
                                .invoke((Object) bn));
        t("jdi", () -> Bootstrap.virtualMachineManager().allConnectors().stream().map(x -> x.name()).sorted().toList());
    }
    static MemorySegment KEEP;
}
