// SPDX-License-Identifier: Apache-2.0
#include "cluster/remote/module_graph.h"

#include <string>

#include "cluster/cluster.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"

namespace cjvm::cluster {

thread_local constinit bool ModuleGraph::repeating_ = false;

void ModuleGraph::note(const ModuleChange& change) {
  auto* packages = new std::vector<const Symbol*>(change.packages.begin(), change.packages.end());
  std::lock_guard lock(mutex_);
  noted_.push_back({change.kind, change.module, change.other, change.flag, change.version,
                    change.location, packages});
}

void ModuleGraph::put(Writer& writer, const Noted& noted, NodeId to) {
  Marshal& marshal = cluster_.marshal();
  writer(noted.kind, noted.flag);
  marshal.put(writer, noted.module, to);
  marshal.put(writer, noted.other, to);
  marshal.put(writer, noted.version, to);
  marshal.put(writer, noted.location, to);
  writer(static_cast<std::uint32_t>(noted.packages->size()));
  for (const Symbol* package : *noted.packages) writer(std::string(package->text()));
}

void ModuleGraph::put(Writer& writer, const ModuleChange& change, NodeId to) {
  std::vector<const Symbol*> packages(change.packages.begin(), change.packages.end());
  put(writer,
      {change.kind, change.module, change.other, change.flag, change.version, change.location,
       &packages},
      to);
}

void ModuleGraph::put_all(Writer& writer, NodeId to) {
  std::lock_guard lock(mutex_);
  writer(static_cast<std::uint32_t>(noted_.size()));
  for (const Noted& noted : noted_) put(writer, noted, to);
}

void ModuleGraph::apply(Reader& reader, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  Marshal& marshal = cluster_.marshal();
  ModuleChange::Kind kind{};
  bool flag = false;
  reader(kind, flag);
  Object* module = marshal.get(reader, from);
  Object* other = marshal.get(reader, from);
  Object* version = marshal.get(reader, from);
  Object* location = marshal.get(reader, from);
  std::uint32_t count = 0;
  reader(count);
  std::vector<const Symbol*> packages;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string name;
    reader(name);
    packages.push_back(Symbol::intern(name));
  }
  repeating_ = true;
  try {
    switch (kind) {
      case ModuleChange::Kind::Define:
        define_module(thread, module, flag, version, location, packages);
        break;
      case ModuleChange::Kind::BootUnnamed:
        set_boot_unnamed_module(thread, module);
        break;
      case ModuleChange::Kind::AddReads:
        add_reads(thread, module, other);
        break;
      case ModuleChange::Kind::AddExports:
        add_exports(thread, module, packages.at(0), other, flag);
        break;
      case ModuleChange::Kind::AddPackage:
        add_package(thread, module, packages.at(0));
        break;
    }
  } catch (const JavaThrow&) {
    repeating_ = false;
    throw;
  }
  repeating_ = false;
}

void ModuleGraph::apply_all(Reader& reader, NodeId from) {
  std::uint32_t count = 0;
  reader(count);
  for (std::uint32_t i = 0; i < count; ++i) apply(reader, from);
}

}  // namespace cjvm::cluster
