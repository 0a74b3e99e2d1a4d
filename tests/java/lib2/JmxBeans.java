// SPDX-License-Identifier: Apache-2.0
// JMX: standard, MX and dynamic beans, open types, notifications, queries, relations by name patterns, proxies, errors, a
// connector over loopback RMI.
import java.lang.management.*;
import java.util.*;
import java.util.concurrent.*;
import javax.management.*;
import javax.management.monitor.*;
import javax.management.openmbean.*;
import javax.management.remote.*;

public class JmxBeans {
    public interface CounterMBean {
        int getCount();
        void setCount(int n);
        boolean isEven();
        String describe(String prefix, int times);
        void fail() throws Exception;
    }
    public static class Counter extends NotificationBroadcasterSupport implements CounterMBean {
        private int count;
        private long sequence;
        public synchronized int getCount() { return count; }
        public synchronized void setCount(int n) {
            int old = count;
            count = n;
            sendNotification(new AttributeChangeNotification(this, ++sequence, 0, "changed", "Count", "int", old, n));
        }
        public boolean isEven() { return count % 2 == 0; }
        public String describe(String prefix, int times) { return prefix.repeat(times) + count; }
        public void fail() throws Exception { throw new java.io.IOException("asked to"); }
    }
    public record Inner(String name, int[] values) {}
    public static class Size {
        private final int w, h;
        @java.beans.ConstructorProperties({"w", "h"}) public Size(int w, int h) { this.w = w; this.h = h; }
        public int getW() { return w; }
        public int getH() { return h; }
    }
    public enum Level { LOW, HIGH }
    public interface ShapeMXBean {
        Size getSize();
        void setSize(Size s);
        Map<String, Integer> getTable();
        List<String> getNames();
        Level getLevel();
        Size[] scale(int by);
    }
    public static class Shape implements ShapeMXBean {
        Size size = new Size(2, 3);
        public Size getSize() { return size; }
        public void setSize(Size s) { size = s; }
        public Map<String, Integer> getTable() { return new TreeMap<>(Map.of("a", 1, "b", 2)); }
        public List<String> getNames() { return List.of("x", "y"); }
        public Level getLevel() { return Level.HIGH; }
        public Size[] scale(int by) { return new Size[] {new Size(size.w * by, size.h * by)}; }
    }
    static class Dyn implements DynamicMBean {
        final Map<String, Object> values = new TreeMap<>(Map.of("one", 1, "two", "zwei"));
        public Object getAttribute(String n) throws AttributeNotFoundException {
            if (!values.containsKey(n)) throw new AttributeNotFoundException(n);
            return values.get(n);
        }
        public void setAttribute(Attribute a) { values.put(a.getName(), a.getValue()); }
        public AttributeList getAttributes(String[] names) {
            AttributeList list = new AttributeList();
            for (String n : names) if (values.containsKey(n)) list.add(new Attribute(n, values.get(n)));
            return list;
        }
        public AttributeList setAttributes(AttributeList l) { return l; }
        public Object invoke(String n, Object[] p, String[] s) { return n + Arrays.toString(p); }
        public MBeanInfo getMBeanInfo() {
            List<MBeanAttributeInfo> a = new ArrayList<>();
            values.forEach((k, v) -> a.add(new MBeanAttributeInfo(k, v.getClass().getName(), "an attribute", true, true, false)));
            return new MBeanInfo("Dyn", "dynamic", a.toArray(new MBeanAttributeInfo[0]), null, null, null);
        }
    }
    static void attempt(String label, Callable<?> c) {
        try { System.out.println(label + " = " + c.call()); }
        catch (Throwable e) { System.out.println(label + " ! " + e.getClass().getName() + ": " + e.getMessage() + " <- " + e.getCause()); }
    }
    public static void main(String[] args) throws Exception {
        MBeanServer server = MBeanServerFactory.createMBeanServer("own");
        System.out.println(server.getDefaultDomain() + " " + server.getMBeanCount());
        ObjectName name = new ObjectName("app:type=Counter,id=1");
        Counter counter = new Counter();
        ObjectInstance instance = server.registerMBean(counter, name);
        System.out.println(instance.getClassName() + " " + instance.getObjectName() + " " + name.getKeyProperty("id"));
        attempt("again", () -> server.registerMBean(counter, name));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        NotificationListener l = (n, h) -> heard.add(n.getType() + " " + ((AttributeChangeNotification) n).getNewValue() + " " + h);
        server.addNotificationListener(name, l, n -> ((Integer) ((AttributeChangeNotification) n).getNewValue()) > 5, "handback");
        server.setAttribute(name, new Attribute("Count", 4));
        server.setAttribute(name, new Attribute("Count", 7));
        System.out.println(server.getAttribute(name, "Count") + " " + server.getAttribute(name, "Even") + " " + heard);
        attempt("invoke", () -> server.invoke(name, "describe", new Object[] {"ab", 2}, new String[] {"java.lang.String", "int"}));
        attempt("wrong signature", () -> server.invoke(name, "describe", new Object[] {"ab"}, new String[] {"java.lang.String"}));
        attempt("fail", () -> server.invoke(name, "fail", null, null));
        attempt("no attribute", () -> server.getAttribute(name, "Nothing"));
        attempt("read only", () -> { server.setAttribute(name, new Attribute("Even", true)); return null; });
        attempt("wrong type", () -> { server.setAttribute(name, new Attribute("Count", "x")); return null; });
        attempt("no bean", () -> server.getAttribute(new ObjectName("app:type=None"), "x"));
        attempt("bad name", () -> new ObjectName("no domain"));
        attempt("not compliant", () -> server.registerMBean(new Object(), new ObjectName("app:type=Object")));
        MBeanInfo info = server.getMBeanInfo(name);
        TreeSet<String> shown = new TreeSet<>();
        for (MBeanAttributeInfo a : info.getAttributes()) shown.add(a.getName() + ":" + a.getType() + a.isReadable() + a.isWritable() + a.isIs());
        for (MBeanOperationInfo o : info.getOperations()) shown.add(o.getName() + o.getReturnType() + o.getSignature().length);
        for (MBeanNotificationInfo n : info.getNotifications()) shown.add(n.toString());
        System.out.println(shown);
        CounterMBean proxy = JMX.newMBeanProxy(server, name, CounterMBean.class, true);
        proxy.setCount(10);
        System.out.println(proxy.getCount() + " " + proxy.isEven() + " " + proxy.describe("-", 3) + " " + heard.size());
        attempt("proxy fail", () -> { proxy.fail(); return null; });

        ObjectName shapeName = new ObjectName("app:type=Shape");
        server.registerMBean(new Shape(), shapeName);
        CompositeData size = (CompositeData) server.getAttribute(shapeName, "Size");
        System.out.println(size.getCompositeType().keySet() + " " + size.get("w") + " " + size.containsKey("z"));
        System.out.println(server.getAttribute(shapeName, "Level") + " " + Arrays.toString((String[]) server.getAttribute(shapeName, "Names"))
                + " " + ((TabularData) server.getAttribute(shapeName, "Table")).size());
        ShapeMXBean shape = JMX.newMXBeanProxy(server, shapeName, ShapeMXBean.class);
        shape.setSize(new Size(5, 6));
        System.out.println(shape.getSize().getW() + " " + shape.scale(3)[0].getH() + " " + shape.getTable() + " " + shape.getLevel() + " " + shape.getNames());
        server.registerMBean(new Dyn(), new ObjectName("app:type=Dyn"));
        System.out.println(server.getAttributes(new ObjectName("app:type=Dyn"), new String[] {"one", "none", "two"}));
        System.out.println(new TreeSet<>(server.queryNames(new ObjectName("app:*"), null)));
        System.out.println(server.queryNames(null, Query.and(Query.gt(Query.attr("Count"), Query.value(3)), Query.lt(Query.attr("Count"), Query.value(30)))));
        System.out.println(server.isInstanceOf(name, CounterMBean.class.getName()) + " " + Arrays.toString(server.getDomains()));

        GaugeMonitor gauge = new GaugeMonitor();
        gauge.addObservedObject(name);
        gauge.setObservedAttribute("Count");
        gauge.setGranularityPeriod(20);
        gauge.setThresholds(100, 0);
        gauge.setNotifyHigh(true);
        CountDownLatch high = new CountDownLatch(1);
        gauge.addNotificationListener((n, h) -> high.countDown(), null, null);
        server.registerMBean(gauge, new ObjectName("app:type=Gauge"));
        gauge.start();
        proxy.setCount(1000);
        System.out.println("gauge " + high.await(10, TimeUnit.SECONDS));
        gauge.stop();

        JMXConnectorServer connector = JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null, server);
        connector.start();
        try (JMXConnector client = JMXConnectorFactory.connect(connector.getAddress())) {
            MBeanServerConnection c = client.getMBeanServerConnection();
            System.out.println(c.getAttribute(name, "Count") + " " + c.getMBeanCount());
            CountDownLatch remote = new CountDownLatch(1);
            c.addNotificationListener(name, (n, h) -> remote.countDown(), null, null);
            c.setAttribute(name, new Attribute("Count", 11));
            System.out.println("remote " + remote.await(10, TimeUnit.SECONDS) + " " + JMX.newMXBeanProxy(c, shapeName, ShapeMXBean.class).getSize().getH());
        }
        connector.stop();
        server.unregisterMBean(name);
        attempt("gone", () -> server.getAttribute(name, "Count"));
        attempt("query exception", () -> server.queryNames(new ObjectName("*:type=Cou*,*"), null));
        System.out.println(ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName("java.lang:type=Runtime")));
    }
}
