// SPDX-License-Identifier: Apache-2.0
// Finding the intrinsic of a method.
#include "interp/intrinsics/intrinsics.h"

#include <string_view>
#include <unordered_map>
#include <vector>

#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"

namespace cjvm {

namespace {

using ByClass = std::unordered_map<const Symbol*, std::vector<const Intrinsic*>>;

const ByClass& all_intrinsics() {
  static const auto* all = [] {
    auto* made = new ByClass;
    for (auto table :
         {math_intrinsics(), bit_intrinsics(), object_intrinsics(), array_intrinsics(),
          string_intrinsics(), unsafe_intrinsics(), digest_intrinsics(), number_intrinsics()}) {
      for (const Intrinsic& one : table) {
        (*made)[Symbol::intern(one.class_name)].push_back(&one);
      }
    }
    return made;
  }();
  return *all;
}

}  // namespace

ChosenIntrinsic find_intrinsic(const Method* method, bool checks) {
  if (method->holder->loader != boot_loader() || method->is_synchronized()) return {};
  auto found = all_intrinsics().find(method->holder->name);
  if (found == all_intrinsics().end()) return {};
  for (const Intrinsic* one : found->second) {
    if (method->name->text() != one->name || method->descriptor->text() != one->descriptor)
      continue;
    if (!checks) return {one->function};
    if (one->checked != nullptr) return {one->checked};
    return {one->function, possible_proxies(method)};
  }
  return {};
}

}  // namespace cjvm
