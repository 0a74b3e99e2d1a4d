// SPDX-License-Identifier: Apache-2.0
// Definition of classes: parse, resolve the supers, check what a class may inherit from, lay out, make the mirror, record
// under the loader. Nothing of a class is visible to other threads before it is recorded, so no lock is held while
// supers are loaded or memory is allocated. Java threads.
#include <fmt/core.h>

#include "jvm/linking/define_class.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_messages.h"
#include "jvm/linking/class_table.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/runtime_pool.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/vtable_builder.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/field_layout.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::size_t kManyMethods = 12;  // from here on a hash finds them
constexpr std::uint8_t kReturnOpcode = 0xb1;

[[noreturn]] void incompatible(const std::string& message) {
  throw_java(Throwable::IncompatibleClassChangeError, message);
}

[[noreturn]] void throw_format(const ClassFormat& bad) {
  switch (bad.kind) {
    case ClassFormatKind::kClassFormatError:
      throw_java(Throwable::ClassFormatError, bad.message);
    case ClassFormatKind::kUnsupportedClassVersionError:
      throw_java(Throwable::UnsupportedClassVersionError, bad.message);
    case ClassFormatKind::kNoClassDefFoundError:
      throw_java(Throwable::NoClassDefFoundError, bad.message);
    case ClassFormatKind::kIncompatibleClassChangeError:
      throw_java(Throwable::IncompatibleClassChangeError, bad.message);
    case ClassFormatKind::kVerifyError:
      throw_java(Throwable::VerifyError, bad.message);
  }
  fatal("a kind of class format failure");
}

// The classes whose superclass or superinterface this thread is resolving, innermost first: what ClassCircularityError is found
// by (JVMS 5.3.5 step 3). Lives on the C++ stack.
struct Pending {
  const Symbol* name;
  const LoaderData* loader;
  Pending* outer;
};
thread_local constinit Pending* innermost_pending = nullptr;

class PendingScope {
 public:
  PendingScope(const Symbol* name, const LoaderData* loader) : entry_{name, loader, innermost_pending} {
    innermost_pending = &entry_;
  }
  ~PendingScope() { innermost_pending = entry_.outer; }
  PendingScope(const PendingScope&) = delete;

 private:
  Pending entry_;
};

Class* resolve_super(JavaThread& thread, const Symbol* child, std::string_view super_name,
                     LoaderData* loader) {
  const Symbol* name = Symbol::intern(super_name);
  for (Pending* p = innermost_pending; p != nullptr; p = p->outer) {
    if (p->name == name && p->loader == loader) {
      throw_java(Throwable::ClassCircularityError, name->text());
    }
  }
  PendingScope scope(child, loader);
  return load_class(thread, name, loader);
}

// Owns the bytes of a class file until the class exists.
class OwnedBytes {
 public:
  OwnedBytes(Bytes bytes, bool permanent) : bytes_(bytes) {
    if (permanent || bytes.empty()) return;
    copy_ = static_cast<std::uint8_t*>(std::malloc(bytes.size()));
    if (copy_ == nullptr) throw_out_of_memory("class file");
    std::memcpy(copy_, bytes.data(), bytes.size());
    bytes_ = {copy_, bytes.size()};
  }
  ~OwnedBytes() { std::free(copy_); }
  OwnedBytes(const OwnedBytes&) = delete;
  Bytes get() const { return bytes_; }
  void keep() { copy_ = nullptr; }

 private:
  Bytes bytes_;
  std::uint8_t* copy_ = nullptr;
};

// One class on its way into the VM.
class Definer {
 public:
  // `name`: what the class is to be called; a hidden class need not have the name in its file.
  Definer(JavaThread& thread, LoaderData* loader, const DefineOptions& options, const ClassFile& file,
          const Symbol* name, const GcVector<Class*>& interfaces)
      : thread_(thread),
        loader_(loader),
        options_(options),
        file_(file),
        name_(name),
        interfaces_(interfaces) {}

