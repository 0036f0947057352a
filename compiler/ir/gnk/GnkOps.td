//===- GnkOps.td - How a network is computed ---------------*- tablegen -*-===//
//
// Kernels on buffers, destination last. Learned tensors stay gn values: they
// are prepared once, when a package opens; kernels run in the order of the
// block. An operation's location is its layer's dotted path.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_IR_GNK_GNKOPS
#define GNET_IR_GNK_GNKOPS

include "GnkInterfaces.td"
include "ir/gn/GnInterfaces.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def GnkDialect : Dialect {
  let name = "gnk";
  let summary = "Kernels of a network on planned memory";
  let description = [{
    A program is a `func.func` of two buffers, the network's input and output,
    both nchw. Every other buffer is a `gnk.alloc` of the arena, or a view of
    one. Each element of a buffer is written before it is read, and once until
    `gnk-write-in-place` lets kernels overwrite what they read last. Planning
    sets each alloc's `offset` and two attributes of the function:
    `gnk.arena_bytes`, and `gnk.memory`, a report in bytes: `arena` as that,
    `sum` of all buffers, `live`, the most that is live at one step.
  }];
  let cppNamespace = "::gnet::gnk";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    void registerAttributes();
    void registerTypes();
  }];
  let dependentDialects = ["::gnet::gn::GnDialect",
                           "::mlir::quant::QuantDialect"];
  let hasOperationAttrVerify = 1;
}

/// The values are GNETRT_NCHW, ... of runtime/abi/program.h.
def Gnk_Layout : I32EnumAttr<"Layout", "how a buffer lies in memory", [
  I32EnumAttrCase<"Nchw", 0, "nchw">,
  I32EnumAttrCase<"Nchw16c", 1, "nChw16c">,
  I32EnumAttrCase<"Nchw8c", 2, "nChw8c">,
]> {
  let cppNamespace = "::gnet::gnk";
  let genSpecializedAttr = 0;
}

/// What weights can be of.
defvar Gnk_Elements = [F32, TF32, BF16, F16, I8, I<24>];

/// gn's, which takes the result as it is where it is absent.
def Gnk_Activation
    : Attr<CPred<"::llvm::isa<::gnet::gn::ActivationAttr>($_self)">,
           "an activation of gn"> {
  let storageType = "::gnet::gn::ActivationAttr";
  let returnType = "::gnet::gn::ActivationAttr";
  let convertFromStorage = "$_self";
}
def Gnk_OptionalActivation : OptionalAttr<Gnk_Activation>;

/// The values are GNETRT_MAX, ... of runtime/abi/program.h.
def Gnk_PoolKind : I32EnumAttr<"PoolKind", "what a window gives", [
  I32EnumAttrCase<"Max", 0, "max">,
  I32EnumAttrCase<"Avg", 1, "avg">,
  I32EnumAttrCase<"AvgCountPadding", 2, "avg_count_padding">,
]> {
  let cppNamespace = "::gnet::gnk";
  let genSpecializedAttr = 1;
}

//===----------------------------------------------------------------------===//
// Which kernel computes a step, and how it wants its tensors
//===----------------------------------------------------------------------===//

