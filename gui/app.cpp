#include "gui/app.h"

#include "core/session/scenario.h"
#include "gui/quiz_view.h"
#include "gui/trace_words.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace tickscope::gui {

namespace fs = std::filesystem;

namespace {

bool readFile(const std::string& path, std::string& text, std::string& why) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    why = fmt::format("{} is a folder, not a program.", path);
    return false;
  }
  if (fs::exists(path, error) && !fs::is_regular_file(path, error)) { // a pipe or a device may never end
    why = fmt::format("{} is not a file that can be opened.", path);
    return false;
  }
  constexpr uintmax_t most = 16 << 20;
  if (uintmax_t size = fs::file_size(path, error); !error && size > most) { // before anything of it is read
    why = fmt::format("{} is too large for a program ({}).", path, bytesText(size));
    return false;
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  text = all.str();
  if (!file) why = fmt::format("{} cannot be read.", path);
  if (file && text.find('\0') != std::string::npos) why = fmt::format("{} is not a text file.", path);
  return why.empty();
}

} // namespace

App::App(const Options& options, Settings settings, std::string scenarioFolder, const std::string& progressFile)
    : options_(options), settings_(std::move(settings)), scenarioFolder_(std::move(scenarioFolder)), learner_(progressFile) {
  message_ = learner_.takeWarning();
  if (options_.appearance) settings_.appearance = *options_.appearance;
  if (options_.scale > 0) settings_.scale = options_.scale;
  view_.granularity = settings_.granularity;
  view_.speed = settings_.speed;
  view_.timeline.axis = settings_.axis;
  view_.internals = settings_.internals;
  if (options_.layout == "learn") preset_ = Preset::Learn;
  if (options_.layout == "teach") preset_ = Preset::Teach;
  if (options_.layout == "inspect") preset_ = Preset::Inspect;
  if (options_.layout.empty() && !settings_.layout.empty()) layoutIsPreset_ = !layout_.fromJson(settings_.layout);
  helpOpen_ = options_.overlay == "help";
  libraryOpen_ = options_.overlay == "library";
  paletteOpen_ = options_.overlay == "palette";
  theme_ = makeTheme(settings_.appearance, scale());
}

App::~App() {
  if (practiceControl_) practiceControl_->cancel = true;
}

void App::buildFonts() {
  theme_ = makeTheme(settings_.appearance, scale());
  theme_.fonts = fontSet_.build(scale());
  fontsScale_ = scale();
  applyToImGui(theme_);
  ImGui::GetIO().FontDefault = theme_.fonts.ui;
}

const trace::State& App::state() {
  static const trace::State nothing; // what panels see while nothing is open; never changed
  return seek_ ? seek_->at(playback_->step()) : nothing;
}

int App::nodeMajor() const {
  int major = 0;
  if (trace_)
    for (char c : trace_->header().nodeVersion) {
      if (c == 'v' && major == 0) continue;
      if (c < '0' || c > '9' || major > 99) break;
      major = major * 10 + (c - '0');
    }
  return major ? major : kDefaultNodeMajor;
}

std::string App::windowTitle() const {
  std::string name = title_.empty() ? path_.substr(path_.find_last_of('/') + 1) : title_;
  return name.empty() ? "Tickscope" : fmt::format("{}{} — Tickscope", view_.edited ? "● " : "", name);
}

bool App::unsaved() const { return !view_.sources.empty() && view_.sources[0].editable && view_.sources[0].document.text() != openedText_; }

void App::openAsked(const std::string& path) {
  if (!unsaved() || askedToOpen_ == path) return open(path);
  askedToOpen_ = path;
  say(fmt::format("The program was changed and is not saved. Ctrl+S saves it; opening {} once more discards the changes.", path.substr(path.find_last_of('/') + 1)));
}

bool App::saveAs(const std::string& path) {
  if (view_.sources.empty() || !view_.sources[0].editable) return false;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << view_.sources[0].document.text();
  messageIsError_ = !file.flush();
  message_ = messageIsError_ ? fmt::format("{} cannot be written.", path) : fmt::format("Saved {}.", path);
  if (messageIsError_) return false;
  openedText_ = view_.sources[0].document.text();
  bool elsewhere = path != path_;
  path_ = path;
  remember(path);
  if (elsewhere) { // under its own name, and in its own world: a scenario's belongs to the scenario's file
    std::string said = message_;
    run();
    message_ = said;
  }
  return true;
}

void App::remember(const std::string& path) {
  std::error_code error;
  std::string whole = fs::absolute(path, error).string();
  std::erase(settings_.recent, whole);
  settings_.recent.insert(settings_.recent.begin(), whole);
  if (settings_.recent.size() > 12) settings_.recent.resize(12);
}

