// SPDX-License-Identifier: Apache-2.0
// Objects of java.lang.invoke that each node makes for itself, because they hold Method pointers or
// are compared with this node's own: method handles and VarHandles that are nothing but a member's
// name travel as a description and are rebuilt, under the same global name, by the reader; enum
// constants of classes that every node initializes are the reader's own. Java threads.
#pragma once

#include "cluster/wire/codec.h"
#include "cluster/wire/marshal.h"

namespace cjvm::cluster {

// What put_handle() writes, before anything else.
enum class HandleForm : std::uint8_t {
  Variable,  // a VarHandle of a field, of array elements or of a view of bytes: its fields
  Method,    // a DirectMethodHandle of a method or constructor
  Field,     // a DirectMethodHandle that reads or writes a field
  Varargs,   // the variable-arity form of another handle
};

// The form in which `object`, which is no proxy, can travel; nothing if only by its global name
// (bound and combined handles, indirect VarHandles). Neither waits nor runs Java code.
std::optional<HandleForm> handle_form(Object* object);
// Writes the description, for handles that have a form.
void put_handle(Marshal& marshal, Writer& writer, Object* handle, HandleForm form, NodeId to);
// A new handle out of a description: a master that nobody knows. Runs Java code; throws JavaThrow.
Object* get_handle(Marshal& marshal, Reader& reader, NodeId from);

// True for a constant of an enum that is a per-node class.
bool is_local_enum_constant(Object* object);
void put_enum_constant(Marshal& marshal, Writer& writer, Object* constant, NodeId to);
Object* get_enum_constant(Marshal& marshal, Reader& reader, NodeId from);

}  // namespace cjvm::cluster
