//===- Orientation.h - Which way up a photograph is -----------------------===//
//
// Cameras store what their sensor reads, and how it was held in EXIF data.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_IMAGES_ORIENTATION_H
#define GNET_IMAGES_ORIENTATION_H

#include "images/Picture.h"
#include <llvm/ADT/StringRef.h>

namespace gnet {

/// EXIF's number in a JPEG's bytes, 1 to 8; 1, upright, if nothing is said.
int orientationOf(llvm::StringRef jpeg);

/// The picture turned or mirrored as its orientation wants it.
Picture upright(Picture picture, int orientation);

} // namespace gnet

#endif // GNET_IMAGES_ORIENTATION_H
