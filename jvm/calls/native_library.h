// SPDX-License-Identifier: Apache-2.0
// Native libraries: the class library's own libjava and libverify, and what JVM_LoadLibrary and its
// siblings do. Which library belongs to which loader is Java's business
// (jdk.internal.loader.NativeLibraries). Any Java thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cjvm {

class Vm;

// Loads libjava, whose natives the boot loader's classes are bound to. Called once, before any Java
// code. Throws StartError.
void load_java_library(Vm& vm);
// The handle of libjava.
void* java_library();
// A function of a library of $JAVA_HOME/lib ("verify": libverify.so), loaded on first use; null if
// absent.
void* jdk_library_symbol(std::string_view library, const char* symbol);

// dlopen. If it fails: null, and UnsatisfiedLinkError "path: reason" if `throw_error`.
void* load_native_library(const char* path, bool throw_error);
// The libraries that were loaded so, in order of the first time, whether they still are or not.
std::vector<std::string> native_library_paths();
void unload_native_library(void* handle);
// False for what is not the handle of a library that was loaded so and not unloaded, nor one
// that means the whole process: handles are Java longs and may come from another process.
bool is_native_library(void* handle);
// Address of a symbol of the library or of what it depends on; null if absent.
void* find_library_entry(void* handle, const char* name);

// Why a library that dlopen refused cannot be loaded, as HotSpot explains it: dlopen's text, then a
// guess from the file's header.
std::string load_failure_text(const char* path, std::string_view dlopen_text);

}  // namespace cjvm
