// SPDX-License-Identifier: Apache-2.0
// A class is identified by its mirror, a name by its symbol, so that a dump needs no tables of its
// own beyond two that say what was written already. Stack traces are not part of the dump.
#include "jvm/management/heap_dump.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "jvm/base/text.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/heap_census.h"
#include "jvm/management/hprof_writer.h"
#include "jvm/management/pointer_table.h"
#include "jvm/memory/live_heap.h"
#include "jvm/object/allocation.h"

namespace cjvm {

namespace {

constexpr std::string_view kVersion = {"JAVA PROFILE 1.0.2", 19};  // with its zero
constexpr std::uint8_t kName = 0x01, kLoadClass = 0x02, kTrace = 0x05;
constexpr std::uint8_t kRootFrame = 0x03, kRootClass = 0x05, kRootThread = 0x08;
constexpr std::uint8_t kClassDump = 0x20, kInstance = 0x21, kObjectArray = 0x22,
                       kPrimitiveArray = 0x23;
constexpr std::uint32_t kNoTrace = 1;  // serial number of the one, empty stack trace
constexpr std::size_t kId = 8;

// The format's codes of the types, by BasicType.
constexpr std::uint8_t kTypeCodes[] = {4, 8, 5, 9, 10, 11, 6, 7, 2};
std::uint8_t code_of(BasicType type) { return kTypeCodes[static_cast<unsigned>(type)]; }
std::size_t size_of(BasicType type) { return std::size_t{1} << type_shift(type); }

class Dump {
 public:
  Dump(int file, std::size_t classes, std::size_t spare)
      : out_(file), classes_(classes + spare), names_(20 * (classes + spare)) {}

  // With the world stopped.
  void write(const std::vector<Class*>& known) {
    out_.bytes(kVersion);
    out_.u4(kId);
    out_.u8(static_cast<std::uint64_t>(now_));
    out_.record(kTrace, 12);
    out_.u4(kNoTrace);
    out_.u4(0);
    out_.u4(0);
    for (Class* klass : known) add_class(klass);
    live_heap::for_each(
        [](Object* object, void* self) { static_cast<Dump*>(self)->add_class(object->klass()); },
        this);
    for (const auto& entry : classes_.entries()) {
      if (entry.key != nullptr) write_class(static_cast<const Class*>(entry.key));
    }
    write_roots();
    live_heap::for_each(
        [](Object* object, void* self) { static_cast<Dump*>(self)->write_object(object); }, this);
    out_.finish();
  }

  const HprofWriter& out() const { return out_; }

 private:
  void add_name(const Symbol* symbol) {
    bool is_new = false;
    // A name that does not fit into the table is written again, which readers accept.
    names_.put(symbol, is_new);
    if (!is_new) return;
    std::string_view text = symbol->text();
    out_.record(kName, kId + text.size());
    out_.id(symbol);
    out_.bytes(text);
  }

  void add_class(const Class* klass) {
    if (klass == nullptr || klass->is_primitive || klass->mirror == nullptr) return;
    bool is_new = false;
    std::uint32_t* serial = classes_.put(klass, is_new);
    if (!is_new || serial == nullptr) return;
    *serial = static_cast<std::uint32_t>(classes_.size());
    add_class(klass->super);
    add_name(klass->name);
    for (const Field& field : klass->fields) add_name(field.name);
    out_.record(kLoadClass, 4 + kId + 4 + kId);
    out_.u4(*serial);
    out_.id(klass->mirror);
    out_.u4(kNoTrace);
    out_.id(klass->name);
  }

  // Referents may be gone, loaders' mirrors not yet there: what is not live is written as null.
  void reference(const Object* object) { out_.id(live_heap::contains(object) ? object : nullptr); }

  void value(const Object* holder, const Field& field) {
    switch (type_shift(field.type)) {
      case 0:
        return out_.u1(*holder->at<std::uint8_t>(field.offset));
      case 1:
        return out_.u2(*holder->at<std::uint16_t>(field.offset));
      case 2:
        return out_.u4(*holder->at<std::uint32_t>(field.offset));
      default:
        if (field.type == BasicType::Reference)
          return reference(*holder->at<Object*>(field.offset));
        return out_.u8(*holder->at<std::uint64_t>(field.offset));
    }
  }

  void write_class(const Class* klass) {
    std::size_t statics = 0, instance = 0, static_bytes = 0;
    for (const Field& field : klass->fields) {
      if (field.is_static()) {
        ++statics;
        static_bytes += kId + 1 + size_of(field.type);
      } else {
        ++instance;
      }
    }
    out_.subrecord(1 + kId + 4 + 6 * kId + 4 + 2 + 2 + static_bytes + 2 + instance * (kId + 1));
    out_.u1(kClassDump);
    out_.id(klass->mirror);
    out_.u4(kNoTrace);
    out_.id(klass->super == nullptr ? nullptr : klass->super->mirror);
    reference(klass->loader == nullptr ? nullptr : klass->loader->java_loader);
    reference(klass->signers);
    reference(klass->protection_domain);
    out_.id(nullptr);
    out_.id(nullptr);
    out_.u4(klass->instance_size);
    out_.u2(0);  // constant pool entries
    out_.u2(static_cast<std::uint16_t>(statics));
    for (const Field& field : klass->fields) {
      if (!field.is_static()) continue;
      out_.id(field.name);
      out_.u1(code_of(field.type));
      value(klass->mirror, field);
    }
    out_.u2(static_cast<std::uint16_t>(instance));
    for (const Field& field : klass->fields) {
      if (field.is_static()) continue;
      out_.id(field.name);
      out_.u1(code_of(field.type));
    }
  }

