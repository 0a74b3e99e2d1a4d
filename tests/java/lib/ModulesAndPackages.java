// SPDX-License-Identifier: Apache-2.0
// The module system seen from a class path program: layers, descriptors, readability, exports,
// opens, resources, packages, layers of own.
import java.lang.module.*;
import java.util.*;
import java.util.stream.*;

public class ModulesAndPackages {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Throwable e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        Module me = ModulesAndPackages.class.getModule(), base = Object.class.getModule(),
               sql = java.sql.Connection.class.getModule();
        System.out.println(me.isNamed() + " " + me.getName() + base + base.isNamed() + sql.getName()
                + me.canRead(base) + base.canRead(me) + base.isExported("java.lang")
                + base.isExported("jdk.internal.misc") + base.isExported("jdk.internal.misc", me)
                + base.isOpen("java.lang") + base.isOpen("java.lang", me) + me.isOpen("")
                + base.getPackages().contains("java.util") + base.getDescriptor().isOpen()
                + base.getLayer().equals(ModuleLayer.boot()) + me.getLayer() + me.getDescriptor());
        System.out.println(ModuleLayer.boot().findModule("java.logging").isPresent() + " "
                + ModuleLayer.boot().findModule("nope").isPresent() + ModuleLayer.boot().parents()
                + ModuleLayer.empty().modules()
                + ModuleLayer.boot().findLoader("java.sql").getName()
                + ModuleLayer.boot().findLoader("java.base")
                + ModuleLayer.boot().findLoader("jdk.compiler").getName());
        ModuleDescriptor d = sql.getDescriptor();
        System.out.println(d.name()
                + d.requires().stream().map(r -> r.modifiers() + r.name()).sorted().toList()
                + d.exports().stream().map(ModuleDescriptor.Exports::source).sorted().toList()
                + d.uses() + d.isAutomatic() + d.packages().size());
        System.out.println(ModuleLayer.boot()
                        .modules()
                        .stream()
                        .map(Module::getName)
                        .sorted()
                        .collect(Collectors.joining(" ")));
        System.out.println(ModuleFinder.ofSystem().findAll().size() + " "
                + ModuleFinder.ofSystem().find("java.base").get().location().get() + " "
                + ModuleFinder.ofSystem()
                        .find("java.xml")
                        .get()
                        .open()
                        .list()
                        .filter(n -> n.endsWith("XPath.class"))
                        .sorted()
                        .toList());
        t("add reads", () -> me.addReads(sql) == me);
        t("add exports", () -> me.addExports("", base) == me);
        t("add opens not mine", () -> base.addOpens("java.lang", me));
        t("internal",
                ()
                        -> Class.forName("jdk.internal.misc.Unsafe")
                                .getMethod("getUnsafe")
                                .invoke(null));
        t("internal field", () -> {
            var f = String.class.getDeclaredField("hash");
            f.setAccessible(true);
            return f;
        });
        t("opened field", () -> {
            var f = java.util.ArrayList.class.getDeclaredField("size");
            f.setAccessible(true);
            return f.get(new ArrayList<>(List.of(1, 2)));
        });
        t("sun.misc", () -> {
            var f = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            f.setAccessible(true);
            return ((sun.misc.Unsafe) f.get(null)).pageSize() > 0;
        });
        Package p = String.class.getPackage();
        System.out.println(p + " " + p.isSealed() + p.getImplementationTitle()
                + ModulesAndPackages.class.getPackage().getName().isEmpty()
                + Package.getPackage("java.util") + p.getAnnotations().length
                + Arrays.stream(Package.getPackages())
                        .anyMatch(q -> q.getName().equals("java.lang")));
        System.out.println(base.getResourceAsStream("java/lang/Object.class").read() + " "
                + (base.getResourceAsStream("java/lang/none") == null)
                + Class.forName(base, "java.lang.String") + Class.forName(base, "nope")
                + Class.forName(sql, "java.sql.Driver").getModule());
        t("forName module null", () -> Class.forName((Module) null, "x"));
        ModuleFinder f = ModuleFinder.of();
        Configuration cf =
                ModuleLayer.boot().configuration().resolve(f, ModuleFinder.of(), Set.of());
        System.out.println(cf.modules() + " "
                + ModuleLayer.boot().defineModulesWithOneLoader(cf, null).modules());
        t("resolve missing",
                ()
                        -> ModuleLayer.boot().configuration().resolve(
                                f, ModuleFinder.of(), Set.of("absent")));
        System.out.println(ModuleDescriptor.newModule("m.x")
                                   .requires("java.base")
                                   .exports("p")
                                   .packages(Set.of("q"))
                                   .version("1.2")
                                   .build()
                + " "
                + ModuleDescriptor.Version.parse("1.10").compareTo(
                        ModuleDescriptor.Version.parse("1.9"))
                + base.getDescriptor().version().isPresent());
        t("bad name", () -> ModuleDescriptor.newModule("1bad"));
        System.out.println(
                base.isAnnotationPresent(Deprecated.class) + " " + base.getAnnotations().length);
    }
}
