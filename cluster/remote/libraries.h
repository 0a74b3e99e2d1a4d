// SPDX-License-Identifier: Apache-2.0
// What a node needs of native libraries before Java code runs there.
#pragma once

namespace cjvm {
class JavaThread;
}

namespace cjvm::cluster {

// Tells this process's libjava the encoding of file names and system messages, that of the node
// which has booted: its natives refuse to convert strings before. Once, on each other node, when
// Java code can run there. Throws JavaThrow.
void adopt_platform_encoding(JavaThread& thread);

}  // namespace cjvm::cluster
