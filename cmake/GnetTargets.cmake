# The warnings, sanitizers and MLIR settings that every target of ours shares.

add_compile_options(-Wall -Wextra -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Lets ccache keep what uses a precompiled header.
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

if(GNET_SANITIZE)
  add_compile_options(-fsanitize=${GNET_SANITIZE} -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${GNET_SANITIZE})
  if(GNET_SANITIZE MATCHES undefined)
    # LLVM is built without the type information that these two look at.
    add_compile_options(-fno-sanitize-recover=all -fno-sanitize=vptr,function)
  endif()
endif()

# gnet_add_library(NAME sources...): a static library of the compiler, without
# MLIR.
function(gnet_add_library name)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/compiler)
  target_include_directories(${name} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS})
endfunction()

# gnet_add_mlir_library(NAME sources...): likewise, with MLIR's headers, which
# all such libraries share as one precompiled header.
function(gnet_add_mlir_library name)
  gnet_add_library(${name} ${ARGN})
  target_include_directories(${name} SYSTEM PUBLIC ${MLIR_INCLUDE_DIRS})
  target_include_directories(${name} PUBLIC ${CMAKE_BINARY_DIR}/compiler)
  target_compile_definitions(${name} PUBLIC ${LLVM_DEFINITIONS_LIST})
  # MLIR's and LLVM's headers and what mlir-tblgen writes.
  target_compile_options(${name} PRIVATE -Wno-unused-parameter)
  target_link_libraries(${name} PUBLIC MLIR LLVM)
  if(NOT TARGET gnet_mlir_pch)
    add_library(gnet_mlir_pch STATIC ${CMAKE_SOURCE_DIR}/cmake/mlir_pch.cpp)
    target_include_directories(gnet_mlir_pch SYSTEM PUBLIC
      ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
    target_compile_options(gnet_mlir_pch PRIVATE -Wno-unused-parameter)
    target_precompile_headers(gnet_mlir_pch PRIVATE
      ${CMAKE_SOURCE_DIR}/cmake/mlir_pch.h)
  endif()
  target_precompile_headers(${name} REUSE_FROM gnet_mlir_pch)
endfunction()

# gnet_add_package_file(SOURCE DESTINATION): copies what gnetc puts into packages
# to where it looks for it: relative to its own folder, so that a build folder
# can be moved as a whole. Appends the copy to `package_files`.
function(gnet_add_package_file source destination)
  add_custom_command(OUTPUT ${destination}
    COMMAND ${CMAKE_COMMAND} -E copy ${source} ${destination}
    DEPENDS ${source} VERBATIM)
  set(package_files ${package_files} ${destination} PARENT_SCOPE)
endfunction()
