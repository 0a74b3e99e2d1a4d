# SPDX-License-Identifier: Apache-2.0
"""The command lines that run.py compares. A case is a name, the words after `java`, and what to look at. The programs
are those of fixtures/, the working directory is where they were built."""

import dataclasses


@dataclasses.dataclass
class Case:
    name: str
    words: list
    stdin: str | None = None
    env: dict = dataclasses.field(default_factory=dict)
    compare: tuple = ("stdout", "stderr")  # streams that must be equal; the exit code always must
    out_has: tuple = ()                    # patterns that cjvm's own stdout must have
    err_has: tuple = ()
    program: str = "java"                  # or a tool of the JDK, started with -XXaltjvm
    vm_prefix: str = "-J"                  # how the tool passes an option to the VM
    timeout: int = 60
    unordered: bool = False                # compare the streams as sets of lines: hashes decide their order


CASES = []


def case(name, words, **settings):
    """`words` is one text, split at blanks, or a list."""
    CASES.append(Case(name, words.split() if isinstance(words, str) else words, **settings))


def same_exit(name, words, **settings):
    """Only the exit code must be that of `java`."""
    case(name, words, compare=(), **settings)


# Class path.
case("cp", "-cp classes Hello a b")
case("classpath", "-classpath classes Hello")
case("class-path", "--class-path classes Hello")
case("class-path=", "--class-path=classes Hello x")
case("cp last wins", "-cp nowhere -cp classes Hello")
case("cp variable", "Hello", env={"CLASSPATH": "classes"})
case("cp over variable", "-cp classes Props java.class.path", env={"CLASSPATH": "nowhere"})
case("cp property", "-Djava.class.path=classes Hello")
case("cp none", "Hello")
case("cp empty entries", "-cp :classes: ClassPath text.txt")
case("cp empty", ["-cp", "", "Hello"])
case("cp several", "-cp lib/dep.jar:classes UsesDep")
case("cp order", "-cp lib/text.jar:classes ClassPath text.txt")
case("cp order 2", "-cp classes:lib/text.jar ClassPath text.txt none.txt")
case("cp wildcard", ["-cp", "classes:lib/*", "UsesDep"], compare=())
case("cp wildcard none", ["-cp", "classes:source/*", "ClassPath", "text.txt"])
case("cp wildcard jar only", ["-cp", "jars/*:classes", "Hello"])
case("cp jar missing", "-cp classes:none.jar:lib/dep.jar UsesDep")
case("cp jar garbage", "-cp classes:garbage.jar:empty.jar:lib/dep.jar UsesDep")
case("cp directory of file name", "-cp classes/Hello.class Hello")
case("cp manifest", "-cp app.jar UsesDep")
case("cp manifest nested", "-cp nested.jar UsesDep")
case("cp multi-release", "-cp lib/multi.jar:classes UsesDep")
case("cp dependency lost", "-cp classes UsesDep")
case("cp missing value", "-cp")
case("class with slash", "-cp classes asserting/Asserting")
case("class file name", "-cp classes Hello.class")
case("class wrong case", "-cp classes hello")
case("class garbage", "-cp classes Garbage")
case("class renamed", "-cp classes Renamed")
case("class newer", "-cp newer Hello")
case("class super lost", "-cp classes Gone")
case("class not found", "-cp classes not.there.Main a")
case("main in java.base", "-cp classes java.lang.String")

# Jars.
case("jar", "-jar app.jar")
case("jar ignores cp", "-cp classes -jar props.jar text.txt")
case("jar multi-release", "-jar multiapp.jar")
case("jar multi-release off", "-Djdk.util.jar.enableMultiRelease=false -jar multiapp.jar")
case("jar multi-release version", "-Djdk.util.jar.version=8 -jar multiapp.jar")
case("jar nested", "-jar nested.jar")
case("jar no dependency", "-jar nodep.jar")
case("jar no main", "-jar nomain.jar")
case("jar bad main", "-jar badmain.jar")
case("jar missing", "-jar none.jar")
case("jar garbage", "-jar garbage.jar")
case("jar empty", "-jar empty.jar")
case("jar a directory", "-jar lib")
case("jar no value", "-jar")
case("jar opens", "-jar opens.jar")

