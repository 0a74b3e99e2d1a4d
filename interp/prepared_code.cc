// SPDX-License-Identifier: Apache-2.0
// Instruction facts, code storage and the disassembler.
#include "interp/prepared_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>
#include <unordered_map>

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/linking/symbol.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/object/class.h"

namespace cjvm {

AccumulatorFacts accumulator_facts[static_cast<std::size_t>(Op::kCount)];

namespace {

std::string_view without_form(std::string_view name) {
  return name.ends_with("_x") || name.ends_with("_y") || name.ends_with("_z")
             ? name.substr(0, name.size() - 2)
             : name;
}

Accumulator accumulator_named(std::string_view type) {
  return type.find("float") != type.npos    ? Accumulator::kFloat
         : type.find("double") != type.npos ? Accumulator::kDouble
                                            : Accumulator::kGeneral;
}

// Code is never freed, and the collector need not look into it.
void* allocate_code(std::size_t bytes) {
  void* memory = MetadataArena::allocate(bytes, false);
  check(memory != nullptr, "there is memory for prepared code");
  return memory;
}

}  // namespace

// The names say it: add_float, float_to_int, compare_double_l, if_float_g_lt.
void make_accumulator_facts() {
  std::unordered_map<std::string_view, Op> by_name;
  for (std::size_t i = 0; i < std::size(kOps); ++i) by_name[kOps[i].name] = static_cast<Op>(i);
  for (std::size_t i = 0; i < std::size(kOps); ++i) {
    AccumulatorFacts& facts = accumulator_facts[i];
    std::string_view name = without_form(kOps[i].name);
    std::size_t to = name.find("_to_");
    facts.operand = accumulator_named(to == name.npos ? name : name.substr(0, to));
    if (kOps[i].layout >= Layout::dst_slot) {
      bool compares = name.starts_with("compare_");
      facts.result = compares ? Accumulator::kGeneral
                              : accumulator_named(to == name.npos ? name : name.substr(to));
    }
    if (name != kOps[i].name) continue;
    for (unsigned k = 0; k < 3; ++k) {
      auto found = by_name.find(std::string(name) + "_" + "xyz"[k]);
      if (found != by_name.end()) facts.forms[k] = found->second;
    }
  }
}

Op HandlerTable::op_of(Handler handler) const {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Op::kCount); ++i) {
    if (handlers[i] == handler) return static_cast<Op>(i);
  }
  return Op::kCount;
}

Instruction* allocate_cells(std::size_t count) {
  return static_cast<Instruction*>(allocate_code(count * sizeof(Instruction)));
}

PreparedCode::PreparedCode(Method* method, std::uint32_t cells)
    : method_(method),
      cells_(static_cast<Instruction*>(allocate_code(cells * sizeof(Instruction)))),
      size_(cells),
      bcis_(static_cast<std::uint16_t*>(allocate_code(cells * sizeof(std::uint16_t)))) {}

void* PreparedCode::allocate_table(std::size_t bytes) {
  tables_.push_back(std::make_unique<char[]>(bytes));
  return tables_.back().get();
}

std::string PreparedCode::disassemble(const HandlerTable& table) const {
  std::unordered_map<const void*, Op> ops;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Op::kCount); ++i) {
    ops.emplace(reinterpret_cast<const void*>(table.handlers[i]), static_cast<Op>(i));
  }
  std::string out;
  auto to = std::back_inserter(out);
  std::uint32_t index = 0;
  while (index < size_) {
    const Instruction& at = cells_[index];
    auto found = ops.find(reinterpret_cast<const void*>(at.handler));
    if (found == ops.end()) {
      fmt::format_to(to, "{:5} ?\n", index++);
      continue;
    }
    const OpInfo& info = op_info(found->second);
    fmt::format_to(to, "{:5} @{:<5} {:26}", index, bcis_[index], info.name);
    auto branch = [&] {
      fmt::format_to(to, " -> {}", static_cast<std::int32_t>(index) + at.imm / 16);
    };
    switch (info.layout) {
      case Layout::none:
        break;
      case Layout::imm:
        fmt::format_to(to, " #{}", at.imm);
        break;
      case Layout::branch:
        branch();
        break;
      case Layout::slot:
        fmt::format_to(to, " s{}", at.a);
        break;
      case Layout::slots3:
        fmt::format_to(to, " s{} s{} s{}", at.a, at.b, at.c);
        break;
      case Layout::slots4:
        fmt::format_to(to, " s{} s{} s{} s{}", at.a, at.b, at.c, at.d);
        break;
      case Layout::slot_branch:
        fmt::format_to(to, " s{}", at.a);
        branch();
        break;
      case Layout::slots2_branch:
        fmt::format_to(to, " s{} s{}", at.a, at.b);
        branch();
        break;
      case Layout::slot_imm_branch:
        fmt::format_to(to, " s{} #{}", at.a, static_cast<std::int16_t>(at.b));
        branch();
        break;
      case Layout::slots2_imm:
        fmt::format_to(to, " s{} s{} #{}", at.a, at.b, at.imm);
        break;
      case Layout::slot_extension:
      case Layout::extension:
        fmt::format_to(to, " s{}", at.a);
        break;
      case Layout::slot_imm_extension:
        fmt::format_to(to, " s{} #{}", at.a, at.imm);
        break;
      case Layout::enter:
      case Layout::enter_getter:
        fmt::format_to(to, " {} #{}", at.a, at.imm);
        break;
      case Layout::dst_slot:
        fmt::format_to(to, " s{} <- s{}", at.a, at.b);
        break;
      case Layout::dst_slots2:
        fmt::format_to(to, " s{} <- s{} s{}", at.a, at.b, at.c);
        break;
      case Layout::dst_imm:
      case Layout::dst_imm_extension:
        fmt::format_to(to, " s{} <- #{}", at.a, at.imm);
        break;
      case Layout::dst_slot_imm:
      case Layout::dst_slot_imm_extension:
        fmt::format_to(to, " s{} <- s{} #{}", at.a, at.b, at.imm);
        break;
      case Layout::dst_extension:
        fmt::format_to(to, " s{}", at.a);
        break;
      case Layout::dst_slot_extension:
        fmt::format_to(to, " s{} <- s{}", at.a, at.b);
        break;
      case Layout::dst_branch:
        fmt::format_to(to, " s{}", at.a);
        branch();
        break;
      case Layout::call:
        fmt::format_to(to, " s{} <- (s{}...) #{}", at.a, at.b, at.imm);
        break;
    }
    out += '\n';
    index += info.cells;
  }
  for (const HandlerRange& range : handlers_) {
    fmt::format_to(to, "  catch [{}, {}) type {} -> {}\n", range.start_bci, range.end_bci,
                   range.catch_type, range.target);
  }
  return out;
}

}  // namespace cjvm
