# The runtime of generated kernels for AArch64, built by the project's own clang
# where the C library for it is there: Debian's libc6-dev-arm64-cross. Without,
# and in a sanitizer's build, gnetc makes no packages for such machines.
set(GNET_AARCH64_ROOT /usr/aarch64-linux-gnu CACHE PATH
  "Where include and lib of a C library for AArch64 are")
find_path(GNET_AARCH64_INCLUDE gnu/stubs-lp64.h
  PATHS ${GNET_AARCH64_ROOT}/include NO_DEFAULT_PATH)
if(NOT GNET_AARCH64_INCLUDE)
  message(STATUS "No C library for AArch64: install libc6-dev-arm64-cross for "
    "packages for it")
endif()
if(NOT GNET_AARCH64_INCLUDE OR GNET_SANITIZE)
  return()
endif()

# Without the atomics of libgcc, and without sums that are fused where those of
# x86-64 are not: weights are packed to the same bytes.
set(aarch64_options
  --target=aarch64-linux-gnu -nostdlibinc -mno-outline-atomics
  -ffp-contract=off "SHELL:-isystem ${GNET_AARCH64_INCLUDE}")

set(sources "")
foreach(part gnet_safetensors_objects gnet_packing_objects gnet_runtime_core
    gnet_runtime_generated_objects)
  get_target_property(files ${part} SOURCES)
  get_target_property(folder ${part} SOURCE_DIR)
  list(TRANSFORM files PREPEND ${folder}/)
  list(APPEND sources ${files})
endforeach()
add_library(gnet_runtime_aarch64 OBJECT ${sources})
target_compile_definitions(gnet_runtime_aarch64 PRIVATE _GNU_SOURCE)
target_compile_options(gnet_runtime_aarch64 PRIVATE
  ${package_options} ${aarch64_options})
target_link_libraries(gnet_runtime_aarch64 PUBLIC gnet_runtime_headers)

set(object ${CMAKE_BINARY_DIR}/lib/gnet/gnet_runtime_generated_aarch64.o)
add_custom_command(
  OUTPUT ${object}
  COMMAND ${CMAKE_C_COMPILER} --target=aarch64-linux-gnu -fuse-ld=lld -r
    -nostdlib -o ${object} $<TARGET_OBJECTS:gnet_runtime_aarch64>
  DEPENDS $<TARGET_OBJECTS:gnet_runtime_aarch64>
  COMMENT "Linking gnet_runtime_aarch64_object"
  COMMAND_EXPAND_LISTS VERBATIM)
add_custom_target(gnet_runtime_aarch64_object ALL DEPENDS ${object})
