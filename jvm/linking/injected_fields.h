// SPDX-License-Identifier: Apache-2.0
// Fields that the VM adds to a few classes of the class library and that Java code never sees:
// hidden 8-byte slots behind the declared fields. jvm/object/field_layout.cc adds them when it lays
// out a class of this table, as it walks the table, and stores their offsets; everybody else only
// reads the offsets. Constant after the class is laid out.
#pragma once

#include <cstdint>
#include <string_view>

namespace cjvm {

struct InjectedField {
  std::string_view class_name;  // internal form; a class of the boot loader
  std::string_view name;        // for tracing
  char type;  // 'J': 8 raw bytes that the collector does not follow; 'L': a reference, traced
  std::uint32_t* offset;  // where the layout stores the byte offset in instances
};

namespace injected {

// java.lang.Class: the Class* that a mirror stands for (jvm/object/allocation.h, class_of_mirror).
inline std::uint32_t Class_klass = 0;
// java.lang.ClassLoader: its LoaderData; java.lang.Module: its ModuleEntry. Null until the VM meets
// the object.
inline std::uint32_t ClassLoader_loader_data = 0;
inline std::uint32_t Module_module_entry = 0;
// java.lang.invoke.MemberName: index of a method's entry in the vtable or itable, -2 if called
// directly; offset of a field.
inline std::uint32_t MemberName_vmindex = 0;
// java.lang.invoke.ResolvedMethodName: the Method*, and the mirror of its holder.
inline std::uint32_t ResolvedMethodName_vmtarget = 0;
inline std::uint32_t ResolvedMethodName_vmholder = 0;

}  // namespace injected

inline constexpr InjectedField kInjectedFields[] = {
    {"java/lang/Class", "klass", 'J', &injected::Class_klass},
    {"java/lang/ClassLoader", "loader_data", 'J', &injected::ClassLoader_loader_data},
    {"java/lang/Module", "module_entry", 'J', &injected::Module_module_entry},
    {"java/lang/invoke/MemberName", "vmindex", 'J', &injected::MemberName_vmindex},
    {"java/lang/invoke/ResolvedMethodName", "vmtarget", 'J',
     &injected::ResolvedMethodName_vmtarget},
    {"java/lang/invoke/ResolvedMethodName", "vmholder", 'L',
     &injected::ResolvedMethodName_vmholder},
};

}  // namespace cjvm
