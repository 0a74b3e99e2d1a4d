// SPDX-License-Identifier: Apache-2.0
// JVM_ functions about one class: names, modifiers, nesting, signers, nest mates, raw attributes.
// Members are in reflection.cc. Java threads. Everything comes from the class file; only classes
// named in attributes are resolved.
#include <optional>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/class_info.h"
#include "jvm/classfile/class_file.h"
#include "jvm/linking/resolver.h"
#include "jvm/memory/gc_vector.h"

namespace cjvm::glue {
namespace {

constexpr std::uint16_t kWrittenFlags = 0x7fff;
// JVMS table 4.7.6-A.
constexpr std::uint16_t kInnerClassFlags = kAccPublic | kAccPrivate | kAccProtected | kAccStatic |
                                           kAccFinal | kAccInterface | kAccAbstract |
                                           kAccSynthetic | kAccAnnotation | kAccEnum;

// The row of InnerClasses that describes the class itself.
std::optional<InnerClass> own_row(const ClassFile& file) {
  for (InnerClass row : file.inner_classes()) {
    if (row.inner_index != 0 && file.constants().class_name(row.inner_index) == file.name())
      return row;
  }
  return std::nullopt;
}

// Both classes must agree that `inner` is a member of `outer`, or (`is_member` false) a class
// inside one of its methods.
void check_inner_class(JavaThread& thread, Class* outer, Class* inner, bool is_member) {
  if (has_class_file(outer)) {
    const ConstantPool& constants = outer->file->constants();
    for (InnerClass row : outer->file->inner_classes()) {
      if ((row.outer_index != 0) != is_member || row.inner_index == 0) continue;
      if (is_member && constants.class_name(row.outer_index) != outer->file->name()) continue;
      if (constants.class_name(row.inner_index) == inner->name->text() &&
          resolve_class(thread, outer, row.inner_index) == inner) {
        return;
      }
    }
  }
  throw_java(Throwable::IncompatibleClassChangeError,
             cat(outer->external_name(), " and ", inner->external_name(),
                 " disagree on InnerClasses attribute"));
}

Object* class_array(JavaThread& thread, std::span<Class* const> classes) {
  Array* result =
      new_ref_array(thread, well_known::Class, static_cast<std::int32_t>(classes.size()));
  for (std::size_t i = 0; i < classes.size(); ++i) {
    set_element(thread, result, static_cast<std::int32_t>(i), classes[i]->mirror);
  }
  return result;
}

Class* declaring_class(JavaThread& thread, Class* klass) {
  if (!has_class_file(klass)) return nullptr;
  std::optional<InnerClass> row = own_row(*klass->file);
  bool is_member = row && row->outer_index != 0;
  std::uint16_t index = is_member ? row->outer_index : klass->file->enclosing_class_index();
  if (index == 0) return nullptr;
  Class* outer = resolve_class(thread, klass, index);
  check_inner_class(thread, outer, klass, is_member);
  return is_member ? outer : nullptr;
}

Object* declared_classes(JavaThread& thread, Class* klass) {
  GcVector<Class*> found;
  if (has_class_file(klass)) {
    const ConstantPool& constants = klass->file->constants();
    for (InnerClass row : klass->file->inner_classes()) {
      if (row.outer_index == 0 || row.inner_index == 0) continue;
      if (constants.class_name(row.outer_index) != klass->file->name()) continue;
      found.push_back(resolve_class(thread, klass, row.inner_index));
    }
  }
  return class_array(thread, found);
}

// The host's list: the host first, then the members that name it as their host.
Object* nest_members(JavaThread& thread, Class* klass) {
  Class* host = nest_host(thread, klass);
  GcVector<Class*> members;
  members.push_back(host);
  if (host->file->has_nest_members()) {
    for (std::uint16_t index : host->file->nest_members()) {
      try {
        Class* member = resolve_class(thread, host, index);
        if (member->is_instance_class() && nest_host(thread, member) == host) {
          members.push_back(member);
        }
      } catch (
          const JavaThrow&) {  // a member that cannot be loaded is left out, JVM errors are not
        Object* thrown = take_pending(thread);
        if (thrown->klass()->is_subclass_of(well_known::LinkageError)) continue;
        throw_object(thrown);
      }
    }
  }
  return class_array(thread, members);
}

Object* permitted_subclasses(JavaThread& thread, Class* klass) {
  if (!has_class_file(klass) || !klass->file->has_permitted_subclasses()) return nullptr;
  GcVector<Class*> found;
  for (std::uint16_t index : klass->file->permitted_subclasses()) {
    try {
      Class* subclass = resolve_class(thread, klass, index);
      if (subclass->is_instance_class()) found.push_back(subclass);
    } catch (const JavaThrow&) {
      Object* thrown = take_pending(thread);
      if (thrown->klass()->is_subclass_of(well_known::LinkageError)) continue;
      throw_object(thrown);
    }
  }
  return class_array(thread, found);
}

// Class.getEnclosingMethod0: {class, method name or null, descriptor or null}; null without the
// attribute.
Object* enclosing_method(JavaThread& thread, Class* klass) {
  if (!has_class_file(klass) || klass->file->enclosing_class_index() == 0) return nullptr;
  const ClassFile& file = *klass->file;
  Array* result = new_ref_array(thread, well_known::Object, 3);
  set_element(thread, result, 0,
              resolve_class(thread, klass, file.enclosing_class_index())->mirror);
  if (std::uint16_t index = file.enclosing_method_index(); index != 0) {
    set_element(thread, result, 1, intern_string(file.constants().nt_name(index)));
    set_element(thread, result, 2, intern_string(file.constants().nt_descriptor(index)));
  }
  return result;
}

Object* interfaces(JavaThread& thread, Class* klass) {
  if (klass->is_array) {
    Class* const supers[] = {well_known::Cloneable, well_known::Serializable};
    return class_array(thread, supers);
  }
  return class_array(thread, klass->interfaces);
}

}  // namespace

std::uint16_t class_access_flags(const Class* klass) {
  return static_cast<std::uint16_t>(klass->access_flags & kWrittenFlags);
}

std::uint16_t class_modifiers(const Class* klass) {
  constexpr std::uint16_t kArrayOrPrimitive = kAccFinal | kAccAbstract;
  if (klass->is_primitive) return kAccPublic | kArrayOrPrimitive;
  if (klass->is_array) {
    std::uint16_t visibility = class_modifiers(klass->element_class);
    return static_cast<std::uint16_t>((visibility & (kAccPublic | kAccPrivate | kAccProtected)) |
                                      kArrayOrPrimitive);
  }
  std::uint16_t flags = klass->access_flags;
  if (std::optional<InnerClass> row = own_row(*klass->file)) {
    flags = row->access_flags & kInnerClassFlags;
    if ((flags & kAccInterface) != 0) flags |= kAccAbstract;  // old class files leave it out
  }
  return static_cast<std::uint16_t>(flags & ~kAccSuper & kWrittenFlags);
}

Object* init_class_name(JavaThread& thread, Object* mirror) {
  Object* name = intern_string(class_of_mirror(mirror)->external_name());
  set_ref(thread, mirror, well_known::Class_name, name);
  return name;
}

bool is_record(const Class* klass) {
  return has_class_file(klass) && klass->is_final() && klass->super == well_known::Record &&
         klass->file->is_record();
}

extern "C" {

JNIEXPORT jboolean JVM_AreNestMates(JNIEnv* env, jclass current, jclass member) {
  return entry(env, [&](JavaThread& thread) -> jboolean {
    return are_nest_mates(thread, class_of(current), class_of(member));
  });
}

JNIEXPORT jclass JVM_FindPrimitiveClass(JNIEnv* env, const char* name) {
  return entry(env, [&](JavaThread& thread) -> jclass {
    for (Class* klass : well_known::primitives) {
      if (klass != nullptr && klass->name->text() == name)
        return local<jclass>(thread, klass->mirror);
    }
    throw_java(Throwable::ClassNotFoundException, name);
  });
}

JNIEXPORT jint JVM_GetClassAccessFlags(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jint { return class_access_flags(class_of(cls)); });
}

JNIEXPORT jbyteArray JVM_GetClassAnnotations(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jbyteArray {
    Class* klass = class_of(cls);
    if (!has_class_file(klass)) return nullptr;
    return local<jbyteArray>(thread, new_bytes_or_null(thread, klass->file->annotations().visible));
  });
}