# Modules.
case("module", "-p mods -m greet.app/greet.app.Main")
case("module long", "--module-path mods --module greet.app/greet.app.Main you")
case("module equals", "--module-path=mods --module=greet.app/greet.app.Main you")
case("module jars", "-p jars -m greet.app")
case("module jars extra", "-p jars --add-modules greet.extra -m greet.app you")
case("module throws", "-p jars -m greet.app you throw")
case("module directory throws", "-p mods -m greet.app/greet.app.Main you throw")
case("module single", "-p mods/greet.app:mods/greet.api -m greet.app/greet.app.Main")
case("module no main class", "-p mods -m greet.app")
case("module not found", "-p mods -m greet.none/x.Y")
case("module class not found", "-p mods -m greet.app/greet.app.None")
case("module dependency lost", "-p mods/greet.app -m greet.app/greet.app.Main")
case("module no value", "-p mods -m")
case("module path file", "-p garbage.jar -m greet.app")
case("module path missing", "-p none -m greet.app/greet.app.Main")
case("module two versions", "-p jars:mods -m greet.app")
case("add-modules all", "-p mods --add-modules ALL-MODULE-PATH -m greet.app/greet.app.Main you")
case("add-modules system", "--add-modules ALL-SYSTEM -cp classes Reaches", compare=("stdout",))
case("add-modules default", "--add-modules ALL-DEFAULT -cp classes Reaches")
case("add-modules incubator", "--add-modules jdk.incubator.vector -cp classes Reaches")
case("add-modules unknown", "--add-modules no.such -cp classes Hello")
case("add-modules on class path", "-p mods --add-modules greet.api,greet.extra -cp classes Hello")
case("add-opens", "--add-opens java.base/java.lang=ALL-UNNAMED -cp classes Reaches")
case("add-opens equals", "--add-opens=java.base/java.lang=ALL-UNNAMED -cp classes Reaches")
case("add-opens none", "-cp classes Reaches")
case("add-exports", "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED -cp classes Reaches")
case("add-exports linked", "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED -cp classes UsesInternal")
case("add-exports missing", "-cp classes UsesInternal")
case("add-exports to module", "-p mods --add-exports greet.api/greet.api.hidden=greet.app -m greet.app/greet.app.Main")
case("add-opens unknown module", "--add-opens no.such/x=ALL-UNNAMED -cp classes Hello")
case("add-opens unknown package", "--add-opens java.base/no.such=ALL-UNNAMED -cp classes Hello")
case("add-opens bad form", "--add-opens java.base -cp classes Hello")
case("add-exports no target", "--add-exports java.base/java.lang -cp classes Hello")
case("add-reads", "-p mods --add-reads greet.app=ALL-UNNAMED,java.sql -m greet.app/greet.app.Main")
case("add-reads unknown", "-p mods --add-reads greet.app=no.such -m greet.app/greet.app.Main")
case("limit-modules", "--limit-modules java.base -cp classes Reaches")
case("limit-modules unknown", "--limit-modules no.such -cp classes Hello")
case("limit-modules too far", "-p mods --limit-modules java.base -m greet.app/greet.app.Main")
case("patch-module", "-p mods --patch-module greet.api=patch -m greet.app/greet.app.Main")
case("patch-module equals", "-p mods --patch-module=greet.api=patch -m greet.app/greet.app.Main")
case("patch-module unknown", "-p mods --patch-module no.such=patch -m greet.app/greet.app.Main")
case("patch-module twice", "-p mods --patch-module greet.api=patch --patch-module greet.api=patch -m greet.app/greet.app.Main")
case("upgrade-module-path", "--upgrade-module-path mods --add-modules greet.api -cp classes Hello")
case("illegal-access", "--illegal-access=permit -cp classes Hello")
case("enable-native-access", "--enable-native-access=ALL-UNNAMED -cp classes Hello", compare=("stdout",))
case("enable-preview", "--enable-preview -cp classes Hello")
case("list-modules", "--list-modules")
case("list-modules path", "-p jars --list-modules", compare=("stderr",))
case("describe-module", "--describe-module java.sql", unordered=True)
case("describe-module d", "-p mods -d greet.app", compare=("stderr",))
case("describe-module unknown", "-d no.such")
case("validate-modules", "--validate-modules")
case("dry-run", "--dry-run -cp classes BadInit")
case("dry-run missing", "--dry-run -cp classes Missing")
case("show-module-resolution", "--show-module-resolution -p mods --limit-modules greet.app -m greet.app/greet.app.Main",
     compare=("stderr",))
