//===- Calibrator.h - Ranges of a network's results, from pictures --------===//
//
// A float32 package that gives every result runs over the pictures; histograms
// are kept of each. Some pictures are held back: by these the methods of
// choosing ranges are judged, where integers are simulated.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TOOLS_GNETC_CALIBRATOR_H
#define GNET_TOOLS_GNETC_CALIBRATOR_H

#include "CalibrationPictures.h"
#include "Progress.h"
#include "quantization/ChooseRange.h"
#include "quantization/Sensitivity.h"

namespace gnet {

struct CalibrationRequest {
  std::string spec;
  std::string weights; ///< As for a compilation; not empty.
  std::string weightMap;
  std::string images;                  ///< A folder, or a .npy file.
  const RangeMethod *method = nullptr; ///< Null: the best one.
  int32_t threads = 1;
  bool ranksLayers = false;
  double error = 0;       ///< Wanted of the scores; 0: none is.
  std::string executable; ///< gnetc's own path.
};

/// Errors are those of the held-back pictures' scores (HeldBack).
struct Calibrated {
  struct Method {
    llvm::StringRef name;
    double error;
  };
  struct Layer {
    std::string path;
    double error; ///< Where it alone computes with integers.
  };

  Calibration calibration;
  size_t pictures = 0;         ///< In all.
  std::vector<Method> methods; ///< That were tried.
  std::vector<Layer> ranking;  ///< The one that loses most first.
  size_t kept = 0;             ///< Of the ranking, for the wanted error,
  double errorWithKept = 0;    ///< which then is this.
};

class Calibrator {
public:
  /// `folder` is for what is made on the way, and there until the process ends.
  Calibrator(CalibrationRequest request, std::string folder);

  /// Nothing where an interruption came.
  llvm::Expected<std::optional<Calibrated>> run();

private:
  llvm::Error readNetwork();
  llvm::Error openPackage();
  llvm::Error runPictures();
  llvm::Error checkValues(llvm::ArrayRef<float> outputs,
                          const std::string &picture) const;
  void keepValues(llvm::ArrayRef<float> input, llvm::ArrayRef<float> outputs);
  void listValues();
  bool choose();
  void correctBiases();
  bool rankLayers();

  CalibrationRequest request;
  std::string folder;
  std::string weights; ///< A safetensors file.
  Network network;     ///< As the spec says.
  FoldedNetwork folded;
  std::optional<Simulation> simulation;
  /// By result, where a package has it; the input has none.
  std::vector<LayerId> results;
  std::unique_ptr<Package> package;
  std::optional<Session> session;
  std::optional<CalibrationPictures> pictures;
  std::vector<Histogram> histograms; ///< By result, behind the input's.
  std::vector<Image> heldBack, examples;
  std::optional<HeldBack> judges;
  Calibrated found;
  std::optional<Progress> progress;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_CALIBRATOR_H
