#include "weights/formats/MappedFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <algorithm>

namespace gnet {

llvm::Error MappedFile::fail(const llvm::Twine &problem) const {
  return llvm::createStringError(path + ": " + problem);
}

llvm::Error MappedFile::fail(llvm::Error problem) const {
  return fail(llvm::toString(std::move(problem)));
}

llvm::Error MappedFile::failTensor(llvm::StringRef name,
                                   const llvm::Twine &problem) const {
  return fail("tensor " + printable(name) + ": " + problem);
}

llvm::Error MappedFile::failType(const FileTensor &tensor) const {
  return failTensor(tensor.name,
                    "its elements are " + printable(tensor.type) +
                        ", which cannot be weights; give it as float32");
}

static bool isControl(unsigned char c) { return c < 0x20 || c == 0x7f; }

bool isPrintable(llvm::StringRef name) {
  return llvm::none_of(name, isControl) && llvm::json::isUTF8(name);
}

std::string printable(llvm::StringRef name) {
  constexpr size_t most = 200;
  std::string text = llvm::json::fixUTF8(name.take_front(most));
  std::replace_if(text.begin(), text.end(), isControl, '?');
  return name.size() > most ? text + "..." : text;
}

std::string shapeText(llvm::ArrayRef<int64_t> dims) {
  std::string text;
  for (int64_t dim : dims)
    text += (text.empty() ? "" : "x") + std::to_string(dim);
  return dims.empty() ? "a scalar" : text;
}

} // namespace gnet
