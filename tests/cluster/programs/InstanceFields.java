// Shows fields of every type, volatile, final, inherited and hidden ones, read and written by
// threads that did not make the object.
public class InstanceFields {
    static class Base {
        int hidden = 1;
        protected String label = "base";
    }

    static class Record extends Base {
        boolean z;
        byte b;
        char c;
        short s;
        int i;
        long j;
        float f;
        double d;
        Object o;
        volatile boolean vz;
        volatile byte vb;
        volatile char vc;
        volatile short vs;
        volatile int vi;
        volatile long vj;
        volatile float vf;
        volatile double vd;
        volatile Object vo;
        int hidden = 2;
        final int fixed;
        final String name;

        Record(int fixed, String name) {
            this.fixed = fixed;
            this.name = name;
        }
    }

    static class Writer implements Runnable {
        final Record target;
        final Record made;
        final int seed;

        Writer(Record target, int seed) {
            this.target = target;
            this.seed = seed;
            this.made = new Record(seed, "made by " + seed);
        }

        static void fill(Record r, int seed) {
            r.z = seed % 2 == 1;
            r.b = (byte) (seed * 77);
            r.c = (char) ('\u20ac' + seed);
            r.s = (short) (seed * -12345);
            r.i = seed * 0x10203040;
            r.j = seed * 0x123456789abcdefL;
            r.f = seed == 2 ? Float.NaN : seed / 3.0f;
            r.d = seed == 3 ? Double.NEGATIVE_INFINITY : seed / 7.0;
            r.o = "object " + seed;
            r.vz = !r.z;
            r.vb = (byte) -r.b;
            r.vc = (char) (r.c + 1);
            r.vs = (short) -r.s;
            r.vi = -r.i;
            r.vj = -r.j;
            r.vf = -r.f;
            r.vd = -r.d;
            r.vo = new int[] {seed};
            r.hidden += seed;
            ((Base) r).hidden -= seed;
            r.label += seed;
        }

        public void run() {
            fill(target, seed);
            fill(made, seed + 10);
            target.i++;
            target.j += 2;
            target.b += 100;
            target.c++;
            target.s <<= 1;
            target.f *= 2;
            target.d /= 2;
            target.vj ^= -1L;
            target.z |= target.vz;
        }
    }

    static void print(Record r) {
        System.out.println(r.z + " " + r.b + " " + (int) r.c + " " + r.s + " " + r.i + " " + r.j
            + " " + r.f + " " + r.d + " " + r.o);
        System.out.println(r.vz + " " + r.vb + " " + (int) r.vc + " " + r.vs + " " + r.vi + " "
            + r.vj + " " + r.vf + " " + r.vd + " " + ((int[]) r.vo)[0]);
        System.out.println(Float.floatToRawIntBits(r.f) + " " + Double.doubleToRawLongBits(r.vd));
        System.out.println(
            r.hidden + " " + ((Base) r).hidden + " " + r.label + " " + r.fixed + " " + r.name);
    }

    public static void main(String[] args) throws Exception {
        for (int i = 1; i <= 4; i++) {
            Record shared = new Record(i * 100, "made by main");
            Writer writer = new Writer(shared, i);
            Thread thread = new Thread(writer);
            thread.start();
            thread.join();
            System.out.println("writer " + i);
            print(shared);
            print(writer.made);
            writer.made.i = 5;
            writer.made.vd = -0.0;
            writer.made.o = writer;
            System.out.println(
                writer.made.i + " " + 1 / writer.made.vd + " " + (writer.made.o == writer));
        }
    }
}