  Class* run();

 private:
  void resolve_superclass();
  void check_super();
  void check_interfaces();
  void check_final_overrides();
  void fill_identity();
  void fill_supers();
  void fill_methods();
  void fill_method(Method& method, const MethodInfo& info);
  void fill_fields();
  void fill_reference_strength();
  bool honours_annotations() const { return is_privileged(loader_) || options_.vm_annotations; }
  bool permits(const Class* super) const;

  JavaThread& thread_;
  LoaderData* loader_;
  const DefineOptions& options_;
  const ClassFile& file_;
  const Symbol* name_;
  Class* class_ = nullptr;
  const GcVector<Class*>& interfaces_;
  Class* super_ = nullptr;
};

// Loads the superinterfaces while the class file is being parsed.
class Superinterfaces final : public SuperinterfaceListener {
 public:
  // `name`: of a hidden class, nullptr for others: the one in the file.
  Superinterfaces(JavaThread& thread, LoaderData* loader, const Symbol* name)
      : thread_(thread), loader_(loader), name_(name) {}

  void superinterface(std::string_view class_name, std::string_view interface_name) override {
    const Symbol* name = name_ != nullptr ? name_ : Symbol::intern(class_name);
    Class* interface = resolve_super(thread_, name, interface_name, loader_);
    if (!interface->is_interface()) {
      incompatible(cat("class ", dots(name->text()), " can not implement ", interface->external_name(),
                       ", because it is not an interface (", class_in_module_of_loader(interface), ')'));
    }
    found_.push_back(interface);
  }

  const GcVector<Class*>& found() const { return found_; }

 private:
  JavaThread& thread_;
  LoaderData* loader_;
  const Symbol* name_;
  GcVector<Class*> found_;
};

void Definer::resolve_superclass() {
  if (file_.super_class_index() == 0) return;
  super_ = resolve_super(thread_, name_, file_.super_name(), loader_);
  if (super_->is_interface()) {
    incompatible(cat("class ", dots(name_->text()), " has interface ", super_->external_name(),
                     " as super class"));
  }
  if (super_->is_final()) {
    incompatible(cat("class ", dots(name_->text()), " cannot inherit from final class ",
                     super_->external_name()));
  }
}

// JVMS 5.3.5 step 3: a sealed class names this one and is near enough.
bool Definer::permits(const Class* super) const {
  if (super->file == nullptr || !super->file->has_permitted_subclasses()) return true;
  if (super->module != class_->module) return false;
  if (!class_->is_public() && !same_runtime_package(super, class_)) return false;
  for (std::uint16_t index : super->file->permitted_subclasses()) {
    if (super->file->constants().class_name(index) == class_->name->text()) return true;
  }
  return false;
}

void Definer::check_super() {
  if (super_ == nullptr) return;
  if (loader_->java_loader != nullptr && super_->package != nullptr &&
      super_->package->name->text() == "jdk/internal/reflect" &&
      loader_->java_loader->klass() != well_known::DelegatingClassLoader) {
    throw_java(Throwable::IllegalAccessError,
               cat("class ", class_->external_name(), " loaded by ",
                   loader_name_and_id(loader_),
                   " cannot access jdk/internal/reflect superclass ", super_->external_name()));
  }
  if (!permits(super_)) {
    incompatible(cat("class ", class_->external_name(), " cannot inherit from sealed class ",
                     super_->external_name()));
  }
  if (can_access_class(class_, super_)) return;
  std::string reason = module_access_message(class_, super_);
  throw_java(Throwable::IllegalAccessError,
             reason.empty()
                 ? cat("class ", class_->external_name(), " cannot access its ",
                       super_->is_abstract() ? "abstract " : "", "superclass ", super_->external_name(),
                       " (", modules_of(class_, super_), ')')
                 : cat("superclass access check failed: ", reason));
}

