// What GoogleTest programs without MLIR include.
#include "llvm.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
