// SPDX-License-Identifier: Apache-2.0
// Class: everything the VM knows about a class, an interface, an array type or a primitive type.
// Allocated by the collector as scanned, uncollectable metadata; lives as long as its loader, which
// is as long as the VM. Members are grouped by when they become constant.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "jvm/classfile/class_file.h"
#include "jvm/object/field.h"
#include "jvm/object/method.h"
#include "jvm/object/object.h"
#include "jvm/object/vtable.h"

namespace cjvm {

class RuntimePool;
class JavaThread;
class Symbol;
struct LoaderData;
struct ModuleEntry;
struct PackageEntry;

// JVMS 5.5; the order matters: comparisons with < are used.
enum class ClassState : std::uint8_t { Loaded, Linking, Linked, Initializing, Initialized, Failed };

// How the collector traces instances.
enum class GcKind : std::uint8_t {
  Plain,           // no references
  Scanned,         // references at Class::reference_offsets
  ReferenceArray,  // every element is a reference
  Reference,       // java.lang.ref.Reference: as Scanned, the referent by its strength
  kCount
};

// The strength of a java.lang.ref.Reference subclass.
enum class ReferenceStrength : std::uint8_t { None, Soft, Weak, Final, Phantom };

constexpr unsigned kMaxKinds = 8;      // vtables per class
constexpr unsigned kDisplayDepth = 8;  // superclasses that subtype checks find in one load

struct Class {
  // ---- constant after creation
  const Symbol* name;  // internal form: java/lang/Object, [I, int; hidden classes: p/Name+0x12
  LoaderData* loader;
  Class* super;                      // null for Object, interfaces have Object, primitives null
  std::span<Class*> interfaces;      // direct superinterfaces in class-file order
  std::span<Class*> all_interfaces;  // transitive, without duplicates
  const ClassFile* file;             // null for arrays and primitive types
  RuntimePool* pool;                 // null for arrays and primitive types
  std::span<Method> methods;         // declared, in class-file order
  std::span<Field> fields;           // declared, in class-file order
  std::span<std::uint16_t>
      method_buckets;                // hash of `methods` by name, index + 1; empty for few methods
  std::span<Method*> extra_methods;  // VM-made: mirandas and default conflicts
  std::uint16_t access_flags;        // of the class file; arrays and primitives: synthesized
  bool is_hidden;
  bool is_array;
  bool is_primitive;
  bool has_finalizer;  // instances are registered with java.lang.ref.Finalizer
  bool is_cloneable;
  bool trusted_finals;  // record or hidden class: final fields are never changed by reflection
  bool needs_verification;
  bool declares_default_methods;  // interfaces: a non-static method that is not abstract
  bool has_default_methods;  // this interface, or an interface it extends or implements, declares
                             // one
  bool has_final_methods;    // declares a final method that could be overridden
  ReferenceStrength reference_strength;
  BasicType element_type;         // arrays: of the elements; primitives: the type itself
  std::uint8_t dimensions;        // arrays
  Class* component;               // arrays: type of an element
  Class* element_class;           // arrays: innermost element class
  Class* display[kDisplayDepth];  // superclass chain from Object down, this class included while
                                  // depth < kDisplayDepth
  std::uint32_t depth;            // number of superclasses

  // ---- layout, constant after creation
  std::uint32_t instance_size;                 // bytes, multiple of 16; arrays: 0
  std::uint32_t mirror_size;                   // bytes of this class's mirror, statics included
  std::span<std::uint32_t> reference_offsets;  // of instances, supers included
  std::span<std::uint32_t> static_reference_offsets;  // in the mirror
  GcKind gc_kind;
  std::uint32_t vtable_length;

  // ---- set once by linking, then constant
  VTable* vtables[kMaxKinds];  // [0] is made when the class is linked

  // ---- own synchronization
  std::atomic<ClassState> state;
  std::atomic<JavaThread*> initializing_thread;
  std::atomic<Class*> array_class;    // array type with this component, made on demand
  std::atomic<Class*> subtype_cache;  // last positive answer of the slow subtype check
  Object* mirror;                     // java.lang.Class instance; set before the class is published
  Object* init_lock;                  // serializes initialization and linking (JVMS 5.5 LC)
  Object* initialization_error;       // Throwable kept for NoClassDefFoundError's cause, or null
  Object* link_error;                 // Throwable of a failed link (verification), rethrown

  // ---- identity and naming
  Class* nest_host;  // resolved lazily; hidden nestmates: set at definition; null: not resolved
  std::string_view nest_host_error;  // why nest_host is the class itself though its file names
                                     // another; empty if it is right
  Object* protection_domain;
  Object* signers;
  PackageEntry* package;  // null for arrays of primitives and primitives
  ModuleEntry* module;
  Class* next_in_loader;    // chain of all classes of the loader
  std::string_view source;  // where it came from, for tracing
  void* kinds_data;         // for the owner of kinds other than 0

  bool is_interface() const { return (access_flags & kAccInterface) != 0; }
  bool is_abstract() const { return (access_flags & kAccAbstract) != 0; }
  bool is_final() const { return (access_flags & kAccFinal) != 0; }
  bool is_public() const { return (access_flags & kAccPublic) != 0; }
  bool is_instance_class() const { return !is_array && !is_primitive; }
  bool is_initialized() const {
    return state.load(std::memory_order_acquire) == ClassState::Initialized;
  }
  bool is_linked() const {
    ClassState s = state.load(std::memory_order_acquire);
    return s != ClassState::Loaded && s != ClassState::Linking;
  }
  const VTable* vtable() const { return vtables[0]; }

  // True if a value of this class can be assigned to `target` (JVMS 6.5 checkcast).
  inline bool is_subtype_of(Class* target);
  bool is_subtype_of_slow(Class* target);
  bool implements(const Class* interface) const;
  bool is_subclass_of(const Class* other) const {
    for (const Class* c = this; c != nullptr; c = c->super) {
      if (c == other) return true;
    }
    return false;
  }

  // Members declared here (not inherited) by name and descriptor; null if absent.
  Method* find_declared_method(const Symbol* method_name, const Symbol* method_descriptor);
  Field* find_declared_field(const Symbol* field_name, const Symbol* field_descriptor);
  // Declared here or in a superclass (methods), or also in superinterfaces (fields, JVMS 5.4.3.2).
  Method* find_method(const Symbol* method_name, const Symbol* method_descriptor);
  Field* find_field(const Symbol* field_name, const Symbol* field_descriptor);

  // "java.lang.Object", "int", "[I" as Class.getName() gives it; hidden classes with '/' before the
  // suffix.
  std::string external_name() const;
  // As messages name types: "java.lang.String[]" for arrays.
  std::string pretty_name() const;
  // Descriptor of a variable of this type: "Ljava/lang/Object;", "I", "[I".
  std::string descriptor() const;
};

inline bool Class::is_subtype_of(Class* target) {
  if (this == target) return true;
  if (target->depth < kDisplayDepth && display[target->depth] == target) return true;
  if (subtype_cache.load(std::memory_order_relaxed) == target) return true;
  return is_subtype_of_slow(target);
}

}  // namespace cjvm
