// SPDX-License-Identifier: Apache-2.0
// The printf family and the raw monitors that native libraries of the JDK take from the VM. No Java
// state; any thread.
#include <jni.h>
#include <pthread.h>

#include <cstdarg>
#include <cstddef>
#include <cstdio>

#include "jvm/base/host_hooks.h"

extern "C" {

// -1 also when the text did not fit; what fits is terminated.
JNIEXPORT int jio_vsnprintf(char* text, size_t count, const char* format, va_list arguments) {
  if (static_cast<std::ptrdiff_t>(count) <= 0) return -1;
  int length = vsnprintf(text, count, format, arguments);
  if (length >= 0 && static_cast<size_t>(length) < count) return length;
  text[count - 1] = '\0';
  return -1;
}

JNIEXPORT int jio_snprintf(char* text, size_t count, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = jio_vsnprintf(text, count, format, arguments);
  va_end(arguments);
  return length;
}

JNIEXPORT int jio_vfprintf(FILE* file, const char* format, va_list arguments) {
  return cjvm::host_vprint(file, format, arguments);
}

JNIEXPORT int jio_fprintf(FILE* file, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = cjvm::host_vprint(file, format, arguments);
  va_end(arguments);
  return length;
}

JNIEXPORT int jio_printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = cjvm::host_vprint(stdout, format, arguments);
  va_end(arguments);
  return length;
}

JNIEXPORT char* JVM_NativePath(char* path) { return path; }

JNIEXPORT void* JVM_RawMonitorCreate() {
  auto* mutex = new pthread_mutex_t;
  pthread_mutex_init(mutex, nullptr);
  return mutex;
}

JNIEXPORT void JVM_RawMonitorDestroy(void* monitor) {
  auto* mutex = static_cast<pthread_mutex_t*>(monitor);
  pthread_mutex_destroy(mutex);
  delete mutex;
}

JNIEXPORT jint JVM_RawMonitorEnter(void* monitor) {
  return pthread_mutex_lock(static_cast<pthread_mutex_t*>(monitor));
}

JNIEXPORT void JVM_RawMonitorExit(void* monitor) {
  pthread_mutex_unlock(static_cast<pthread_mutex_t*>(monitor));
}

}  // extern "C"
