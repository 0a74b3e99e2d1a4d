// SPDX-License-Identifier: Apache-2.0
// System.arraycopy and java.lang.reflect.Array. Java threads. Elements are only touched through the
// heap verbs; what is done here is checking, in the order and with the words of `java`.
#include "classlib-glue/exports/array.h"

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/reflect.h"

namespace cjvm::glue {
namespace {

constexpr int kMaxDimensions = 255;

bool is_ref_array(const Class* klass) { return klass->is_array && !klass->component->is_primitive; }

// How arraycopy's messages name an array's element type.
std::string element_text(const Class* klass) {
  return is_ref_array(klass) ? std::string("object array")
                             : std::string(klass->component->name->text());
}

[[noreturn]] void bad_types(Class* source, Class* destination) {
  std::string text = "arraycopy: ";
  if (!source->is_array) {
    text += cat("source type ", source->external_name(), " is not an array");
  } else if (!destination->is_array) {
    text += cat("destination type ", destination->external_name(), " is not an array");
  } else {
    text += cat("type mismatch: can not copy ", element_text(source), "[] into ",
                element_text(destination), "[]");
  }
  throw_java(Throwable::ArrayStoreException, text);
}

[[noreturn]] void bad_range(const Array* source, std::int32_t source_position,
                            const Array* destination, std::int32_t destination_position,
                            std::int32_t length) {
  auto where = [](const Array* array) {
    return cat(" out of bounds for ", element_text(array->klass()), "[", array->length, "]");
  };
  std::string text = "arraycopy: ";
  auto end = [&](std::int32_t position) {
    return static_cast<std::uint32_t>(length) + static_cast<std::uint32_t>(position);
  };
  if (source_position < 0) {
    text += cat("source index ", source_position, where(source));
  } else if (destination_position < 0) {
    text += cat("destination index ", destination_position, where(destination));
  } else if (length < 0) {
    text += cat("length ", length, " is negative");
  } else if (end(source_position) > static_cast<std::uint32_t>(source->length)) {
    text += cat("last source index ", end(source_position), where(source));
  } else {
    text += cat("last destination index ", end(destination_position), where(destination));
  }
  throw_java(Throwable::ArrayIndexOutOfBoundsException, text);
}

// A checked array and index of java.lang.reflect.Array.
Array* checked(Object* array, std::int32_t index) {
  if (!require(array)->klass()->is_array) {
    throw_java(Throwable::IllegalArgumentException, "Argument is not an array");
  }
  Array* result = as_array(array);
  if (static_cast<std::uint32_t>(index) >= static_cast<std::uint32_t>(result->length)) {
    throw_java(Throwable::ArrayIndexOutOfBoundsException);
  }
  return result;
}

BasicType element_type(const Array* array) {
  Class* component = array->klass()->component;
  return component->is_primitive ? component->element_type : BasicType::Reference;
}

std::size_t offset_of(BasicType type, std::int32_t index) {
  return Array::kElementBase + (static_cast<std::size_t>(index) << type_shift(type));
}

Slot load_element(JavaThread& thread, Array* array, BasicType type, std::int32_t index) {
  HeapAccess& heap = thread.heap();
  std::size_t offset = offset_of(type, index);
  Slot value{};
  switch (type) {
    case BasicType::Boolean:
      value.j = heap.load<std::uint8_t>(array, offset);
      break;
    case BasicType::Byte:
      value.j = heap.load<std::int8_t>(array, offset);
      break;
    case BasicType::Char:
      value.j = heap.load<std::uint16_t>(array, offset);
      break;
    case BasicType::Short:
      value.j = heap.load<std::int16_t>(array, offset);
      break;
    case BasicType::Int:
      value.j = heap.load<std::int32_t>(array, offset);
      break;
    case BasicType::Float:
      value.bits = heap.load<std::uint32_t>(array, offset);
      break;
    case BasicType::Reference:
      value.ref = heap.load_reference(array, offset, Order::Plain);
      break;
    default:
      value.bits = heap.load<std::uint64_t>(array, offset);
      break;
  }
  return value;
}

}  // namespace

void array_copy(JavaThread& thread, Object* source, std::int32_t source_position,
                Object* destination, std::int32_t destination_position, std::int32_t length) {
  if (source == nullptr || destination == nullptr) throw_java(Throwable::NullPointerException);
  Class* from = source->klass();
  Class* to = destination->klass();
  if (from != to) {
    if (!from->is_array || !to->is_array || is_ref_array(from) != is_ref_array(to) ||
        !is_ref_array(from)) {
      bad_types(from, to);
    }
  } else if (!from->is_array) {
    bad_types(from, to);
  }
  Array* a = as_array(source);
  Array* b = as_array(destination);
  if ((source_position | destination_position | length) < 0 ||
      static_cast<std::uint32_t>(source_position) + static_cast<std::uint32_t>(length) >
          static_cast<std::uint32_t>(a->length) ||
      static_cast<std::uint32_t>(destination_position) + static_cast<std::uint32_t>(length) >
          static_cast<std::uint32_t>(b->length)) {
    bad_range(a, source_position, b, destination_position, length);
  }
  if (length == 0) return;
  bool check_store = from != to && !from->component->is_subtype_of(to->component);
  thread.heap().copy_elements(a, source_position, b, destination_position, length, check_store);
}

Object* new_array(JavaThread& thread, Object* element_mirror, std::int32_t length) {
  Class* component = class_of(element_mirror);
  if (component == well_known::primitives[static_cast<int>(BasicType::Void)]) {
    throw_java(Throwable::IllegalArgumentException);
  }
  if (length < 0) throw_java(Throwable::NegativeArraySizeException, cat(length));
  if (component->is_array && component->dimensions >= kMaxDimensions) {
    throw_java(Throwable::IllegalArgumentException);
  }
  return allocate_array(thread, array_class_of(thread, component), length);
}

Object* new_multi_array(JavaThread& thread, Object* element_mirror, Object* dimensions) {
  Class* klass = class_of(element_mirror);
  Array* lengths = as_array(require(dimensions));
  std::int32_t count = lengths->length;
  bool is_void = klass == well_known::primitives[static_cast<int>(BasicType::Void)];
  int total = count + (klass->is_array ? klass->dimensions : 0);
  if (count == 0 || count > kMaxDimensions || total > kMaxDimensions || is_void) {
    throw_java(Throwable::IllegalArgumentException);
  }
  std::int32_t values[kMaxDimensions];
  thread.heap().read_bytes(lengths, Array::kElementBase, values,
                           static_cast<std::size_t>(count) * sizeof values[0]);
  for (std::int32_t i = 0; i < count; ++i) klass = array_class_of(thread, klass);
  return allocate_multi_array(thread, klass, {values, static_cast<std::size_t>(count)});
}

std::int32_t array_length(JavaThread&, Object* array) {
  if (!require(array)->klass()->is_array) {
    throw_java(Throwable::IllegalArgumentException, "Argument is not an array");
  }
  return as_array(array)->length;
}

BasicType array_element(JavaThread& thread, Object* array, std::int32_t index, Slot& value) {
  Array* checked_array = checked(array, index);
  BasicType type = element_type(checked_array);
  value = load_element(thread, checked_array, type, index);
  return type;
}

Slot primitive_element(JavaThread& thread, Object* array, std::int32_t index, BasicType wanted) {
  if (require(array)->klass()->is_array && element_type(as_array(array)) == BasicType::Reference) {
    throw_java(Throwable::IllegalArgumentException, "Argument is not an array of primitive type");
  }
  Slot value{};
  BasicType type = array_element(thread, array, index, value);
  widen(type, wanted, value);
  return value;
}

void set_array_element(JavaThread& thread, Object* array, std::int32_t index, Object* value) {
  if (!require(array)->klass()->is_array) {
    throw_java(Throwable::IllegalArgumentException, "Argument is not an array");
  }
  if (element_type(as_array(array)) == BasicType::Reference) {
    checked(array, index);
    if (value != nullptr && !value->klass()->is_subtype_of(array->klass()->component)) {
      throw_java(Throwable::IllegalArgumentException, "array element type mismatch");
    }
    set_element(thread, array, index, value);
    return;
  }
  if (value == nullptr) throw_java(Throwable::IllegalArgumentException);
  checked(array, index);
  Slot primitive{};
  BasicType type = unbox(thread, value, primitive);
  if (type == BasicType::Reference) {
    throw_java(Throwable::IllegalArgumentException, "argument type mismatch");
  }
  set_primitive_element(thread, array, index, type, primitive);
}

void set_primitive_element(JavaThread& thread, Object* array, std::int32_t index, BasicType type,
                           Slot value) {
  if (require(array)->klass()->is_array && element_type(as_array(array)) == BasicType::Reference) {
    throw_java(Throwable::IllegalArgumentException, "Argument is not an array of primitive type");
  }
  Array* target = checked(array, index);
  BasicType to = element_type(target);
  widen(type, to, value);
  thread.heap().store_bits(target, offset_of(to, index), 1u << type_shift(to), value.bits,
                           Order::Plain);
}

namespace {

// The type codes of newarray, which libjava passes.
BasicType of_code(int code) {
  constexpr BasicType kTypes[] = {BasicType::Boolean, BasicType::Char, BasicType::Float,
                                  BasicType::Double,  BasicType::Byte, BasicType::Short,
                                  BasicType::Int,     BasicType::Long};
  check(code >= 4 && code <= 11, "a primitive type code is 4 to 11");
  return kTypes[code - 4];
}

jvalue as_jvalue(BasicType type, Slot slot) {
  jvalue value{};
  if (type == BasicType::Float) {
    value.f = slot.f;
  } else {
    value.j = slot.j;
  }
  return value;
}

Slot as_slot(BasicType type, jvalue value) {
  Slot slot{};
  switch (type) {
    case BasicType::Boolean:
      slot.j = value.z;
      break;
    case BasicType::Byte:
      slot.j = value.b;
      break;
    case BasicType::Char:
      slot.j = value.c;
      break;
    case BasicType::Short:
      slot.j = value.s;
      break;
    case BasicType::Int:
      slot.j = value.i;
      break;
    case BasicType::Float:
      slot.f = value.f;
      break;
    default:
      slot.j = value.j;
      break;
  }
  return slot;
}

}  // namespace

extern "C" {

JNIEXPORT void JVM_ArrayCopy(JNIEnv* env, jclass, jobject source, jint source_position,
                             jobject destination, jint destination_position, jint length) {
  entry(env, [&](JavaThread& thread) {
    array_copy(thread, resolve(source), source_position, resolve(destination), destination_position,
               length);
  });
}

JNIEXPORT jobject JVM_GetArrayElement(JNIEnv* env, jobject array, jint index) {
  return entry(env, [&](JavaThread& thread) {
    Slot value{};
    BasicType type = array_element(thread, resolve(array), index, value);
    return local(thread, box(thread, type, value));
  });
}

JNIEXPORT jint JVM_GetArrayLength(JNIEnv* env, jobject array) {
  return entry(env, [&](JavaThread& thread) { return array_length(thread, resolve(array)); });
}

JNIEXPORT jvalue JVM_GetPrimitiveArrayElement(JNIEnv* env, jobject array, jint index, jint code) {
  return entry(env, [&](JavaThread& thread) {
    BasicType type = of_code(code);
    return as_jvalue(type, primitive_element(thread, resolve(array), index, type));
  });
}

JNIEXPORT jobject JVM_NewArray(JNIEnv* env, jclass element_class, jint length) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, new_array(thread, resolve(element_class), length));
  });
}

JNIEXPORT jobject JVM_NewMultiArray(JNIEnv* env, jclass element_class, jintArray dimensions) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, new_multi_array(thread, resolve(element_class), resolve(dimensions)));
  });
}

JNIEXPORT void JVM_SetArrayElement(JNIEnv* env, jobject array, jint index, jobject value) {
  entry(env, [&](JavaThread& thread) {
    set_array_element(thread, resolve(array), index, resolve(value));
  });
}

JNIEXPORT void JVM_SetPrimitiveArrayElement(JNIEnv* env, jobject array, jint index, jvalue value,
                                            unsigned char code) {
  entry(env, [&](JavaThread& thread) {
    BasicType type = of_code(code);
    set_primitive_element(thread, resolve(array), index, type, as_slot(type, value));
  });
}

}  // extern "C"
}  // namespace cjvm::glue
