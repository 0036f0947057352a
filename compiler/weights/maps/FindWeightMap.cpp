#include "weights/maps/FindWeightMap.h"
#include "files/RegularFile.h"
#include "weights/maps/Misfits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gnet {

namespace {

namespace fs = llvm::sys::fs;

constexpr size_t maxMaps = 1000;

llvm::Expected<WeightMap> readWeightMap(llvm::StringRef path) {
  auto text = readRegularFile(path);
  if (!text)
    return llvm::createFileError(path, text.takeError());
  return parseWeightMap((*text)->getBuffer(), path);
}

/// Every `.map` of the folder and its folders, by name; none if it is missing.
llvm::Expected<std::vector<std::string>> mapsIn(llvm::StringRef folder) {
  std::vector<std::string> paths;
  if (folder.empty() || !fs::is_directory(folder))
    return paths;
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folder, failed), end;
       at != end && !failed; at.increment(failed)) {
    if (!llvm::StringRef(at->path()).ends_with(".map"))
      continue;
    paths.push_back(at->path());
    if (paths.size() > maxMaps)
      return llvm::createStringError(folder + ": more than " +
                                     llvm::Twine(maxMaps) + " weight maps");
  }
  if (failed)
    return llvm::createFileError(folder, failed);
  llvm::sort(paths);
  return paths;
}

/// The maps to try, in this order.
llvm::Expected<std::vector<WeightMap>> candidates(llvm::StringRef format,
                                                  llvm::StringRef folder) {
  auto paths = mapsIn(folder);
  if (!paths)
    return paths.takeError();
  std::vector<WeightMap> maps;
  maps.push_back(ownNames());
  for (const std::string &path : *paths) {
    llvm::Expected<WeightMap> map = readWeightMap(path);
    if (!map)
      return map.takeError();
    if (map->formats.empty() || llvm::is_contained(map->formats, format))
      maps.push_back(std::move(*map));
  }
  llvm::sort(maps, [&](const WeightMap &a, const WeightMap &b) {
    const auto rank = [&](const WeightMap &map) {
      return std::make_tuple(map.formats.empty(), !map.file.empty(), map.file);
    };
    return rank(a) < rank(b);
  });
  return maps;
}

/// Takes the first part off names that all have the same one, as `module.` of
/// DistributedDataParallel, `_orig_mod.` of torch.compile or a trainer's
/// `model.`. False if there is none.
bool dropCommonPart(std::vector<FileTensor> &tensors) {
  if (tensors.empty())
    return false;
  llvm::StringRef first = tensors.front().name;
  std::string part = first.take_front(first.find('.') + 1).str();
  bool isCommon = llvm::all_of(tensors, [&](const FileTensor &tensor) {
    return tensor.name.size() > part.size() && tensor.name.starts_with(part);
  });
  if (part.empty() || !isCommon)
    return false;
  for (FileTensor &tensor : tensors)
    tensor.name.erase(0, part.size());
  return true;
}

/// Fewer wrong parameters, then fewer tensors left over, then the earlier.
bool isNearer(const Fit &a, const Fit &b) {
  return std::make_pair(a.misfits.size(), a.leftOver.size()) <
         std::make_pair(b.misfits.size(), b.leftOver.size());
}

} // namespace

std::string weightMapsBeside(llvm::StringRef spec) {
  llvm::SmallString<256> folder = llvm::sys::path::parent_path(spec);
  llvm::sys::path::append(folder, "weights");
  return std::string(folder);
}

llvm::Expected<Fit> findWeightMap(const Network &network,
                                  const TensorFile &file, llvm::StringRef path,
                                  const WeightMapOptions &options) {
  std::vector<WeightMap> maps;
  if (!options.file.empty()) {
    llvm::Expected<WeightMap> map = readWeightMap(options.file);
    if (!map)
      return map.takeError();
    maps.push_back(std::move(*map));
  } else {
    auto found = candidates(file.format(), options.folder);
    if (!found)
      return found.takeError();
    maps = std::move(*found);
  }
  std::optional<Fit> nearest;
  std::vector<FileTensor> tensors = file.tensors();
  do {
    for (const WeightMap &map : maps) {
      Fit fit = fitWeightMap(map, network, tensors);
      if (fit.isComplete() && (fit.map.file.empty() || !options.file.empty() ||
                               fit.map.serves(network.name)))
        return fit;
      if (!nearest || isNearer(fit, *nearest))
        nearest = std::move(fit);
    }
  } while (dropCommonPart(tensors));
  return llvm::createStringError(
      describeMisfits(*nearest, network, file, path));
}

} // namespace gnet