void Definer::check_interfaces() {
  for (Class* interface : interfaces_) {
    if (!permits(interface)) {
      incompatible(cat("class ", class_->external_name(),
                       class_->is_interface() ? " cannot extend sealed interface "
                                              : " cannot implement sealed interface ",
                       interface->external_name()));
    }
    if (can_access_class(class_, interface)) continue;
    std::string reason = module_access_message(class_, interface);
    throw_java(Throwable::IllegalAccessError,
               reason.empty() ? cat("class ", class_->external_name(), " cannot access its superinterface ",
                                    interface->external_name(), " (",
                                    modules_of(class_, interface), ')')
                              : cat("superinterface check failed: ", reason));
  }
}

void Definer::check_final_overrides() {
  bool any = false;
  for (const Class* c = super_; c != nullptr; c = c->super) any = any || c->has_final_methods;
  if (!any) return;
  for (const Method& method : class_->methods) {
    if (method.is_static() || method.is_private() || method.is_initializer()) continue;
    for (Class* c = super_; c != nullptr;) {
      Method* overridden = c->find_method(method.name, method.descriptor);
      if (overridden == nullptr) break;
      if (overridden->is_final() && !overridden->is_static() && !overridden->is_private() &&
          can_access_member(thread_, class_, overridden->holder, overridden->holder,
                            overridden->access_flags)) {
        incompatible(cat("class ", class_->external_name(), " overrides final method ",
                         overridden->holder->external_name(), '.', method.name->text(),
                         method.descriptor->text()));
      }
      c = overridden->holder->super;
    }
  }
}

void Definer::fill_identity() {
  class_->loader = loader_;
  class_->name = name_;
  class_->is_hidden = options_.hidden;
  if (options_.hidden) {
    // Not a name that a class file can contain after '/': unique and recognizable by '+'.
    class_->name = Symbol::intern(
        cat(name_->text(), "+0x", fmt::format("{:016x}", reinterpret_cast<std::uintptr_t>(class_))));
  }
  class_->access_flags = file_.access_flags();
  class_->package = package_entry(loader_, Symbol::intern(package_of(name_->text())));
  class_->module = class_->package->module;
  if (class_->module->name == nullptr) unnamed_module(loader_);
  class_->element_type = BasicType::Reference;
  class_->protection_domain = options_.protection_domain;
  class_->trusted_finals = options_.hidden || file_.is_record();
  class_->source = options_.source.empty() ? std::string_view{} : Symbol::intern(options_.source)->text();
  const Options& settings = Vm::instance().options();
  class_->needs_verification =
      loader_->java_loader == nullptr ? settings.verify_local : settings.verify_remote;
}

void Definer::fill_supers() {
  class_->super = super_;
  class_->interfaces = Collector::make_metadata_array<Class*>(interfaces_.size());
  std::copy(interfaces_.begin(), interfaces_.end(), class_->interfaces.begin());
  std::span<Class*> inherited = super_ == nullptr ? std::span<Class*>{} : super_->all_interfaces;
  if (interfaces_.empty()) {
    class_->all_interfaces = inherited;
  } else {
    GcVector<Class*> all(inherited.begin(), inherited.end());
    auto add = [&all](Class* interface) {
      if (std::find(all.begin(), all.end(), interface) == all.end()) all.push_back(interface);
    };
    for (Class* interface : interfaces_) {
      for (Class* above : interface->all_interfaces) add(above);
      add(interface);
    }
    class_->all_interfaces = Collector::make_metadata_array<Class*>(all.size());
    std::copy(all.begin(), all.end(), class_->all_interfaces.begin());
  }
  bool is_boot = loader_->java_loader == nullptr;
  class_->is_cloneable = super_ != nullptr && super_->is_cloneable;
  for (Class* interface : interfaces_) {
    if (interface->is_cloneable ||
        (interface->name->text() == "java/lang/Cloneable" && interface->loader->java_loader == nullptr)) {
      class_->is_cloneable = true;
    }
    if (interface->has_default_methods) class_->has_default_methods = true;
  }
  if (super_ != nullptr && super_->has_default_methods) class_->has_default_methods = true;
  if (is_boot && name_->text() == "java/lang/ref/Reference") class_->is_cloneable = false;

  class_->depth = super_ == nullptr ? 0 : super_->depth + 1;
  for (std::uint32_t d = 0; d < kDisplayDepth && d < class_->depth; ++d) {
    class_->display[d] = super_->display[d];
  }
  if (class_->depth < kDisplayDepth) class_->display[class_->depth] = class_;
}

