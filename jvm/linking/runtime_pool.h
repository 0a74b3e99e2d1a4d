// SPDX-License-Identifier: Apache-2.0
// The run-time constant pool of a class (JVMS 5.1): one word per entry, null until resolved,
// published once with release order. Which type an entry holds follows from its tag; Utf8 entries
// hold Symbols. Failed resolutions are recorded and raised again (JVMS 5.4.3).
#pragma once

#include <atomic>
#include <cstdint>

#include "jvm/base/check.h"
#include "jvm/object/class.h"

namespace cjvm {

// A resolved invokedynamic call site or signature-polymorphic call: call `target` with the operands
// and, if non-null, `appendix` as one extra trailing argument.
struct CallTarget {
  Method* target;
  Object* appendix;
};

class RuntimePool {
 public:
  static RuntimePool* make(const ClassFile& file, Class* holder);

  Class* holder() const { return holder_; }
  std::uint16_t size() const { return size_; }
  // Acquire load; null if not resolved.
  template <class T>
  T* resolved(std::uint16_t index) const {
    debug_check(index < size_, "the constant is one of the pool");
    return static_cast<T*>(entries_[index].load(std::memory_order_acquire));
  }
  // First writer wins; returns the winner.
  template <class T>
  T* publish(std::uint16_t index, T* value) {
    debug_check(index < size_ && value != nullptr, "a constant of the pool gets a value");
    void* expected = nullptr;
    if (entries_[index].compare_exchange_strong(expected, value, std::memory_order_acq_rel)) {
      return value;
    }
    return static_cast<T*>(expected);
  }
  // The interned text of a Utf8 entry: members and references of a class share most of their names
  // and descriptors.
  const Symbol* symbol(std::uint16_t index) {
    const Symbol* known = resolved<const Symbol>(index);
    return known != nullptr ? known : intern(index);
  }

 private:
  const Symbol* intern(std::uint16_t index);

  Class* holder_;
  const ConstantPool* constants_;
  std::uint16_t size_;
  std::atomic<void*>* entries_;
};

}  // namespace cjvm
