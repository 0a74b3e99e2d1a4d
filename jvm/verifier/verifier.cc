// SPDX-License-Identifier: Apache-2.0
// Entry of the verifier: which verifier a class file gets, and the loop over its methods.
#include "jvm/verifier/verifier.h"

#include "jvm/verifier/method_verifier.h"

namespace cjvm {
namespace {

// JVMS 4.10: type checking from version 50 on; only version 50 may fall back to type inference.
constexpr std::uint16_t kFirstTypeChecked = 50;
constexpr std::uint16_t kFirstWithoutFailover = 51;

}  // namespace

VerifyOutcome verify_class(const ClassFile& file, ClassHierarchy& hierarchy,
                           const VerifyOptions& options, std::string* refusal) {
  if (file.major_version() < kFirstTypeChecked) return VerifyOutcome::kNeedsOldVerifier;
  auto printed_name = options.printed_name.empty() ? file.name() : options.printed_name;
  try {
    MethodVerifier verifier(file, hierarchy, printed_name);
    for (const MethodInfo& method : file.methods()) {
      if (method.has_code) verifier.verify(method);
    }
  } catch (const ClassFormat& bad) {
    if (file.major_version() >= kFirstWithoutFailover || !options.failover) throw;
    if (refusal != nullptr) *refusal = bad.message;
    return VerifyOutcome::kNeedsOldVerifier;
  }
  return VerifyOutcome::kVerified;
}

}  // namespace cjvm
