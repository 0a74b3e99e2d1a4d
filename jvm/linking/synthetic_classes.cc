// SPDX-License-Identifier: Apache-2.0
// Mirrors of all classes, and the classes without a class file: array types, made on demand and
// once, and primitive types. Java threads.
#include "jvm/base/text.h"
#include "jvm/linking/define_class.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/vtable_builder.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/field_layout.h"
#include "jvm/vm.h"

namespace cjvm {

void make_mirror(JavaThread& thread, Class* klass, Object* class_data) {
  layout_static_fields(klass, well_known::Class->instance_size);
  Object* mirror = allocate_mirror(thread, klass);
  klass->mirror = mirror;
  // Plain stores to a fresh object; its fields are trusted by reflection and never change.
  if (klass->loader != nullptr) {
    *mirror->at<Object*>(well_known::Class_classLoader) = klass->loader->java_loader;
  }
  if (klass->component != nullptr) {
    *mirror->at<Object*>(well_known::Class_componentType) = klass->component->mirror;
  }
  if (klass->module != nullptr) {
    *mirror->at<Object*>(well_known::Class_module) = klass->module->java_module;
  }
  if (class_data != nullptr) *mirror->at<Object*>(well_known::Class_classData) = class_data;
  Vm::instance().extension().mirror_made(klass);
}

namespace {

// What array and primitive types have in common.
Class* make_synthetic_class(const Symbol* name, LoaderData* loader) {
  Class* klass = Collector::make_metadata<Class>();
  klass->name = name;
  klass->loader = loader;
  klass->gc_kind = GcKind::Plain;
  return klass;
}

}  // namespace

Class* make_array_class(JavaThread& thread, Class* component) {
  if (Class* made = component->array_class.load(std::memory_order_acquire)) return made;
  link_class(thread, well_known::Object);
  std::string name = component->is_array ? cat('[', component->name->text())
                     : component->is_primitive
                         ? std::string{'[', descriptor_letter_of(component->element_type)}
                         : cat("[L", component->name->text(), ';');
  Class* klass = make_synthetic_class(Symbol::intern(name), component->loader);
  klass->is_array = true;
  klass->component = component;
  klass->element_class = component->is_array ? component->element_class : component;
  klass->dimensions =
      static_cast<std::uint8_t>(component->is_array ? component->dimensions + 1 : 1);
  klass->element_type = component->is_primitive ? component->element_type : BasicType::Reference;
  klass->gc_kind = component->is_primitive ? GcKind::Plain : GcKind::ReferenceArray;
  klass->access_flags = static_cast<std::uint16_t>(
      (component->access_flags & (kAccPublic | kAccPrivate | kAccProtected)) | kAccFinal |
      kAccAbstract);
  klass->super = well_known::Object;
  klass->interfaces = klass->all_interfaces = array_interfaces();
  klass->is_cloneable = true;
  klass->depth = 1;
  klass->display[0] = well_known::Object;
  klass->display[1] = klass;
  klass->package = klass->element_class->package;
  klass->module = klass->element_class->module;
  klass->state.store(ClassState::Initialized, std::memory_order_relaxed);
  build_array_vtable(klass);
  make_mirror(thread, klass);
  Vm::instance().extension().class_linked(klass);
  Class* expected = nullptr;
  if (component->array_class.compare_exchange_strong(expected, klass, std::memory_order_acq_rel)) {
    // The module may have been defined since the mirror was made.
    *klass->mirror->at<Object*>(well_known::Class_module) =
        klass->module == nullptr ? nullptr : klass->module->java_module;
    return klass;
  }
  return expected;
}

Class* make_primitive_class(JavaThread& thread, BasicType type) {
  std::string name = external_type_name(std::string(1, descriptor_letter_of(type)));
  Class* klass = make_synthetic_class(Symbol::intern(name), boot_loader());
  klass->is_primitive = true;
  klass->element_type = type;
  klass->access_flags = kAccPublic | kAccFinal | kAccAbstract;
  klass->display[0] = klass;
  klass->module = java_base_module();
  klass->state.store(ClassState::Initialized, std::memory_order_relaxed);
  make_mirror(thread, klass);
  return klass;
}

}  // namespace cjvm
