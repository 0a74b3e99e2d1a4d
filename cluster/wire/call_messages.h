// SPDX-License-Identifier: Apache-2.0
// Messages that run methods and make objects.
#pragma once

#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

// Runs exactly this method on a master of the receiving node, which the sender has a proxy of until
// it gets the answer.
struct Invoke {
  static constexpr std::string_view name = "invoke";
  static constexpr Runs runs = Runs::OnThread;
  GlobalObject receiver;
  Bytes method;
  Bytes arguments;  // the others
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(receiver, method, arguments);
  }
};

// Runs a native method where its libraries are.
struct RunNative {
  static constexpr std::string_view name = "run_native";
  static constexpr Runs runs = Runs::OnThread;
  Bytes method;
  Bytes arguments;  // the receiver, too, if there is one
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(method, arguments);
  }
};

// A new object, without its constructor run.
struct Allocate {
  static constexpr std::string_view name = "allocate";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

}  // namespace cjvm::cluster
