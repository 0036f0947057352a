# The warnings, sanitizers and MLIR settings that every target of ours shares.

add_compile_options(-Wall -Wextra -Werror)
# It links much faster than GNU's.
add_link_options(-fuse-ld=lld)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Lets ccache keep what uses a precompiled header.
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

if(GNET_SANITIZE)
  add_compile_options(-fsanitize=${GNET_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${GNET_SANITIZE})
  if(GNET_SANITIZE MATCHES undefined)
    # LLVM is built without the type information that these two look at.
    add_compile_options(-fno-sanitize-recover=all -fno-sanitize=vptr,function)
    # A third of what a compilation takes, for what AddressSanitizer sees, too.
    add_compile_options(
      $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize=alignment,null,object-size>)
  endif()
endif()

# gnet_unsanitized(NAME): NAME is what tests measure with, and not what they test.
# Stands before gnet_precompile.
function(gnet_unsanitized name)
  if(GNET_SANITIZE)
    target_compile_options(${name} PRIVATE -fno-sanitize=all -O2)
    set_target_properties(${name} PROPERTIES GNET_FLAVOR _unsanitized)
  endif()
endfunction()

# gnet_precompile(NAME HEADER): the C++ of NAME starts from precompiled/HEADER.h,
# which is compiled once for all: headers of LLVM and MLIR are most of what a
# compilation takes. It has to be as relocatable as what reuses it: one header is
# either for libraries or for programs. The programs are tests, whose own code is
# run once: it is not optimised.
function(gnet_precompile name header)
  get_target_property(flavor ${name} GNET_FLAVOR)
  if(NOT flavor)
    set(flavor "")
  endif()
  set(carrier gnet_precompiled_${header}${flavor})
  set(level "")
  if(header MATCHES test$)
    set(level -O0)
  endif()
  target_compile_options(${name} PRIVATE ${level})
  if(NOT TARGET ${carrier})
    add_library(${carrier} STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
    target_include_directories(${carrier} SYSTEM PRIVATE
      ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
    target_link_libraries(${carrier} PRIVATE fmt::fmt GTest::gmock)
    target_compile_options(${carrier} PRIVATE -Wno-unused-parameter ${level})
    if(flavor)
      gnet_unsanitized(${carrier})
    endif()
    target_precompile_headers(${carrier} PRIVATE
      ${CMAKE_SOURCE_DIR}/cmake/precompiled/${header}.h)
    get_target_property(type ${name} TYPE)
    if(type STREQUAL EXECUTABLE)
      set_target_properties(${carrier} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
      target_compile_options(${carrier} PRIVATE -fPIE)
    endif()
  endif()
  target_precompile_headers(${name} REUSE_FROM ${carrier})
  # Its headers check at the link that they are of the same LLVM.
  target_link_libraries(${name} PRIVATE LLVM)
endfunction()

# gnet_join(NAME): with GNET_JOIN the C++ of NAME is compiled some sources at a time.
function(gnet_join name)
  if(NOT GNET_JOIN)
    return()
  endif()
  get_target_property(sources ${name} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "^/|<")
  execute_process(
    COMMAND ${GNET_PYTHON} ${CMAKE_SOURCE_DIR}/cmake/join_sources.py ${sources}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    OUTPUT_VARIABLE units COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[0-9]+" units "${units}")
  foreach(source unit IN ZIP_LISTS sources units)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${unit})
  endforeach()
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# gnet_add_library(NAME sources...): a static library of the compiler, without
# MLIR.
function(gnet_add_library name)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/compiler)
  target_include_directories(${name} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS})
  gnet_precompile(${name} llvm)
  gnet_join(${name})
endfunction()

# gnet_add_mlir_library(NAME sources...): likewise, with MLIR's headers.
function(gnet_add_mlir_library name)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} PUBLIC
    ${CMAKE_SOURCE_DIR}/compiler ${CMAKE_BINARY_DIR}/compiler)
  target_include_directories(${name} SYSTEM PUBLIC
    ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
  target_compile_definitions(${name} PUBLIC ${LLVM_DEFINITIONS_LIST})
  # MLIR's and LLVM's headers and what mlir-tblgen writes.
  target_compile_options(${name} PRIVATE -Wno-unused-parameter)
  target_link_libraries(${name} PUBLIC MLIR LLVM)
  gnet_precompile(${name} mlir)
  gnet_join(${name})
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
