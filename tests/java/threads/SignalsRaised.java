// SPDX-License-Identifier: Apache-2.0
// jdk.internal signals through sun.misc.Signal: handlers, raise, chaining, refused signals; TERM
// ends with 143 after hooks.
import java.util.concurrent.*;
import sun.misc.*;

public class SignalsRaised {
    public static void main(String[] args) throws Exception {
        SynchronousQueue<String> q = new SynchronousQueue<>();
        SignalHandler h = s -> {
            try {
                q.put(s.getName() + s.getNumber() + Thread.currentThread().getName());
            } catch (InterruptedException e) {}
        };
        SignalHandler old = Signal.handle(new Signal("HUP"), h);
        System.out.println(old != null);
        Signal.raise(new Signal("HUP"));
        System.out.println(q.poll(5, TimeUnit.SECONDS));
        Signal.handle(new Signal("USR2"), h);
        Signal.raise(new Signal("USR2"));
        System.out.println(q.poll(5, TimeUnit.SECONDS));
        System.out.println(Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN) == h);
        try {
            Signal.raise(new Signal("HUP"));
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        for (String s : new String[] {"KILL", "SEGV", "QUIT", "NONE", "FPE"}) try {
                Signal.handle(new Signal(s), h);
                System.out.println(s + " accepted");
            } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        System.out.println(new Signal("INT").equals(new Signal("INT")) + " " + new Signal("TERM")
                + " " + SignalHandler.SIG_DFL);
        Runtime.getRuntime().addShutdownHook(
                new java.lang.Thread(() -> System.out.println("hook on TERM")));
        Signal.raise(new Signal("TERM"));
        java.lang.Thread.sleep(10000);
        System.out.println("never");
    }
}
