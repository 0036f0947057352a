//===- PackedWeights.cpp - A package's weights, packed when it is made ----===//
#include "target/program/PackedWeights.h"
#include "core/builder.h"
#include "core/parameters.h"
#include "target/program/FilterPacking.h"
#include "target/program/PlannedProgram.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Alignment.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace gnet {
namespace {

/// As a package's runtime wants its packed weights: in bytes.
constexpr size_t alignment = 64;

/// What they are made of.
struct alignas(alignment) Line {
  char bytes[alignment] = {};
};

/// Whether all that is packed is float32.
bool isAllFloat32(func::FuncOp network) {
  return llvm::all_of(network.getOps<gnk::PackOp>(), [](gnk::PackOp pack) {
    return pack.getPacked().getType().getElementType().isF32();
  });
}

/// The header of a safetensors file of one tensor, filled up with spaces: of
/// float32, or of bytes that are not all of one type.
std::string headerOf(StringRef name, int64_t bytes, bool isFloat32) {
  std::string json;
  llvm::raw_string_ostream(json)
      << "{\"" << name << "\":{\"dtype\":\"" << (isFloat32 ? "F32" : "U8")
      << "\",\"shape\":[" << (isFloat32 ? bytes / 4 : bytes)
      << "],\"data_offsets\":[0," << bytes << "]}}";
  json.append(llvm::offsetToAlignment(json.size() + sizeof(uint64_t),
                                      llvm::Align(alignment)),
              ' ');
  char size[sizeof(uint64_t)];
  llvm::support::endian::write64le(size, json.size());
  return std::string(size, sizeof(size)) + json;
}

/// Evaluates the operations that make tensors, in their order.
class Evaluator {
public:
  Evaluator(const PlannedProgram &planned, gnetrt_builder &builder)
      : planned(planned), builder(builder) {}

  bool run() {
    func::FuncOp function = planned.function;
    return llvm::all_of(function.front(), [&](Operation &op) {
      return !gn::makesTensor(&op) || evaluate(op);
    });
  }

private:
  bool evaluate(Operation &op);
  bool pack(gnk::PackOp op);
  const gnetrt_tensor *make(Operation &op);
  const gnetrt_tensor *constant(gn::ConstantOp op);
  /// NULL where there is none.
  const gnetrt_tensor *valueOf(Value tensor) { return values.lookup(tensor); }

  const PlannedProgram &planned;
  gnetrt_builder &builder;
  DenseMap<Value, const gnetrt_tensor *> values;
};

bool Evaluator::evaluate(Operation &op) {
  if (auto packed = dyn_cast<gnk::PackOp>(op))
    return pack(packed);
  const gnetrt_tensor *made = make(op);
  values[op.getResult(0)] = made;
  return made;
}

bool Evaluator::pack(gnk::PackOp op) {
  FilterPacking form(op);
  gnetrt_packing packing = {
      form.block,
      form.inputBlock,
      form.tapsFirst,
      static_cast<int64_t>(form.groups.size()),
      form.groups.data(),
      {form.transformed[0], form.transformed[1]},
      form.vertical.empty() ? nullptr : form.vertical.data(),
      form.horizontal.empty() ? nullptr : form.horizontal.data(),
      form.together,
      {form.phases[0], form.phases[1]},
      form.halves};
  return gnetrt_pack_as(&builder, valueOf(op.getTensor()), &packing,
                        packedType(op),
                        static_cast<int64_t>(op.getOffset())) == GNET_OK;
}

const gnetrt_tensor *Evaluator::make(Operation &op) {
  if (auto parameter = dyn_cast<gn::ParameterOp>(op))
    return gnetrt_parameter_value(
        &builder, planned.parameterIndex.lookup(parameter.getName()));
  if (auto value = dyn_cast<gn::ConstantOp>(op))
    return constant(value);
  if (auto connect = dyn_cast<gn::ConnectWeightOp>(op)) {
    RankedTensorType type = connect.getValue().getType();
    SmallVector<int64_t> places = placesOf(connect);
    return gnetrt_connect_weight(&builder, valueOf(connect.getWeight()),
                                 places.data(), type.getDimSize(0),
                                 type.getDimSize(1));
  }
  if (auto fold = dyn_cast<gn::FoldWeightOp>(op))
    return gnetrt_fold_weight(
        &builder, valueOf(fold.getWeight()), valueOf(fold.getScale()),
        valueOf(fold.getVariance()), epsilonOf(fold.getEpsilon()));
  auto fold = cast<gn::FoldBiasOp>(op);
  return gnetrt_fold_bias(&builder, valueOf(fold.getBias()),
                          valueOf(fold.getScale()), valueOf(fold.getShift()),
                          valueOf(fold.getMean()), valueOf(fold.getVariance()),
                          epsilonOf(fold.getEpsilon()));
}

const gnetrt_tensor *Evaluator::constant(gn::ConstantOp op) {
  auto elements = cast<DenseElementsAttr>(op.getValues());
  SmallVector<float> numbers(elements.getValues<float>());
  return gnetrt_constant(&builder, numbers.data(),
                         static_cast<int64_t>(numbers.size()));
}

/// What binding parameters looks at in a program.
class ProgramView {
public:
  explicit ProgramView(const PlannedProgram &planned)
      : name(func::FuncOp(planned.function).getSymName()) {
    for (gn::ParameterOp op : planned.parameters)
      names.push_back(op.getName().str());
    for (size_t i = 0; i < names.size(); ++i) {
      gn::ParameterOp op = planned.parameters[i];
      ArrayRef<int64_t> shape = cast<RankedTensorType>(op.getType()).getShape();
      gnetrt_parameter parameter = {
          names[i].c_str(), static_cast<int64_t>(shape.size()), {}};
      llvm::copy(shape, parameter.dims);
      parameters.push_back(parameter);
    }
    program.name = name.c_str();
    program.packed_bytes = planned.packedBytes;
    program.parameter_count = static_cast<int64_t>(parameters.size());
    program.parameters = parameters.data();
  }

