#include "weights/formats/WeightsManifest.h"
#include "weights/formats/MappedFile.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/JSON.h"
#include "json/BoundedJson.h"

namespace gnet {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

constexpr JsonBounds bounds = {.bytes = 64 << 20, .depth = 200};

llvm::Error fail(const llvm::Twine &problem) {
  return llvm::createStringError(problem);
}

llvm::Error failWeight(llvm::StringRef name, const llvm::Twine &problem) {
  return fail("tensor " + printable(name) + ": " + problem);
}

std::optional<ElementType> elementTypeOf(llvm::StringRef dtype) {
  return llvm::StringSwitch<std::optional<ElementType>>(dtype)
      .Case("float16", ElementType::Float16)
      .Case("float32", ElementType::Float32)
      .Case("int32", ElementType::Int32)
      .Case("uint8", ElementType::UInt8)
      .Case("uint16", ElementType::UInt16)
      .Case("bool", ElementType::Bool)
      .Default(std::nullopt);
}

/// Sets how the weight is stored. False where the format has no such type.
bool setType(llvm::StringRef dtype, ManifestWeight &weight) {
  weight.stored = elementTypeOf(dtype);
  weight.elementSize = weight.stored          ? sizeOf(*weight.stored)
                       : dtype == "complex64" ? 8
                                              : 0;
  return weight.stored || dtype == "complex64" || dtype == "string";
}

/// The stored type, and what makes values of the stored numbers.
llvm::Error setQuantisation(const Object &quantisation,
                            ManifestWeight &weight) {
  const llvm::StringRef dtype = quantisation.getString("dtype").value_or("");
  if (weight.typeName != "float32" && weight.typeName != "int32")
    return failWeight(weight.name, "only float32 and int32 are quantised");
  setType(dtype, weight);
  if (dtype == "float16")
    return llvm::Error::success();
  if (dtype != "uint8" && dtype != "uint16")
    return failWeight(weight.name, "it is quantised to " + printable(dtype) +
                                       ", not to uint8, uint16 or float16");
  const std::optional<double> min = quantisation.getNumber("min");
  const std::optional<double> scale = quantisation.getNumber("scale");
  if (!min || !scale)
    return failWeight(weight.name, "it is quantised without min and scale");
  weight.isInteger = weight.typeName == "int32";
  weight.quantisation = Quantisation{*min, *scale};
  return llvm::Error::success();
}

bool readDims(const Object &entry, std::vector<int64_t> &dims) {
  const Array *shape = entry.getArray("shape");
  if (!shape)
    return false;
  for (const Value &value : *shape) {
    const std::optional<int64_t> dim = value.getAsInteger();
    if (!dim)
      return false;
    dims.push_back(*dim);
  }
  return elementCount(dims).has_value();
}

llvm::Expected<ManifestWeight> parseWeight(const Value &value) {
  const Object *entry = value.getAsObject();
  const std::optional<llvm::StringRef> name =
      entry ? entry->getString("name") : std::nullopt;
  const std::optional<llvm::StringRef> dtype =
      entry ? entry->getString("dtype") : std::nullopt;
  if (!name || !dtype)
    return fail("a weight of its weightsManifest lacks its name or dtype");
  ManifestWeight weight;
  weight.name = name->str();
  weight.typeName = dtype->str();
  if (!readDims(*entry, weight.dims))
    return failWeight(*name, "its shape is no list of sizes, or too large");
  if (!setType(*dtype, weight))
    return failWeight(*name, "its dtype, " + printable(*dtype) +
                                 ", is none of TensorFlow.js");
  if (const Object *quantisation = entry->getObject("quantization"))
    if (llvm::Error error = setQuantisation(*quantisation, weight))
      return error;
  return weight;
}

llvm::Expected<ManifestGroup> parseGroup(const Value &value) {
  const Object *entry = value.getAsObject();
  const Array *paths = entry ? entry->getArray("paths") : nullptr;
  const Array *weights = entry ? entry->getArray("weights") : nullptr;
  if (!paths || !weights)
    return fail("a group of its weightsManifest lacks its paths or weights");
  ManifestGroup group;
  for (const Value &path : *paths) {
    if (!path.getAsString())
      return fail("a path of its weightsManifest is no text");
    group.paths.push_back(path.getAsString()->str());
  }
  for (const Value &weight : *weights) {
    llvm::Expected<ManifestWeight> parsed = parseWeight(weight);
    if (!parsed)
      return parsed.takeError();
    group.weights.push_back(std::move(*parsed));
  }
  return group;
}

} // namespace

llvm::Expected<std::vector<ManifestGroup>>
parseWeightsManifest(llvm::StringRef text) {
  if (!isWithin(text, bounds))
    return fail("it is too large, or nested too deep, for a model.json");
  llvm::Expected<Value> model = llvm::json::parse(text);
  if (!model)
    return fail("it is not JSON: " + llvm::toString(model.takeError()));
  const Array *manifest = model->getAsArray();
  if (const Object *object = model->getAsObject())
    manifest = object->getArray("weightsManifest");
  if (!manifest)
    return fail("it has no weightsManifest: it is not a model.json of "
                "TensorFlow.js");
  std::vector<ManifestGroup> groups;
  for (const Value &value : *manifest) {
    llvm::Expected<ManifestGroup> group = parseGroup(value);
    if (!group)
      return group.takeError();
    groups.push_back(std::move(*group));
  }
  return groups;
}

} // namespace gnet
