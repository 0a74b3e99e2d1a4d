// SPDX-License-Identifier: Apache-2.0
#include "cluster/wire/marshal.h"

#include <cstring>
#include <string>

#include "cluster/cluster.h"
#include "cluster/wire/handles.h"
#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// How a reference is written.
enum class Tag : std::uint8_t {
  Null,
  Yours,         // a master of the reader: its number
  Mirror,        // a class
  Other,         // name, class, length of an array, then perhaps the fields
  MethodType,    // classes of result and parameters
  Handle,        // of java.lang.invoke: name, description
  EnumConstant,  // of a class that every node initializes
};

// How a class is written: the number of array dimensions, then the element's type; a class has its
// global name behind it, and what that means if the reader has not been told.
constexpr auto kClassElement = static_cast<std::uint8_t>(BasicType::Reference);

// How a method is written.
enum class MethodTag : std::uint8_t {
  Declared,   // class, index
  Extra,      // class, index among the methods that the VM made for it
  Intrinsic,  // of java.lang.invoke: which, and the descriptor
};

unsigned size_of(BasicType type) { return 1u << type_shift(type); }

void put_bits(Writer& writer, const Object* object, const Field& field) {
  const auto* at = object->at<std::byte>(field.offset);
  writer.raw({at, size_of(field.type)});
}

// A value on its way out with its fields, and those whose fields it is among. Values may refer to
// each other in a circle (a constant of an enum holds a lambda that captures it), and a lambda may
// stand at the end of a long chain of others. Whoever is met again, or is one too many in one
// reference, goes by its name alone: the reader knows it already or makes a proxy of it, even if it
// is just reading the fields of the same value further out. Strings and boxes always come along.
class ValueUnderWay {
 public:
  explicit ValueUnderWay(Object* value) : value_(value), outer_(innermost) {
    counts_ = value->klass() != well_known::String && !value->klass()->reference_offsets.empty();
    if (!counts_) return;
    if (outer_ == nullptr) sent = 0;
    for (ValueUnderWay* v = outer_; v != nullptr; v = v->outer_) is_repeated_ |= v->value_ == value;
    is_one_too_many_ = ++sent > kMost;
    innermost = this;
  }
  ~ValueUnderWay() {
    if (counts_) innermost = outer_;
  }
  ValueUnderWay(const ValueUnderWay&) = delete;
  ValueUnderWay& operator=(const ValueUnderWay&) = delete;
  bool brings_fields() const { return !is_repeated_ && !is_one_too_many_; }

 private:
  static constexpr int kMost = 32;
  static inline thread_local ValueUnderWay* innermost = nullptr;
  static inline thread_local int sent = 0;
  Object* value_;
  ValueUnderWay* outer_;
  bool counts_ = false, is_repeated_ = false, is_one_too_many_ = false;
};

}  // namespace

void Marshal::put(Writer& writer, Object* object, NodeId to) {
  if (object == nullptr) {
    writer(Tag::Null);
    return;
  }
  Class* klass = object->klass();
  if (klass == well_known::Class) {
    writer(Tag::Mirror);
    put_class(writer, class_of_mirror(object), to);
    return;
  }
  if (klass == well_known::MethodType) {
    writer(Tag::MethodType);
    put_method_type(writer, object, to);
    return;
  }
  if (is_local_enum_constant(object)) {
    writer(Tag::EnumConstant);
    put_enum_constant(*this, writer, object, to);
    return;
  }
  GlobalObject name = cluster_.addresses().send(object, to);
  check(static_cast<bool>(name), "an object that is passed on has a master");
  if (name.home() == to) {
    writer(Tag::Yours, name.bits);
    return;
  }
  if (auto form = object->is_proxy() ? std::nullopt : handle_form(object)) {
    writer(Tag::Handle, name.bits);
    put_handle(*this, writer, object, *form, to);
    return;
  }
  writer(Tag::Other, name.bits);
  put_class(writer, klass, to);
  if (klass->is_array) {
    writer(static_cast<Array*>(object)->length);
    return;
  }
  // Of a value that has come without its fields there is only a proxy here.
  if (object->is_proxy() || !cluster_.classes().record(klass).is_value) {
    writer(false);
    return;
  }
  ValueUnderWay value(object);
  writer(value.brings_fields());
  if (value.brings_fields()) put_fields(writer, object, to);
}

