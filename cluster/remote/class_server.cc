// SPDX-License-Identifier: Apache-2.0
// Classes on several nodes: the authority of a class has the class file, runs its initializer once
// and keeps its statics; the other nodes link the same file for themselves and copy what the
// initializer has left in final fields. Each logical thread asks for itself, so that the one that
// runs an initializer may come here and use the class.
#include <algorithm>

#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/link_state.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/park_permit.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// A final static that keeps its value: what System.setOut and its kin change is no such.
bool keeps_value(const Field& field) {
  return field.is_static() && field.is_final() && field.holder != well_known::System;
}

// Natives that the class library's own initializers call to look up the fields and functions of
// their process's C code: they have to run on every node, whoever runs the initializer.
bool is_native_initializer(const Method& method) {
  static constexpr std::string_view kNames[] = {
      "initIDs",    "registerNatives", "initNative",  "initProto",
      "initStatic", "init0",           "initStatics", "init"};
  return method.is_static() && method.is_native() && method.descriptor->text().starts_with("()") &&
         std::ranges::find(kNames, method.name->text()) != std::end(kNames);
}

// The natives of the package use what this class's native initializers look up. Where the package's
// classes are initialized, their initializers see to it.
constexpr std::string_view kChannels = "sun/nio/ch/", kChannelsFirst = "sun/nio/ch/IOUtil";

bool has_natives(const Class* klass) {
  return std::ranges::any_of(klass->methods, [](const Method& m) { return m.is_native(); });
}

void run_native_initializers(JavaThread& thread, Class* klass) {
  if (!is_privileged(klass->loader)) return;
  if (klass->name->text().starts_with(kChannels) && klass->name->text() != kChannelsFirst &&
      has_natives(klass)) {
    initialize_class(thread, load_class(thread, Symbol::intern(kChannelsFirst), boot_loader()));
  }
  for (Method& method : klass->methods) {
    if (is_native_initializer(method)) Vm::instance().engine().invoke(thread, &method, nullptr);
  }
}

Slot load_static(Class* klass, const Field& field) {
  HeapAccess& heap = Vm::instance().heap();
  Slot value{};
  if (field.type == BasicType::Reference) {
    value.ref = heap.load_reference(klass->mirror, field.offset, Order::Volatile);
  } else {
    value.bits =
        heap.load_bits(klass->mirror, field.offset, 1u << type_shift(field.type), Order::Plain);
  }
  return value;
}

void adopt_statics(Class* klass, const Bytes& values, NodeId from) {
  Cluster& cluster = Cluster::instance();
  Reader reader(values);
  for (const Field& field : klass->fields) {
    if (!keeps_value(field)) continue;
    Slot value = cluster.marshal().get_value(reader, field.type, from);
    // Straight into this node's mirror.
    switch (type_shift(field.type)) {
      case 0:
        *klass->mirror->at<std::uint8_t>(field.offset) = static_cast<std::uint8_t>(value.bits);
        break;
      case 1:
        *klass->mirror->at<std::uint16_t>(field.offset) = static_cast<std::uint16_t>(value.bits);
        break;
      case 2:
        *klass->mirror->at<std::uint32_t>(field.offset) = static_cast<std::uint32_t>(value.bits);
        break;
      default:
        *klass->mirror->at<std::uint64_t>(field.offset) = value.bits;
    }
  }
  reader.finish();
}

}  // namespace

