// SPDX-License-Identifier: Apache-2.0
// Answers the verifier's questions about other classes from the running VM, and calls libverify
// (through JNI, as the JDK made it) for class files without StackMapTable.
#include "jvm/linking/class_verification.h"

#include <dlfcn.h>
#include <jni.h>

#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/jni/entry.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/java_thread.h"
#include "jvm/verifier/verifier.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

class LoadedHierarchy final : public ClassHierarchy {
 public:
  LoadedHierarchy(JavaThread& thread, Class* klass) : thread_(thread), class_(klass) {}

  bool is_interface(std::string_view name) override { return load(name)->is_interface(); }

  bool is_subclass(std::string_view from, std::string_view name) override {
    Class* target = load(name);
    return load(from)->is_subtype_of(target);
  }

  bool is_current_or_super(std::string_view name) override {
    if (is_current(name)) return true;
    for (const Class* c = class_->super; c != nullptr; c = c->super) {
      if (c->name->text() == name) return true;
    }
    return false;
  }

  bool is_direct_interface(std::string_view name) override {
    for (const Class* interface : class_->interfaces) {
      if (interface->name->text() == name) return true;
    }
    return false;
  }

  bool is_protected_elsewhere(std::string_view name, std::string_view member,
                              std::string_view descriptor, bool is_method) override {
    Class* klass = load(name);
    const Symbol* member_name = Symbol::find(member);
    const Symbol* member_descriptor = Symbol::find(descriptor);
    if (member_name == nullptr || member_descriptor == nullptr) return false;
    const Class* holder = nullptr;
    std::uint16_t flags = 0;
    if (is_method) {
      if (const Method* found = klass->find_method(member_name, member_descriptor)) {
        holder = found->holder;
        flags = found->access_flags;
      }
    } else if (const Field* found = klass->find_field(member_name, member_descriptor)) {
      holder = found->holder;
      flags = found->access_flags;
    }
    return holder != nullptr && (flags & kAccProtected) != 0 &&
           !same_runtime_package(holder, class_);
  }

 private:
  // A hidden class goes by the name in its file.
  bool is_current(std::string_view name) const { return name == class_->file->name(); }

  Class* load(std::string_view name) {
    if (is_current(name)) return class_;
    return load_class(thread_, Symbol::intern(name), class_->loader);
  }

  JavaThread& thread_;
  Class* class_;
};

using OldVerifier = jboolean (*)(JNIEnv*, jclass, char* message, jint length, jint major_version);

OldVerifier old_verifier() {
  static OldVerifier function = [] {
    std::string path = Vm::instance().java_home() + "/lib/libverify.so";
    void* library = dlopen(path.c_str(), RTLD_LAZY);
    return library == nullptr
               ? nullptr
               : reinterpret_cast<OldVerifier>(dlsym(library, "VerifyClassForMajorVersion"));
  }();
  return function;
}

// `refusal`: the message of the type check if that failed before; it is the one to give.
void verify_by_inference(JavaThread& thread, Class* klass, std::string_view refusal) {
  OldVerifier function = old_verifier();
  if (function == nullptr) throw_java(Throwable::InternalError, "libverify cannot be loaded");
  constexpr jint kMessageLength = 1024;
  constexpr jboolean kFormatError = 2;
  char message[kMessageLength] = {};
  auto* env = static_cast<JNIEnv*>(thread.jni_env);
  std::uint32_t mark = local_mark(thread);
  jboolean result = function(env, static_cast<jclass>(make_local(thread, klass->mirror)), message,
                             kMessageLength, klass->file->major_version());
  release_locals(thread, mark);
  if (thread.pending != nullptr) throw JavaThrow{};
  if (result == JNI_TRUE) return;
  throw_java(result == kFormatError ? Throwable::ClassFormatError : Throwable::VerifyError,
             refusal.empty() ? std::string_view(message) : refusal);
}

// Generated reflection accessors break the rules on purpose; the first classes cannot be checked
// because the checker's errors need them.
bool is_exempt(const Class* klass) {
  if (well_known::MagicAccessorImpl != nullptr &&
      klass->is_subclass_of(well_known::MagicAccessorImpl)) {
    return true;
  }
  return klass == well_known::Object || klass == well_known::Class || klass == well_known::String ||
         klass == well_known::Throwable;
}

[[noreturn]] void throw_verification(const ClassFormat& bad) {
  switch (bad.kind) {
    case ClassFormatKind::kClassFormatError:
      throw_java(Throwable::ClassFormatError, bad.message);
    case ClassFormatKind::kNoClassDefFoundError:
      throw_java(Throwable::NoClassDefFoundError, bad.message);
    case ClassFormatKind::kIncompatibleClassChangeError:
      throw_java(Throwable::IncompatibleClassChangeError, bad.message);
    case ClassFormatKind::kUnsupportedClassVersionError:
      throw_java(Throwable::UnsupportedClassVersionError, bad.message);
    case ClassFormatKind::kVerifyError:
      throw_java(Throwable::VerifyError, bad.message);
  }
  fatal("a kind of verification failure");
}

}  // namespace

void verify(JavaThread& thread, Class* klass) {
  if (is_exempt(klass)) return;
  log(Topic::Verify, "Verifying class ", klass->external_name());
  LoadedHierarchy hierarchy(thread, klass);
  VerifyOptions options;
  std::string printed;
  if (klass->is_hidden) {
    printed = klass->name->text();
    options.printed_name = printed;
  }
  VerifyOutcome outcome = VerifyOutcome::kVerified;
  std::string refusal;
  try {
    outcome = verify_class(*klass->file, hierarchy, options, &refusal);
  } catch (const ClassFormat& bad) {
    throw_verification(bad);
  }
  if (outcome == VerifyOutcome::kNeedsOldVerifier) verify_by_inference(thread, klass, refusal);
}

}  // namespace cjvm
