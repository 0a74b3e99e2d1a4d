// SPDX-License-Identifier: Apache-2.0
// A request is the protocol's version "1", a command and three arguments, each ended by a zero. The
// answer is the result code, a line end, and text. Only processes of the same user (or root) are
// heard.
#include "jvm/management/attach_listener.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>

#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/command_actions.h"
#include "jvm/management/diagnostic_commands.h"
#include "jvm/management/heap_census.h"
#include "jvm/management/heap_dump.h"
#include "jvm/management/vm_flags.h"
#include "jvm/management/vm_thread.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/thread_dump.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr int kArguments = 3;
constexpr std::size_t kMaxRequest = 1024 * (kArguments + 2);
constexpr int kFailed = -1, kBadVersion = 101;

std::atomic<bool> is_running{false};
int listening_socket = -1;  // the listener's, set before it starts

struct Request {
  std::string command;
  std::string arguments[kArguments];
};

struct Answer {
  int code = 0;
  std::string text;
};

std::string socket_path() { return cat("/tmp/.java_pid", ::getpid()); }

bool belongs_to_us(const std::string& path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0 && (status.st_uid == ::geteuid() || status.st_uid == 0);
}

// The file that a client leaves before it sends QUIT.
bool client_waits() {
  std::string name = cat(".attach_pid", ::getpid());
  return belongs_to_us(name) || belongs_to_us(cat("/tmp/", name));
}

bool listens() {
  struct stat status;
  return is_running.load() && ::stat(socket_path().c_str(), &status) == 0;
}

// A socket under its final name; -1 with errno set if that cannot be.
int open_socket() {
  int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::string name = cat(socket_path(), ".tmp");
  name.copy(address.sun_path, sizeof(address.sun_path) - 1);
  ::unlink(name.c_str());
  // Nobody may connect before the mode is set, so the name comes last.
  bool ready = ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 &&
               ::listen(socket, 5) == 0 && ::chmod(name.c_str(), 0600) == 0 &&
               ::rename(name.c_str(), socket_path().c_str()) == 0;
  if (ready) return socket;
  int error = errno;
  ::unlink(name.c_str());
  ::close(socket);
  errno = error;
  return -1;
}

bool peer_is_allowed(int connection) {
  ucred peer = {};
  socklen_t size = sizeof(peer);
  if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == 0 || (peer.uid == ::geteuid() && peer.gid == ::getegid());
}

enum class Reading { Complete, Malformed, OtherVersion };

