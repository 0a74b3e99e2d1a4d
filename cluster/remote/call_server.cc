// SPDX-License-Identifier: Apache-2.0
// Method calls on proxies: shipped to the master's home and run there; and new objects that the
// balancer places.
#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/park_permit.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// Most slots an argument list can have (JVMS 4.3.3).
constexpr std::size_t kMostSlots = 256;

// DirectBuffer.address() tells what is only of use on this node for a buffer over native code's
// memory: the field of that name is guarded by ClusterHeap.
void require_shared_address(const Method* method, Class* klass, std::int64_t result) {
  static const Symbol* const kAddress = Symbol::intern("address");
  if (method->name == kAddress) SharedMemory::require_shared(klass, result);
}

// `receiver`: null if it is among the arguments or there is none.
void run_method(const Bytes& method_bytes, Object* receiver, const Bytes& arguments, NodeId from,
                JavaThread& thread, Writer& result) {
  Cluster& cluster = Cluster::instance();
  Marshal& marshal = cluster.marshal();
  Reader method_reader(method_bytes);
  Method* method = marshal.get_method(method_reader, from);
  const Signature& signature = cluster.classes().signature(method);
  std::span<const BasicType> types = signature.arguments;
  Slot slots[kMostSlots];
  Slot* first = slots;
  if (receiver != nullptr) {
    if (method->is_static()) throw MalformedMessage("a static method has no receiver");
    first++->ref = receiver;
    types = types.subspan(1);
  }
  Reader reader(arguments);
  marshal.get_arguments(reader, types, first, from);
  reader.finish();
  Slot value = Vm::instance().engine().invoke(thread, method, slots);
  if (signature.result == BasicType::Long && receiver != nullptr)
    require_shared_address(method, receiver->klass(), value.j);
  marshal.put_value(result, signature.result, value, from);
}

}  // namespace

Slot Cluster::result_of(const Outcome& outcome, BasicType type, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  if (outcome.permit) thread.permit->park.set();
  Reader reader(outcome.value);
  if (outcome.thrown) throw_object(marshal_.get(reader, from));
  return marshal_.get_value(reader, type, from);
}

Slot Cluster::invoke_at(JavaThread& thread, NodeId home, Method* method, const Slot* arguments) {
  check_native_stack(thread);
  KeepAlive receiver(arguments[0].ref);
  counting_.note_call(method, home);
  const Signature& signature = classes_.signature(method);
  Writer method_writer, writer;
  marshal_.put_method(method_writer, method, home);
  marshal_.put_arguments(writer, std::span(signature.arguments).subspan(1), arguments + 1, home);
  Outcome outcome = call(home, Invoke{.receiver = ImportRecord::of(arguments[0].ref).global(),
                                      .method = std::move(method_writer.bytes()),
                                      .arguments = std::move(writer.bytes())});
  return result_of(outcome, signature.result, home);
}

Slot Cluster::execute_remote(JavaThread& thread, Method* method, Slot* arguments) {
  if (const LoaderData* loader = method->holder->loader;
      method->is_native() && has_libraries_elsewhere(loader))
    return run_native_at(thread, home_of(loader->java_loader), method, arguments);
  ImportRecord& record = ImportRecord::of(arguments[0].ref);
  if (!record.global()) return construct_placed(thread, method, arguments, record);
  return invoke_at(thread, record.global().home(), method, arguments);
}

// ---- natives of libraries

Slot Cluster::run_native_at(JavaThread& thread, NodeId home, Method* method,
                            const Slot* arguments) {
  check_native_stack(thread);
  counting_.note_call(method, home);
  const Signature& signature = classes_.signature(method);
  Writer method_writer, writer;
  marshal_.put_method(method_writer, method, home);
  marshal_.put_arguments(writer, signature.arguments, arguments, home);
  Outcome outcome = call(home, RunNative{.method = std::move(method_writer.bytes()),
                                         .arguments = std::move(writer.bytes())});
  return result_of(outcome, signature.result, home);
}

// ---- placed objects

