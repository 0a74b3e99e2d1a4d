// SPDX-License-Identifier: Apache-2.0
// A parsed class file (JVMS chapter 4): immutable data with views into the class bytes, which the
// owner keeps alive as long as the ClassFile and everything copied from it. It is not a linked
// class: no other class is looked at. Parsing throws ClassFormat with the error class and message
// that `java` gives. Any thread may parse and read.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/base/bytes.h"
#include "jvm/classfile/constant_pool.h"

namespace cjvm {

// JVMS tables 4.1-B, 4.5-A, 4.6-A, 4.7.6-A.
enum AccessFlag : std::uint16_t {
  kAccPublic = 0x0001,
  kAccPrivate = 0x0002,
  kAccProtected = 0x0004,
  kAccStatic = 0x0008,
  kAccFinal = 0x0010,
  kAccSuper = 0x0020,
  kAccSynchronized = 0x0020,
  kAccVolatile = 0x0040,
  kAccBridge = 0x0040,
  kAccTransient = 0x0080,
  kAccVarargs = 0x0080,
  kAccNative = 0x0100,
  kAccInterface = 0x0200,
  kAccAbstract = 0x0400,
  kAccStrict = 0x0800,
  kAccSynthetic = 0x1000,
  kAccAnnotation = 0x2000,
  kAccEnum = 0x4000,
  kAccModule = 0x8000,
  kAccMandated = 0x8000,
};

// Which Java error the input deserves.
enum class ClassFormatKind : std::uint8_t {
  kClassFormatError,
  kUnsupportedClassVersionError,
  kNoClassDefFoundError,
  kIncompatibleClassChangeError,
  kVerifyError,
};

// Bad input: thrown by the parser and the verifier, turned into the Java error by whoever defines
// the class.
struct ClassFormat {
  ClassFormatKind kind;
  std::string message;  // modified UTF-8
  // "java/lang/ClassFormatError" and so on.
  std::string_view throwable() const;
};

// Annotations of the JDK with a meaning for the VM (on methods; MethodInfo::vm_flags). They count
// only in classes of privileged loaders: the linker decides that.
enum VmMethodFlag : std::uint16_t {
  kVmCallerSensitive = 0x0001,
  kVmHidden = 0x0002,              // jdk.internal.vm.annotation.Hidden
  kVmLambdaFormCompiled = 0x0004,  // java.lang.invoke.LambdaForm$Compiled
  kVmLambdaFormHidden = 0x0008,    // java.lang.invoke.LambdaForm$Hidden
  kVmForceInline = 0x0010,
  kVmDontInline = 0x0020,
  kVmIntrinsicCandidate = 0x0040,
  kVmReservedStackAccess = 0x0080,
  kVmScoped = 0x0100,  // jdk.internal.misc.ScopedMemoryAccess$Scoped
};
enum VmFieldFlag : std::uint16_t {
  kVmStable = 0x0001,
  kVmContended = 0x0002,
};

// A table of fixed-size rows, decoded on access. Row has kSize and read(const uint8_t*).
template <class Row>
class TableView {
 public:
  class Iterator {
   public:
    explicit Iterator(const std::uint8_t* p) : p_(p) {}
    auto operator*() const { return Row::read(p_); }
    Iterator& operator++() {
      p_ += Row::kSize;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const std::uint8_t* p_;
  };

  TableView() = default;
  TableView(const std::uint8_t* rows, std::uint16_t count) : rows_(rows), count_(count) {}
  std::uint16_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  auto operator[](std::size_t i) const { return Row::read(rows_ + i * Row::kSize); }
  Iterator begin() const { return Iterator(rows_); }
  Iterator end() const { return Iterator(rows_ + std::size_t{count_} * Row::kSize); }
  Bytes bytes() const { return {rows_, std::size_t{count_} * Row::kSize}; }

