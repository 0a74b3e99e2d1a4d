// SPDX-License-Identifier: Apache-2.0
// What libverify (the type-inferring verifier for class files before version 50) asks about a
// class: constants, members, code. Texts are those of symbols: they live for ever, so ReleaseUTF
// does nothing. Java threads. Indexes come from the verifier, which takes them from the class file
// or from the counts given here.
#include <algorithm>
#include <cstring>

#include "classlib-glue/exports/access.h"
#include "jvm/classfile/class_file.h"

namespace cjvm::glue {
namespace {

const char* text_of(std::string_view text) { return Symbol::intern(text)->text().data(); }

const ConstantPool& constants_of(jclass cls) { return class_of(cls)->file->constants(); }
const Method& method_at(jclass cls, jint index) {
  Class* klass = class_of(cls);
  check(static_cast<std::uint32_t>(index) < klass->methods.size(), "a method index is in range");
  return klass->methods[static_cast<std::size_t>(index)];
}
const CodeInfo& code_at(jclass cls, jint index) { return method_at(cls, index).info->code; }

template <class F>
auto ask(JNIEnv* env, F&& question) {
  return entry(env, [&](JavaThread&) { return question(); });
}

struct ExceptionTableEntry {
  jint start_pc, end_pc, handler_pc, catch_type;
};

}  // namespace

extern "C" {

JNIEXPORT const char* JVM_GetCPClassNameUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return text_of(constants_of(cls).class_name(index)); });
}
JNIEXPORT const char* JVM_GetCPFieldClassNameUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return text_of(constants_of(cls).member_class(index)); });
}
JNIEXPORT jint JVM_GetCPFieldModifiers(JNIEnv* env, jclass cls, jint index, jclass called) {
  return ask(env, [&]() -> jint {
    const ConstantPool& constants = constants_of(cls);
    Field* field =
        class_of(called)->find_declared_field(Symbol::intern(constants.member_name(index)),
                                              Symbol::intern(constants.member_descriptor(index)));
    return field == nullptr ? -1 : field->access_flags;
  });
}
JNIEXPORT const char* JVM_GetCPFieldNameUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return text_of(constants_of(cls).member_name(index)); });
}
JNIEXPORT const char* JVM_GetCPFieldSignatureUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return text_of(constants_of(cls).member_descriptor(index)); });
}
JNIEXPORT const char* JVM_GetCPMethodClassNameUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return text_of(constants_of(cls).member_class(index)); });
}
JNIEXPORT jint JVM_GetCPMethodModifiers(JNIEnv* env, jclass cls, jint index, jclass called) {
  return ask(env, [&]() -> jint {
    const ConstantPool& constants = constants_of(cls);
    Method* method =
        class_of(called)->find_declared_method(Symbol::intern(constants.member_name(index)),
                                               Symbol::intern(constants.member_descriptor(index)));
    return method == nullptr ? -1 : method->access_flags;
  });
}
JNIEXPORT const char* JVM_GetCPMethodNameUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return text_of(constants_of(cls).member_name(index)); });
}
// Also of a NameAndType constant.
JNIEXPORT const char* JVM_GetCPMethodSignatureUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] {
    const ConstantPool& constants = constants_of(cls);
    return text_of(constants.is(index, ConstantTag::kNameAndType)
                       ? constants.nt_descriptor(index)
                       : constants.member_descriptor(index));
  });
}