case("module as class path", "-cp mods/greet.app:mods/greet.api greet.app.Main")

# Assertions.
for number, options in enumerate([
    "", "-ea", "-enableassertions", "-ea -da", "-ea:asserting.Asserting", "-ea:asserting...", "-ea:asserting.inner...",
    "-ea -da:asserting.inner...", "-ea:asserting... -da:asserting.Asserting", "-esa", "-ea -esa", "-dsa -ea",
    "-enablesystemassertions", "-da -ea:asserting.inner.Deep", "-ea:...", "-ea:asserting.Asserting$Nested",
    "-ea:asserting/Asserting", "-disableassertions:asserting... -enableassertions"]):
    case(f"assertions {number}", f"{options} -cp classes asserting.Asserting")
case("assertion fails", "-ea -cp classes asserting.Asserting text")
case("assertions bad", "-eax -cp classes asserting.Asserting")
case("assertions empty", "-ea: -cp classes asserting.Asserting")

# Argument files and the environment.
case("@file", "@args1 Hello 1")
case("@file all", "@args2")
case("@file after main", "-cp classes Hello @args1")
case("@file twice", "@args1 -Dp=later Hello")
case("@file escaped", "-cp classes @@args1 Hello")
case("@file missing", "@none Hello")
case("@file off", "--disable-@files @args1 Hello")
case("@file off after", "-cp classes --disable-@files Hello @args2")
case("JDK_JAVA_OPTIONS", "-cp classes Hello", env={"JDK_JAVA_OPTIONS": "-Dp=1 '-Dq=a b'"})
case("JDK_JAVA_OPTIONS file", "Hello", env={"JDK_JAVA_OPTIONS": "@args1"})
case("JDK_JAVA_OPTIONS main", "-cp classes Hello", env={"JDK_JAVA_OPTIONS": "-cp classes Hello"})
case("JDK_JAVA_OPTIONS jar", "-cp classes Hello", env={"JDK_JAVA_OPTIONS": "-jar app.jar"})
case("JDK_JAVA_OPTIONS version", "-cp classes Hello", env={"JDK_JAVA_OPTIONS": "--version"})
case("JDK_JAVA_OPTIONS quote", "-cp classes Hello", env={"JDK_JAVA_OPTIONS": "-Dp='x"})
case("JAVA_TOOL_OPTIONS", "-Dq=2 -cp classes Hello", env={"JAVA_TOOL_OPTIONS": "-Dp='a b' -Dq=1"})
case("JAVA_TOOL_OPTIONS ea", "-cp classes asserting.Asserting", env={"JAVA_TOOL_OPTIONS": "-ea"})
case("JAVA_TOOL_OPTIONS module", "-cp classes Reaches",
     env={"JAVA_TOOL_OPTIONS": "--add-opens=java.base/java.lang=ALL-UNNAMED"})
case("JAVA_TOOL_OPTIONS bad", "-cp classes Hello", env={"JAVA_TOOL_OPTIONS": "-nonsense"})
case("JAVA_TOOL_OPTIONS empty", "-cp classes Hello", env={"JAVA_TOOL_OPTIONS": ""})
case("_JAVA_OPTIONS", "-Dp=1 -cp classes Hello", env={"_JAVA_OPTIONS": "-Dp=2 -Xmx100m"})
case("VMOptionsFile", "-XX:VMOptionsFile=flags -cp classes Hello")
case("VMOptionsFile missing", "-XX:VMOptionsFile=none -cp classes Hello")
case("Flags missing", "-XX:Flags=none -cp classes Hello")

# Version, help, other things the launcher does itself. The texts name the VM: only their form must agree.
for number, option in enumerate(["-version", "--version", "-fullversion", "--full-version", "-showversion -cp classes Hello",
                                 "--show-version -cp classes Hello", "-version Hello", "-cp classes -version Hello",
                                 "-Xinternalversion", "-Xinternalversion -cp classes Hello", "-XshowSettings:vm -version",
                                 "-XshowSettings:locale -cp classes Hello", "-XshowSettings -version"]):
    same_exit(f"version {number}", option)
