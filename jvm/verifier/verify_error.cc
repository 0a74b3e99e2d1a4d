// SPDX-License-Identifier: Apache-2.0
// Text of the details of a VerifyError. Reads the raw StackMapTable itself, since it must show
// broken ones too.
#include "jvm/verifier/verify_error.h"

#include <fmt/format.h>

#include <algorithm>

#include "jvm/base/bytes.h"
#include "jvm/bytecode/instruction_set.h"

namespace cjvm {
namespace {

std::string_view sentence(Fault fault, bool has_expected) {
  switch (fault) {
    case Fault::kBadBytecode:
      return "Error exists in the bytecode";
    case Fault::kFlagsMismatch:
      return has_expected ? "Current frame's flags are not assignable to stack map frame's."
                          : "Current frame's flags are invalid in this context.";
    case Fault::kLocalsSizeMismatch:
      return "Current frame's local size doesn't match stackmap.";
    case Fault::kStackSizeMismatch:
      return "Current frame's stack size doesn't match stackmap.";
    case Fault::kStackOverflow:
      return "Exceeded max stack size.";
    case Fault::kStackUnderflow:
      return "Attempt to pop empty stack.";
    case Fault::kMissingStackMap:
      return "Expected stackmap frame at this location.";
    case Fault::kBadStackMap:
      return "Invalid stackmap specification.";
    default:
      return "";
  }
}

// What `java` calls the bytes that are no instruction of the specification but one of its own.
constexpr std::size_t kFirstInternalOpcode = 202;
constexpr std::string_view kInternalNames[] = {"breakpoint",
                                               "fast_agetfield",
                                               "fast_bgetfield",
                                               "fast_cgetfield",
                                               "fast_dgetfield",
                                               "fast_fgetfield",
                                               "fast_igetfield",
                                               "fast_lgetfield",
                                               "fast_sgetfield",
                                               "fast_aputfield",
                                               "fast_bputfield",
                                               "fast_zputfield",
                                               "fast_cputfield",
                                               "fast_dputfield",
                                               "fast_fputfield",
                                               "fast_iputfield",
                                               "fast_lputfield",
                                               "fast_sputfield",
                                               "fast_aload_0",
                                               "fast_iaccess_0",
                                               "fast_aaccess_0",
                                               "fast_faccess_0",
                                               "fast_iload",
                                               "fast_iload2",
                                               "fast_icaload",
                                               "fast_invokevfinal",
                                               "fast_linearswitch",
                                               "fast_binaryswitch",
                                               "fast_aldc",
                                               "fast_aldc_w",
                                               "return_register_finalizer",
                                               "invokehandle",
                                               "nofast_getfield",
                                               "nofast_putfield",
                                               "nofast_aload_0",
                                               "nofast_iload",
                                               "_shouldnotreachhere"};

std::string_view instruction_name(std::uint8_t code) {
  if (auto name = instruction_info(code).name; !name.empty()) return name;
  std::size_t internal = code - kFirstInternalOpcode;
  return internal < std::size(kInternalNames) ? kInternalNames[internal] : "<illegal>";
}

class Writer {
 public:
  Writer(const TypeTable& types, const ClassFile& file, const MethodInfo& method)
      : types_(types), file_(file), method_(method) {}

