// SPDX-License-Identifier: Apache-2.0
// The hash table over all tables of natives.h, keyed by class, name and descriptor. Built once by
// the thread that makes the VM; afterwards read-only.
#include "classlib-glue/natives.h"

#include <string_view>
#include <unordered_map>

#include "jvm/base/text.h"
#include "jvm/calls/native_call.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"

namespace cjvm {
namespace {

using NativeMap = std::unordered_map<std::string, const VmNativeEntry*>;

NativeMap& natives() {
  static NativeMap map;
  return map;
}

VmNative find_native(Method* method) {
  if (method->holder->loader != boot_loader()) return nullptr;
  std::string key = cat(method->holder->name->text(), ".", method->name->text());
  std::size_t name_length = key.size();
  key += method->descriptor->text();
  auto found = natives().find(key);
  if (found == natives().end()) {
    key.resize(name_length);
    found = natives().find(key);
  }
  if (found == natives().end()) return nullptr;
  // Several threads may bind the method at once.
  __atomic_fetch_or(&method->flags, found->second->flags, __ATOMIC_RELAXED);
  return found->second->function;
}

void add_table(std::span<const VmNativeEntry> table) {
  for (const VmNativeEntry& entry : table) {
    std::string key = cat(entry.class_name, ".", entry.name);
    if (entry.descriptor != nullptr) key += entry.descriptor;
    natives().emplace(std::move(key), &entry);
  }
}

}  // namespace

void register_vm_natives() {
#define CJVM_ADD_TABLE(name) add_table(name());
  CJVM_NATIVE_TABLES(CJVM_ADD_TABLE)
#undef CJVM_ADD_TABLE
  set_vm_native_lookup(find_native);
}

}  // namespace cjvm
