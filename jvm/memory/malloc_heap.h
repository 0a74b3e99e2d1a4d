// SPDX-License-Identifier: Apache-2.0
// Room for the many small blocks of the start. The C library extends the heap of every thread but
// the first page by page, with a system call for each; libjli starts the VM on a second thread.
#pragma once

#include <cstddef>

namespace cjvm {

// Gives the calling thread's malloc heap memory for its next `bytes`. Where malloc works otherwise
// there is no effect.
void extend_malloc_heap(std::size_t bytes);

}  // namespace cjvm
