// SPDX-License-Identifier: Apache-2.0
// RMI on loopback: registry, exported objects, call-backs, exceptions through the wire, remote references as arguments,
// distributed collection's unreferenced call is not waited for.
import java.io.Serializable;
import java.rmi.*;
import java.rmi.registry.*;
import java.rmi.server.*;
import java.util.*;
import java.util.concurrent.*;

public class RmiLoopback {
    public interface Listener extends Remote { void told(String what) throws RemoteException; }
    public record Point(int x, int y) implements Serializable {}
    public interface Desk extends Remote {
        int add(int a, int b) throws RemoteException;
        Point mirror(Point p) throws RemoteException;
        List<String> sort(List<String> words) throws RemoteException;
        void subscribe(Listener l) throws RemoteException;
        void fail(String why) throws RemoteException, java.io.IOException;
        Desk self() throws RemoteException;
        Object echo(Object o) throws RemoteException;
        String caller() throws RemoteException;
    }
    static class DeskImpl implements Desk {
        final Map<String, Object> state = new ConcurrentHashMap<>();
        public int add(int a, int b) { return a + b; }
        public Point mirror(Point p) { return new Point(p.y(), p.x()); }
        public List<String> sort(List<String> words) { words.sort(null); return words; }
        public void subscribe(Listener l) throws RemoteException {
            for (int i = 0; i < 3; i++) l.told("event " + i);
        }
        public void fail(String why) throws java.io.IOException {
            if (why.startsWith("io")) throw new java.io.IOException(why);
            throw new IllegalStateException(why, new Error("cause"));
        }
        public Desk self() { return this; }
        public Object echo(Object o) { return o; }
        public String caller() {
            try { return RemoteServer.getClientHost().isEmpty() ? "?" : "someone"; }
            catch (ServerNotActiveException e) { return "nobody"; }
        }
    }
    public static void main(String[] args) throws Exception {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        Registry made = null;
        int port = 0;
        DeskImpl impl = new DeskImpl();
        made = LocateRegistry.createRegistry(0);
        // The port chosen shows in the reference only.
        String text = made.toString();
        var matcher = java.util.regex.Pattern.compile("\\[[^\\]]*:(\\d+)\\]").matcher(text);
        if (matcher.find()) port = Integer.parseInt(matcher.group(1));
        Desk stub = (Desk) UnicastRemoteObject.exportObject(impl, 0);
        System.out.println(stub.getClass().getSimpleName().startsWith("$Proxy") + " " + java.lang.reflect.Proxy.isProxyClass(stub.getClass()));
        Registry registry = port == 0 ? made : LocateRegistry.getRegistry("127.0.0.1", port);
        registry.bind("desk", stub);
        try { registry.bind("desk", stub); } catch (AlreadyBoundException e) { System.out.println(e.getMessage()); }
        try { registry.lookup("none"); } catch (NotBoundException e) { System.out.println("not bound " + e.getMessage()); }
        System.out.println(Arrays.toString(registry.list()));
        Desk desk = (Desk) registry.lookup("desk");
        System.out.println(desk.add(2, 3) + " " + desk.mirror(new Point(1, 2)) + " " + desk.sort(new ArrayList<>(List.of("c", "a", "b"))));
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Listener listener = told::add;
        Listener exported = (Listener) UnicastRemoteObject.exportObject(listener, 0);
        desk.subscribe(exported);
        System.out.println(told);
        try { desk.fail("io first"); } catch (java.io.IOException e) { System.out.println(e); }
        try { desk.fail("state"); } catch (IllegalStateException e) {
            System.out.println(e + " " + e.getCause());
            boolean here = false, there = false;
            for (StackTraceElement s : e.getStackTrace()) {
                here |= s.getMethodName().equals("main");
                there |= s.getMethodName().equals("fail") && s.getClassName().endsWith("DeskImpl");
            }
            System.out.println(here + " " + there);
        }
        System.out.println(desk.self().equals(desk) + " " + desk.self().equals(stub) + " " + desk.hashCode() * 0 + " " + (desk.echo(null) == null));
        System.out.println(desk.caller() + " " + impl.caller());
        System.out.println(desk.echo(new int[] {1, 2, 3}).getClass() + " " + desk.echo(Thread.State.NEW) + " " + (desk.echo(desk).equals(stub)));
        try { desk.echo(new Object()); } catch (MarshalException e) { System.out.println(e.getMessage() + " " + e.getCause()); }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<Integer>> sums = new ArrayList<>();
        for (int i = 0; i < 60; i++) { int n = i; sums.add(pool.submit(() -> desk.add(n, n))); }
        int total = 0;
        for (Future<Integer> f : sums) total += f.get();
        System.out.println(total);
        pool.shutdown();
        registry.unbind("desk");
        System.out.println(UnicastRemoteObject.unexportObject(impl, true) + " " + UnicastRemoteObject.unexportObject(listener, true));
        try { desk.add(1, 1); } catch (NoSuchObjectException e) { System.out.println(e.getMessage()); }
        try { UnicastRemoteObject.unexportObject(impl, true); } catch (NoSuchObjectException e) { System.out.println(e.getMessage()); }
        System.out.println(UnicastRemoteObject.unexportObject(made, true));
    }
}
