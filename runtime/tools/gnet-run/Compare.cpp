#include "Agreement.h"
#include "Arguments.h"
#include "Commands.h"
#include "SessionOptions.h"
#include "images/InputImages.h"
#include "loader/Error.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

namespace gnet {

const char *const compareHelp =
    R"(gnet-run compare PKG_A PKG_B --images=DIR|FILE.npy [--layers] [--json]
                     [--threads=N] [--device=N] [--weights=FILE]

Runs two packages of a network on the same images, and says how far the results
of B are from those of A: of the whole, or of each of several outputs, which
gnetc --output=LAYER,LAYER,... makes of inner layers.

  --images=DIR       PNG and JPEG pictures, preprocessed by each package, or
  --images=FILE.npy  float32 images as they are, as for gnet-run raw
  --layers           of packages made with gnetc --layer-outputs: layer by layer,
                     and what each adds to the error
  --json             as JSON
  --threads=N        threads of a run (1)
  --device=N         GPU of CUDA packages (0)
  --weights=FILE     a safetensors file instead of the packages' own weights

top 1        images with the same best class
top 5        of A's five best classes those that are among B's
worst error  the largest difference over A's largest output, of the worst image
mean error   the same in the mean of all images
adds         the mean error less that of the line before
cosine       between the results, of the worst image
)";

namespace {

/// A package that is run.
struct Side {
  std::unique_ptr<Package> package;
  Session session;

  const gnet_info &info() const { return *package->describe(); }
};

llvm::Expected<Side> open(const std::string &folder, const InputImages &images,
                          const SessionOptions &options) {
  auto loaded = Package::load(folder);
  if (!loaded)
    return loaded.takeError();
  auto package = std::make_unique<Package>(std::move(*loaded));
  if (llvm::Error error = images.check(*package->describe()))
    return error;
  auto session = Session::open(*package, options);
  if (!session)
    return session.takeError();
  return Side{std::move(package), std::move(*session)};
}

bool areAlike(const PackageOutput &a, const PackageOutput &b) {
  return a.name == b.name && a.channels == b.channels && a.height == b.height &&
         a.width == b.width;
}

/// By output, as the tables name them.
struct Row {
  std::string name;
  bool areClasses; ///< Whether it has a best one: it is a vector.
  Agreement agreement;
  double added; ///< The mean error less that of the row before.
};

/// Of as many images at once as the larger batch has: memory does not grow with
/// their number.
llvm::Expected<std::vector<AgreementSum>> sumsOf(Side &a, Side &b,
                                                 const InputImages &images) {
  const llvm::ArrayRef<PackageOutput> outputs = a.package->outputs;
  const int64_t size = outputSize(a.info());
  const int64_t step = std::max(a.info().batch, b.info().batch);
  std::vector<AgreementSum> sums(outputs.size());
  for (int64_t first = 0; first < images.size(); first += step) {
    const int64_t count = std::min(step, images.size() - first);
    auto ofA = runImages(*a.package, a.session, images, first, count);
    if (!ofA)
      return ofA.takeError();
    auto ofB = runImages(*b.package, b.session, images, first, count);
    if (!ofB)
      return ofB.takeError();
    for (int64_t at = 0; at < count * size; at += size)
      for (auto [sum, output] : llvm::zip_equal(sums, outputs)) {
        const int64_t begin = at + output.offset;
        sum.add(llvm::ArrayRef(*ofA).slice(begin, output.elements()),
                llvm::ArrayRef(*ofB).slice(begin, output.elements()));
      }
  }
  return sums;
}

std::vector<Row> rowsOf(llvm::ArrayRef<PackageOutput> outputs,
                        llvm::ArrayRef<AgreementSum> sums) {
  std::vector<Row> rows;
  double before = 0;
  for (auto [output, sum] : llvm::zip_equal(outputs, sums)) {
    const bool areClasses = output.height == 1 && output.width == 1;
    const Agreement agreement = sum.mean();
    rows.push_back(
        {output.name, areClasses, agreement, agreement.meanError - before});
    before = agreement.meanError;
  }
  return rows;
}

std::string percents(const Row &row, double share) {
  return row.areClasses ? fmt::format("{:.2f} %", 100 * share) : "";
}

void printText(llvm::ArrayRef<Row> rows, int64_t images, bool byLayer) {
  size_t width = 6;
  for (const Row &row : rows)
    width = std::max(width, row.name.size());
  fmt::print("{} images\n", images);
  fmt::print("{:{}}  {:>8}  {:>8}  {:>11}  {:>10}  {:>8}{}\n", "output", width,
             "top 1", "top 5", "worst error", "mean error", "cosine",
             byLayer ? "       adds" : "");
  for (const Row &row : rows)
    fmt::print("{:{}}  {:>8}  {:>8}  {:>11.2e}  {:>10.2e}  {:>8.6f}{}\n",
               row.name, width, percents(row, row.agreement.top1),
               percents(row, row.agreement.top5), row.agreement.worstError,
               row.agreement.meanError, row.agreement.leastCosine,
               byLayer ? fmt::format("  {:>9.2e}", row.added) : "");
  if (!byLayer)
    return;
  const Row &most = *std::max_element(
      rows.begin(), rows.end(),
      [](const Row &a, const Row &b) { return a.added < b.added; });
  fmt::print("{} adds most\n", most.name);
}

/// JSON has no infinity: null stands for it.
llvm::json::Value finite(double value) {
  return std::isfinite(value) ? llvm::json::Value(value)
                              : llvm::json::Value(nullptr);
}

void printJson(llvm::ArrayRef<Row> rows, int64_t images, bool byLayer) {
  llvm::json::Array outputs;
  for (const Row &row : rows) {
    llvm::json::Object object{{"name", row.name},
                              {"worst_error", finite(row.agreement.worstError)},
                              {"mean_error", finite(row.agreement.meanError)},
                              {"cosine", row.agreement.leastCosine}};
    if (row.areClasses) {
      object["top1"] = row.agreement.top1;
      object["top5"] = row.agreement.top5;
    }
    if (byLayer)
      object["adds"] = finite(row.added);
    outputs.push_back(std::move(object));
  }
  llvm::json::Object all{{"images", images}, {"outputs", std::move(outputs)}};
  llvm::outs() << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(all)));
}

} // namespace

