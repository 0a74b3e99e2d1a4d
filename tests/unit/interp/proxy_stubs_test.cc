// SPDX-License-Identifier: Apache-2.0
#include "interp/proxy_stubs.h"

#include <gtest/gtest.h>

#include "jvm/classfile/class_file.h"
#include "jvm/linking/symbol.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/object/class.h"

namespace cjvm {
extern const HandlerTable kLocalHandlers;
}

namespace cjvm::test {
namespace {

class ProxyStubs : public testing::Test {
 protected:
  ProxyStubs() {
    make_accumulator_facts();
    method_.holder = &class_;
    method_.name = Symbol::intern("m");
    method_.argument_slots = 3;
    method_.max_locals = 9;
    method_.max_stack = 7;
    method_.vtable_index = 5;
    method_.itable_index = kNotVirtual;
    returns(BasicType::Int, "(J)I");
  }
  void returns(BasicType type, const char* descriptor) {
    method_.return_type = type;
    method_.descriptor = Symbol::intern(descriptor);
  }
  std::string code_of_stub() {
    Method* stub = make_proxy_stub(&method_, kLocalHandlers);
    return stub->code.load()->disassemble(kLocalHandlers);
  }

  Class class_{};
  Method method_{};
};

TEST_F(ProxyStubs, CodeIsTheCallAndTheReturn) {
  EXPECT_EQ(code_of_stub(),
            "    0 @0     enter                      3 #26\n"
            "    2 @0     execute_remote             s7\n"
            "    4 @0     return_value_x             s7\n");
}

TEST_F(ProxyStubs, ReturnsAsTheMethodDoes) {
  returns(BasicType::Void, "(J)V");
  EXPECT_NE(code_of_stub().find("return_void"), std::string::npos);
  returns(BasicType::Boolean, "(J)Z");
  EXPECT_NE(code_of_stub().find("return_boolean_x"), std::string::npos);
  returns(BasicType::Char, "(J)C");
  EXPECT_NE(code_of_stub().find("return_char"), std::string::npos);
}

TEST_F(ProxyStubs, LooksLikeTheMethodButIsPlain) {
  method_.access_flags = kAccPublic | kAccFinal | kAccNative | kAccSynchronized;
  method_.flags = kCallerSensitive | kFinalizer;
  Method* stub = make_proxy_stub(&method_, kLocalHandlers);
  EXPECT_EQ(stub->holder, &class_);
  EXPECT_EQ(stub->name, method_.name);
  EXPECT_EQ(stub->descriptor, method_.descriptor);
  EXPECT_EQ(stub->vtable_index, 5);
  EXPECT_EQ(stub->argument_slots, 3);
  EXPECT_EQ(stub->max_locals, 3u);
  EXPECT_EQ(stub->access_flags, kAccPublic | kAccFinal);
  EXPECT_EQ(stub->flags, std::uint32_t{kProxyStub | kCallerSensitive});
  EXPECT_EQ(stub->entry.load(), stub->code.load()->begin());
}

TEST_F(ProxyStubs, SomeMethodsNeedNone) {
  EXPECT_TRUE(needs_proxy_stub(&method_));
  EXPECT_FALSE(needs_proxy_stub(make_proxy_stub(&method_, kLocalHandlers)));
  method_.flags = kRunsOnProxy;
  EXPECT_FALSE(needs_proxy_stub(&method_));
  method_.flags = kDefaultConflict;
  EXPECT_FALSE(needs_proxy_stub(&method_));
  method_.flags = 0;
  method_.access_flags = kAccAbstract;
  EXPECT_FALSE(needs_proxy_stub(&method_));
  method_.access_flags = kAccStatic;
  EXPECT_FALSE(needs_proxy_stub(&method_));
}

}  // namespace
}  // namespace cjvm::test
