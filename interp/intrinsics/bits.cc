// SPDX-License-Identifier: Apache-2.0
// Bit operations of java.lang.Integer, Long, Short, Character, and the bit patterns of Float and
// Double.
#include <bit>
#include <cstdint>

#include "interp/intrinsics/intrinsics.h"

namespace cjvm {

namespace {

constexpr char kInteger[] = "java/lang/Integer", kLong[] = "java/lang/Long",
               kFloat[] = "java/lang/Float", kDouble[] = "java/lang/Double",
               kCharacter[] = "java/lang/Character", kShort[] = "java/lang/Short";

std::uint32_t low(const Slot& slot) { return static_cast<std::uint32_t>(slot.i); }

const Intrinsic kTable[] = {
    {kInteger, "bitCount", "(I)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], std::popcount(low(s[0])));
       return true;
     }},
    {kInteger, "numberOfLeadingZeros", "(I)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], std::countl_zero(low(s[0])));
       return true;
     }},
    {kInteger, "numberOfTrailingZeros", "(I)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], std::countr_zero(low(s[0])));
       return true;
     }},
    {kInteger, "reverseBytes", "(I)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = __builtin_bswap32(low(s[0]));
       return true;
     }},
    {kInteger, "reverse", "(I)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = __builtin_bitreverse32(low(s[0]));
       return true;
     }},
    {kInteger, "highestOneBit", "(I)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = std::bit_floor(low(s[0]));
       return true;
     }},
    {kInteger, "rotateLeft", "(II)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = std::rotl(low(s[0]), s[1].i & 31);
       return true;
     }},
    {kInteger, "rotateRight", "(II)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = std::rotr(low(s[0]), s[1].i & 31);
       return true;
     }},
    {kLong, "bitCount", "(J)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], std::popcount(s[0].bits));
       return true;
     }},
    {kLong, "numberOfLeadingZeros", "(J)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], std::countl_zero(s[0].bits));
       return true;
     }},
    {kLong, "numberOfTrailingZeros", "(J)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], std::countr_zero(s[0].bits));
       return true;
     }},
    {kLong, "reverseBytes", "(J)J",
     [](JavaThread&, Slot* s) {
       s[0].bits = __builtin_bswap64(s[0].bits);
       return true;
     }},
    {kLong, "reverse", "(J)J",
     [](JavaThread&, Slot* s) {
       s[0].bits = __builtin_bitreverse64(s[0].bits);
       return true;
     }},
    {kLong, "highestOneBit", "(J)J",
     [](JavaThread&, Slot* s) {
       s[0].bits = std::bit_floor(s[0].bits);
       return true;
     }},
    {kLong, "rotateLeft", "(JI)J",
     [](JavaThread&, Slot* s) {
       s[0].bits = std::rotl(s[0].bits, s[2].i & 63);
       return true;
     }},
    {kLong, "rotateRight", "(JI)J",
     [](JavaThread&, Slot* s) {
       s[0].bits = std::rotr(s[0].bits, s[2].i & 63);
       return true;
     }},
    {kShort, "reverseBytes", "(S)S",
     [](JavaThread&, Slot* s) {
       set_int(s[0],
               static_cast<std::int16_t>(__builtin_bswap16(static_cast<std::uint16_t>(s[0].i))));
       return true;
     }},
    {kCharacter, "reverseBytes", "(C)C",
     [](JavaThread&, Slot* s) {
       set_int(s[0], __builtin_bswap16(static_cast<std::uint16_t>(s[0].i)));
       return true;
     }},
    // Slots hold the bits already.
    {kFloat, "floatToRawIntBits", "(F)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = low(s[0]);
       return true;
     }},
    {kFloat, "intBitsToFloat", "(I)F",
     [](JavaThread&, Slot* s) {
       s[0].bits = low(s[0]);
       return true;
     }},
    {kDouble, "doubleToRawLongBits", "(D)J", [](JavaThread&, Slot*) { return true; }},
    {kDouble, "longBitsToDouble", "(J)D", [](JavaThread&, Slot*) { return true; }},
    {kFloat, "floatToIntBits", "(F)I",
     [](JavaThread&, Slot* s) {
       s[0].bits = s[0].f != s[0].f ? 0x7fc00000 : low(s[0]);
       return true;
     }},
    {kDouble, "doubleToLongBits", "(D)J",
     [](JavaThread&, Slot* s) {
       if (s[0].d != s[0].d) s[0].bits = 0x7ff8000000000000;
       return true;
     }},
};

}  // namespace

std::span<const Intrinsic> bit_intrinsics() { return kTable; }

}  // namespace cjvm
