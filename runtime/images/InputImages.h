//===- InputImages.h - What a package is run on ---------------------------===//
#ifndef GNET_IMAGES_INPUTIMAGES_H
#define GNET_IMAGES_INPUTIMAGES_H

#include "images/Npy.h"
#include "loader/Package.h"

namespace gnet {

/// Whether `input` is one or more images of a package's input.
llvm::Error checkImages(const Array &input, const gnet_info &info);

/// The paths of all PNG and JPEG pictures of a folder, by name; at least one.
llvm::Expected<std::vector<std::string>> picturesOf(const std::string &folder);

/// A PNG or JPEG as the package wants its input, at `input`.
llvm::Error readPictureFor(const Package &package, const std::string &path,
                           float *input);

/// Images of a .npy file as they are, or all PNG and JPEG pictures of a folder
/// in the order of their names, as the package wants its input.
llvm::Expected<Array> readImages(const Package &package,
                                 const std::string &path);

/// Of all images of `input`, batch by batch; the last one is filled up with
/// zeros.
llvm::Expected<std::vector<float>>
runImages(Session &session, const gnet_info &info, const Array &input);

} // namespace gnet

#endif // GNET_IMAGES_INPUTIMAGES_H