case("version stream", "-version", compare=("stdout",), err_has=(r'^openjdk version "17\.', r"^OpenJDK Runtime Environment"))
case("version stream 2", "--version", compare=("stderr",), out_has=(r"^openjdk 17\.",))
case("showversion program", "-showversion -cp classes Hello", compare=("stdout",))
case("fullversion", "-fullversion", compare=("stdout",), err_has=(r"full version \"17",))
case("XshowSettings properties", "-XshowSettings:properties -version", compare=("stdout",), err_has=("java.version = 17",))
for number, option in enumerate(["-help", "-?", "-h", "--help", "-X", "--help-extra"]):
    same_exit(f"help {number}", option)
case("help -X", "-X")
case("no arguments", "", compare=("stdout",))
case("unknown", "-nonsense -cp classes Hello")
case("unknown X", "-Xnonsense -cp classes Hello")
case("unknown double", "--nonsense -cp classes Hello")
case("unknown XX", "-XX:+Nonsense -cp classes Hello")
case("unknown XX like", "-XX:+UseG1GCx -cp classes Hello")
case("unknown XX value", "-XX:MaxHeapSiz=5m -cp classes Hello")
case("unknown XX ignored", "-XX:+IgnoreUnrecognizedVMOptions -XX:+Nonsense -XX:Other=1 -cp classes Hello")
case("unknown ignored not all", "-XX:+IgnoreUnrecognizedVMOptions -nonsense -cp classes Hello")
case("XX no sign", "-XX:UseG1GC -cp classes Hello")
case("XX sign", "-XX:+MaxHeapSize=100m -cp classes Hello")
case("XX no value", "-XX:MaxHeapSize -cp classes Hello")
case("XX bad value", "-XX:MaxHeapSize=abc -cp classes Hello")
case("XX range", "-XX:ActiveProcessorCount=x -cp classes Hello")
case("XX locked", "-XX:+ShowHiddenFrames -cp classes Hello")
case("XX experimental", "-XX:+UseEpsilonGC -cp classes Hello")
case("XX empty", "-XX: -cp classes Hello")
case("dash", "- -cp classes Hello")
case("client", "-client -cp classes Hello")
case("server", "-server -cp classes Hello")
case("d64", "-d64 -cp classes Hello")
case("jre-restrict", "-jre-restrict-search -cp classes Hello")
case("splash missing", "-splash:none.png -cp classes Hello", compare=("stdout",))

# Sizes.
for number, option in enumerate([
    "-Xmx", "-Xmx0", "-Xmx1", "-Xmx1m", "-Xmx10x", "-Xmx-5m", "-Xmx5mm", "-Xmx99999999999999999999", "-Xms", "-Xms10m",
    "-Xms200m -Xmx100m", "-Xmx16m", "-Xmx100M", "-Xmx1G", "-Xmx65536k", "-Xmx67108864", "-Xss", "-Xss1", "-Xss10k", "-Xss100k",
    "-Xss512k", "-Xss16m", "-Xss2g", "-Xssabc", "-Xmn10m", "-Xmn", "-XX:MaxHeapSize=50m", "-XX:ThreadStackSize=512",
    "-XX:MaxRAMPercentage=10", "-XX:MaxRAMPercentage=200", "-XX:MaxDirectMemorySize=10m", "-XX:InitialHeapSize=20m"]):
    case(f"size {number}", f"{option} -cp classes Hello")
case("max memory", "-Xmx100m -XX:+UseSerialGC -cp classes MaxMemory", compare=("stdout",))
case("processors", "-Xmx100m -XX:+UseSerialGC -XX:ActiveProcessorCount=3 -cp classes MaxMemory", compare=("stdout",))
case("stack deep", "-Xss64m -cp classes Recurse 200000")
case("stack shallow", "-Xss512k -cp classes Recurse 1000000")
case("stack endless", "-cp classes Endless")
case("trace depth", "-XX:MaxJavaStackTraceDepth=5 -cp classes Endless")
case("no traces", "-XX:-StackTraceInThrowable -cp classes Causes")
case("heap full", "-Xmx32m -cp classes Fill")
case("heap array", "-Xmx32m -cp classes Fill 100000000")
case("heap array limit", "-Xmx32m -cp classes Fill 2147483647")
case("heap exit", "-Xmx32m -XX:+ExitOnOutOfMemoryError -cp classes Fill")