JNIEXPORT jobjectArray JVM_GetClassInterfaces(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, interfaces(thread, class_of(cls)));
  });
}

JNIEXPORT jint JVM_GetClassModifiers(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jint { return class_modifiers(class_of(cls)); });
}

JNIEXPORT jstring JVM_GetClassSignature(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jstring {
    Class* klass = class_of(cls);
    if (!has_class_file(klass) || klass->file->signature_index() == 0) return nullptr;
    return local<jstring>(thread, make_string(klass->file->signature()));
  });
}

JNIEXPORT jobjectArray JVM_GetClassSigners(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jobjectArray {
    Object* signers = class_of(cls)->signers;
    if (signers == nullptr) return nullptr;
    return local<jobjectArray>(thread, thread.heap().clone(signers));
  });
}

JNIEXPORT jbyteArray JVM_GetClassTypeAnnotations(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jbyteArray {
    Class* klass = class_of(cls);
    if (!has_class_file(klass)) return nullptr;
    return local<jbyteArray>(thread,
                             new_bytes_or_null(thread, klass->file->annotations().visible_type));
  });
}

JNIEXPORT jobjectArray JVM_GetDeclaredClasses(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, declared_classes(thread, class_of(cls)));
  });
}

JNIEXPORT jclass JVM_GetDeclaringClass(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) {
    return local<jclass>(thread, mirror_or_null(declaring_class(thread, class_of(cls))));
  });
}

