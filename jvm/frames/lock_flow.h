// SPDX-License-Identifier: Apache-2.0
// Which monitors a method holds at each of its instructions, for methods whose bytecode shows it:
// those in which every monitorexit leaves the monitor that was entered last, every way to an
// instruction holds the same monitors there, and nothing that throws or returns can leave the
// method with one. That is what compilers make of synchronized blocks; the proof costs nothing at
// run time. Values only; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "jvm/frames/null_flow.h"

namespace cjvm {

class LockFlow {
 public:
  LockFlow(const ConstantPool& constants, const CodeInfo& code);

  // False: nothing is known, the method must be watched while it runs.
  bool is_structured() const { return structured_; }

  // The local variables that hold the objects of the monitors held before the instruction at `bci`,
  // outermost first. Monitors whose object lies in no local variable are left out. Requires
  // is_structured().
  std::vector<std::uint32_t> locals_of_held(std::uint32_t bci) const;

 private:
  // What is known before an instruction. Values are numbered by the bci of the instruction that
  // made them, arguments and values that meet get numbers of their own.
  struct State {
    SourceStack stack;
    std::vector<std::int32_t> locals;
    std::vector<std::int32_t> held;  // outermost first
  };

  void run(std::uint32_t bci);
  // Executes the instruction at `at`, which does not throw; false if it breaks the order of
  // monitors.
  bool step(State& state, const CodeCursor& at) const;
  void leave_by_throwable(const State& state, std::uint32_t bci);
  void flow_to(std::int64_t bci, const State& state);
  // The number of the value that is in `slot` where ways meet at `bci`.
  std::int32_t meeting(std::uint32_t bci, std::size_t slot);
  void meet(std::uint32_t bci, State& known, std::vector<std::int32_t>& to,
            const std::vector<std::int32_t>& from, std::size_t first_slot, bool& changed);

  const ConstantPool& constants_;
  const CodeInfo& code_;
  std::map<std::uint32_t, State> states_;  // at targets of branches and handlers
  std::map<std::pair<std::uint32_t, std::size_t>, std::int32_t> meetings_;
  std::vector<std::uint32_t> work_;
  bool structured_ = true;
};

}  // namespace cjvm
