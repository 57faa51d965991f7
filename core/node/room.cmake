# The library's own JavaScript becomes string constants: lib/timers_promises.js is found as "timers_promises".
file(GLOB node_lib CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/core/node/lib/*.js)
set(node_lib_sources ${PROJECT_BINARY_DIR}/generated/node_lib_sources.cpp)
add_custom_command(OUTPUT ${node_lib_sources}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${node_lib_sources} "-DSOURCES=${node_lib}" -P ${PROJECT_SOURCE_DIR}/cmake/EmbedText.cmake
  DEPENDS ${node_lib} ${PROJECT_SOURCE_DIR}/cmake/EmbedText.cmake
  COMMENT "Embedding the library's JavaScript" VERBATIM)
target_sources(core_node PRIVATE ${node_lib_sources})
target_link_libraries(core_node PRIVATE nlohmann_json::nlohmann_json PkgConfig::libcrypto PkgConfig::zlib PkgConfig::brotli)
