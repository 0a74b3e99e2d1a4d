// SPDX-License-Identifier: Apache-2.0
#include "cluster/memory/native_buffers.h"

#include <algorithm>

#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm::cluster {

namespace {

using enum Direction;

constexpr std::uint8_t kIovecBytes = 16;
constexpr std::uint8_t kEpollEventBytes = 12;
constexpr std::uint8_t kPollfdBytes = 8;
constexpr std::uint8_t kSocketAddressBytes = 28;  // of IPv6, the larger one

constexpr std::string_view kFile = "sun/nio/ch/FileDispatcherImpl";
constexpr std::string_view kSocket = "sun/nio/ch/SocketDispatcher";
constexpr std::string_view kDatagram = "sun/nio/ch/DatagramDispatcher";
constexpr std::string_view kDatagramChannel = "sun/nio/ch/DatagramChannelImpl";
constexpr std::string_view kInflater = "java/util/zip/Inflater";
constexpr std::string_view kDeflater = "java/util/zip/Deflater";

constexpr NativeBuffer kRead{1, 3, Out}, kWrite{1, 3, In};
constexpr NativeBuffer kReadAll{1, 3, Scatter, kIovecBytes}, kWriteAll{1, 3, Gather, kIovecBytes};

constexpr BufferNative kTable[] = {
    {kFile, "read0", {kRead}},
    {kFile, "pread0", {kRead}},
    {kFile, "readv0", {kReadAll}},
    {kFile, "write0", {kWrite}},
    {kFile, "pwrite0", {kWrite}},
    {kFile, "writev0", {kWriteAll}},
    {kSocket, "read0", {kRead}},
    {kSocket, "readv0", {kReadAll}},
    {kDatagram, "read0", {kRead}},
    {kDatagram, "readv0", {kReadAll}},
    {kDatagram, "write0", {kWrite}},
    {kDatagram, "writev0", {kWriteAll}},
    {kDatagramChannel, "receive0", {kRead, {4, NativeBuffer::kNone, InOut, kSocketAddressBytes}}},
    {kDatagramChannel, "send0", {kWrite, {4, 6, In}}},
    {"sun/nio/ch/EPoll", "wait", {{1, 3, Out, kEpollEventBytes}}},
    {"sun/nio/ch/PollSelectorImpl", "poll", {{0, 2, InOut, kPollfdBytes}}},
    {"sun/nio/fs/UnixNativeDispatcher", "read", {kRead}},
    {"sun/nio/fs/UnixNativeDispatcher", "write", {kWrite}},
    {kInflater, "setDictionaryBuffer", {{2, 4, In}}},
    {kInflater, "inflateBytesBuffer", {{6, 8, InOut}}},
    {kInflater, "inflateBufferBytes", {{3, 5, In}}},
    {kInflater, "inflateBufferBuffer", {{3, 5, In}, {6, 8, InOut}}},
    {kDeflater, "setDictionaryBuffer", {{2, 4, In}}},
    {kDeflater, "deflateBytesBuffer", {{6, 8, InOut}}},
    {kDeflater, "deflateBufferBytes", {{3, 5, In}}},
    {kDeflater, "deflateBufferBuffer", {{3, 5, In}, {6, 8, InOut}}},
    {"java/util/zip/CRC32", "updateByteBuffer0", {{1, 4, In, 1, 3}}},
    {"java/util/zip/Adler32", "updateByteBuffer", {{1, 4, In, 1, 3}}},
};

constexpr std::string_view kFileChannel = "sun/nio/ch/FileChannelImpl";

}  // namespace

MappingNative mapping_native(const Method* method) {
  if (method->holder->loader != boot_loader() || method->holder->name->text() != kFileChannel)
    return MappingNative::None;
  std::string_view name = method->name->text();
  return name == "map0"     ? MappingNative::Map
         : name == "unmap0" ? MappingNative::Unmap
                            : MappingNative::None;
}

const BufferNative* find_buffer_native(const Method* method) {
  if (method->holder->loader != boot_loader()) return nullptr;
  std::string_view class_name = method->holder->name->text(), name = method->name->text();
  const auto* found = std::ranges::find_if(kTable, [&](const BufferNative& native) {
    return native.method == name && native.class_name == class_name;
  });
  return found == std::end(kTable) ? nullptr : found;
}

}  // namespace cjvm::cluster