void App::open(const std::string& path) {
  message_.clear();
  askedToClose_ = false;
  askedToOpen_.clear();
  std::string text, why;
  bool recorded = path.ends_with(".tick");
  if (!recorded && !readFile(path, text, why)) {
    message_ = why;
    messageIsError_ = true;
    return;
  }
  openText(path, recorded ? nullptr : &text);
  remember(path);
  learner_.opened(scenarioName(scenarioFolder_, path));
}

void App::openText(const std::string& path, const std::string* text) {
  practiceQuestion_.reset();
  path_ = path;
  title_.clear();
  question_.clear();
  trace_.reset();
  index_.reset();
  seek_.reset();
  playback_.reset();
  // What was arranged for the program before goes; how one likes to travel stays.
  ViewModel fresh;
  fresh.speed = view_.speed;
  fresh.granularity = view_.granularity;
  fresh.timeline.axis = view_.timeline.axis;
  fresh.conditions = view_.conditions;
  fresh.internals = view_.internals;
  view_ = std::move(fresh);
  conditionSearch_.cancel();
  comparing_.cancel();
  comparison_.reset();
  kept_.reset();
  if (text) {
    view_.sources.push_back({path, {}, true});
    view_.sources[0].document.setText(*text);
    openedText_ = view_.sources[0].document.text();
    fontSet_.want(*text);
  }
  run();
}

OpenRequest App::openRequest() const {
  OpenRequest request;
  request.whatIf = view_.whatIf;
  request.path = path_;
  request.arguments = options_.arguments;
  request.nodeMajor = options_.nodeMajor.value_or(0);
  for (const SourceTab& tab : view_.sources)
    if (tab.editable) request.text = tab.document.text();
  if (path_.ends_with(".tick")) request.text.reset();
  request.edited = request.text && *request.text != openedText_;
  return request;
}

void App::run(WhileTyping whileTyping) {
  if (path_.empty() && view_.sources.empty()) return;
  OpenRequest request = openRequest();
  request.whileTyping = whileTyping == WhileTyping::Yes;
  // The text that is being run; until its result is there, the marks of the run before do not fit it.
  runsRevision_ = view_.sources.empty() ? 0 : view_.sources[0].document.revision();
  view_.playing = false;
  runner_.start(std::move(request));
}

void App::adoptSources(const trace::Trace& trace) {
  // The main program keeps its document, with its undo history, and takes the name that the engine has for it; the
  // others are shown as they were recorded. A program that could not even be compiled has no source in the trace.
  const std::string& program = trace.header().program;
  std::vector<SourceTab> tabs;
  if (!view_.sources.empty() && view_.sources[0].editable && !program.empty()) {
    std::string before = view_.sources[0].path;
    tabs.push_back(std::move(view_.sources[0]));
    tabs[0].path = program;
    std::set<Breakpoint> moved;
    for (Breakpoint b : view_.breakpoints) {
      if (b.path == before) b.path = program;
      moved.insert(std::move(b));
    }
    view_.breakpoints = std::move(moved);
    view_.editorMemory.colouredDocument = nullptr;
  }
  bool keepsMain = !tabs.empty();
  for (uint32_t i = 1; i < trace.sourceCount(); ++i) {
    trace::Source source = trace.source(static_cast<trace::SourceId>(i));
    if (keepsMain && source.path == program) continue;
    if (isLibraryPath(source.path) && !view_.internals) continue;
    SourceTab tab{std::string(source.path), {}, false};
    tab.document.setText(source.text);
    tabs.push_back(std::move(tab));
    fontSet_.want(source.text);
  }
  if (tabs.empty()) return;
  view_.sources = std::move(tabs);
  view_.activeSource = std::min(view_.activeSource, view_.sources.size() - 1);
}

