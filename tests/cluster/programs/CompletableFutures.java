// Shows CompletableFuture chains whose steps run on pool threads and whose values come from several
// threads.
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

public class CompletableFutures {
    static class Completer implements Runnable {
        final CompletableFuture<String> theirs;
        final CompletableFuture<Integer> mine = new CompletableFuture<>();
        final int number;

        Completer(CompletableFuture<String> theirs, int number) {
            this.theirs = theirs;
            this.number = number;
        }

        public void run() {
            String text = theirs.join();
            if (number == 2)
                mine.completeExceptionally(new IllegalStateException("number " + number));
            else mine.complete(text.length() * number);
        }
    }

    public static void main(String[] args) throws Exception {
        CompletableFuture<String> start = new CompletableFuture<>();
        Completer[] completers = new Completer[4];
        Thread[] threads = new Thread[completers.length];
        List<CompletableFuture<Integer>> doubled = new ArrayList<>();
        for (int i = 0; i < completers.length; i++) {
            completers[i] = new Completer(start, i);
            doubled.add(completers[i].mine.thenApply(x -> x * 2).exceptionally(e -> {
                System.out.println("caught " + e + " of " + e.getCause());
                return -1;
            }));
            (threads[i] = new Thread(completers[i])).start();
        }
        System.out.println(start.isDone() + " " + start.getNow("not yet"));
        start.complete("eight ch");
        CompletableFuture<Void> all =
            CompletableFuture.allOf(doubled.toArray(new CompletableFuture<?>[0]));
        all.join();
        for (CompletableFuture<Integer> future : doubled) System.out.println(future.join());
        for (Thread thread : threads) thread.join();

        ExecutorService pool = Executors.newFixedThreadPool(2);
        CompletableFuture<Integer> six = CompletableFuture.supplyAsync(() -> 6, pool);
        CompletableFuture<Integer> seven = CompletableFuture.supplyAsync(() -> 7, pool);
        System.out.println(six.thenCombineAsync(seven, (a, b) -> a * b, pool)
                .thenApply(x -> "answer " + x)
                .get(30, TimeUnit.SECONDS));
        System.out.println(
            six.thenCompose(x -> CompletableFuture.supplyAsync(() -> x + 100, pool)).join());
        CountDownLatch latch = new CountDownLatch(2);
        six.thenAcceptAsync(x -> latch.countDown(), pool);
        seven.thenRunAsync(latch::countDown, pool);
        latch.await();
        CompletableFuture<Object> failed = CompletableFuture.supplyAsync(() -> {
            throw new UnsupportedOperationException("async");
        }, pool);
        try {
            failed.join();
        } catch (CompletionException e) {
            System.out.println(e.getMessage() + " | " + e.getCause().getMessage());
        }
        System.out.println(failed.handle((value, error) -> value + " " + (error == null)).join());
        System.out.println(failed.isCompletedExceptionally() + " " + six.isDone());
        CompletableFuture<Object> any = CompletableFuture.anyOf(new CompletableFuture<>(), seven);
        System.out.println(any.join());
        CompletableFuture<String> never = new CompletableFuture<>();
        System.out.println(never.completeOnTimeout("timed out", 5, TimeUnit.MILLISECONDS).join());
        System.out.println(CompletableFuture.runAsync(() -> {})
                .thenApply(nothing -> "common pool " + nothing)
                .join());
        pool.shutdown();
        System.out.println(pool.awaitTermination(30, TimeUnit.SECONDS));
    }
}
