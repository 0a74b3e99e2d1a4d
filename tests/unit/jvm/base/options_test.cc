// SPDX-License-Identifier: Apache-2.0
// The option parser: values, order of the sources, and the messages `java` gives for what it
// refuses.
#include "jvm/base/options.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "jvm/base/xx_options.h"

namespace cjvm {
namespace {

struct Parsed {
  Options options;
  std::string err, out;
};

Parsed parse(const OptionSources& sources) {
  Parsed parsed;
  parsed.options = parse_options(sources, [&](std::string_view text, bool to_stdout) {
    (to_stdout ? parsed.out : parsed.err) += text;
  });
  return parsed;
}

Parsed parse(std::vector<std::string> arguments) {
  OptionSources sources;
  sources.arguments = std::move(arguments);
  return parse(sources);
}

// Message of the refusal, or "accepted".
std::string refusal(std::vector<std::string> arguments) {
  try {
    parse(std::move(arguments));
    return "accepted";
  } catch (const BadOption& bad) {
    return bad.what();
  }
}

TEST(Options, Numbers) {
  EXPECT_EQ(parse_number("64m"), 64 << 20);
  EXPECT_EQ(parse_number("0x10"), 16);
  EXPECT_EQ(parse_number("2G"), std::int64_t{2} << 30);
  EXPECT_EQ(parse_number("-5"), -5);
  EXPECT_FALSE(parse_number("").has_value());
  EXPECT_FALSE(parse_number("12q").has_value());
  EXPECT_FALSE(parse_number("1mm").has_value());
  EXPECT_FALSE(parse_number("99999999999g").has_value());
}

TEST(Options, Defaults) {
  const auto parsed = parse(std::vector<std::string>{});
  EXPECT_EQ(parsed.options.max_heap_size, 0);
  EXPECT_TRUE(parsed.options.verify_remote);
  EXPECT_EQ(parsed.options.thread_stack_bytes(), 1u << 20);
  EXPECT_EQ(parsed.options.heap_limit(std::uint64_t{8} << 30), std::uint64_t{2} << 30);
  EXPECT_EQ(parsed.options.max_stack_trace_depth, 1024);
  EXPECT_EQ(parsed.err, "");
}

TEST(Options, MemorySizes) {
  const auto options =
      parse({"-Xmx64m", "-Xms8m", "-Xss512k", "-XX:MaxDirectMemorySize=3m"}).options;
  EXPECT_EQ(options.heap_limit(1), 64u << 20);
  EXPECT_EQ(options.initial_heap_size, 8 << 20);
  EXPECT_EQ(options.thread_stack_bytes(), 512u << 10);
  EXPECT_EQ(options.property("sun.nio.MaxDirectMemorySize"), "3145728");
}

TEST(Options, BadSizesGetTheWordsOfJava) {
  EXPECT_EQ(refusal({"-Xmx12q"}), "Invalid maximum heap size: -Xmx12q\n");
  EXPECT_EQ(refusal({"-Xmx0"}), "Invalid maximum heap size: -Xmx0\n");
  EXPECT_EQ(refusal({"-Xms-1"}), "Invalid initial heap size: -Xms-1\n");
  EXPECT_EQ(refusal({"-Xssq"}), "Invalid thread stack size: -Xssq\n");
  EXPECT_EQ(refusal({"-XX:MaxHeapSize=x"}), "Invalid maximum heap size: -XX:MaxHeapSize=x\n");
  EXPECT_EQ(refusal({"-Xmx1"}),
            "Error occurred during initialization of VM\nToo small maximum heap\n");
  EXPECT_EQ(refusal({"-Xmx10m", "-Xms20m"}),
            "Error occurred during initialization of VM\n"
            "Initial heap size set to a larger value than the maximum heap size\n");
  EXPECT_EQ(refusal({"-Xss1"}),
            "\nThe Java thread stack size specified is too small. Specify at least 136k\n");
  EXPECT_EQ(refusal({"-Xss10g"}),
            "Invalid thread stack size: -Xss10g\nThe specified size exceeds the maximum "
            "representable size.\n");
}

TEST(Options, BadXxOptionsGetTheWordsOfJava) {
  EXPECT_EQ(refusal({"-XX:+Foo"}), "Unrecognized VM option 'Foo'\n");
  EXPECT_EQ(refusal({"-XX:Foo=3"}), "Unrecognized VM option 'Foo=3'\n");
  EXPECT_EQ(refusal({"-XX:-UseG1GCC"}),
            "Unrecognized VM option 'UseG1GCC'\nDid you mean '(+/-)UseG1GC'? ");
  EXPECT_EQ(refusal({"-XX:+MaxHeapFreeRatio"}),
            "Unexpected +/- setting in VM option 'MaxHeapFreeRatio'\n");
  EXPECT_EQ(refusal({"-XX:UseG1GC=true"}), "Missing +/- setting for VM option 'UseG1GC=true'\n");
  EXPECT_EQ(refusal({"-XX:MaxHeapFreeRatio"}),
            "Improperly specified VM option 'MaxHeapFreeRatio'\n");
  EXPECT_EQ(refusal({"-XX:ThreadStackSize=abc"}),
            "Improperly specified VM option 'ThreadStackSize=abc'\n");
  EXPECT_EQ(refusal({"-XX:MaxDirectMemorySize=-1"}),
            "Improperly specified VM option 'MaxDirectMemorySize=-1'\n");
  EXPECT_EQ(refusal({"-XX:MaxJavaStackTraceDepth=-5"}),
            "intx MaxJavaStackTraceDepth=-5 is outside the allowed range [ 0 ... 1073741823 ]\n"
            "Improperly specified VM option 'MaxJavaStackTraceDepth=-5'\n");
  EXPECT_EQ(refusal({"-XX:MaxRAMPercentage=200"}),
            "double MaxRAMPercentage=200.000000 is outside the allowed range [ 0.000000 ... "
            "100.000000 ]\n"
            "Improperly specified VM option 'MaxRAMPercentage=200'\n");
  EXPECT_EQ(refusal({"-XX:+ShowHiddenFrames"}),
            "Error: VM option 'ShowHiddenFrames' is diagnostic and must be enabled via "
            "-XX:+UnlockDiagnosticVMOptions.\n"
            "Error: The unlock option must precede 'ShowHiddenFrames'.\n");
}

TEST(Options, UnknownOptionsCanBePassedOver) {
  EXPECT_EQ(refusal({"-Xfoo"}), "Unrecognized option: -Xfoo\n");
  EXPECT_EQ(refusal({"-XX:+Foo", "-Xfoo", "-XX:+IgnoreUnrecognizedVMOptions"}), "accepted");
}

TEST(Options, OptionsOfOtherCollectorsAreTakenWithOneWarning) {
  const auto parsed = parse({"-XX:+UseG1GC", "-XX:NewRatio=2", "-XX:+AlwaysPreTouch"});
  EXPECT_EQ(parsed.err,
            "OpenJDK 64-Bit Server VM warning: VM options without effect here: UseG1GC, NewRatio, "
            "AlwaysPreTouch\n");
}

TEST(Options, PropertiesKeepTheirOrderAndTheLastValue) {
  const auto options = parse({"-Da=1", "-Db", "-Da=2=3", "-Djava.vm.name=mine"}).options;
  EXPECT_EQ(options.properties,
            (std::vector<std::pair<std::string, std::string>>{{"a", "2=3"}, {"b", ""}}));
}

TEST(Options, ModuleOptionsBecomeProperties) {
  const auto options =
      parse({"--add-modules=a,b", "--add-modules=c", "--add-opens=java.base/java.lang=ALL-UNNAMED",
             "--limit-modules=x", "--module-path=/m", "--patch-module=java.base=/p:/q"})
          .options;
  EXPECT_EQ(options.property("jdk.module.addmods.0"), "a,b");
  EXPECT_EQ(options.property("jdk.module.addmods.1"), "c");
  EXPECT_EQ(options.property("jdk.module.addopens.0"), "java.base/java.lang=ALL-UNNAMED");
  EXPECT_EQ(options.property("jdk.module.limitmods"), "x");
  EXPECT_EQ(options.property("jdk.module.path"), "/m");
  EXPECT_EQ(options.property("jdk.module.patch.0"), "java.base=/p:/q");
  ASSERT_EQ(options.module_patches.size(), 1u);
  EXPECT_EQ(options.module_patches[0].module, "java.base");
  EXPECT_EQ(options.module_patches[0].path, "/p:/q");
  EXPECT_EQ(refusal({"--patch-module=foo"}), "Missing '=' in --patch-module specification\n");
}

TEST(Options, ModulePropertiesOfTheUserAreIgnored) {
  const auto parsed = parse({"-Djdk.module.addmods.0=x", "-Djdk.module.main=m"});
  EXPECT_FALSE(parsed.options.property("jdk.module.addmods.0").has_value());
  EXPECT_EQ(parsed.options.property("jdk.module.main"), "m");
  EXPECT_NE(parsed.err.find("Ignoring system property options"), std::string::npos);
}

TEST(Options, Assertions) {
  const auto options = parse({"-ea", "-da:p.q...", "-ea:p.q.A", "-da:...", "-esa"}).options;
  EXPECT_TRUE(options.assertions_enabled("x.Y", false));
  EXPECT_FALSE(options.assertions_enabled("p.q.B", false));
  EXPECT_FALSE(options.assertions_enabled("p.q.r.C", false));
  EXPECT_TRUE(options.assertions_enabled("p.q.A", false));
  EXPECT_FALSE(options.assertions_enabled("InNoPackage", false));
  EXPECT_TRUE(options.assertions_enabled("java.lang.String", true));
  EXPECT_FALSE(parse({"-ea"}).options.assertions_enabled("java.lang.String", true));
  EXPECT_FALSE(parse({"-ea", "-da"}).options.assertions_enabled("x.Y", false));
}

TEST(Options, SourcesAreReadInOrder) {
  OptionSources sources;
  sources.arguments = {"-Da=2"};
  sources.java_tool_options = "-Da=1 -Db='x y' -Dc=\"q\"z";
  sources.java_options = "-Da=3";
  const auto parsed = parse(sources);
  EXPECT_EQ(parsed.options.property("a"), "3");
  EXPECT_EQ(parsed.options.property("b"), "x y");
  EXPECT_EQ(parsed.options.property("c"), "qz");
  EXPECT_EQ(
      parsed.err,
      "Picked up JAVA_TOOL_OPTIONS: -Da=1 -Db='x y' -Dc=\"q\"z\nPicked up _JAVA_OPTIONS: -Da=3\n");
  EXPECT_EQ(parsed.options.arguments,
            (std::vector<std::string>{"-Da=1", "-Db=x y", "-Dc=qz", "-Da=2", "-Da=3"}));
  sources.java_tool_options = "-Da='1";
  EXPECT_THROW(parse(sources), BadOption);
}

TEST(Options, OptionFiles) {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("cjvm_options_" + std::to_string(::getpid())))
          .string();
  std::ofstream(path) << "-Da=file\n-Db=\"x # y\"";
  EXPECT_EQ(parse({"-XX:VMOptionsFile=" + path}).options.property("b"), "x # y");
  EXPECT_NE(
      refusal({"-XX:VMOptionsFile=" + path, "-XX:VMOptionsFile=" + path}).find("already specified"),
      std::string::npos);
  std::ofstream(path) << "MaxHeapSize=20m # comment\n-PrintFlagsFinal\n";
  EXPECT_EQ(parse({"-XX:Flags=" + path}).options.max_heap_size, 20 << 20);
  std::filesystem::remove(path);
  EXPECT_EQ(refusal({"-XX:VMOptionsFile=/nonex"}), "Could not open options file '/nonex'\n");
  EXPECT_EQ(refusal({"-XX:Flags=/nonex"}), "Could not open settings file /nonex\n");
}

TEST(Options, Tracing) {
  EXPECT_EQ(parse({"-verbose:class"}).options.topics, std::vector<Topic>{Topic::ClassLoad});
  EXPECT_EQ(parse({"-Xlog:class+load"}).options.topics, std::vector<Topic>{Topic::ClassLoad});
  EXPECT_EQ(parse({"-Xlog:class*=debug,gc"}).options.topics,
            (std::vector<Topic>{Topic::ClassLoad, Topic::ClassInit, Topic::Gc}));
  EXPECT_TRUE(parse({"-Xlog:safepoint,nmethod+install:stderr"}).options.topics.empty());
  EXPECT_TRUE(parse({"-Xlog:all=off"}).options.topics.empty());
  EXPECT_EQ(parse({"-Xtrace:prepare,call"}).options.topics,
            (std::vector<Topic>{Topic::Call, Topic::Prepare}));
  EXPECT_EQ(refusal({"-Xtrace:nonsense"}), "Unrecognized trace topic: nonsense\n");
  EXPECT_TRUE(parse({"-verbose:gc"}).options.verbose_gc);
}

TEST(Options, LogOutputs) {
  const Options options =
      parse({"-Xlog:gc,module=trace:file=a_%p.log:time,p:filecount=2,filesize=4k",
             "-Xlog:class+load,gc=warning::none"})
          .options;
  ASSERT_EQ(options.log_outputs.size(), 2u);
  const LogOutput& file = options.log_outputs[0];
  EXPECT_EQ(file.name, "a_%p.log");
  EXPECT_EQ(file.topics,
            1u << static_cast<unsigned>(Topic::Gc) | 1u << static_cast<unsigned>(Topic::Module));
  EXPECT_EQ(file.decorators, 1u << static_cast<unsigned>(Decorator::Time) |
                                 1u << static_cast<unsigned>(Decorator::Pid));
  EXPECT_EQ(file.file_count, 2u);
  EXPECT_EQ(file.file_bytes, 4096u);
  EXPECT_EQ(options.log_outputs[1].name, "stdout");
  EXPECT_EQ(options.log_outputs[1].topics, 1u << static_cast<unsigned>(Topic::ClassLoad));
  EXPECT_EQ(options.log_outputs[1].decorators, 0u);
  EXPECT_TRUE(parse({"-Xlog:all", "-Xlog:disable"}).options.topics.empty());
  EXPECT_TRUE(parse({"-verbose:gc", "-Xlog:gc=off"}).options.topics.empty());
  EXPECT_NE(parse({"-Xlog:gc:file=x::filecount=2"}).options.log_outputs[0].file_count, 5u);
  EXPECT_NE(refusal({"-Xlog:gc:file=x::filecount=many"}), "accepted");
  EXPECT_NE(refusal({"-Xlog:gc:file=/nonex/x"}), "accepted");
}

TEST(Options, DeprecatedFlags) {
  EXPECT_NE(parse({"-XX:+UseBiasedLocking"})
                .err.find("Option UseBiasedLocking was deprecated in version 15.0"),
            std::string::npos);
  EXPECT_NE(parse({"-XX:DefaultMaxRAMFraction=4"}).err.find("Use option MaxRAMFraction instead."),
            std::string::npos);
  EXPECT_NE(parse({"-XX:SuspendRetryCount=3"}).err.find("Ignoring option SuspendRetryCount"),
            std::string::npos);
  EXPECT_EQ(parse({"-XX:+UseSerialGC"}).err.find("deprecated"), std::string::npos);
}

TEST(Options, VerificationModes) {
  EXPECT_FALSE(parse({"-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"})
                   .options.verify_remote);
  EXPECT_TRUE(parse({"-Xverify:all"}).options.verify_local);
  EXPECT_FALSE(parse({"-noverify"}).options.verify_remote);
  EXPECT_EQ(refusal({"-Xverify:foo"}), "Unrecognized verification option: -Xverify:foo\n");
}

TEST(Options, AgentsAreRefused) {
  try {
    parse({"-javaagent:x.jar"});
    FAIL();
  } catch (const BadOption& bad) {
    EXPECT_TRUE(bad.during_initialization);
    EXPECT_NE(std::string(bad.what()).find("-javaagent:x.jar"), std::string::npos);
  }
}

TEST(Options, DescriptionNamesEveryOption) {
  const std::string text = describe_options(parse({"-Xmx64m"}).options);
  EXPECT_NE(text.find("MaxHeapSize                              = 67108864"), std::string::npos);
}

}  // namespace
}  // namespace cjvm
