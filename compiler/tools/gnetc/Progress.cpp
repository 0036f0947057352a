//===- Progress.cpp - What gnetc is at ------------------------------------===//
#include "Progress.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

Progress::Progress(int total)
    : total(total), isShown(llvm::sys::Process::StandardErrIsDisplayed()) {}

void Progress::step(const llvm::Twine &what) {
  ++current;
  if (isShown)
    llvm::errs() << "[" << current << "/" << total << "] " << what << "\n";
}

} // namespace gnet
