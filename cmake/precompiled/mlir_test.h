// What GoogleTest programs with MLIR include.
#include "mlir.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