# Options without effect on the program.
for number, option in enumerate([
    "-Xint", "-Xmixed", "-Xcomp", "-Xbatch", "-Xrs", "-Xshare:off", "-Xshare:auto", "-Xnoclassgc", "-Xlog:disable", "-Xlog:all=off",
    "-Xverify:none", "-Xverify:all", "-XX:+UseSerialGC", "-XX:+UseG1GC",
    "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:-UseCompressedOops", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1",
    "-XX:MaxMetaspaceSize=100m", "-XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=/tmp", "-XX:ReservedCodeCacheSize=50m",
    "-XX:+UnlockDiagnosticVMOptions -XX:+ShowHiddenFrames", "-XX:+UnlockExperimentalVMOptions -XX:-UseEpsilonGC",
    "-XX:NewRatio=3", "-XX:SurvivorRatio=8", "-XX:+UseStringDeduplication", "-XX:ErrorFile=/tmp/x", "-XX:-UsePerfData",
    "-XX:+DisableAttachMechanism", "-XX:CICompilerCount=2", "-XX:+UseContainerSupport", "-XX:OnOutOfMemoryError=true",
    "-Xdebug", "-Xcheck:jni", "-XX:+AlwaysPreTouch", "-XX:ParallelGCThreads=2", "-XX:MaxGCPauseMillis=50"]):
    case(f"harmless {number}", f"{option} -cp classes Hello", compare=("stdout",))
case("verbose class", "-verbose:class -cp classes Hello", compare=(), out_has=(r"Hello", r"^hello \[\]$"))
case("verbose", "-verbose -cp classes Hello", compare=(), out_has=(r"java\.lang\.Object", r"^hello \[\]$"))
case("verbose gc", "-verbose:gc -cp classes Hello", compare=(), out_has=(r"^hello \[\]$",))
case("verbose jni", "-verbose:jni -cp classes Hello", compare=(), out_has=(r"^hello \[\]$",))
case("verbose module", "-verbose:module -cp classes Hello", compare=(), out_has=(r"^hello \[\]$",))
case("verbose other", "-verbose:nonsense -cp classes Hello")
for number, option in enumerate(["-Xlog", "-Xlog:gc", "-Xlog:gc*", "-Xlog:class+load", "-Xlog:class+load=info:stderr",
                                 "-Xlog:safepoint*", "-Xlog:gc,class+init=debug:file={tmp}/log.txt:time,level:filecount=2",
                                 "-Xlog:startuptime"]):
    case(f"log {number}", f"{option} -cp classes Hello", compare=(), out_has=(r"^hello \[\]$",))
case("log bad", "-Xlog:nonsense -cp classes Hello")
case("log bad level", "-Xlog:gc=nonsense -cp classes Hello")
case("log bad decorator", "-Xlog:gc:stdout:nonsense -cp classes Hello")
case("log to device", "-Xlog:gc:file=/dev/null -cp classes Hello", compare=("stderr",))
case("log off again", "-Xlog:gc -Xlog:disable -cp classes Hello")
case("log help", "-Xlog:help", compare=())
case("trace old", "-XX:+TraceClassLoading -cp classes Hello", compare=())
case("PrintFlagsFinal", "-XX:+PrintFlagsFinal -version", compare=(), out_has=(r"MaxHeapSize +=",))
case("PrintCommandLineFlags", "-XX:+PrintCommandLineFlags -cp classes Hello", compare=(), out_has=(r"^hello",))
case("bootclasspath append", "-Xbootclasspath/a:classes -cp lib/dep.jar Hello")
case("bootclasspath old", "-Xbootclasspath:classes -cp classes Hello")
case("endorsed", "-Djava.endorsed.dirs=x -cp classes Hello", compare=("stderr",))
case("agent missing", "-agentlib:nosuchagent -cp classes Hello", compare=())
case("javaagent missing", "-javaagent:none.jar -cp classes Hello", compare=())
case("system loader", "-Xshare:off -Djava.system.class.loader=NoSuch -cp classes Hello")
case("security manager", "-Djava.security.manager -cp classes Hello")
case("security manager allow", "-Djava.security.manager=allow -cp classes Hello")

