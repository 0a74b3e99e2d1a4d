// SPDX-License-Identifier: Apache-2.0
// -ea, -da, -esa, -dsa as java.lang.Class and java.lang.ClassLoader ask for them. Java threads; the
// options are constant.
#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/system.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

// The directives that name a package or a class, in the order of the command line: later ones win
// in the Java maps.
void fill(JavaThread& thread, Object* directives, AssertionSetting::Target target,
          std::uint32_t names_offset, std::uint32_t enabled_offset) {
  const auto& settings = thread.vm->options().assertions;
  std::int32_t count = 0;
  for (const AssertionSetting& setting : settings) count += setting.target == target;
  Array* names = new_ref_array(thread, well_known::String, count);
  set_ref(thread, directives, names_offset, names);
  Array* enabled = allocate_primitive_array(thread, BasicType::Boolean, count);
  set_ref(thread, directives, enabled_offset, enabled);
  std::int32_t i = 0;
  for (const AssertionSetting& setting : settings) {
    if (setting.target != target) continue;
    // The unnamed package is a null name.
    bool unnamed = target == AssertionSetting::kPackage && setting.name.empty();
    if (!unnamed) set_element(thread, names, i, make_string(setting.name));
    set<std::uint8_t>(thread, enabled, Array::kElementBase + static_cast<std::size_t>(i),
                      setting.enabled);
    ++i;
  }
}

}  // namespace

bool desired_assertion_status(JavaThread& thread, const Class* klass) {
  if (!has_class_file(klass)) return false;
  return thread.vm->options().assertions_enabled(dots(klass->name->text()),
                                                 klass->loader == boot_loader());
}

extern "C" {

JNIEXPORT jobject JVM_AssertionStatusDirectives(JNIEnv* env, jclass) {
  return entry(env, [&](JavaThread& thread) {
    Object* directives = new_object(thread, well_known::AssertionStatusDirectives);
    fill(thread, directives, AssertionSetting::kClass,
         well_known::AssertionStatusDirectives_classes,
         well_known::AssertionStatusDirectives_classEnabled);
    fill(thread, directives, AssertionSetting::kPackage,
         well_known::AssertionStatusDirectives_packages,
         well_known::AssertionStatusDirectives_packageEnabled);
    bool by_default = false;
    for (const AssertionSetting& setting : thread.vm->options().assertions) {
      if (setting.target == AssertionSetting::kAll) by_default = setting.enabled;
    }
    set<std::uint8_t>(thread, directives, well_known::AssertionStatusDirectives_deflt, by_default);
    return local(thread, directives);
  });
}

JNIEXPORT jboolean JVM_DesiredAssertionStatus(JNIEnv* env, jclass, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jboolean {
    return desired_assertion_status(thread, class_of(cls));
  });
}

}  // extern "C"
}  // namespace cjvm::glue
