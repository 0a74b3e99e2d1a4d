// SPDX-License-Identifier: Apache-2.0
// Definition of classes: parse, make the Class, record it under its loader; and the LinkageErrors
// of recording. A class becomes visible to other threads when it is recorded. Java threads.
#include "jvm/linking/define_class.h"

#include <cstdlib>
#include <cstring>
#include <memory>

#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_definer.h"
#include "jvm/linking/class_table.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/super_resolution.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

[[noreturn]] void throw_format(const ClassFormat& bad) {
  switch (bad.kind) {
    case ClassFormatKind::kClassFormatError:
      throw_java(Throwable::ClassFormatError, bad.message);
    case ClassFormatKind::kUnsupportedClassVersionError:
      throw_java(Throwable::UnsupportedClassVersionError, bad.message);
    case ClassFormatKind::kNoClassDefFoundError:
      throw_java(Throwable::NoClassDefFoundError, bad.message);
    case ClassFormatKind::kIncompatibleClassChangeError:
      throw_java(Throwable::IncompatibleClassChangeError, bad.message);
    case ClassFormatKind::kVerifyError:
      throw_java(Throwable::VerifyError, bad.message);
  }
  fatal("a kind of class format failure");
}

// Owns the bytes of a class file until the class exists.
class OwnedBytes {
 public:
  OwnedBytes(Bytes bytes, bool permanent) : bytes_(bytes) {
    if (permanent || bytes.empty()) return;
    copy_ = static_cast<std::uint8_t*>(std::malloc(bytes.size()));
    if (copy_ == nullptr) throw_out_of_memory("class file");
    std::memcpy(copy_, bytes.data(), bytes.size());
    bytes_ = {copy_, bytes.size()};
  }
  ~OwnedBytes() { std::free(copy_); }
  OwnedBytes(const OwnedBytes&) = delete;
  Bytes get() const { return bytes_; }
  void keep() { copy_ = nullptr; }

 private:
  Bytes bytes_;
  std::uint8_t* copy_ = nullptr;
};

std::string_view kind_of(const Class* klass) {
  return klass->is_interface() ? "interface" : klass->is_abstract() ? "abstract class" : "class";
}

}  // namespace

void throw_duplicate_definition(const Class* klass, const LoaderData* loader) {
  throw_java(Throwable::LinkageError,
             cat("loader ", loader_name_and_id(loader), " attempted duplicate ", kind_of(klass),
                 " definition for ", klass->external_name(), ". (",
                 class_in_module_of_loader(klass, true), ')'));
}

void throw_constraint_violation(Class* klass, LoaderData* loader) {
  std::string text = cat("loader constraint violation: loader ", loader_name_and_id(loader),
                         " wants to load ", kind_of(klass), ' ', klass->external_name(), '.');
  Class* existing = constrained_class(klass->name, loader);
  if (existing != nullptr && existing->loader != loader) {
    text += cat(" A different ", kind_of(existing), " with the same name was previously loaded by ",
                loader_name_and_id(existing->loader), ". (",
                class_in_module_of_loader(existing, true), ')');
  } else {
    text += cat(" (", class_in_module_of_loader(klass, true), ')');
  }
  throw_java(Throwable::LinkageError, text);
}

namespace {

std::atomic<std::int64_t> defined_classes{0};

void publish(Class* klass) {
  LoaderData* loader = klass->loader;
  Class* first = loader->first_class.load(std::memory_order_relaxed);
  do {
    klass->next_in_loader = first;
  } while (!loader->first_class.compare_exchange_weak(first, klass, std::memory_order_release,
                                                      std::memory_order_relaxed));
  note_class_in(klass->package);
  // Counted only: a mirror that was made before its module was known is patched by whoever defines
  // the module.
  defined_classes.fetch_add(1, std::memory_order_relaxed);
  if (Log::is_on(Topic::ClassLoad)) {
    std::string_view source = klass->source.empty() ? "__JVM_DefineClass__" : klass->source;
    log(Topic::ClassLoad, klass->external_name(), " source: ", source);
  }
}

void check_prohibited_package(std::string_view name, const LoaderData* loader) {
  if (is_privileged(loader) || !name.starts_with("java/")) return;
  throw_java(Throwable::SecurityException,
             cat("Prohibited package name: ", dots(package_of(name))));
}

Class* define(JavaThread& thread, const Symbol* expected_name, LoaderData* loader,
              std::span<const std::uint8_t> bytes, const DefineOptions& options,
              bool duplicate_is_fine) {
  check_native_stack(thread);
  const Options& settings = Vm::instance().options();
  ParseOptions how;
  if (expected_name != nullptr && !options.hidden) how.expected_name = expected_name->text();
  how.verify = loader->java_loader == nullptr ? settings.verify_local : settings.verify_remote;
  how.relax_names = is_privileged(loader) && !settings.verify_local;
  how.enable_preview = settings.enable_preview;

  const Symbol* hidden_name = options.hidden ? expected_name : nullptr;
  Superinterfaces interfaces(thread, loader, hidden_name, options.protection_domain);
  how.listener = &interfaces;

  OwnedBytes owned(bytes, options.bytes_are_permanent);
  std::unique_ptr<ClassFile> file;
  try {
    file = std::make_unique<ClassFile>(ClassFile::parse(owned.get(), how));
  } catch (const ClassFormat& bad) {
    throw_format(bad);
  }
  if (!options.hidden && !options.is_copy) check_prohibited_package(file->name(), loader);
  const Symbol* name = hidden_name != nullptr ? hidden_name : Symbol::intern(file->name());
  Class* klass = make_class(thread, loader, options, *file, name, interfaces.found());
  file.release();
  owned.keep();
  if (options.module != nullptr) {
    thread.heap().store_reference(klass->mirror, well_known::Class_module, options.module,
                                  Order::AcquireRelease);
  }

  if (!options.hidden) {
    bool violated = false;
    Class* before = record_class(loader, klass, violated);
    if (before != nullptr) {
      if (duplicate_is_fine || options.is_copy) return before;
      throw_duplicate_definition(klass, loader);
    }
    if (violated) throw_constraint_violation(klass, loader);
  }
  publish(klass);
  // The loader's own list, which keeps the classes of a loader as long as the loader.
  if (!options.hidden && !options.is_copy && loader->java_loader != nullptr) {
    call_java(thread, well_known::ClassLoader_addClass, {loader->java_loader, klass->mirror});
  }
  return klass;
}

}  // namespace

std::int64_t loaded_class_count() { return defined_classes.load(std::memory_order_relaxed); }

Class* define_class(JavaThread& thread, const Symbol* expected_name, LoaderData* loader,
                    std::span<const std::uint8_t> bytes, const DefineOptions& options) {
  if (!options.hidden && !options.is_copy) {
    VmExtension& extension = Vm::instance().extension();
    Class* made = extension.define_class(thread, expected_name, loader, bytes, options);
    if (made != nullptr) return made;
  }
  if (options.hidden || options.is_copy || is_parallel_capable(loader)) {
    return define(thread, expected_name, loader, bytes, options, false);
  }
  LoaderLock lock(thread, loader);
  return define(thread, expected_name, loader, bytes, options, false);
}

Class* define_found_class(JavaThread& thread, const Symbol* name, LoaderData* loader,
                          std::span<const std::uint8_t> bytes, const DefineOptions& options) {
  return define(thread, name, loader, bytes, options, true);
}

}  // namespace cjvm
