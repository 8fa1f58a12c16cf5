# Compiler settings and the function that declares a room.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(chancery_options INTERFACE)
target_include_directories(chancery_options INTERFACE
  "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}/include")
target_compile_options(chancery_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-qual -Wformat=2 -Wundef -fno-math-errno)
if(CHANCERY_WERROR)
  target_compile_options(chancery_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of overlapping copies inside its own <string> at -O3 (GCC bug 105651).
  target_compile_options(chancery_options INTERFACE -Wno-restrict)
endif()

# Sanitizers reach everything in the build; the fuzzer's own main is linked by fuzz/ alone.
if(CHANCERY_SANITIZE)
  set(kinds ${CHANCERY_SANITIZE})
  if("fuzzer" IN_LIST kinds)
    list(REMOVE_ITEM kinds fuzzer)
    add_compile_options(-fsanitize=fuzzer-no-link)
  endif()
  list(JOIN kinds "," joined)
  add_compile_options("-fsanitize=${joined}" -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options("-fsanitize=${joined}")
endif()

# chancery_room(NAME [USES room...]): the sources of src/NAME as the library chancery_NAME.
# A file named *_test.cc beside its source belongs to that room's test program, not to the room.
function(chancery_room name)
  cmake_parse_arguments(ARG "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cc")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  add_library(chancery_${name} STATIC ${sources})
  target_link_libraries(chancery_${name} PUBLIC chancery_options)
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(chancery_${name} PUBLIC chancery_${room})
  endforeach()
  target_link_libraries(chancery_${name} PRIVATE ${ARG_LIBRARIES})
  if(CHANCERY_TESTS AND tests)
    find_package(GTest REQUIRED)
    include(GoogleTest)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE chancery_${name} GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name}_test PRIVATE
      CHANCERY_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." NO_PRETTY_VALUES
      DISCOVERY_TIMEOUT 120)
  endif()
endfunction()
