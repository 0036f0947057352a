//===- CalibrationJson.cpp - Ranges as JSON -------------------------------===//
#include "quantization/Calibration.h"
#include "llvm/ADT/STLExtras.h"
#include "json/JsonFormat.h"
#include <cfloat>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace json = llvm::json;

namespace gnet {
namespace {

constexpr JsonFormat format = {
    .name = "gnetc calibration",
    .version = 1,
    .command = "calibrate",
    .bounds = {.bytes = 256 << 20, .depth = 16},
};

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// Each on a line of its own, by name. Numbers have the digits that give them
/// back, and no more.
template <typename Values, typename Text>
void writeEach(json::OStream &os, llvm::StringRef name, const Values &values,
               Text textOf) {
  std::vector<llvm::StringRef> keys(values.keys().begin(), values.keys().end());
  llvm::sort(keys);
  os.attributeObject(name, [&] {
    for (llvm::StringRef key : keys) {
      os.attributeBegin(key);
      os.rawValue(textOf(values.find(key)->second));
      os.attributeEnd();
    }
  });
}

/// JSON's -0 is read as an integer, which has no sign then.
double unsignedZero(double value) { return value == 0 ? 0 : value; }

std::string rangeText(const Calibration::Range &range) {
  return fmt::format(R"({{"min": {}, "max": {}}})", unsignedZero(range.min),
                     unsignedZero(range.max));
}

std::string listText(std::vector<double> values) {
  llvm::transform(values, values.begin(), unsignedZero);
  return fmt::format("[{}]", fmt::join(values, ", "));
}

std::string histogramText(const Histogram &histogram) {
  return fmt::format(
      R"({{"min": {}, "max": {}, "zeros": {}, "exponent": {}, "first": {}, "counts": [{}]}})",
      unsignedZero(histogram.min), unsignedZero(histogram.max), histogram.zeros,
      histogram.exponent, histogram.first, fmt::join(histogram.counts, ", "));
}

void write(json::OStream &os, const Calibration::Values &values) {
  os.attribute("results", json::Array(values.results));
  os.attributeBegin("histogram");
  os.rawValue(histogramText(values.histogram));
  os.attributeEnd();
}

void write(json::OStream &os, const Calibration &calibration) {
  format.write(os);
  os.attribute("network", calibration.network);
  os.attribute("network_digest", calibration.networkDigest);
  os.attribute("weights_digest", calibration.weightsDigest);
  os.attribute("method", calibration.method);
  os.attribute("pictures", calibration.pictures);
  os.attribute("held_back", calibration.heldBack);
  os.attributeBegin("error");
  os.rawValue(fmt::format("{}", unsignedZero(calibration.error)));
  os.attributeEnd();
  writeEach(os, "ranges", calibration.ranges, rangeText);
  writeEach(os, "bias_corrections", calibration.biasCorrections, listText);
  os.attributeArray("values", [&] {
    for (const Calibration::Values &values : calibration.values)
      os.object([&] { write(os, values); });
  });
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

bool isFloat(double value) { return std::abs(value) <= FLT_MAX; }

/// What comes of adding up to so many of them stays far from overflow.
constexpr int64_t mostCounted = int64_t{1} << 40;
constexpr int leastExponent = -200, mostExponent = 128;

bool isCount(int64_t count) { return count >= 0 && count <= mostCounted; }

bool isHistogram(const Histogram &histogram) {
  constexpr auto most = static_cast<int64_t>(Histogram::mostBins);
  return isFloat(histogram.min) && isFloat(histogram.max) &&
         histogram.min <= 0 && histogram.max >= 0 && isCount(histogram.zeros) &&
         histogram.exponent >= leastExponent &&
         histogram.exponent <= mostExponent &&
         histogram.counts.size() <= Histogram::mostBins &&
         histogram.first >= -most && histogram.first <= most &&
         llvm::all_of(histogram.counts, isCount);
}

} // namespace

// Found by argument, as LLVM's JSON wants its readers.
static bool fromJSON(const json::Value &value, Histogram &histogram,
                     json::Path path) {
  json::ObjectMapper members(value, path);
  if (!members || !members.map("min", histogram.min) ||
      !members.map("max", histogram.max) ||
      !members.map("zeros", histogram.zeros) ||
      !members.map("exponent", histogram.exponent) ||
      !members.map("first", histogram.first) ||
      !members.map("counts", histogram.counts))
    return false;
  if (isHistogram(histogram))
    return true;
  path.report("is no histogram of gnetc calibrate");
  return false;
}

static bool fromJSON(const json::Value &value, Calibration::Values &values,
                     json::Path path) {
  json::ObjectMapper members(value, path);
  return members && members.map("results", values.results) &&
         members.map("histogram", values.histogram);
}

static bool fromJSON(const json::Value &value, Calibration::Range &range,
                     json::Path path) {
  json::ObjectMapper members(value, path);
  if (!members || !members.map("min", range.min) ||
      !members.map("max", range.max))
    return false;
  if (isFloat(range.min) && isFloat(range.max) && range.min <= range.max)
    return true;
  path.report("is no range: min is at most max, and both are float32");
  return false;
}

namespace {

template <typename Value>
bool readEach(json::ObjectMapper &members, llvm::StringLiteral name,
              llvm::StringMap<Value> &out) {
  std::map<std::string, Value> read;
  if (!members.map(name, read))
    return false;
  for (auto &[key, each] : read)
    out[key] = std::move(each);
  return true;
}

bool checkCorrections(const Calibration &calibration, json::Path path) {
  for (const auto &entry : calibration.biasCorrections)
    for (size_t i = 0; i < entry.second.size(); ++i)
      if (!isFloat(entry.second[i])) {
        path.field(entry.first()).index(i).report("is no float32");
        return false;
      }
  return true;
}

bool readAll(const json::Value &value, Calibration &calibration,
             json::Path path) {
  json::ObjectMapper members(value, path);
  if (!members.map("network", calibration.network) ||
      !members.map("network_digest", calibration.networkDigest) ||
      !members.map("weights_digest", calibration.weightsDigest) ||
      !members.map("method", calibration.method) ||
      !members.map("pictures", calibration.pictures) ||
      !members.mapOptional("held_back", calibration.heldBack) ||
      !members.mapOptional("error", calibration.error) ||
      !readEach(members, "ranges", calibration.ranges) ||
      !readEach(members, "bias_corrections", calibration.biasCorrections) ||
      !members.mapOptional("values", calibration.values) ||
      !checkCorrections(calibration, path.field("bias_corrections")))
    return false;
  if (calibration.pictures < 0 || calibration.heldBack < 0) {
    path.field(calibration.pictures < 0 ? "pictures" : "held_back")
        .report("is out of range");
    return false;
  }
  if (calibration.error >= 0 && isFloat(calibration.error))
    return true;
  path.field("error").report("is out of range");
  return false;
}

} // namespace

std::string calibrationJson(const Calibration &calibration) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  json::OStream os(stream, /*IndentSize=*/2);
  os.object([&] { write(os, calibration); });
  stream << "\n";
  return text;
}

llvm::Expected<Calibration> parseCalibration(llvm::StringRef text) {
  auto value = format.parse(text);
  if (!value)
    return value.takeError();
  Calibration calibration;
  json::Path::Root root("calibration");
  if (!readAll(*value, calibration, root))
    return root.getError();
  return calibration;
}

} // namespace gnet
