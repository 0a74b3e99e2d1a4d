// SPDX-License-Identifier: Apache-2.0
// ProcessBuilder and ProcessHandle: output, input, exit codes, environment, directory, redirects,
// destroy, timeouts, pipelines, errors.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.TimeUnit;

public class Processes {
    static String read(InputStream i) throws IOException {
        return new String(i.readAllBytes()).replace("\n", "$");
    }
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        Process p = new ProcessBuilder("sh", "-c", "echo out; echo err >&2; exit 3").start();
        System.out.println(read(p.getInputStream()) + read(p.getErrorStream()) + p.waitFor()
                + p.exitValue() + p.isAlive());
        p = new ProcessBuilder("cat").start();
        try (Writer w = p.outputWriter()) {
            w.write("to cat\nline 2\n");
        }
        System.out.println(read(p.getInputStream()) + p.waitFor());
        ProcessBuilder b = new ProcessBuilder("sh", "-c", "echo $MINE-$PATH_LIKE; pwd");
        b.environment().put("MINE", "my value");
        b.environment().remove("HOME");
        b.directory(new File("/usr"));
        b.redirectErrorStream(true);
        System.out.println(read(b.start().getInputStream()));
        Path f = Files.createTempFile("proc", ".txt");
        b = new ProcessBuilder("sh", "-c", "cat; echo more")
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(f.toFile());
        System.out.println(b.start().waitFor() + Files.readString(f).replace("\n", "$"));
        new ProcessBuilder("echo", "appended")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(f.toFile()))
                .start()
                .waitFor();
        System.out.println(Files.readAllLines(f));
        Files.delete(f);
        p = new ProcessBuilder("sleep", "100").start();
        System.out.println(p.waitFor(10, TimeUnit.MILLISECONDS) + " " + p.isAlive());
        t("exitValue", p::exitValue);
        p.destroy();
        System.out.println(p.waitFor());
        Process k = new ProcessBuilder("sleep", "100").start();
        System.out.println(k.destroyForcibly().waitFor() + " " + k.toHandle().isAlive());
        Process q = new ProcessBuilder("sh", "-c", "read x; echo got $x").start();
        var exited = q.onExit().thenApply(x -> "on exit " + x.exitValue());
        q.outputWriter().append("value\n").flush();
        System.out.println(q.inputReader().readLine());
        System.out.println(exited.join());
        t("missing", () -> new ProcessBuilder("/no/such/program").start());
        t("missing path", () -> new ProcessBuilder("no-such-program-x").start());
        t("empty", () -> new ProcessBuilder().start());
        t("null", () -> new ProcessBuilder("echo", null).start());
        t("bad dir", () -> new ProcessBuilder("echo").directory(new File("/nope")).start());
        t("not executable", () -> new ProcessBuilder("/etc/passwd").start());
        List<Process> pl =
                ProcessBuilder.startPipeline(List.of(new ProcessBuilder("printf", "c\\na\\nb\\n"),
                        new ProcessBuilder("sort"), new ProcessBuilder("tr", "a-z", "A-Z")));
        System.out.println(read(pl.get(2).getInputStream()));
        p = Runtime.getRuntime().exec(new String[] {"sh", "-c", "echo $1 $2", "x", "a b", "c\"d"});
        System.out.println(read(p.getInputStream()));
        p = Runtime.getRuntime().exec("echo split these  words", new String[] {"A=1"});
        System.out.println(read(p.getInputStream()));
        ProcessHandle me = ProcessHandle.current();
        System.out.println((me.pid() > 0) + " " + me.isAlive() + me.parent().isPresent()
                + me.equals(ProcessHandle.of(me.pid()).get()) + me.info().command().isPresent()
                + (me.pid()
                        == Long.parseLong(new File("/proc/self").getCanonicalFile().getName())));
        t("destroy self", () -> me.destroy());
        Process child = new ProcessBuilder("sleep", "50").start();
        System.out.println(me.children().anyMatch(h -> h.pid() == child.pid()) + " "
                + child.info().command().map(c -> c.endsWith("sleep")).orElse(false)
                + child.supportsNormalTermination());
        child.destroy();
        child.waitFor();
        byte[] big = new byte[1 << 20];
        Process c = new ProcessBuilder("cat").start();
        Thread w = new Thread(() -> {
            try (OutputStream o = c.getOutputStream()) {
                o.write(big);
            } catch (IOException e) { System.out.println(e); }
        });
        w.start();
        System.out.println(c.getInputStream().readAllBytes().length);
        w.join();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        try {
            OutputStream o = dead.getOutputStream();
            o.write(new byte[100000]);
            o.flush();
            System.out.println("written");
        } catch (IOException e) { System.out.println("IOException"); }
        new ProcessBuilder("echo", "inherited").inheritIO().start().waitFor();
        int[] codes = new int[20];
        Thread[] ts = new Thread[20];
        for (int i = 0; i < 20; i++) {
            int n = i;
            (ts[i] = new Thread(() -> {
                try {
                    codes[n] = new ProcessBuilder("sh", "-c", "exit " + n).start().waitFor();
                } catch (Exception e) { codes[n] = -1; }
            })).start();
        }
        for (Thread x : ts) x.join();
        System.out.println(Arrays.toString(codes));
    }
}