 private:
  const std::uint8_t* rows_ = nullptr;
  std::uint16_t count_ = 0;
};

struct IndexRow {  // a u2: yields std::uint16_t
  static constexpr std::size_t kSize = 2;
  static std::uint16_t read(const std::uint8_t* p) { return load_u2(p); }
};
using IndexTable = TableView<IndexRow>;

struct ExceptionHandler {  // JVMS 4.7.3; catch_type 0 catches everything
  std::uint16_t start_pc, end_pc, handler_pc, catch_type;
  static constexpr std::size_t kSize = 8;
  static ExceptionHandler read(const std::uint8_t* p) {
    return {load_u2(p), load_u2(p + 2), load_u2(p + 4), load_u2(p + 6)};
  }
};
struct LineNumber {  // JVMS 4.7.12
  std::uint16_t start_pc, line;
  static constexpr std::size_t kSize = 4;
  static LineNumber read(const std::uint8_t* p) { return {load_u2(p), load_u2(p + 2)}; }
};
struct LocalVariable {  // JVMS 4.7.13 and 4.7.14 (there descriptor_index is the signature's)
  std::uint16_t start_pc, length, name_index, descriptor_index, slot;
  static constexpr std::size_t kSize = 10;
  static LocalVariable read(const std::uint8_t* p) {
    return {load_u2(p), load_u2(p + 2), load_u2(p + 4), load_u2(p + 6), load_u2(p + 8)};
  }
};
struct InnerClass {  // JVMS 4.7.6; outer and name may be 0
  std::uint16_t inner_index, outer_index, name_index, access_flags;
  static constexpr std::size_t kSize = 8;
  static InnerClass read(const std::uint8_t* p) {
    return {load_u2(p), load_u2(p + 2), load_u2(p + 4), load_u2(p + 6)};
  }
};
struct MethodParameter {  // JVMS 4.7.24; name may be 0
  std::uint16_t name_index, access_flags;
  static constexpr std::size_t kSize = 4;
  static MethodParameter read(const std::uint8_t* p) { return {load_u2(p), load_u2(p + 2)}; }
};

// Attribute contents (without name and length) exactly as in the file; empty data() == nullptr if
// absent.
struct Annotations {
  Bytes visible, invisible, visible_type, invisible_type;
};

// Code attribute (JVMS 4.7.3).
struct CodeInfo {
  std::uint16_t max_stack = 0;
  std::uint16_t max_locals = 0;
  Bytes bytecode;
  TableView<ExceptionHandler> handlers;
  TableView<LineNumber> line_numbers;        // the first LineNumberTable
  TableView<LocalVariable> local_variables;  // the first LocalVariableTable
  Bytes stack_map_table;  // contents of StackMapTable; data() == nullptr if absent
  Bytes attributes;       // attributes_count and all attributes of the code, raw
  bool has_more_tables =
      false;  // further LineNumberTables or LocalVariableTables stand in `attributes`
};

struct FieldInfo {
  std::uint16_t access_flags = 0;
  std::uint16_t name_index = 0;
  std::uint16_t descriptor_index = 0;
  std::uint16_t constant_value_index = 0;  // 0 = none; only set for static fields
  std::uint16_t signature_index = 0;       // 0 = none
  std::uint16_t vm_flags = 0;              // VmFieldFlag
  bool is_synthetic = false;               // attribute or flag
  bool is_deprecated = false;
  std::string_view name, descriptor;
  std::unique_ptr<Annotations> own_annotations;  // null: none

  const Annotations& annotations() const;
};

// What few methods have.
struct MethodExtras {
  IndexTable exceptions;  // class constants
  bool has_method_parameters = false;
  TableView<MethodParameter> method_parameters;
  Annotations annotations;
  Bytes visible_parameter_annotations, invisible_parameter_annotations, annotation_default;
};

struct MethodInfo {
  std::uint16_t access_flags = 0;
  std::uint16_t name_index = 0;
  std::uint16_t descriptor_index = 0;
  std::uint16_t signature_index = 0;  // 0 = none
  std::uint16_t vm_flags = 0;         // VmMethodFlag
  std::uint16_t argument_slots = 0;   // with the receiver
  bool is_synthetic = false;
  bool is_deprecated = false;
  bool has_code = false;
  std::string_view name, descriptor;
  CodeInfo code;
  std::unique_ptr<MethodExtras> own_extras;  // null: none

  bool is_static() const { return (access_flags & kAccStatic) != 0; }
  const MethodExtras& extras() const;
};

struct RecordComponent {
  std::uint16_t name_index = 0;
  std::uint16_t descriptor_index = 0;
  std::uint16_t signature_index = 0;  // 0 = none
  std::uint16_t attributes_count = 0;
  Annotations annotations;
};

struct BootstrapMethod {
  std::uint16_t method_handle_index = 0;
  IndexTable arguments;
};

// Told of each direct superinterface at the point where `java` loads it: before the members are
// read. May throw anything; the parse then ends with that.
class SuperinterfaceListener {
 public:
  virtual void superinterface(std::string_view class_name, std::string_view interface_name) = 0;

 protected:
  ~SuperinterfaceListener() = default;
};

struct ParseOptions {
  // The name the class is to have, in internal form. Null data(): any name; messages say
  // "<Unknown>" until the name is known.
  std::string_view expected_name = {};
  // false: trusted code for which `java` skips format checks (boot loader). Index and length checks
  // are made all the same.
  bool verify = true;
  // true: platform loader; names are not checked.
  bool relax_names = false;
  bool enable_preview = false;
  SuperinterfaceListener* listener = nullptr;  // not owned; nullptr = nobody
};

class ClassFile {
 public:
  // Throws ClassFormat. `bytes` must outlive the result.
  static ClassFile parse(Bytes bytes, const ParseOptions& options);

