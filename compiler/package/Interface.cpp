//===- Interface.cpp - What applications find and include a package with --===//
#include "package/Interface.h"
#include "package/Templates.h"
#include "package/WriteFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/TargetParser/Triple.h"

namespace gnet {
namespace {

/// Headers of C and POSIX whose name could be a network's.
bool isSystemHeader(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases({"assert",    "complex",  "ctype",   "errno",       "fenv",
              "float",     "inttypes", "iso646",  "limits",      "locale",
              "math",      "setjmp",   "signal",  "stdalign",    "stdarg",
              "stdatomic", "stdbit",   "stdbool", "stdckdint",   "stddef",
              "stdint",    "stdio",    "stdlib",  "stdnoreturn", "string",
              "tgmath",    "threads",  "time",    "uchar",       "wchar",
              "wctype"},
             true)
      .Cases({"aio",      "dirent",   "dlfcn",    "endian", "fcntl",
              "features", "fmtmsg",   "fnmatch",  "ftw",    "glob",
              "grp",      "iconv",    "langinfo", "libgen", "libintl",
              "malloc",   "memory",   "monetary", "mqueue", "ndbm",
              "netdb",    "nl_types", "omp",      "poll",   "pthread",
              "pwd",      "regex",    "sched",    "search", "semaphore",
              "spawn",    "strings",  "stropts",  "syslog", "tar",
              "termios",  "trace",    "ucontext", "ulimit", "unistd",
              "utime",    "utmpx",    "values",   "wait",   "wordexp"},
             true)
      .Default(false);
}

/// Where each of several outputs lies.
std::string outputConstants(const Network &network, llvm::StringRef prefix) {
  std::string text =
      "\n/** The outputs lie one behind the other: where each begins in an\n"
      " *  image's OUTPUT_CHANNELS floats, and its shape. */\n";
  for (const auto &[output, shape, first] : placedOutputs(network)) {
    const std::string name =
        (prefix + "_OUTPUT_" + outputConstant(output)).str();
    text +=
        llvm::formatv("#define {0} {1}\n"
                      "#define {0}_CHANNELS {2}\n"
                      "#define {0}_HEIGHT {3}\n"
                      "#define {0}_WIDTH {4}\n",
                      name, first, shape.channels, shape.height, shape.width);
  }
  return text;
}

std::string constantsOf(const PackageContents &contents,
                        llvm::StringRef prefix) {
  const Shape &in = contents.network.shapeOf(networkInput);
  const Shape out = contents.network.outputShape();
  std::string text;
  auto define = [&](llvm::StringRef name, int64_t value) {
    text += llvm::formatv("#define {0}_{1} {2}\n", prefix, name, value);
  };
  text += "/** Images a run. */\n";
  define("BATCH", contents.batch);
  text += "\n/** Of one image; a row of a channel is WIDTH floats. */\n";
  define("INPUT_CHANNELS", in.channels);
  define("INPUT_HEIGHT", in.height);
  define("INPUT_WIDTH", in.width);
  define("OUTPUT_CHANNELS", out.channels);
  define("OUTPUT_HEIGHT", out.height);
  define("OUTPUT_WIDTH", out.width);
  text += "\n/** Floats that a run reads and writes: the whole batch. */\n";
  define("INPUT_SIZE", contents.batch * in.elements());
  define("OUTPUT_SIZE", contents.batch * out.elements());
  if (contents.network.outputs().size() > 1)
    text += outputConstants(contents.network, prefix);
  return text;
}

/// The libraries that the package brings, as CMake's targets and for
/// pkg-config.
void addLibraries(TemplateValues &values, const PackageContents &contents) {
  const std::string &name = contents.network.name;
  std::string text;
  std::vector<std::string> targets;
  std::string flags;
  for (const PackageLibrary &library : contents.parts.libraries) {
    targets.push_back(name + "::" + library.name.str());
    text += llvm::formatv("  add_library({0} SHARED IMPORTED)\n"
                          "  set_target_properties({0} PROPERTIES\n"
                          "    IMPORTED_LOCATION \"${{{1}_ROOT}/lib/{2}\"\n"
                          "    IMPORTED_SONAME {2})\n",
                          targets.back(), name, library.file);
    flags += ("-l:" + library.file + " ").str();
  }
  values["first"] = targets.empty() ? name + "::" + name : targets.front();
  values["libraries"] = text;
  values["needed"] = llvm::join(targets, ";");
  targets.insert(targets.end(), {"m", "${CMAKE_DL_LIBS}"});
  values["needed_statically"] = llvm::join(targets, ";");
  values["needed_privately"] = flags + "-lm -ldl";
}

TemplateValues valuesFor(const PackageContents &contents) {
  const std::string &name = contents.network.name;
  std::string upper = llvm::StringRef(name).upper();
  TemplateValues values;
  values["name"] = name;
  values["prefix"] = name;
  values["PREFIX"] = upper;
  values["constants"] = constantsOf(contents, upper);
  const llvm::Triple machine(contents.parts.triple);
  values["processors"] =
      machine.isAArch64() ? "aarch64|arm64" : "x86_64|AMD64|amd64";
  values["api_version"] = std::to_string(interfaceVersion);
  addLibraries(values, contents);
  const std::string weights = "/share/" + name + "/weights.safetensors";
  values["weights"] = contents.weights ? "${" + name + "_ROOT}" + weights : "";
  values["weights_for_pkg_config"] =
      contents.weights ? "${prefix}" + weights : "";
  return values;
}

/// Adds, as the value `key`, what the template `from` is with `values`.
llvm::Error addTemplate(TemplateValues &values, llvm::StringRef key,
                        const std::string &from) {
  values[key] = "";
  if (from.empty())
    return llvm::Error::success();
  auto text = readFile(from);
  if (!text)
    return text.takeError();
  values[key] = substitute(*text, values);
  return llvm::Error::success();
}

} // namespace

llvm::Error checkPackageName(llvm::StringRef name) {
  if (!isSystemHeader(name))
    return llvm::Error::success();
  return llvm::createStringError(
      "the network's header " + name +
      ".h would hide the system's: give the network another name");
}

std::vector<PlacedOutput> placedOutputs(const Network &network) {
  std::vector<PlacedOutput> placed;
  int64_t first = 0;
  for (const Output &output : network.outputs()) {
    placed.push_back({output, network.shapeOf(output.layer), first});
    first += placed.back().shape.elements();
  }
  return placed;
}

std::string outputConstant(const Output &output) {
  std::string word = llvm::StringRef(output.path).upper();
  llvm::replace(word, '.', '_');
  return word;
}

llvm::Error writeInterface(const PackageContents &contents,
                           const Installation &installation,
                           llvm::StringRef root) {
  const std::string &name = contents.network.name;
  const std::string include = (root + "/include/" + name).str();
  const std::string cmake = (root + "/lib/cmake/" + name + "/" + name).str();
  const std::string pkgConfig = (root + "/lib/pkgconfig/" + name).str();
  TemplateValues values = valuesFor(contents);
  if (llvm::Error error = addTemplate(values, "target_functions",
                                      installation.targetHeaderTemplate))
    return error;
  if (llvm::Error error = addTemplate(values, "target_methods",
                                      installation.targetCxxHeaderTemplate))
    return error;
  const std::pair<llvm::StringRef, std::string> files[] = {
      {installation.headerTemplate, include + ".h"},
      {installation.cxxHeaderTemplate, include + ".hpp"},
      {installation.cmakeConfigTemplate, cmake + "-config.cmake"},
      {installation.cmakeVersionTemplate, cmake + "-config-version.cmake"},
      {installation.pkgConfigTemplate, pkgConfig + ".pc"}};
  for (const auto &[from, to] : files)
    if (llvm::Error error = writeFromTemplate(from, to, values))
      return error;
  return llvm::Error::success();
}

} // namespace gnet
