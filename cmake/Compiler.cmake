# Language level, warnings, sanitizers and linker, the same for every target of ours.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON) # computed goto and statement expressions: gcc and clang have both
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(tickscope_options INTERFACE)
target_include_directories(tickscope_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(tickscope_options INTERFACE -Wall -Wextra -Wno-missing-field-initializers
  -fno-strict-aliasing -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
# x87 or fused multiply-add would make numbers depend on the machine.
target_compile_options(tickscope_options INTERFACE -ffp-contract=off)
if(TICKSCOPE_SANITIZE)
  target_compile_options(tickscope_options INTERFACE -fsanitize=${TICKSCOPE_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(tickscope_options INTERFACE -fsanitize=${TICKSCOPE_SANITIZE})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT TICKSCOPE_SANITIZE)
  target_link_options(tickscope_options INTERFACE -fuse-ld=mold)
endif()