// MethodTypes are interned by each node for itself, so they need no name.
void Marshal::put_method_type(Writer& writer, Object* type, NodeId to) {
  put_class(writer, class_of_mirror(*type->at<Object*>(well_known::MethodType_rtype)), to);
  auto* parameters = *type->at<Array*>(well_known::MethodType_ptypes);
  writer(static_cast<std::uint32_t>(parameters->length));
  for (std::int32_t i = 0; i < parameters->length; ++i)
    put_class(writer, class_of_mirror(parameters->elements<Object*>()[i]), to);
}

Object* Marshal::get_method_type(Reader& reader, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  Class* result = get_class(reader, from);
  std::uint32_t count = 0;
  reader(count);
  if (count > 255) throw MalformedMessage("more parameters than a method can have");
  Array* parameters = allocate_array(thread, array_class_of(thread, well_known::Class),
                                     static_cast<std::int32_t>(count));
  for (std::uint32_t i = 0; i < count; ++i)
    parameters->elements<Object*>()[i] = get_class(reader, from)->mirror;
  initialize_class(thread, well_known::MethodHandleNatives);
  return call_java(thread, well_known::MethodHandleNatives_findMethodHandleType,
                   {result->mirror, parameters})
      .ref;
}

void Marshal::put_fields(Writer& writer, Object* value, NodeId to) {
  Class* klass = value->klass();
  if (klass == well_known::String) {
    const auto* array = *value->at<Array*>(well_known::String_value);
    check(!array->is_proxy(), "a string's bytes are where it is");
    writer(*value->at<std::uint8_t>(well_known::String_coder), array->length);
    writer.raw({array->elements<std::byte>(), static_cast<std::size_t>(array->length)});
    return;
  }
  for (const Class* c = klass; c != nullptr; c = c->super) {
    for (const Field& field : c->fields) {
      if (field.is_static()) continue;
      if (field.type == BasicType::Reference) {
        put(writer, *value->at<Object*>(field.offset), to);
      } else {
        put_bits(writer, value, field);
      }
    }
  }
}

void Marshal::put_class(Writer& writer, Class* klass, NodeId to) {
  if (klass->is_primitive) {
    writer(std::uint8_t{0}, klass->element_type);
    return;
  }
  Class* element = klass->is_array ? klass->element_class : klass;
  std::uint8_t dimensions = klass->is_array ? klass->dimensions : 0;
  if (element->is_primitive) {
    writer(dimensions, element->element_type);
    return;
  }
  ClassRecord& record = cluster_.classes().record(element);
  writer(dimensions, kClassElement, record.global.bits);
  bool is_known = record.note_known(to);
  writer(!is_known);
  if (!is_known) put_description(writer, element, to);
}

void Marshal::put_description(Writer& writer, Class* klass, NodeId to) {
  ClassRecord& record = cluster_.classes().record(klass);
  writer(record.authority, klass->is_hidden, std::string(klass->name->text()));
  put(writer, klass->loader->java_loader, to);
}

void Marshal::put_value(Writer& writer, BasicType type, Slot value, NodeId to) {
  switch (type) {
    case BasicType::Void:
      return;
    case BasicType::Reference:
      put(writer, value.ref, to);
      return;
    case BasicType::Long:
    case BasicType::Double:
      writer(value.bits);
      return;
    default:
      writer(static_cast<std::uint32_t>(value.bits));
  }
}

void Marshal::put_method(Writer& writer, Method* method, NodeId to) {
  if (method->intrinsic != MethodHandleIntrinsic::None && method->has(kMethodHandleIntrinsic)) {
    writer(MethodTag::Intrinsic, method->intrinsic, std::string(method->descriptor->text()));
    return;
  }
  Class* holder = method->holder;
  std::size_t at = method - holder->methods.data();
  if (at < holder->methods.size()) {
    writer(MethodTag::Declared, static_cast<std::uint16_t>(at));
    put_class(writer, holder, to);
    return;
  }
  for (std::size_t i = 0; i < holder->extra_methods.size(); ++i) {
    if (holder->extra_methods[i] != method) continue;
    writer(MethodTag::Extra, static_cast<std::uint16_t>(i));
    put_class(writer, holder, to);
    return;
  }
  fatal(cat("a method that another node can find: ", holder->external_name(), '.',
            method->name->text()));
}

void Marshal::put_arguments(Writer& writer, std::span<const BasicType> types, const Slot* slots,
                            NodeId to) {
  for (BasicType type : types) {
    put_value(writer, type, *slots, to);
    slots += is_two_slot(type) ? 2 : 1;
  }
}

