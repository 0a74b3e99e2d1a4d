// SPDX-License-Identifier: Apache-2.0
import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Pools with their thresholds, notifications of collections, options of the VM. */
public class MemoryBeans {
    static byte[][] kept = new byte[64][];

    static void check(String what, boolean holds) {
        System.out.println(what + ": " + (holds ? "yes" : "NO"));
    }

    static void attempt(String what, Callable<?> body) {
        try {
            System.out.println(what + ": " + body.call());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    /** The heap pool that has both thresholds. */
    static MemoryPoolMXBean heapPool() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()
                    && pool.isCollectionUsageThresholdSupported()) {
                return pool;
            }
        }
        throw new AssertionError();
    }

    static void thresholds() throws Exception {
        MemoryPoolMXBean pool = heapPool();
        BlockingQueue<String> heard = new ArrayBlockingQueue<>(100);
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        ((NotificationEmitter) memory).addNotificationListener((Notification n, Object handback) -> {
            MemoryNotificationInfo info = MemoryNotificationInfo.from((CompositeData) n.getUserData());
            heard.add((info.getPoolName().equals(pool.getName()) ? "" : "of another pool: ") + n.getType() + " " + n.getMessage() + " count " + info.getCount());
        }, null, null);
        System.gc();
        System.out.println("thresholds: " + pool.getUsageThreshold() + " " + pool.getCollectionUsageThreshold());
        long used = pool.getUsage().getUsed();
        attempt("negative", () -> { pool.setUsageThreshold(-1); return "?"; });
        try {
            pool.setUsageThreshold(Long.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            System.out.println("above the limit: " + e.getMessage().replaceAll("[.] Committed.*", ""));
        }
        pool.setUsageThreshold(used + 30_000_000);
        pool.setCollectionUsageThreshold(used + 20_000_000);
        check("not yet exceeded", !pool.isUsageThresholdExceeded());
        for (int i = 0; i < kept.length; i++) kept[i] = new byte[1_000_000];
        System.gc();
        check("exceeded", pool.isUsageThresholdExceeded() && pool.isCollectionUsageThresholdExceeded());
        java.util.TreeSet<String> all = new java.util.TreeSet<>();
        while (all.size() < 2) {
            String one = heard.poll(10, TimeUnit.SECONDS);
            if (one == null) throw new AssertionError("heard only " + all);
            all.add(one);
        }
        for (String one : all) System.out.println(one);
        check("counts", pool.getUsageThresholdCount() == 1 && pool.getCollectionUsageThresholdCount() >= 1);
        check("collection usage", pool.getCollectionUsage().getUsed() >= 60_000_000);
        kept = new byte[64][];
        System.gc();
        // The sensors are switched off by another thread.
        for (int i = 0; i < 1000 && (pool.isUsageThresholdExceeded() || pool.isCollectionUsageThresholdExceeded()); i++) Thread.sleep(10);
        check("no longer exceeded", !pool.isUsageThresholdExceeded() && !pool.isCollectionUsageThresholdExceeded());
        check("peak", pool.getPeakUsage().getUsed() >= 60_000_000);
        pool.resetPeakUsage();
        check("peak after reset", pool.getPeakUsage().getUsed() < 60_000_000);
        pool.setUsageThreshold(0);
        pool.setCollectionUsageThreshold(0);
        attempt("disabled", () -> pool.isUsageThresholdExceeded());
        for (MemoryPoolMXBean other : ManagementFactory.getMemoryPoolMXBeans()) {
            if (!other.getName().equals("Metaspace")) continue;
            System.out.println(other.getType() + " " + other.isUsageThresholdSupported() + " "
                    + other.isCollectionUsageThresholdSupported() + " " + other.getCollectionUsage());
            attempt("collection threshold", other::getCollectionUsageThreshold);
        }
    }

    static void collections() throws Exception {
        BlockingQueue<GarbageCollectionNotificationInfo> heard = new ArrayBlockingQueue<>(1000);
        for (java.lang.management.GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) bean).addNotificationListener((Notification n, Object handback) -> {
                if (!n.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) return;
                heard.add(GarbageCollectionNotificationInfo.from((CompositeData) n.getUserData()));
            }, null, null);
        }
        System.gc();
        GarbageCollectionNotificationInfo info;
        do {
            info = heard.poll(10, TimeUnit.SECONDS);
            if (info == null) throw new AssertionError("nothing heard");
        } while (!info.getGcCause().equals("System.gc()"));
        System.out.println(info.getGcAction() + ", " + info.getGcCause());
        GcInfo last = info.getGcInfo();
        check("notified times", last.getStartTime() <= last.getEndTime() && last.getId() > 0
                && last.getDuration() == last.getEndTime() - last.getStartTime());
        check("usage of every pool", last.getMemoryUsageAfterGc().size() == ManagementFactory.getMemoryPoolMXBeans().size()
                && last.getMemoryUsageBeforeGc().keySet().equals(last.getMemoryUsageAfterGc().keySet()));
        boolean known = false;
        for (java.lang.management.GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            GcInfo of = ((GarbageCollectorMXBean) bean).getLastGcInfo();
            known |= of != null && of.getId() > 0 && of.get("GcThreadCount") instanceof Integer && bean.getCollectionCount() > 0;
        }
        check("last collection", known);
    }

    static void options() throws Exception {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String name : new String[] {"HeapDumpOnOutOfMemoryError", "HeapDumpPath", "ThreadStackSize", "MaxRAMPercentage",
                "MaxDirectMemorySize", "MaxHeapSize", "nonsense"}) {
            attempt(name, () -> bean.getVMOption(name));
        }
        attempt("null", () -> bean.getVMOption(null));
        String[][] changes = {{"HeapDumpPath", "/tmp/x"}, {"HeapDumpOnOutOfMemoryError", "true"},
            {"HeapDumpOnOutOfMemoryError", "yes"}, {"ShowCodeDetailsInExceptionMessages", "false"}, {"MaxHeapSize", "1"},
            {"nonsense", "1"}, {null, "1"}, {"HeapDumpPath", null}};
        for (String[] change : changes) {
            attempt(change[0] + "=" + change[1], () -> {
                bean.setVMOption(change[0], change[1]);
                return bean.getVMOption(change[0]);
            });
        }
        try {
            Object nothing = null;
            nothing.hashCode();
        } catch (NullPointerException e) {
            System.out.println("plain message: " + e.getMessage());
        }
        bean.setVMOption("ShowCodeDetailsInExceptionMessages", "true");
        java.util.Set<String> diagnostic = new java.util.HashSet<>();
        for (VMOption option : bean.getDiagnosticOptions()) diagnostic.add(option.getName());
        check("diagnostic options", diagnostic.contains("HeapDumpPath") && diagnostic.contains("HeapDumpOnOutOfMemoryError")
                && !diagnostic.contains("MaxHeapSize"));
    }

    public static void main(String[] args) throws Exception {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        check("heap", heap.getUsed() <= heap.getCommitted() && heap.getCommitted() <= heap.getMax());
        check("non-heap", memory.getNonHeapMemoryUsage().getUsed() > 100_000);
        thresholds();
        collections();
        options();
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        System.out.println("verbose: " + classes.isVerbose() + " " + memory.isVerbose());
        System.out.println("compiler: " + ManagementFactory.getCompilationMXBean());
    }
}
