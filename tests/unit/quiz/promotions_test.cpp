#include "core/quiz/promotions.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

#include "core/quiz/forms.h"
#include "core/session/heap_look.h"
#include "core/session/program_classes.h"
#include "core/snapshot/graph.h"
#include "core/trace/trace.h"

using namespace tickscope;
using namespace tickscope::quiz;

namespace {
using Names = std::vector<std::string>;

// Sessions are held, replies dropped at once, the one config is held from the start.
constexpr const char* kProgram = "class Session { constructor(id) { this.id = id; } }\n"
                                 "class Reply { constructor(id) { this.text = 'reply ' + id; } }\n"
                                 "class Config { constructor() { this.port = 80; } }\n"
                                 "function Never() {}\n"
                                 "function serve(first) {\n"
                                 "  for (let id = first; id < first + 20000; id++) {\n"
                                 "    const reply = new Reply(id);\n"
                                 "    if (id % 100 === 0) sessions.push(new Session(id));\n"
                                 "  }\n"
                                 "}\n"
                                 "const sessions = [], config = new Config();\n"
                                 "serve(0); console.log('one'); serve(20000); console.log('two', config.port);\n";

RunRequest request(const char* program) {
  RunRequest run;
  run.path = "/quiz/program.js";
  run.text = program;
  return run;
}

std::shared_ptr<const Predictions> predicted(const char* program) {
  auto predictions = std::make_shared<const Predictions>(predict(request(program)));
  REQUIRE(predictions->problem == "");
  return predictions;
}

bool has(const Names& names, const char* name) { return std::find(names.begin(), names.end(), name) != names.end(); }

} // namespace

TEST_CASE("promotions: what survived once is moved, what is young is not, what is dropped never") {
  const auto predictions = predicted(kProgram);
  REQUIRE(predictions->promotions.size() >= 2);
  const Promotion& first = predictions->promotions[0];
  CHECK(first.promoted.empty()); // nothing can have survived one before
  CHECK(has(first.young, "Session"));
  CHECK(has(first.young, "Config"));
  CHECK(has(first.dead, "Never"));
  const Promotion& second = predictions->promotions[1];
  CHECK(second.promoted == Names{"Config", "Session"});
  CHECK_FALSE(has(second.promoted, "Reply"));
  for (const Promotion& p : predictions->promotions) CHECK_FALSE(has(p.promoted, "Never"));
}

TEST_CASE("promotions: they are the objects that one collection left young and the next left old") {
  const auto predictions = predicted(kProgram);
  const trace::Trace& trace = *predictions->allowed[0].trace;
  REQUIRE(predictions->promotions.size() >= 3);
  HeapQuestion question;
  question.trackAllocations = true; // for ids that stay with the objects
  for (const Promotion& p : predictions->promotions) question.steps.push_back(p.begin);
  RunRequest run = request(kProgram);
  run.detail = trace.header().detail;
  const auto looks = lookIntoHeap(run, question);
  REQUIRE(looks);
  for (size_t i = 1; i < looks->size(); ++i) {
    CAPTURE(i);
    std::set<uint64_t> young;
    const snapshot::Graph &before = *(*looks)[i - 1].graph, &now = *(*looks)[i].graph;
    for (const snapshot::Node& node : before.nodes)
      if (node.space == snapshot::Space::New) young.insert(node.id);
    std::set<std::string> moved;
    const std::set<std::string> classes = programClasses(trace);
    for (snapshot::NodeIndex n = 0; n < now.nodes.size(); ++n)
      if (now.nodes[n].space == snapshot::Space::Old && young.count(now.nodes[n].id) && classes.count(now.classOf(n))) moved.insert(now.classOf(n));
    const Names& said = predictions->promotions[i].promoted;
    CHECK(moved == std::set<std::string>(said.begin(), said.end()));
  }
}

TEST_CASE("promotions: the question about a scavenge, and what is said to each wrong answer") {
  const auto predictions = predicted(kProgram);
  const auto question = ask(Form::Promoted, "scavenge 2", predictions, 7);
  REQUIRE(question);
  CHECK(question->choices.size() >= 3);
  CHECK(question->prompt.find("scavenge 2") != std::string::npos);
  CHECK(predictions->allowed[0].trace->event(question->step).kind == trace::EventKind::GcBegin);
  CHECK(question->choices[question->right[0]].text == "Config, Session");
  for (uint32_t i = 0; i < question->choices.size(); ++i) {
    const Verdict verdict = judge(*question, {i});
    CHECK(verdict.right == (i == question->right[0]));
    CHECK(verdict.step == question->step);
    if (verdict.right) continue;
    CHECK(verdict.truth != "");
    CHECK(feedback(verdict).find("Config, Session") != std::string::npos);
  }
  const auto none = ask(Form::Promoted, "scavenge 1", predictions, 7);
  REQUIRE(none);
  CHECK(none->choices[none->right[0]].text == "none of them");
  CHECK_FALSE(ask(Form::Promoted, "scavenge 99", predictions, 7));
  const auto all = allQuestions(predictions, 7);
  CHECK(std::any_of(all.begin(), all.end(), [](const Question& q) { return q.form == Form::Promoted; }));
}

TEST_CASE("promotions: of many questions every form gets its turn, the order first and the rare ones next") {
  const auto predictions = predicted(kProgram);
  const auto some = pickVaried(allQuestions(predictions, 7), 2);
  REQUIRE(some.size() == 2);
  CHECK(std::any_of(some.begin(), some.end(), [](const Question& q) { return q.form == Form::Promoted; }));
  CHECK(pickVaried({}, 5).empty());
  const auto mixed = predicted("setTimeout(() => console.log('timer'), 20);\nPromise.resolve().then(() => console.log('promise'));\nprocess.nextTick(() => console.log('tick'));\nconsole.log('code');\n");
  const auto all = allQuestions(mixed, 7);
  const auto picked = pickVaried(allQuestions(mixed, 7), 6);
  REQUIRE(picked.size() == 6);
  CHECK(picked[0].form == Form::Order);
  std::vector<Form> forms, there;
  for (const Question& q : picked)
    if (std::find(forms.begin(), forms.end(), q.form) == forms.end()) forms.push_back(q.form);
  for (const Question& q : all)
    if (std::find(there.begin(), there.end(), q.form) == there.end()) there.push_back(q.form);
  CHECK(forms.size() == std::min<size_t>(6, there.size()));
  CHECK(pickVaried(allQuestions(mixed, 7), 1000).size() == all.size());
}

TEST_CASE("promotions: a program without classes, or one that collects nothing, is not asked about") {
  CHECK(predicted("const kept = [];\nfor (let i = 0; i < 30000; i++) kept.push({ i });\nconsole.log('kept'); setTimeout(() => console.log('later'));\n")->promotions.empty());
  CHECK(predicted("class Session {}\nconst one = new Session();\nconsole.log('made'); setTimeout(() => console.log('later', one));\n")->promotions.empty());
}

TEST_CASE("program classes: by class and by functions with a capital letter, in every file but Node's") {
  RunRequest run = request("class A {} const B = class C {};\nfunction D() {} function small() {}\nconst text = 'class E' + `a ${1} class G`, r = /class H {`/; class I {} // class F\nrequire('stream'); console.log(text);\n");
  run.detail = trace::Detail::Statement;
  const RunResult result = tickscope::run(run);
  REQUIRE(result.trace);
  CHECK(programClasses(*result.trace) == std::set<std::string>{"A", "C", "D", "I"});
}
