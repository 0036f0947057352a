//===- Help.h - What gnetc --help prints ----------------------------------===//
#ifndef GNET_TOOLS_GNETC_HELP_H
#define GNET_TOOLS_GNETC_HELP_H

#include "llvm/ADT/StringRef.h"

namespace gnet {

/// On one screen. A test holds it against the registered options.
inline constexpr llvm::StringLiteral helpText =
    R"(gnetc checks the spec of a network and compiles it to a C library.

  gnetc SPEC.gn [options]         check, and print the paper's table
  gnetc diff A.gn B.gn            what two networks differ in, layer by layer
  gnetc import M.onnx -o M.gn     an ONNX model as a spec (--weights-out=FILE)
  gnetc weights inspect FILE      what is in a weights file of any framework
  gnetc layers [WORD]             the layers that a spec can name, their keys
  gnetc completion bash|zsh|fish  a completion script for your shell

  --target=cpu          make a package in ./NAME-cpu, or where -o says
  -o PATH               folder of the package, or file of what --emit prints
  --emit=STAGE          summary (--format=text|json), ast, dot, svg: to look at;
                        onnx, weights: to take away, to the file of -o;
                        gn, gn-inference, gnk, llvm-dialect, llvm, obj: stages
  --dump-stages=FOLDER  also write every stage to a numbered file there
  --weights=FILE        safetensors, PyTorch, ONNX, Caffe, NumPy, TensorFlow.js;
                        or random:SEED. Without it the library asks for a file
  --weight-map=FILE     how names in it are read, if not found by the names
  --embed-weights       put the weights into the library itself
  --weights-beside      put an ONNX model's into a file of their own
  --batch=N             images a run (default 1)
  --cpu=LEVEL           x86-64-v2, -v3, -v4, native (default: this machine)
  --version

  gnetc specs/googlenet.gn
  gnetc specs/googlenet.gn --emit=svg -o googlenet.svg
  gnetc specs/resnet50.gn --target=cpu --weights=resnet50.pth -o out/resnet50
  gnetc specs/vgg_d.gn --weights=VGG.caffemodel --emit=weights -o d.safetensors
  gnetc diff specs/inception_v2.gn specs/inception_v3.gn
MLIR's options to print and time passes are listed by --help-hidden.
)";

} // namespace gnet

#endif // GNET_TOOLS_GNETC_HELP_H
