// SPDX-License-Identifier: Apache-2.0
// JVM_ functions that make Field, Method, Constructor, Parameter and RecordComponent objects from
// class files. Members come in class-file order. Java threads. `slot` of a reflection object is the
// member's position in Class::fields or Class::methods.
#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/reflect.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/linking/resolver.h"
#include "jvm/memory/gc_vector.h"

namespace cjvm::glue {
namespace {

// Flags that reflection shows (JVMS tables 4.5-A and 4.6-A).
constexpr std::uint16_t kFieldModifiers = 0x50df;
constexpr std::uint16_t kMethodModifiers = 0x1dff;

Object* signature_string(Class* holder, std::uint16_t index) {
  return index == 0 ? nullptr : make_string(holder->file->constants().utf8(index));
}

Object* parameter_types(JavaThread& thread, Class* holder, std::string_view descriptor) {
  Array* types = new_ref_array(thread, well_known::Class, method_shape(descriptor).parameter_count);
  std::int32_t i = 0;
  for (std::string_view type : ParameterTypes(descriptor)) {
    set_element(thread, types, i++, class_of_descriptor(thread, type, holder->loader)->mirror);
  }
  return types;
}

Object* exception_types(JavaThread& thread, const Method* method) {
  const IndexTable& exceptions = method->info->extras().exceptions;
  Array* types = new_ref_array(thread, well_known::Class, exceptions.size());
  for (std::uint16_t i = 0; i < exceptions.size(); ++i) {
    set_element(thread, types, i, resolve_class(thread, method->holder, exceptions[i])->mirror);
  }
  return types;
}

bool is_reflected(const Method& method, bool constructors) {
  if (method.has(kClassInitializer)) return false;
  return method.is_initializer() == constructors;
}

// getDeclaredMethods0 and getDeclaredConstructors0.
Object* declared_methods(JavaThread& thread, Class* klass, bool public_only, bool constructors) {
  Class* element = constructors ? well_known::Constructor : well_known::Method;
  if (!klass->is_instance_class()) return new_ref_array(thread, element, 0);
  link_class(thread, klass);
  GcVector<Method*> selected;
  for (Method& method : klass->methods) {
    if (is_reflected(method, constructors) && (!public_only || method.is_public())) {
      selected.push_back(&method);
    }
  }
  Array* result = new_ref_array(thread, element, static_cast<std::int32_t>(selected.size()));
  for (std::size_t i = 0; i < selected.size(); ++i) {
    set_element(thread, result, static_cast<std::int32_t>(i), make_executable(thread, selected[i]));
  }
  return result;
}

Object* declared_fields(JavaThread& thread, Class* klass, bool public_only) {
  if (!klass->is_instance_class()) return new_ref_array(thread, well_known::Field, 0);
  link_class(thread, klass);
  GcVector<Field*> selected;
  for (Field& field : klass->fields) {
    if (field.info != nullptr && (!public_only || (field.access_flags & kAccPublic) != 0)) {
      selected.push_back(&field);
    }
  }
  Array* result =
      new_ref_array(thread, well_known::Field, static_cast<std::int32_t>(selected.size()));
  for (std::size_t i = 0; i < selected.size(); ++i) {
    set_element(thread, result, static_cast<std::int32_t>(i), make_field(thread, selected[i]));
  }
  return result;
}

// Executable.getParameters0: null without a MethodParameters attribute.
Object* method_parameters(JavaThread& thread, Object* executable) {
  Method* method = method_of(thread, executable);
  if (!method->info->extras().has_method_parameters) return nullptr;
  const ConstantPool& constants = method->holder->file->constants();
  const auto& rows = method->info->extras().method_parameters;
  Array* result = new_ref_array(thread, well_known::Parameter, rows.size());
  for (std::uint16_t i = 0; i < rows.size(); ++i) {
    MethodParameter row = rows[i];
    if (row.name_index != 0 && !constants.is(row.name_index, ConstantTag::kUtf8)) {
      throw_java(Throwable::MalformedParametersException, "Wrong type at constant pool index");
    }
    Object* parameter = new_object(thread, well_known::Parameter);
    if (row.name_index != 0) {
      set_ref(thread, parameter, well_known::Parameter_name,
              intern_string(constants.utf8(row.name_index)));
    }
    set<std::int32_t>(thread, parameter, well_known::Parameter_modifiers, row.access_flags);
    set_ref(thread, parameter, well_known::Parameter_executable, executable);
    set<std::int32_t>(thread, parameter, well_known::Parameter_index, i);
    set_element(thread, result, i, parameter);
  }
  return result;
}

Object* record_components(JavaThread& thread, Class* klass) {
  if (!has_class_file(klass) || !klass->file->is_record()) return nullptr;
  std::span<const cjvm::RecordComponent> components = klass->file->record_components();
  const ConstantPool& constants = klass->file->constants();
  Array* result = new_ref_array(thread, well_known::RecordComponent,
                                static_cast<std::int32_t>(components.size()));
  for (std::size_t i = 0; i < components.size(); ++i) {
    const cjvm::RecordComponent& component = components[i];
    std::string_view name = constants.utf8(component.name_index);
    std::string_view descriptor = constants.utf8(component.descriptor_index);
    Object* made = new_object(thread, well_known::RecordComponent);
    set_ref(thread, made, well_known::RecordComponent_clazz, klass->mirror);
    set_ref(thread, made, well_known::RecordComponent_name, intern_string(name));
    set_ref(thread, made, well_known::RecordComponent_type,
            class_of_descriptor(thread, descriptor, klass->loader)->mirror);
    Method* accessor =
        klass->find_declared_method(Symbol::intern(name), Symbol::intern(cat("()", descriptor)));
    if (accessor != nullptr && !accessor->is_static()) {
      set_ref(thread, made, well_known::RecordComponent_accessor, make_method(thread, accessor));
    }
    set_ref(thread, made, well_known::RecordComponent_signature,
            signature_string(klass, component.signature_index));
    set_ref(thread, made, well_known::RecordComponent_annotations,
            new_bytes_or_null(thread, component.annotations.visible));
    set_ref(thread, made, well_known::RecordComponent_typeAnnotations,
            new_bytes_or_null(thread, component.annotations.visible_type));
    set_element(thread, result, static_cast<std::int32_t>(i), made);
  }
  return result;
}

}  // namespace

Object* make_field(JavaThread& thread, Field* field) {
  Class* holder = field->holder;
  Object* made = new_object(thread, well_known::Field);
  bool trusted = field->is_final() && (field->is_static() || holder->trusted_finals);
  set_ref(thread, made, well_known::Field_clazz, holder->mirror);
  set<std::int32_t>(thread, made, well_known::Field_slot, field->index);
  set_ref(thread, made, well_known::Field_name, intern_string(field->name->text()));
  set_ref(thread, made, well_known::Field_type,
          class_of_descriptor(thread, field->descriptor->text(), holder->loader)->mirror);
  set<std::int32_t>(thread, made, well_known::Field_modifiers,
                    field->access_flags & kFieldModifiers);
  set<std::uint8_t>(thread, made, well_known::Field_trustedFinal, trusted);
  if (field->info != nullptr) {
    set_ref(thread, made, well_known::Field_signature,
            signature_string(holder, field->info->signature_index));
    set_ref(thread, made, well_known::Field_annotations,
            new_bytes_or_null(thread, field->info->annotations().visible));
  }
  return made;
}

Object* make_method(JavaThread& thread, Method* method) {
  Class* holder = method->holder;
  std::string_view descriptor = method->descriptor->text();
  Object* made = new_object(thread, well_known::Method);
  set_ref(thread, made, well_known::Method_clazz, holder->mirror);
  set<std::int32_t>(thread, made, well_known::Method_slot, method->index);
  set_ref(thread, made, well_known::Method_name, intern_string(method->name->text()));
  set_ref(thread, made, well_known::Method_returnType,
          class_of_descriptor(thread, return_descriptor(descriptor), holder->loader)->mirror);
  set_ref(thread, made, well_known::Method_parameterTypes,
          parameter_types(thread, holder, descriptor));
  set_ref(thread, made, well_known::Method_exceptionTypes, exception_types(thread, method));
  set<std::int32_t>(thread, made, well_known::Method_modifiers,
                    method->access_flags & kMethodModifiers);
  const MethodInfo& info = *method->info;
  set_ref(thread, made, well_known::Method_signature,
          signature_string(holder, info.signature_index));
  set_ref(thread, made, well_known::Method_annotations,
          new_bytes_or_null(thread, info.extras().annotations.visible));
  set_ref(thread, made, well_known::Method_parameterAnnotations,
          new_bytes_or_null(thread, info.extras().visible_parameter_annotations));
  set_ref(thread, made, well_known::Method_annotationDefault,
          new_bytes_or_null(thread, info.extras().annotation_default));
  return made;
}

Object* make_constructor(JavaThread& thread, Method* method) {
  Class* holder = method->holder;
  Object* made = new_object(thread, well_known::Constructor);
  set_ref(thread, made, well_known::Constructor_clazz, holder->mirror);
  set<std::int32_t>(thread, made, well_known::Constructor_slot, method->index);
  set_ref(thread, made, well_known::Constructor_parameterTypes,
          parameter_types(thread, holder, method->descriptor->text()));
  set_ref(thread, made, well_known::Constructor_exceptionTypes, exception_types(thread, method));
  set<std::int32_t>(thread, made, well_known::Constructor_modifiers,
                    method->access_flags & kMethodModifiers);
  const MethodInfo& info = *method->info;
  set_ref(thread, made, well_known::Constructor_signature,
          signature_string(holder, info.signature_index));
  set_ref(thread, made, well_known::Constructor_annotations,
          new_bytes_or_null(thread, info.extras().annotations.visible));
  set_ref(thread, made, well_known::Constructor_parameterAnnotations,
          new_bytes_or_null(thread, info.extras().visible_parameter_annotations));
  return made;
}

Object* make_executable(JavaThread& thread, Method* method) {
  return method->is_initializer() ? make_constructor(thread, method) : make_method(thread, method);
}

Field* field_of(JavaThread& thread, Object* reflected) {
  Class* holder = class_of(get_ref(thread, require(reflected), well_known::Field_clazz));
  auto slot =
      static_cast<std::uint32_t>(get<std::int32_t>(thread, reflected, well_known::Field_slot));
  check(slot < holder->fields.size(), "a reflected field has a slot of its class");
  return &holder->fields[slot];
}

Method* method_of(JavaThread& thread, Object* reflected) {
  bool is_method = require(reflected)->klass() == well_known::Method;
  Class* holder = class_of(get_ref(
      thread, reflected, is_method ? well_known::Method_clazz : well_known::Constructor_clazz));
  auto slot = static_cast<std::uint32_t>(get<std::int32_t>(
      thread, reflected, is_method ? well_known::Method_slot : well_known::Constructor_slot));
  check(slot < holder->methods.size(), "a reflected method has a slot of its class");
  return &holder->methods[slot];
}

extern "C" {

JNIEXPORT jobjectArray JVM_GetClassDeclaredConstructors(JNIEnv* env, jclass cls,
                                                        jboolean public_only) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(
        thread, declared_methods(thread, class_of(cls), public_only != JNI_FALSE, true));
  });
}

