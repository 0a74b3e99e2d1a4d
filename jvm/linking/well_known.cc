// SPDX-License-Identifier: Apache-2.0
// Start-up of the class world. java.lang.Object and java.lang.Class are loaded first, without
// mirrors, because a mirror is an instance of java.lang.Class whose layout must be known; then all
// mirrors made up for, primitive types, and the rest of well_known.def in order. One thread, before
// any Java code.
#include "jvm/linking/well_known.h"

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/define_class.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/allocation.h"

namespace cjvm {

namespace well_known {
#define WELL_KNOWN_CLASS(id, name) cjvm::Class* id = nullptr;
#define WELL_KNOWN_FIELD(class_id, id, name, descriptor) std::uint32_t class_id##_##id = 0;
#define WELL_KNOWN_STATIC(class_id, id, name, descriptor) std::uint32_t class_id##_##id = 0;
#define WELL_KNOWN_METHOD(class_id, id, name, descriptor) cjvm::Method* class_id##_##id = nullptr;
#include "jvm/linking/well_known.def"
cjvm::Class* primitives[10] = {};
cjvm::Class* primitive_arrays[10] = {};
}  // namespace well_known

namespace {

Class* load_required(JavaThread& thread, std::string_view name) {
  try {
    return load_class(thread, Symbol::intern(name), boot_loader());
  } catch (const JavaThrow&) {
    fatal(cat("the class library has no usable class ", name));
  }
}

std::uint32_t required_field(Class* klass, std::string_view name, std::string_view descriptor,
                             bool is_static) {
  Field* field = klass->find_declared_field(Symbol::intern(name), Symbol::intern(descriptor));
  if (field == nullptr || field->is_static() != is_static) {
    fatal(cat("the class library has no ", is_static ? "static " : "", "field ",
              klass->external_name(), '.', name, ' ', descriptor));
  }
  return field->offset;
}

Method* required_method(Class* klass, std::string_view name, std::string_view descriptor) {
  Method* method = klass->find_declared_method(Symbol::intern(name), Symbol::intern(descriptor));
  if (method == nullptr) {
    fatal(cat("the class library has no method ", klass->external_name(), '.', name, descriptor));
  }
  return method;
}

void make_first_mirrors(JavaThread& thread) {
  using well_known::Class;
  // What make_mirror() writes; the def file's pass sets them again.
  well_known::Class_classLoader =
      required_field(Class, "classLoader", "Ljava/lang/ClassLoader;", false);
  well_known::Class_componentType =
      required_field(Class, "componentType", "Ljava/lang/Class;", false);
  well_known::Class_module = required_field(Class, "module", "Ljava/lang/Module;", false);
  well_known::Class_classData = required_field(Class, "classData", "Ljava/lang/Object;", false);
  link_class(thread, Class);
  for (cjvm::Class* c = boot_loader()->first_class.load(std::memory_order_relaxed); c != nullptr;
       c = c->next_in_loader) {
    if (c->mirror == nullptr) make_mirror(thread, c);
  }
}

void make_primitives(JavaThread& thread) {
  constexpr unsigned kVoid = static_cast<unsigned>(BasicType::Void);
  for (unsigned i = 0; i <= kVoid; ++i) {
    if (i == static_cast<unsigned>(BasicType::Reference)) continue;
    well_known::primitives[i] = make_primitive_class(thread, static_cast<BasicType>(i));
    if (i != kVoid) {
      well_known::primitive_arrays[i] = array_class_of(thread, well_known::primitives[i]);
    }
  }
}

}  // namespace

void load_well_known(JavaThread& thread) {
  well_known::Object = load_required(thread, "java/lang/Object");
  well_known::Serializable = load_required(thread, "java/io/Serializable");
  well_known::Cloneable = load_required(thread, "java/lang/Cloneable");
  Class* class_class = load_required(thread, "java/lang/Class");
  well_known::Class = class_class;
  make_first_mirrors(thread);
  make_primitives(thread);

#define WELL_KNOWN_CLASS(id, name) well_known::id = load_required(thread, name);
#define WELL_KNOWN_FIELD(class_id, id, name, descriptor) \
  well_known::class_id##_##id = required_field(well_known::class_id, name, descriptor, false);
#define WELL_KNOWN_STATIC(class_id, id, name, descriptor) \
  well_known::class_id##_##id = required_field(well_known::class_id, name, descriptor, true);
#define WELL_KNOWN_METHOD(class_id, id, name, descriptor) \
  well_known::class_id##_##id = required_method(well_known::class_id, name, descriptor);
#include "jvm/linking/well_known.def"

  // The VM makes instances of some of them without any Java code having asked for the class.
#define WELL_KNOWN_CLASS(id, name) link_class(thread, well_known::id);
#include "jvm/linking/well_known.def"
}

}  // namespace cjvm
