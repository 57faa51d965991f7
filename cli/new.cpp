// tickscope new: a scenario to begin with.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/command.h"
#include "cli/run_options.h"

namespace tickscope::cli {

namespace fs = std::filesystem;

namespace {
constexpr const char* kProgram = "// What does this program show? Say it here in one or two lines.\n"
                                 "setTimeout(() => console.log('timer'), 0);\n"
                                 "Promise.resolve().then(() => console.log('promise'));\n"
                                 "console.log('code');\n";

std::string scenarioText(const std::string& topic, const std::string& title) {
  return "{\n"
         "  \"title\": \"" + title + "\",\n"
         "  \"topic\": \"" + topic + "\",\n"
         "  \"level\": 1,\n"
         "  \"question\": \"In which order do the three lines come?\",\n"
         "  \"traps\": [\n"
         "    {\n"
         "      \"belief\": \"What somebody may believe who guesses wrong.\",\n"
         "      \"truth\": \"What is so instead.\"\n"
         "    }\n"
         "  ],\n"
         "  \"expectation\": {\n"
         "    \"stdout\": [\"code\", \"promise\", \"timer\"]\n"
         "  },\n"
         "  \"narration\": [\n"
         "    {\n"
         "      \"at\": \"print 1\",\n"
         "      \"text\": \"The code runs first; a timer and a microtask are waiting.\",\n"
         "      \"claim\": {\"state\": {\"timers\": 1, \"microtasks\": 1}}\n"
         "    }\n"
         "  ],\n"
         "  \"questions\": [\n"
         "    {\"form\": \"phase\", \"about\": \"promise\", \"answer\": \"the microtask queue\"}\n"
         "  ]\n"
         "}\n";
}

bool isWord(const std::string& text) { // as the schema wants topics
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool write(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  return bool(file.flush());
}

int make(const std::vector<std::string>& arguments) {
  CLI::App app("Makes a new scenario from a template: FOLDER/TOPIC/NAME.js and NAME.json, ready for `tickscope test`.", "tickscope new");
  std::string name, folder = "scenarios";
  app.add_option("NAME", name, "TOPIC/NAME, in small letters, digits and -")->required();
  app.add_option("--folder", folder, "where topics are folders")->capture_default_str();
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  const size_t slash = name.find('/');
  const std::string topic = name.substr(0, slash), last = slash == std::string::npos ? "" : name.substr(slash + 1);
  if (!isWord(topic) || !isWord(last)) {
    complain("a scenario's name is TOPIC/NAME in small letters, digits and -, such as order/my-first; not " + name);
    return kUsage;
  }
  const fs::path program = fs::path(folder) / topic / (last + ".js"), scenario = fs::path(folder) / topic / (last + ".json");
  std::error_code problem;
  for (const fs::path& path : {program, scenario})
    if (fs::exists(path, problem)) {
      complain(path.string() + " is there already");
      return kUsage;
    }
  fs::create_directories(program.parent_path(), problem);
  std::string title = last;
  std::replace(title.begin(), title.end(), '-', ' ');
  title[0] = char(title[0] - 'a' + 'A');
  if (problem || !write(program, kProgram) || !write(scenario, scenarioText(topic, title))) {
    complain(program.parent_path().string() + " cannot be written to");
    return kUsage;
  }
  std::printf("%s\n%s\n", program.string().c_str(), scenario.string().c_str());
  return kOk;
}
} // namespace

const Command kNew{"new", "a new scenario from a template", make};

} // namespace tickscope::cli