Reading read_request(int connection, Request& request) {
  std::string text;
  constexpr int kWords = kArguments + 2;
  char buffer[512];
  std::size_t words = 0;
  while (words < kWords && text.size() < kMaxRequest) {
    ssize_t count = ::read(connection, buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Reading::Malformed;
    text.append(buffer, static_cast<std::size_t>(count));
    words = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
    if (text.size() >= 2 && text.substr(0, 2) != std::string_view("1\0", 2))
      return Reading::OtherVersion;
  }
  if (words < kWords) return Reading::Malformed;
  std::string_view rest = text;
  auto next = [&rest] {
    std::string word(rest.substr(0, rest.find('\0')));
    rest.remove_prefix(word.size() + 1);
    return word;
  };
  next();
  request.command = next();
  for (std::string& argument : request.arguments) argument = next();
  return Reading::Complete;
}

void write_all(int connection, std::string_view text) {
  while (!text.empty()) {
    ssize_t count = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

// ---- the requests

Answer dump_threads(JavaThread& thread, const Request& request) {
  return {0, thread_dump(thread, request.arguments[0].find('l') != std::string::npos)};
}

Answer run_command(JavaThread& thread, const Request& request) {
  return {0, run_diagnostic_command(thread, request.arguments[0], false)};
}

Answer system_properties(JavaThread& thread, const Request&) {
  return {0, properties_text(thread, false)};
}
Answer agent_properties(JavaThread& thread, const Request&) {
  return {0, properties_text(thread, true)};
}

bool is_liveness(const std::string& word) {
  return word.empty() || word == "-live" || word == "-all";
}

Answer inspect_heap(JavaThread&, const Request& request) {
  if (!is_liveness(request.arguments[0]))
    return {kFailed,
            cat("Invalid argument to inspectheap operation: ", request.arguments[0], "\n")};
  std::string table = class_histogram("Heap Inspection Initiated GC");
  const std::string& path = request.arguments[1];
  if (path.empty()) return {0, table};
  std::FILE* file = std::fopen(path.c_str(), "we");
  if (file == nullptr) return {kFailed, cat("Failed to open file: ", path, "\n")};
  std::fwrite(table.data(), 1, table.size(), file);
  std::fclose(file);
  return {0, cat("Heap inspection file created: ", path, "\n")};
}

Answer dump_heap(JavaThread&, const Request& request) {
  if (request.arguments[0].empty()) return {kFailed, "No dump file specified\n"};
  if (!is_liveness(request.arguments[1]))
    return {kFailed, cat("Invalid argument to dumpheap operation: ", request.arguments[1], "\n")};
  if (!request.arguments[2].empty())
    return {kFailed, "Compressed heap dumps are not supported by this VM\n"};
  return {0, heap_dump_with_report(request.arguments[0], false, "Heap Dump Initiated GC")};
}

Answer print_flag(JavaThread&, const Request& request) {
  const std::string& name = request.arguments[0];
  if (name.empty()) return {kFailed, "flag name is missing"};
  auto flag = find_vm_flag(name);
  return {0, flag ? cat(flag_as_option(*flag), "\n") : cat("no such flag '", name, "'\n")};
}

Answer set_flag(JavaThread&, const Request& request) {
  const std::string& name = request.arguments[0];
  if (name.empty()) return {kFailed, "flag name is missing"};
  auto flag = find_vm_flag(name);
  if (!flag || !flag->is_writeable) return {kFailed, cat("flag '", name, "' cannot be changed\n")};
  std::string error = set_vm_flag_text(name, request.arguments[1], FlagOrigin::Attach);
  return error.empty() ? Answer{} : Answer{kFailed, cat(error, "\n")};
}

Answer load_agent(JavaThread&, const Request& request) {
  return {kFailed, cat("Agents are not supported by this VM: ", request.arguments[0], "\n")};
}

struct Operation {
  std::string_view name;
  Answer (*run)(JavaThread&, const Request&);
};
constexpr Operation kOperations[] = {
    {"agentProperties", agent_properties},
    {"datadump", dump_threads},
    {"dumpheap", dump_heap},
    {"inspectheap", inspect_heap},
    {"jcmd", run_command},
    {"load", load_agent},
    {"printflag", print_flag},
    {"properties", system_properties},
    {"setflag", set_flag},
    {"threaddump", dump_threads},
};

std::string describe_throwable(JavaThread& thread, Object* throwable) {
  std::string text = throwable->klass()->external_name();
  Object* message =
      thread.heap().load_reference(throwable, well_known::Throwable_detailMessage, Order::Plain);
  if (message != nullptr) text += cat(": ", string_utf8(message));
  return text + "\n";
}

Answer answer(JavaThread& thread, const Request& request) {
  for (const Operation& operation : kOperations) {
    if (operation.name != request.command) continue;
    try {
      return operation.run(thread, request);
    } catch (const JavaThrow&) {
      return {kFailed, describe_throwable(thread, take_pending(thread))};
    }
  }
  return {kFailed, cat("Operation ", request.command, " not recognized!\n")};
}

void serve(JavaThread& thread, int connection) {
  Request request;
  Reading reading;
  {
    IdleScope idle(thread);
    reading = peer_is_allowed(connection) ? read_request(connection, request) : Reading::Malformed;
  }
  if (reading == Reading::OtherVersion) write_all(connection, cat(kBadVersion, "\n"));
  if (reading == Reading::Complete) {
    Answer result = answer(thread, request);
    IdleScope idle(thread);
    write_all(connection, cat(result.code, "\n", result.text));
  }
  ::shutdown(connection, SHUT_RDWR);
  ::close(connection);
}

void run_listener(JavaThread& thread) {
  for (;;) {
    int connection;
    {
      IdleScope idle(thread);
      connection = ::accept4(listening_socket, nullptr, nullptr, SOCK_CLOEXEC);
    }
    if (connection >= 0) {
      serve(thread, connection);
    } else if (errno == EINVAL) {
      ::sched_yield();  // the socket is being replaced
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return;
    }
  }
}

}  // namespace

void start_attach_listener(JavaThread& thread) {
  if (is_running.exchange(true)) return;
  listening_socket = open_socket();
  if (listening_socket < 0) {
    is_running.store(false);
    return;
  }
  start_vm_thread(thread, "Attach Listener", run_listener);
}

bool attach_requested(JavaThread& thread) {
  if (thread.vm->options().disable_attach) return false;
  if (listens()) return client_waits();
  if (!client_waits()) return false;
  if (is_running.load()) {
    // The socket's file was removed behind our back; the thread goes on with a new one.
    int socket = open_socket();
    if (socket < 0) return false;
    ::shutdown(listening_socket, SHUT_RDWR);  // ends the accept() that waits on the old one
    ::dup3(socket, listening_socket, O_CLOEXEC);
    ::close(socket);
    return true;
  }
  try {
    start_attach_listener(thread);
  } catch (const JavaThrow&) {
    take_pending(thread);
    return false;
  }
  return true;
}

void remove_attach_socket() {
  if (is_running.load()) ::unlink(socket_path().c_str());
}

}  // namespace cjvm
