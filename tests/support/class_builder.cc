// SPDX-License-Identifier: Apache-2.0
// Layout of the parts of a class file, in the order of JVMS 4.1.
#include "tests/support/class_builder.h"

namespace cjvm::test {

ClassBuilder::ClassBuilder(std::string_view name, std::string_view super_name) {
  this_class = class_ref(name);
  if (!super_name.empty()) super_class = class_ref(super_name);
}

int ClassBuilder::constant(int tag, const Buffer& contents) {
  Buffer entry;
  entry.u1(tag).append(contents);
  auto [it, fresh] = known_.emplace(entry.bytes(), pool_count_);
  if (fresh) {
    pool_.append(entry);
    pool_count_ += tag == 5 || tag == 6 ? 2 : 1;
  }
  return it->second;
}

int ClassBuilder::utf8(std::string_view text) {
  return constant(1, Buffer().u2(static_cast<int>(text.size())).append(text));
}
int ClassBuilder::class_ref(std::string_view name) { return constant(7, Buffer().u2(utf8(name))); }
int ClassBuilder::string(std::string_view text) { return constant(8, Buffer().u2(utf8(text))); }
int ClassBuilder::integer(std::int32_t value) {
  return constant(3, Buffer().u4(static_cast<std::uint32_t>(value)));
}
int ClassBuilder::float_bits(std::uint32_t bits) { return constant(4, Buffer().u4(bits)); }
int ClassBuilder::long_value(std::int64_t value) {
  return constant(5, Buffer().u8(static_cast<std::uint64_t>(value)));
}
int ClassBuilder::double_bits(std::uint64_t bits) { return constant(6, Buffer().u8(bits)); }
int ClassBuilder::name_and_type(std::string_view name, std::string_view descriptor) {
  int name_index = utf8(name);
  return constant(12, Buffer().u2(name_index).u2(utf8(descriptor)));
}
int ClassBuilder::member_ref(int tag, std::string_view owner, std::string_view name,
                             std::string_view descriptor) {
  int owner_index = class_ref(owner);
  return constant(tag, Buffer().u2(owner_index).u2(name_and_type(name, descriptor)));
}
int ClassBuilder::field_ref(std::string_view owner, std::string_view name,
                            std::string_view descriptor) {
  return member_ref(9, owner, name, descriptor);
}
int ClassBuilder::method_ref(std::string_view owner, std::string_view name,
                             std::string_view descriptor) {
  return member_ref(10, owner, name, descriptor);
}
int ClassBuilder::interface_method_ref(std::string_view owner, std::string_view name,
                                       std::string_view descriptor) {
  return member_ref(11, owner, name, descriptor);
}
int ClassBuilder::method_handle(int kind, int member) {
  return constant(15, Buffer().u1(kind).u2(member));
}
int ClassBuilder::method_type(std::string_view descriptor) {
  return constant(16, Buffer().u2(utf8(descriptor)));
}
int ClassBuilder::dynamic(int bootstrap, std::string_view name, std::string_view descriptor) {
  return constant(17, Buffer().u2(bootstrap).u2(name_and_type(name, descriptor)));
}
int ClassBuilder::invoke_dynamic(int bootstrap, std::string_view name,
                                 std::string_view descriptor) {
  return constant(18, Buffer().u2(bootstrap).u2(name_and_type(name, descriptor)));
}

ClassBuilder& ClassBuilder::interface(std::string_view name) {
  interfaces_.u2(class_ref(name));
  ++interface_count_;
  return *this;
}

Buffer ClassBuilder::attribute_list(const std::vector<Attribute>& attributes) {
  Buffer out;
  out.u2(static_cast<int>(attributes.size()));
  for (const auto& a : attributes) {
    out.u2(utf8(a.name)).u4(static_cast<std::uint32_t>(a.contents.size())).append(a.contents);
  }
  return out;
}

ClassBuilder& ClassBuilder::field(int flags, std::string_view name, std::string_view descriptor,
                                  const std::vector<Attribute>& attributes) {
  fields_.u2(flags).u2(utf8(name)).u2(utf8(descriptor)).append(attribute_list(attributes));
  ++field_count_;
  return *this;
}

ClassBuilder& ClassBuilder::method(int flags, std::string_view name, std::string_view descriptor,
                                   const std::vector<Attribute>& attributes) {
  methods_.u2(flags).u2(utf8(name)).u2(utf8(descriptor)).append(attribute_list(attributes));
  ++method_count_;
  return *this;
}

ClassBuilder& ClassBuilder::method(int flags, std::string_view name, std::string_view descriptor,
                                   const Code& code, std::vector<Attribute> attributes) {
  Buffer contents;
  contents.u2(code.max_stack)
      .u2(code.max_locals)
      .u4(static_cast<std::uint32_t>(code.bytecode.size()));
  contents.append(code.bytecode).u2(static_cast<int>(code.handlers.size()));
  for (const auto& h : code.handlers) contents.u2(h.start).u2(h.end).u2(h.handler).u2(h.catch_type);
  contents.append(attribute_list(code.attributes));
  attributes.push_back({"Code", contents});
  return method(flags, name, descriptor, attributes);
}

ClassBuilder& ClassBuilder::attribute(const Attribute& a) {
  attributes_.u2(utf8(a.name)).u4(static_cast<std::uint32_t>(a.contents.size())).append(a.contents);
  ++attribute_count_;
  return *this;
}

ClassBuilder& ClassBuilder::default_constructor(std::string_view super_name) {
  int init = method_ref(super_name, "<init>", "()V");
  return method(1, "<init>", "()V", Code{1, 1, Buffer{0x2a, 0xb7}.u2(init).u1(0xb1)});
}

std::vector<std::uint8_t> ClassBuilder::build() const {
  Buffer out;
  out.u4(static_cast<std::uint32_t>(magic)).u2(minor).u2(major).u2(pool_count_).append(pool_);
  out.u2(access_flags).u2(this_class).u2(super_class);
  out.u2(interface_count_).append(interfaces_);
  out.u2(field_count_).append(fields_);
  out.u2(method_count_).append(methods_);
  out.u2(attribute_count_).append(attributes_);
  return out.bytes();
}

}  // namespace cjvm::test
