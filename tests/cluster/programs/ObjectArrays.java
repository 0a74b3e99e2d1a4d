// Shows arrays of references and of arrays across threads: jagged shapes, covariance, store checks,
// clone, class of an array.
import java.util.Arrays;

public class ObjectArrays {
    static class Cell {
        int value;
        Cell(int value) { this.value = value; }
        public String toString() { return "cell " + value; }
    }

    static class Special extends Cell {
        Special(int value) { super(value); }
    }

    static class Worker implements Runnable {
        final int number;
        final int[][] grid;
        final Cell[][] cells;
        final Object[] covariant;
        final StringBuilder log = new StringBuilder();
        Cell[] clone;
        long[][][] cube;

        Worker(int number, int[][] grid, Cell[][] cells, Object[] covariant) {
            this.number = number;
            this.grid = grid;
            this.cells = cells;
            this.covariant = covariant;
        }

        void store(Object[] array, int index, Object value) {
            try {
                array[index] = value;
                log.append("stored ").append(value).append("; ");
            } catch (ArrayStoreException e) {
                log.append(e).append("; ");
            }
        }

        public void run() {
            for (int column = 0; column < grid[number].length; column++)
                grid[number][column] = number * 10 + column;
            grid[0] = new int[] {grid[0].length, number};
            cells[number] = new Cell[] {new Special(number), null, new Cell(-number)};
            cells[number][1] = cells[number][0];
            store(covariant, 0, new Special(number));
            store(covariant, 1, new Cell(number));
            store(covariant, 2, "text");
            store(covariant, 0, null);
            store(cells, 0, new Special[] {new Special(7)});
            store(cells, 0, new Object[0]);
            store(grid, 0, new int[] {9, 9});
            store(grid, 0, new long[] {9});
            clone = cells[number].clone();
            clone[2].value--;
            clone[0] = null;
            cube = new long[2][number + 1][];
            cube[1][number] = new long[] {number, -number};
        }
    }

    public static void main(String[] args) throws Exception {
        int[][] grid = new int[4][3];
        Cell[][] cells = new Cell[4][];
        for (int k = 1; k < 4; k++) {
            Special[] specials = new Special[3];
            Worker worker = new Worker(k, grid, cells, specials);
            Thread thread = new Thread(worker);
            thread.start();
            thread.join();
            System.out.println(Arrays.deepToString(grid));
            System.out.println(Arrays.deepToString(cells));
            System.out.println(Arrays.toString(specials) + " " + Arrays.toString(worker.clone));
            System.out.println(worker.log);
            System.out.println(Arrays.deepToString(worker.cube) + " " + worker.cube.getClass() + " "
                + worker.clone.getClass());
            System.out.println((cells[k][1] == cells[k][0]) + " " + (worker.clone[2] == cells[k][2])
                + " " + (worker.covariant == (Object[]) specials) + " "
                + (worker.covariant instanceof Special[]) + " "
                + (((Object) worker.cube[0]) instanceof Object[]) + " "
                + (((Object) worker.grid) instanceof Cell[][]));
            worker.cube[0][0] = worker.cube[1][k];
            worker.cube[0][0][0] += 100;
            System.out.println(worker.cube[1][k][0]);
            try {
                System.out.println(worker.cube[1][0][0]);
            } catch (NullPointerException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
