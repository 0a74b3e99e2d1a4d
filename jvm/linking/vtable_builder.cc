// SPDX-License-Identifier: Apache-2.0
// Method selection tables. A vtable begins with the superclass's slots; a declared method takes
// over every slot that it overrides and gets a new one if it overrides none, or is package-private
// and so roots its own overriding. Behind them come slots for interface methods that no class in
// the chain declares: they hold the selected default method, an abstract method, or a VM-made
// method that raises the conflict. The thread that links the class.
#include "jvm/linking/vtable_builder.h"

#include <algorithm>

#include "jvm/base/text.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::uint16_t kTransitiveOverrideVersion = 51;
constexpr std::uint16_t kNoIndex = 0xffff;

bool same_signature(const Method* a, const Method* b) {
  return a->name == b->name && a->descriptor == b->descriptor;
}

bool gets_slot(const Method& method) {
  return !method.is_static() && !method.is_private() &&
         !method.has(static_cast<MethodFlag>(kInitializer | kClassInitializer));
}

// A slot that stands for an interface method rather than for one of a class.
bool is_interface_slot(const Method* method) {
  return method->holder->is_interface() || method->has(kDefaultConflict);
}

// JVMS 5.4.5 for two classes, by access alone.
bool can_override(const Method* above, const Class* klass) {
  if (above->is_private()) return false;
  if (above->is_public() || above->is_protected()) return true;
  return same_runtime_package(above->holder, klass);
}

// The instance method that the class chain has for this name and descriptor.
Method* find_class_method(Class* klass, const Symbol* name, const Symbol* descriptor) {
  for (Class* c = klass; c != nullptr; c = c->super) {
    Method* found = c->find_declared_method(name, descriptor);
    if (found != nullptr && !found->is_static() && !found->is_private()) return found;
  }
  return nullptr;
}

class Builder {
 public:
  Builder(JavaThread& thread, Class* klass) : thread_(thread), class_(klass) {}

  void run() {
    copy_super();
    if (!class_->is_interface()) {
      place_declared();
      place_interface_methods();
    }
    publish();
  }

 private:
  struct Key {
    const Symbol* name;
    const Symbol* descriptor;
  };

  void copy_super() {
    if (class_->super == nullptr || class_->is_interface()) return;
    const VTable* above = class_->super->vtable();
    slots_.assign(above->entries, above->entries + above->length);
    keys_.reserve(slots_.size() + class_->methods.size());
    for (const Method* method : slots_) keys_.push_back({method->name, method->descriptor});
    inherited_ = slots_.size();
  }

  // JVMS 5.4.5, last case: some superclass's method in this slot could be overridden by klass
  // though the current one cannot.
  bool overrides_transitively(std::size_t slot) const {
    if (class_->file->major_version() < kTransitiveOverrideVersion) return false;
    for (const Class* c = class_->super; c != nullptr && c->vtable()->length > slot; c = c->super) {
      if (can_override(c->vtable()->entries[slot], class_)) return true;
    }
    return false;
  }

  void place_declared() {
    for (Method& method : class_->methods) {
      if (!gets_slot(method)) continue;
      bool needs_slot = true;
      for (std::size_t i = 0; i < inherited_; ++i) {
        if (keys_[i].name != method.name || keys_[i].descriptor != method.descriptor) continue;
        Method* above = class_->super->vtable()->entries[i];
        if (!can_override(above, class_) && !overrides_transitively(i)) continue;
        check_constraints(&method, above);
        slots_[i] = &method;
        if (method.is_package_private()) continue;
        if (needs_slot) method.vtable_index = static_cast<std::int32_t>(i);
        needs_slot = false;
      }
      if (needs_slot) method.vtable_index = add_slot(&method);
    }
  }

  std::int32_t add_slot(Method* method) {
    slots_.push_back(method);
    keys_.push_back({method->name, method->descriptor});
    return static_cast<std::int32_t>(slots_.size() - 1);
  }