  void write_roots() {
    for (const auto& entry : classes_.entries()) {
      if (entry.key == nullptr) continue;
      out_.subrecord(1 + kId);
      out_.u1(kRootClass);
      out_.id(static_cast<const Class*>(entry.key)->mirror);
    }
    live_heap::for_each_stack_slot(
        [](const Slot& slot, unsigned thread, void* self) {
          if (!live_heap::contains(slot.ref)) return;
          HprofWriter& out = static_cast<Dump*>(self)->out_;
          out.subrecord(1 + kId + 4 + 4);
          out.u1(kRootFrame);
          out.id(slot.ref);
          out.u4(thread);
          out.u4(~0u);  // no frame of a stack trace
        },
        this);
  }

  void write_object(Object* object) {
    const Class* klass = object->klass();
    if (klass->is_array) return write_array(static_cast<Array*>(object), klass);
    if (klass == well_known::Class) {
      // Mirrors of classes have been written as classes.
      const Class* mirrored = class_of_mirror(object);
      if (mirrored != nullptr && !mirrored->is_primitive) return;
    }
    std::size_t bytes = 0;
    for (const Class* c = klass; c != nullptr; c = c->super) {
      for (const Field& field : c->fields) bytes += field.is_static() ? 0 : size_of(field.type);
    }
    if (klass->is_subclass_of(well_known::Thread)) {
      out_.subrecord(1 + kId + 4 + 4);
      out_.u1(kRootThread);
      out_.id(object);
      out_.u4(0);
      out_.u4(kNoTrace);
    }
    out_.subrecord(1 + kId + 4 + kId + 4 + bytes);
    out_.u1(kInstance);
    out_.id(object);
    out_.u4(kNoTrace);
    out_.id(klass->mirror);
    out_.u4(static_cast<std::uint32_t>(bytes));
    for (const Class* c = klass; c != nullptr; c = c->super) {
      for (const Field& field : c->fields) {
        if (!field.is_static()) value(object, field);
      }
    }
  }

  void write_array(Array* array, const Class* klass) {
    // The elements of a proxy are elsewhere: it is written as an empty array.
    auto length = array->is_proxy() ? 0 : static_cast<std::size_t>(array->length);
    if (klass->gc_kind == GcKind::ReferenceArray) {
      out_.subrecord(1 + kId + 4 + 4 + kId + length * kId);
      out_.u1(kObjectArray);
      out_.id(array);
      out_.u4(kNoTrace);
      out_.u4(static_cast<std::uint32_t>(length));
      out_.id(klass->mirror);
      for (std::size_t i = 0; i < length; ++i) out_.id(array->elements<Object*>()[i]);
      return;
    }
    BasicType type = klass->component->element_type;
    auto size = static_cast<unsigned>(size_of(type));
    out_.subrecord(1 + kId + 4 + 4 + 1 + length * size);
    out_.u1(kPrimitiveArray);
    out_.id(array);
    out_.u4(kNoTrace);
    out_.u4(static_cast<std::uint32_t>(length));
    out_.u1(code_of(type));
    out_.elements(array->elements<char>(), length, size);
  }

  HprofWriter out_;
  PointerTable<std::uint32_t> classes_;  // serial numbers
  PointerTable<char> names_;
  std::int64_t now_ = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
};

}  // namespace

HeapDumpResult write_heap_dump(const std::string& path, bool overwrite, const char* cause) {
  auto start = std::chrono::steady_clock::now();
  HeapDumpResult result;
  int mode = O_WRONLY | O_CREAT | O_CLOEXEC | (overwrite ? O_TRUNC : O_EXCL);
  int file = ::open(path.c_str(), mode, 0600);
  if (file < 0) {
    result.error = std::strerror(errno);
    return result;
  }
  // Classes that are defined between this and the dump need room too.
  constexpr std::size_t kSpare = 4096;
  struct Job {
    std::vector<Class*> classes = all_classes();
    Dump dump;
    explicit Job(int descriptor) : dump(descriptor, classes.size(), kSpare) {}
  } job(file);
  live_heap::inspect(
      [](void* argument) {
        auto* work = static_cast<Job*>(argument);
        work->dump.write(work->classes);
      },
      &job, cause);
  int error = job.dump.out().error();
  if (::close(file) != 0 && error == 0) error = errno;
  if (error != 0) result.error = std::strerror(error);
  result.bytes = job.dump.out().written();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

std::string heap_dump_with_report(const std::string& path, bool overwrite, const char* cause) {
  std::string text = cat("Dumping heap to ", path, " ...\n");
  HeapDumpResult result = write_heap_dump(path, overwrite, cause);
  if (!result.error.empty()) return text + cat("Unable to create ", path, ": ", result.error, "\n");
  return text + fmt::format("Heap dump file created [{} bytes in {:.3f} secs]\n", result.bytes,
                            result.seconds);
}

}  // namespace cjvm
