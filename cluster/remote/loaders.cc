// SPDX-License-Identifier: Apache-2.0
// Loaders on several nodes. What a loader has been asked for is known at its home: other nodes load
// by it there, so that it is asked for a class once, as its program may rely on.
#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/allocation.h"

namespace cjvm::cluster {

std::optional<Class*> Cluster::load_class_elsewhere(JavaThread&, const Symbol* name,
                                                    LoaderData* loader) {
  if (size_ == 1 || !loader->java_loader->is_proxy()) return std::nullopt;
  NodeId home = home_of(loader->java_loader);
  Outcome outcome = call(home, LoadClass{.loader = marshal_.bytes_of(loader->java_loader, home),
                                         .class_name = std::string(name->text())});
  Object* mirror = result_of(outcome, BasicType::Reference, home).ref;
  return mirror == nullptr ? nullptr : class_of_mirror(mirror);
}

void serve_loaders(Rpc& rpc) {
  Cluster& cluster = Cluster::instance();
  rpc.serve<LoadClass>([&](const LoadClass& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread& thread, Writer& writer) {
      Object* loader = cluster.marshal().object_of(m.loader, context.from);
      Class* klass = find_class_or_null(thread, Symbol::intern(m.class_name), loader_data(loader));
      cluster.marshal().put(writer, klass == nullptr ? nullptr : klass->mirror, context.from);
    });
  });
}

}  // namespace cjvm::cluster
