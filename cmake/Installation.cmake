# What `cmake --install` puts under a prefix, and CPack into a package of Debian.
#
# gnetc finds what it needs from its own place, in ../lib/gnet and ../share/gnet:
# a prefix can be moved as a whole, and needs no tree that it came from. So these
# are folders of the prefix whatever a distribution calls them.

install(TARGETS gnetc gnet-run gnet-opt RUNTIME DESTINATION bin)

# What goes into packages.
install(DIRECTORY ${CMAKE_BINARY_DIR}/lib/gnet/ DESTINATION lib/gnet)
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/gnet/ DESTINATION share/gnet)

# Networks, their labels, and the maps of weights beside them.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/specs DESTINATION share/gnet)

# find_package(gnetc), and with it gnetc_add_network.
include(CMakePackageConfigHelpers)
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/gnetc-config-version.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
  ${CMAKE_SOURCE_DIR}/cmake/gnetc-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/gnetc-config-version.cmake
  DESTINATION lib/cmake/gnetc)

# Where each shell looks for the completion of a command.
set(completions "")
foreach(place
    bash:share/bash-completion/completions/gnetc
    zsh:share/zsh/site-functions/_gnetc
    fish:share/fish/vendor_completions.d/gnetc.fish)
  string(REPLACE ":" ";" place ${place})
  list(GET place 0 shell)
  list(GET place 1 file)
  cmake_path(GET file PARENT_PATH folder)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/${folder})
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/${file}
    COMMAND gnetc completion ${shell} > ${CMAKE_BINARY_DIR}/${file}
    DEPENDS gnetc VERBATIM)
  list(APPEND completions ${CMAKE_BINARY_DIR}/${file})
  install(FILES ${CMAKE_BINARY_DIR}/${file} DESTINATION ${folder})
endforeach()
add_custom_target(gnet_completions ALL DEPENDS ${completions})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "gnetc's maintainers <gnetc@localhost>")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_COMPRESSION_TYPE zstd)
# The libraries of Debian that the programs are linked with, in the versions
# that they need; packages bring those of lib/gnet themselves.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/lib/gnet)
# LLVM's own directory, where the programs look for it, has a link of llvm-*-dev
# to the library: dpkg-shlibdeps asks the link's owner or the library's, as the
# order of its hashes falls. The library's is named here.
get_target_property(llvm_library LLVM LOCATION)
file(REAL_PATH ${llvm_library} llvm_library)
execute_process(
  COMMAND sh -c "dpkg -S '${llvm_library}' 2> /dev/null | cut -d: -f1"
  OUTPUT_VARIABLE CPACK_DEBIAN_PACKAGE_DEPENDS
  OUTPUT_STRIP_TRAILING_WHITESPACE)
# Packages for AArch64 are linked with that machine's C library.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cmake, libc6-dev-arm64-cross, pkg-config")
include(CPack)