  // Calls violated(type) for the first type of the descriptor that the loaders do not agree on.
  template <class Violated>
  static void constrain(std::string_view descriptor, LoaderData* own, LoaderData* other,
                        Violated violated) {
    if (own == other) return;
    auto check = [&](std::string_view type) {
      std::size_t element = std::min(type.find_first_not_of('['), type.size() - 1);
      if (type[element] != 'L') return;
      std::string_view name = class_of_descriptor(type.substr(element));
      if (!loader_constraint_holds(Symbol::intern(name), own, other)) {
        violated(dots(class_of_descriptor(type)));
      }
    };
    for (std::string_view type : ParameterTypes(descriptor)) check(type);
    check(return_descriptor(descriptor));
  }

  // JVMS 5.4.5: both classes must mean the same types.
  void check_constraints(const Method* method, const Method* above) {
    LoaderData* own = class_->loader;
    LoaderData* other = above->holder->loader;
    constrain(method->descriptor->text(), own, other, [&](const std::string& type) {
      throw_java(Throwable::LinkageError,
                 cat("loader constraint violation for class ", class_->external_name(),
                     ": when selecting overriding method '",
                     external_method_name(class_->name->text(), method->name->text(),
                                          method->descriptor->text()),
                     "' the class loader ", loader_name_and_id(own),
                     " of the selected method's type ", class_->external_name(),
                     ", and the class loader ", loader_name_and_id(other), " for its super type ",
                     above->holder->external_name(), " have different Class objects for the type ",
                     type, " used in the signature (", class_in_module_of_loader(class_, true),
                     "; ", class_in_module_of_loader(above->holder, true), ')'));
    });
  }

  // The same for an interface's method and the one that implements it.
  void check_implementation(const Method& method, const Method* found) {
    const Class* interface = method.holder;
    const Class* holder = found->holder;
    constrain(
        method.descriptor->text(), holder->loader, interface->loader, [&](const std::string& type) {
          throw_java(
              Throwable::LinkageError,
              cat("loader constraint violation in interface itable initialization for class ",
                  class_->external_name(), ": when selecting method '",
                  external_method_name(interface->name->text(), method.name->text(),
                                       method.descriptor->text()),
                  "' the class loader ", loader_name_and_id(interface->loader),
                  " for super interface ", interface->external_name(), ", and the class loader ",
                  loader_name_and_id(holder->loader), " of the selected method's ",
                  holder->is_interface()  ? "interface"
                  : holder->is_abstract() ? "abstract class"
                                          : "class",
                  ", ", holder->external_name(), " have different Class objects for the type ",
                  type, " used in the signature (", class_in_module_of_loader(interface, true),
                  "; ", class_in_module_of_loader(holder, true), ')'));
        });
  }

  Method* interface_choice(const Symbol* name, const Symbol* descriptor) {
    bool conflict = false;
    Method* choice = find_interface_method(class_, name, descriptor, &conflict);
    return conflict ? make_conflict(choice) : choice;
  }

  Method* make_conflict(const Method* one) {
    Method* method = Collector::make_metadata_array<Method>(1).data();
    method->holder = class_;
    method->name = one->name;
    method->descriptor = one->descriptor;
    method->access_flags = kAccPublic;
    method->flags = kDefaultConflict;
    method->argument_slots = one->argument_slots;
    method->max_locals = one->argument_slots;
    method->return_type = one->return_type;
    method->vtable_index = kNotVirtual;
    method->itable_index = kNotVirtual;
    method->index = kNoIndex;
    extra_.push_back(method);
    return method;
  }

