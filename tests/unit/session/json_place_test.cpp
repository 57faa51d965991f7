#include "core/session/json_place.h"

#include <doctest/doctest.h>

using namespace tickscope;

TEST_CASE("json place: a value is found by its pointer") {
  const std::string_view text = "{\n  \"a\": [1, {\"b\": true}],\n  \"cd\": \"é\", \"e\": null\n}";
  CHECK(jsonProblem(text) == std::nullopt);
  CHECK(text.substr(jsonPlace(text, "/a/1/b"), 4) == "true");
  CHECK(text.substr(jsonPlace(text, "/cd"), 2) == "\"\xC3");
  CHECK(text.substr(jsonPlace(text, "/e"), 4) == "null");
  CHECK(jsonPlace(text, "") == 0);
  // What is not there has the place of what should hold it.
  CHECK(text.substr(jsonPlace(text, "/a/1/none"), 4) == "{\"b\"");
  CHECK(lineAndColumn(text, jsonPlace(text, "/cd")) == std::pair<uint32_t, uint32_t>{3, 9});
  CHECK(lineAndColumn(text, jsonPlace(text, "/e")) == std::pair<uint32_t, uint32_t>{3, 19});
}

TEST_CASE("json place: what is wrong is said where it is") {
  const auto at = [](std::string_view text) {
    const auto problem = jsonProblem(text);
    return problem ? std::to_string(problem->offset) + " " + problem->message : "fine";
  };
  CHECK(at("{\"a\": 1,}") == "8 expected the name of a member in quotes");
  CHECK(at("{\"a\" 1}") == "5 expected ':' after the name of a member");
  CHECK(at("[1 2]") == "3 expected ']' or ',' after an item");
  CHECK(at("{\"a\": 1, \"a\": 2}") == "9 'a' stands here twice");
  CHECK(at("\"ab") == "0 a string has no end");
  CHECK(at("\"a\nb\"") == "2 a string must not hold a control character or the end of a line");
  CHECK(at("\"\\x\"") == "2 no such escape in a string");
  CHECK(at("\"\\u12\"") == "2 \\u needs four hexadecimal digits");
  CHECK(at("-") == "1 expected a digit");
  CHECK(at("1.") == "2 expected a digit");
  CHECK(at("nope") == "0 expected a value");
  CHECK(at("") == "0 the text ends too early");
  CHECK(at("[1] x") == "4 there is more after the end of the value");
  CHECK(at(std::string(100000, '[')) == "200 nested too deeply");
  CHECK(at("{\"a\": [1.5e-3, -0, true, false, null, \"\\u00e9\\n\"]}") == "fine");
}