Bytes Marshal::bytes_of(Object* object, NodeId to) {
  Writer writer;
  put(writer, object, to);
  return std::move(writer.bytes());
}

// ---- reading

Object* Marshal::get(Reader& reader, NodeId from) {
  Tag tag{};
  reader(tag);
  switch (tag) {
    case Tag::Null:
      return nullptr;
    case Tag::Mirror:
      return get_class(reader, from)->mirror;
    case Tag::Yours: {
      GlobalObject name;
      reader(name.bits);
      Object* master = cluster_.addresses().resolve(name);
      if (master == nullptr) throw MalformedMessage("the name of no object of this node");
      return master;
    }
    case Tag::MethodType:
      return get_method_type(reader, from);
    case Tag::Handle: {
      GlobalObject handle;
      reader(handle.bits);
      return adopt_replica(get_handle(*this, reader, from), handle);
    }
    case Tag::EnumConstant:
      return get_enum_constant(*this, reader, from);
    case Tag::Other:
      break;
    default:
      throw MalformedMessage("a reference of no known form");
  }
  GlobalObject name;
  reader(name.bits);
  if (name.home() == cluster_.self()) throw MalformedMessage("a name of its reader's own");
  Class* klass = get_class(reader, from);
  if (klass->is_array) {
    std::int32_t length = 0;
    reader(length);
    if (length < 0) throw MalformedMessage("an array of negative length");
    if (Object* known = cluster_.addresses().receive(name)) return known;
    Object* proxy = make_proxy(klass, length);
    ImportRecord::of(proxy).address.store(name.bits, std::memory_order_release);
    std::size_t elements = static_cast<std::size_t>(length)
                           << type_shift(klass->component->element_type);
    return cluster_.addresses().add_import(name, proxy, Array::kElementBase + elements);
  }
  bool has_fields = false;
  reader(has_fields);
  // The fields have to be read past even if the object is known.
  if (has_fields) return make_replica(klass, name, reader, from);
  if (Object* known = cluster_.addresses().receive(name)) return known;
  Object* proxy = make_proxy(klass, 0);
  ImportRecord::of(proxy).address.store(name.bits, std::memory_order_release);
  return cluster_.addresses().add_import(name, proxy, klass->instance_size);
}

Object* Marshal::make_proxy(Class* klass, std::int32_t array_length) {
  JavaThread& thread = *JavaThread::current();
  link_class(thread, klass);
  const VTable* behaviour = cluster_.proxy_vtable(klass);
  auto* record = new ImportRecord;
  std::size_t bytes = klass->is_array ? Array::kElementBase : klass->instance_size;
  GcKind kind = klass->is_array ? GcKind::Plain : klass->gc_kind;
  // An array's proxy has no elements, and a whole number of granules.
  bytes = (bytes + AllocationLists::kGranule - 1) & ~(AllocationLists::kGranule - 1);
  auto* proxy = static_cast<Object*>(Collector::allocate(thread.allocation, kind, bytes));
  proxy->lock_word.store(reinterpret_cast<std::uint64_t>(record) | LockWord::kProxyBit |
                             LockWord::kForeignMonitorBit | LockWord::kImportBit,
                         std::memory_order_relaxed);
  if (klass->is_array) static_cast<Array*>(proxy)->length = array_length;
  proxy->vtable.store(behaviour, std::memory_order_release);
  return proxy;
}

Object* Marshal::make_replica(Class* klass, GlobalObject name, Reader& fields, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  link_class(thread, klass);
  Object* replica = allocate_object(thread, klass);
  if (klass == well_known::String) {
    std::uint8_t coder = 0;
    std::int32_t length = 0;
    fields(coder, length);
    auto bytes = fields.raw(static_cast<std::size_t>(length));
    Array* value = allocate_primitive_array(thread, BasicType::Byte, length);
    std::memcpy(value->elements<char>(), bytes.data(), bytes.size());
    *replica->at<Array*>(well_known::String_value) = value;
    *replica->at<std::uint8_t>(well_known::String_coder) = coder;
  } else {
    for (const Class* c = klass; c != nullptr; c = c->super) {
      for (const Field& field : c->fields) {
        if (field.is_static()) continue;
        if (field.type == BasicType::Reference) {
          *replica->at<Object*>(field.offset) = get(fields, from);
        } else {
          auto bytes = fields.raw(size_of(field.type));
          std::memcpy(replica->at<char>(field.offset), bytes.data(), bytes.size());
        }
      }
    }
  }
  return adopt_replica(replica, name);
}