void App::show(OpenResult result) {
  if (result.whileTyping && !result.compiled) { // half a program: say where it is wrong, and leave the run that is shown
    view_.diagnostics = std::move(result.diagnostics);
    if (!view_.sources.empty())
      for (Diagnostic& d : view_.diagnostics) d.path = view_.sources[0].path;
    return;
  }
  if (view_.sources.empty() || view_.sources[0].document.revision() == runsRevision_) view_.edited = false;
  view_.diagnostics = std::move(result.diagnostics);
  view_.diagnosticsFresh = !view_.diagnostics.empty();
  message_ = std::move(result.message);
  view_.notes = std::move(result.notes);
  title_ = result.scenario ? result.scenario->title : std::string();
  question_ = view_.question = result.scenario ? result.scenario->question : std::string();
  messageIsError_ = !result.trace;
  if (!result.trace) {
    if (message_.empty() && !view_.diagnostics.empty()) message_ = view_.diagnostics[0].message;
    for (Diagnostic& d : view_.diagnostics) // there is no trace that says which file: it is the one that was run
      if (!view_.sources.empty()) d.path = view_.sources[0].path;
    trace_.reset();
    index_.reset();
    seek_.reset();
    playback_.reset();
    return;
  }
  view_.heap.picture.reset(); // of another run
  view_.classes.picture.reset();
  heapInspector_.cancel();
  classInspector_.cancel();
  // After a run of changed text the playhead stays where it was, as a share of the run's stops.
  trace::EventId before = playback_ ? playback_->step() : 0;
  bool again = playback_ != nullptr;
  std::shared_ptr<const trace::Trace> earlier = trace_;
  std::shared_ptr<const RunIndex> earlierIndex = index_;
  trace_ = std::move(result.trace);
  index_ = std::move(result.index);
  seek_ = result.seek ? std::move(result.seek) : std::make_unique<trace::Seek>(*trace_);
  playback_ = std::make_unique<Playback>(*trace_, *index_);
  adoptSources(*trace_);
  if (trace_->sourceCount() <= 1 && !view_.diagnostics.empty() && message_.empty()) { // nothing ran: say why at once
    message_ = view_.diagnostics[0].message;
    messageIsError_ = true;
  }
  for (unsigned line : options_.breakpoints)
    if (!view_.sources.empty()) view_.breakpoints.insert({view_.sources[0].path, line});
  options_.breakpoints.clear();
  playback_->setBreakpoints(view_.breakpoints);
  findConditionStops();
  if (again) playback_->seek(samePlace(*earlier, *earlierIndex, before, *trace_, *index_));
  if (!again && index_->anyStream && index_->poolThreads == 0) suggested_ = PanelId::Streams; // what this run is about
  walk_.reset();
  view_.timeline.begin = view_.timeline.end = 0;
  view_.picked = {};
  view_.bookmarks.clear();
  view_.quiz.reset();
  if (practiceQuestion_) {
    view_.quiz = std::make_shared<QuizView>();
    view_.quiz->practise(std::move(*std::exchange(practiceQuestion_, std::nullopt)));
    view_.quiz->wantsFocus = true;
    layout_.bringToFront(PanelId::Quiz);
  }
  compareAgain();
  view_.codeStep = ~trace::EventId{0};
  view_.hovered = view_.hoveredNext = 0;
  constexpr size_t mostLooked = 5000; // characters of later lines are noticed when they are shown
  for (size_t i = 0; i < std::min(index_->console.size(), mostLooked); ++i) fontSet_.want(toValidUtf8(trace_->event(index_->console[i].event).text));
  if (!options_.at.empty()) {
    std::string why;
    if (!goTo(options_.at, why)) message_ = why, messageIsError_ = true;
    options_.at.clear();
  }
}

// The playhead after another run: the same callback, counted among those of its kind at its place, if there is one.
trace::EventId App::samePlace(const trace::Trace& old, const RunIndex& oldIndex, trace::EventId step, const trace::Trace& now, const RunIndex& nowIndex) {
  if (step >= oldIndex.last) return nowIndex.last;
  // Steps of an unchanged beginning keep their numbers.
  if (step <= nowIndex.last && step > 0) {
    trace::Event a = old.event(step), b = now.event(step);
    if (a.kind == b.kind && a.cause == b.cause) return step;
  }
  const auto& stops = oldIndex.stops[static_cast<int>(Granularity::Statement)];
  const auto& stopsNow = nowIndex.stops[static_cast<int>(Granularity::Statement)];
  if (stopsNow.empty()) return 0;
  auto nth = static_cast<size_t>(std::lower_bound(stops.begin(), stops.end(), step) - stops.begin());
  return stopsNow[std::min(nth, stopsNow.size() - 1)];
}

void App::findConditionStops() {
  view_.conditionsChanged = false;
  view_.conditionHits.clear();
  conditionSearch_.cancel();
  if (!playback_) return;
  playback_->setConditionStops({});
  if (std::none_of(view_.conditions.begin(), view_.conditions.end(), [](const LoopCondition& c) { return c.on; })) return runIfAsked();
  conditionSearch_.start([trace = trace_, conditions = view_.conditions](const std::atomic<bool>& cancelled) { return findAllStops(*trace, conditions, &cancelled); });
}

void App::tendConditions() {
  std::optional<ConditionStops> found = conditionSearch_.take();
  if (!found || !playback_) return;
  view_.conditionHits = std::move(found->hits);
  playback_->setConditionStops(std::move(found->stops));
  runIfAsked();
}