# Properties.
case("property", "-Dp -Dq= -cp classes Hello")
case("property equals", "-Dp=a=b -Dq=-D -cp classes Hello")
case("property empty name", "-D -D=x -cp classes Hello")
case("property spaces", ["-Dp=a b", "-Dq=ü€", "-cp", "classes", "Hello", "c d", "", "ü€𝄞"])
case("property fixed", "-Djava.vm.name=mine -Djava.vm.version=2 -cp classes Inputs", compare=())
case("properties of the system", "-cp classes Props java.version java.version.date java.specification.version java.class.version "
     "java.vendor java.vm.specification.name java.vm.specification.vendor java.specification.name java.specification.vendor "
     "file.separator path.separator line.separator user.dir user.language file.encoding sun.jnu.encoding os.name os.arch "
     "os.version java.home java.io.tmpdir java.library.path sun.boot.library.path sun.arch.data.model sun.cpu.endian "
     "sun.io.unicode.encoding java.runtime.name java.runtime.version java.vendor.url java.vendor.url.bug jdk.debug "
     "sun.java.launcher user.name user.home java.vendor.version native.encoding "
     "jdk.module.main stdout.encoding sun.stdout.encoding sun.stderr.encoding user.timezone")
case("inputs", "-Xmx100m -Dp=1 -ea --add-opens=java.base/java.lang=ALL-UNNAMED -cp classes Inputs one two")
case("inputs long", "--add-modules java.sql --add-exports java.base/jdk.internal.misc=ALL-UNNAMED -p mods -cp classes Inputs")
case("inputs Xint", "-Xint -cp classes Inputs", compare=())
case("module inputs", "-p mods --add-modules greet.api -cp classes Inputs")
case("encoding C", "-cp classes Encodings ab", env={"LC_ALL": "C", "LANG": "C"})
case("encoding UTF-8", ["-cp", "classes", "Encodings", "ü€𝄞"])
case("encoding POSIX", ["-cp", "classes", "Encodings", "ü€"], env={"LC_ALL": "POSIX", "LANG": None})
case("encoding none", ["-cp", "classes", "Encodings", "ü€"], env={"LC_ALL": None, "LANG": None})
case("encoding option", ["-Dfile.encoding=ISO-8859-1", "-cp", "classes", "Encodings", "ü€"])
case("locale option", "-Duser.language=de -Duser.country=AT -Duser.timezone=Europe/Vienna -cp classes Encodings")
case("locale variable", "-cp classes Encodings", env={"LC_ALL": "de_DE.UTF-8"})
case("zone variable", "-cp classes Encodings", env={"TZ": "America/New_York"})

# How main is found and how it ends.
for name in ["NotPublicMain", "NotStaticMain", "IntMain", "NoMain", "InterfaceMain", "EnumMain", "PrivateClassMain",
             "PrivateClassMain$Inner", "BadInit", "ErrorInit", "ExitInit", "Causes", "CircularCause", "ThrowsInToString",
             "ThreadDies", "asserting.inner.Deep"]:
    case(f"main {name}", f"-cp classes {name}")
case("main helpful", "-cp classes ThreadDies throw")
for name in ["default", "own", "throws", "exit"]:
    case(f"handler {name}", f"-cp classes Handlers {name}")
for words in ["end", "exit 0", "exit 7", "exit 256", "exit -1", "exit 300", "throw", "exitInHook", "throwInHook", "addInHook", "daemon",
              "otherExits", "halt", "finally"]:
    case(f"hooks {words}", f"-cp classes Hooks {words}", compare=("stderr",) if words == "exitInHook" else ("stdout", "stderr"))

# Standard input.
case("stdin lines", "-cp classes Stdin lines", stdin="one\ntwo\r\nü€𝄞\nlast")
case("stdin bytes", "-cp classes Stdin bytes", stdin="x" * 100000)
case("stdin scan", "-cp classes Stdin scan", stdin="1 two -3\n\n 4five 99999999999\n")
case("stdin all", "-cp classes Stdin all", stdin="abc\n" * 50000)
case("stdin empty", "-cp classes Stdin lines", stdin="")
case("stdin none", "-cp classes Stdin none")
case("stdin unread", "-cp classes Hello", stdin="x" * 1000000)

