//===- SpecSource.cpp - A spec from a file or from standard input ---------===//
#include "SpecSource.h"
#include "llvm/Support/FormatVariadic.h"
#include <cstdio>

namespace gnet {
namespace {

constexpr const char *standardInput = "<stdin>";

/// At most a byte more than `maxBytes`: it may have no end.
FileContent readStandardInput(size_t maxBytes) {
  std::string bytes(maxBytes + 1, '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), stdin));
  if (std::ferror(stdin))
    return {{}, "reading failed"};
  if (bytes.size() > maxBytes)
    return {{},
            llvm::formatv("it is too large: over {0} bytes", maxBytes).str()};
  return {std::move(bytes), {}};
}

} // namespace

std::string specName(const std::string &argument) {
  return argument == "-" ? standardInput : argument;
}

FileContent readSpecSource(const std::string &name, size_t maxBytes) {
  if (name != standardInput)
    return readFromDisk(name, maxBytes);
  static const FileContent content = readStandardInput(maxSpecBytes);
  return content;
}

} // namespace gnet