  void place_interface_methods() {
    std::span<Class*> above =
        class_->super == nullptr ? std::span<Class*>{} : class_->super->all_interfaces;
    std::span<Class*> fresh = class_->all_interfaces.subspan(above.size());
    if (fresh.empty() && class_->interfaces.empty()) return;
    for (std::size_t i = 0; i < inherited_; ++i) {
      if (!is_interface_slot(slots_[i])) continue;
      Method* choice = interface_choice(keys_[i].name, keys_[i].descriptor);
      if (choice->has(kDefaultConflict)) choice->vtable_index = static_cast<std::int32_t>(i);
      slots_[i] = choice;
    }
    for (Class* interface : fresh) {
      for (const Method& method : interface->methods) {
        if (method.itable_index < 0 || has_interface_slot(method) ||
            find_class_method(class_, method.name, method.descriptor) != nullptr) {
          continue;
        }
        Method* choice = interface_choice(method.name, method.descriptor);
        std::int32_t slot = add_slot(choice);
        if (choice->has(kDefaultConflict)) choice->vtable_index = slot;
      }
    }
  }

  bool has_interface_slot(const Method& method) const {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (keys_[i].name == method.name && keys_[i].descriptor == method.descriptor &&
          is_interface_slot(slots_[i])) {
        return true;
      }
    }
    return false;
  }

  // What an invokeinterface of `method` runs on this class; null if it must fail.
  Method* itable_entry(const Method& method) {
    if (Method* found = find_class_method(class_, method.name, method.descriptor)) {
      return found->is_public() && !found->is_abstract() ? found : nullptr;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (keys_[i].name == method.name && keys_[i].descriptor == method.descriptor &&
          is_interface_slot(slots_[i])) {
        // A conflict too: HotSpot says AbstractMethodError here, IncompatibleClassChangeError only
        // for invokevirtual.
        return slots_[i]->is_abstract() || slots_[i]->has(kDefaultConflict) ? nullptr : slots_[i];
      }
    }
    return nullptr;
  }

  void publish() {
    std::size_t bytes = sizeof(VTable) + slots_.size() * sizeof(Method*);
    auto* table = static_cast<VTable*>(Collector::allocate_metadata(bytes));
    table->length = static_cast<std::uint32_t>(slots_.size());
    table->klass = class_;
    std::copy(slots_.begin(), slots_.end(), table->entries);
    if (!class_->is_interface()) make_itables(*table);
    if (!extra_.empty()) {
      class_->extra_methods = Collector::make_plain_metadata_array<Method*>(extra_.size());
      std::copy(extra_.begin(), extra_.end(), class_->extra_methods.begin());
    }
    class_->vtable_length = table->length;
    class_->vtables[0] = table;
  }

  void make_itables(VTable& table) {
    std::span<Class*> interfaces = class_->all_interfaces;
    if (interfaces.empty()) return;
    std::size_t total = 0;
    for (const Class* interface : interfaces) total += itable_length(interface);
    std::span<ITable> itables = Collector::make_plain_metadata_array<ITable>(interfaces.size());
    std::span<Method*> entries = Collector::make_plain_metadata_array<Method*>(total);
    const VTable* above = class_->super->vtable();
    // Nothing new but what the class declares: the superclass's choices stand.
    bool inherits_choices = class_->interfaces.empty();
    std::size_t at = 0;
    for (std::size_t i = 0; i < interfaces.size(); ++i) {
      itables[i] = {interfaces[i], entries.data() + at};
      for (const Method& method : interfaces[i]->methods) {
        if (method.itable_index < 0) continue;
        Method*& entry = itables[i].methods[method.itable_index];
        if (inherits_choices &&
            class_->find_declared_method(method.name, method.descriptor) == nullptr) {
          entry = above->itables[i].methods[method.itable_index];
        } else {
          entry = itable_entry(method);
          if (entry != nullptr) check_implementation(method, entry);
        }
        ++at;
      }
    }
    table.itables = itables.data();
    table.itable_count = static_cast<std::uint32_t>(itables.size());
  }

  static std::size_t itable_length(const Class* interface) {
    std::size_t count = 0;
    for (const Method& method : interface->methods) count += method.itable_index >= 0 ? 1 : 0;
    return count;
  }

  JavaThread& thread_;
  Class* class_;
  GcVector<Method*> slots_;
  std::vector<Key> keys_;  // of slots_, side by side: most comparisons fail on the name
  std::size_t inherited_ = 0;
  GcVector<Method*> extra_;
};