namespace {

Class* runnable_class() {
  static Class* found =
      find_boot_class_or_null(*JavaThread::current(), Symbol::intern("java/lang/Runnable"));
  return found;
}

// The task that an executor makes of what was submitted to it: the worker's call of its run() goes
// where it is.
bool is_executors_task(const Class* klass, const Class* from) {
  static const Symbol* const kTask = Symbol::intern("java/util/concurrent/FutureTask");
  static const Symbol* const kExecutor =
      Symbol::intern("java/util/concurrent/AbstractExecutorService");
  return klass->name == kTask && from->name == kExecutor && klass->loader->java_loader == nullptr &&
         from->loader->java_loader == nullptr;
}

}  // namespace

bool Cluster::places(const Class* klass, const Class* from) {
  if (size_ == 1 || !joined_.load(std::memory_order_relaxed) || options_.balance == "local")
    return false;
  if (is_executors_task(klass, from)) return true;
  if (is_privileged(from->loader)) return false;
  if (klass != well_known::Thread && is_privileged(klass->loader)) return false;
  return const_cast<Class*>(klass)->is_subtype_of(runnable_class());
}

Object* Cluster::new_placed(JavaThread&, Class* klass) { return marshal_.make_proxy(klass, 0); }

// A thread goes where its task is; else the balancer decides.
NodeId Cluster::choose_home(JavaThread& thread, Method* constructor, const Slot* arguments) {
  if (arguments[0].ref->klass()->is_subclass_of(well_known::Thread)) {
    const Signature& signature = classes_.signature(constructor);
    const Slot* at = arguments;
    for (BasicType type : signature.arguments) {
      Object* argument = type == BasicType::Reference ? at->ref : nullptr;
      at += is_two_slot(type) ? 2 : 1;
      if (argument == nullptr || argument == arguments[0].ref) continue;
      Class* klass = argument->klass();
      if (klass->is_array || !klass->is_subtype_of(runnable_class())) continue;
      if (klass == well_known::Class || classes_.record(klass).is_value) continue;
      return argument->is_proxy() ? home_of(argument) : self_;
    }
  }
  return balancer_->choose(self_);
}

Slot Cluster::construct_placed(JavaThread& thread, Method* method, Slot* arguments,
                               ImportRecord& record) {
  check(method->is_initializer(), "nothing but a constructor is called on a new object");
  Object* object = arguments[0].ref;
  Class* klass = object->klass();
  NodeId home = choose_home(thread, method, arguments);
  if (home == self_) {
    // It is the master itself; nobody else knows it yet.
    object->vtable.store(klass->vtables[0], std::memory_order_relaxed);
    object->lock_word.store(0, std::memory_order_release);
    delete &record;
    return Vm::instance().engine().invoke(thread, method, arguments);
  }
  Writer writer;
  marshal_.put_class(writer, klass, home);
  Outcome outcome = call(home, Allocate{.klass = std::move(writer.bytes())});
  if (outcome.thrown) result_of(outcome, BasicType::Void, home);
  if (outcome.permit) thread.permit->park.set();
  Reader reader(outcome.value);
  GlobalObject name;
  reader(name);
  record.address.store(name.bits, std::memory_order_release);
  Object* known = addresses_.add_import(name, object, klass->instance_size);
  check(known == object, "a new object has no proxy yet");
  return invoke_at(thread, home, method, arguments);
}

void serve_calls(Rpc& rpc) {
  Cluster& cluster = Cluster::instance();
  rpc.serve<Invoke>([&cluster](const Invoke& message, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread& thread, Writer& writer) {
      check_native_stack(thread);
      Object* receiver = cluster.addresses().master(message.receiver);
      if (receiver == nullptr) throw MalformedMessage("a call on no object of this node");
      run_method(message.method, receiver, message.arguments, context.from, thread, writer);
    });
  });
  rpc.serve<RunNative>([&cluster](const RunNative& message, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread& thread, Writer& writer) {
      check_native_stack(thread);
      run_method(message.method, nullptr, message.arguments, context.from, thread, writer);
    });
  });
  rpc.serve<Allocate>([&cluster](const Allocate& message, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread& thread, Writer& writer) {
      Class* klass = cluster.marshal().class_of(message.klass, context.from);
      initialize_class(thread, klass);
      GlobalObject name = cluster.addresses().send(allocate_object(thread, klass), context.from);
      writer(name);
    });
  });
}

}  // namespace cjvm::cluster
