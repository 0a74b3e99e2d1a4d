// SPDX-License-Identifier: Apache-2.0
#include "cluster/remote/class_directory.h"

#include <algorithm>
#include <string_view>

#include "jvm/classfile/descriptor.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"

namespace cjvm::cluster {

namespace {

// Classes of the boot loader that every node initializes for itself. A name that ends in '/' or '*'
// stands for all that begin so.
struct PerNode {
  std::string_view name;
  std::string_view why;
};
constexpr PerNode kPerNode[] = {
    {"java/lang/invoke/*", "method handles and call sites hold Method pointers"},
    {"sun/invoke/*", "helpers of java.lang.invoke"},
    {"jdk/internal/reflect/*", "accessors hold Method pointers and slots"},
    {"java/lang/reflect/*", "caches of accessors and generated proxies"},
    {"java/lang/Class", "caches what the mirrors of this node say"},
    {"java/lang/Class$*", "the same"},
    {"java/lang/PublicMethods*", "the same"},
    {"java/lang/ClassValue*", "hangs on the mirrors of this node"},
    {"java/lang/ref/*", "the Reference Handler and Finalizer of this node's heap"},
    {"jdk/internal/ref/*", "cleaners of this node's memory"},
    {"jdk/internal/misc/Unsafe", "its natives are this process's"},
    {"jdk/internal/misc/UnsafeConstants", "filled in by the VM"},
    {"jdk/internal/misc/ScopedMemoryAccess*", "addresses of this process"},
    {"jdk/internal/misc/CDS", "facts of this process"},
    {"sun/misc/Unsafe", "its natives are this process's"},
    {"jdk/internal/perf/*", "counters in this process's memory"},
    {"jdk/internal/vm/*", "the VM's own"},
    {"jdk/internal/org/objectweb/asm/*", "tables that are never written after"},
    {"java/lang/CharacterData*", "the same"},
    {"java/lang/Math", "the same"},
    {"java/lang/StrictMath", "the same"},
    {"java/lang/FdLibm*", "the same"},
    {"jdk/internal/math/*", "the same; caches of buffers per thread"},
    {"java/lang/StringLatin1", "the same"},
    {"java/lang/StringUTF16", "the same"},
    {"java/lang/StringCoding", "the same"},
    {"java/lang/StringConcatHelper", "the same"},
    {"java/io/ObjectStreamClass*",
     "descriptions that make objects and fill them in where they are"},
    {"sun/nio/ch/Util*", "buffers in this process's memory, cached per thread"},
    {"sun/nio/ch/IOVecWrapper*", "the same"},
    {"sun/nio/fs/NativeBuffers*", "the same"},
};

// All the same not per node.
constexpr PerNode kShared[] = {
    {"java/lang/reflect/Proxy", "a list of interfaces has one proxy class in the program"},
    {"java/lang/reflect/Proxy$*", "the same"},
};

// Immutable classes of the class library, beside the boxes: complete when their constructors have
// ended, which pass `this` to nobody. Fields that are not final cache what follows from the others.
// None has an array, of which other nodes would only have a proxy, except for the aliases of
// charsets: those are here because a coder is made where its charset is, and works on the arrays of
// whoever has asked for it.
constexpr std::string_view kValues[] = {"java/util/Locale",
                                        "sun/util/locale/BaseLocale",
                                        "java/util/Collections$EmptyList",
                                        "java/util/Collections$EmptyMap",
                                        "java/util/ImmutableCollections$List12",
                                        "java/util/KeyValueHolder",
                                        "java/util/Optional",
                                        "java/util/OptionalDouble",
                                        "java/util/OptionalInt",
                                        "java/util/OptionalLong",
                                        "java/util/UUID",
                                        "java/time/Duration",
                                        "java/time/Instant",
                                        "java/time/LocalDate",
                                        "java/time/LocalDateTime",
                                        "java/time/LocalTime",
                                        "java/time/MonthDay",
                                        "java/time/OffsetDateTime",
                                        "java/time/OffsetTime",
                                        "java/time/Period",
                                        "java/time/Year",
                                        "java/time/YearMonth",
                                        "java/time/ZoneOffset",
                                        "sun/nio/cs/ISO_8859_1",
                                        "sun/nio/cs/US_ASCII",
                                        "sun/nio/cs/UTF_16",
                                        "sun/nio/cs/UTF_16BE",
                                        "sun/nio/cs/UTF_16LE",
                                        "sun/nio/cs/UTF_8"};

bool matches(std::string_view pattern, std::string_view name) {
  if (!pattern.ends_with('*')) return pattern == name;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

bool is_library_value(const Class* klass) {
  return klass->loader->java_loader == nullptr &&
         std::ranges::find(kValues, klass->name->text()) != std::end(kValues);
}

bool is_box(const Class* klass) {
  static constexpr std::string_view kBoxes[] = {
      "java/lang/Integer",   "java/lang/Long",  "java/lang/Short",  "java/lang/Byte",
      "java/lang/Character", "java/lang/Float", "java/lang/Double", "java/lang/Boolean"};
  return std::ranges::find(kBoxes, klass->name->text()) != std::end(kBoxes);
}

bool has_instance_fields(const Class* klass) {
  return klass->instance_size > kFieldBase || !klass->reference_offsets.empty();
}

// What makes selectors and the channels that are registered with them. They use each other's file
// descriptors, so all are made where the one provider is, though it has no fields.
bool makes_channels(const Class* klass) {
  static constexpr std::string_view kProviders[] = {
      "java/nio/channels/spi/SelectorProvider",
      "java/nio/channels/spi/AsynchronousChannelProvider"};
  for (const Class* c = klass; c != nullptr; c = c->super) {
    if (c->loader->java_loader == nullptr &&
        std::ranges::find(kProviders, c->name->text()) != std::end(kProviders))
      return true;
  }
  return false;
}

// Made by LambdaMetafactory: hidden, synthetic, and its constructor only stores its arguments.
bool is_lambda_class(const Class* klass) {
  if (!klass->is_hidden || klass->super != well_known::Object) return false;
  if (klass->name->text().find("$$Lambda$") == std::string_view::npos) return false;
  return std::ranges::all_of(klass->fields,
                             [](const Field& f) { return f.is_static() || f.is_final(); });
}

// A constant of an enum whose fields are all final. They are made while the enum is initialized, so
// no other node meets one half made, unless its constructor passes it on.
bool is_immutable_enum(const Class* klass) {
  static const Symbol* const kEnum = Symbol::intern("java/lang/Enum");
  for (const Class* c = klass; c != nullptr; c = c->super) {
    if (c->name == kEnum && c->loader->java_loader == nullptr) return true;
    bool all_final = std::ranges::all_of(
        c->fields, [](const Field& f) { return f.is_static() || f.is_final(); });
    if (!all_final) return false;
  }
  return false;
}

}  // namespace

bool is_per_node_class(const Class* klass) {
  return klass->loader->java_loader == nullptr && is_per_node_name(klass->name->text());
}

bool is_per_node_name(std::string_view name) {
  auto is_named = [name](const PerNode& entry) { return matches(entry.name, name); };
  return std::ranges::any_of(kPerNode, is_named) && std::ranges::none_of(kShared, is_named);
}

bool is_value_class(const Class* klass) {
  if (klass == well_known::String) return true;
  if (klass->is_array || klass->is_primitive || klass->is_interface()) return false;
  if (klass->reference_strength != ReferenceStrength::None) return false;
  if (klass->loader->java_loader == nullptr && is_box(klass)) return true;
  if (is_library_value(klass)) return true;
  if (makes_channels(klass)) return false;
  return !has_instance_fields(klass) || is_lambda_class(klass) || is_immutable_enum(klass);
}

ClassRecord& ClassDirectory::make_record(Class* klass, GlobalClass global, NodeId authority) {
  auto made = std::make_unique<ClassRecord>();
  Object* loader = klass->loader->java_loader;
  made->is_per_node = is_per_node_class(klass);
  made->is_value = is_value_class(klass);
  if (global) {
    made->global = global;
    made->authority = authority;
  } else {
    GlobalObject loader_name = global_of(loader);
    made->authority = klass->is_hidden ? self_ : loader_name ? loader_name.home() : NodeId{0};
    made->global =
        GlobalClass::of(loader_name, klass->name->text(), klass->is_hidden ? self_ : NodeId{0});
  }
  made->signatures = std::make_unique<std::atomic<const Signature*>[]>(
      std::max<std::size_t>(1, klass->methods.size()));
  std::lock_guard lock(mutex_);
  if (klass->kinds_data != nullptr) return *static_cast<ClassRecord*>(klass->kinds_data);
  by_global_.try_emplace(made->global.bits, klass);
  std::atomic_ref<void*>(klass->kinds_data).store(made.get(), std::memory_order_release);
  return *made.release();
}

Class* ClassDirectory::find(GlobalClass global) {
  std::lock_guard lock(mutex_);
  auto at = by_global_.find(global.bits);
  return at == by_global_.end() ? nullptr : at->second;
}

GlobalObject ClassDirectory::global_of(Object* java_loader) {
  if (java_loader == nullptr) return {};
  return java_loader->is_proxy() ? ImportRecord::of(java_loader).global()
                                 : addresses_.name_for_ever(java_loader);
}

namespace {

const Signature* make_signature(const Method* method) {
  auto made = std::make_unique<Signature>();
  if (!method->is_static()) made->arguments.push_back(BasicType::Reference);
  std::string_view text = method->descriptor->text();
  for (std::size_t at = 1; text[at] != ')';) {
    made->arguments.push_back(basic_type_of(text[at]));
    while (text[at] == '[') ++at;
    at = text[at] == 'L' ? text.find(';', at) + 1 : at + 1;
  }
  made->result = method->return_type;
  return made.release();
}

}  // namespace

const Signature& ClassDirectory::signature(Method* method) {
  Class* holder = method->holder;
  std::size_t at = method - holder->methods.data();
  if (at >= holder->methods.size()) {
    // Made by the VM (mirandas, intrinsics of method handles): few.
    static std::mutex mutex;
    static auto* others = new std::unordered_map<const Method*, const Signature*>;
    std::lock_guard lock(mutex);
    const Signature*& found = (*others)[method];
    if (found == nullptr) found = make_signature(method);
    return *found;
  }
  std::atomic<const Signature*>& place = record(holder).signatures[at];
  if (const Signature* known = place.load(std::memory_order_acquire)) return *known;
  const Signature* made = make_signature(method);
  const Signature* before = nullptr;
  if (place.compare_exchange_strong(before, made, std::memory_order_acq_rel)) return *made;
  delete made;
  return *before;
}

}  // namespace cjvm::cluster