bool Cluster::initialize(JavaThread& thread, Class* klass) {
  if (klass->is_array || klass->is_primitive || size_ == 1) return false;
  ClassRecord& record = classes_.record(klass);
  if (record.has_statics_here(self_)) return false;
  // Another thread has just adopted what the initializer has left.
  if (record.view.load(std::memory_order_acquire).use() == InitializationView::Use::GoOn)
    return true;
  // The native initializers below use the class.
  static thread_local std::vector<const Class*> adopting;
  if (std::ranges::find(adopting, klass) != adopting.end()) return true;
  Writer writer;
  marshal_.put_class(writer, klass, record.authority);
  auto reply = call(record.authority, InitializeClass{.klass = std::move(writer.bytes())});
  if (reply.permit) thread.permit->park.set();
  if (reply.thrown) throw_object(marshal_.object_of(reply.values, record.authority));
  InitializationView view = record.view.load(std::memory_order_relaxed);
  view.answered(reply.answer);
  if (view.use() == InitializationView::Use::Ask) return true;
  struct Adopting {
    explicit Adopting(const Class* k) { adopting.push_back(k); }
    ~Adopting() { adopting.pop_back(); }
  } scope(klass);
  if (klass->super != nullptr) initialize_class(thread, klass->super);
  adopt_statics(klass, reply.values, record.authority);
  record.has_finals.store(true, std::memory_order_release);
  run_native_initializers(thread, klass);
  record.view.store(view, std::memory_order_release);
  set_link_state(klass, ClassState::Initialized, nullptr);
  return true;
}

bool Cluster::is_static_here(const Field& field) {
  if (size_ == 1) return true;
  ClassRecord& record = classes_.record(field.holder);
  if (record.has_statics_here(self_)) return true;
  return record.has_finals.load(std::memory_order_acquire) && keeps_value(field);
}

void Cluster::meet(Class* klass) {
  ClassRecord& record = classes_.record(klass);
  if (record.authority == self_ || record.is_met.load(std::memory_order_acquire)) return;
  Writer writer;
  marshal_.put_class(writer, klass, record.authority);
  Outcome outcome = call(record.authority, MeetClass{.klass = std::move(writer.bytes())});
  result_of(outcome, BasicType::Void, record.authority);
  record.is_met.store(true, std::memory_order_release);
}

Object* Cluster::intern(Object* candidate) {
  if (size_ == 1 || self_ == NodeId{0} || !joined_.load(std::memory_order_acquire))
    return candidate;
  Outcome outcome =
      call(NodeId{0}, InternString{.string = marshal_.bytes_of(candidate, NodeId{0})});
  return result_of(outcome, BasicType::Reference, NodeId{0}).ref;
}

Class* Cluster::find_or_fetch_class(GlobalClass global, NodeId authority, bool is_hidden,
                                    const Symbol* name, Object* loader) {
  JavaThread& thread = *JavaThread::current();
  LoaderData* data = loader_data(loader);
  if (!is_hidden) {
    Class* known =
        loader == nullptr ? find_boot_class_or_null(thread, name) : find_loaded_class(name, data);
    if (known != nullptr) return known;
  }
  auto reply = call(authority, FetchClass{.klass = global});
  Reader reader(reply.references);
  DefineOptions options;
  options.is_copy = true;
  options.protection_domain = marshal_.get(reader, authority);
  options.module = marshal_.get(reader, authority);
  options.class_data = marshal_.get(reader, authority);
  Object* host = marshal_.get(reader, authority);
  options.source = reply.source;
  options.hidden = is_hidden;
  if (host != nullptr) options.host = class_of_mirror(host);
  options.nestmate = reply.is_nestmate;
  log(Topic::ClassLoad, name->text(), " from node ", index(authority));
  std::span bytes(reinterpret_cast<const std::uint8_t*>(reply.file.data()), reply.file.size());
  return cjvm::define_class(thread, name, data, bytes, options);
}

Class* Cluster::define_class(JavaThread&, const Symbol* expected_name, LoaderData* data,
                             std::span<const std::uint8_t> bytes, const DefineOptions& options) {
  if (size_ == 1 || !joined_.load(std::memory_order_acquire)) return nullptr;
  Object* loader = data->java_loader;
  if (loader == nullptr && expected_name != nullptr && is_per_node_name(expected_name->text())) {
    // Made by the machinery of this node; that of another may have made the same before.
    return find_loaded_class(expected_name, data);
  }
  NodeId home = loader == nullptr ? NodeId{0} : loader->is_proxy() ? home_of(loader) : self_;
  if (home == self_) return nullptr;
  DefineClass request;
  request.source = options.source;
  if (expected_name != nullptr) request.expected_name = expected_name->text();
  Writer writer;
  marshal_.put(writer, loader, home);
  marshal_.put(writer, options.protection_domain, home);
  request.references = std::move(writer.bytes());
  const auto* at = reinterpret_cast<const std::byte*>(bytes.data());
  request.file = Bytes(at, at + bytes.size());
  return class_of_mirror(result_of(call(home, request), BasicType::Reference, home).ref);
}

