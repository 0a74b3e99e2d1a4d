// SPDX-License-Identifier: Apache-2.0
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import java.util.regex.Pattern;

/** Diagnostic commands through their bean, and from another process with the tools of the JDK. */
public class DiagnosticCommands {
    static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    static ObjectName bean;

    static String run(String operation, String... arguments) {
        try {
            Object[] given = {arguments};
            String[] signature = {String[].class.getName()};
            boolean none = arguments.length == 0;
            for (MBeanOperationInfo info : SERVER.getMBeanInfo(bean).getOperations()) {
                if (info.getName().equals(operation) && info.getSignature().length == 0) {
                    return (String) SERVER.invoke(bean, operation, null, null);
                }
            }
            return (String) SERVER.invoke(bean, operation, none ? new Object[] {null} : given, signature);
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause.toString();
        }
    }

    static void matches(String what, String text, String pattern) {
        boolean found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
        System.out.println(what + ": " + (found ? "as expected" : "[" + text + "]"));
    }

    static class Counted {}

    static void inside() throws Exception {
        Object[] counted = new Object[321];
        for (int i = 0; i < counted.length; i++) counted[i] = new Counted();
        MBeanInfo info = SERVER.getMBeanInfo(bean);
        Map<String, String> permissions = new TreeMap<>();
        for (MBeanOperationInfo operation : info.getOperations()) {
            permissions.put(operation.getName(), operation.getDescriptor().getFieldValue("dcmd.permissionClass") + " "
                    + operation.getDescriptor().getFieldValue("dcmd.permissionName"));
        }
        for (String name : List.of("gcClassHistogram", "gcRun", "gcHeapInfo", "threadPrint", "vmFlags", "vmVersion", "vmUptime",
                "vmSystemProperties", "vmCommandLine", "vmSetFlag", "help")) {
            System.out.println(name + " " + permissions.get(name));
        }
        System.out.println("[" + run("gcRun") + "]");
        matches("uptime", run("vmUptime"), "\\d+\\.\\d{3} s\n");
        matches("with date", run("vmUptime", "-date"), "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000: \\d+\\.\\d{3} s\n");
        System.out.println(run("vmUptime", "-nonsense"));
        System.out.println(run("threadPrint", "x"));
        System.out.println(run("threadPrint", "-l=perhaps"));
        matches("version", run("vmVersion"), ".* version .*\nJDK 17[^\n]*\n");
        matches("properties", run("vmSystemProperties"), "#.*java\\.specification\\.version=17.*");
        matches("command line", run("vmCommandLine"),
                "VM Arguments:\njvm_args: .*-Dmarked=yes.*java_command: .*\njava_class_path \\(initial\\): .*\nLauncher Type: .*\n");
        matches("flags", run("vmFlags"), ".*-XX:MaxHeapSize=67108864 .*");
        matches("set", run("vmSetFlag", "HeapDumpPath", "/x"), "");
        matches("changed flag", run("vmFlags"), ".*-XX:HeapDumpPath=/x .*");
        matches("threads", run("threadPrint"), ".*Full thread dump .*\"main\" #1 .*java\\.lang\\.Thread\\.State: RUNNABLE.*"
                + "at DiagnosticCommands\\.main\\(DiagnosticCommands\\.java:\\d+\\).*");
        matches("owned locks", run("threadPrint", "-l"), ".*   Locked ownable synchronizers:\n\t- None\n.*");
        matches("histogram", run("gcClassHistogram"), " num     #instances         #bytes  class name \\(module\\)\n-+\n.*"
                + ": +321 +\\d+  DiagnosticCommands\\$Counted\n.*Total +\\d+ +\\d+\n");
        matches("help", run("help"), "The following commands are available:\n.*GC\\.run\n.*help\n\nFor more information.*\n");
        System.out.print(run("help", "nonsense"));
        matches("help for one", run("help", "VM.uptime"), "VM\\.uptime\n.*\nImpact: Low.*Syntax : VM\\.uptime \\[options\\]\n\n"
                + "Options: .*\t-date : \\[optional\\] .* \\(BOOLEAN, false\\)\n");
        if (counted[320] == null) throw new AssertionError();
    }

    record Outcome(int code, String out) {}

    static Outcome tool(String... command) throws Exception {
        command[0] = System.getProperty("java.home") + "/bin/" + command[0];
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        process.waitFor(30, TimeUnit.SECONDS);
        return new Outcome(process.exitValue(), out);
    }

    static void fromOutside() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        Outcome outcome = tool("jcmd", pid, "VM.version", "");
        matches("jcmd VM.version", outcome.out, pid + ":\n.* version .*\nJDK 17[^\n]*\n");
        outcome = tool("jcmd", pid, "GC.heap_dump");
        System.out.println(outcome.code + " " + outcome.out.replace(pid, "PID"));
        outcome = tool("jcmd", pid, "Nonsense");
        System.out.println(outcome.code + " " + outcome.out.replace(pid, "PID"));
        outcome = tool("jstack", pid);
        matches("jstack", outcome.out, ".*Full thread dump .*\"main\" #1 .*at DiagnosticCommands\\.main.*");
        outcome = tool("jinfo", "-flag", "MaxHeapSize", pid);
        System.out.print(outcome.out);
        outcome = tool("jinfo", "-flag", "nonsense", pid);
        System.out.print(outcome.out);
        outcome = tool("jinfo", "-flag", "-HeapDumpOnOutOfMemoryError", pid);
        System.out.print(outcome.code + outcome.out);
        outcome = tool("jps");
        matches("jps", outcome.out, ".*\\b" + pid + " DiagnosticCommands\n.*");
    }

    public static void main(String[] args) throws Exception {
        bean = new ObjectName("com.sun.management:type=DiagnosticCommand");
        inside();
        fromOutside();
    }
}
