// SPDX-License-Identifier: Apache-2.0
// Shows processes started by threads elsewhere: their streams, ends, exit codes, environment.
import java.io.*;
import java.util.*;
import java.util.concurrent.*;

public class ProcessesElsewhere {
    interface Job {
        void go() throws Exception;
    }

    static class Run implements Runnable {
        final Job j;

        Run(Job j) {
            this.j = j;
        }

        public void run() {
            try {
                j.go();
            } catch (Throwable e) {
                e.printStackTrace(System.out);
            }
        }
    }

    static void away(Job j) throws Exception {
        Thread t = new Thread(new Run(j));
        t.start();
        t.join();
    }

    static Process kept;
    public static void main(String[] a) throws Exception {
        for (int k = 0; k < 2; k++) {
            away(() -> {
                Process p =
                    new ProcessBuilder("sh", "-c", "read x; echo got $x; echo err >&2; exit 3")
                        .start();
                try (Writer w = p.outputWriter()) {
                    w.write("line\n");
                }
                System.out.println(new String(p.getInputStream().readAllBytes()).trim()
                    + new String(p.getErrorStream().readAllBytes()).trim() + p.waitFor());
            });
            away(() -> { kept = new ProcessBuilder("cat").redirectErrorStream(true).start(); });
            away(() -> {
                kept.getOutputStream().write("through cat\n".getBytes());
                kept.getOutputStream().flush();
                BufferedReader r = kept.inputReader();
                System.out.println(r.readLine() + kept.isAlive());
            });
            away(() -> {
                kept.destroy();
                System.out.println(kept.waitFor(10, TimeUnit.SECONDS) + " " + kept.exitValue());
            });
            away(() -> {
                Process p = Runtime.getRuntime().exec(new String[] {"sleep", "100"});
                Thread t = new Thread(new Run(() -> { System.out.println(p.waitFor()); }));
                t.start();
                Thread.sleep(100);
                p.destroyForcibly();
                t.join();
            });
            away(() -> {
                try {
                    new ProcessBuilder("/no/such").start();
                } catch (IOException e) {
                    System.out.println(e.getMessage());
                }
            });
            away(() -> {
                ProcessBuilder b = new ProcessBuilder("sh", "-c", "echo $XX; pwd");
                b.environment().put("XX", "yy");
                b.directory(new File("/"));
                Process p = b.start();
                System.out.println(
                    new String(p.getInputStream().readAllBytes()).replace("\n", ";"));
            });
            away(() -> {
                Process p = new ProcessBuilder("true").start();
                System.out.println(p.onExit().get(10, TimeUnit.SECONDS).exitValue() + " "
                    + p.toHandle().isAlive() + (p.pid() > 0));
            });
        }
    }
}
