// SPDX-License-Identifier: Apache-2.0
// CompletableFuture: all the then* methods, exceptions, allOf/anyOf, timeouts, cancel, own
// executors, deep chains.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class CompletableFutures {
    static <T> String show(CompletableFuture<T> f) {
        try {
            return "" + f.join();
        } catch (CompletionException e) {
            return "CE " + e.getCause();
        } catch (CancellationException e) { return "cancelled"; }
    }
    static void sleep(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) { throw new RuntimeException(e); }
    }
    public static void main(String[] args) throws Exception {
        CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> {
            sleep(5);
            return 6;
        }),
                                   b = CompletableFuture.supplyAsync(() -> 7);
        System.out.println(show(a.thenCombine(b, (x, y) -> x * y)) + " "
                + show(a.thenApply(x -> x + 1).thenApplyAsync(x -> x * 2)) + " "
                + show(a.thenCompose(x -> CompletableFuture.supplyAsync(() -> "composed " + x)))
                + " " + show(a.thenAccept(x -> System.out.println("accepted " + x))) + " "
                + show(a.thenRun(() -> System.out.println("ran"))) + " "
                + show(a.thenAcceptBoth(b, (x, y) -> System.out.println(x + y))));
        CompletableFuture<String> bad =
                CompletableFuture.supplyAsync(() -> { throw new IllegalStateException("bad"); });
        System.out.println(show(bad) + " | " + show(bad.thenApply(String::length)) + " | "
                + show(bad.exceptionally(
                        e -> e.getClass().getSimpleName() + e.getCause().getMessage()))
                + " | " + show(bad.handle((v, e) -> v + " " + e.getMessage())) + " | "
                + show(bad.whenComplete((v, e) -> System.out.println("when " + v))) + " | "
                + show(a.handle((v, e) -> v + "" + e)) + " | " + bad.isCompletedExceptionally());
        try {
            bad.get();
        } catch (ExecutionException e) { System.out.println(e.getMessage()); }
        CompletableFuture<String> man = new CompletableFuture<>();
        System.out.println(man.isDone() + " " + man.getNow("not yet") + " " + man.complete("now")
                + " " + man.complete("again") + " " + show(man) + " "
                + man.toString().replaceAll(".*\\[", "["));
        CompletableFuture<String> ex = new CompletableFuture<>();
        ex.completeExceptionally(new java.io.IOException("io"));
        System.out.println(show(ex) + " "
                + show(ex.exceptionallyCompose(
                        e -> CompletableFuture.completedFuture("recovered " + e.getMessage()))));
        CompletableFuture<String> can = new CompletableFuture<>();
        System.out.println(can.cancel(true) + show(can) + can.isCancelled() + " "
                + show(can.thenApply(x -> x)));
        List<CompletableFuture<Integer>> all =
                IntStream.range(0, 50)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                            if (i % 7 == 0) sleep(3);
                            return i * i;
                        }))
                        .collect(Collectors.toList());
        System.out.println(show(CompletableFuture.allOf(all.toArray(new CompletableFuture[0]))
                        .thenApply(v -> all.stream().mapToInt(CompletableFuture::join).sum())));
        CompletableFuture<Object> any = CompletableFuture.anyOf(
                new CompletableFuture<>(), CompletableFuture.completedFuture("any"));
        System.out.println(show(any) + " "
                + show(CompletableFuture.completedFuture(1).applyToEither(
                        new CompletableFuture<Integer>(), x -> x + 10)));
        System.out.println(show(new CompletableFuture<String>().orTimeout(5, TimeUnit.MILLISECONDS))
                + " "
                + show(new CompletableFuture<String>().completeOnTimeout(
                        "default", 5, TimeUnit.MILLISECONDS)));
        CompletableFuture<Integer> chain = new CompletableFuture<>(), head = chain;
        for (int i = 0; i < 20000; i++) chain = chain.thenApply(x -> x + 1);
        head.complete(0);
        System.out.println(show(chain));
        ExecutorService ex1 = Executors.newSingleThreadExecutor(r -> new Thread(r, "mine"));
        System.out.println(show(
                CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), ex1)
                        .thenApplyAsync(n -> n + "/" + Thread.currentThread().getName(), ex1)));
        ex1.shutdown();
        System.out.println(show(CompletableFuture.supplyAsync(()
                                                                      -> "delayed",
                                   CompletableFuture.delayedExecutor(3, TimeUnit.MILLISECONDS)))
                + " " + show(CompletableFuture.failedFuture(new Error("failed"))) + " "
                + man.copy().join() + " "
                + man.minimalCompletionStage().toCompletableFuture().join() + " "
                + man.newIncompleteFuture().isDone() + " " + a.getNumberOfDependents());
        try {
            new CompletableFuture<String>().get(5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) { System.out.println("timeout " + e.getMessage()); }
        man.obtrudeValue("forced");
        System.out.println(man.join());
        Thread.currentThread().interrupt();
        try {
            new CompletableFuture<String>().get();
        } catch (InterruptedException e) { System.out.println("interrupted get"); }
        SubmissionPublisher<Integer> pub = new SubmissionPublisher<>();
        List<Integer> got = new ArrayList<>();
        CompletableFuture<Void> done = pub.consume(got::add);
        for (int i = 0; i < 100; i++) pub.submit(i);
        pub.close();
        done.get(5, TimeUnit.SECONDS);
        System.out.println(got.size() + " " + got.get(99));
    }
}
