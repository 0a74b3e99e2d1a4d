// Shows a matrix product whose rows are computed by several threads into a shared result, from rows
// that lie with other threads.
import java.util.Arrays;

public class MatrixRows {
    static final int SIZE = 12;

    static class Band implements Runnable {
        final int from;
        final int to;
        final double[][] a;
        final double[][] b;
        final double[][] result;
        final double[][] own;
        double trace;

        Band(int from, int to, double[][] a, double[][] b, double[][] result) {
            this.from = from;
            this.to = to;
            this.a = a;
            this.b = b;
            this.result = result;
            own = new double[to - from][];
        }

        public void run() {
            double[][] columns = new double[SIZE][];
            for (int k = 0; k < SIZE; k++) columns[k] = b[k].clone();
            for (int row = from; row < to; row++) {
                double[] line = new double[SIZE];
                for (int column = 0; column < SIZE; column++) {
                    double sum = 0;
                    for (int k = 0; k < SIZE; k++) sum += a[row][k] * columns[k][column];
                    line[column] = sum;
                }
                if (row % 2 == 0) result[row] = line;
                else System.arraycopy(line, 0, result[row], 0, SIZE);
                own[row - from] = result[row];
                trace += line[row];
            }
        }
    }

    static double[][] make(int seed) {
        double[][] matrix = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++)
            for (int j = 0; j < SIZE; j++) matrix[i][j] = (i * seed + j * j) % 11 - 5;
        return matrix;
    }

    static double[][] multiply(double[][] a, double[][] b, double[] trace)
        throws InterruptedException {
        double[][] result = new double[SIZE][SIZE];
        Band[] bands = new Band[4];
        Thread[] threads = new Thread[bands.length];
        for (int i = 0; i < bands.length; i++) {
            bands[i] =
                new Band(i * SIZE / bands.length, (i + 1) * SIZE / bands.length, a, b, result);
            (threads[i] = new Thread(bands[i])).start();
        }
        for (int i = 0; i < bands.length; i++) {
            threads[i].join();
            trace[0] += bands[i].trace;
            for (int row = 0; row < bands[i].own.length; row++) {
                if (bands[i].own[row] != result[bands[i].from + row])
                    System.out.println("row is not the same object");
            }
        }
        return result;
    }

    public static void main(String[] args) throws Exception {
        double[] trace = new double[1];
        double[][] product = multiply(make(3), make(5), trace);
        double[][] cube = multiply(product, product, trace);
        for (double[] row : cube) System.out.println(Arrays.toString(row));
        System.out.println(trace[0] + " " + Arrays.deepHashCode(product) + " "
            + Arrays.deepEquals(product, product.clone()));
    }
}