MethodHandleIntrinsic intrinsic_of(std::string_view name) {
  if (name == "invokeBasic") return MethodHandleIntrinsic::InvokeBasic;
  if (name == "linkToStatic") return MethodHandleIntrinsic::LinkToStatic;
  if (name == "linkToSpecial") return MethodHandleIntrinsic::LinkToSpecial;
  if (name == "linkToVirtual") return MethodHandleIntrinsic::LinkToVirtual;
  if (name == "linkToInterface") return MethodHandleIntrinsic::LinkToInterface;
  if (name == "linkToNative") return MethodHandleIntrinsic::LinkToNative;
  return MethodHandleIntrinsic::Invoke;
}

void Definer::fill_method(Method& method, const MethodInfo& info) {
  method.holder = class_;
  method.info = &info;
  method.name = Symbol::intern(info.name);
  method.descriptor = Symbol::intern(info.descriptor);
  method.access_flags = info.access_flags;
  method.argument_slots = info.argument_slots;
  method.max_locals = (info.has_code ? info.code.max_locals : std::max<std::uint32_t>(info.argument_slots, 1)) +
                      (method.is_synchronized() ? 1 : 0);
  method.max_stack = info.code.max_stack;
  method.return_type = basic_type_of(return_descriptor(info.descriptor)[0]);
  method.vtable_index = kNotVirtual;
  method.itable_index = kNotVirtual;
  if (info.name == "<init>") method.flags |= kInitializer;
  if (info.name == "<clinit>") method.flags |= kClassInitializer;
  // Frames of hidden classes are invisible, whatever their annotations say.
  if (options_.hidden) method.flags |= kHidden;
  if (info.vm_flags != 0 && honours_annotations()) {
    if ((info.vm_flags & kVmCallerSensitive) != 0) method.flags |= kCallerSensitive;
    if ((info.vm_flags & (kVmHidden | kVmLambdaFormHidden)) != 0) method.flags |= kHidden;
    if ((info.vm_flags & kVmLambdaFormCompiled) != 0) method.flags |= kLambdaFormCompiled;
  }
  if (info.has_code && info.code.bytecode.size() == 1 && info.code.bytecode[0] == kReturnOpcode) {
    method.flags |= kEmptyBody;
  }
  if (info.name == "finalize" && info.descriptor == "()V" && !method.is_static()) {
    class_->has_finalizer = super_ != nullptr && !method.has(kEmptyBody);
    if (class_->has_finalizer) method.flags |= kFinalizer;
  }
  if (super_ == nullptr && method.has(kInitializer)) method.flags |= kObjectConstructor;
  if (method.is_final() && !method.is_static() && !method.is_private()) class_->has_final_methods = true;
}