  ClassFile(ClassFile&&) = default;
  ClassFile& operator=(ClassFile&&) = default;

  Bytes bytes() const { return bytes_; }
  std::uint16_t major_version() const { return major_; }
  std::uint16_t minor_version() const { return minor_; }
  // As in the file, without kAccModule; interfaces before version 50 get kAccAbstract.
  std::uint16_t access_flags() const { return access_flags_; }
  bool is_interface() const { return (access_flags_ & kAccInterface) != 0; }
  const ConstantPool& constants() const { return constants_; }

  std::string_view name() const { return name_; }
  std::uint16_t this_class_index() const { return this_class_index_; }
  // 0 and empty for java/lang/Object only.
  std::uint16_t super_class_index() const { return super_class_index_; }
  std::string_view super_name() const { return super_name_; }
  const IndexTable& interfaces() const { return interfaces_; }
  std::string_view interface_name(std::size_t i) const {
    return constants_.class_name(interfaces_[i]);
  }

  std::span<const FieldInfo> fields() const { return {fields_.get(), field_count_}; }
  std::span<const MethodInfo> methods() const { return {methods_.get(), method_count_}; }

  // Attributes; an index 0 or an empty table means absent unless a has_ function says otherwise.
  bool is_synthetic() const { return is_synthetic_; }
  bool is_deprecated() const { return is_deprecated_; }
  std::uint16_t source_file_index() const { return source_file_index_; }
  std::string_view source_file() const { return text_or_empty(source_file_index_); }
  std::uint16_t signature_index() const { return signature_index_; }
  std::string_view signature() const { return text_or_empty(signature_index_); }
  Bytes source_debug_extension() const { return source_debug_extension_; }
  bool has_inner_classes() const { return has_inner_classes_; }
  const TableView<InnerClass>& inner_classes() const { return inner_classes_; }
  std::uint16_t enclosing_class_index() const { return enclosing_class_index_; }
  std::uint16_t enclosing_method_index() const {
    return enclosing_method_index_;
  }  // NameAndType or 0
  std::uint16_t nest_host_index() const { return nest_host_index_; }
  bool has_nest_members() const { return has_nest_members_; }
  const IndexTable& nest_members() const { return nest_members_; }
  bool has_permitted_subclasses() const { return has_permitted_subclasses_; }  // sealed
  const IndexTable& permitted_subclasses() const { return permitted_subclasses_; }
  bool is_record() const { return is_record_; }
  std::span<const RecordComponent> record_components() const { return record_components_; }
  std::span<const BootstrapMethod> bootstrap_methods() const { return bootstrap_methods_; }
  const Annotations& annotations() const { return annotations_; }

 private:
  friend class ClassFileParser;
  ClassFile() = default;
  std::string_view text_or_empty(std::uint16_t index) const {
    return index == 0 ? std::string_view{} : constants_.utf8(index);
  }

  Bytes bytes_;
  ConstantPool constants_;
  std::uint16_t major_ = 0, minor_ = 0, access_flags_ = 0;
  std::uint16_t this_class_index_ = 0, super_class_index_ = 0;
  std::uint16_t source_file_index_ = 0, signature_index_ = 0;
  std::uint16_t enclosing_class_index_ = 0, enclosing_method_index_ = 0, nest_host_index_ = 0;
  std::uint16_t field_count_ = 0, method_count_ = 0;
  bool is_synthetic_ = false, is_deprecated_ = false, has_inner_classes_ = false,
       is_record_ = false;
  bool has_nest_members_ = false, has_permitted_subclasses_ = false;
  std::string_view name_, super_name_;
  IndexTable interfaces_, nest_members_, permitted_subclasses_;
  TableView<InnerClass> inner_classes_;
  Bytes source_debug_extension_;
  Annotations annotations_;
  std::unique_ptr<FieldInfo[]> fields_;
  std::unique_ptr<MethodInfo[]> methods_;
  std::vector<RecordComponent> record_components_;
  std::vector<BootstrapMethod> bootstrap_methods_;
};

// The source line of an instruction, -1 if unknown: the entry with the largest start_pc not after
// bci.
int line_number_at(const ConstantPool& constants, const CodeInfo& code, std::uint32_t bci);

// The LocalVariableTable entry that covers `slot` at `bci`: name index, 0 if there is none. A store
// names the variable that begins right after it; ask with the bci that follows.
std::uint16_t local_variable_name_at(const ConstantPool& constants, const CodeInfo& code,
                                     std::uint32_t bci, std::uint16_t slot);

}  // namespace cjvm