  std::string write(const ErrorDetails& details, std::string_view class_name) {
    out_ = "\nException Details:\n";
    write_location(details.bci, class_name);
    write_reason(details);
    if (details.type && details.type->frame) write_frame("Current", *details.type->frame);
    if (details.expected && details.expected->frame)
      write_frame("Stackmap", *details.expected->frame);
    write_bytes();
    write_handlers();
    write_stack_map();
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void print(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
  }

  void write_location(std::uint32_t bci, std::string_view class_name) {
    std::string_view name = "<invalid>";
    Bytes code = method_.code.bytecode;
    if (bci < code.size()) {
      name = instruction_name(code[bci]);
    }
    print("  Location:\n    {}.{}{} @{}: {}\n", class_name, method_.name, method_.descriptor, bci,
          name);
  }

  void write_reason(const ErrorDetails& details) {
    out_ += "  Reason:\n    ";
    switch (details.fault) {
      case Fault::kWrongType:
        if (details.expected) {
          print("Type {} is not assignable to {}", describe(*details.type),
                describe(*details.expected));
        } else {
          print("Invalid type: {}", describe(*details.type));
        }
        break;
      case Fault::kBadPoolIndex:
        print("Constant pool index {} is invalid", details.type->index);
        break;
      case Fault::kBadLocalIndex:
        print("Local index {} is invalid", details.type->index);
        break;
      default:
        out_ += sentence(details.fault, details.expected.has_value());
    }
    out_ += '\n';
  }

  std::string describe(const TypeOrigin& origin) const {
    auto text = types_.print(origin.type);
    switch (origin.origin) {
      case Origin::kFrameLocal:
        return text + fmt::format(" (current frame, locals[{}])", origin.index);
      case Origin::kFrameStack:
        return text + fmt::format(" (current frame, stack[{}])", origin.index);
      case Origin::kStackMapLocal:
        return text + fmt::format(" (stack map, locals[{}])", origin.index);
      case Origin::kStackMapStack:
        return text + fmt::format(" (stack map, stack[{}])", origin.index);
      case Origin::kPool:
        return text + fmt::format(" (constant pool {})", origin.index);
      case Origin::kSignature:
        return text + " (from method signature)";
      default:
        return text;
    }
  }

  void write_frame(std::string_view title, const FrameView& frame) {
    print("  {} Frame:\n    bci: @{}\n    flags: {{{} }}\n", title, frame.bci,
          frame.this_uninitialized ? " flagThisUninit" : "");
    write_types("locals", frame.locals);
    write_types("stack", frame.stack);
  }

  void write_types(std::string_view title, std::span<const VerificationType> list) {
    print("    {}: {{", title);
    for (std::size_t i = 0; i < list.size(); ++i)
      print("{} {}", i ? "," : "", types_.print(list[i]));
    out_ += " }\n";
  }

  void write_bytes() {
    out_ += "  Bytecode:\n";
    Bytes code = method_.code.bytecode;
    // Whole lines of 16 bytes, blank beyond the end; a full last line is followed by a blank one.
    for (std::size_t start = 0; start < code.size() + 1; start += 16) {
      print("    {:07x}:", start);
      for (std::size_t i = start; i < start + 16; ++i) {
        if (i % 2 == 0) out_ += ' ';
        if (i < code.size()) {
          print("{:02x}", code[i]);
        } else {
          out_ += "  ";
        }
      }
      out_ += '\n';
    }
  }

  void write_handlers() {
    if (method_.code.handlers.empty()) return;
    out_ += "  Exception Handler Table:\n";
    for (auto row : method_.code.handlers) {
      print("    bci [{}, {}] => handler: {}\n", row.start_pc, row.end_pc, row.handler_pc);
    }
  }

  void write_stack_map() {
    Bytes map = method_.code.stack_map_table;
    if (map.empty()) return;
    out_ += "  Stackmap Table:\n";
    ByteReader in(map);
    std::int64_t bci = -1;
    std::size_t start = out_.size();
    try {
      for (int count = in.u2(); count > 0; --count) {
        start = out_.size();
        out_ += "    ";
        if (in.at_end()) {
          // A frame that is counted but not there: `java` takes what follows in memory, mostly a 0.
          print("same_frame(@{})", bci + 1);
          return;
        }
        bci = write_map_frame(in, bci);
        out_ += '\n';
      }
    } catch (const EndOfBytes&) {
      // What could not be read whole is shown by its kind and bci only.
      auto cut = out_.find_first_of(",)", start);
      out_.resize(cut == std::string::npos ? start : cut);
      if (cut != std::string::npos) out_ += "), output truncated, Stackmap exceeds table size.";
    }
  }

  std::int64_t write_map_frame(ByteReader& in, std::int64_t bci) {
    int type = in.u1();
    if (type < 64) {
      bci += type + 1;
      print("same_frame(@{})", bci);
    } else if (type < 128) {
      bci += type - 64 + 1;
      print("same_locals_1_stack_item_frame(@{},", bci);
      out_ += map_type(in) + ')';
    } else if (type < 247) {
      bci += in.u2() + 1;
      print("reserved_frame(@{})", bci);
    } else {
      bci += in.u2() + 1;
      if (type == 247) {
        print("same_locals_1_stack_item_extended(@{},", bci);
        out_ += map_type(in) + ')';
      } else if (type < 251) {
        print("chop_frame(@{},{})", bci, 251 - type);
      } else if (type == 251) {
        print("same_frame_extended(@{})", bci);
      } else if (type < 255) {
        print("append_frame(@{},", bci);
        write_map_types(in, type - 251);
        out_ += ')';
      } else {
        print("full_frame(@{},{{", bci);
        write_map_types(in, in.u2());
        out_ += "},{";
        write_map_types(in, in.u2());
        out_ += "})";
      }
    }
    return bci;
  }

  void write_map_types(ByteReader& in, int count) {
    for (int i = 0; i < count; ++i) print("{}{}", i ? "," : "", map_type(in));
  }

  std::string map_type(ByteReader& in) {
    constexpr std::string_view kNames[] = {"Top",  "Integer",          "Float", "Double", "Long",
                                           "Null", "UninitializedThis"};
    int tag = in.u1();
    if (tag < 7) return std::string(kNames[tag]);
    if (tag == 7) return fmt::format("Object[#{}]", in.u2());
    if (tag == 8) return fmt::format("Uninitialized[#{}]", in.u2());
    return fmt::format("BAD:{}", tag);
  }

  const TypeTable& types_;
  const ClassFile& file_;
  const MethodInfo& method_;
  std::string out_;
};

}  // namespace

std::string describe_error(const ErrorDetails& details, const TypeTable& types,
                           const ClassFile& file, std::string_view class_name,
                           const MethodInfo& method) {
  return Writer(types, file, method).write(details, class_name);
}

}  // namespace cjvm