void Definer::fill_methods() {
  std::span<const MethodInfo> infos = file_.methods();
  class_->methods = Collector::make_metadata_array<Method>(infos.size());
  class_->has_finalizer = super_ != nullptr && super_->has_finalizer;
  bool is_polymorphic_class = loader_->java_loader == nullptr &&
                              (name_->text() == "java/lang/invoke/MethodHandle" ||
                               name_->text() == "java/lang/invoke/VarHandle");
  std::int32_t next_itable_index = 0;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    Method& method = class_->methods[i];
    fill_method(method, infos[i]);
    method.index = static_cast<std::uint16_t>(i);
    if (is_polymorphic_class && method.is_native() && method.is_varargs() &&
        infos[i].descriptor.starts_with("([Ljava/lang/Object;)")) {
      method.flags |= kSignaturePolymorphic;
      method.intrinsic = intrinsic_of(infos[i].name);
    }
    if (class_->is_interface() && !method.is_static() && !method.is_initializer() &&
        !method.has(kClassInitializer)) {
      if (!method.is_private()) method.itable_index = next_itable_index++;
      if (!method.is_abstract()) class_->declares_default_methods = class_->has_default_methods = true;
    }
  }
  if (class_->methods.size() < kManyMethods) return;
  std::size_t size = 32;
  while (size < class_->methods.size() * 2) size *= 2;
  class_->method_buckets = {new std::uint16_t[size](), size};
  for (std::size_t i = 0; i < class_->methods.size(); ++i) {
    std::size_t at = class_->methods[i].name->hash() & (size - 1);
    while (class_->method_buckets[at] != 0) at = (at + 1) & (size - 1);
    class_->method_buckets[at] = static_cast<std::uint16_t>(i + 1);
  }
}

void Definer::fill_fields() {
  std::span<const FieldInfo> infos = file_.fields();
  class_->fields = Collector::make_metadata_array<Field>(infos.size());
  for (std::size_t i = 0; i < infos.size(); ++i) {
    Field& field = class_->fields[i];
    field.holder = class_;
    field.info = &infos[i];
    field.name = Symbol::intern(infos[i].name);
    field.descriptor = Symbol::intern(infos[i].descriptor);
    field.access_flags = infos[i].access_flags;
    field.index = static_cast<std::uint16_t>(i);
    field.type = basic_type_of(infos[i].descriptor[0]);
  }
}

void Definer::fill_reference_strength() {
  if (super_ == nullptr) return;
  class_->reference_strength = super_->reference_strength;
  if (loader_->java_loader != nullptr || super_->gc_kind != GcKind::Reference) return;
  std::string_view name = name_->text();
  if (name == "java/lang/ref/SoftReference") class_->reference_strength = ReferenceStrength::Soft;
  if (name == "java/lang/ref/WeakReference") class_->reference_strength = ReferenceStrength::Weak;
  if (name == "java/lang/ref/FinalReference") class_->reference_strength = ReferenceStrength::Final;
  if (name == "java/lang/ref/PhantomReference") class_->reference_strength = ReferenceStrength::Phantom;
}

Class* Definer::run() {
  resolve_superclass();
  class_ = Collector::make_metadata<Class>();
  class_->file = &file_;
  fill_identity();
  fill_supers();
  fill_methods();
  fill_fields();
  check_super();
  check_interfaces();
  check_final_overrides();
  fill_reference_strength();
  layout_instance_fields(class_);
  class_->pool = RuntimePool::make(file_, class_);
  class_->pool->publish(file_.this_class_index(), class_);
  if (options_.hidden) {
    class_->nest_host = options_.nestmate ? nest_host(thread_, options_.host) : class_;
  }
  if (well_known::Class != nullptr && well_known::Class->is_linked()) {
    make_mirror(thread_, class_, options_.class_data);
  }
  return class_;
}

std::string_view kind_of(const Class* klass) {
  return klass->is_interface() ? "interface" : klass->is_abstract() ? "abstract class" : "class";
}

}  // namespace

void throw_duplicate_definition(const Class* klass, const LoaderData* loader) {
  throw_java(Throwable::LinkageError,
             cat("loader ", loader_name_and_id(loader), " attempted duplicate ", kind_of(klass),
                 " definition for ", klass->external_name(), ". (",
                 class_in_module_of_loader(klass, true), ')'));
}

