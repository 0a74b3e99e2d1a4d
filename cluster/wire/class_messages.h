// SPDX-License-Identifier: Apache-2.0
// Messages about classes, loaders, modules, native libraries and interned strings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/protocols/class_initialization.h"
#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

// Makes sure that the receiver knows the class by its global name.
struct MeetClass {
  static constexpr std::string_view name = "meet_class";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// What a class is that the sender was told of by its global name only.
struct DescribeClass {
  static constexpr std::string_view name = "describe_class";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalClass klass;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

struct FetchClass {
  static constexpr std::string_view name = "fetch_class";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalClass klass;
  struct Reply {
    Bytes file;
    Bytes references;  // protection domain, module, class data, host, nest host
    std::string source;
    bool is_nestmate = false;
    template <class A>
    void fields(A& a) {
      a(file, references, source, is_nestmate);
    }
  };
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// Loads a class at the home of a loader, as its initiating loader; the answer's value is the class,
// null if the loader gave none.
struct LoadClass {
  static constexpr std::string_view name = "load_class";
  static constexpr Runs runs = Runs::OnThread;
  Bytes loader;
  std::string class_name;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(loader, class_name);
  }
};

// Defines a class at the home of its loader; the answer's value is the class.
struct DefineClass {
  static constexpr std::string_view name = "define_class";
  static constexpr Runs runs = Runs::OnThread;
  std::optional<std::string> expected_name;
  std::string source;
  Bytes references;  // loader, protection domain
  Bytes file;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(expected_name, source, references, file);
  }
};

// Initializes a class at its authority on behalf of the asking logical thread.
struct InitializeClass {
  static constexpr std::string_view name = "initialize_class";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  struct Reply {
    bool thrown = false;  // `values` is the throwable
    bool permit = false;  // as in Outcome
    InitializationAnswer answer = InitializationAnswer::Recursive;
    Bytes values;  // if initialized: of the static final fields, in the order of the class file
    template <class A>
    void fields(A& a) {
      a(thrown, permit, answer, values);
    }
  };
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// The class library's native libraries that the receiver has loaded, as paths.
struct ListLibraries {
  static constexpr std::string_view name = "list_libraries";
  static constexpr Runs runs = Runs::AtOnce;
  struct Reply {
    std::vector<std::string> paths;
    template <class A>
    void fields(A& a) {
      a(paths);
    }
  };
  template <class A>
  void fields(A&) {}
};

// The one interned string with this content.
struct InternString {
  static constexpr std::string_view name = "intern_string";
  static constexpr Runs runs = Runs::OnThread;
  Bytes string;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(string);
  }
};

struct ChangeModules {
  static constexpr std::string_view name = "change_modules";
  static constexpr Runs runs = Runs::OnThread;
  Bytes change;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(change);
  }
};

}  // namespace cjvm::cluster