Object* Marshal::adopt_replica(Object* replica, GlobalObject name) {
  if (Object* known = cluster_.addresses().receive(name)) return known;
  auto* record = new ImportRecord;
  record->address.store(name.bits, std::memory_order_relaxed);
  replica->lock_word.store(
      reinterpret_cast<std::uint64_t>(record) | LockWord::kForeignMonitorBit | LockWord::kImportBit,
      std::memory_order_release);
  return cluster_.addresses().add_import(name, replica, replica->klass()->instance_size);
}

Class* Marshal::get_class(Reader& reader, NodeId from) {
  std::uint8_t dimensions = 0, element = 0;
  reader(dimensions, element);
  Class* klass = nullptr;
  if (element == kClassElement) {
    GlobalClass global;
    bool is_described = false;
    reader(global.bits, is_described);
    if (is_described) {
      klass = get_described_class(reader, global, from);
    } else {
      klass = cluster_.classes().find(global);
      if (klass == nullptr) {
        Bytes description = cluster_.call(from, DescribeClass{.klass = global}).value;
        Reader again(description);
        klass = get_described_class(again, global, from);
      }
    }
  } else {
    if (element > static_cast<std::uint8_t>(BasicType::Void))
      throw MalformedMessage("no such primitive type");
    klass = primitive_class(static_cast<BasicType>(element));
  }
  JavaThread& thread = *JavaThread::current();
  for (int i = 0; i < dimensions; ++i) klass = array_class_of(thread, klass);
  return klass;
}

Class* Marshal::get_described_class(Reader& reader, GlobalClass global, NodeId from) {
  NodeId authority{};
  bool is_hidden = false;
  std::string name;
  reader(authority, is_hidden, name);
  Object* loader = get(reader, from);
  if (Class* known = cluster_.classes().find(global)) return known;
  // What the machinery of a node has made is nowhere else, whoever speaks for its loader.
  NodeId source = loader == nullptr && is_per_node_name(name) ? from : authority;
  Class* klass =
      cluster_.find_or_fetch_class(global, source, is_hidden, Symbol::intern(name), loader);
  cluster_.classes().adopt(klass, global, authority).note_known(from);
  // Another thread may have defined a hidden class at the same time: the first one counts.
  return cluster_.classes().find(global);
}

Slot Marshal::get_value(Reader& reader, BasicType type, NodeId from) {
  Slot value{};
  switch (type) {
    case BasicType::Void:
      break;
    case BasicType::Reference:
      value.ref = get(reader, from);
      break;
    case BasicType::Long:
    case BasicType::Double:
      reader(value.bits);
      break;
    default: {
      std::uint32_t bits = 0;
      reader(bits);
      value.bits = bits;
    }
  }
  return value;
}

Method* Marshal::get_method(Reader& reader, NodeId from) {
  MethodTag tag{};
  reader(tag);
  if (tag == MethodTag::Intrinsic) {
    MethodHandleIntrinsic intrinsic{};
    std::string descriptor;
    reader(intrinsic, descriptor);
    return Vm::instance().engine().method_handle_intrinsic(*JavaThread::current(), intrinsic,
                                                           Symbol::intern(descriptor));
  }
  std::uint16_t at = 0;
  reader(at);
  Class* holder = get_class(reader, from);
  link_class(*JavaThread::current(), holder);
  if (tag == MethodTag::Declared && at < holder->methods.size()) return &holder->methods[at];
  if (tag == MethodTag::Extra && at < holder->extra_methods.size())
    return holder->extra_methods[at];
  throw MalformedMessage("no such method");
}

void Marshal::get_arguments(Reader& reader, std::span<const BasicType> types, Slot* slots,
                            NodeId from) {
  for (BasicType type : types) {
    *slots = get_value(reader, type, from);
    slots += is_two_slot(type) ? 2 : 1;
  }
}

Object* Marshal::object_of(const Bytes& bytes, NodeId from) {
  Reader reader(bytes);
  Object* object = get(reader, from);
  reader.finish();
  return object;
}

Class* Marshal::class_of(const Bytes& bytes, NodeId from) {
  Reader reader(bytes);
  Class* klass = get_class(reader, from);
  reader.finish();
  return klass;
}

}  // namespace cjvm::cluster
