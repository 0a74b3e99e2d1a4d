// SPDX-License-Identifier: Apache-2.0
// The chain of classes whose supers a thread is resolving lives on its C++ stack; that is all a
// circularity needs to be seen, because every thread resolves all supers itself.
#include "jvm/linking/super_resolution.h"

#include "jvm/base/text.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/package_access.h"
#include "jvm/linking/symbol.h"

namespace cjvm {

namespace {

// The classes whose superclass or superinterface this thread is resolving, innermost first: what
// ClassCircularityError is found by (JVMS 5.3.5 step 3). Lives on the C++ stack.
struct Pending {
  const Symbol* name;
  const LoaderData* loader;
  Pending* outer;
};
thread_local constinit Pending* innermost_pending = nullptr;

class PendingScope {
 public:
  PendingScope(const Symbol* name, const LoaderData* loader)
      : entry_{name, loader, innermost_pending} {
    innermost_pending = &entry_;
  }
  ~PendingScope() { innermost_pending = entry_.outer; }
  PendingScope(const PendingScope&) = delete;

 private:
  Pending entry_;
};

}  // namespace

void throw_incompatible_class(const std::string& message) {
  throw_java(Throwable::IncompatibleClassChangeError, message);
}

void check_no_circle(const Symbol* name, const LoaderData* loader) {
  for (Pending* p = innermost_pending; p != nullptr; p = p->outer) {
    if (p->name == name && p->loader == loader)
      throw_java(Throwable::ClassCircularityError, name->text());
  }
}

Class* resolve_super(JavaThread& thread, const Symbol* child, std::string_view super_name,
                     LoaderData* loader, Object* protection_domain) {
  const Symbol* name = Symbol::intern(super_name);
  check_no_circle(name, loader);
  // A loader may define the child once more while it looks for the child's super.
  check_no_circle(child, loader);
  PendingScope scope(child, loader);
  Class* klass = load_class(thread, name, loader);
  check_package_access(thread, klass, loader, protection_domain);
  return klass;
}

void Superinterfaces::superinterface(std::string_view class_name, std::string_view interface_name) {
  const Symbol* name = name_ != nullptr ? name_ : Symbol::intern(class_name);
  Class* interface = resolve_super(thread_, name, interface_name, loader_, protection_domain_);
  if (!interface->is_interface()) {
    throw_incompatible_class(cat("class ", dots(name->text()), " can not implement ",
                                 interface->external_name(), ", because it is not an interface (",
                                 class_in_module_of_loader(interface), ')'));
  }
  found_.push_back(interface);
}

}  // namespace cjvm
