// SPDX-License-Identifier: Apache-2.0
// Makes class files in memory for tests, valid or not: nothing is checked, and raw bytes can be put
// everywhere. Test code only; one thread per builder. Constants are shared; indexes are those of
// the finished file.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cjvm::test {

// Growing big-endian output.
class Buffer {
 public:
  Buffer() = default;
  Buffer(std::initializer_list<int> bytes) {
    for (int b : bytes) u1(b);
  }
  Buffer& u1(int v) {
    bytes_.push_back(static_cast<std::uint8_t>(v));
    return *this;
  }
  Buffer& u2(int v) { return u1(v >> 8).u1(v); }
  Buffer& u4(std::uint32_t v) {
    return u2(static_cast<int>(v >> 16)).u2(static_cast<int>(v & 0xffff));
  }
  Buffer& u8(std::uint64_t v) {
    return u4(static_cast<std::uint32_t>(v >> 32)).u4(static_cast<std::uint32_t>(v));
  }
  Buffer& append(const Buffer& other) {
    bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
    return *this;
  }
  Buffer& append(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  std::size_t size() const { return bytes_.size(); }
  std::vector<std::uint8_t>& bytes() { return bytes_; }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

struct Attribute {
  std::string name;
  Buffer contents;
};

struct Handler {
  int start, end, handler, catch_type = 0;
};

struct Code {
  int max_stack = 10;
  int max_locals = 10;
  Buffer bytecode;
  std::vector<Handler> handlers = {};
  std::vector<Attribute> attributes = {};
};

class ClassBuilder {
 public:
  // An empty super_name makes super_class 0.
  explicit ClassBuilder(std::string_view name, std::string_view super_name = "java/lang/Object");

  int magic = static_cast<int>(0xCAFEBABE);
  int major = 61;
  int minor = 0;
  int access_flags = 0x21;
  int this_class = 0;
  int super_class = 0;

  // Constants; equal ones get the same index.
  int utf8(std::string_view text);
  int class_ref(std::string_view name);
  int string(std::string_view text);
  int integer(std::int32_t value);
  int float_bits(std::uint32_t bits);
  int long_value(std::int64_t value);
  int double_bits(std::uint64_t bits);
  int name_and_type(std::string_view name, std::string_view descriptor);
  int field_ref(std::string_view owner, std::string_view name, std::string_view descriptor);
  int method_ref(std::string_view owner, std::string_view name, std::string_view descriptor);
  int interface_method_ref(std::string_view owner, std::string_view name,
                           std::string_view descriptor);
  int method_handle(int kind, int member);
  int method_type(std::string_view descriptor);
  int dynamic(int bootstrap, std::string_view name, std::string_view descriptor);
  int invoke_dynamic(int bootstrap, std::string_view name, std::string_view descriptor);
  // Any tag and bytes.
  int constant(int tag, const Buffer& contents);

  ClassBuilder& interface(std::string_view name);
  ClassBuilder& field(int flags, std::string_view name, std::string_view descriptor,
                      const std::vector<Attribute>& attributes = {});
  ClassBuilder& method(int flags, std::string_view name, std::string_view descriptor,
                       const std::vector<Attribute>& attributes = {});
  ClassBuilder& method(int flags, std::string_view name, std::string_view descriptor,
                       const Code& code, std::vector<Attribute> attributes = {});
  ClassBuilder& attribute(const Attribute& attribute);
  // The constructor that only calls the superclass's.
  ClassBuilder& default_constructor(std::string_view super_name = "java/lang/Object");

  std::vector<std::uint8_t> build() const;

 private:
  Buffer attribute_list(const std::vector<Attribute>& attributes);
  int member_ref(int tag, std::string_view owner, std::string_view name,
                 std::string_view descriptor);

  Buffer pool_;
  int pool_count_ = 1;
  std::map<std::vector<std::uint8_t>, int> known_;
  Buffer interfaces_, fields_, methods_, attributes_;
  int interface_count_ = 0, field_count_ = 0, method_count_ = 0, attribute_count_ = 0;
};

}  // namespace cjvm::test
