// SPDX-License-Identifier: Apache-2.0
// Recording a thread's frames in a throwable, turning them into StackTraceElements, and text dumps
// of stacks. Recording is the hot part: one pass over the frames into a buffer, then one long[].
#include "jvm/frames/stack_trace.h"

#include <utility>
#include <vector>

#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/stack_snapshot.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm {
namespace {

constexpr std::int64_t kTopWasHidden = 1;  // backtrace flag
constexpr std::uint16_t kNativeBci = 0xffff;

// Leaves out the frames that make the throwable: fillInStackTrace and the constructors of the
// throwable's own classes.
class MakerFilter {
 public:
  explicit MakerFilter(const Class* throwable_class) : throwable_class_(throwable_class) {}

  bool skips(const Method* method) {
    if (in_fill_) {
      if (method->name->text() == "fillInStackTrace" && belongs(method)) return true;
      in_fill_ = false;
    }
    if (in_constructors_) {
      if (method->is_initializer() && belongs(method)) return true;
      in_constructors_ = false;
    }
    return false;
  }

 private:
  bool belongs(const Method* method) const {
    return throwable_class_->is_subclass_of(method->holder);
  }

  const Class* throwable_class_;
  bool in_fill_ = true;
  bool in_constructors_ = true;
};

void store_ref(JavaThread& thread, Object* object, std::uint32_t offset, Object* value) {
  thread.heap().store_reference(object, offset, value, Order::Plain);
}

// Its methods are those of the process that filled it in.
Array* load_backtrace(JavaThread& thread, Object* throwable) {
  require_no_proxy(throwable, "the backtrace of a Throwable");
  Object* backtrace =
      thread.heap().load_reference(throwable, well_known::Throwable_backtrace, Order::Plain);
  require_no_proxy(backtrace, "the backtrace of a Throwable");
  return static_cast<Array*>(backtrace);
}

void append_position(std::string& text, const Method* method, int bci) {
  text += '(';
  const ModuleEntry* module = method->holder->module;
  if (module != nullptr && module->name != nullptr) {
    text += module->name->text();
    if (module->version != nullptr) text += cat("@", module->version->text());
    text += '/';
  }
  int line = line_number(method, bci);
  std::string_view file =
      method->holder->file == nullptr ? std::string_view{} : method->holder->file->source_file();
  if (line == -2) {
    text += "Native Method";
  } else if (file.empty()) {
    text += "Unknown Source";
  } else {
    text += file;
    if (line >= 0) text += cat(":", line);
  }
  text += ')';
}

}  // namespace

std::int64_t pack_frame(const TracedFrame& frame) {
  auto bits = reinterpret_cast<std::uint64_t>(frame.method);
  return static_cast<std::int64_t>(bits << 16 | static_cast<std::uint16_t>(frame.bci));
}

TracedFrame unpack_frame(std::int64_t packed) {
  auto bits = static_cast<std::uint64_t>(packed);
  auto bci = static_cast<std::uint16_t>(bits);
  return {reinterpret_cast<Method*>(bits >> 16), bci == kNativeBci ? -1 : bci};
}

void fill_in_stack_trace(JavaThread& thread, Object* throwable) {
  const Options& options = thread.vm->options();
  auto& heap = thread.heap();
  if (Log::is_on(Topic::Exception)) {
    Log::write(Topic::Exception,
               cat(throwable->klass()->external_name(), " made\n", describe_stack(thread)));
  }
  store_ref(thread, throwable, well_known::Throwable_stackTrace, nullptr);
  if (!options.stack_trace_in_throwable) {
    store_ref(thread, throwable, well_known::Throwable_backtrace, nullptr);
    heap.store<std::int32_t>(throwable, well_known::Throwable_depth, 0);
    return;
  }
  auto limit = static_cast<std::size_t>(options.max_stack_trace_depth);
  if (limit == 0) limit = SIZE_MAX;
  constexpr std::size_t kInline = 64;
  std::int64_t first[kInline];
  std::vector<std::int64_t> rest;
  std::size_t count = 0;
  std::int64_t flags = 0;
  MakerFilter makers(throwable->klass());
  for (FrameWalker at(thread); !at.at_end() && count < limit; at.next()) {
    Method* method = at.method();
    if (makers.skips(method)) continue;
    if (method->has(kHidden) && !options.show_hidden_frames) {
      if (count == 0) flags |= kTopWasHidden;
      continue;
    }
    std::int64_t packed = pack_frame({method, at.bci()});
    if (count < kInline) {
      first[count] = packed;
    } else {
      rest.push_back(packed);
    }
    ++count;
  }
  if (count < limit) {
    TracedFrames outer;
    thread.vm->extension().append_outer_frames(thread, outer, limit - count);
    for (const TracedFrame& frame : outer) {
      if (frame.method->has(kHidden) && !options.show_hidden_frames) continue;
      if (count < kInline) {
        first[count] = pack_frame(frame);
      } else {
        rest.push_back(pack_frame(frame));
      }
      ++count;
    }
  }
  Array* backtrace =
      allocate_primitive_array(thread, BasicType::Long, static_cast<std::int32_t>(count + 1));
  auto* elements = backtrace->elements<std::int64_t>();  // not yet shared
  elements[0] = flags;
  for (std::size_t i = 0; i < count; ++i)
    elements[i + 1] = i < kInline ? first[i] : rest[i - kInline];
  store_ref(thread, throwable, well_known::Throwable_backtrace, backtrace);
  heap.store<std::int32_t>(throwable, well_known::Throwable_depth,
                           static_cast<std::int32_t>(count));
}

