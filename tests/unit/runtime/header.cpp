// The package's C++ header, alone, as an application's first include.
#include "gnet.hpp"

int main() { return gnet::describe().batch > 0 ? 0 : 1; }
