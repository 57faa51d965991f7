# Unicode properties and case mappings are read off the Unicode Character Database when building.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(unicode_folders ${TICKSCOPE_UNICODE_DATA})
foreach(prefix ${CMAKE_PREFIX_PATH} ${CMAKE_SYSTEM_PREFIX_PATH})
  list(APPEND unicode_folders ${prefix}/share/unicode ${prefix}/share/unicode/ucd ${prefix}/share/unicode-data)
endforeach()
find_file(TICKSCOPE_UNICODE_SEQUENCES emoji/emoji-zwj-sequences.txt PATHS ${unicode_folders} NO_DEFAULT_PATH)
if(NOT TICKSCOPE_UNICODE_SEQUENCES)
  message(FATAL_ERROR "The Unicode Character Database is missing (Debian and Ubuntu: apt-get install unicode-data). "
    "If it is in a folder of its own, say -DTICKSCOPE_UNICODE_DATA=FOLDER; that folder holds UnicodeData.txt and emoji/.")
endif()
get_filename_component(unicode_data ${TICKSCOPE_UNICODE_SEQUENCES} DIRECTORY)
get_filename_component(unicode_data ${unicode_data} DIRECTORY)

set(unicode_tables ${PROJECT_BINARY_DIR}/generated/core/regexp/unicode_tables.inc)
add_custom_command(OUTPUT ${unicode_tables}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/generated/core/regexp
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/core/regexp/unicode_tables.py ${unicode_data}
    ${PROJECT_SOURCE_DIR}/core/regexp/unicode_17.txt ${unicode_tables}
  DEPENDS ${PROJECT_SOURCE_DIR}/core/regexp/unicode_tables.py ${PROJECT_SOURCE_DIR}/core/regexp/unicode_17.txt
    ${unicode_data}/UnicodeData.txt
  COMMENT "Unicode properties and case mappings" VERBATIM)
target_sources(core_regexp PRIVATE ${unicode_tables})
