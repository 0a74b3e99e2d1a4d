// SPDX-License-Identifier: Apache-2.0
// Building of classes: checks of the supers, members, layout, mirror. Nothing of a class is visible
// to other threads before it is recorded, so no lock is held while the superclass is loaded or
// memory is allocated. Java threads.
#include "jvm/linking/class_definer.h"

#include <fmt/core.h>

#include <algorithm>

#include "jvm/base/text.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_messages.h"
#include "jvm/linking/define_class.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/runtime_pool.h"
#include "jvm/linking/super_resolution.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/field_layout.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::size_t kManyMethods = 12;  // from here on a hash finds them
constexpr std::uint8_t kReturnOpcode = 0xb1;

// One class on its way into the VM.
class Definer {
 public:
  // `name`: what the class is to be called; a hidden class need not have the name in its file.
  Definer(JavaThread& thread, LoaderData* loader, const DefineOptions& options,
          const ClassFile& file, const Symbol* name, const GcVector<Class*>& interfaces)
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

void Definer::resolve_superclass() {
  if (file_.super_class_index() == 0) return;
  super_ = resolve_super(thread_, name_, file_.super_name(), loader_, options_.protection_domain);
  if (super_->is_interface()) {
    throw_incompatible_class(cat("class ", dots(name_->text()), " has interface ",
                                 super_->external_name(), " as super class"));
  }
  if (super_->is_final()) {
    throw_incompatible_class(cat("class ", dots(name_->text()), " cannot inherit from final class ",
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
               cat("class ", class_->external_name(), " loaded by ", loader_name_and_id(loader_),
                   " cannot access jdk/internal/reflect superclass ", super_->external_name()));
  }
  if (!permits(super_)) {
    throw_incompatible_class(cat("class ", class_->external_name(),
                                 " cannot inherit from sealed class ", super_->external_name()));
  }
  if (can_access_class(class_, super_)) return;
  std::string reason = module_access_message(class_, super_);
  throw_java(Throwable::IllegalAccessError,
             reason.empty() ? cat("class ", class_->external_name(), " cannot access its ",
                                  super_->is_abstract() ? "abstract " : "", "superclass ",
                                  super_->external_name(), " (", modules_of(class_, super_), ')')
                            : cat("superclass access check failed: ", reason));
}

void Definer::check_interfaces() {
  for (Class* interface : interfaces_) {
    if (!permits(interface)) {
      throw_incompatible_class(cat("class ", class_->external_name(),
                                   class_->is_interface() ? " cannot extend sealed interface "
                                                          : " cannot implement sealed interface ",
                                   interface->external_name()));
    }
    if (can_access_class(class_, interface)) continue;
    std::string reason = module_access_message(class_, interface);
    throw_java(Throwable::IllegalAccessError,
               reason.empty()
                   ? cat("class ", class_->external_name(), " cannot access its superinterface ",
                         interface->external_name(), " (", modules_of(class_, interface), ')')
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
        throw_incompatible_class(cat("class ", class_->external_name(), " overrides final method ",
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
  // A copy has the name that its original was given.
  if (options_.hidden && !options_.is_copy) {
    // Not a name that a class file can contain after '/': unique and recognizable by '+'.
    class_->name = Symbol::intern(cat(
        name_->text(), "+0x", fmt::format("{:016x}", reinterpret_cast<std::uintptr_t>(class_))));
  }
  class_->access_flags = file_.access_flags();
  class_->package = package_entry(loader_, Symbol::intern(package_of(name_->text())));
  class_->module = class_->package->module;
  if (class_->module->name == nullptr) unnamed_module(loader_);
  class_->element_type = BasicType::Reference;
  class_->protection_domain = options_.protection_domain;
  class_->trusted_finals = options_.hidden || file_.is_record();
  class_->source =
      options_.source.empty() ? std::string_view{} : Symbol::intern(options_.source)->text();
  const Options& settings = Vm::instance().options();
  class_->needs_verification =
      loader_->java_loader == nullptr ? settings.verify_local : settings.verify_remote;
}

void Definer::fill_supers() {
  class_->super = super_;
  class_->interfaces = Collector::make_plain_metadata_array<Class*>(interfaces_.size());
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
    class_->all_interfaces = Collector::make_plain_metadata_array<Class*>(all.size());
    std::copy(all.begin(), all.end(), class_->all_interfaces.begin());
  }
  bool is_boot = loader_->java_loader == nullptr;
  class_->is_cloneable = super_ != nullptr && super_->is_cloneable;
  for (Class* interface : interfaces_) {
    if (interface->is_cloneable || (interface->name->text() == "java/lang/Cloneable" &&
                                    interface->loader->java_loader == nullptr)) {
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
  method.name = class_->pool->symbol(info.name_index);
  method.descriptor = class_->pool->symbol(info.descriptor_index);
  method.access_flags = info.access_flags;
  method.argument_slots = info.argument_slots;
  method.max_locals =
      (info.has_code ? info.code.max_locals : std::max<std::uint32_t>(info.argument_slots, 1)) +
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
  // The forms of Object.wait that call the native one.
  if (super_ == nullptr && info.name == "wait") method.flags |= kRunsOnProxy;
  if (method.is_final() && !method.is_static() && !method.is_private())
    class_->has_final_methods = true;
}

void Definer::fill_methods() {
  std::span<const MethodInfo> infos = file_.methods();
  class_->methods = Collector::make_metadata_array<Method>(infos.size());
  class_->has_finalizer = super_ != nullptr && super_->has_finalizer;
  bool is_polymorphic_class =
      loader_->java_loader == nullptr && (name_->text() == "java/lang/invoke/MethodHandle" ||
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
      if (!method.is_abstract())
        class_->declares_default_methods = class_->has_default_methods = true;
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
  class_->fields = Collector::make_plain_metadata_array<Field>(infos.size());
  for (std::size_t i = 0; i < infos.size(); ++i) {
    Field& field = class_->fields[i];
    field.holder = class_;
    field.info = &infos[i];
    field.name = class_->pool->symbol(infos[i].name_index);
    field.descriptor = class_->pool->symbol(infos[i].descriptor_index);
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
  if (name == "java/lang/ref/PhantomReference")
    class_->reference_strength = ReferenceStrength::Phantom;
}

Class* Definer::run() {
  resolve_superclass();
  class_ = Collector::make_metadata<Class>();
  class_->file = &file_;
  class_->pool = RuntimePool::make(file_, class_);
  class_->pool->publish(file_.this_class_index(), class_);
  fill_identity();
  fill_supers();
  fill_methods();
  fill_fields();
  check_super();
  check_interfaces();
  check_final_overrides();
  fill_reference_strength();
  layout_instance_fields(class_);
  if (options_.hidden) {
    class_->nest_host = options_.nestmate ? nest_host(thread_, options_.host) : class_;
  }
  if (well_known::Class != nullptr && well_known::Class->is_linked()) {
    make_mirror(thread_, class_, options_.class_data);
  }
  return class_;
}

}  // namespace

Class* make_class(JavaThread& thread, LoaderData* loader, const DefineOptions& options,
                  const ClassFile& file, const Symbol* name, const GcVector<Class*>& interfaces) {
  return Definer(thread, loader, options, file, name, interfaces).run();
}

}  // namespace cjvm
