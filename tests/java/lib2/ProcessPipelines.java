// SPDX-License-Identifier: Apache-2.0
// ProcessBuilder pipelines, redirects to and from files, environments, merged streams, destroying, exit codes, ProcessHandle trees.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class ProcessPipelines {
    static String text(InputStream in) throws IOException { return new String(in.readAllBytes()).trim(); }
    public static void main(String[] args) throws Exception {
        List<Process> line = ProcessBuilder.startPipeline(List.of(new ProcessBuilder("printf", "c\\nb\\na\\nb\\n"), new ProcessBuilder("sort"), new ProcessBuilder("uniq", "-c")));
        System.out.println(text(line.get(2).getInputStream()).replaceAll("\\s+", " "));
        for (Process p : line) System.out.print(p.waitFor() + " ");
        System.out.println();
        Path in = Path.of("in.txt"), out = Path.of("out.txt"), err = Path.of("err.txt");
        Files.writeString(in, "one\ntwo\nthree\n");
        Process p = new ProcessBuilder("sh", "-c", "cat; echo oops >&2; exit 3").redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        System.out.println(p.waitFor() + " " + Files.readAllLines(out) + " " + Files.readAllLines(err) + " " + p.getInputStream().read());
        p = new ProcessBuilder("sh", "-c", "echo more").redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile())).start();
        System.out.println(p.waitFor() + " " + Files.readAllLines(out));
        p = new ProcessBuilder("sh", "-c", "echo a; echo b >&2; echo c").redirectErrorStream(true).start();
        System.out.println(text(p.getInputStream()).replace('\n', ','));
        ProcessBuilder b = new ProcessBuilder("sh", "-c", "echo $ONE-$TWO-${HOME:-none}; pwd");
        b.environment().clear();
        b.environment().put("ONE", "1");
        b.environment().put("TWO", "ü");
        Path dir = Files.createTempDirectory("process").toRealPath();
        b.directory(dir.toFile());
        List<String> lines = b.start().inputReader().lines().collect(Collectors.toList());
        System.out.println(lines.get(0) + " " + lines.get(1).equals(dir.toString()));
        Files.delete(dir);
        Process cat = new ProcessBuilder("cat").start();
        try (Writer w = cat.outputWriter()) {
            for (int i = 0; i < 5000; i++) w.write("line " + i + "\n");
        }
        System.out.println(cat.inputReader().lines().count() + " " + cat.waitFor() + " " + cat.isAlive());
        Process sleeper = new ProcessBuilder("sleep", "100").start();
        System.out.println(sleeper.isAlive() + " " + sleeper.waitFor(20, TimeUnit.MILLISECONDS) + " " + sleeper.supportsNormalTermination());
        try { sleeper.exitValue(); } catch (IllegalThreadStateException e) { System.out.println(e.getMessage()); }
        ProcessHandle handle = sleeper.toHandle();
        System.out.println(handle.parent().get().equals(ProcessHandle.current()) + " " + ProcessHandle.current().children().anyMatch(handle::equals)
                + " " + handle.info().command().map(c -> c.contains("sleep") || c.contains("coreutils")).orElse(false) + " " + handle.info().arguments().map(Arrays::toString)
                + " " + ProcessHandle.of(handle.pid()).get().equals(handle) + " " + (handle.compareTo(ProcessHandle.current()) != 0));
        CompletableFuture<Integer> exit = sleeper.onExit().thenApply(Process::exitValue);
        sleeper.destroy();
        System.out.println(exit.get() + " " + handle.isAlive() + " " + handle.onExit().get().equals(handle));
        Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done").start();
        System.out.println(stubborn.inputReader().readLine());
        stubborn.destroy();
        System.out.println(stubborn.waitFor(100, TimeUnit.MILLISECONDS));
        List<ProcessHandle> below = stubborn.descendants().collect(Collectors.toList());
        stubborn.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        System.out.println(stubborn.waitFor());
        try { new ProcessBuilder("/etc/hostname-none", "x").start(); } catch (IOException e) { System.out.println(e.getMessage()); }
        try { new ProcessBuilder("sh").directory(new File("none")).start(); } catch (IOException e) { System.out.println(e.getMessage()); }
        try { new ProcessBuilder().start(); } catch (IndexOutOfBoundsException e) { System.out.println(e.getMessage()); }
        try { new ProcessBuilder("a\0b").start(); } catch (IOException e) { System.out.println(e.getMessage()); }
        try { ProcessHandle.current().destroy(); } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<Integer>> codes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int n = i;
            codes.add(pool.submit(() -> new ProcessBuilder("sh", "-c", "exit " + n).start().waitFor()));
        }
        int sum = 0;
        for (Future<Integer> c : codes) sum += c.get();
        System.out.println(sum);
        pool.shutdown();
        Process quick = Runtime.getRuntime().exec(new String[] {"echo", "a b", "*"}, new String[] {"X=1"});
        System.out.println(text(quick.getInputStream()) + " " + quick.waitFor());
        System.out.println(new ProcessBuilder("sh", "-c", "kill -9 $$").start().waitFor() + " " + new ProcessBuilder("true").inheritIO().start().waitFor());
        // This VM as a child of itself.
        String java = ProcessHandle.current().info().command().get();
        Process child = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "ProcessPipelines$Child", "x y", "").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        child.outputWriter().append("to child\n").close();
        System.out.println(text(child.getInputStream()) + " " + child.waitFor());
    }
    public static class Child {
        public static void main(String[] args) throws Exception {
            System.out.println(Arrays.toString(args) + " " + new BufferedReader(new InputStreamReader(System.in)).readLine());
            System.exit(42);
        }
    }
}
