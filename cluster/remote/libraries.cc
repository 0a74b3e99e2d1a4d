// SPDX-License-Identifier: Apache-2.0
// Native libraries on several nodes. A loader's libraries are loaded where it is, and its classes'
// natives run there: what a library keeps in its variables and the pointers that it returns as
// longs are of that process. Only the class library's own, the boot loader's, are on every node: a
// native that is bound elsewhere than on node 0 makes that node load the same files, in the same
// order, with JNI_OnLoad.
#include "cluster/remote/libraries.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/base/log.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_library.h"
#include "jvm/frames/exceptions.h"
#include "jvm/jni/handles.h"
#include "jvm/jni/java_vm.h"
#include "jvm/jni/jni_state.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/java_string.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// A library that another node has loaded.
struct Copy {
  const std::string path;
  const std::thread::id loader;
  void* handle = nullptr;
  bool is_ready = false;  // JNI_OnLoad has returned
};

struct Copies {
  std::mutex mutex;  // a leaf
  std::condition_variable became_ready;
  std::deque<Copy> all;
};

Copies& copies() {
  static auto* all = new Copies;
  return *all;
}

// JNI_OnLoad may use what its library has; others wait for its end.
bool is_usable(const Copy& copy) {
  return copy.is_ready || copy.loader == std::this_thread::get_id();
}

void* find_in_copies(const std::string& name) {
  std::lock_guard lock(copies().mutex);
  for (const Copy& copy : copies().all) {
    if (copy.handle == nullptr || !is_usable(copy)) continue;
    if (void* address = find_library_entry(copy.handle, name.c_str())) return address;
  }
  return nullptr;
}

// The library can be used afterwards. Nothing happens if the file cannot be loaded here: the method
// stays without a function.
void load_copy(const std::string& path) {
  std::unique_lock lock(copies().mutex);
  for (Copy& copy : copies().all) {
    if (copy.path != path) continue;
    copies().became_ready.wait(lock, [&copy] { return is_usable(copy); });
    return;
  }
  Copy& copy = copies().all.emplace_back(Copy{path, std::this_thread::get_id()});
  lock.unlock();
  void* handle = load_native_library(path.c_str(), false);
  lock.lock();
  copy.handle = handle;
  lock.unlock();
  if (handle != nullptr) {
    log(Topic::Jni, "loaded ", path, " because another node has");
    using OnLoad = jint(JNICALL*)(JavaVM*, void*);
    if (auto on_load = reinterpret_cast<OnLoad>(find_library_entry(handle, "JNI_OnLoad")))
      on_load(java_vm(), nullptr);
  }
  lock.lock();
  copy.is_ready = true;
  copies().became_ready.notify_all();
}

}  // namespace

bool Cluster::has_libraries_elsewhere(const LoaderData* loader) {
  return loader->java_loader != nullptr && loader->java_loader->is_proxy();
}

std::optional<void*> Cluster::find_boot_native(JavaThread&, const std::string& name) {
  if (self_ == NodeId{0}) return std::nullopt;
  if (void* address = find_in_copies(name)) return address;
  for (const std::string& path : call(NodeId{0}, ListLibraries{}).paths) load_copy(path);
  return find_in_copies(name);
}

// On the node that boots, System.initPhase1 does this.
void adopt_platform_encoding(JavaThread& thread) {
  using Initialize = void (*)(JNIEnv*, const char*);
  auto initialize =
      reinterpret_cast<Initialize>(find_library_entry(java_library(), "InitializeEncoding"));
  if (initialize == nullptr) return;
  Class* system = load_class(thread, Symbol::intern("java/lang/System"), boot_loader());
  Object* encoding =
      call_static(thread, system, "getProperty", "(Ljava/lang/String;)Ljava/lang/String;",
                  {make_string("sun.jnu.encoding")})
          .ref;
  if (encoding == nullptr) return;
  std::uint32_t mark = local_mark(thread);
  initialize(&jni_state(thread).env, string_utf8(encoding).c_str());
  release_locals(thread, mark);
  if (thread.pending != nullptr) throw JavaThrow{};
}

void serve_libraries(Rpc& rpc) {
  rpc.serve<ListLibraries>([](const ListLibraries&, const CallContext&) {
    std::string folder = Vm::instance().java_home() + "/lib/";
    std::vector<std::string> paths = native_library_paths();
    std::erase_if(paths, [&](const std::string& path) { return !path.starts_with(folder); });
    return ListLibraries::Reply{std::move(paths)};
  });
}

}  // namespace cjvm::cluster