// Who ran to a breakpoint while the conditions were looked for gets there now.
void App::runIfAsked() {
  std::optional<Direction> direction = std::exchange(runsWhenFound_, std::nullopt);
  if (direction && playback_) playback_->runToBreakpoint(*direction);
}

std::string App::runName() const {
  if (!trace_) return {};
  std::string name = fmt::format("Node {}", nodeMajor());
  const WhatIf& w = view_.whatIf;
  if (index_->poolThreads) name += fmt::format(", pool of {}", index_->poolThreads);
  if (w.cores) name += fmt::format(", {} core{}", *w.cores, *w.cores == 1 ? "" : "s");
  if (w.diskOperationNs) name += fmt::format(", disk {}", timeText(*w.diskOperationNs));
  if (w.semiSpaceMb && *w.semiSpaceMb) name += fmt::format(", young {} MB", *w.semiSpaceMb);
  if (w.oldSpaceMb && *w.oldSpaceMb) name += fmt::format(", heap {} MB", *w.oldSpaceMb);
  if (w.seed) name += fmt::format(", seed {}", *w.seed);
  return name;
}

void App::keepOrForgetRun() {
  if (kept_) {
    kept_.reset();
    comparison_.reset();
    say("The run that was kept is forgotten.");
  } else if (trace_) {
    kept_ = Run{trace_, index_, runName()};
    compareAgain();
    layout_.bringToFront(PanelId::Compare);
    say("This run is kept. Change the code or the settings under What if: the next run stands beside it.");
  }
}

void App::compareAgain() {
  comparison_.reset();
  comparing_.cancel();
  if (!kept_ || !trace_) return;
  comparing_.start([kept = *kept_, now = Run{trace_, index_, runName()}](const std::atomic<bool>&) { return compareRuns(kept, now); });
}

void App::finishRun() {
  while (runner_.busy()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (auto result = runner_.take()) show(std::move(*result));
  heapInspector_.wait();
  classInspector_.wait();
  conditionSearch_.wait();
  comparing_.wait();
  practice_.wait();
  tendConditions();
  if (auto comparison = comparing_.take()) comparison_ = std::make_unique<Comparison>(std::move(*comparison));
}

void App::tendHeap() {
  if (auto picture = heapInspector_.take()) {
    view_.heap.picture = std::move(picture);
    // The suspect is what retains most: of the program's own if there is any, else of all but the engine's.
    const HeapPicture& shown = *view_.heap.picture;
    auto select = [&](auto&& mayBe) {
      auto group = std::find_if(shown.groups.begin(), shown.groups.end(), mayBe);
      if (view_.heap.selected.empty() && group != shown.groups.end()) view_.heap.selected = group->name;
    };
    select([&](const snapshot::Group& g) { return shown.own.contains(g.name); });
    select([](const snapshot::Group& g) { return g.name[0] != '('; });
  }
  if (view_.heap.wanted && trace_ && playback_) {
    const size_t slash = path_.rfind('/');
    heapInspector_.start(trace_, slash == std::string::npos ? std::string(".") : path_.substr(0, slash), playback_->step());
  }
  view_.heap.wanted = false;
  view_.heap.busy = heapInspector_.busy();
}

void App::tendClasses() {
  if (auto picture = classInspector_.take()) {
    view_.classes.picture = std::move(picture);
    view_.classes.selected = worstFunction(*view_.classes.picture, view_.classes.selected);
  }
  if (view_.classes.wanted && trace_ && playback_) {
    const size_t slash = path_.rfind('/');
    classInspector_.start(trace_, slash == std::string::npos ? std::string(".") : path_.substr(0, slash), playback_->step(), HeapInspector::Ask::HiddenClasses);
  }
  view_.classes.wanted = false;
  view_.classes.busy = classInspector_.busy();
}

bool App::findStep(const std::string& at, trace::EventId& step) const {
  return playback_ && parseStep(at, *playback_, view_.sources.empty() ? std::string() : view_.sources[0].path, step);
}

bool App::goTo(const std::string& at, std::string& message) {
  trace::EventId step = 0;
  if (findStep(at, step)) {
    playback_->seek(step);
    return true;
  }
  message = fmt::format("There is no step {} in this run.", at);
  return false;
}

bool App::mayClose() {
  if (!unsaved() || askedToClose_) return true;
  askedToClose_ = true;
  message_ = "The program was changed and is not saved. Ctrl+S saves it; closing once more discards the changes.";
  messageIsError_ = false;
  return false;
}

void App::keepSettings() {
  settings_.granularity = view_.granularity;
  settings_.speed = view_.speed;
  settings_.axis = view_.timeline.axis;
  settings_.internals = view_.internals;
}

void App::rememberLayout() { settings_.layout = layoutIsPreset_ ? std::string() : layout_.toJson(); }

} // namespace tickscope::gui
