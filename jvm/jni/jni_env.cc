// SPDX-License-Identifier: Apache-2.0
// Puts the JNI function table together. Made once, on the first thread; afterwards constant.
#include <cstring>

#include "jvm/base/check.h"
#include "jvm/jni/functions.h"

namespace cjvm {

namespace {

constexpr std::size_t kSlots = sizeof(JNINativeInterface_) / sizeof(void*);
constexpr std::size_t kReservedSlots = 4;
static_assert(kSlots == 234, "the function table of JNI_VERSION_10");

JNINativeInterface_ make_table() {
  JNINativeInterface_ table{};
  jni::install_classes(table);
  jni::install_objects(table);
  jni::install_member_ids(table);
  jni::install_calls(table);
  jni::install_fields(table);
  jni::install_strings(table);
  jni::install_arrays(table);
  jni::install_references(table);
  jni::install_exceptions(table);
  jni::install_reflection(table);
  jni::install_misc(table);
  void* entries[kSlots];
  std::memcpy(entries, &table, sizeof table);
  for (std::size_t i = kReservedSlots; i < kSlots; ++i) {
    check(entries[i] != nullptr, "every JNI function exists");
  }
  return table;
}

}  // namespace

const JNINativeInterface_* jni_functions() {
  static const JNINativeInterface_ table = make_table();
  return &table;
}

}  // namespace cjvm
