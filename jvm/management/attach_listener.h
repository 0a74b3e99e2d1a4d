// SPDX-License-Identifier: Apache-2.0
// Requests from other processes (jcmd, jstack, jmap, jinfo): a client leaves the file
// .attach_pid<pid> and sends QUIT; the VM answers on the socket /tmp/.java_pid<pid>, one request
// for each connection.
#pragma once

namespace cjvm {

class JavaThread;

// On the Signal Dispatcher's thread, when QUIT has come: true if a client asked for the listener,
// which runs now or did before; false if QUIT asks for a thread dump.
bool attach_requested(JavaThread& thread);

// Starts the listener without being asked (-XX:+StartAttachListener). May throw JavaThrow.
void start_attach_listener(JavaThread& thread);

// Removes the socket; any thread, at the process's end.
void remove_attach_socket();

}  // namespace cjvm
