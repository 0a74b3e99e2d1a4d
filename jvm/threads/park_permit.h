// SPDX-License-Identifier: Apache-2.0
// ParkPermit: the events on which one Java thread blocks. It outlives the thread and is handed to
// the next one with the same record, so a late wake-up is at worst a spurious one.
#pragma once

#include "jvm/threads/event.h"

namespace cjvm {

class ParkPermit {
 public:
  Event park;     // LockSupport's permit
  Event sleep;    // ends Thread.sleep early
  Event monitor;  // entering and waiting on monitors

  // For the next thread; what arrives later is spurious to it.
  void clear() {
    park.try_consume();
    sleep.try_consume();
    monitor.try_consume();
  }
};

}  // namespace cjvm
