// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: any bytes as a jimage file give answers or BadArchive, never a crash. Seeds:
// small images.
#include <cstddef>
#include <cstdint>
#include <span>

#include "jvm/archive/bad_archive.h"
#include "jvm/archive/jimage_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto image = cjvm::JimageFile::over(std::span(data, size));
    if (image->entry_count() > 1000) return 0;
    for (const auto& path : image->paths()) (void)image->find_path(path);
    (void)image->module_of_package("java/lang");
    (void)image->packages_of("m");
  } catch (const cjvm::BadArchive&) {
  }
  return 0;
}
