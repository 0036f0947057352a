//===- InputImages.h - What a package is run on ---------------------------===//
#ifndef GNET_IMAGES_INPUTIMAGES_H
#define GNET_IMAGES_INPUTIMAGES_H

#include "images/Npy.h"
#include "loader/Package.h"
#include <llvm/Support/MemoryBuffer.h>

namespace gnet {

/// A PNG or JPEG as the package wants its input, at `input`.
llvm::Error readPictureFor(const Package &package, const std::string &path,
                           float *input);

/// The images of a .npy file as they are, or all PNG and JPEG pictures of a
/// folder by name. Each is read when it is asked for.
class InputImages {
public:
  static llvm::Expected<InputImages> open(const std::string &path);
  /// Of a file only.
  static llvm::Expected<InputImages> openNpy(const std::string &path);

  /// Whether they are of a package's input: pictures are made so.
  llvm::Error check(const gnet_info &info) const;

  int64_t size() const;
  /// For messages: a picture's path, or `image 3 of FILE.npy`.
  std::string name(int64_t index) const;
  /// What the package wants as its input, which has been checked.
  llvm::Error read(const Package &package, int64_t index, float *input) const;

private:
  InputImages() = default;

  std::string path;
  std::vector<std::string> pictures; ///< Of a folder,
  std::unique_ptr<llvm::MemoryBuffer> file;
  ArrayInFile array; ///< or what the file has.
};

/// The outputs of `count` images from `first` on, computed batch by batch; the
/// last one is filled up with zeros.
llvm::Expected<std::vector<float>> runImages(const Package &package,
                                             Session &session,
                                             const InputImages &images,
                                             int64_t first, int64_t count);

} // namespace gnet

#endif // GNET_IMAGES_INPUTIMAGES_H
