# gnetc in a CMake project: networks compiled when the project is built.
#
#   find_package(gnetc CONFIG REQUIRED)
#   add_executable(app app.c)
#   gnetc_add_network(app SPEC network.gn WEIGHTS network.safetensors TARGET cpu)
#
# app then includes <NAME.h>, NAME being the network's, and is linked with its
# library. The network is compiled anew when the spec changes, a file that it
# imports, its labels, the weights, their map, or gnetc itself.
#
# gnetc::gnetc, gnetc::gnet-run  the programs
# gnetc_SPECS                    the folder of the specs that come with them

get_filename_component(_gnetc_prefix
  "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(gnetc_SPECS "${_gnetc_prefix}/share/gnet/specs")

foreach(program gnetc gnet-run)
  if(NOT TARGET gnetc::${program})
    add_executable(gnetc::${program} IMPORTED GLOBAL)
    set_target_properties(gnetc::${program} PROPERTIES
      IMPORTED_LOCATION "${_gnetc_prefix}/bin/${program}")
  endif()
endforeach()
unset(_gnetc_prefix)

# The name that the spec gives the network: what gnetc calls its header by.
function(_gnetc_network_name gnetc spec result)
  execute_process(
    COMMAND "${gnetc}" "${spec}" --emit=summary --format=json
    OUTPUT_VARIABLE summary ERROR_VARIABLE problem RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "gnetc cannot read the spec:\n${problem}")
  endif()
  string(JSON name GET "${summary}" network)
  set(${result} ${name} PARENT_SCOPE)
endfunction()

# gnetc_add_network(<target>
#   SPEC <file>             relative to the current source directory
#   [WEIGHTS <file>|random:<seed>]   without, the app names a file at run time
#   [WEIGHT_MAP <file>]     how names in that file are read
#   [EMBED_WEIGHTS]         into the library itself
#   [SHARED]                link the shared library, not the static one
#   [TARGET cpu|cuda] [BATCH <n>] [CPU <levels>]
#   [OPTIONS <option>...])  others of gnetc's command line
#
# <target> is any that is linked, or an INTERFACE library for several. In the
# caller's scope it sets <name>_PACKAGE, the package's folder once it is built,
# and <name>_WEIGHTS, its file of weights: empty where there is none.
function(gnetc_add_network target)
  set(values SPEC WEIGHTS WEIGHT_MAP TARGET BATCH CPU)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EMBED_WEIGHTS;SHARED" "${values}"
    OPTIONS)
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "gnetc_add_network: what is meant by "
      "${arg_UNPARSED_ARGUMENTS}${arg_KEYWORDS_MISSING_VALUES}?")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "gnetc_add_network: ${target} is no target: add it first")
  endif()
  if(NOT arg_SPEC)
    message(FATAL_ERROR "gnetc_add_network: no SPEC is given")
  endif()
  if(NOT arg_TARGET)
    set(arg_TARGET cpu)
  endif()
  if(arg_OPTIONS MATCHES "--cpu-kernels=onednn" AND NOT arg_SHARED)
    message(FATAL_ERROR "gnetc_add_network: oneDNN is a shared library: "
      "add SHARED")
  endif()

  get_filename_component(spec "${arg_SPEC}" ABSOLUTE)
  set(inputs "${spec}")
  set(options --target=${arg_TARGET})
  if(arg_WEIGHTS MATCHES "^random:")
    list(APPEND options --weights=${arg_WEIGHTS})
  elseif(arg_WEIGHTS)
    get_filename_component(file "${arg_WEIGHTS}" ABSOLUTE)
    list(APPEND options --weights=${file})
    list(APPEND inputs "${file}")
  endif()
  if(arg_WEIGHT_MAP)
    get_filename_component(file "${arg_WEIGHT_MAP}" ABSOLUTE)
    list(APPEND options --weight-map=${file})
    list(APPEND inputs "${file}")
  endif()
  if(arg_EMBED_WEIGHTS)
    list(APPEND options --embed-weights)
  endif()
  if(arg_BATCH)
    list(APPEND options --batch=${arg_BATCH})
  endif()
  if(arg_CPU)
    list(APPEND options --cpu=${arg_CPU})
  endif()
  list(APPEND options ${arg_OPTIONS})

  # The name may change with the spec.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${spec}")
  get_target_property(gnetc gnetc::gnetc IMPORTED_LOCATION)
  _gnetc_network_name("${gnetc}" "${spec}" name)
  set(built ${target}_${name})
  set(package "${CMAKE_CURRENT_BINARY_DIR}/${name}-${target}")
  set(depfile "${package}.d")
  add_custom_command(
    OUTPUT
      "${package}/share/${name}/manifest.json" # What the depfile names.
      "${package}/include/${name}.h" "${package}/include/${name}.hpp"
      "${package}/lib/lib${name}.a" "${package}/lib/lib${name}.so"
    COMMAND gnetc::gnetc "${spec}" ${options} -o "${package}"
      "--depfile=${depfile}"
    DEPENDS ${inputs} "${gnetc}"
    DEPFILE "${depfile}"
    COMMENT "Compiling the network ${name}"
    VERBATIM)
  add_custom_target(${built}_package
    DEPENDS "${package}/share/${name}/manifest.json")

  if(arg_SHARED)
    add_library(${built} SHARED IMPORTED GLOBAL)
    set_target_properties(${built} PROPERTIES
      IMPORTED_LOCATION "${package}/lib/lib${name}.so"
      IMPORTED_SONAME lib${name}.so)
  else()
    add_library(${built} STATIC IMPORTED GLOBAL)
    set_target_properties(${built} PROPERTIES
      IMPORTED_LOCATION "${package}/lib/lib${name}.a"
      IMPORTED_LINK_INTERFACE_LANGUAGES C
      INTERFACE_LINK_LIBRARIES "m;${CMAKE_DL_LIBS}")
  endif()
  add_dependencies(${built} ${built}_package)

  get_target_property(type ${target} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)
    set(scope INTERFACE)
  else()
    set(scope PRIVATE)
    add_dependencies(${target} ${built}_package)
  endif()
  target_include_directories(${target} ${scope} "${package}/include")
  target_link_libraries(${target} ${scope} ${built})

  set(${name}_PACKAGE "${package}" PARENT_SCOPE)
  set(weights "")
  if(arg_WEIGHTS AND NOT arg_EMBED_WEIGHTS)
    set(weights "${package}/share/${name}/weights.safetensors")
  endif()
  set(${name}_WEIGHTS "${weights}" PARENT_SCOPE)
endfunction()