  gnetrt_program program = {};

private:
  std::string name;
  std::vector<std::string> names;
  std::vector<gnetrt_parameter> parameters;
};

llvm::Error toError(gnet_status status, const gnet_error &error) {
  return status == GNET_OK ? llvm::Error::success()
                           : llvm::createStringError(error.message);
}

llvm::Error evaluate(const PlannedProgram &planned, const ProgramView &view,
                     const gnetrt_safetensors &file, char *packed) {
  gnet_error error = {};
  gnetrt_tensor *parameters = nullptr;
  llvm::scope_exit free([&] {
    gnetrt_free_parameters(parameters, view.program.parameter_count);
  });
  if (llvm::Error failed = toError(
          gnetrt_bind_parameters(&view.program, &file, &parameters, &error),
          error))
    return failed;
  gnetrt_builder builder = {};
  builder.program = &view.program;
  builder.parameters = parameters;
  builder.packed = packed;
  bool done = Evaluator(planned, builder).run();
  return toError(gnetrt_builder_finish(
                     &builder, done ? GNET_OK : GNET_BACKEND_ERROR, &error),
                 error);
}

std::string nameOf(func::FuncOp network) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  for (Operation &op : network.front())
    if (gn::makesTensor(&op))
      stream << op << "\n";
  auto digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(text));
  return "gnet.packed." + llvm::toHex(digest, /*LowerCase=*/true).substr(0, 16);
}

llvm::Expected<std::string> packAs(StringRef name, func::FuncOp network,
                                   StringRef weights) {
  FailureOr<PlannedProgram> planned = readPlannedProgram(network);
  if (failed(planned))
    return llvm::createStringError("the network is not planned");
  char reason[512];
  gnetrt_safetensors file;
  if (!gnetrt_safetensors_parse(weights.data(), weights.size(), &file, reason,
                                sizeof(reason)))
    return llvm::createStringError(reason);
  llvm::scope_exit free([&] { gnetrt_safetensors_free(&file); });
  std::string packed =
      headerOf(name, planned->packedBytes, isAllFloat32(network));
  std::vector<Line> lines(
      llvm::divideCeil(planned->packedBytes, int64_t(sizeof(Line))));
  char *data = reinterpret_cast<char *>(lines.data());
  ProgramView view(*planned);
  if (llvm::Error error = evaluate(*planned, view, file, data))
    return error;
  packed.append(data, static_cast<size_t>(planned->packedBytes));
  return packed;
}

} // namespace

llvm::Expected<PackedWeights> packWeights(func::FuncOp network,
                                          StringRef weights) {
  PackedWeights packed{nameOf(network), ""};
  if (weights.empty())
    return packed;
  auto file = packAs(packed.name, network, weights);
  if (!file)
    return file.takeError();
  packed.file = std::move(*file);
  return packed;
}

} // namespace gnet
