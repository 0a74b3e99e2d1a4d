// Shows System.arraycopy in all directions: own to shared, shared to own, between shared ones,
// overlapping, and its errors.
import java.util.Arrays;

public class ArrayCopying {
    static class Copier implements Runnable {
        final int[] ints;
        final Object[] objects;
        final byte[] bytes;
        final int[] ownInts = {1, 2, 3, 4, 5, 6, 7, 8};
        final Object[] ownObjects = {"one", 2, 3.0, 'f', null, 6L};
        final byte[] ownBytes = new byte[3000];
        final StringBuilder log = new StringBuilder();
        final Copier other;

        Copier(int[] ints, Object[] objects, byte[] bytes, Copier other) {
            this.ints = ints;
            this.objects = objects;
            this.bytes = bytes;
            this.other = other;
        }

        void copy(Object from, int at, Object to, int where, int length) {
            try {
                System.arraycopy(from, at, to, where, length);
                log.append("copied ").append(length).append("; ");
            } catch (RuntimeException e) {
                log.append(e).append("; ");
            }
        }

        public void run() {
            for (int i = 0; i < ownBytes.length; i++) ownBytes[i] = (byte) (i * 7);
            copy(ownInts, 2, ints, 0, 4);
            copy(ints, 0, ownInts, 4, 4);
            copy(ints, 0, ints, 2, 5);
            copy(ownInts, 1, ownInts, 0, 7);
            copy(ownBytes, 10, bytes, 1000, 2000);
            copy(bytes, 1000, bytes, 990, 2000);
            if (other != null) {
                copy(other.ownInts, 0, ints, 4, 4);
                copy(ints, 0, other.ownInts, 1, 3);
                copy(other.ownBytes, 0, ownBytes, 1500, 1500);
                copy(other.ownObjects, 0, objects, 1, 3);
            }
            copy(ownObjects, 0, objects, 0, 1);
            copy(new String[] {"x", "y"}, 0, objects, 3, 2);
            copy(objects, 0, new String[] {"", ""}, 0, 2);
            copy(ownObjects, 0, objects.getClass() == Object[].class ? new Integer[4] : objects, 0,
                2);
            copy(ints, 0, bytes, 0, 1);
            copy(ints, 5, ownInts, 0, 4);
            copy(ints, -1, ownInts, 0, 4);
            copy(ownInts, 0, ints, 6, 3);
            copy(ownInts, 8, ints, 8, 0);
            copy(null, 0, ints, 0, 1);
            copy("no array", 0, ints, 0, 1);
            copy(objects, 4, ownObjects, 4, 3);
            copy(ints, 0, objects, 0, 1);
        }
    }

    static int sum(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes.clone()) sum = sum * 31 + b;
        return sum;
    }

    public static void main(String[] args) throws Exception {
        int[] ints = new int[8];
        Object[] objects = new Object[6];
        byte[] bytes = new byte[4000];
        Copier last = null;
        for (int k = 0; k < 3; k++) {
            Copier copier = new Copier(ints, objects, bytes, last);
            Thread thread = new Thread(copier);
            thread.start();
            thread.join();
            System.out.println(Arrays.toString(ints) + " " + Arrays.toString(copier.ownInts));
            System.out.println(Arrays.toString(objects));
            System.out.println(sum(bytes) + " " + sum(copier.ownBytes));
            System.out.println(copier.log.toString().replace("; ", "\n"));
            int[] longer = Arrays.copyOf(copier.ownInts, 10);
            byte[] part = Arrays.copyOfRange(copier.ownBytes, 2990, 3005);
            System.out.println(Arrays.toString(longer) + " " + Arrays.toString(part));
            Arrays.fill(copier.ownInts, 2, 4, -1);
            Arrays.sort(copier.ownInts);
            System.out.println(
                Arrays.toString(copier.ownInts) + " " + Arrays.binarySearch(copier.ownInts, -1));
            System.out.println(Arrays.equals(copier.ownInts, copier.ownInts.clone()) + " "
                + Arrays.hashCode(copier.ownInts) + " "
                + Arrays.asList(copier.ownObjects).contains(2));
            if (last != null) System.out.println(Arrays.toString(last.ownInts));
            last = copier;
        }
    }
}
