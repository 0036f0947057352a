//===- ZipArchive.h - The entries of a zip file ---------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_ZIPARCHIVE_H
#define GNET_WEIGHTS_FORMATS_ZIPARCHIVE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct zip;

namespace gnet {

struct ZipEntry {
  std::string name;
  uint64_t size; ///< In bytes, unpacked, as the archive declares it.
};

/// An archive in memory. Every name is there once. One thread at a time.
class ZipArchive {
public:
  /// `bytes` must outlive the archive.
  static llvm::Expected<ZipArchive> open(llvm::StringRef bytes);

  const std::vector<ZipEntry> &entries() const { return list; }

  /// The entry's bytes, at most the first `most`. As many as it declares, and
  /// with the right checksum, where all are read. No memory is taken before
  /// there are bytes to fill it.
  llvm::Expected<std::string> read(size_t entry,
                                   uint64_t most = UINT64_MAX) const;

private:
  struct Close {
    void operator()(zip *archive) const;
  };

  ZipArchive() = default;
  llvm::Error readDirectory(uint64_t fileSize);

  std::unique_ptr<zip, Close> archive;
  std::vector<ZipEntry> list;
};

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_ZIPARCHIVE_H
