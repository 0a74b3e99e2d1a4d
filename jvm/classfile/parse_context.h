// SPDX-License-Identifier: Apache-2.0
// What all parts of the class-file parser share: the options, the version, the name for messages,
// and the checks of names and descriptors. Internal to jvm/classfile. One context belongs to one
// parse on one thread.
#pragma once

#include <initializer_list>
#include <string_view>

#include "jvm/base/text.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"

namespace cjvm {

// A piece of a message: text or a number.
struct MessagePart {
  MessagePart(std::string_view t) : text(t) {}
  MessagePart(const char* t) : text(t) {}
  MessagePart(std::uint64_t n) : number(n), is_number(true) {}
  MessagePart(std::uint32_t n) : MessagePart(std::uint64_t{n}) {}
  MessagePart(int n) : MessagePart(static_cast<std::uint64_t>(n)) {}
  std::string_view text;
  std::uint64_t number = 0;
  bool is_number = false;
};

struct ParseContext {
  const ParseOptions& options;
  std::string_view class_name;  // for messages
  std::uint16_t major = 0;

  // The JVMS calls these "old" files: names must be Java identifiers.
  bool old_names() const { return major < 49; }

  // Throws ClassFormatError with the concatenated parts as message.
  template <class... Parts>
  [[noreturn]] void fail(const Parts&... parts) const {
    fail_parts({MessagePart(parts)...});
  }
  // The usual shape "<parts> in class file <name>", thrown unless `property`.
  template <class... Parts>
  void require(bool property, const Parts&... parts) const {
    if (!property) [[unlikely]]
      fail(parts..., " in class file ", class_name);
  }
  // Messages are cut as `java` cuts them.
  [[noreturn]] static void throw_format(ClassFormatKind kind, std::string message);

  // Each throws if the name or descriptor is illegal; a no-op for trusted input.
  void check_class_name(std::string_view name) const;
  void check_field_name(std::string_view name) const;
  void check_method_name(std::string_view name) const;
  void check_field_descriptor(std::string_view name, std::string_view descriptor) const;
  // Returns the slots of the arguments without the receiver.
  std::uint32_t check_method_descriptor(std::string_view name, std::string_view descriptor) const;
  [[noreturn]] void fail_signature(std::string_view what, std::string_view name,
                                   std::string_view descriptor) const;
  [[noreturn]] static void fail_parts(std::initializer_list<MessagePart> parts);
  // Throws for the two faults that have messages of their own.
  void check_fault(DescriptorFault fault) const;
};

// Reads the pool that starts at the reader (constant_pool_count) and checks it (JVMS 4.4, 4.8).
class ConstantPoolParser {
 public:
  ConstantPoolParser(ByteReader& reader, const std::uint8_t* base, const ParseContext& context)
      : in_(reader), context_(context) {
    pool_.base_ = base;
  }
  ConstantPool parse();
  // Module or Package constant: an error, but only after the access flags were looked at.
  int refused_tag() const { return refused_tag_; }
  // Largest bootstrap method index used, -1 if none.
  int max_bootstrap_index() const { return max_bootstrap_index_; }

 private:
  void read_entries(std::uint32_t count);
  void read_entry(std::uint32_t& index, std::uint32_t count);
  void read_recent_entry(std::uint32_t index, std::uint8_t tag);
  void check_references() const;
  void check_reference(std::uint32_t index) const;
  void check_handle_target(std::uint32_t index) const;
  void check_names() const;
  void check_name_and_type(std::uint32_t index) const;
  void check_member_name(std::uint32_t index) const;
  void check_handle_name(std::uint32_t index) const;
  void check_utf8(std::string_view text) const;
  void require_tag(std::uint32_t index, ConstantTag tag) const;
  // The u2 operands of an entry whose references are not checked yet.
  std::uint16_t first(std::uint32_t index) const { return load_u2(pool_.operands(index)); }
  std::uint16_t second(std::uint32_t index) const { return load_u2(pool_.operands(index) + 2); }

  ByteReader& in_;
  const ParseContext& context_;
  ConstantPool pool_;
  int refused_tag_ = 0;
  int max_bootstrap_index_ = -1;
};

}  // namespace cjvm
