// SPDX-License-Identifier: Apache-2.0
// Which arguments of the class library's natives are addresses of memory that they read or write.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "jvm/object/method.h"

namespace cjvm::cluster {

enum class Direction : std::uint8_t {
  In,      // read
  Out,     // written from its beginning, as many items as the native returns
  InOut,   // both, no telling how much
  Gather,  // an array of iovec whose memory is read
  Scatter  // an array of iovec whose memory is written, as many bytes as the native returns
};

// One argument; slots as in a frame.
struct NativeBuffer {
  static constexpr std::uint8_t kNone = 0xff;
  std::uint8_t address = kNone;
  std::uint8_t count = kNone;  // kNone: always one item
  Direction direction = Direction::In;
  std::uint8_t item_bytes = 1;
  std::uint8_t offset = kNone;  // in bytes from the address, an int
};

struct BufferNative {
  std::string_view class_name, method;
  NativeBuffer buffers[2];
};

// Natives that map files and end mappings, which are kept where other nodes know whose they are.
enum class MappingNative : std::uint8_t { None, Map, Unmap };
MappingNative mapping_native(const Method* method);

// Null: nothing is known of the method.
const BufferNative* find_buffer_native(const Method* method);

}  // namespace cjvm::cluster
