//===- RenameSymbols.cpp - A package's own name for its API ---------------===//
#include "package/RenameSymbols.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ELFObjectFile.h"
#include <deque>

namespace gnet {
namespace {

/// Names of the API; `gnetrt_` is the runtime's own.
constexpr llvm::StringLiteral apiPrefix = "gnet_";

llvm::Error keepGlobal(llvm::objcopy::CommonConfig &config,
                       llvm::StringRef name) {
  return config.SymbolsToKeepGlobal.addMatcher(
      llvm::objcopy::NameOrPattern::create(
          name, llvm::objcopy::MatchStyle::Literal,
          [](llvm::Error error) { return error; }));
}

/// Tells `config` of every function of the API; `names` owns the new ones.
llvm::Error renameFunctions(const llvm::object::ObjectFile &object,
                            llvm::StringRef prefix,
                            llvm::objcopy::CommonConfig &config,
                            std::deque<std::string> &names) {
  for (const llvm::object::SymbolRef &symbol : object.symbols()) {
    auto name = symbol.getName();
    auto flags = symbol.getFlags();
    if (!name || !flags)
      return llvm::joinErrors(name.takeError(), flags.takeError());
    bool isDefined = !(*flags & llvm::object::SymbolRef::SF_Undefined);
    if (!isDefined || !name->starts_with(apiPrefix))
      continue;
    names.push_back((prefix + "_" + name->drop_front(apiPrefix.size())).str());
    config.SymbolsToRename[*name] = names.back();
    if (llvm::Error error = keepGlobal(config, *name))
      return error;
  }
  if (names.empty())
    return llvm::createStringError("the runtime defines no function gnet_*");
  return llvm::Error::success();
}

} // namespace

llvm::Expected<std::string> renameApi(llvm::StringRef object,
                                      llvm::StringRef prefix) {
  auto binary = llvm::object::ObjectFile::createELFObjectFile(
      llvm::MemoryBufferRef(object, "package object"));
  if (!binary)
    return binary.takeError();
  llvm::objcopy::ConfigManager config;
  std::deque<std::string> names;
  if (llvm::Error error =
          renameFunctions(**binary, prefix, config.Common, names))
    return error;
  std::string result;
  llvm::raw_string_ostream stream(result);
  if (llvm::Error error =
          llvm::objcopy::executeObjcopyOnBinary(config, **binary, stream))
    return error;
  return result;
}

} // namespace gnet