TracedFrames traced_frames(JavaThread& thread, Object* throwable) {
  TracedFrames frames;
  Array* backtrace = load_backtrace(thread, throwable);
  for (std::int32_t i = 1; backtrace != nullptr && i < backtrace->length; ++i) {
    std::size_t offset = Array::kElementBase + 8 * static_cast<std::size_t>(i);
    frames.push_back(unpack_frame(thread.heap().load<std::int64_t>(backtrace, offset)));
  }
  return frames;
}

TracedFrame top_frame(JavaThread& thread, Object* throwable) {
  Array* backtrace = load_backtrace(thread, throwable);
  if (backtrace == nullptr || backtrace->length < 2) return {nullptr, -1};
  auto element = [&](std::size_t i) {
    return thread.heap().load<std::int64_t>(backtrace, Array::kElementBase + 8 * i);
  };
  if ((element(0) & kTopWasHidden) != 0) return {nullptr, -1};
  return unpack_frame(element(1));
}

void init_stack_trace_element(JavaThread& thread, Object* element, Method* method, int bci) {
  namespace wk = well_known;
  Class* holder = method->holder;
  auto& heap = thread.heap();
  store_ref(thread, element, wk::StackTraceElement_declaringClassObject, holder->mirror);
  Object* class_name = heap.load_reference(holder->mirror, wk::Class_name, Order::Plain);
  if (class_name == nullptr) {
    class_name = intern_string(holder->external_name());
    store_ref(thread, holder->mirror, wk::Class_name, class_name);
  }
  store_ref(thread, element, wk::StackTraceElement_declaringClass, class_name);
  LoaderData* loader = holder->loader;
  if (loader != nullptr && loader->java_loader != nullptr) {
    store_ref(thread, element, wk::StackTraceElement_classLoaderName,
              heap.load_reference(loader->java_loader, wk::ClassLoader_name, Order::Plain));
  }
  const ModuleEntry* module = holder->module;
  if (module != nullptr && module->name != nullptr) {
    store_ref(thread, element, wk::StackTraceElement_moduleName, symbol_string(module->name));
    if (module->version != nullptr) {
      store_ref(thread, element, wk::StackTraceElement_moduleVersion,
                symbol_string(module->version));
    }
  }
  store_ref(thread, element, wk::StackTraceElement_methodName, symbol_string(method->name));
  if (holder->file != nullptr && !holder->file->source_file().empty()) {
    store_ref(thread, element, wk::StackTraceElement_fileName,
              intern_string(holder->file->source_file()));
  }
  heap.store<std::int32_t>(element, wk::StackTraceElement_lineNumber, line_number(method, bci));
}

void init_stack_trace_elements(JavaThread& thread, Object* elements, Object* throwable) {
  if (elements == nullptr || throwable == nullptr) throw_java(Throwable::NullPointerException);
  auto* array = static_cast<Array*>(elements);
  Array* backtrace = load_backtrace(thread, throwable);
  std::int32_t depth = thread.heap().load<std::int32_t>(throwable, well_known::Throwable_depth);
  if (array->length != depth || (backtrace == nullptr ? 0 : backtrace->length - 1) != depth) {
    throw_java(Throwable::IndexOutOfBoundsException);
  }
  for (std::int32_t i = 0; i < depth; ++i) {
    std::size_t offset = Array::kElementBase + 8 * static_cast<std::size_t>(i);
    Object* element = thread.heap().load_reference(array, offset, Order::Plain);
    if (element == nullptr) throw_java(Throwable::NullPointerException);
    TracedFrame frame = unpack_frame(thread.heap().load<std::int64_t>(backtrace, offset + 8));
    init_stack_trace_element(thread, element, frame.method, frame.bci);
  }
}

std::optional<TracedFrames> frames_of_thread(JavaThread& thread, JavaThread& target) {
  // Nothing may be allocated while the target is stopped, so the deepest frames are cut off where
  // the buffer ends.
  std::vector<std::pair<Method*, const Instruction*>> found;
  std::size_t room = 256;
  std::size_t count = 0;
  auto collect = [&] {
    count = 0;
    for (FrameWalker at(target); !at.at_end(); at.next()) {
      if (found.size() < found.capacity())
        found.emplace_back(at.method(), position_of(target, at.frame()));
      ++count;
    }
  };
  for (;;) {
    found.clear();
    found.reserve(room);
    if (&target == &thread) {
      collect();
    } else if (!ThreadList::with_stopped(&target, collect)) {
      return std::nullopt;
    }
    if (count <= found.size()) break;
    room = count + 64;
  }
  TracedFrames frames;
  frames.reserve(found.size());
  for (const auto& [method, position] : found)
    frames.push_back({method, bci_of_frame(method, position)});
  return frames;
}

Object* stack_trace_elements(JavaThread& thread, const TracedFrames& frames) {
  initialize_class(thread, well_known::StackTraceElement);
  auto* elements = allocate_array(thread, array_class_of(thread, well_known::StackTraceElement),
                                  static_cast<std::int32_t>(frames.size()));
  for (std::size_t i = 0; i < frames.size(); ++i) {
    Object* element = allocate_object(thread, well_known::StackTraceElement);
    init_stack_trace_element(thread, element, frames[i].method, frames[i].bci);
    store_ref(thread, elements, Array::kElementBase + 8 * i, element);
  }
  return elements;
}

std::string describe_frame(const Method* method, int bci) {
  std::string text = cat(method->holder->external_name(), ".", method->name->text());
  append_position(text, method, bci);
  return text;
}

std::string describe_stack(const JavaThread& thread) {
  std::string text;
  for (FrameWalker at(thread); !at.at_end(); at.next()) {
    text += cat("\tat ", describe_frame(at.method(), at.bci()), "\n");
  }
  return text;
}

}  // namespace cjvm
