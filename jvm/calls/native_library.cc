// SPDX-License-Identifier: Apache-2.0
#include "jvm/calls/native_library.h"

#include <dlfcn.h>
#include <elf.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>

#include "jvm/base/guarded.h"
#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

void* libjava = nullptr;

// Never destroyed: daemon threads run until the process is gone.
Guarded<std::map<std::string, void*, std::less<>>>& jdk_libraries() {
  static auto* libraries = new Guarded<std::map<std::string, void*, std::less<>>>(LockRank::Jni);
  return *libraries;
}

// What load_native_library() has opened, in order.
Guarded<std::vector<std::string>>& paths() {
  static auto* all = new Guarded<std::vector<std::string>>(LockRank::Jni);
  return *all;
}

// Handles that Java code has, one for each time a library was loaded.
Guarded<std::multiset<void*>>& handles() {
  static auto* all = new Guarded<std::multiset<void*>>(LockRank::Jni);
  return *all;
}

const char* machine_name(unsigned machine) {
  switch (machine) {
    case EM_386:
      return "IA 32";
    case EM_IA_64:
      return "IA 64";
    case EM_X86_64:
      return "AMD 64";
    case EM_SPARC:
    case EM_SPARC32PLUS:
      return "Sparc 32";
    case EM_SPARCV9:
      return "Sparc v9 64";
    case EM_PPC:
      return "Power PC 32";
    case EM_PPC64:
      return "Power PC 64 LE";
    case EM_ARM:
      return "ARM";
    case EM_S390:
      return "IBM System/390";
    case EM_MIPS:
      return "MIPS";
    case EM_PARISC:
      return "PARISC";
    case EM_68K:
      return "M68k";
    case EM_AARCH64:
      return "AARCH64";
    case EM_RISCV:
      return "RISC-V";
    default:
      return nullptr;
  }
}

}  // namespace

void load_java_library(Vm& vm) {
  std::string path = vm.java_home() + "/lib/libjava.so";
  libjava = ::dlopen(path.c_str(), RTLD_LAZY);
  if (libjava == nullptr) throw StartError(cat("Unable to load native library: ", ::dlerror()));
}

void* java_library() { return libjava; }

void* jdk_library_symbol(std::string_view library, const char* symbol) {
  std::string name(library);
  void* handle = jdk_libraries().with([&](auto& libraries) {
    auto found = libraries.find(name);
    return found == libraries.end() ? nullptr : found->second;
  });
  if (handle == nullptr) {
    std::string path = cat(Vm::instance().java_home(), "/lib/lib", name, ".so");
    handle = ::dlopen(path.c_str(), RTLD_LAZY);
    if (handle == nullptr) return nullptr;
    jdk_libraries().with([&](auto& libraries) { libraries[name] = handle; });
  }
  return ::dlsym(handle, symbol);
}

std::string load_failure_text(const char* path, std::string_view dlopen_text) {
  std::string text(dlopen_text);
  Elf32_Ehdr header;
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return text;
  bool complete = std::fread(&header, sizeof header, 1, file) == 1;
  std::fclose(file);
  if (!complete) return text;
  unsigned order = header.e_ident[EI_DATA];
  unsigned width = header.e_ident[EI_CLASS];
  if (order != ELFDATA2LSB && order != ELFDATA2MSB) return text;
  unsigned machine = header.e_machine;
  if (order == ELFDATA2MSB) machine = __builtin_bswap16(header.e_machine);
  if (machine != EM_X86_64) {
    if (const char* name = machine_name(machine); name != nullptr) {
      return cat(text, " (Possible cause: can't load ", name, " .so on a AMD 64 platform)");
    }
    char code[16];
    std::snprintf(code, sizeof code, "0x%x", machine);
    return cat(text, " (Possible cause: can't load this .so (machine code=", std::string_view(code),
               ") on a AMD 64 platform)");
  }
  if (order != ELFDATA2LSB) return text + " (Possible cause: endianness mismatch)";
  if (width != ELFCLASS32 && width != ELFCLASS64) {
    return text + " (Possible cause: invalid ELF file class)";
  }
  if (width != ELFCLASS64) {
    return text +
           " (Possible cause: architecture word width mismatch, can't load 32-bit .so on a "
           "64-bit platform)";
  }
  return text;
}

void* load_native_library(const char* path, bool throw_error) {
  void* handle = ::dlopen(path, RTLD_LAZY);
  if (handle != nullptr) {
    handles().with([&](auto& all) { all.insert(handle); });
    paths().with([&](auto& all) {
      if (std::find(all.begin(), all.end(), path) == all.end()) all.emplace_back(path);
    });
  }
  if (handle != nullptr || !throw_error) return handle;
  const char* reason = ::dlerror();
  throw_java(
      Throwable::UnsatisfiedLinkError,
      cat(path, ": ", load_failure_text(path, reason == nullptr ? "dlopen failed" : reason)));
}

std::vector<std::string> native_library_paths() {
  return paths().with([](auto& all) { return all; });
}

void unload_native_library(void* handle) {
  bool is_open = handles().with([&](auto& all) {
    auto found = all.find(handle);
    if (found == all.end()) return false;
    all.erase(found);
    return true;
  });
  if (is_open) ::dlclose(handle);
}

bool is_native_library(void* handle) {
  static void* const process = ::dlopen(nullptr, RTLD_LAZY);
  if (handle == process || handle == libjava || handle == RTLD_DEFAULT || handle == RTLD_NEXT)
    return true;
  return handles().with([&](auto& all) { return all.find(handle) != all.end(); });
}

void* find_library_entry(void* handle, const char* name) { return ::dlsym(handle, name); }

}  // namespace cjvm
