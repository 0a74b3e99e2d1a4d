// SPDX-License-Identifier: Apache-2.0
// Loading of the direct supers of a class that is being defined, with the circularity check of
// JVMS 5.3.5. Internal to jvm/linking. Java threads; may run Java code and throw JavaThrow. No lock
// is held.
#pragma once

#include <string>
#include <string_view>

#include "jvm/classfile/class_file.h"
#include "jvm/linking/class_loader.h"
#include "jvm/memory/gc_vector.h"

namespace cjvm {

// Throws ClassCircularityError if this thread is already resolving the supers of `name` for
// `loader`.
void check_no_circle(const Symbol* name, const LoaderData* loader);

// The class `super_name` as seen by `loader`, on behalf of `child`, which the calling thread is
// defining in `protection_domain`. Throws ClassCircularityError if this thread is already resolving
// the supers of `super_name`, or of `child` itself, for `loader`.
Class* resolve_super(JavaThread& thread, const Symbol* child, std::string_view super_name,
                     LoaderData* loader, Object* protection_domain);

[[noreturn]] void throw_incompatible_class(const std::string& message);

// Loads the superinterfaces while the class file is being parsed.
class Superinterfaces final : public SuperinterfaceListener {
 public:
  // `name`: of a hidden class, nullptr for others: the one in the file.
  Superinterfaces(JavaThread& thread, LoaderData* loader, const Symbol* name,
                  Object* protection_domain)
      : thread_(thread), loader_(loader), name_(name), protection_domain_(protection_domain) {}

  void superinterface(std::string_view class_name, std::string_view interface_name) override;

  const GcVector<Class*>& found() const { return found_; }

 private:
  JavaThread& thread_;
  LoaderData* loader_;
  const Symbol* name_;
  Object* protection_domain_;
  GcVector<Class*> found_;
};

}  // namespace cjvm