# Programs from source.
case("source", "source/Single.java a")
case("source throws", "source/Single.java a b")
case("source options", "-ea -Dp=1 -cp lib/dep.jar source/Single.java a")
case("source version", "--source 17 source/Single.java a")
case("source version old", "--source 8 source/Single.java a")
case("source script", "--source 17 source/script a")
case("source broken", "source/Broken.java")
case("source missing", "source/None.java")
case("source class exists", "-cp classes source/Single.java")

# Tools of the JDK on this VM.
def tool(name, program, words, **settings):
    case(name, words, program=program, **settings)


tool("javac", "javac", "-d {tmp} source/Single.java")
tool("javac error", "javac", "-d {tmp} source/Broken.java")
tool("javac version", "javac", "-version")
tool("javac help", "javac", "--help")
tool("javac none", "javac", "")
tool("javac bad option", "javac", "-nonsense")
tool("javac lint", "javac", "-Xlint:all -Werror -d {tmp} source/Single.java")
tool("jar list", "jar", "tf lib/dep.jar")
tool("jar list verbose", "jar", "--list --verbose --file app.jar", compare=("stderr",))
tool("jar create", "jar", "--create --verbose --file {tmp}/x.jar -C dep .", compare=())
tool("jar describe", "jar", "--describe-module --file jars/greet.app.jar", compare=("stderr",))
tool("jar missing", "jar", "tf none.jar")
tool("jar help", "jar", "--help")
tool("javap", "javap", "-cp classes Hello")
tool("javap verbose", "javap", "-v -p -cp classes Causes", compare=())
tool("javap code", "javap", "-c -p -s -l -cp classes Causes Hello EnumMain")
tool("javap system", "javap", "java.util.Map")
tool("javap module", "javap", "--module java.sql java.sql.Driver module-info")
tool("javap missing", "javap", "-cp classes no.such")
tool("jshell", "jshell", "-s -", stdin="int x = 6 * 7\nSystem.out.println(\"x is \" + x)\n/exit\n",
     vm_prefix="-J", compare=("stdout",), timeout=120)
tool("jshell local", "jshell", "--execution local -s -",
     stdin="record P(int a) {}\nSystem.out.println(new P(3))\nint f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); }\n"
     "System.out.println(f(15))\nString s = null\ns.length()\n/exit 4\n", timeout=120)
tool("keytool", "keytool", "-genkeypair -alias a -keyalg EC -dname CN=x -keystore {tmp}/k.p12 -storepass changeit -validity 10",
     compare=("stdout",))
tool("keytool list", "keytool", "-list -keystore none.p12 -storepass changeit")
tool("keytool help", "keytool", "-help")
tool("jdeps", "jdeps", "-summary lib/dep.jar jars/greet.app.jar", compare=())
tool("jdeps verbose", "jdeps", "-v -cp lib/dep.jar classes/UsesDep.class")
tool("jdeps modules", "jdeps", "--module-path jars --list-deps jars/greet.app.jar")
tool("javadoc", "javadoc", "-quiet -d {tmp}/doc source/Single.java", compare=(), timeout=180)
tool("javadoc version", "javadoc", "--version")
tool("serialver", "serialver", "java.lang.String java.util.ArrayList")
tool("serialver missing", "serialver", "no.such.Type")
tool("jlink list", "jlink", "--list-plugins")
tool("jlink image", "jlink", "--add-modules java.base --output {tmp}/image --strip-debug", timeout=300)
tool("jmod list", "jmod", "--help")
tool("jdeprscan", "jdeprscan", "--list --release 17", unordered=True)
tool("rmiregistry bad", "rmiregistry", "nonsense")
tool("jimage", "jimage", "--help", vm_prefix="-J")
tool("jarsigner", "jarsigner", "-verify app.jar")
tool("jps help", "jps", "-help")
tool("jcmd help", "jcmd", "-h")
tool("jrunscript", "jrunscript", "-help")
tool("jfr", "jfr", "help")
