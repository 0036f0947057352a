//===- Manifest.cpp - What a package says of itself -----------------------===//
#include "package/Manifest.h"
#include "network/LayerNames.h"
#include "package/Interface.h"
#include "package/Sha256.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace gnet {
namespace {

using llvm::json::Array;
using llvm::json::Object;

Object tensor(llvm::StringRef name, int64_t batch, const Shape &shape) {
  return Object{
      {"name", name.str()},
      {"type", "float32"},
      {"layout", "nchw"},
      {"shape", Array{batch, shape.channels, shape.height, shape.width}}};
}

Object preprocessing(const Input &input) {
  return Object{{"order", channelOrderName(input.order)},
                {"scale", input.scale},
                {"mean", Array(input.mean)},
                {"stddev", Array(input.stddev)}};
}

Array inputs(const PackageContents &contents) {
  const Input &input = contents.network.input;
  return Array{tensor(input.name, contents.batch, input.shape)};
}

/// Each with its first float's place among an image's.
Array outputs(const PackageContents &contents) {
  Array entries;
  for (const auto &[output, shape, first] : placedOutputs(contents.network)) {
    Object entry = tensor(output.path, contents.batch, shape);
    entry["offset"] = first;
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// As `sha256sum` prints it.
llvm::Expected<std::string> digestOf(llvm::StringRef file) {
  auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    return llvm::createFileError(file, buffer.getError());
  return llvm::toHex(sha256((*buffer)->getBuffer()), /*LowerCase=*/true);
}

/// Of every file, by its path in the package.
llvm::Expected<Object> digestsOf(llvm::StringRef root) {
  Object digests;
  std::error_code failed;
  for (llvm::sys::fs::recursive_directory_iterator entry(root, failed), end;
       entry != end && !failed; entry.increment(failed)) {
    if (entry->type() == llvm::sys::fs::file_type::directory_file)
      continue;
    auto digest = digestOf(entry->path());
    if (!digest)
      return digest.takeError();
    llvm::StringRef name = llvm::StringRef(entry->path()).substr(root.size());
    digests[name.ltrim('/').str()] = *digest;
  }
  if (failed)
    return llvm::createFileError(root, failed);
  return digests;
}

/// `entries` and those of `others`, which are not among them.
Object join(Object entries, const Object &others) {
  for (const auto &[name, value] : others)
    entries.try_emplace(name, value);
  return entries;
}

/// Entries that every package has, but for the digests.
Object entriesOf(const PackageContents &contents) {
  const Network &network = contents.network;
  Object versions{{"gnetc", contents.compilerVersion},
                  {"llvm", LLVM_VERSION_STRING}};
  return Object{
      {"name", network.name},
      {"api_version", interfaceVersion},
      {"inputs", inputs(contents)},
      {"outputs", outputs(contents)},
      {"preprocessing", preprocessing(network.input)},
      {"labels", static_cast<int64_t>(network.labels.size())},
      {"target", contents.target},
      {"versions", join(std::move(versions), contents.parts.versions)},
      {"parameters", contents.parameters},
      {"macs", contents.macs},
      {"steps", contents.steps},
      {"memory", Object{{"arena_bytes", contents.memory.arena},
                        {"sum_bytes", contents.memory.sum},
                        {"live_bytes", contents.memory.live}}}};
}

} // namespace

llvm::Expected<std::string> manifestOf(const PackageContents &contents,
                                       llvm::StringRef root) {
  auto digests = digestsOf(root);
  if (!digests)
    return digests.takeError();
  Object entries = join(entriesOf(contents), contents.parts.manifest);
  entries["digests"] = std::move(*digests);
  const llvm::json::Value manifest = std::move(entries);
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream json(stream, /*IndentSize=*/2);
  json.value(manifest);
  stream << "\n";
  return text;
}

std::string manifestPath(llvm::StringRef directory, llvm::StringRef network) {
  return (directory + "/share/" + network + "/manifest.json").str();
}

} // namespace gnet
