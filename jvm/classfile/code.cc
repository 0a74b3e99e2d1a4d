// SPDX-License-Identifier: Apache-2.0
// The Code attribute (JVMS 4.7.3) with its tables of handlers, lines and local variables, and the
// look-ups in them. Instructions are not looked at here.
#include <unordered_map>

#include "jvm/classfile/class_file_parser.h"

namespace cjvm {
namespace {

constexpr std::uint32_t kMaxCodeLength = 65535;

// Rows of a LocalVariableTable and a LocalVariableTypeTable describe the same variable if these are
// equal.
struct VariableKey {
  std::uint64_t packed;
  explicit VariableKey(const LocalVariable& v)
      : packed(std::uint64_t{v.start_pc} << 48 | std::uint64_t{v.length} << 32 |
               std::uint64_t{v.name_index} << 16 | v.slot) {}
};

// Calls visit(view) for each table called `name` among the attributes of the code.
template <class Row, class Visit>
void for_each_table(const ConstantPool& constants, const CodeInfo& code, std::string_view name,
                    Visit visit) {
  ByteReader in(code.attributes);
  if (in.at_end()) return;
  for (int count = in.u2(); count > 0; --count) {
    std::uint16_t index = in.u2();
    ByteReader contents(in.take(in.u4()));
    if (constants.utf8(index) != name) continue;
    std::uint16_t rows = contents.u2();
    visit(TableView<Row>(contents.take(std::size_t{rows} * Row::kSize).data(), rows));
  }
}

}  // namespace

void ClassFileParser::parse_code(MethodInfo& method, std::uint32_t length) {
  require(!(method.access_flags & (kAccNative | kAccAbstract)),
          "Code attribute in native or abstract methods");
  require(!method.has_code, "Multiple Code attributes");
  method.has_code = true;
  CodeInfo& code = method.code;
  in_.require(8);
  code.max_stack = in_.u2();
  code.max_locals = in_.u2();
  std::uint32_t code_length = in_.u4();
  require(method.argument_slots <= code.max_locals, "Arguments can't fit into locals");
  require(code_length > 0 && code_length <= kMaxCodeLength, "Invalid method Code length ",
          code_length);
  code.bytecode = in_.take(code_length);
  parse_exception_table(code);

  std::uint32_t counted = 12 + code_length + 8u * code.handlers.size();
  const std::uint8_t* attributes = in_.cursor();
  parse_code_attributes(code, counted);
  code.attributes = {attributes, in_.cursor()};
  require(length == counted, "Code segment has wrong length");
  if (verify()) check_local_variable_tables();
}

void ClassFileParser::parse_exception_table(CodeInfo& code) {
  std::uint16_t count = in_.u2();
  code.handlers = TableView<ExceptionHandler>(in_.take(std::size_t{count} * 8).data(), count);
  std::size_t length = code.bytecode.size();
  for (auto row : code.handlers) {
    require(row.start_pc < row.end_pc && row.end_pc <= length, "Illegal exception table range");
    require(row.handler_pc < length, "Illegal exception table handler");
    require(row.catch_type == 0 || is_class(row.catch_type),
            "Catch type in exception table has bad constant type");
  }
}

void ClassFileParser::parse_code_attributes(CodeInfo& code, std::uint32_t& counted) {
  tables_.variables.clear();
  tables_.variable_types.clear();
  for (int count = in_.u2(); count > 0; --count) {
    auto head = attribute_head(in_, "Invalid code attribute name index ");
    counted += 6 + head.length;
    if (head.name == "LineNumberTable") {
      parse_line_numbers(code, head.length);
    } else if (head.name == "LocalVariableTable") {
      auto table = parse_local_variables(code, head.length, false);
      if (tables_.variables.empty()) {
        code.local_variables = table;
      } else {
        code.has_more_tables = true;
      }
      tables_.variables.push_back(table);
    } else if (head.name == "LocalVariableTypeTable" && file_.major_ >= 49) {
      tables_.variable_types.push_back(parse_local_variables(code, head.length, true));
    } else if (head.name == "StackMapTable" && file_.major_ >= 50) {
      take_once(in_, head, code.stack_map_table, "");
      if (head.length == 0) code.stack_map_table = {};  // as in `java`: as if it were absent
    } else {
      in_.skip(head.length);
    }
  }
}

// JVMS 4.7.12.
void ClassFileParser::parse_line_numbers(CodeInfo& code, std::uint32_t length) {
  std::uint16_t count = in_.u2();
  require(length == 2u + 4u * count, "LineNumberTable attribute has wrong length");
  TableView<LineNumber> table(in_.take(std::size_t{count} * LineNumber::kSize).data(), count);
  if (verify()) {
    for (auto row : table)
      require(row.start_pc < code.bytecode.size(), "Invalid pc in LineNumberTable");
  }
  if (code.line_numbers.empty()) {
    code.line_numbers = table;
  } else {
    code.has_more_tables = true;
  }
}

// JVMS 4.7.13, 4.7.14.
TableView<LocalVariable> ClassFileParser::parse_local_variables(const CodeInfo& code,
                                                                std::uint32_t length,
                                                                bool is_types) {
  std::uint16_t count = in_.u2();
  require(length == 2u + 10u * count, is_types ? "LocalVariableTypeTable" : "LocalVariableTable",
          " has wrong length");
  TableView<LocalVariable> table(in_.take(std::size_t{count} * LocalVariable::kSize).data(), count);
  if (verify()) {
    for (auto row : table) check_local_variable(code, row, is_types);
  }
  return table;
}

void ClassFileParser::check_local_variable(const CodeInfo& code, const LocalVariable& row,
                                           bool is_types) const {
  std::string_view table = is_types ? "LocalVariableTypeTable" : "LocalVariableTable";
  std::size_t code_length = code.bytecode.size();
  require(row.start_pc < code_length, "Invalid start_pc ", row.start_pc, " in ", table);
  require(std::uint32_t{row.start_pc} + row.length <= code_length, "Invalid length ", row.length,
          " in ", table);
  require(is_text(row.name_index), "Name index ", row.name_index, " in ", table,
          " has bad constant type");
  require(is_text(row.descriptor_index), "Signature index ", row.descriptor_index, " in ", table,
          " has bad constant type");
  auto name = pool().utf8(row.name_index);
  context_.check_field_name(name);
  std::uint32_t last_slot = row.slot;
  if (!is_types) {
    auto descriptor = pool().utf8(row.descriptor_index);
    context_.check_field_descriptor(name, descriptor);
    if (descriptor == "J" || descriptor == "D") ++last_slot;
  }
  require(last_slot < code.max_locals, "Invalid index ", row.slot, " in ", table);
}

// No two rows for the same variable, and a type only for a variable that has a row.
void ClassFileParser::check_local_variable_tables() const {
  if (tables_.variables.empty()) return;
  const bool one_row = tables_.variables.size() == 1 && tables_.variables[0].size() <= 1;
  if (one_row && tables_.variable_types.empty()) return;
  std::unordered_map<std::uint64_t, bool> typed;
  for (const auto& table : tables_.variables) {
    for (auto row : table) {
      require(typed.emplace(VariableKey(row).packed, false).second,
              "Duplicated LocalVariableTable attribute entry for '", pool().utf8(row.name_index),
              "'");
    }
  }
  for (const auto& table : tables_.variable_types) {
    for (auto row : table) {
      auto found = typed.find(VariableKey(row).packed);
      if (found == typed.end()) {
        context_.fail("LVTT entry for '", pool().utf8(row.name_index), "' in class file ",
                      context_.class_name, " does not match any LVT entry");
      }
      require(!found->second, "Duplicated LocalVariableTypeTable attribute entry for '",
              pool().utf8(row.name_index), "'");
      found->second = true;
    }
  }
}

int line_number_at(const ConstantPool& constants, const CodeInfo& code, std::uint32_t bci) {
  int line = -1;
  std::uint32_t best = 0;
  auto search = [&](const TableView<LineNumber>& table) {
    for (auto row : table) {
      if (row.start_pc == bci && line != -1 && best == bci) continue;
      if (row.start_pc <= bci && row.start_pc >= best) {
        best = row.start_pc;
        line = row.line;
      }
    }
  };
  if (code.has_more_tables) {
    for_each_table<LineNumber>(constants, code, "LineNumberTable", search);
  } else {
    search(code.line_numbers);
  }
  return line;
}

std::uint16_t local_variable_name_at(const ConstantPool& constants, const CodeInfo& code,
                                     std::uint32_t bci, std::uint16_t slot) {
  std::uint16_t name = 0;
  auto search = [&](const TableView<LocalVariable>& table) {
    for (auto row : table) {
      if (row.slot == slot && row.start_pc <= bci &&
          bci < std::uint32_t{row.start_pc} + row.length) {
        name = row.name_index;
        return;
      }
    }
  };
  if (code.has_more_tables) {
    for_each_table<LocalVariable>(constants, code, "LocalVariableTable", search);
  } else {
    search(code.local_variables);
  }
  return constants.is(name, ConstantTag::kUtf8) ? name : std::uint16_t{0};
}

}  // namespace cjvm
