// SPDX-License-Identifier: Apache-2.0
#include "jvm/management/owned_synchronizers.h"

#include "jvm/linking/well_known.h"
#include "jvm/memory/live_heap.h"
#include "jvm/object/vtable.h"

namespace cjvm {

namespace {

void note(Object* object, void* list) {
  auto* found = static_cast<GcVector<OwnedSynchronizer>*>(list);
  if (found->size() == found->capacity() ||
      !object->klass()->is_subclass_of(well_known::AbstractOwnableSynchronizer)) {
    return;
  }
  Object* owner =
      *object->at<Object*>(well_known::AbstractOwnableSynchronizer_exclusiveOwnerThread);
  if (owner != nullptr) found->push_back({object, owner});
}

}  // namespace

GcVector<OwnedSynchronizer> owned_synchronizers() {
  constexpr std::size_t kMost = 16384;
  GcVector<OwnedSynchronizer> found;
  if (well_known::AbstractOwnableSynchronizer == nullptr) return found;
  found.reserve(kMost);  // nothing can be allocated during the walk
  live_heap::inspect([](void* list) { live_heap::for_each(note, list); }, &found,
                     "Thread Dump Initiated GC");
  return found;
}

}  // namespace cjvm
