// SPDX-License-Identifier: Apache-2.0
// The mark procedures. Three things can stand where an object is expected: an object (its first
// word is a VTable, which lies in the metadata arena), a free cell of some list (its first word is
// null or links to another cell) and memory that was just taken from a list (first word null).
#include "jvm/memory/marking.h"

#include <sys/mman.h>

#include "jvm/base/check.h"
#include "jvm/linking/injected_fields.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/boehm.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/memory/reference_discovery.h"

namespace cjvm::marking {

namespace {

int kinds[static_cast<unsigned>(GcKind::kCount)];

constexpr std::size_t kPage = 4096;

// Objects still to be traced by mark_from.
Object** worklist = nullptr;
std::size_t worklist_capacity = 0;
std::size_t worklist_high = 0;

inline GC_ms_entry* push(void* target, GC_ms_entry* top, GC_ms_entry* limit, void** source) {
  return GC_MARK_AND_PUSH(target, top, limit, source);
}

inline Class* mirrored_class(const Object* object, const Class* klass) {
  if (klass != well_known::Class || klass == nullptr || injected::Class_klass == 0) return nullptr;
  return *object->at<Class*>(injected::Class_klass);
}

GC_ms_entry* mark_scanned(GC_word* address, GC_ms_entry* top, GC_ms_entry* limit, GC_word) {
  void* first = reinterpret_cast<void*>(address[0]);
  if (!MetadataArena::contains(first)) [[unlikely]] {
    return first == nullptr ? top : push(first, top, limit, reinterpret_cast<void**>(address));
  }
  const Class* klass = static_cast<const VTable*>(first)->klass;
  char* start = reinterpret_cast<char*>(address);
  for (std::uint32_t offset : klass->reference_offsets) {
    void** field = reinterpret_cast<void**>(start + offset);
    top = push(*field, top, limit, field);
  }
  if (klass == well_known::Class) [[unlikely]] {
    if (Class* mirrored = mirrored_class(reinterpret_cast<Object*>(address), klass)) {
      for (std::uint32_t offset : mirrored->static_reference_offsets) {
        void** field = reinterpret_cast<void**>(start + offset);
        top = push(*field, top, limit, field);
      }
    }
  }
  return top;
}

GC_ms_entry* mark_reference(GC_word* address, GC_ms_entry* top, GC_ms_entry* limit, GC_word) {
  void* first = reinterpret_cast<void*>(address[0]);
  if (!MetadataArena::contains(first)) [[unlikely]] {
    return first == nullptr ? top : push(first, top, limit, reinterpret_cast<void**>(address));
  }
  auto* reference = reinterpret_cast<Object*>(address);
  const Class* klass = static_cast<const VTable*>(first)->klass;
  const std::uint32_t referent = well_known::Reference_referent;
  for (std::uint32_t offset : klass->reference_offsets) {
    if (offset == referent) continue;
    void** field = reference->at<void*>(offset);
    top = push(*field, top, limit, field);
  }
  void** field = reference->at<void*>(referent);
  if (*field != nullptr && !references::discover(reference, klass->reference_strength)) {
    top = push(*field, top, limit, field);
  }
  return top;
}

inline void reach(Object* object) {
  if (object == nullptr || GC_is_marked(object)) return;
  GC_set_mark_bit(object);
  check(worklist_high < worklist_capacity, "the worklist holds every object that can be reached");
  worklist[worklist_high++] = object;
}

void trace(Object* object) {
  if (!MetadataArena::contains(object->behaviour())) return;
  const Class* klass = object->klass();
  switch (klass->gc_kind) {
    case GcKind::ReferenceArray: {
      if (object->is_proxy()) return;  // has no elements here
      auto* array = static_cast<Array*>(object);
      Object** elements = array->elements<Object*>();
      for (std::int32_t i = 0; i < array->length; ++i) reach(elements[i]);
      return;
    }
    case GcKind::Scanned:
    case GcKind::Reference:
      // The referent is among the offsets, or is reached here, so that it is strong from now on.
      for (std::uint32_t offset : klass->reference_offsets) reach(*object->at<Object*>(offset));
      if (klass->gc_kind == GcKind::Reference) {
        reach(*object->at<Object*>(well_known::Reference_referent));
      } else if (Class* mirrored = mirrored_class(object, klass)) {
        for (std::uint32_t offset : mirrored->static_reference_offsets) {
          reach(*object->at<Object*>(offset));
        }
      }
      return;
    default:
      return;
  }
}

}  // namespace

void make_kinds() {
  auto set = [](GcKind kind, GC_word descriptor, int add_size) {
    kinds[static_cast<unsigned>(kind)] =
        static_cast<int>(GC_new_kind(GC_new_free_list(), descriptor, add_size, 1));
  };
  set(GcKind::Plain, GC_DS_LENGTH, 0);
  set(GcKind::Scanned, GC_MAKE_PROC(GC_new_proc(mark_scanned), 0), 0);
  set(GcKind::ReferenceArray, GC_DS_LENGTH, 1);
  set(GcKind::Reference, GC_MAKE_PROC(GC_new_proc(mark_reference), 0), 0);
}

int boehm_kind(GcKind kind) { return kinds[static_cast<unsigned>(kind)]; }

bool is_marked(const Object* object) { return GC_is_marked(object) != 0; }

void reserve_worklist(std::size_t heap_limit) {
  // Every object is entered at most once, and none is smaller than its header.
  for (std::size_t bytes = heap_limit / sizeof(Object) * sizeof(Object*); bytes >= kPage;
       bytes /= 2) {
    void* range = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) continue;
    worklist = static_cast<Object**>(range);
    worklist_capacity = bytes / sizeof(Object*);
    return;
  }
  fatal("no address space for the collector's worklist");
}

void mark_from(Object* root) {
  std::size_t highest = 0;
  worklist_high = 0;
  reach(root);
  while (worklist_high != 0) {
    if (worklist_high > highest) highest = worklist_high;
    trace(worklist[--worklist_high]);
  }
  if (highest > kPage) release_worklist();
}

void release_worklist() { madvise(worklist, worklist_capacity * sizeof(Object*), MADV_DONTNEED); }

}  // namespace cjvm::marking
