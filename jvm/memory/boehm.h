// SPDX-License-Identifier: Apache-2.0
// The collector's own headers, included nowhere but in this folder. Threads are made with plain
// pthread_create and register themselves, so the library's replacements for the pthread functions
// are switched off.
#pragma once

#define GC_THREADS 1
#define GC_NO_THREAD_REDIRECTS 1
#include <gc/gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>