void throw_constraint_violation(Class* klass, LoaderData* loader) {
  std::string text = cat("loader constraint violation: loader ", loader_name_and_id(loader), " wants to load ",
                         kind_of(klass), ' ', klass->external_name(), '.');
  Class* existing = constrained_class(klass->name, loader);
  if (existing != nullptr && existing->loader != loader) {
    text += cat(" A different ", kind_of(existing), " with the same name was previously loaded by ",
                loader_name_and_id(existing->loader), ". (",
                class_in_module_of_loader(existing, true), ')');
  } else {
    text += cat(" (", class_in_module_of_loader(klass, true), ')');
  }
  throw_java(Throwable::LinkageError, text);
}

namespace {

std::atomic<std::int64_t> defined_classes{0};

void publish(Class* klass) {
  LoaderData* loader = klass->loader;
  Class* first = loader->first_class.load(std::memory_order_relaxed);
  do {
    klass->next_in_loader = first;
  } while (!loader->first_class.compare_exchange_weak(first, klass, std::memory_order_release,
                                                      std::memory_order_relaxed));
  note_class_in(klass->package);
  // Counted only: a mirror that was made before its module was known is patched by whoever defines the module.
  defined_classes.fetch_add(1, std::memory_order_relaxed);
  if (Log::is_on(Topic::ClassLoad)) {
    std::string_view source = klass->source.empty() ? "__JVM_DefineClass__" : klass->source;
    log(Topic::ClassLoad, klass->external_name(), " source: ", source);
  }
}

void check_prohibited_package(std::string_view name, const LoaderData* loader) {
  if (is_privileged(loader) || !name.starts_with("java/")) return;
  throw_java(Throwable::SecurityException,
             cat("Prohibited package name: ", dots(package_of(name))));
}

Class* define(JavaThread& thread, const Symbol* expected_name, LoaderData* loader,
              std::span<const std::uint8_t> bytes, const DefineOptions& options, bool duplicate_is_fine) {
  check_native_stack(thread);
  const Options& settings = Vm::instance().options();
  ParseOptions how;
  if (expected_name != nullptr && !options.hidden) how.expected_name = expected_name->text();
  how.verify = loader->java_loader == nullptr ? settings.verify_local : settings.verify_remote;
  how.relax_names = is_privileged(loader) && !settings.verify_local;
  how.enable_preview = settings.enable_preview;

  const Symbol* hidden_name = options.hidden ? expected_name : nullptr;
  Superinterfaces interfaces(thread, loader, hidden_name);
  how.listener = &interfaces;

  OwnedBytes owned(bytes, options.bytes_are_permanent);
  std::unique_ptr<ClassFile> file;
  try {
    file = std::make_unique<ClassFile>(ClassFile::parse(owned.get(), how));
  } catch (const ClassFormat& bad) {
    throw_format(bad);
  }
  if (!options.hidden) check_prohibited_package(file->name(), loader);
  const Symbol* name = hidden_name != nullptr ? hidden_name : Symbol::intern(file->name());
  Class* klass = Definer(thread, loader, options, *file, name, interfaces.found()).run();
  file.release();
  owned.keep();

  if (!options.hidden) {
    bool violated = false;
    Class* before = record_class(loader, klass, violated);
    if (before != nullptr) {
      if (duplicate_is_fine) return before;
      throw_duplicate_definition(klass, loader);
    }
    if (violated) throw_constraint_violation(klass, loader);
  }
  publish(klass);
  return klass;
}

}  // namespace

std::int64_t loaded_class_count() { return defined_classes.load(std::memory_order_relaxed); }

Class* define_class(JavaThread& thread, const Symbol* expected_name, LoaderData* loader,
                    std::span<const std::uint8_t> bytes, const DefineOptions& options) {
  if (options.hidden || is_parallel_capable(loader)) {
    return define(thread, expected_name, loader, bytes, options, false);
  }
  LoaderLock lock(thread, loader);
  return define(thread, expected_name, loader, bytes, options, false);
}

