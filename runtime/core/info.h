/*===- info.h - What a program says of itself
 * -------------------------------===*/
#ifndef GNET_RUNTIME_CORE_INFO_H
#define GNET_RUNTIME_CORE_INFO_H

#include "abi/program.h"
#include "gnet.h"

gnet_info gnetrt_info_of(const gnetrt_program *program);

#endif /* GNET_RUNTIME_CORE_INFO_H */
