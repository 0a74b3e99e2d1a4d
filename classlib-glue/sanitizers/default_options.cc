// SPDX-License-Identifier: Apache-2.0
// Defaults of the sanitizers, linked into every executable of an instrumented build; ASAN_OPTIONS
// and UBSAN_OPTIONS override them.

// The sanitizers' library calls this before anything else runs, and looks it up by name.
// detect_leaks: tables and records of the VM live as long as the process by design.
// detect_stack_use_after_return: it would move locals to memory where the collector does not look
// for references. detect_odr_violation: launcher and libjvm.so both contain the pure layers.
// allocator_may_return_null: the class library handles a malloc that fails.
// use_sigaltstack: threads of the class library come and go without the library's knowledge.
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() {
  return "detect_leaks=0:detect_stack_use_after_return=0:detect_odr_violation=0:allocator_may_"
         "return_null=1:use_sigaltstack=0";
}

// A finding ends the process, so that no test passes over it.
extern "C" [[gnu::visibility("default")]] const char* __ubsan_default_options() {
  return "halt_on_error=1:print_stacktrace=1";
}
