//===- Wheel.cpp - A network as a Python package --------------------------===//
#include "package/Wheel.h"
#include "package/Installation.h"
#include "package/Libraries.h"
#include "package/PlatformTag.h"
#include "package/PythonNames.h"
#include "package/SignalHold.h"
#include "package/Templates.h"
#include "package/WheelArchive.h"
#include "package/WriteFile.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <deque>

namespace fs = llvm::sys::fs;

namespace gnet {
namespace {

std::string joined(llvm::ArrayRef<int64_t> sizes) {
  std::string text;
  for (int64_t size : sizes)
    text += (text.empty() ? "" : ", ") + std::to_string(size);
  return text;
}

/// A vector's is its channels.
std::string sizesOf(const Shape &shape) {
  if (shape.height == 1 && shape.width == 1)
    return joined({shape.channels});
  return joined({shape.channels, shape.height, shape.width});
}

/// Python for where each output begins in what a run gives for an image, and
/// for its shape.
std::string outputPlaces(const Network &network) {
  std::string text;
  int64_t place = 0;
  for (const Output &output : network.outputs()) {
    const Shape &shape = network.shapeOf(output.layer);
    text += "\n    \"" + output.path + "\": (" + std::to_string(place) + ", (" +
            sizesOf(shape) + ",)),";
    place += shape.elements();
  }
  return "{" + text + "\n}";
}

TemplateValues valuesFor(const PackageContents &contents,
                         llvm::StringRef version) {
  const Network &network = contents.network;
  const Shape &in = network.shapeOf(networkInput);
  const std::string out = sizesOf(network.outputShape());
  const bool isSeveral = network.outputs().size() > 1;
  llvm::StringRef interface = contents.parts.interface;
  TemplateValues values;
  values["name"] = network.name;
  values["prefix"] = network.name;
  values["version"] = version.str();
  values["distribution"] = distributionName(network.name);
  values["batch"] = std::to_string(contents.batch);
  values["target"] = contents.target.str();
  values["in_shape"] = joined({in.channels, in.height, in.width});
  values["out_shape"] = out;
  values["output_places"] = outputPlaces(network);
  values["result_type"] = isSeveral ? "dict[str, Floats]" : "Floats";
  values["result"] = isSeveral ? "_by_name(outputs)" : "outputs";
  values["model_module"] =
      interface.empty() ? "._model" : "._" + interface.str();
  return values;
}

/// The files of a wheel, as they come to be.
class Contents {
public:
  Contents(const PackageContents &package, llvm::StringRef version)
      : package(package), module(package.network.name),
        release(distributionName(module) + "-" + version.str()),
        values(valuesFor(package, version)) {}

  llvm::Error make(const Installation &installation,
                   const PythonTemplates &python);

  /// As the wheel has to be called.
  std::string fileName() const { return release + "-" + tag + ".whl"; }
  llvm::ArrayRef<WheelFile> list() const { return files; }

private:
  llvm::Error addLibraries(const Installation &installation);
  llvm::Error readLibraries(llvm::StringRef folder);
  llvm::Error addModules(const PythonTemplates &python);
  llvm::Error addInfo(const PythonTemplates &python);
  void add(const llvm::Twine &path, std::string bytes) {
    texts.push_back(std::move(bytes));
    files.push_back({path.str(), texts.back()});
  }

  const PackageContents &package;
  std::string module;  ///< What is imported, and its folder.
  std::string release; ///< What is installed, with its version.
  TemplateValues values;
  std::string tag;
  std::deque<std::string> texts; ///< What `files` refer to.
  std::vector<WheelFile> files;
};

llvm::Error Contents::make(const Installation &installation,
                           const PythonTemplates &python) {
  if (llvm::Error error = addModules(python))
    return error;
  if (llvm::Error error = addLibraries(installation))
    return error;
  if (package.weights) // Numbers that look random do not get smaller.
    files.push_back({module + "/weights.safetensors", *package.weights,
                     /*isCompressed=*/false});
  return addInfo(python);
}

llvm::Error Contents::addModules(const PythonTemplates &python) {
  for (const std::string &path : python.modules) {
    auto text = readFile(path);
    if (!text)
      return text.takeError();
    add(module + "/" + llvm::sys::path::stem(path), substitute(*text, values));
  }
  add(module + "/py.typed", ""); // Its types can be checked (PEP 561).
  return llvm::Error::success();
}

llvm::Error Contents::addLibraries(const Installation &installation) {
  llvm::SmallString<128> folder;
  if (std::error_code failed = fs::createUniqueDirectory("gnetc", folder))
    return llvm::createFileError("a folder for temporary files", failed);
  auto remove = llvm::scope_exit([&] { fs::remove_directories(folder); });
  if (llvm::Error error =
          writeLibraries(module, package.parts, installation, folder))
    return error;
  return readLibraries(folder);
}

llvm::Error Contents::readLibraries(llvm::StringRef folder) {
  std::vector<std::string> names = {"lib" + module + ".so"};
  for (const PackageLibrary &library : package.parts.libraries)
    names.push_back(library.file.str());
  std::vector<llvm::StringRef> libraries;
  for (const std::string &name : names) {
    auto bytes = readFile(folder + "/" + name);
    if (!bytes)
      return bytes.takeError();
    add(module + "/" + name, std::move(*bytes));
    libraries.push_back(texts.back());
  }
  auto platform = platformTag(libraries);
  if (!platform)
    return platform.takeError();
  tag = "py3-none-" + *platform;
  return llvm::Error::success();
}

llvm::Error Contents::addInfo(const PythonTemplates &python) {
  auto metadata = readFile(python.metadata);
  if (!metadata)
    return metadata.takeError();
  const std::string info = release + ".dist-info/";
  add(info + "METADATA", substitute(*metadata, values));
  add(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: gnetc " +
                          package.compilerVersion +
                          "\nRoot-Is-Purelib: false\nTag: " + tag + "\n");
  add(info + "RECORD", recordOf(files, info + "RECORD"));
  return llvm::Error::success();
}

} // namespace

llvm::Error writeWheel(const PackageContents &contents, llvm::StringRef version,
                       llvm::StringRef folder, llvm::StringRef executable) {
  if (llvm::Error error = checkPythonName(contents.network.name))
    return error;
  auto installation = findInstallation(executable, contents.parts);
  if (!installation)
    return installation.takeError();
  auto python = findPythonTemplates(executable, contents.parts);
  if (!python)
    return python.takeError();
  SignalHold hold;
  Contents wheel(contents, version);
  if (llvm::Error error = wheel.make(*installation, *python))
    return error;
  if (std::error_code failed =
          fs::create_directories(folder, /*IgnoreExisting=*/true, fs::all_all))
    return llvm::createFileError(folder, failed);
  llvm::SmallString<256> path(folder);
  llvm::sys::path::append(path, wheel.fileName());
  return writeArchive(wheel.list(), path.str().str());
}

} // namespace gnet
