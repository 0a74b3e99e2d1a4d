// SPDX-License-Identifier: Apache-2.0
// Functions of the class library's native code. Node 0 loads its libraries and knows which one has
// a function; the other nodes load the same file when they need it.
#include <dlfcn.h>
#include <jni.h>
#include <link.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/calls/native_library.h"
#include "jvm/jni/java_vm.h"
#include "jvm/jni/jni_state.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// The file whose code or data this is; empty: none.
std::string file_of(const void* address) {
  Dl_info info;
  return ::dladdr(address, &info) != 0 && info.dli_fname != nullptr ? info.dli_fname : "";
}

std::vector<std::string> loaded_files() {
  std::vector<std::string> files;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* to) {
        static_cast<std::vector<std::string>*>(to)->emplace_back(info->dlpi_name);
        return 0;
      },
      &files);
  return files;
}

// The libraries of the class library that are ready to be used here.
class ReadyLibraries {
 public:
  // Loads the library; its own and those that it brings along get their JNI_OnLoad called, the
  // latter first. Null if it cannot be loaded.
  void* load(JavaThread& thread, const std::string& file) {
    void* handle = load_native_library(file.c_str(), false);
    if (handle == nullptr) return nullptr;
    std::string folder = file.substr(0, file.rfind('/') + 1);
    std::vector<std::string> files = loaded_files();
    for (auto one = files.rbegin(); one != files.rend(); ++one) {
      if (one->starts_with(folder) && one->find('/', folder.size()) == std::string::npos &&
          add(*one))
        start(thread, *one);
    }
    return handle;
  }

 private:
  bool add(const std::string& file) {
    std::lock_guard lock(mutex_);
    if (std::ranges::find(files_, file) != files_.end()) return false;
    files_.push_back(file);
    return true;
  }

  static void start(JavaThread& thread, const std::string& file) {
    void* handle = ::dlopen(file.c_str(), RTLD_LAZY | RTLD_NOLOAD);
    if (handle == nullptr) return;
    auto* on_load = reinterpret_cast<jint (*)(JavaVM*, void*)>(::dlsym(handle, "JNI_OnLoad"));
    // What a library lacks is searched in those that it needs.
    if (on_load == nullptr || file_of(reinterpret_cast<void*>(on_load)) != file) return;
    JniState& state = jni_state(thread);
    std::uint32_t mark = state.mark();
    std::size_t frames = state.frames.size();
    on_load(java_vm(), nullptr);
    state.release(mark, frames);
    if (thread.pending != nullptr) throw JavaThrow{};
  }

  std::mutex mutex_;  // of what follows
  std::vector<std::string> files_;
};

}  // namespace

void* Cluster::native_function(JavaThread& thread, void* address, const char* name) {
  static auto* libraries = new ReadyLibraries;
  if (self_ == NodeId{0}) return address;
  auto reply = call(NodeId{0}, NameLibrary{.address = reinterpret_cast<std::uint64_t>(address)});
  if (reply.file.empty()) return nullptr;
  void* handle = libraries->load(thread, reply.file);
  return handle == nullptr ? nullptr : find_library_entry(handle, name);
}

void serve_native_functions(Rpc& rpc) {
  rpc.serve<NameLibrary>([](const NameLibrary& m, const CallContext&) -> NameLibrary::Reply {
    return {file_of(reinterpret_cast<const void*>(m.address))};
  });
}

}  // namespace cjvm::cluster