Class* define_found_class(JavaThread& thread, const Symbol* name, LoaderData* loader,
                          std::span<const std::uint8_t> bytes, const DefineOptions& options) {
  return define(thread, name, loader, bytes, options, true);
}

void make_mirror(JavaThread& thread, Class* klass, Object* class_data) {
  layout_static_fields(klass, well_known::Class->instance_size);
  Object* mirror = allocate_mirror(thread, klass);
  klass->mirror = mirror;
  // Plain stores to a fresh object; its fields are trusted by reflection and never change.
  if (klass->loader != nullptr) {
    *mirror->at<Object*>(well_known::Class_classLoader) = klass->loader->java_loader;
  }
  if (klass->component != nullptr) {
    *mirror->at<Object*>(well_known::Class_componentType) = klass->component->mirror;
  }
  if (klass->module != nullptr) {
    *mirror->at<Object*>(well_known::Class_module) = klass->module->java_module;
  }
  if (class_data != nullptr) *mirror->at<Object*>(well_known::Class_classData) = class_data;
}

namespace {

// What array and primitive types have in common.
Class* make_synthetic_class(const Symbol* name, LoaderData* loader) {
  Class* klass = Collector::make_metadata<Class>();
  klass->name = name;
  klass->loader = loader;
  klass->gc_kind = GcKind::Plain;
  return klass;
}

}  // namespace

Class* make_array_class(JavaThread& thread, Class* component) {
  if (Class* made = component->array_class.load(std::memory_order_acquire)) return made;
  link_class(thread, well_known::Object);
  std::string name = component->is_array ? cat('[', component->name->text())
                     : component->is_primitive
                         ? std::string{'[', descriptor_letter_of(component->element_type)}
                         : cat("[L", component->name->text(), ';');
  Class* klass = make_synthetic_class(Symbol::intern(name), component->loader);
  klass->is_array = true;
  klass->component = component;
  klass->element_class = component->is_array ? component->element_class : component;
  klass->dimensions = static_cast<std::uint8_t>(component->is_array ? component->dimensions + 1 : 1);
  klass->element_type = component->is_primitive ? component->element_type : BasicType::Reference;
  klass->gc_kind = component->is_primitive ? GcKind::Plain : GcKind::ReferenceArray;
  klass->access_flags = static_cast<std::uint16_t>(
      (component->access_flags & (kAccPublic | kAccPrivate | kAccProtected)) | kAccFinal | kAccAbstract);
  klass->super = well_known::Object;
  klass->interfaces = klass->all_interfaces = array_interfaces();
  klass->is_cloneable = true;
  klass->depth = 1;
  klass->display[0] = well_known::Object;
  klass->display[1] = klass;
  klass->package = klass->element_class->package;
  klass->module = klass->element_class->module;
  klass->state.store(ClassState::Initialized, std::memory_order_relaxed);
  build_array_vtable(klass);
  make_mirror(thread, klass);
  Vm::instance().extension().class_linked(klass);
  Class* expected = nullptr;
  if (component->array_class.compare_exchange_strong(expected, klass, std::memory_order_acq_rel)) {
    // The module may have been defined since the mirror was made.
    *klass->mirror->at<Object*>(well_known::Class_module) =
        klass->module == nullptr ? nullptr : klass->module->java_module;
    return klass;
  }
  return expected;
}

Class* make_primitive_class(JavaThread& thread, BasicType type) {
  std::string name = external_type_name(std::string(1, descriptor_letter_of(type)));
  Class* klass = make_synthetic_class(Symbol::intern(name), boot_loader());
  klass->is_primitive = true;
  klass->element_type = type;
  klass->access_flags = kAccPublic | kAccFinal | kAccAbstract;
  klass->display[0] = klass;
  klass->module = java_base_module();
  klass->state.store(ClassState::Initialized, std::memory_order_relaxed);
  make_mirror(thread, klass);
  return klass;
}

}  // namespace cjvm
