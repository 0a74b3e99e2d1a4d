// SPDX-License-Identifier: Apache-2.0
// Facts about the process and the machine for exports and natives. Any thread unless a JavaThread
// is asked for.
#pragma once

#include <cstdint>

#include "jvm/object/class.h"

namespace cjvm {
class JavaThread;
namespace glue {

std::int64_t current_time_millis();
std::int64_t nano_time();
// VM.getNanoTimeAdjustment: nanoseconds since `offset_seconds` (epoch), -1 if out of range.
std::int64_t nano_time_adjustment(std::int64_t offset_seconds);
// Processors a program may use: -XX:ActiveProcessorCount, else affinity and control group.
int active_processors();
void explicit_collection(JavaThread& thread);
std::int64_t max_memory();
std::int64_t total_memory();
std::int64_t free_memory();
// -ea and its relatives for a class that the VM decides about.
bool desired_assertion_status(JavaThread& thread, const Class* klass);

}  // namespace glue
}  // namespace cjvm
