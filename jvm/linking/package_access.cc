// SPDX-License-Identifier: Apache-2.0
#include "jvm/linking/package_access.h"

#include <unordered_set>

#include "jvm/base/guarded.h"
#include "jvm/calls/java_call.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

namespace {

struct Use {
  const Class* klass;
  const LoaderData* loader;
  Object* domain;
  bool operator==(const Use&) const = default;
};
struct UseHash {
  std::size_t operator()(const Use& use) const {
    return (reinterpret_cast<std::size_t>(use.klass) >> 4) * 31 +
           (reinterpret_cast<std::size_t>(use.domain) >> 4) +
           reinterpret_cast<std::size_t>(use.loader);
  }
};
using Uses = std::unordered_set<Use, UseHash, std::equal_to<Use>, GcPermanentAllocator<Use>>;

// Filled also without a security manager: one that comes later is not asked about what the program
// has used before, which its own code needs in order to answer.
Guarded<Uses>& allowed() {
  static auto* all = new Guarded<Uses>(LockRank::Linking);
  return *all;
}

}  // namespace

void check_package_access(JavaThread& thread, Class* klass, LoaderData* loader,
                          Object* protection_domain) {
  if (protection_domain == nullptr || loader->java_loader == nullptr || !klass->is_instance_class())
    return;
  Use use{klass, loader, protection_domain};
  if (allowed().with([&](Uses& uses) { return uses.contains(use); })) return;
  Object* manager = thread.heap().load_reference(well_known::System->mirror,
                                                 well_known::System_security, Order::Volatile);
  if (manager != nullptr) {
    call_java(thread, well_known::ClassLoader_checkPackageAccess,
              {loader->java_loader, klass->mirror, protection_domain});
  }
  allowed().with([&](Uses& uses) { uses.insert(use); });
}

}  // namespace cjvm