// The methods among which JVMS 5.4.3.3 chooses: of the superinterfaces, not overridden in a more
// specific one.
GcVector<Method*> maximally_specific(Class* klass, const Symbol* name, const Symbol* descriptor) {
  GcVector<Method*> found;
  auto consider = [&](Class* interface) {
    Method* method = interface->find_declared_method(name, descriptor);
    if (method != nullptr && !method->is_static() && !method->is_private()) found.push_back(method);
  };
  for (Class* interface : klass->all_interfaces) consider(interface);
  if (klass->is_interface()) consider(klass);
  if (found.size() < 2) return found;
  GcVector<Method*> result;
  for (Method* method : found) {
    bool hidden = std::any_of(found.begin(), found.end(), [method](const Method* other) {
      return other != method && other->holder->implements(method->holder);
    });
    if (!hidden) result.push_back(method);
  }
  return result;
}

}  // namespace

void build_vtable(JavaThread& thread, Class* klass) { Builder(thread, klass).run(); }

std::span<Class*> array_interfaces() {
  static const std::span<Class*> interfaces = [] {
    std::span<Class*> made = Collector::make_plain_metadata_array<Class*>(2);
    made[0] = well_known::Cloneable;
    made[1] = well_known::Serializable;
    return made;
  }();
  return interfaces;
}

void build_array_vtable(Class* klass) {
  static const std::span<ITable> itables = [] {
    std::span<ITable> made = Collector::make_plain_metadata_array<ITable>(2);
    made[0] = {well_known::Cloneable, nullptr};
    made[1] = {well_known::Serializable, nullptr};
    return made;
  }();
  const VTable* object = well_known::Object->vtable();
  auto* table = static_cast<VTable*>(
      Collector::allocate_metadata(sizeof(VTable) + object->length * sizeof(Method*)));
  table->length = object->length;
  table->klass = klass;
  table->itables = itables.data();
  table->itable_count = 2;
  std::copy(object->entries, object->entries + object->length, table->entries);
  klass->vtable_length = table->length;
  klass->vtables[0] = table;
}

Method* find_interface_method(Class* klass, const Symbol* name, const Symbol* descriptor,
                              bool* conflict) {
  if (conflict != nullptr) *conflict = false;
  GcVector<Method*> candidates = maximally_specific(klass, name, descriptor);
  Method* chosen = nullptr;
  for (Method* method : candidates) {
    if (method->is_abstract()) continue;
    if (chosen != nullptr) {
      if (conflict != nullptr) *conflict = true;
      return chosen;
    }
    chosen = method;
  }
  if (chosen != nullptr) return chosen;
  return candidates.empty() ? nullptr : candidates.front();
}

std::string default_conflict_message(const Method* method) {
  std::string text = "Conflicting default methods:";
  for (const Method* one : maximally_specific(method->holder, method->name, method->descriptor)) {
    if (!one->is_abstract()) text += cat(' ', one->holder->name->text(), '.', one->name->text());
  }
  return text;
}

std::int32_t vtable_index_of(Class* klass, const Method* method) {
  if (method->vtable_index >= 0) return method->vtable_index;
  if (method->is_private() || method->is_static() || klass->is_interface()) return kNotVirtual;
  const VTable* table = klass->vtable();
  std::int32_t of_class = kNotVirtual;
  for (std::uint32_t i = 0; i < table->length; ++i) {
    const Method* entry = table->entries[i];
    if (!same_signature(entry, method)) continue;
    if (is_interface_slot(entry)) return static_cast<std::int32_t>(i);
    if (entry->is_public()) of_class = static_cast<std::int32_t>(i);
  }
  return of_class;
}

}  // namespace cjvm
