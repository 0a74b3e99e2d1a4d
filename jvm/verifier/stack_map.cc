// SPDX-License-Identifier: Apache-2.0
// Decoding of the StackMapTable. Frames share the storage of their locals with the frame before
// where they can.
#include "jvm/verifier/stack_map.h"

#include <algorithm>

namespace cjvm {
namespace {

// A table this large is not made by any compiler; the bound keeps hostile input from taking all
// memory.
constexpr std::size_t kMaxStorage = std::size_t{1} << 25;

enum FrameType : std::uint8_t {
  kSameEnd = 64,
  kSameStackItemEnd = 128,
  kSameStackItemExtended = 247,
  kSameExtended = 251,
  kFull = 255,
};

[[noreturn]] void format_error(std::string_view message) {
  throw StackMapFault{StackMapFault::kFormat, message};
}

}  // namespace

struct StackMap::Decoder {
  StackMap& map;
  ByteReader in;
  StackMapLimits limits;
  std::span<const CodeMark> marks;
  const ConstantPool& constants;
  TypeTable& types;
  Frame frame{};  // the frame before the one being read
  // An error that is reported when the list it is in has been read without a worse one.
  std::string_view pending{};

  // Reads a type; an uninitializedThis sets `flag`.
  VerificationType read_type(bool& flag) {
    std::uint8_t tag = in.u1();
    switch (tag) {
      case 0:
        return TypeTag::kTop;
      case 1:
        return TypeTag::kInteger;
      case 2:
        return TypeTag::kFloat;
      case 3:
        return TypeTag::kDouble;
      case 4:
        return TypeTag::kLong;
      case 5:
        return TypeTag::kNull;
      case 6:
        flag = true;
        return TypeTag::kUninitializedThis;
      case 7: {
        std::uint16_t index = in.u2();
        if (!constants.is(index, ConstantTag::kClass)) format_error("bad class index");
        return types.reference(constants.class_name(index));
      }
      case 8: {
        std::uint16_t offset = in.u2();
        if (offset >= marks.size() || marks[offset] != CodeMark::kNew) {
          pending = "StackMapTable format error: bad offset for Uninitialized";
        }
        return {TypeTag::kUninitialized, offset};
      }
      default:
        format_error("bad verification type");
    }
  }

  // Appends a type to the storage; returns its slots.
  std::uint16_t append(VerificationType type) {
    if (map.storage_.size() > kMaxStorage) format_error("table too large");
    map.storage_.push_back(type);
    if (!type.is_category2()) return 1;
    map.storage_.push_back(type.second());
    return 2;
  }

  void require_size(std::uint32_t size, std::uint32_t limit) {
    if (size > limit) pending = "StackMapTable format error: bad type array size";
    if (!pending.empty()) throw StackMapFault{StackMapFault::kMethodFormat, pending};
  }

  void set_offset(std::uint32_t delta, bool first) {
    frame.bci = first ? delta : frame.bci + delta + 1;
  }

  void read_stack(std::uint32_t items) {
    bool ignored = false;
    frame.stack_at = static_cast<std::uint32_t>(map.storage_.size());
    std::uint32_t size = 0;
    for (std::uint32_t i = 0; i < items; ++i) size += append(read_type(ignored));
    require_size(size, limits.max_stack);
    frame.stack_size = static_cast<std::uint16_t>(size);
  }

  // Drops the last `count` variables.
  void chop(int count) {
    int position = static_cast<int>(frame.locals_size) - 1;
    for (int i = 0; i < count; ++i) {
      if (position < 0) require_size(1, 0);
      bool second =
          map.storage_[frame.locals_at + static_cast<unsigned>(position)].is_category2_second();
      position -= second ? 2 : 1;
    }
    if (position < -1) require_size(1, 0);
    frame.locals_size = static_cast<std::uint16_t>(position + 1);
    auto locals = std::span(map.storage_).subspan(frame.locals_at, frame.locals_size);
    frame.this_uninitialized =
        std::ranges::find(locals, VerificationType(TypeTag::kUninitializedThis)) != locals.end();
  }