llvm::Error compareCommand(const Words &words) {
  auto arguments = Arguments::parse(words,
                                    {{"images", false},
                                     {"layers", true},
                                     {"json", true},
                                     {"threads", false},
                                     {"device", false},
                                     {"weights", false}},
                                    2, 2);
  if (!arguments)
    return arguments.takeError();
  if (!arguments->has("images"))
    return fail("--images=DIR or --images=FILE.npy is missing");
  auto options = sessionOptions(*arguments);
  if (!options)
    return options.takeError();
  const std::string &folderOfA = arguments->positional()[0],
                    &folderOfB = arguments->positional()[1];
  auto images = InputImages::open(arguments->text("images"));
  if (!images)
    return images.takeError();
  auto a = open(folderOfA, *images, *options);
  if (!a)
    return a.takeError();
  auto b = open(folderOfB, *images, *options);
  if (!b)
    return b.takeError();
  const llvm::ArrayRef<PackageOutput> outputs = a->package->outputs;
  if (!llvm::equal(outputs, b->package->outputs, areAlike))
    return fail("{} and {} do not have the same outputs", folderOfA, folderOfB);
  const bool byLayer = arguments->has("layers");
  if (byLayer && outputs.size() == 1)
    return fail("{} gives one result: compile both packages with gnetc "
                "--layer-outputs for --layers",
                folderOfA);
  auto sums = sumsOf(*a, *b, *images);
  if (!sums)
    return sums.takeError();
  const std::vector<Row> rows = rowsOf(outputs, *sums);
  if (arguments->has("json"))
    printJson(rows, images->size(), byLayer);
  else
    printText(rows, images->size(), byLayer);
  return llvm::Error::success();
}

} // namespace gnet