JNIEXPORT jobjectArray JVM_GetClassDeclaredFields(JNIEnv* env, jclass cls, jboolean public_only) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread,
                               declared_fields(thread, class_of(cls), public_only != JNI_FALSE));
  });
}

JNIEXPORT jobjectArray JVM_GetClassDeclaredMethods(JNIEnv* env, jclass cls, jboolean public_only) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(
        thread, declared_methods(thread, class_of(cls), public_only != JNI_FALSE, false));
  });
}

JNIEXPORT jbyteArray JVM_GetFieldTypeAnnotations(JNIEnv* env, jobject field) {
  return entry(env, [&](JavaThread& thread) {
    Field* found = field_of(thread, resolve(field));
    return local<jbyteArray>(thread,
                             new_bytes_or_null(thread, found->info->annotations().visible_type));
  });
}

JNIEXPORT jobjectArray JVM_GetMethodParameters(JNIEnv* env, jobject method) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, method_parameters(thread, resolve(method)));
  });
}

JNIEXPORT jbyteArray JVM_GetMethodTypeAnnotations(JNIEnv* env, jobject method) {
  return entry(env, [&](JavaThread& thread) {
    Method* found = method_of(thread, resolve(method));
    Bytes visible = found->info->extras().annotations.visible_type;
    return local<jbyteArray>(thread, new_bytes_or_null(thread, visible));
  });
}

JNIEXPORT jobjectArray JVM_GetRecordComponents(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, record_components(thread, class_of(cls)));
  });
}

}  // extern "C"
}  // namespace cjvm::glue
