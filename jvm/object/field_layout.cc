// SPDX-License-Identifier: Apache-2.0
// Field placement. A bitmap over the bytes of an instance says what is taken; a field goes to the
// first free, aligned place, so that gaps left by superclasses are used. Pure apart from memory for
// the lists of offsets, which is never freed.
#include "jvm/object/field_layout.h"

#include <algorithm>
#include <vector>

#include "jvm/linking/class_loader.h"
#include "jvm/linking/injected_fields.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm {

namespace {

constexpr std::uint32_t kGranule = 16;

std::uint32_t round_up(std::uint32_t value, std::uint32_t unit) {
  return (value + unit - 1) & ~(unit - 1);
}

// The taken bytes of one object from kFieldBase on.
class Places {
 public:
  explicit Places(std::uint32_t base) : base_(base) {}

  void take(std::uint32_t offset, std::uint32_t size) {
    std::uint32_t from = offset - base_;
    if (taken_.size() < from + size) taken_.resize(from + size);
    std::fill_n(taken_.begin() + from, size, true);
  }

  std::uint32_t place(std::uint32_t size) {
    std::uint32_t& hint = hints_[__builtin_ctz(size)];
    std::uint32_t from = hint;
    while (!is_free(from, size)) from += size;
    hint = from + size;
    take(base_ + from, size);
    return base_ + from;
  }

  std::uint32_t end() const { return base_ + static_cast<std::uint32_t>(taken_.size()); }

 private:
  bool is_free(std::uint32_t from, std::uint32_t size) const {
    for (std::uint32_t i = from; i < from + size && i < taken_.size(); ++i) {
      if (taken_[i]) return false;
    }
    return true;
  }

  std::uint32_t base_;
  std::vector<bool> taken_;
  std::uint32_t hints_[4] = {};  // per size: nothing is free below
};

std::span<std::uint32_t> permanent(const std::vector<std::uint32_t>& offsets) {
  if (offsets.empty()) return {};
  auto* copy = new std::uint32_t[offsets.size()];
  std::copy(offsets.begin(), offsets.end(), copy);
  return {copy, offsets.size()};
}

// 0: references, then 8, 4, 2, 1 bytes.
int order_of(const Field& field) {
  return field.type == BasicType::Reference ? 0 : 4 - static_cast<int>(type_shift(field.type));
}

void place_fields(Class* klass, bool statics, Places& places,
                  std::vector<std::uint32_t>& references) {
  for (int order = 0; order <= 4; ++order) {
    for (Field& field : klass->fields) {
      if (field.is_static() != statics || order_of(field) != order) continue;
      field.offset = places.place(1u << type_shift(field.type));
      if (order == 0) references.push_back(field.offset);
    }
  }
}

bool is_boot_class(const Class* klass) {
  return klass->loader == nullptr || klass->loader->java_loader == nullptr;
}

void place_injected(Class* klass, Places& places, std::vector<std::uint32_t>& references) {
  if (!is_boot_class(klass)) return;
  for (const InjectedField& injected : kInjectedFields) {
    if (klass->name->text() != injected.class_name) continue;
    *injected.offset = places.place(8);
    if (injected.type == 'L') references.push_back(*injected.offset);
  }
}

// Marks what the superclasses use; only needed down to the end of the direct superclass.
void take_inherited(const Class* super, Places& places) {
  for (const Class* c = super; c != nullptr; c = c->super) {
    for (const Field& field : c->fields) {
      if (!field.is_static()) places.take(field.offset, 1u << type_shift(field.type));
    }
    if (!is_boot_class(c)) continue;
    for (const InjectedField& injected : kInjectedFields) {
      if (c->name->text() == injected.class_name) places.take(*injected.offset, 8);
    }
  }
}

// The collector treats the referent by the reference's strength, not as an ordinary reference
// field.
bool is_referent(const Class* klass, const Field& field) {
  return is_boot_class(klass) && klass->name->text() == "java/lang/ref/Reference" &&
         field.name->text() == "referent";
}

}  // namespace

void layout_instance_fields(Class* klass) {
  std::vector<std::uint32_t> references;
  Places places(kFieldBase);
  const Class* super = klass->super;
  if (super != nullptr) {
    take_inherited(super, places);
    references.assign(super->reference_offsets.begin(), super->reference_offsets.end());
  }
  std::size_t inherited = references.size();
  place_fields(klass, false, places, references);
  place_injected(klass, places, references);
  for (const Field& field : klass->fields) {
    if (!field.is_static() && is_referent(klass, field)) std::erase(references, field.offset);
  }
  klass->instance_size = round_up(places.end(), kGranule);
  klass->reference_offsets = references.size() == inherited && super != nullptr
                                 ? super->reference_offsets
                                 : permanent(references);
  bool is_reference = klass->reference_strength != ReferenceStrength::None ||
                      (super != nullptr && super->gc_kind == GcKind::Reference) ||
                      (is_boot_class(klass) && klass->name->text() == "java/lang/ref/Reference");
  klass->gc_kind = is_reference         ? GcKind::Reference
                   : references.empty() ? GcKind::Plain
                                        : GcKind::Scanned;
}

void layout_static_fields(Class* klass, std::uint32_t mirror_base) {
  std::vector<std::uint32_t> references;
  Places places(mirror_base);
  place_fields(klass, true, places, references);
  klass->mirror_size = round_up(places.end(), kGranule);
  klass->static_reference_offsets = permanent(references);
}

}  // namespace cjvm