  // Makes the frame's locals the last thing in storage, so that more can follow.
  void own_locals() {
    std::size_t end = std::size_t{frame.locals_at} + frame.locals_size;
    if (end == map.storage_.size()) return;
    if (map.storage_.size() + frame.locals_size > kMaxStorage) format_error("table too large");
    auto start = static_cast<std::uint32_t>(map.storage_.size());
    map.storage_.resize(start + frame.locals_size);
    std::copy_n(map.storage_.begin() + frame.locals_at, frame.locals_size,
                map.storage_.begin() + start);
    frame.locals_at = start;
  }

  void add_locals(std::uint32_t count) {
    std::uint32_t size = frame.locals_size;
    for (std::uint32_t i = 0; i < count; ++i) size += append(read_type(frame.this_uninitialized));
    require_size(size, limits.max_locals);
    frame.locals_size = static_cast<std::uint16_t>(size);
  }

  void read_frame(bool first) {
    std::uint8_t type = in.u1();
    frame.stack_size = 0;
    if (type < kSameEnd) return set_offset(type, first);
    if (type < kSameStackItemEnd) {
      set_offset(type - kSameEnd, first);
      return read_stack(1);
    }
    std::uint16_t delta = in.u2();
    if (type < kSameStackItemExtended) format_error("reserved frame type");
    set_offset(delta, first);
    if (type == kSameStackItemExtended) {
      read_stack(1);
    } else if (type <= kSameExtended) {
      if (type < kSameExtended) chop(kSameExtended - type);
    } else if (type < kFull) {
      own_locals();
      add_locals(type - kSameExtended);
    } else {
      frame.this_uninitialized = false;
      frame.locals_at = static_cast<std::uint32_t>(map.storage_.size());
      frame.locals_size = 0;
      add_locals(in.u2());
      read_stack(in.u2());
    }
  }
};

void StackMap::decode(Bytes contents, const FrameView& entry, StackMapLimits limits,
                      std::span<const CodeMark> marks, const ConstantPool& constants,
                      TypeTable& types) {
  frames_.clear();
  storage_.assign(entry.locals.begin(), entry.locals.end());
  if (contents.empty()) {
    if (contents.data() != nullptr) format_error("access beyond the end of attribute");
    return;
  }
  Decoder decoder{*this, ByteReader(contents), limits, marks, constants, types};
  decoder.frame.this_uninitialized = entry.this_uninitialized;
  decoder.frame.locals_size = static_cast<std::uint16_t>(entry.locals.size());
  try {
    std::uint16_t count = decoder.in.u2();
    frames_.reserve(std::min<std::size_t>(count, contents.size()));
    for (std::uint16_t i = 0; i < count; ++i) {
      decoder.read_frame(i == 0);
      frames_.push_back(decoder.frame);
      auto bci = decoder.frame.bci;
      if (bci >= marks.size() || marks[bci] == CodeMark::kNothing) {
        throw StackMapFault{StackMapFault::kBadOffset, "StackMapTable error: bad offset"};
      }
    }
  } catch (const EndOfBytes&) {
    format_error("access beyond the end of attribute");
  }
  if (!decoder.in.at_end()) format_error("wrong attribute size");
}

FrameView StackMap::operator[](std::size_t i) const {
  const Frame& frame = frames_[i];
  auto all = std::span(storage_);
  return {frame.bci, frame.this_uninitialized, all.subspan(frame.locals_at, frame.locals_size),
          all.subspan(frame.stack_at, frame.stack_size)};
}

int StackMap::find(std::uint32_t bci) const {
  auto at = std::ranges::lower_bound(frames_, bci, {}, &Frame::bci);
  return at != frames_.end() && at->bci == bci ? static_cast<int>(at - frames_.begin()) : -1;
}

}  // namespace cjvm
