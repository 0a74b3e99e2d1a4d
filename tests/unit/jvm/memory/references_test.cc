// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/references.h"

#include <gtest/gtest.h>

#include "tests/unit/jvm/memory/fake_heap.h"

namespace cjvm::test {
namespace {

constexpr std::uint32_t kReferent = 16, kNext = 24, kDiscovered = 32, kTimestamp = 40;
constexpr int kMany = 500;

void set_offsets() {
  well_known::Reference_referent = kReferent;
  well_known::Reference_next = kNext;
  well_known::Reference_discovered = kDiscovered;
  well_known::SoftReference_timestamp = kTimestamp;
}

Class* reference_class(ReferenceStrength strength) {
  set_offsets();
  return make_class(GcKind::Reference, 48, {kReferent, kNext, kDiscovered}, strength);
}

Class* plain_class() {
  static Class* klass = make_class(GcKind::Scanned, 32, {16, 24});
  return klass;
}

struct Roots {
  Object* references[kMany];
  Object* strong;
};

Roots& roots() {
  static auto* made = Collector::make_metadata<Roots>();
  return *made;
}

[[gnu::noinline]] void make_references(Class* klass) {
  JavaThread& thread = main_thread();
  take_pending_references();
  roots() = {};
  for (Object*& slot : roots().references) {
    Object* reference = allocate_object(thread, klass);
    slot = reference;
    Object* referent = allocate_object(thread, plain_class());
    *referent->at<Object*>(16) = allocate_object(thread, plain_class());
    *reference->at<Object*>(kReferent) = referent;
  }
}

int count_cleared() {
  int cleared = 0;
  for (Object* reference : roots().references)
    cleared += *reference->at<Object*>(kReferent) == nullptr ? 1 : 0;
  return cleared;
}

int count_pending() {
  int count = 0;
  for (Object* at = take_pending_references(); at != nullptr; at = *at->at<Object*>(kDiscovered))
    ++count;
  return count;
}

TEST(References, WeakOnesAreClearedAndEnqueued) {
  make_references(reference_class(ReferenceStrength::Weak));
  Collector::collect();
  int cleared = count_cleared();
  EXPECT_GT(cleared, kMany * 9 / 10);
  EXPECT_EQ(count_pending(), cleared);
  EXPECT_FALSE(has_pending_references());
}

TEST(References, WeakOnesOfReachableObjectsStay) {
  make_references(reference_class(ReferenceStrength::Weak));
  roots().strong = *roots().references[7]->at<Object*>(kReferent);
  Collector::collect();
  EXPECT_EQ(*roots().references[7]->at<Object*>(kReferent), roots().strong);
}

TEST(References, SoftOnesGoOnlyOnRequest) {
  make_references(reference_class(ReferenceStrength::Soft));
  Collector::collect();
  EXPECT_EQ(count_cleared(), 0);
  Collector::collect(true);
  EXPECT_GT(count_cleared(), kMany * 9 / 10);
  count_pending();
}

TEST(References, FinalizableObjectsAreKeptOnceWithWhatTheyReach) {
  make_references(reference_class(ReferenceStrength::Final));
  Collector::collect();
  EXPECT_EQ(count_cleared(), 0);
  int pending = count_pending();
  EXPECT_GT(pending, kMany * 9 / 10);
  for (Object* reference : roots().references) {
    Object* referent = *reference->at<Object*>(kReferent);
    ASSERT_EQ(referent->klass(), plain_class());
    ASSERT_EQ((*referent->at<Object*>(16))->klass(), plain_class());
  }
  Collector::collect();
  EXPECT_LE(count_pending(), kMany - pending);
}

TEST(References, PhantomOnesAreClearedAndEnqueued) {
  make_references(reference_class(ReferenceStrength::Phantom));
  Collector::collect();
  int cleared = count_cleared();
  EXPECT_GT(cleared, kMany * 9 / 10);
  EXPECT_EQ(count_pending(), cleared);
}

}  // namespace
}  // namespace cjvm::test