JNIEXPORT jobjectArray JVM_GetEnclosingMethodInfo(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, enclosing_method(thread, class_of(cls)));
  });
}

JNIEXPORT jclass JVM_GetNestHost(JNIEnv* env, jclass current) {
  return entry(env, [&](JavaThread& thread) {
    return local<jclass>(thread, nest_host(thread, class_of(current))->mirror);
  });
}

JNIEXPORT jobjectArray JVM_GetNestMembers(JNIEnv* env, jclass current) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, nest_members(thread, class_of(current)));
  });
}

JNIEXPORT jobjectArray JVM_GetPermittedSubclasses(JNIEnv* env, jclass current) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, permitted_subclasses(thread, class_of(current)));
  });
}

JNIEXPORT jobject JVM_GetProtectionDomain(JNIEnv* env, jclass cls) {
  return entry(env,
               [&](JavaThread& thread) { return local(thread, class_of(cls)->protection_domain); });
}

JNIEXPORT jstring JVM_GetSimpleBinaryName(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jstring {
    Class* klass = class_of(cls);
    if (!has_class_file(klass)) return nullptr;
    std::optional<InnerClass> row = own_row(*klass->file);
    if (!row || row->name_index == 0) return nullptr;
    return local<jstring>(thread, intern_string(klass->file->constants().utf8(row->name_index)));
  });
}

JNIEXPORT jstring JVM_InitClassName(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) {
    return local<jstring>(thread, init_class_name(thread, require(resolve(cls))));
  });
}

JNIEXPORT jboolean JVM_IsArrayClass(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jboolean { return class_of(cls)->is_array; });
}

JNIEXPORT jboolean JVM_IsHiddenClass(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jboolean { return class_of(cls)->is_hidden; });
}

JNIEXPORT jboolean JVM_IsInterface(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jboolean { return class_of(cls)->is_interface(); });
}

JNIEXPORT jboolean JVM_IsPrimitiveClass(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jboolean { return class_of(cls)->is_primitive; });
}

JNIEXPORT jboolean JVM_IsRecord(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread&) -> jboolean { return is_record(class_of(cls)); });
}

JNIEXPORT void JVM_SetClassSigners(JNIEnv* env, jclass cls, jobjectArray signers) {
  entry(env, [&](JavaThread&) {
    Class* klass = class_of(cls);
    if (klass->is_instance_class()) klass->signers = resolve(signers);
  });
}

}  // extern "C"
}  // namespace cjvm::glue
