target_link_libraries(core_syntax PUBLIC PkgConfig::utf8proc)

# utf8proc may know an older Unicode than Node does: what identifiers gained since.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(identifier_ranges ${PROJECT_BINARY_DIR}/generated/core/syntax/identifier_ranges.inc)
add_custom_command(OUTPUT ${identifier_ranges}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/generated/core/syntax
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/core/syntax/identifier_ranges.py
    ${PROJECT_SOURCE_DIR}/core/regexp/unicode_17.txt ${identifier_ranges}
  DEPENDS ${PROJECT_SOURCE_DIR}/core/syntax/identifier_ranges.py ${PROJECT_SOURCE_DIR}/core/regexp/unicode_17.txt
  COMMENT "What Unicode 17 adds to identifiers" VERBATIM)
target_sources(core_syntax PRIVATE ${identifier_ranges})