def Gnk_KernelAttr : AttrDef<GnkDialect, "Kernel"> {
  let mnemonic = "kernel";
  let summary = "the kernel that computes a step";
  let description = [{
    An operation's attribute `gnk.kernel`, set by the target's choice of
    kernels: `#gnk.kernel<"direct", nchw to nChw16c, {tile = array<i64: 7, 3>}>`.
    The layouts are those that it demands of its source and destination; a
    kernel without them works in any that are alike. The parameters mean what
    the kind of that name says. `scratch` counts the floats that each thread
    needs beside the buffers, `shared` those that all of them need together, for
    what they make first.
  }];
  let parameters = (ins StringRefParameter<"its kind">:$name,
                        "::std::optional<::gnet::gnk::Layout>":$source,
                        "::std::optional<::gnet::gnk::Layout>":$destination,
                        OptionalParameter<"::mlir::DictionaryAttr">:$parameters,
                        DefaultValuedParameter<"int64_t", "0">:$scratch,
                        DefaultValuedParameter<"int64_t", "0">:$shared);
  let builders = [AttrBuilder<
      (ins "::llvm::StringRef":$name,
           "::std::optional<::gnet::gnk::Layout>":$source,
           "::std::optional<::gnet::gnk::Layout>":$destination,
           "::mlir::DictionaryAttr":$parameters, "int64_t":$scratch),
      [{ return $_get($_ctxt, name, source, destination, parameters, scratch, 0); }]>];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// The numbers of the parameter `name`; empty if it is not there.
    ::llvm::ArrayRef<int64_t> getNumbers(::llvm::StringRef name) const;
    /// Those, as "7x4"; empty where there are none.
    ::std::string getNumbersText(::llvm::StringRef name) const;
    /// This kernel with a parameter of that name and numbers.
    KernelAttr withNumbers(::llvm::StringRef name,
                           ::llvm::ArrayRef<int64_t> numbers) const;
    /// As a report names it: "direct 7x4", with its form and tile.
    ::std::string getText() const;
  }];
}

def Gnk_PackedAttr : AttrDef<GnkDialect, "Packed"> {
  let mnemonic = "packed";
  let summary = "how a learned tensor lies in memory, as a kernel wants it";
  let description = [{
    The encoding of a tensor type, which keeps the tensor's own shape.
    `#gnk.packed<[3, 2] x 16, inputs 16>`: output channels lie in groups of 3
    and then 2 blocks of 16, inputs in blocks of 16. For each group come the
    blocks of inputs, for each the kernel's taps, for each the block's inputs,
    for each the outputs of the group. With `taps first` the taps are before
    the blocks of inputs. What fills up blocks is 0.

    `winograd [4, 2]`: the filters are transformed first, for results of 4 x 2
    at a time.

    `phases [2, 2]`: each filter is cut into 2 x 2 of them first, of every second
    row and column, which are inputs of their own: those of each phase follow
    those of the one before it, in blocks of their own unless the tensor has less
    than one block.

    `halves`: the matrix of 1 x 1 filters is cut into quarters, halves of the
    outputs by halves of the inputs. Strassen's seven sums of these are the taps;
    groups are of half the outputs.

    `pairs` or `quads`: inputs lie two by two or four by four, of which each
    output has all side by side. `together 32`: so many of the depth, which is
    taps and inputs in their order, filled up at its end.

    A tensor of i8 begins with what its numbers mean: for each output, those that
    fill up blocks included, the float32 that they are to be multiplied with, then
    for each the i32 sum of its numbers. One of i24, a matrix, ends with what they
    mean: for each output the float32.
  }];
  let parameters = (ins ArrayRefParameter<"int64_t">:$groups, "int64_t":$block,
                        "int64_t":$inputBlock,
                        DefaultValuedParameter<"bool", "false">:$tapsFirst,
                        OptionalArrayRefParameter<"int64_t">:$winograd,
                        DefaultValuedParameter<"int64_t", "1">:$together,
                        OptionalArrayRefParameter<"int64_t">:$phases,
                        DefaultValuedParameter<"bool", "false">:$halves);
  let builders = [
    AttrBuilder<(ins "::llvm::ArrayRef<int64_t>":$groups, "int64_t":$block,
                     "int64_t":$inputBlock, "bool":$tapsFirst,
                     "::llvm::ArrayRef<int64_t>":$winograd,
                     "int64_t":$together), [{
      return $_get($_ctxt, groups, block, inputBlock, tapsFirst, winograd,
                   together, /*phases=*/::llvm::ArrayRef<int64_t>(),
                   /*halves=*/false);
    }]>,
    AttrBuilder<(ins "::llvm::ArrayRef<int64_t>":$groups, "int64_t":$block,
                     "int64_t":$inputBlock, "bool":$tapsFirst,
                     "::llvm::ArrayRef<int64_t>":$winograd), [{
      return $_get($_ctxt, groups, block, inputBlock, tapsFirst, winograd,
                   /*together=*/1, /*phases=*/::llvm::ArrayRef<int64_t>(),
                   /*halves=*/false);
    }]>,
  ];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Outputs, with those that fill up blocks.
    int64_t getLanes() const;
    /// Elements of a packed tensor of this shape.
    int64_t getElements(::llvm::ArrayRef<int64_t> shape) const;
    /// Bytes before them in one of `element`.
    int64_t getHeaderBytes(::mlir::Type element) const;
    /// Bytes behind them, likewise.
    int64_t getFooterBytes(::mlir::Type element) const;
    /// Of all of a packed tensor of this type.
    int64_t getBytes(::mlir::RankedTensorType type) const;
    /// Height and width of its filters once they are transformed.
    ::std::pair<int64_t, int64_t>
    getTaps(::llvm::ArrayRef<int64_t> shape) const;
  }];
}

