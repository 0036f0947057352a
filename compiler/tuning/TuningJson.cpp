//===- TuningJson.cpp - Measured kernels as JSON --------------------------===//
#include "tuning/Tuning.h"
#include "json/JsonFormat.h"
#include <cmath>

namespace json = llvm::json;

namespace gnet {
namespace {

constexpr JsonFormat format = {
    .name = "gnetc tuning",
    .version = 1,
    .command = "tune",
    .bounds = {.bytes = 16 << 20, .depth = 16},
};
/// Of cycles; and the microseconds of a run: more would not be read as they
/// were written.
constexpr double maxNumber = 1e18, maxMicroseconds = 1e9;

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// With three decimals: JSON's own way to print them is not for readers.
void writeNumber(json::OStream &os, llvm::StringRef name, double value) {
  os.attributeBegin(name);
  os.rawValue(llvm::formatv("{0:F3}", value).str());
  os.attributeEnd();
}

void write(json::OStream &os, const RunTime &time) {
  writeNumber(os, "min_us", time.least * 1e6);
  writeNumber(os, "median_us", time.median * 1e6);
}

void write(json::OStream &os, const TunedKernel &kernel) {
  os.attribute("kernel", kernel.kernel);
  os.attribute("predicted_cycles", static_cast<int64_t>(std::min(
                                       std::round(kernel.cycles), maxNumber)));
  if (kernel.measured)
    write(os, *kernel.measured);
}

void write(json::OStream &os, const TunedShape &shape) {
  os.attribute("shape", shape.shape);
  os.attribute("layers", json::Array(shape.layers));
  os.attribute("chosen", shape.chosen);
  os.attributeArray("kernels", [&] {
    for (const TunedKernel &kernel : shape.kernels)
      os.object([&] { write(os, kernel); });
  });
}

void write(json::OStream &os, const Tuning &tuning) {
  format.write(os);
  os.attribute("compiler", tuning.compiler);
  os.attribute("network", tuning.network);
  os.attribute("cpu", tuning.cpu);
  os.attribute("exact", tuning.isExact);
  os.attribute("batch", tuning.batch);
  os.attribute("threads", tuning.threads);
  writeNumber(os, "gigahertz", tuning.gigahertz);
  os.attribute("rounds", tuning.rounds);
  os.attribute("rounds_measured", tuning.roundsMeasured);
  if (tuning.runs)
    os.attributeObject("runs", [&] {
      os.attributeObject("model", [&] { write(os, tuning.runs->model); });
      os.attributeObject("tuned", [&] { write(os, tuning.runs->tuned); });
    });
  os.attributeArray("shapes", [&] {
    for (const TunedShape &shape : tuning.shapes)
      os.object([&] { write(os, shape); });
  });
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// An object's members, each of which has to be there.
class Members {
public:
  Members(const json::Value &value, json::Path path)
      : object(value.getAsObject()), path(path) {
    if (!object)
      path.report("expected an object");
  }

  explicit operator bool() const { return object; }

  const json::Value *find(llvm::StringRef name) const {
    const json::Value *value = object->get(name);
    if (!value)
      path.field(name).report("is missing");
    return value;
  }

  bool read(llvm::StringRef name, std::string &out) const {
    const json::Value *value = find(name);
    return value && json::fromJSON(*value, out, path.field(name));
  }

  bool read(llvm::StringRef name, bool &out) const {
    const json::Value *value = find(name);
    return value && json::fromJSON(*value, out, path.field(name));
  }

  bool read(llvm::StringRef name, int64_t &out, int64_t least) const {
    const json::Value *value = find(name);
    if (!value || !json::fromJSON(*value, out, path.field(name)))
      return false;
    if (out >= least && out <= int64_t(1) << 20)
      return true;
    path.field(name).report("is out of range");
    return false;
  }

  bool read(llvm::StringRef name, double &out, double most) const {
    const json::Value *value = find(name);
    if (!value || !json::fromJSON(*value, out, path.field(name)))
      return false;
    if (out >= 0 && out <= most)
      return true;
    path.field(name).report("is out of range");
    return false;
  }

  template <typename Element, typename Read>
  bool readEach(llvm::StringRef name, std::vector<Element> &out,
                Read readElement) const {
    const json::Value *value = find(name);
    const json::Array *array = value ? value->getAsArray() : nullptr;
    if (!array) {
      if (value)
        path.field(name).report("expected array");
      return false;
    }
    for (size_t i = 0; i < array->size(); ++i)
      if (!readElement((*array)[i], out.emplace_back(),
                       path.field(name).index(i)))
        return false;
    return true;
  }

  const json::Object &operator*() const { return *object; }
  json::Path field(llvm::StringRef name) const { return path.field(name); }

private:
  const json::Object *object;
  json::Path path;
};

bool readRunTime(const Members &members, RunTime &time) {
  if (!members.read("min_us", time.least, maxMicroseconds) ||
      !members.read("median_us", time.median, maxMicroseconds))
    return false;
  time.least *= 1e-6;
  time.median *= 1e-6;
  return true;
}

bool readKernel(const json::Value &value, TunedKernel &kernel,
                json::Path path) {
  Members members(value, path);
  if (!members || !members.read("kernel", kernel.kernel) ||
      !members.read("predicted_cycles", kernel.cycles, maxNumber))
    return false;
  return !(*members).get("min_us") ||
         readRunTime(members, kernel.measured.emplace());
}

bool readText(const json::Value &value, std::string &text, json::Path path) {
  return json::fromJSON(value, text, path);
}

bool readShape(const json::Value &value, TunedShape &shape, json::Path path) {
  Members members(value, path);
  if (!members || !members.read("shape", shape.shape) ||
      !members.readEach("layers", shape.layers, readText) ||
      !members.readEach("kernels", shape.kernels, readKernel) ||
      !members.read("chosen", shape.chosen))
    return false;
  if (shape.find(shape.chosen))
    return true;
  members.field("chosen").report("is none of the kernels");
  return false;
}

bool readRuns(const json::Value &value, TunedRuns &runs, json::Path path) {
  Members members(value, path);
  if (!members)
    return false;
  auto read = [&](llvm::StringRef name, RunTime &time) {
    const json::Value *part = members.find(name);
    if (!part)
      return false;
    Members times(*part, path.field(name));
    return times && readRunTime(times, time);
  };
  return read("model", runs.model) && read("tuned", runs.tuned);
}

bool readAll(const json::Value &value, Tuning &tuning, json::Path path) {
  Members members(value, path);
  if (!members || !members.read("compiler", tuning.compiler) ||
      !members.read("network", tuning.network) ||
      !members.read("cpu", tuning.cpu) ||
      !members.read("exact", tuning.isExact) ||
      !members.read("batch", tuning.batch, 1) ||
      !members.read("threads", tuning.threads, 1) ||
      !members.read("gigahertz", tuning.gigahertz, maxNumber) ||
      !members.read("rounds", tuning.rounds, 0) ||
      !members.read("rounds_measured", tuning.roundsMeasured, 0) ||
      !members.readEach("shapes", tuning.shapes, readShape))
    return false;
  const json::Value *runs = (*members).get("runs");
  return !runs || readRuns(*runs, tuning.runs.emplace(), members.field("runs"));
}

} // namespace

std::string tuningJson(const Tuning &tuning) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  json::OStream os(stream, /*IndentSize=*/2);
  os.object([&] { write(os, tuning); });
  stream << "\n";
  return text;
}

llvm::Expected<Tuning> parseTuning(llvm::StringRef text) {
  auto value = format.parse(text);
  if (!value)
    return value.takeError();
  Tuning tuning;
  json::Path::Root root("tuning");
  if (!readAll(*value, tuning, root))
    return root.getError();
  return tuning;
}

} // namespace gnet
