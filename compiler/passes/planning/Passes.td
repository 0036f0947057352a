//===- Passes.td - From a network to its planned kernels ---*- tablegen -*-===//
//
// In the order in which the pipeline `gnk-plan` runs them. Each but the first
// takes any program of kernels, planned or not, in which a buffer is written
// once; the last also one that `gnk-write-in-place` made.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_PASSES_PLANNING_PASSES
#define GNET_PASSES_PLANNING_PASSES

include "mlir/Pass/PassBase.td"

def ConvertGnToGnk : Pass<"convert-gn-to-gnk", "::mlir::func::FuncOp"> {
  let summary = "turn layers into kernels on buffers";
  let description = [{
    Takes a network in its inference form. Every layer gets a buffer and a
    kernel that writes it, all nchw; a concat copies its inputs into slices of
    its buffer. The function takes the input's and the output's buffer.
  }];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def ElideConcat : Pass<"gnk-elide-concat", "::mlir::func::FuncOp"> {
  let summary = "write into concatenations instead of copying";
  let description = [{
    A buffer that is copied into a slice becomes that slice, so that its
    kernel writes there and its other readers read there. What is an argument,
    a flattened view or already part of a concatenation stays a copy, and with
    `copy-outputs` what other kernels read where the output has it, too: that is
    float32, and theirs need not be.
  }];
  let options = [
    Option<"copyOutputs", "copy-outputs", "bool", "false",
           "copy into the output what other kernels read">,
    Option<"report", "report", "bool", "false",
           "remark on each copy that stays, with the reason">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def AssignTypes : Pass<"gnk-assign-types", "::mlir::func::FuncOp"> {
  let summary = "choose the type of buffers and of weights";
  let description = [{
    Gives each alloc, and its views with it, the type `activations`, and tells
    each kernel that has filters or a matrix by `gnk.weight_type` to have them
    packed in the type `weights`; values by channel stay f32, as does what
    only softmax or the output takes. Layers that `keep` names, or that lie in
    modules that it names, have f32 weights and results. Arguments stay f32: the
    kernels beside them convert. Kernels whose result stays f32 are told why, by
    `gnk.kept`.
  }];
  let options = [
    Option<"activations", "activations", "std::string", "\"f32\"",
           "type of buffers: f32, tf32, bf16 or f16">,
    Option<"weights", "weights", "std::string", "\"\"",
           "type of filters and matrices: f32, tf32, bf16 or f16; empty: f32, or "
           "what a kernel would rather have">,
    ListOption<"keep", "keep", "std::string",
               "paths of layers and modules that stay f32">,
    Option<"report", "report", "bool", "false",
           "remark on each buffer that stays f32, with the reason">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def Quantize : Pass<"gnk-quantize", "::mlir::func::FuncOp"> {
  let summary = "give buffers bytes, by the ranges of what they hold";
  let description = [{
    In the place of gnk-assign-types. Gives each alloc, and its views with it,
    bytes of a scale and a zero point that follow from the range of what is
    written there, which the calibration has for each layer by its path. Buffers
    between which a max pool or a copy gives numbers on have one range. Kernels
    with filters or a matrix that read bytes get weights of i8 by
    `gnk.weight_type`, and the calibration's corrections of their biases. What
    has no range, what gnk-assign-types keeps f32 and what reads f32 stays f32;
    kernels are told why, by `gnk.kept`.
  }];
  let options = [
    Option<"calibration", "calibration", "std::string", "\"\"",
           "file of gnetc calibrate">,
    ListOption<"keep", "keep", "std::string",
               "paths of layers and modules that stay f32">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect",
                           "::mlir::quant::QuantDialect"];
}

def AssignLayouts : Pass<"gnk-assign-layouts", "::mlir::func::FuncOp"> {
  let summary = "choose layouts, and reorder where two kernels disagree";
  let description = [{
    Gives each alloc, and its views with it, the layout that moves the fewest
    bytes by reorders; a buffer's reordered copy is made once for all its
    readers, in the type of what they make of it where that is narrower.
    Arguments stay nchw.
  }];
  let options = [
    Option<"block", "block", "int64_t", "16",
           "channels in a group of the blocked layout: 16, 8, or 1 for nchw "
           "throughout">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def FuseAdd : Pass<"gnk-fuse-add", "::mlir::func::FuncOp"> {
  let summary = "sum a residual branch in the convolution that makes the other";
  let description = [{
    A `gnk.add` without factors that alone reads the blocked result of a
    `gnk.conv` without an activation, depthwise or without groups, becomes part
    of it: the convolution adds the other image and takes over the activation.
  }];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def WriteInPlace : Pass<"gnk-write-in-place", "::mlir::func::FuncOp"> {
  let summary = "write over what is read for the last time";
  let description = [{
    A kernel that may overwrite an alloc which it is the last to touch writes
    its result there, if that has an alloc of the same type. From here on a
    buffer can be written more than once, which the passes before this one do
    not expect.
  }];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def OrderByLevel : Pass<"gnk-order-by-level", "::mlir::func::FuncOp"> {
  let summary = "let steps that may run side by side stand together";
  let description = [{
    Orders kernels by their level: one more than the highest of those that they
    have to wait for. For machines that run several steps at a time.
  }];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def PlanMemory : Pass<"gnk-plan-memory", "::mlir::func::FuncOp"> {
  let summary = "place all buffers in one arena";
  let description = [{
    Sets each alloc's offset, so that buffers which are live at one step do not
    overlap, and the function's `gnk.arena_bytes` and `gnk.memory`. With
    `by-level` all steps of a level count as one, so that none of them has to
    wait for another's memory.
  }];
  let options = [
    Option<"byLevel", "by-level", "bool", "false",
           "Steps of one level, see gnk-order-by-level, run at a time">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

#endif // GNET_PASSES_PLANNING_PASSES
