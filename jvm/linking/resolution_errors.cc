// SPDX-License-Identifier: Apache-2.0
// A fixed hash table of immutable records in metadata memory, pushed with compare-and-set: lookups
// take no lock and nothing is allocated while one is held.
#include "jvm/linking/resolution_errors.h"

#include <array>
#include <atomic>
#include <string>

#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/class.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {
namespace {

struct Record {
  Record* next;
  const Class* from;
  const void* site;
  std::uint32_t index;
  Class* error;
  Object* message;  // String or null
  Class* cause;     // or null
  Object* cause_message;
};

constexpr std::size_t kBuckets = 512;
std::array<std::atomic<Record*>, kBuckets>& buckets() {
  static auto* table = static_cast<std::array<std::atomic<Record*>, kBuckets>*>(
      Collector::allocate_metadata(sizeof(std::array<std::atomic<Record*>, kBuckets>)));
  return *table;
}

std::atomic<Record*>& bucket_of(const Class* from, std::uint32_t index, const void* site) {
  auto mix = reinterpret_cast<std::uintptr_t>(from) / 16 * 31 + index +
             reinterpret_cast<std::uintptr_t>(site) / 16;
  return buckets()[mix * 0x9e3779b97f4a7c15u >> 55];
}

const Record* find_record(const Class* from, std::uint32_t index, const void* site) {
  for (const Record* r = bucket_of(from, index, site).load(std::memory_order_acquire); r != nullptr;
       r = r->next) {
    if (r->from == from && r->index == index && r->site == site) return r;
  }
  return nullptr;
}

Object* make(JavaThread& thread, Class* klass, Object* message) {
  bool takes_text = klass->find_declared_method(Symbol::intern("<init>"),
                                                Symbol::intern("(Ljava/lang/String;)V")) != nullptr;
  if (message != nullptr && takes_text)
    return new_instance(thread, klass, "(Ljava/lang/String;)V", {message});
  return new_instance(thread, klass, "()V", {});
}

}  // namespace

void raise_recorded_error(JavaThread& thread, const Class* from, std::uint32_t index,
                          const void* site) {
  const Record* record = find_record(from, index, site);
  if (record == nullptr) [[likely]]
    return;
  Object* throwable = make(thread, record->error, record->message);
  if (record->cause != nullptr) {
    Object* cause = make(thread, record->cause, record->cause_message);
    Method* init_cause = well_known::Throwable->find_declared_method(
        Symbol::intern("initCause"),
        Symbol::intern("(Ljava/lang/Throwable;)Ljava/lang/Throwable;"));
    call_virtual(thread, init_cause, {throwable, cause});
  }
  throw_object(throwable);
}

void record_error(JavaThread& thread, const Class* from, std::uint32_t index, Object* throwable,
                  const void* site) {
  if (!is_throwable(throwable, Throwable::LinkageError) ||
      find_record(from, index, site) != nullptr)
    return;
  auto field = [&](Object* object, std::uint32_t offset) {
    return thread.heap().load_reference(object, offset, Order::Plain);
  };
  auto* record = Collector::make_metadata<Record>();
  record->from = from;
  record->site = site;
  record->index = index;
  record->error = throwable->klass();
  record->message = field(throwable, well_known::Throwable_detailMessage);
  Object* cause = field(throwable, well_known::Throwable_cause);
  // `java` forgets the cause of a failed call site.
  if (cause != nullptr && cause != throwable && site == nullptr) {
    record->cause = cause->klass();
    record->cause_message = field(cause, well_known::Throwable_detailMessage);
  }
  auto& head = bucket_of(from, index, site);
  record->next = head.load(std::memory_order_relaxed);
  while (!head.compare_exchange_weak(record->next, record, std::memory_order_acq_rel)) {
  }
}

}  // namespace cjvm
