// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "cluster/launch/mpirun.h"
#include "cluster/launch/options.h"

namespace cjvm::launch {
namespace {

using Words = std::vector<std::string>;

Environment environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
    const auto at = variables.find(name);
    return at == variables.end() ? std::nullopt : std::optional(at->second);
  };
}

// Parses words that are all options.
Options options(const Words& words) {
  std::vector<GivenOption> given;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t taken = take_option(words, at, given);
    EXPECT_GT(taken, 0U) << words[at];
    if (taken == 0) break;
    at += taken;
  }
  return parse_options(given);
}

TEST(LaunchOptions, TakeOneWordOrTwo) {
  EXPECT_EQ(options({"--nodes", "3"}).nodes, 3);
  EXPECT_EQ(options({"--nodes=3", "--seed", "7"}).seed, "7");
  const Options all = options({"--balance=random:5", "--proxy-stats", "--nodes=1"});
  EXPECT_EQ(all.balance, "random:5");
  EXPECT_EQ(all.proxy_stats, "");
  EXPECT_EQ(options({"--proxy-stats=out.json"}).proxy_stats, "out.json");
}

TEST(LaunchOptions, LeaveOtherWordsAlone) {
  std::vector<GivenOption> given;
  for (const char* word : {"--nodesx", "-nodes", "--node", "Main", "--seeds=3", "--version"})
    EXPECT_EQ(take_option({word, "3"}, 0, given), 0U) << word;
  EXPECT_TRUE(given.empty());
}

TEST(LaunchOptions, RefuseWhatIsNoNumber) {
  for (const char* count : {"", "0", "-1", "x", "2x", "1025", "99999999999999999999"})
    EXPECT_THROW(options({std::string("--nodes=") + count}), LaunchError) << count;
  EXPECT_THROW(options({"--nodes"}), LaunchError);
  EXPECT_THROW(options({"--seed=x"}), LaunchError);
  EXPECT_THROW(options({"--balance"}), LaunchError);
}

TEST(LaunchOptions, BecomeVariables) {
  const auto variables = variables_of(options({"--balance=a", "--proxy-stats", "--seed=9"}));
  EXPECT_EQ(variables, (std::vector<std::pair<std::string, std::string>>{
                           {"CJVM_BALANCE", "a"}, {"CJVM_PROXY_STATS", ""}, {"CJVM_SEED", "9"}}));
}

TEST(LaunchRole, FollowsFromOptionsAndEnvironment) {
  const Environment user = environment({});
  const Environment mpi = environment({{"OMPI_COMM_WORLD_SIZE", "2"}});
  EXPECT_EQ(role_of(options({}), user), Role::Alone);
  EXPECT_EQ(role_of(options({"--nodes=1", "--balance=a"}), user), Role::Only);
  EXPECT_EQ(role_of(options({"--nodes=2"}), user), Role::Starts);
  EXPECT_EQ(role_of(options({"--nodes=2"}), mpi), Role::Member);
  EXPECT_EQ(role_of(options({"--proxy-stats"}), mpi), Role::Member);
  EXPECT_THROW(role_of(options({"--nodes=3"}), mpi), LaunchError);
  EXPECT_THROW(role_of(options({"--balance=a"}), user), LaunchError);
}

TEST(Mpirun, RunsTheExecutableWithoutArguments) {
  const Words command = mpirun_command("/bin/mpirun", "/x/cjvm", 4, false);
  EXPECT_EQ(command.front(), "/bin/mpirun");
  EXPECT_EQ(Words(command.end() - 3, command.end()), (Words{"-np", "4", "/x/cjvm"}));
  EXPECT_EQ(std::count(command.begin(), command.end(), "--allow-run-as-root"), 0);
  const Words as_root = mpirun_command("/bin/mpirun", "/x/cjvm", 4, true);
  EXPECT_EQ(std::count(as_root.begin(), as_root.end(), "--allow-run-as-root"), 1);
}

TEST(Mpirun, IsLookedForOnThePath) {
  EXPECT_THROW(find_mpirun(environment({{"PATH", "/nowhere:/proc"}})), LaunchError);
  EXPECT_THROW(find_mpirun(environment({{"CJVM_MPIRUN", "/nowhere/mpirun"}})), LaunchError);
  EXPECT_EQ(find_mpirun(environment({{"CJVM_MPIRUN", "/bin/sh"}})), "/bin/sh");
}

}  // namespace
}  // namespace cjvm::launch
