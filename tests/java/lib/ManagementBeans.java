// SPDX-License-Identifier: Apache-2.0
// java.lang.management: invariants of the runtime, memory, thread, class loading and operating
// system beans; own MBeans; deadlock search.
import java.lang.management.*;
import java.util.*;
import javax.management.*;

public class ManagementBeans {
    public interface CounterMBean {
        int getCount();
        void setCount(int c);
        String getName();
        int add(int a, int b);
    }
    public static class Counter extends NotificationBroadcasterSupport implements CounterMBean {
        int c;
        public int getCount() { return c; }
        public void setCount(int x) {
            c = x;
            sendNotification(new Notification("changed", this, 1, "to " + x));
        }
        public String getName() { return "counter"; }
        public int add(int a, int b) { return a + b; }
    }
    public static void main(String[] args) throws Exception {
        RuntimeMXBean r = ManagementFactory.getRuntimeMXBean();
        System.out.println(r.getName().startsWith(ProcessHandle.current().pid() + "@") + " "
                + r.getSpecName() + r.getSpecVersion() + r.getSpecVendor() + (r.getUptime() >= 0)
                + (r.getStartTime() > 1600000000000L) + r.isBootClassPathSupported()
                + (r.getPid() == ProcessHandle.current().pid())
                + r.getSystemProperties().containsKey("java.home") + (r.getClassPath().length() > 0)
                + r.getManagementSpecVersion() + (r.getVmName() != null)
                + r.getInputArguments().contains("-Dmine=1"));
        MemoryMXBean m = ManagementFactory.getMemoryMXBean();
        MemoryUsage h = m.getHeapMemoryUsage();
        System.out.println((h.getUsed() >= 0) + " " + (h.getCommitted() >= h.getUsed())
                + (h.getMax() >= h.getCommitted() || h.getMax() == -1)
                + (m.getNonHeapMemoryUsage().getUsed() >= 0) + m.isVerbose());
        byte[] keep = new byte[10_000_000];
        System.out.println(m.getHeapMemoryUsage().getUsed() >= 10_000_000);
        m.gc();
        System.out.println(keep.length);
        ThreadMXBean t = ManagementFactory.getThreadMXBean();
        System.out.println((t.getThreadCount() >= 1) + " "
                + (t.getPeakThreadCount() >= t.getThreadCount())
                + (t.getTotalStartedThreadCount() >= 1) + (t.getDaemonThreadCount() >= 0)
                + t.isThreadCpuTimeSupported() + (t.getCurrentThreadCpuTime() > 0)
                + (t.findDeadlockedThreads() == null) + t.isObjectMonitorUsageSupported());
        ThreadInfo ti = t.getThreadInfo(Thread.currentThread().getId(), 5);
        System.out.println(ti.getThreadName() + ti.getThreadState() + ti.isInNative()
                + ti.isSuspended() + ti.getLockName() + (ti.getStackTrace().length > 0)
                + t.getThreadInfo(999999));
        Object lock = new Object();
 Thread w = new Thread(() -> {
 synchronized (lock) {
 try {
 lock.wait();
    }
    catch (InterruptedException e) {
    }
}
}, "waiter");
w.start();
while (w.getState() != Thread.State.WAITING) Thread.yield();
ThreadInfo wi = t.getThreadInfo(new long[] {w.getId()}, true, true)[0];
System.out.println(wi.getThreadName() + wi.getThreadState()
        + (wi.getLockInfo() != null && wi.getLockInfo().getClassName().equals("java.lang.Object"))
        + (wi.getWaitedCount() >= 1)
        + wi.getStackTrace()[wi.getStackTrace().length - 1].getMethodName());
w.interrupt();
w.join();
System.out.println(t.getThreadInfo(w.getId()));
Object a = new Object(), b = new Object();
 Thread d1 = new Thread(() -> {
 synchronized (a) {
 sleep(60);
 synchronized (b) {
 }
 }
 }, "d1"), d2 = new Thread(() -> { synchronized (b) { sleep(60); synchronized (a) { }
 }
 }, "d2");
 d1.setDaemon(true);
 d2.setDaemon(true);
 d1.start();
 d2.start();
 while (d1.getState() != Thread.State.BLOCKED || d2.getState() != Thread.State.BLOCKED)
     Thread.sleep(5);
 long[] dead = t.findMonitorDeadlockedThreads();
 System.out.println(dead == null ? "none" : "deadlocked " + dead.length);
 if (dead != null) {
     TreeSet<String> names = new TreeSet<>();
     for (ThreadInfo x : t.getThreadInfo(dead))
         names.add(x.getThreadName() + " waits for " + x.getLockOwnerName());
     System.out.println(names);
 }
 ClassLoadingMXBean c = ManagementFactory.getClassLoadingMXBean();
 System.out.println((c.getLoadedClassCount() > 100) + " "
         + (c.getTotalLoadedClassCount() >= c.getLoadedClassCount())
         + (c.getUnloadedClassCount() >= 0));
 OperatingSystemMXBean o = ManagementFactory.getOperatingSystemMXBean();
 System.out.println(o.getName() + o.getArch()
         + (o.getAvailableProcessors() == Runtime.getRuntime().availableProcessors())
         + (o.getSystemLoadAverage() > -2));
 com.sun.management.OperatingSystemMXBean so = (com.sun.management.OperatingSystemMXBean) o;
 System.out.println((so.getTotalMemorySize() > 0) + " " + (so.getProcessCpuTime() > 0)
         + (so.getCommittedVirtualMemorySize() > 0));
 System.out.println((ManagementFactory.getCompilationMXBean() == null
                            || ManagementFactory.getCompilationMXBean().getName() != null)
         + " " + (ManagementFactory.getGarbageCollectorMXBeans() != null)
         + (ManagementFactory.getMemoryPoolMXBeans() != null));
 MBeanServer s = ManagementFactory.getPlatformMBeanServer();
 ObjectName n = new ObjectName("my:type=Counter,id=1");
 Counter cb = new Counter();
 s.registerMBean(cb, n);
 List<String> notes = new ArrayList<>();
 s.addNotificationListener(n, (x, y) -> notes.add(x.getType() + x.getMessage() + y), null, "hand");
 s.setAttribute(n, new Attribute("Count", 7));
 System.out.println(s.getAttribute(n, "Count") + " " + s.getAttribute(n, "Name")
         + s.invoke(n, "add", new Object[] {2, 3}, new String[] {"int", "int"}) + notes
         + s.getMBeanInfo(n).getAttributes().length + s.isRegistered(n)
         + s.queryNames(new ObjectName("my:*"), null));
 try {
     s.registerMBean(new Counter(), n);
 } catch (InstanceAlreadyExistsException e) { System.out.println(e.getMessage()); }
 try {
     s.getAttribute(n, "None");
 } catch (AttributeNotFoundException e) { System.out.println(e.getMessage()); }
 s.unregisterMBean(n);
 try {
     s.getAttribute(n, "Count");
 } catch (InstanceNotFoundException e) { System.out.println(e.getMessage()); }
 System.out.println(s.getAttribute(new ObjectName("java.lang:type=Runtime"), "SpecVersion") + " "
         + s.getAttribute(new ObjectName("java.lang:type=Memory"), "HeapMemoryUsage")
                 .getClass()
                 .getSimpleName()
         + (s.getMBeanCount() > 10) + s.getDefaultDomain());
 Runtime rt = Runtime.getRuntime();
 System.out.println((rt.totalMemory() >= rt.freeMemory()) + " "
         + (rt.maxMemory() >= rt.totalMemory() - (64 << 20)) + (rt.availableProcessors() >= 1)
         + Runtime.version().feature());
 }
 static void sleep(int ms) {
     try {
         Thread.sleep(ms);
     } catch (InterruptedException e) {}
 }
 }