def Gnk_LaunchAttr : AttrDef<GnkDialect, "Launch"> {
  let mnemonic = "launch";
  let summary = "a launch of a GPU kernel that computes a step, or a part of it";
  let description = [{
    An element of an operation's attribute `gnk.launches`, in the order in which
    they run: `#gnk.launch<@conv0, grid [7, 4, 1], images 2, block [256, 1, 1],
    shared 49152>`. `images 2`: the grid is that large for one image, and
    dimension 2 of it is multiplied by the images of a run. `shared` counts the
    bytes of dynamic shared memory.

    Every kernel has the same parameters: `(source, other, destination, weight,
    bias, scratch: pointers to global memory, images: i32)`, where a pointer
    that its step has nothing for is null. The one of a function's attribute
    `gnk.picture` has gnetrt_cuda_picture_arguments of runtime/abi/program.h.
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$kernel,
                        ArrayRefParameter<"int64_t">:$grid,
                        "::std::optional<int64_t>":$images,
                        ArrayRefParameter<"int64_t">:$block,
                        DefaultValuedParameter<"int64_t", "0">:$shared);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// The buffer type
//===----------------------------------------------------------------------===//

def Gnk_BufferType : TypeDef<GnkDialect, "Buffer"> {
  let mnemonic = "buffer";
  let summary = "an image batch in memory";
  let description = [{
    `!gnk.buffer<2x64x28x28, nChw16c>` is a batch of 2 images of 64 channels, in
    float32; `!gnk.buffer<2x64x28x28, nChw16c, bf16>` one in bf16, and one of
    `!quant.uniform<u8:f32, 0.02:128>` holds bytes q that stand for
    0.02 * (q - 128). Blocked
    layouts keep channels in groups of 16 or 8 (n, c / B, h, w, B), the last
    group filled up with zeros. `!gnk.buffer<2x64x28x28, nChw16c, stride
    200704>` is a slice of a larger buffer: its images are 200704 elements apart.
  }];
  let parameters = (ins "int64_t":$batch, "int64_t":$channels,
                        "int64_t":$height, "int64_t":$width,
                        "::mlir::Type":$elementType,
                        "::gnet::gnk::Layout":$layout,
                        "int64_t":$imageStride);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let builders = [
    /// A dense buffer: images follow each other.
    TypeBuilder<(ins "int64_t":$batch, "int64_t":$channels, "int64_t":$height,
                     "int64_t":$width, "::mlir::Type":$elementType,
                     "::gnet::gnk::Layout":$layout)>,
  ];
  let extraClassDeclaration = [{
    /// Channels in a group: 1 for nchw.
    int64_t getBlock() const { return blockOf(getLayout()); }
    static int64_t blockOf(Layout layout);
    /// Of one image, the last group's filling included.
    int64_t getImageElements() const;
    int64_t getElementBytes() const;
    /// Bytes from the first element of the first image to past the last one's
    /// last.
    int64_t getBytes() const;
    bool isDense() const { return getImageStride() == getImageElements(); }
    /// Whether its elements lie in the order of nchw: also where images are of
    /// one pixel, and channels fill their groups.
    bool liesAsNchw() const;
    /// Dense ones.
    BufferType withLayout(Layout layout) const;
    BufferType withElementType(::mlir::Type elementType) const;
    /// Whether batch, channels, height and width are those of `other`.
    bool hasShapeOf(BufferType other) const;
  }];
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

class Gnk_Op<string mnemonic, list<Trait> traits = []>
    : Op<GnkDialect, mnemonic, traits>;

def Gnk_AllocOp : Gnk_Op<"alloc"> {
  let summary = "a dense buffer in the arena";
  let description = [{
    `offset`, in bytes from the arena's start, is set by planning; buffers that
    are not live together may share memory.
  }];
  let arguments = (ins OptionalAttr<I64Attr>:$offset);
  let results = (outs Res<Gnk_BufferType, "", [MemAlloc]>:$buffer);
  let assemblyFormat = "(`at` $offset^)? attr-dict `:` type($buffer)";
  let hasVerifier = 1;
}

def Gnk_SliceOp : Gnk_Op<"slice", [Pure]> {
  let summary = "some channels of a buffer, in place";
  let description = [{
    Begins at channel `channel`, a multiple of the layout's group. The result's
    images are as far apart as the buffer's. In nchw a slice of a vector may be
    an image of as many floats.
  }];
  let arguments = (ins Gnk_BufferType:$buffer, I64Attr:$channel);
  let results = (outs Gnk_BufferType:$slice);
  let assemblyFormat = [{
    $buffer `from` $channel attr-dict `:` type($buffer) `to` type($slice)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Gnk_FlattenOp : Gnk_Op<"flatten", [Pure]> {
  let summary = "the same memory as a vector: c x h x w to (c * h * w) x 1 x 1";
  let description = [{
    In nchw, where it moves nothing, or of images of one pixel whose channels
    fill groups, which lie alike.
  }];
  let arguments = (ins Gnk_BufferType:$buffer);
  let results = (outs Gnk_BufferType:$vector);
  let assemblyFormat = "$buffer attr-dict `:` type($buffer) `to` type($vector)";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Learned tensors
//===----------------------------------------------------------------------===//

def Gnk_PackOp : Gnk_Op<"pack", [Gn_MakesTensor, Pure]> {
  let summary = "a learned tensor as a kernel wants it";
  let description = [{
    Evaluated by gnetc where it has the weights, else when the package opens.
    `at` is the place among all packed tensors, in bytes. A result of bf16 or
    f16 is rounded to the nearest, ties to even. One of i8, filters or a matrix,
    has numbers from -127 to 127: for each output its weights, rounded likewise,
    in units of a 127th of the largest of them, or of a larger part if all are
    whole numbers of that.
  }];
  let arguments = (ins RankedTensorOf<[F32]>:$tensor, I64Attr:$offset);
  let results = (outs RankedTensorOf<Gnk_Elements>:$packed);
  let assemblyFormat = [{
    $tensor `at` $offset attr-dict `:` type($tensor) `to` type($packed)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

/// `tensors` are the names of the learned tensors among its operands,
/// `overrides` of the interface's methods that are not the default ones.
class Gnk_Kernel<string mnemonic, list<string> tensors = [],
                 list<string> overrides = [], list<Trait> traits = []>
    : Gnk_Op<mnemonic, !listconcat([
        DeclareOpInterfaceMethods<Gnk_KernelInterface, overrides>], traits)> {
  code getTensors =
      "::llvm::SmallVector<::mlir::Value> $cppClass::getTensors() {"
      "  return {" #
      !interleave(!foreach(tensor, tensors,
                           "get" # !toupper(!substr(tensor, 0, 1)) #
                           !substr(tensor, 1) # "()"), ", ") # "};"
      "}";
  let extraClassDefinition = getTensors;
}

/// Reads and writes, so that nothing removes or reorders kernels.
def Gnk_Source : Arg<Gnk_BufferType, "read", [MemRead]>;
def Gnk_Destination : Arg<Gnk_BufferType, "written", [MemWrite]>;

def Gnk_ConvOp : Gnk_Kernel<"conv", ["weight", "bias"],
                            ["getKindText", "getLayoutDemand", "getMacs",
                             "mayOverwrite"], [AttrSizedOperandSegments]> {
  let summary = "convolution, bias, another image and activation";
  let description = [{
    activation(convolution + bias + addend): `addend`, a residual branch, has
    the destination's shape and layout, and can be its very memory.
  }];
  let arguments = (ins Gnk_Source:$source, 4DTensorOf<Gnk_Elements>:$weight,
                       Optional<1DTensorOf<[F32]>>:$bias,
                       Arg<Optional<Gnk_BufferType>, "read", [MemRead]>:$addend,
                       Gnk_Destination:$destination,
                       DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$padding,
                       DenseI64ArrayAttr:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$groups,
                       Gnk_OptionalActivation:$activation);
  let assemblyFormat = [{
    $source `,` $weight (`bias` $bias^)? (`plus` $addend^)?
    `into` $destination `strides` $strides `padding` $padding `dilations` $dilations
    (`groups` $groups^)? (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($source) `,` type($weight) (`,` type($bias)^)?
    (`plus` type($addend)^)? `into` type($destination)
  }];
  let extraClassDeclaration = [{
    /// Whether each channel is convolved by itself.
    bool isDepthwise();
  }];
  let hasVerifier = 1;
}

def Gnk_LinearOp : Gnk_Kernel<"linear", ["weight", "bias"],
                              ["getLayoutDemand", "getMacs"]> {
  let summary = "matrix product of the flattened source, bias and activation";
  let description = [{ The source may have any layout, the destination is nchw. }];
  let arguments = (ins Gnk_Source:$source, 2DTensorOf<Gnk_Elements>:$weight,
                       Optional<1DTensorOf<[F32]>>:$bias,
                       Gnk_Destination:$destination,
                       Gnk_OptionalActivation:$activation);
  let assemblyFormat = [{
    $source `,` $weight (`bias` $bias^)? `into` $destination
    (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($source) `,` type($weight) (`,` type($bias)^)?
    `into` type($destination)
  }];
  let hasVerifier = 1;
}

def Gnk_AffineOp : Gnk_Kernel<"affine", ["scale", "shift"], [], [
    AttrSizedOperandSegments, Gnk_SameImages, Gnk_Elementwise]> {
  let summary = "scale * x + shift by channel, and activation";
  let description = [{ An absent scale is 1, an absent shift 0. }];
  let arguments = (ins Gnk_Source:$source,
                       Optional<1DTensorOf<[F32]>>:$scale,
                       Optional<1DTensorOf<[F32]>>:$shift,
                       Gnk_Destination:$destination,
                       Gnk_OptionalActivation:$activation);
  let assemblyFormat = [{
    $source (`scale` $scale^)? (`shift` $shift^)? `into` $destination
    (`activation` custom<Activation>($activation)^)? attr-dict `:` type($source)
    (`scale` type($scale)^)? (`shift` type($shift)^)? `into` type($destination)
  }];
  let hasVerifier = 1;
}

def Gnk_AddOp : Gnk_Kernel<"add", [], [], [
    Gnk_SameImages, Gnk_Elementwise]> {
  let summary = "sum of two images, each times its factor, and activation";
  let description = [{ Without `factors` both are 1. }];
  let arguments = (ins Gnk_Source:$source,
                       Arg<Gnk_BufferType, "read", [MemRead]>:$addend,
                       Gnk_Destination:$destination,
                       OptionalAttr<DenseF64ArrayAttr>:$factors,
                       Gnk_OptionalActivation:$activation);
  let assemblyFormat = [{
    $source `,` $addend `into` $destination (`factors` $factors^)?
    (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($source) `,` type($addend) `into` type($destination)
  }];
  let hasVerifier = 1;
}

def Gnk_MultiplyOp : Gnk_Kernel<"multiply", [], [], [
    Gnk_SameImages, Gnk_Elementwise]> {
  let summary = "product of two images, and activation";
  let description = [{
    `gate` has the source's shape, or one factor a channel: c x 1 x 1.
  }];
  let arguments = (ins Gnk_Source:$source,
                       Arg<Gnk_BufferType, "read", [MemRead]>:$gate,
                       Gnk_Destination:$destination,
                       Gnk_OptionalActivation:$activation);
  let assemblyFormat = [{
    $source `,` $gate `into` $destination
    (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($source) `,` type($gate) `into` type($destination)
  }];
  let hasVerifier = 1;
}

def Gnk_RbfOp : Gnk_Kernel<"rbf", ["weight"], ["getLayoutDemand"]> {
  let summary = "squared distances of the flattened source to weight's rows";
  let description = [{ Source and destination are nchw. }];
  let arguments = (ins Gnk_Source:$source, 2DTensorOf<Gnk_Elements>:$weight,
                       Gnk_Destination:$destination);
  let assemblyFormat = [{
    $source `,` $weight `into` $destination attr-dict
    `:` type($source) `,` type($weight) `into` type($destination)
  }];
  let hasVerifier = 1;
}

def Gnk_PoolOp : Gnk_Kernel<"pool", [], ["getKindText"]> {
  let summary = "largest element or mean of each window";
  let description = [{
    padding is as declared; windows may reach past it at the bottom and right
    (ceil rounding), and what lies past it is in no average's divisor.
  }];
  let arguments = (ins Gnk_PoolKind:$kind, Gnk_Source:$source,
                       Gnk_Destination:$destination, DenseI64ArrayAttr:$kernel,
                       DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$padding);
  let assemblyFormat = [{
    $kind $source `into` $destination `kernel` $kernel `strides` $strides
    `padding` $padding attr-dict
    `:` type($source) `into` type($destination)
  }];
  let hasVerifier = 1;
}

def Gnk_LrnOp : Gnk_Kernel<"lrn", [], [], [Gnk_SameImages]> {
  let summary = "x / (k + alpha / size * sum of x^2 over size channels)^beta";
  let arguments = (ins Gnk_Source:$source, Gnk_Destination:$destination,
                       I64Attr:$size, F64Attr:$alpha, F64Attr:$beta,
                       F64Attr:$k);
  let assemblyFormat = [{
    $source `into` $destination `size` $size `alpha` $alpha `beta` $beta
    `k` $k attr-dict
    `:` type($source) `into` type($destination)
  }];
  let hasVerifier = 1;
  let extraClassDefinition = getTensors # [{
    ::llvm::LogicalResult $cppClass::verify() {
      if (static_cast<int64_t>(getSize()) < 1 || getSize() % 2 == 0)
        return emitOpError("size needs to be odd and positive");
      return ::mlir::success();
    }
  }];
}

class Gnk_Unary<string mnemonic, list<Trait> traits = []>
    : Gnk_Kernel<mnemonic, [], ["getLayoutDemand"], traits> {
  let arguments = (ins Gnk_Source:$source, Gnk_Destination:$destination);
  let assemblyFormat = [{
    $source `into` $destination attr-dict
    `:` type($source) `into` type($destination)
  }];
}

def Gnk_ActivationOp : Gnk_Kernel<"activation", [], ["getKindText"], [
    Gnk_SameImages, Gnk_Elementwise]> {
  let summary = "an activation that no kernel before it could take over";
  let arguments = (ins Gnk_Activation:$activation, Gnk_Source:$source,
                       Gnk_Destination:$destination);
  let assemblyFormat = [{
    custom<Activation>($activation) $source `into` $destination attr-dict
    `:` type($source) `into` type($destination)
  }];
}

def Gnk_SoftmaxOp : Gnk_Unary<"softmax", [Gnk_SameImages]> {
  let summary = "exp(x) over its sum, over the channels";
}
def Gnk_ReorderOp : Gnk_Unary<"reorder"> {
  let summary = "the same images, copied to another buffer and layout";
  let hasVerifier = 1;
}

#endif // GNET_IR_GNK_GNKOPS