namespace {

Class* run_define(const DefineClass& message, NodeId from, JavaThread& thread) {
  Marshal& marshal = Cluster::instance().marshal();
  Reader reader(message.references);
  Object* loader = marshal.get(reader, from);
  DefineOptions options;
  options.protection_domain = marshal.get(reader, from);
  options.source = message.source;
  const Symbol* name = message.expected_name ? Symbol::intern(*message.expected_name) : nullptr;
  std::span file(reinterpret_cast<const std::uint8_t*>(message.file.data()), message.file.size());
  return define_class(thread, name, loader_data(loader), file, options);
}

}  // namespace

void serve_classes(Rpc& rpc) {
  Cluster& cluster = Cluster::instance();
  Marshal& marshal = cluster.marshal();
  rpc.serve<DescribeClass>([&](const DescribeClass& m, const CallContext& context) -> Reference {
    Class* klass = cluster.classes().find(m.klass);
    check(klass != nullptr, "a node can describe the classes that it has named");
    Writer writer;
    marshal.put_description(writer, klass, context.from);
    return {std::move(writer.bytes())};
  });
  rpc.serve<MeetClass>([&](const MeetClass& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer&) {
      cluster.classes().record(marshal.class_of(m.klass, context.from));
    });
  });
  rpc.serve<FetchClass>([&](const FetchClass& m, const CallContext& context) {
    Class* klass = cluster.classes().find(m.klass);
    check(klass != nullptr, "the authority of a class has it");
    Writer writer;
    marshal.put(writer, klass->protection_domain, context.from);
    marshal.put(writer, *klass->mirror->at<Object*>(well_known::Class_module), context.from);
    marshal.put(writer, *klass->mirror->at<Object*>(well_known::Class_classData), context.from);
    bool is_nestmate = klass->is_hidden && klass->nest_host != nullptr && klass->nest_host != klass;
    marshal.put(writer, is_nestmate ? klass->nest_host->mirror : nullptr, context.from);
    auto file = klass->file->bytes();
    const auto* at = reinterpret_cast<const std::byte*>(file.data());
    return FetchClass::Reply{.file = Bytes(at, at + file.size()),
                             .references = std::move(writer.bytes()),
                             .source = std::string(klass->source),
                             .is_nestmate = is_nestmate};
  });
  rpc.serve<DefineClass>([&](const DefineClass& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread& thread, Writer& writer) {
      marshal.put(writer, run_define(m, context.from, thread)->mirror, context.from);
    });
  });
  rpc.serve<InitializeClass>([&](const InitializeClass& m, const CallContext& context) {
    InitializeClass::Reply reply;
    Outcome outcome = cluster.answer(context, [&](JavaThread& thread, Writer& writer) {
      Class* klass = marshal.class_of(m.klass, context.from);
      initialize_class(thread, klass);
      if (!klass->is_initialized()) return;
      reply.answer = InitializationAnswer::Initialized;
      for (const Field& field : klass->fields) {
        if (!keeps_value(field)) continue;
        marshal.put_value(writer, field.type, load_static(klass, field), context.from);
      }
    });
    reply.thrown = outcome.thrown;
    reply.permit = outcome.permit;
    reply.values = std::move(outcome.value);
    return reply;
  });
  rpc.serve<InternString>([&](const InternString& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer& writer) {
      marshal.put(writer, intern_string(marshal.object_of(m.string, context.from)), context.from);
    });
  });
}

}  // namespace cjvm::cluster
