// SPDX-License-Identifier: Apache-2.0
// JNI functions on arrays. Get<Type>ArrayElements copies, so that native code sees and changes the
// array only at the points the JNI names; the critical functions go through CriticalAccess.
#include <cstdlib>

#include "jvm/base/text.h"
#include "jvm/jni/critical.h"
#include "jvm/jni/functions.h"
#include "jvm/linking/linker.h"
#include "jvm/object/allocation.h"

namespace cjvm {

namespace {

std::size_t bytes_of(const Array* array) {
  const Class* component = array->klass()->component;
  BasicType type = component->is_primitive ? component->element_type : BasicType::Reference;
  return static_cast<std::size_t>(array->length) << type_shift(type);
}

// A malloc-ed copy of the elements; null: out of memory.
void* copy_of_elements(JavaThread& thread, Array* array) {
  std::size_t bytes = bytes_of(array);
  void* copy = std::malloc(bytes == 0 ? 1 : bytes);
  if (copy == nullptr) return nullptr;
  try {
    if (bytes != 0) thread.heap().read_bytes(array, Array::kElementBase, copy, bytes);
  } catch (const JavaThrow&) {
    std::free(copy);
    throw;
  }
  return copy;
}

// Puts such a copy back and frees it, as `mode` says. Native code may do that while a throwable is
// pending: it stays.
void release_copy(JavaThread& thread, Array* array, void* copy, jint mode) {
  Object* pending = take_pending(thread);
  if (mode != JNI_ABORT && array->length != 0) {
    try {
      thread.heap().write_bytes(array, Array::kElementBase, copy, bytes_of(array));
    } catch (const JavaThrow&) {
      if (pending == nullptr) pending = take_pending(thread);
    }
  }
  if (mode != JNI_COMMIT) std::free(copy);
  thread.pending = pending;
}

CriticalAccess critical = {
    .acquire = [](JavaThread& thread, Array* array, bool& is_copy) -> void* {
      if (!array->is_proxy()) return array->elements<char>();
      is_copy = true;
      return copy_of_elements(thread, array);
    },
    .release =
        [](JavaThread& thread, Array* array, void* elements, jint mode) {
          if (elements != array->elements<char>()) release_copy(thread, array, elements, mode);
        },
};

}  // namespace

void set_critical_access(CriticalAccess access) { critical = access; }

namespace jni {

namespace {

Array* array_of(jobject reference) { return static_cast<Array*>(non_null(reference)); }

std::size_t element_offset(std::int32_t index, std::size_t size) {
  return Array::kElementBase + static_cast<std::size_t>(index) * size;
}

jsize GetArrayLength(JNIEnv* env, jarray array) {
  return entry(env, [&](JavaThread&) -> jsize { return array_of(array)->length; });
}

// ---- arrays of references

jobjectArray NewObjectArray(JNIEnv* env, jsize length, jclass element, jobject initial) {
  return entry(env, [&](JavaThread& thread) -> jobjectArray {
    refuse_while_pending(thread);
    Class* component = class_of(element);
    if (length < 0) throw_java(Throwable::NegativeArraySizeException, cat(length));
    Array* array = allocate_array(thread, array_class_of(thread, component), length);
    Object* value = resolve(initial);
    if (value != nullptr) {
      HeapAccess& heap = thread.heap();
      for (std::int32_t i = 0; i < length; ++i) {
        heap.store_reference(array, element_offset(i, sizeof(Object*)), value, Order::Plain);
      }
    }
    return local<jobjectArray>(thread, array);
  });
}

void check_index(const Array* array, jsize index) {
  if (index < 0 || index >= array->length) {
    throw_java(Throwable::ArrayIndexOutOfBoundsException,
               cat("Index ", index, " out of bounds for length ", array->length));
  }
}

jobject GetObjectArrayElement(JNIEnv* env, jobjectArray reference, jsize index) {
  return entry(env, [&](JavaThread& thread) {
    Array* array = array_of(reference);
    check_index(array, index);
    return local(thread, thread.heap().load_reference(array, element_offset(index, sizeof(Object*)),
                                                      Order::Plain));
  });
}

// "java.lang.Integer[0][]": an element of an array as HotSpot's text names it.
std::string element_name(const Class* array_class, jsize index) {
  std::string name = cat(array_class->element_class->external_name(), "[", index, "]");
  for (unsigned i = 1; i < array_class->dimensions; ++i) name += "[]";
  return name;
}

void SetObjectArrayElement(JNIEnv* env, jobjectArray reference, jsize index, jobject element) {
  entry(env, [&](JavaThread& thread) {
    Array* array = array_of(reference);
    check_index(array, index);
    Object* value = resolve(element);
    if (value != nullptr && !value->klass()->is_subtype_of(array->klass()->component)) {
      throw_java(Throwable::ArrayStoreException,
                 cat("type mismatch: can not store ", value->klass()->external_name(), " to ",
                     element_name(array->klass(), index)));
    }
    thread.heap().store_reference(array, element_offset(index, sizeof(Object*)), value,
                                  Order::Plain);
  });
}

// ---- arrays of primitives

template <BasicType kType, class A>
A new_array(JNIEnv* env, jsize length) {
  return entry(env, [&](JavaThread& thread) -> A {
    if (length < 0) throw_java(Throwable::NegativeArraySizeException, cat(length));
    return local<A>(thread, allocate_primitive_array(thread, kType, length));
  });
}

template <class J, class A>
J* get_elements(JNIEnv* env, A reference, jboolean* is_copy) {
  return entry(env, [&](JavaThread& thread) -> J* {
    Array* array = array_of(reference);
    void* copy = copy_of_elements(thread, array);
    if (copy != nullptr && is_copy != nullptr) *is_copy = JNI_TRUE;
    return static_cast<J*>(copy);
  });
}

template <class J, class A>
void release_elements(JNIEnv* env, A reference, J* elements, jint mode) {
  entry(env,
        [&](JavaThread& thread) { release_copy(thread, array_of(reference), elements, mode); });
}

void check_region(const Array* array, jsize start, jsize count) {
  std::int64_t end = std::int64_t{start} + count;
  if (count < 0) {
    throw_java(Throwable::ArrayIndexOutOfBoundsException, cat("Length ", count, " is negative"));
  }
  if (start < 0 || end > array->length) {
    throw_java(Throwable::ArrayIndexOutOfBoundsException,
               cat("Array region ", start, "..", end, " out of bounds for length ", array->length));
  }
}

template <class J, class A>
void get_region(JNIEnv* env, A reference, jsize start, jsize count, J* to) {
  entry(env, [&](JavaThread& thread) {
    Array* array = array_of(reference);
    check_region(array, start, count);
    if (count == 0) return;
    thread.heap().read_bytes(array, element_offset(start, sizeof(J)), to,
                             static_cast<std::size_t>(count) * sizeof(J));
  });
}

template <class J, class A>
void set_region(JNIEnv* env, A reference, jsize start, jsize count, const J* from) {
  entry(env, [&](JavaThread& thread) {
    Array* array = array_of(reference);
    check_region(array, start, count);
    if (count == 0) return;
    thread.heap().write_bytes(array, element_offset(start, sizeof(J)), from,
                              static_cast<std::size_t>(count) * sizeof(J));
  });
}

void* GetPrimitiveArrayCritical(JNIEnv* env, jarray reference, jboolean* is_copy) {
  return entry(env, [&](JavaThread& thread) -> void* {
    bool copied = false;
    void* elements = critical.acquire(thread, array_of(reference), copied);
    if (is_copy != nullptr) *is_copy = copied;
    return elements;
  });
}

void ReleasePrimitiveArrayCritical(JNIEnv* env, jarray reference, void* elements, jint mode) {
  entry(env,
        [&](JavaThread& thread) { critical.release(thread, array_of(reference), elements, mode); });
}

}  // namespace

void install_arrays(JNINativeInterface_& table) {
  table.GetArrayLength = GetArrayLength;
  table.NewObjectArray = NewObjectArray;
  table.GetObjectArrayElement = GetObjectArrayElement;
  table.SetObjectArrayElement = SetObjectArrayElement;
#define INSTALL_ARRAYS(Name, type)                                          \
  table.New##Name##Array = new_array<BasicType::Name, type##Array>;         \
  table.Get##Name##ArrayElements = get_elements<type, type##Array>;         \
  table.Release##Name##ArrayElements = release_elements<type, type##Array>; \
  table.Get##Name##ArrayRegion = get_region<type, type##Array>;             \
  table.Set##Name##ArrayRegion = set_region<type, type##Array>;
  INSTALL_ARRAYS(Boolean, jboolean)
  INSTALL_ARRAYS(Byte, jbyte)
  INSTALL_ARRAYS(Char, jchar)
  INSTALL_ARRAYS(Short, jshort)
  INSTALL_ARRAYS(Int, jint)
  INSTALL_ARRAYS(Long, jlong)
  INSTALL_ARRAYS(Float, jfloat)
  INSTALL_ARRAYS(Double, jdouble)
#undef INSTALL_ARRAYS
  table.GetPrimitiveArrayCritical = GetPrimitiveArrayCritical;
  table.ReleasePrimitiveArrayCritical = ReleasePrimitiveArrayCritical;
}

}  // namespace jni
}  // namespace cjvm
