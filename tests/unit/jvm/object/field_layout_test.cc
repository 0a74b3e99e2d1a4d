// SPDX-License-Identifier: Apache-2.0
// Field placement on hand-made classes: alignment, gaps of superclasses, reference lists, statics,
// strengths.
#include "jvm/object/field_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm {
namespace {

constexpr std::uint16_t kStatic = 0x0008;

// A class with fields given as descriptor letters; upper-case static marks come as "s" before the
// letter.
struct TestClass {
  TestClass(std::string_view name, Class* super, std::string_view letters) {
    klass.name = Symbol::intern(name);
    klass.super = super;
    bool is_static = false;
    for (char c : letters) {
      if (c == 's') {
        is_static = true;
        continue;
      }
      Field field{};
      field.holder = &klass;
      field.name = Symbol::intern(std::string_view(&c, 1));
      field.descriptor = Symbol::intern(c == 'L' ? std::string_view("Ljava/lang/Object;")
                                                 : std::string_view(&c, 1));
      field.type = basic_type_of(c);
      field.access_flags = is_static ? kStatic : 0;
      fields.push_back(field);
      is_static = false;
    }
    klass.fields = fields;
  }

  std::uint32_t offset(std::size_t i) const { return fields[i].offset; }

  Class klass{};
  std::vector<Field> fields;
};

unsigned size_of(const Field& field) { return 1u << type_shift(field.type); }

// No two fields of the chain share a byte, each is aligned, all lie within the instance.
void check_instance(const Class& klass) {
  std::set<std::uint32_t> taken;
  for (const Class* c = &klass; c != nullptr; c = c->super) {
    for (const Field& field : c->fields) {
      if (field.is_static()) continue;
      EXPECT_EQ(field.offset % size_of(field), 0u);
      EXPECT_GE(field.offset, kFieldBase);
      for (unsigned i = 0; i < size_of(field); ++i)
        EXPECT_TRUE(taken.insert(field.offset + i).second);
    }
  }
  if (!taken.empty()) {
    EXPECT_LT(*taken.rbegin(), klass.instance_size);
  }
  EXPECT_EQ(klass.instance_size % 16, 0u);
}

TEST(FieldLayout, EmptyClassIsTheHeader) {
  TestClass object("Object", nullptr, "");
  layout_instance_fields(&object.klass);
  EXPECT_EQ(object.klass.instance_size, 16u);
  EXPECT_EQ(object.klass.gc_kind, GcKind::Plain);
  EXPECT_TRUE(object.klass.reference_offsets.empty());
}

TEST(FieldLayout, PlacesReferencesFirstThenByFallingSize) {
  TestClass c("C", nullptr, "BIJLSZLD");
  layout_instance_fields(&c.klass);
  check_instance(c.klass);
  EXPECT_EQ(c.offset(3), 16u);
  EXPECT_EQ(c.offset(6), 24u);
  EXPECT_EQ(c.klass.gc_kind, GcKind::Scanned);
  std::vector<std::uint32_t> references(c.klass.reference_offsets.begin(),
                                        c.klass.reference_offsets.end());
  EXPECT_EQ(references, (std::vector<std::uint32_t>{16, 24}));
  EXPECT_EQ(c.klass.instance_size, 64u);
}

TEST(FieldLayout, FillsTheSuperclassesGaps) {
  TestClass a("A", nullptr, "B");
  layout_instance_fields(&a.klass);
  EXPECT_EQ(a.klass.instance_size, 32u);
  TestClass b("B", &a.klass, "ZSIL");
  layout_instance_fields(&b.klass);
  check_instance(b.klass);
  EXPECT_EQ(b.klass.instance_size, 32u);
  EXPECT_EQ(b.offset(3), 24u);
  EXPECT_EQ(b.offset(2), 20u);
  EXPECT_EQ(b.offset(1), 18u);
  EXPECT_EQ(b.offset(0), 17u);
}

TEST(FieldLayout, ListsInheritedReferences) {
  TestClass a("A", nullptr, "L");
  layout_instance_fields(&a.klass);
  TestClass b("B", &a.klass, "I");
  layout_instance_fields(&b.klass);
  EXPECT_EQ(b.klass.reference_offsets.data(), a.klass.reference_offsets.data());
  TestClass c("C", &b.klass, "L");
  layout_instance_fields(&c.klass);
  check_instance(c.klass);
  EXPECT_EQ(c.klass.reference_offsets.size(), 2u);
  EXPECT_EQ(c.klass.gc_kind, GcKind::Scanned);
}

TEST(FieldLayout, HoldsForManyFieldsInDeepChains) {
  std::vector<std::unique_ptr<TestClass>> chain;
  const char letters[] = "ZBCSIJFDL";
  unsigned state = 1;
  for (int depth = 0; depth < 12; ++depth) {
    std::string text;
    for (int i = 0; i < 9; ++i) {
      state = state * 1103515245u + 12345u;
      if ((state >> 20 & 3) != 0) text += letters[(state >> 16) % 9];
    }
    chain.push_back(std::make_unique<TestClass>("C" + std::to_string(depth),
                                                depth == 0 ? nullptr : &chain.back()->klass, text));
    layout_instance_fields(&chain.back()->klass);
    check_instance(chain.back()->klass);
  }
}

TEST(FieldLayout, PutsStaticsBehindTheMirrorBase) {
  TestClass c("C", nullptr, "sIsLsJIL");
  layout_instance_fields(&c.klass);
  layout_static_fields(&c.klass, 144);
  EXPECT_EQ(c.offset(1), 144u);
  EXPECT_EQ(c.offset(2), 152u);
  EXPECT_EQ(c.offset(0), 160u);
  EXPECT_EQ(c.klass.mirror_size, 176u);
  ASSERT_EQ(c.klass.static_reference_offsets.size(), 1u);
  EXPECT_EQ(c.klass.static_reference_offsets[0], 144u);
  EXPECT_EQ(c.klass.instance_size, 32u);
}

TEST(FieldLayout, NoStaticsLeaveTheMirrorAsItIs) {
  TestClass c("C", nullptr, "I");
  layout_static_fields(&c.klass, 144);
  EXPECT_EQ(c.klass.mirror_size, 144u);
}

TEST(FieldLayout, TheReferentIsNotAnOrdinaryReference) {
  TestClass reference("java/lang/ref/Reference", nullptr, "LLL");
  reference.fields[1].name = Symbol::intern("referent");
  layout_instance_fields(&reference.klass);
  EXPECT_EQ(reference.klass.gc_kind, GcKind::Reference);
  EXPECT_EQ(reference.klass.reference_offsets.size(), 2u);
  EXPECT_EQ(std::count(reference.klass.reference_offsets.begin(),
                       reference.klass.reference_offsets.end(), reference.offset(1)),
            0);
  TestClass weak("java/lang/ref/WeakReference", &reference.klass, "L");
  weak.klass.reference_strength = ReferenceStrength::Weak;
  layout_instance_fields(&weak.klass);
  EXPECT_EQ(weak.klass.gc_kind, GcKind::Reference);
  EXPECT_EQ(weak.klass.reference_offsets.size(), 3u);
}

}  // namespace
}  // namespace cjvm