JNIEXPORT jint JVM_GetClassCPEntriesCount(JNIEnv* env, jclass cls) {
  return ask(env, [&]() -> jint {
    Class* klass = class_of(cls);
    return has_class_file(klass) ? klass->file->constants().size() : 0;
  });
}
JNIEXPORT void JVM_GetClassCPTypes(JNIEnv* env, jclass cls, unsigned char* types) {
  ask(env, [&] {
    const ConstantPool& constants = constants_of(cls);
    for (std::uint32_t i = 0; i < constants.size(); ++i) {
      types[i] = static_cast<unsigned char>(constants.tag(i));
    }
  });
}
JNIEXPORT jint JVM_GetClassFieldsCount(JNIEnv* env, jclass cls) {
  return ask(env, [&]() -> jint { return static_cast<jint>(class_of(cls)->fields.size()); });
}
JNIEXPORT jint JVM_GetClassMethodsCount(JNIEnv* env, jclass cls) {
  return ask(env, [&]() -> jint { return static_cast<jint>(class_of(cls)->methods.size()); });
}
JNIEXPORT const char* JVM_GetClassNameUTF(JNIEnv* env, jclass cls) {
  return ask(env, [&] { return class_of(cls)->name->text().data(); });
}

JNIEXPORT jint JVM_GetFieldIxModifiers(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint {
    Class* klass = class_of(cls);
    check(static_cast<std::uint32_t>(index) < klass->fields.size(), "a field index is in range");
    return klass->fields[static_cast<std::size_t>(index)].access_flags;
  });
}

JNIEXPORT jint JVM_GetMethodIxArgsSize(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return method_at(cls, index).argument_slots; });
}
JNIEXPORT void JVM_GetMethodIxByteCode(JNIEnv* env, jclass cls, jint index, unsigned char* code) {
  ask(env, [&] {
    Bytes bytes = code_at(cls, index).bytecode;
    std::copy(bytes.begin(), bytes.end(), code);
  });
}
JNIEXPORT jint JVM_GetMethodIxByteCodeLength(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return static_cast<jint>(code_at(cls, index).bytecode.size()); });
}
JNIEXPORT void JVM_GetMethodIxExceptionIndexes(JNIEnv* env, jclass cls, jint index,
                                               unsigned short* exceptions) {
  ask(env, [&] {
    for (std::uint16_t exception : method_at(cls, index).info->extras().exceptions)
      *exceptions++ = exception;
  });
}
JNIEXPORT void JVM_GetMethodIxExceptionTableEntry(JNIEnv* env, jclass cls, jint index, jint row,
                                                  ExceptionTableEntry* result) {
  ask(env, [&] {
    ExceptionHandler handler = code_at(cls, index).handlers[static_cast<std::size_t>(row)];
    *result = {handler.start_pc, handler.end_pc, handler.handler_pc, handler.catch_type};
  });
}
JNIEXPORT jint JVM_GetMethodIxExceptionTableLength(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return code_at(cls, index).handlers.size(); });
}
JNIEXPORT jint JVM_GetMethodIxExceptionsCount(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return method_at(cls, index).info->extras().exceptions.size(); });
}
JNIEXPORT jint JVM_GetMethodIxLocalsCount(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return code_at(cls, index).max_locals; });
}
JNIEXPORT jint JVM_GetMethodIxMaxStack(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return code_at(cls, index).max_stack; });
}
JNIEXPORT jint JVM_GetMethodIxModifiers(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jint { return method_at(cls, index).access_flags; });
}
JNIEXPORT const char* JVM_GetMethodIxNameUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return method_at(cls, index).name->text().data(); });
}
JNIEXPORT const char* JVM_GetMethodIxSignatureUTF(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&] { return method_at(cls, index).descriptor->text().data(); });
}

JNIEXPORT jboolean JVM_IsConstructorIx(JNIEnv* env, jclass cls, jint index) {
  return ask(env, [&]() -> jboolean { return method_at(cls, index).is_initializer(); });
}
JNIEXPORT jboolean JVM_IsSameClassPackage(JNIEnv* env, jclass first, jclass second) {
  return ask(env,
             [&]() -> jboolean { return same_runtime_package(class_of(first), class_of(second)); });
}
// Class::methods holds only what the class file declares.
JNIEXPORT jboolean JVM_IsVMGeneratedMethodIx(JNIEnv*, jclass, jint) { return JNI_FALSE; }
JNIEXPORT void JVM_ReleaseUTF(const char*) {}

}  // extern "C"
}  // namespace cjvm::glue
