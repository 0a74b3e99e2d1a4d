// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: any bytes parsed as a class file, then disassembled and verified, must end in a
// result or a ClassFormat, never in a crash. Other classes are unknown to the verifier: everything
// is assignable or not by the length of the names.
#include <cstddef>
#include <cstdint>

#include "jvm/base/check.h"
#include "jvm/bytecode/disassembler.h"
#include "jvm/classfile/class_file.h"
#include "jvm/verifier/verifier.h"

namespace {

class AnyHierarchy final : public cjvm::ClassHierarchy {
 public:
  bool is_interface(std::string_view name) override { return name.size() % 2 == 0; }
  bool is_subclass(std::string_view from, std::string_view name) override {
    return (from.size() + name.size()) % 3 != 0;
  }
  bool is_current_or_super(std::string_view name) override { return name.size() % 3 == 0; }
  bool is_direct_interface(std::string_view name) override { return name.size() % 5 == 0; }
  bool is_protected_elsewhere(std::string_view, std::string_view member, std::string_view,
                              bool) override {
    return member.size() % 2 == 0;
  }
};

void exercise(cjvm::Bytes bytes, bool verify) {
  try {
    cjvm::ParseOptions options;
    options.verify = verify;
    auto file = cjvm::ClassFile::parse(bytes, options);
    for (const auto& method : file.methods()) {
      if (!method.has_code) continue;
      auto text = cjvm::disassemble(method.code, file.constants());
      cjvm::check(!text.empty(), "code has a text");
      cjvm::line_number_at(file.constants(), method.code, 3);
      cjvm::local_variable_name_at(file.constants(), method.code, 1, 1);
    }
    AnyHierarchy hierarchy;
    if (verify) cjvm::verify_class(file, hierarchy);
  } catch (const cjvm::ClassFormat&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  exercise({data, size}, true);
  exercise({data, size}, false);
  return 0;
}
