#include "core/vm/ordered_table.h"
#include <doctest/doctest.h>
TEST_CASE("placeholder to link") { CHECK(true); }
