// Shows standard output, standard error and standard input used by several threads in turn: print,
// printf, write, own streams, readers.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.Scanner;

public class OutputInTurn {
    static class Turn {
        private int now;
        synchronized void await(int number) throws InterruptedException {
            while (now != number) wait();
        }
        synchronized void next() {
            now++;
            notifyAll();
        }
    }

    static class Speaker implements Runnable {
        final int number;
        final Turn turn;
        final BufferedReader input;
        final PrintStream out;

        Speaker(int number, Turn turn, BufferedReader input, PrintStream out) {
            this.number = number;
            this.turn = turn;
            this.input = input;
            this.out = out;
        }

        public void run() {
            try {
                for (int round = 0; round < 3; round++) {
                    turn.await(round * 3 + number);
                    System.out.print("speaker " + number);
                    System.out.printf(" says %05d %.2f %s%n", round, number / 3.0, 'x');
                    out.println(input.readLine() + " was read by " + number + " \u00fc\u20ac");
                    if (round == 1) {
                        System.out.write("bytes\n".getBytes(), 0, 6);
                        System.out.append("appended").append('\n').flush();
                        System.err.println("error line of " + number);
                    }
                    out.println(new char[] {'a', 'b'});
                    out.println(1.0f);
                    out.println((Object) null);
                    turn.next();
                }
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        Turn turn = new Turn();
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++)
            (threads[i] = new Thread(new Speaker(i, turn, input, System.out))).start();
        for (Thread thread : threads) thread.join();
        System.out.println("rest: " + input.readLine() + " " + input.readLine());
        Scanner scanner = new Scanner(new StringReader("12 words 3.5 true"));
        Thread thread = new Thread(
            () -> System.out.println(scanner.nextInt() + scanner.next() + scanner.nextDouble()));
        thread.start();
        thread.join();
        System.out.println(scanner.nextBoolean() + " " + scanner.hasNext());
        PrintStream old = System.out;
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true));
        Thread hidden = new Thread(() -> System.out.println("goes into the array"));
        hidden.start();
        hidden.join();
        System.setOut(old);
        System.out.print(bytes);
    }
}
