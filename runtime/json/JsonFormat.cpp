//===- JsonFormat.cpp - Files that a command of gnetc makes ---------------===//
#include "json/JsonFormat.h"

namespace json = llvm::json;

namespace gnet {

void JsonFormat::write(json::OStream &os) const {
  os.attribute("format", name);
  os.attribute("version", version);
}

llvm::Expected<json::Value> JsonFormat::parse(llvm::StringRef text) const {
  const std::string none = ("it is no file of gnetc " + command).str();
  if (!isWithin(text, bounds))
    return llvm::createStringError(none + ": it is too large");
  auto value = json::parse(text);
  if (!value)
    return value.takeError();
  const json::Object *object = value->getAsObject();
  if (!object || object->getString("format") != name)
    return llvm::createStringError(none);
  if (object->getInteger("version") != version)
    return llvm::createStringError("it is another gnetc's: " + command +
                                   " anew");
  return value;
}

} // namespace gnet
