// SPDX-License-Identifier: Apache-2.0
// RMI with callbacks, exceptions and many clients; MBeans, MXBeans, monitors and a connector over RMI.
import java.io.*;
import java.lang.management.*;
import java.lang.ref.*;
import java.rmi.*;
import java.rmi.registry.*;
import java.rmi.server.*;
import java.net.InetAddress;
import java.util.*;
import java.util.concurrent.*;
import javax.management.*;
import javax.management.monitor.*;
import javax.management.openmbean.*;
import javax.management.relation.*;
import javax.management.remote.*;
import javax.management.timer.Timer;

public class RmiJmxRemote {
    static void p(Object o) { System.out.println(o); }
    public record Money(String cur, long cents) implements Serializable {}
    public enum Kind {
        A {
            String f() { return "fa"; }
        },
        B;
        String f() { return "f"; }
    }
    public interface Callback extends Remote {
        void tick(int i, Money m) throws RemoteException;
        Callback self() throws RemoteException;
    }
    public interface Bank extends Remote {
        Money add(Money a, Money b) throws RemoteException;
        void run(Callback c, int n) throws RemoteException;
        Object echo(Object o) throws RemoteException;
        int fail(int k) throws RemoteException, IOException;
        Bank child(String n) throws RemoteException;
        String client() throws RemoteException;
        <T extends Comparable<T>> List<T> sort(List<T> l) throws RemoteException;
    }
    static class BankImpl extends UnicastRemoteObject implements Bank, Unreferenced {
        final String name;
        final Map<String, Bank> kids = new ConcurrentHashMap<>();
        BankImpl(String n) throws RemoteException { name = n; }
        public Money add(Money a, Money b) { return new Money(a.cur, a.cents + b.cents); }
        public void run(Callback c, int n) throws RemoteException {
            for (int i = 0; i < n; i++) c.self().tick(i, new Money(name, i));
        }
        public Object echo(Object o) { return o; }
        public int fail(int k) throws IOException {
            switch (k) {
                case 0: throw new FileNotFoundException("nofile");
                case 1: throw new IllegalStateException("state", new Error("cause"));
                case 2: throw new StackOverflowError("soe");
                case 3: return new int[0][2].length / 0;
                default: return k;
            }
        }
        public Bank child(String n) throws RemoteException {
            return kids.computeIfAbsent(n, x -> {
                try {
                    return new BankImpl(x);
                } catch (RemoteException e) { throw new UncheckedIOException(e); }
            });
        }
        public String client() {
            try {
                return getClientHost();
            } catch (ServerNotActiveException e) { return "none"; }
        }
        public <T extends Comparable<T>> List<T> sort(List<T> l) {
            Collections.sort(l);
            return l;
        }
        public void unreferenced() {}
    }
    static class NotSer {}
    public interface CounterMXBean {
        int getCount();
        void setCount(int i);
        List<Money2> getHistory();
        Map<String, Money2> getByName();
        Kind getKind();
        void setKind(Kind k);
        int[][] matrix(int n);
        Money2 make(String s, long l);
        String explode(String s);
    }
    public static class Money2 {
        final String cur;
        final long cents;
        @java.beans.ConstructorProperties({"cur", "cents"})
        public Money2(String cur, long cents) {
            this.cur = cur;
            this.cents = cents;
        }
        public String getCur() { return cur; }
        public long getCents() { return cents; }
    }
    public static class Counter extends NotificationBroadcasterSupport implements CounterMXBean {
        int count;
        Kind kind = Kind.A;
        long seq;
        List<Money2> h = new ArrayList<>();
        Counter() {
            super(new MBeanNotificationInfo(new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
                    AttributeChangeNotification.class.getName(), "desc"));
        }
        public synchronized int getCount() { return count; }
        public synchronized void setCount(int i) {
            int o = count;
            count = i;
            h.add(new Money2("c", i));
            AttributeChangeNotification n = new AttributeChangeNotification(this, ++seq, 0, "changed", "Count", "int", o, i);
            sendNotification(n);
        }
        public List<Money2> getHistory() { return h; }
        public Map<String, Money2> getByName() { return new TreeMap<>(Map.of("k", new Money2("v", 1))); }
        public Kind getKind() { return kind; }
        public void setKind(Kind k) { kind = k; }
        public int[][] matrix(int n) {
            int[][] m = new int[n][];
            for (int i = 0; i < n; i++) m[i] = new int[i];
            return m;
        }
        public Money2 make(String s, long l) { return new Money2(s, l); }
        public String explode(String s) { throw new IllegalArgumentException(s); }
    }
    public interface PlainMBean {
        String getName();
        boolean isOn();
        void setOn(boolean b);
        int sum(int a, long b, String c) throws Exception;
    }
    public static class Plain implements PlainMBean, MBeanRegistration {
        boolean on;
        public String getName() { return "plain"; }
        public boolean isOn() { return on; }
        public void setOn(boolean b) { on = b; }
        public int sum(int a, long b, String c) throws Exception {
            if (c.isEmpty()) throw new Exception("empty");
            return a + (int) b + c.length();
        }
        public ObjectName preRegister(MBeanServer s, ObjectName n) throws Exception {
            p("pre " + n);
            return n;
        }
        public void postRegister(Boolean b) { p("post " + b); }
        public void preDeregister() { p("prede"); }
        public void postDeregister() { p("postde"); }
    }
    public static void main(String[] args) throws Exception {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        Registry reg = LocateRegistry.createRegistry(0);
        int port = portOf(reg);
        BankImpl impl = new BankImpl("main");
        reg.rebind("bank", impl);
        Registry cl = LocateRegistry.getRegistry("127.0.0.1", port);
        Bank b = (Bank) cl.lookup("bank");
        p(Arrays.toString(cl.list()) + " " + (b instanceof java.lang.reflect.Proxy) + " " + b.equals(RemoteObject.toStub(impl))
                + " " + Naming.lookup("rmi://127.0.0.1:" + port + "/bank").equals(b));
        p(b.add(new Money("EUR", 5), new Money("EUR", 37)) + " " + b.client() + " " + impl.client() + " "
                + b.sort(new ArrayList<>(List.of("c", "a", "b"))));
        List<Object> cyc = new ArrayList<>();
        cyc.add(cyc);
        cyc.add(Kind.A);
        List<?> e = (List<?>) b.echo(cyc);
        p((e.get(0) == e) + " " + e.get(1) + " " + (e.get(1) == Kind.A));
        p(Arrays.deepToString((Object[]) b.echo(new Object[] {1, new long[] {2}, "s".repeat(3), null, Optional.class})) + " "
                + b.echo(b).equals(b));
        List<String> ticks = Collections.synchronizedList(new ArrayList<>());
        Callback cb = new Callback() {
            public void tick(int i, Money m) { ticks.add(i + m.cur() + m.cents()); }
            public Callback self() { return this; }
        };
        UnicastRemoteObject.exportObject(cb, 0);
        b.run(cb, 3);
        p(ticks);
        b.child("kid").run((Callback) RemoteObject.toStub(cb), 2);
        p(ticks);
        for (int k = 0; k < 5; k++) try {
                p(b.fail(k));
            } catch (Throwable t) {
                p(t + " / " + t.getCause() + " "
                        + Arrays.stream(t.getStackTrace())
                                .anyMatch(s -> s.getMethodName().equals("fail") && s.getClassName().endsWith("BankImpl")));
            }
        try {
            b.echo(new NotSer());
        } catch (RemoteException t) { p(t); }
        try {
            cl.lookup("nope");
        } catch (NotBoundException t) { p(t); }
        try {
            cl.bind("bank", impl);
        } catch (AlreadyBoundException t) { p(t); }
        try {
            LocateRegistry.getRegistry("127.0.0.1", 1).list();
        } catch (ConnectException t) { p(t.getMessage()); }
        try {
            UnicastRemoteObject.exportObject(cb, 0);
        } catch (RemoteException t) { p(t.getMessage().replaceAll("@.*", "")); }
        ExecutorService ex = Executors.newFixedThreadPool(6);
        List<Future<Long>> fs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int n = i;
            fs.add(ex.submit(() -> {
                long s = 0;
                for (int k = 0; k < 60; k++) s += b.add(new Money("x", k), new Money("y", n)).cents();
                return s;
            }));
        }
        for (var f : fs) System.out.print(f.get() + " ");
        p("");
        ex.shutdown();
        MarshalledObject<List<Integer>> mo = new MarshalledObject<>(List.of(1, 2));
        p(mo.get() + " " + mo.equals(new MarshalledObject<>(List.of(1, 2))));
        // JMX local
        MBeanServer ms = ManagementFactory.getPlatformMBeanServer();
        ObjectName cn = new ObjectName("test:type=Counter,name=\"q,\\*\"");
        Counter counter = new Counter();
        ms.registerMBean(counter, cn);
        ObjectName pn = new ObjectName("test:type=Plain");
        ms.registerMBean(new Plain(), pn);
        try {
            ms.registerMBean(new Plain(), pn);
        } catch (InstanceAlreadyExistsException t) { p(t); }
        try {
            ms.registerMBean(new Object(), new ObjectName("test:a=b"));
        } catch (NotCompliantMBeanException t) { p(t); }
        try {
            new ObjectName("bad");
        } catch (MalformedObjectNameException t) { p(t); }
        // remote
        JMXConnectorServer cs = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmx"), null, ms);
        cs.start();
        p(cs.isActive() + " " + cs.getAddress().toString().replace("" + port, "PORT"));
        try (JMXConnector c = JMXConnectorFactory.connect(cs.getAddress())) {
            MBeanServerConnection m = c.getMBeanServerConnection();
            p(m.getDefaultDomain() + " " + m.isRegistered(cn) + " "
                    + new TreeSet<>(m.queryNames(new ObjectName("test:*"),
                            Query.or(Query.gt(Query.attr("Count"), Query.value(-1)),
                                    Query.eq(Query.attr("Name"), Query.value("plain"))))));
            BlockingQueue<Notification> nq = new LinkedBlockingQueue<>();
            AttributeChangeNotificationFilter nf = new AttributeChangeNotificationFilter();
            nf.enableAttribute("Count");
            m.addNotificationListener(cn, (n, h) -> nq.add(n), nf, "hand");
            for (int i = 1; i <= 3; i++) m.setAttribute(cn, new Attribute("Count", i * 10));
            for (int i = 0; i < 3; i++) {
                AttributeChangeNotification n = (AttributeChangeNotification) nq.poll(10, TimeUnit.SECONDS);
                p(n.getMessage() + " " + n.getOldValue() + "->" + n.getNewValue() + " " + n.getSequenceNumber() + " "
                        + n.getSource());
            }
            CompositeData[] hist = (CompositeData[]) m.getAttribute(cn, "History");
            p(hist.length + " " + hist[2]);
            p(m.getAttribute(cn, "ByName"));
            p(m.getAttribute(cn, "Kind"));
            m.setAttribute(cn, new Attribute("Kind", "B"));
            p(m.getAttributes(cn, new String[] {"Kind", "Count", "Nope"}));
            p(Arrays.deepToString((int[][]) m.invoke(cn, "matrix", new Object[] {3}, new String[] {"int"})));
            p(m.invoke(cn, "make", new Object[] {"u", 5L}, new String[] {"java.lang.String", "long"}));
            CounterMXBean px = JMX.newMXBeanProxy(m, cn, CounterMXBean.class);
            p(px.getCount() + " " + px.make("z", 7).getCents() + " " + px.getByName().get("k").getCur() + " " + px.getKind().f());
            try {
                px.explode("bum");
            } catch (IllegalArgumentException t) { p(t); } catch (RuntimeException t) {
                p(t + " " + t.getCause());
            }
            try {
                m.invoke(pn, "sum", new Object[] {1, 2L, ""}, new String[] {"int", "long", "java.lang.String"});
            } catch (MBeanException t) { p(t + " " + t.getCause()); }
            try {
                m.invoke(pn, "sum", new Object[] {1}, new String[] {"int"});
            } catch (ReflectionException t) { p(t + " / " + t.getCause()); }
            try {
                m.setAttribute(pn, new Attribute("On", 1));
            } catch (Exception t) { p(t + " / " + t.getCause()); }
            try {
                m.getAttribute(pn, "X");
            } catch (AttributeNotFoundException t) { p(t); }
            try {
                m.getMBeanInfo(new ObjectName("z:z=z"));
            } catch (InstanceNotFoundException t) { p(t); }
            MBeanInfo info = m.getMBeanInfo(cn);
            for (var x : new TreeMap<>(
                         Map.of("a", Arrays.asList(info.getAttributes()).toString(), "o",
                                 Arrays.asList(info.getOperations()).toString(), "n",
                                 Arrays.asList(info.getNotifications()).toString(), "d", info.getDescriptor().toString()))
                            .entrySet()) {
                char[] ch = x.getValue().toCharArray();
                Arrays.sort(ch);
                p(x.getKey() + " " + ch.length + " " + new String(ch).trim().hashCode());
            }
            MBeanInfo pi = m.getMBeanInfo(pn);
            p(pi.getClassName() + " "
                    + Arrays.stream(pi.getAttributes())
                            .map(x -> x.getName() + x.isReadable() + x.isWritable() + x.isIs())
                            .sorted()
                            .toList()
                    + " " + pi.getConstructors().length);
            RuntimeMXBean rt =
                    ManagementFactory.newPlatformMXBeanProxy(m, ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);
            p(rt.getSpecVersion() + " " + (rt.getPid() == ProcessHandle.current().pid()));
        }
        StandardMBean smb = new StandardMBean(new Plain(), PlainMBean.class) {
            protected String getDescription(MBeanInfo i) { return "described"; }
            protected int getImpact(MBeanOperationInfo i) { return MBeanOperationInfo.ACTION; }
        };
        ms.registerMBean(smb, new ObjectName("test:type=Std"));
        p(ms.getMBeanInfo(new ObjectName("test:type=Std")).getDescription());
        GaugeMonitor g = new GaugeMonitor();
        g.addObservedObject(cn);
        g.setObservedAttribute("Count");
        g.setGranularityPeriod(20);
        g.setThresholds(100, 5);
        g.setNotifyHigh(true);
        g.setNotifyLow(true);
        BlockingQueue<String> gq = new LinkedBlockingQueue<>();
        g.addNotificationListener((n, h) -> gq.add(n.getType() + " " + ((MonitorNotification) n).getDerivedGauge()), null, null);
        ms.registerMBean(g, new ObjectName("test:type=Mon"));
        g.start();
        counter.setCount(500);
        p(gq.poll(5, TimeUnit.SECONDS));
        counter.setCount(1);
        p(gq.poll(5, TimeUnit.SECONDS));
        g.stop();
        Timer tm = new Timer();
        BlockingQueue<String> tq = new LinkedBlockingQueue<>();
        tm.addNotificationListener((n, h) -> tq.add(n.getType() + n.getMessage()), null, null);
        tm.start();
        tm.addNotification("t.a", "msg", "ud", new Date(System.currentTimeMillis() + 10), 5, 3);
        for (int i = 0; i < 3; i++) p(tq.poll(5, TimeUnit.SECONDS));
        tm.stop();
        ms.unregisterMBean(pn);
        cs.stop();
        p(cs.isActive());
        cl.unbind("bank");
        p(UnicastRemoteObject.unexportObject(impl, true) + " " + UnicastRemoteObject.unexportObject(cb, true));
        try {
            b.client();
        } catch (NoSuchObjectException | ConnectException t) { p(t.getClass()); }
        UnicastRemoteObject.unexportObject(reg, true);
        System.exit(0);
    }
    static int portOf(Registry r) {
        String s = r.toString();
        int i = s.indexOf("endpoint:[");
        String t = s.substring(i + 10);
        return Integer.parseInt(t.substring(t.indexOf(':') + 1, t.indexOf(']')).replaceAll("\\(.*", "").replaceAll("\\D", ""));
    }
}
