// Shows fields of every type that live elsewhere: inherited, shadowed, volatile, transient,
// compound assignments, constants of interfaces, NullPointerException's texts.
import java.util.*;

public class FieldKinds {
    interface Consts {
        int A = 5;
        String NAME = "consts";
        long[] SHARED = {1, 2, 3};
        int COMPUTED = compute();

        static int compute() { return SHARED.length * 7; }
    }

    static class Base implements Consts {
        byte b = 1;
        short s = 2;
        char c = 'c';
        int i = 4;
        long l = 5L;
        float f = 6.5f;
        double d = 7.25;
        boolean z = true;
        Object o = "o";
        String name = "base";
        protected volatile long vl = Long.MIN_VALUE;
        volatile double vd = -0.0;
        transient int t = 9;
        volatile boolean vz;
        volatile byte vb = -1;
        volatile short vs = -2;
        volatile char vc = '\uffff';
        volatile float vf = Float.NaN;
        volatile Object vo;
        private int secret = 11;

        int secret() { return secret; }

        void bumpAll() {
            b++;
            s += 2;
            c++;
            i <<= 2;
            l *= -3;
            f /= 2;
            d -= .5;
            z ^= true;
            o = o + "!";
            vl++;
            vd = 1 / vd;
            vz = !vz;
            vb--;
            vs--;
            vc--;
            vf = vf + 1;
            vo = this;
            secret *= 2;
        }

        String show() {
            return b + " " + s + " " + c + " " + i + " " + l + " " + f + " " + d + " " + z + " " + o
                + " " + name + " " + vl + " " + vd + " " + vz + " " + vb + " " + vs + " "
                + (int) vc + " " + vf + " " + (vo == this) + " " + t + " " + secret;
        }
    }

    static class Mid extends Base {
        String name = "mid";
        int i = 40;
        private int secret = 22;

        int secret() { return secret + super.secret(); }

        String both() { return name + "/" + super.name + "/" + ((Base) this).i + "/" + i; }
    }

    static class Leaf extends Mid {
        int i = 400;
        String name = "leaf";
        long[] arr = new long[3];
        Leaf next;

        String three() {
            return name + ((Mid) this).name + ((Base) this).name + i + ((Mid) this).i
                + ((Base) this).i;
        }
    }

    static class Task implements Runnable {
        final Leaf given;
        Leaf made;
        String log = "";

        Task(Leaf g) { given = g; }

        public void run() {
            log += given.show() + "\n";
            given.bumpAll();
            log += given.show() + "\n";
            // direct field ops of each kind from here
            given.b = (byte) 300;
            given.s = (short) 70000;
            given.c = (char) 66000;
            given.f = 1e30f;
            given.d = Double.MIN_VALUE;
            given.z = true;
            given.b += 100;
            given.s -= 1;
            given.c += 1;
            given.l ^= 0x123456789abcL;
            given.vl -= 1;
            given.vf = -0f;
            given.vz |= true;
            given.vb += 127;
            given.vs >>>= 1;
            given.vc ^= 'a';
            ((Base) given).i++;
            ((Mid) given).i += 5;
            given.i--;
            ((Base) given).name += "B";
            ((Mid) given).name += "M";
            given.name += "L";
            given.arr[1] = 77;
            given.arr[2] += given.arr[1]++;
            given.next = new Leaf();
            given.next.next = given;
            given.next.next.next.name = "chain";
            log += given.show() + " " + given.three() + " " + given.both() + " " + given.secret()
                + " " + Arrays.toString(given.arr) + given.next.name + "\n";
            log += Consts.A + NAME() + Consts.SHARED[2] + given.COMPUTED + "\n";
            Consts.SHARED[0]++;
            made = new Leaf();
            made.next = given;
            made.vo = made;
        }

        String NAME() { return Consts.NAME; }
    }

    public static void main(String[] a) throws Exception {
        Leaf l = new Leaf();
        Task prev = null;
        for (int k = 0; k < 3; k++) {
            Task t = new Task(prev == null ? l : prev.made);
            Thread th = new Thread(t);
            th.start();
            th.join();
            System.out.print(t.log);
            System.out.println(t.given.show() + t.given.three());
            System.out.println(
                t.made.show() + " " + (t.made.next == t.given) + (t.given.next.next == t.given));
            t.made.bumpAll();
            prev = t;
        }
        System.out.println(Arrays.toString(Consts.SHARED));
        Leaf nul = null;
        try {
            prev.made.next.next.next.next = null;
            System.out.println(prev.given.next.next.next.name);
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            System.out.println(prev.made.next.next.next.next.next.next.i);
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            nul.vl++;
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            prev.made.arr = null;
            prev.made.arr[2]++;
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            prev.made.vo = null;
            synchronized (prev.made.vo) {}
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            prev.made.o.toString().substring(3, 2);
        } catch (IndexOutOfBoundsException e) { System.out.println(e.getMessage()); }
    }
}
