#include "loader/Manifest.h"
#include "loader/Error.h"
#include "json/BoundedJson.h"

#include <filesystem>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/MemoryBuffer.h>
#include <vector>

namespace gnet {

namespace {

constexpr JsonBounds bounds = {.bytes = 1 << 20, .depth = 64};
constexpr int64_t maxElements = int64_t{1} << 38; // Of an image's outputs.

llvm::Expected<std::string> findManifest(const std::string &folder) {
  std::vector<std::string> found;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(folder + "/share", problem),
       end;
       !problem && entry != end; entry.increment(problem)) {
    std::string path = entry->path().string() + "/manifest.json";
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored))
      found.push_back(path);
  }
  if (found.size() == 1)
    return found.front();
  if (found.empty())
    return fail("{} is no package: it has no share/NAME/manifest.json", folder);
  return fail("{} holds {} packages: it must be one", folder, found.size());
}

bool isIdentifier(llvm::StringRef name) {
  return !name.empty() && name.find_if_not([](char c) {
    return llvm::isAlnum(c) || c == '_';
  }) == llvm::StringRef::npos;
}

/// Batch x channels x height x width, the last three of which count.
bool readShape(const llvm::json::Array *shape, PackageOutput &output) {
  if (!shape || shape->size() != 4)
    return false;
  int64_t elements = 1;
  for (auto [index, size] : {std::pair{1, &output.channels},
                             {2, &output.height},
                             {3, &output.width}}) {
    std::optional<int64_t> value = (*shape)[index].getAsInteger();
    if (!value || *value < 1 || *value > maxElements / elements)
      return false;
    *size = *value;
    elements *= *value;
  }
  return true;
}

/// The outputs of `manifest`, which follow each other.
llvm::Error readOutputs(const llvm::json::Object &manifest,
                        std::vector<PackageOutput> &outputs) {
  const llvm::json::Array none;
  const llvm::json::Array *entries = manifest.getArray("outputs");
  int64_t end = 0;
  for (const llvm::json::Value &entry : entries ? *entries : none) {
    const llvm::json::Object *object = entry.getAsObject();
    std::optional<llvm::StringRef> name =
        object ? object->getString("name") : std::nullopt;
    PackageOutput output;
    if (!name || !readShape(object->getArray("shape"), output))
      return fail("its outputs have no name or no shape");
    output.name = name->str();
    output.offset = object->getInteger("offset").value_or(0);
    if (output.offset != end || output.elements() > maxElements - end)
      return fail("its outputs do not lie one behind the other");
    end += output.elements();
    outputs.push_back(std::move(output));
  }
  return llvm::Error::success();
}

PackageCalibration readCalibration(const llvm::json::Object &entries) {
  PackageCalibration calibration;
  calibration.method = entries.getString("method").value_or("").str();
  calibration.pictures = entries.getInteger("pictures").value_or(0);
  calibration.heldBack = entries.getInteger("held_back").value_or(0);
  calibration.error = entries.getNumber("error").value_or(0);
  return calibration;
}

} // namespace

llvm::Expected<Manifest> parseManifest(llvm::StringRef text) {
  if (!isWithin(text, bounds))
    return fail("it is no manifest: it is too large");
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  if (!value)
    return value.takeError();
  const llvm::json::Object *manifest = value->getAsObject();
  std::optional<llvm::StringRef> name =
      manifest ? manifest->getString("name") : std::nullopt;
  if (!name || !isIdentifier(*name))
    return fail("it names no network");
  Manifest parsed{name->str(), {}, {}};
  if (llvm::Error error = readOutputs(*manifest, parsed.outputs))
    return error;
  if (const llvm::json::Object *calibration =
          manifest->getObject("calibration"))
    parsed.calibration = readCalibration(*calibration);
  return parsed;
}

llvm::Expected<Manifest> readManifest(const std::string &folder) {
  llvm::Expected<std::string> path = findManifest(folder);
  if (!path)
    return path.takeError();
  auto file = llvm::MemoryBuffer::getFile(*path);
  if (!file)
    return fail("cannot read {}: {}", *path, file.getError().message());
  llvm::Expected<Manifest> manifest = parseManifest((*file)->getBuffer());
  if (!manifest)
    return fail("{}: {}", *path, llvm::toString(manifest.takeError()));
  return manifest;
}

} // namespace gnet
