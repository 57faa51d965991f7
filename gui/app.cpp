#include "gui/app.h"

#include "core/session/scenario.h"
#include "gui/app_drawing.h"
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace tickscope::gui {

namespace fs = std::filesystem;

namespace {

// What panels get while nothing is open; never changed.
struct Nothing {
  trace::Trace trace;
  trace::State state;
  RunIndex index;
};
const Nothing& nothing() {
  static const Nothing it;
  return it;
}

bool readFile(const std::string& path, std::string& text, std::string& why) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    why = fmt::format("{} is a folder, not a program.", path);
    return false;
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  text = all.str();
  if (!file) why = fmt::format("{} cannot be read.", path);
  constexpr size_t most = 16 << 20;
  if (file && text.size() > most) why = fmt::format("{} is too large for a program ({}).", path, bytesText(text.size()));
  if (file && text.find('\0') != std::string::npos) why = fmt::format("{} is not a text file.", path);
  return why.empty();
}

} // namespace

App::App(const Options& options, Settings settings, std::string scenarioFolder)
    : options_(options), settings_(std::move(settings)), scenarioFolder_(std::move(scenarioFolder)) {
  if (options_.appearance) settings_.appearance = *options_.appearance;
  if (options_.scale > 0) settings_.scale = options_.scale;
  view_.granularity = settings_.granularity;
  view_.speed = settings_.speed;
  view_.timeline.axis = settings_.axis;
  if (options_.layout == "learn") preset_ = Preset::Learn;
  if (options_.layout == "teach") preset_ = Preset::Teach;
  if (options_.layout == "inspect") preset_ = Preset::Inspect;
  if (options_.layout.empty() && !settings_.layout.empty()) layoutIsPreset_ = !layout_.fromJson(settings_.layout);
  helpOpen_ = options_.overlay == "help";
  libraryOpen_ = options_.overlay == "library";
  theme_ = makeTheme(settings_.appearance, scale());
}

App::~App() = default;

void App::buildFonts() {
  theme_ = makeTheme(settings_.appearance, scale());
  theme_.fonts = fontSet_.build(scale());
  fontsScale_ = scale();
  applyToImGui(theme_);
  ImGui::GetIO().FontDefault = theme_.fonts.ui;
}

const trace::State& App::state() { return seek_ ? seek_->at(playback_->step()) : nothing().state; }

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

void App::open(const std::string& path) {
  message_.clear();
  askedToClose_ = false;
  std::string text, why;
  bool recorded = path.ends_with(".tick");
  if (!recorded && !readFile(path, text, why)) {
    message_ = why;
    messageIsError_ = true;
    return;
  }
  path_ = path;
  title_.clear();
  question_.clear();
  std::error_code error;
  trace_.reset();
  index_.reset();
  seek_.reset();
  playback_.reset();
  double speed = view_.speed;
  Granularity granularity = view_.granularity;
  TimeAxis axis = view_.timeline.axis;
  view_ = ViewModel{};
  view_.speed = speed;
  view_.granularity = granularity;
  view_.timeline.axis = axis;
  if (!recorded) {
    view_.sources.push_back({path, {}, true});
    view_.sources[0].document.setText(text);
    openedText_ = view_.sources[0].document.text();
    fontSet_.want(text);
  }
  std::string whole = fs::absolute(path, error).string();
  std::erase(settings_.recent, whole);
  settings_.recent.insert(settings_.recent.begin(), whole);
  if (settings_.recent.size() > 12) settings_.recent.resize(12);
  run();
}

void App::run() {
  if (path_.empty() && view_.sources.empty()) return;
  OpenRequest request;
  request.path = path_;
  request.arguments = options_.arguments;
  request.nodeMajor = options_.nodeMajor.value_or(0);
  for (const SourceTab& tab : view_.sources)
    if (tab.editable) request.text = tab.document.text();
  if (path_.ends_with(".tick")) request.text.reset();
  request.edited = request.text && *request.text != openedText_;
  view_.edited = false;
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
  view_.diagnostics = std::move(result.diagnostics);
  view_.diagnosticsFresh = !view_.diagnostics.empty();
  message_ = std::move(result.message);
  view_.notes = std::move(result.notes);
  title_ = result.scenario ? result.scenario->title : std::string();
  question_ = result.scenario ? result.scenario->question : std::string();
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
  // After a run of changed text the playhead stays where it was, as a share of the run's stops.
  trace::EventId before = playback_ ? playback_->step() : 0;
  bool again = playback_ != nullptr;
  trace_ = std::move(result.trace);
  index_ = std::move(result.index);
  seek_ = std::make_unique<trace::Seek>(*trace_);
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
  if (again) playback_->seek(before);
  view_.timeline.begin = view_.timeline.end = 0;
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

void App::finishRun() {
  while (runner_.busy()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (auto result = runner_.take()) show(std::move(*result));
}

bool App::goTo(const std::string& at, std::string& message) {
  trace::EventId step = 0;
  if (playback_ && parseStep(at, *playback_, view_.sources.empty() ? std::string() : view_.sources[0].path, step)) {
    playback_->seek(step);
    return true;
  }
  message = fmt::format("There is no step {} in this run.", at);
  return false;
}

void App::act(Action action) {
  auto step = [&](Direction direction, Granularity granularity) {
    if (!playback_) return;
    playback_->play(false);
    playback_->stepTo(direction, granularity);
  };
  auto resize = [&](float scale) { settings_.scale = std::clamp(std::round(scale * 20) / 20, smallestScale, largestScale); };
  auto layout = [&](Preset preset) {
    preset_ = preset;
    layoutIsPreset_ = true;
    presetWidth_ = 0;
  };
  double here = playback_ ? static_cast<double>(playback_->step()) : 0;
  if (view_.timeline.axis == TimeAxis::Time) here = static_cast<double>(state().timeNs);
  switch (action) {
  case Action::Run: run(); break;
  case Action::Stop: runner_.cancel(); break;
  case Action::Library:
    libraryOpen_ = !libraryOpen_;
    sheetJustOpened_ = true;
    scenariosListed_ = false;
    helpOpen_ = false;
    break;
  case Action::Save: {
    if (view_.sources.empty() || !view_.sources[0].editable) break;
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file << view_.sources[0].document.text();
    messageIsError_ = !file.flush();
    if (!messageIsError_) openedText_ = view_.sources[0].document.text();
    message_ = messageIsError_ ? fmt::format("{} cannot be written.", path_) : fmt::format("Saved {}.", path_);
    break;
  }
  case Action::Step: step(Direction::Forward, view_.granularity); break;
  case Action::StepBack: step(Direction::Back, view_.granularity); break;
  case Action::NextCallback: step(Direction::Forward, Granularity::Callback); break;
  case Action::PreviousCallback: step(Direction::Back, Granularity::Callback); break;
  case Action::NextPhase: step(Direction::Forward, Granularity::Phase); break;
  case Action::PreviousPhase: step(Direction::Back, Granularity::Phase); break;
  case Action::Continue:
  case Action::ContinueBack:
    if (playback_) {
      playback_->play(false);
      playback_->runToBreakpoint(action == Action::Continue ? Direction::Forward : Direction::Back);
    }
    break;
  case Action::Start:
  case Action::End:
    if (playback_) {
      playback_->play(false);
      playback_->seek(action == Action::Start ? 0 : playback_->last());
    }
    break;
  case Action::PlayPause:
    if (playback_) playback_->play(!playback_->playing());
    break;
  case Action::Slower: view_.speed = std::max(0.25, view_.speed / 2); break;
  case Action::Faster: view_.speed = std::min(4096.0, view_.speed * 2); break;
  case Action::ByPhase: view_.granularity = Granularity::Phase; break;
  case Action::ByCallback: view_.granularity = Granularity::Callback; break;
  case Action::ByStatement: view_.granularity = Granularity::Statement; break;
  case Action::ByEvent: view_.granularity = Granularity::Event; break;
  case Action::ToggleBreakpoint:
    if (!view_.sources.empty()) {
      const SourceTab& tab = view_.sources[view_.activeSource];
      view_.toggleBreakpoint({tab.path, static_cast<uint32_t>(tab.document.caret().line + 1)});
    }
    break;
  case Action::RunToCaret:
    if (playback_ && !view_.sources.empty()) {
      const SourceTab& tab = view_.sources[view_.activeSource];
      uint32_t line = static_cast<uint32_t>(tab.document.caret().line + 1);
      if (trace::EventId found = playback_->nextAtLine(tab.path, line))
        playback_->seek(found);
      else
        message_ = fmt::format("Line {} is never reached in this run.", line), messageIsError_ = false;
    }
    break;
  case Action::AxisToggle:
    view_.timeline.axis = view_.timeline.axis == TimeAxis::Steps ? TimeAxis::Time : TimeAxis::Steps;
    view_.timeline.begin = view_.timeline.end = 0;
    break;
  case Action::ZoomIn: view_.zoomTimeline = {here, 0.6}; break;
  case Action::ZoomOut: view_.zoomTimeline = {here, 1 / 0.6}; break;
  case Action::ZoomAll: view_.timeline.begin = view_.timeline.end = 0; break;
  case Action::ThemeToggle:
    settings_.appearance = settings_.appearance == Appearance::Dark ? Appearance::Light : Appearance::Dark;
    break;
  case Action::Larger: resize(settings_.scale + 0.1f); break;
  case Action::Smaller: resize(settings_.scale - 0.1f); break;
  case Action::NormalSize: resize(1); break;
  case Action::LayoutLearn: layout(Preset::Learn); break;
  case Action::LayoutTeach: layout(Preset::Teach); break;
  case Action::LayoutInspect: layout(Preset::Inspect); break;
  case Action::Help:
    helpOpen_ = !helpOpen_;
    sheetJustOpened_ = true;
    libraryOpen_ = false;
    break;
  case Action::Quit: quit_ = mayClose(); break;
  }
}

bool App::mayClose() {
  bool unsaved = !view_.sources.empty() && view_.sources[0].editable && view_.sources[0].document.text() != openedText_;
  if (!unsaved || askedToClose_) return true;
  askedToClose_ = true;
  message_ = "The program was changed and is not saved. Ctrl+S saves it; closing once more discards the changes.";
  messageIsError_ = false;
  return false;
}

void App::carryOut() {
  std::vector<Action> requests = std::move(view_.requests);
  view_.requests.clear();
  for (Action action : requests) act(action);
  if (view_.wantsSeek && playback_) {
    playback_->play(false);
    playback_->seek(view_.seekTo);
  }
  view_.wantsSeek = false;
  if (view_.breakpointsChanged && playback_) playback_->setBreakpoints(view_.breakpoints);
  view_.breakpointsChanged = false;
}

void App::keepSettings() {
  settings_.granularity = view_.granularity;
  settings_.speed = view_.speed;
  settings_.axis = view_.timeline.axis;
}

void App::rememberLayout() { settings_.layout = layoutIsPreset_ ? std::string() : layout_.toJson(); }

void App::drawBody(const PlacedGroup& group, const PanelInput& in, float header) {
  const Theme& t = theme_;
  float padding = group.active == PanelId::Code ? 0 : t.px(8);
  ImGui::SetCursorScreenPos({group.rect.x + padding, group.rect.y + header + (padding > 0 ? t.px(6) : 1)});
  ImVec2 inner{std::max(1.f, group.rect.width - 2 * padding), std::max(1.f, group.rect.height - header - (padding > 0 ? t.px(11) : t.px(3)))};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  bool story = group.active == PanelId::Story || group.active == PanelId::Loop || group.active == PanelId::Code;
  ImGui::BeginChild(panelInfo(group.active).id, inner, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove | (story ? ImGuiWindowFlags_NoScrollbar : 0) | (group.active == PanelId::Timeline ? ImGuiWindowFlags_NoScrollWithMouse : 0));
  ImGui::PopStyleVar();
  drawPanel(group.active, in, view_);
  ImGui::EndChild();
}

void App::panelMenu() {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme_.px(10), theme_.px(8)});
  if (ImGui::BeginPopup("panels")) {
    for (int i = 0; i < panelCount; ++i) {
      auto panel = static_cast<PanelId>(i);
      bool visible = layout_.visible(panel);
      if (ImGui::MenuItem(panelInfo(panel).title, nullptr, visible)) {
        panelsToToggle_.push_back(panel); // the arrangement being drawn must not change under our hands
        layoutIsPreset_ = false;
      }
    }
    ImGui::Separator();
    for (Action action : {Action::LayoutLearn, Action::LayoutTeach, Action::LayoutInspect})
      if (ImGui::MenuItem(actionInfo(action).title, actionInfo(action).keys)) view_.request(action);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void App::drawGroup(const PlacedGroup& group, const PanelInput& in) {
  const Theme& t = theme_;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 min{group.rect.x, group.rect.y}, max{group.rect.right(), group.rect.bottom()};
  bool plain = group.tabs.size() == 1 && group.active == PanelId::Story; // a sentence needs no title
  float rounding = t.px(8), header = plain ? 0 : t.px(30);
  draw->AddRectFilled(min, max, t.panel, rounding);
  if (plain) {
    draw->AddRect(min, max, t.border, rounding);
    drawBody(group, in, 0);
    return;
  }
  draw->AddRectFilled(min, {max.x, min.y + header}, t.panelHeader, rounding, ImDrawFlags_RoundCornersTop);
  draw->AddLine({min.x, min.y + header}, {max.x, min.y + header}, t.border);
  draw->AddRect(min, max, t.border, rounding);
  ImGui::PushID(panelInfo(group.tabs.front()).id);
  float x = min.x + t.px(6), bar = group.rect.width - t.px(12), wanted = 0;
  for (PanelId tab : group.tabs) wanted += textWidth(t.fonts.bold, panelInfo(tab).title) + t.px(16);
  bool shortTitles = wanted > bar;
  for (PanelId tab : group.tabs) {
    const PanelInfo& info = panelInfo(tab);
    bool active = tab == group.active, several = group.tabs.size() > 1;
    ImFont* font = active ? t.fonts.bold : t.fonts.ui;
    const char* title = shortTitles ? info.tab : info.title;
    float width = std::min(textWidth(font, title) + t.px(16), bar / static_cast<float>(group.tabs.size()));
    if (!shortTitles) width = textWidth(font, title) + t.px(16);
    ImGui::SetCursorScreenPos({x, min.y});
    ImGui::PushID(info.id);
    if (ImGui::InvisibleButton("tab", {width, header}) && several) {
      for (size_t i = 0; i < group.group->tabs.size(); ++i)
        if (group.group->tabs[i] == tab) group.group->active = i;
    }
    bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    tooltip(t, info.title, info.text);
    drawText(draw, font, {x + t.px(8), min.y + (header - font->FontSize) / 2}, active ? t.text : hovered ? t.text : t.dim, title, width - t.px(12));
    if (several && active) draw->AddRectFilled({x + t.px(8), min.y + header - t.px(2)}, {x + width - t.px(8), min.y + header}, t.accent);
    x += width;
  }
  float right = max.x - t.px(12);
  if (group.active == PanelId::Timeline) { // its one switch stands in its title bar
    ImGui::SetCursorScreenPos({max.x - t.px(206), min.y});
    const char* labels[] = {"even steps", "true time"};
    float at = max.x - t.px(10);
    for (int i = 1; i >= 0; --i) {
      float width = textWidth(t.fonts.small, labels[i]) + t.px(16);
      at -= width;
      ImGui::SetCursorScreenPos({at, min.y + t.px(4)});
      ImGui::PushID(i);
      bool lit = (view_.timeline.axis == TimeAxis::Time) == (i == 1);
      if (ImGui::InvisibleButton("axis", {width, header - t.px(8)}) && !lit) view_.request(Action::AxisToggle);
      tooltip(t, labels[i], i == 0 ? "Every event is equally wide; the figures are virtual time." : "Widths are true to virtual time.", "T");
      ImGui::PopID();
      if (lit) draw->AddRectFilled({at, min.y + t.px(4)}, {at + width, min.y + header - t.px(4)}, t.raised, t.px(5));
      drawText(draw, t.fonts.small, {at + t.px(8), min.y + (header - t.fonts.small->FontSize) / 2}, lit ? t.text : t.dim, labels[i]);
    }
    right = at - t.px(14);
  }
  ImGui::SetCursorScreenPos({x, min.y});
  if (right - x > 1) ImGui::InvisibleButton("header", {right - x, header});
  if (ImGui::IsMouseReleased(1) && ImGui::IsMouseHoveringRect(min, {max.x, min.y + header})) ImGui::OpenPopup("panels");
  panelMenu();
  std::string headline = panelHeadline(group.active, in, view_);
  float width = textWidth(t.fonts.small, headline);
  if (width > 0 && right - width > x + t.px(8)) drawText(draw, t.fonts.small, {right - width, min.y + (header - t.fonts.small->FontSize) / 2}, t.dim, headline);

  drawBody(group, in, header);
  ImGui::PopID();
}

void App::dragSplitters(const Arrangement& arrangement, Rect area, float gap) {
  for (size_t i = 0; i < arrangement.splitters.size(); ++i) {
    const Splitter& s = arrangement.splitters[i];
    float grow = theme_.px(2); // easier to hit than to see
    ImVec2 min{s.rect.x - (s.axis == Axis::Row ? grow : 0), s.rect.y - (s.axis == Axis::Column ? grow : 0)};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(i));
    ImGui::InvisibleButton("splitter", {std::max(1.f, s.rect.width + (s.axis == Axis::Row ? 2 * grow : 0)), std::max(1.f, s.rect.height + (s.axis == Axis::Column ? 2 * grow : 0))});
    bool active = ImGui::IsItemActive();
    if (active || ImGui::IsItemHovered()) {
      ImGui::SetMouseCursor(s.axis == Axis::Row ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
      ImGui::GetWindowDrawList()->AddRectFilled({s.rect.x, s.rect.y}, {s.rect.right(), s.rect.bottom()}, withAlpha(theme_.accent, active ? 0.8f : 0.4f), theme_.px(3));
    }
    float delta = s.axis == Axis::Row ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
    ImGui::PopID();
    if (active && delta != 0) {
      layout_.drag(s, delta, area, scale(), gap);
      layoutIsPreset_ = false;
      return; // the others are found anew in the next frame
    }
  }
}

void App::drawPanels(Rect area) {
  float logical = area.width / scale();
  bool wide = logical >= 1600;
  if (layoutIsPreset_ && (presetWidth_ == 0 || (presetWidth_ >= 1600) != wide)) {
    layout_ = Layout::preset(preset_, logical);
    presetWidth_ = logical;
  }
  float gap = theme_.px(7);
  Arrangement arrangement = layout_.arrange(area, scale(), gap);
  PanelInput in{state(), trace_ ? *trace_ : nothing().trace, index_ ? *index_ : nothing().index, theme_};
  view_.step = in.state.step;
  for (const PlacedGroup& group : arrangement.groups) drawGroup(group, in);
  dragSplitters(arrangement, area, gap);
  for (PanelId panel : panelsToToggle_) layout_.visible(panel) ? layout_.setVisible(panel, false) : layout_.bringToFront(panel);
  panelsToToggle_.clear();
}

void App::frame() {
  // A run that was replaced by another never gets here; one that was stopped shows how far it came.
  if (auto result = runner_.take()) {
    if (result->cancelled && result->message.empty()) result->message = "Stopped. What was recorded until then can be stepped through.";
    show(std::move(*result));
  }
  if (theme_.appearance != settings_.appearance) {
    Fonts fonts = theme_.fonts;
    theme_ = makeTheme(settings_.appearance, scale());
    theme_.fonts = fonts;
    applyToImGui(theme_);
  }
  const ImGuiIO& io = ImGui::GetIO();
  bool sheet = helpOpen_ || libraryOpen_;
  for (Action action : pressedActions(view_.editing || io.WantTextInput))
    if (!sheet || action == Action::Help || action == Action::Library || action == Action::ThemeToggle || action == Action::Larger || action == Action::Smaller || action == Action::Quit)
      act(action);
  if (playback_) playback_->advance(static_cast<double>(io.DeltaTime), view_.speed, view_.granularity);
  view_.playing = playback_ && playback_->playing();
  view_.hovered = view_.hoveredNext;
  view_.hoveredNext = 0;
  view_.hoveredQueued = 0;
  if (trace_ && view_.hovered && view_.hovered <= trace_->eventCount())
    if (trace::Event e = trace_->event(view_.hovered); e.kind == trace::EventKind::CallbackBegin) view_.hoveredQueued = e.cause;

  Rect window{0, 0, io.DisplaySize.x, io.DisplaySize.y};
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("tickscope", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
  float top = AppDrawing::toolbar(*this, window);
  top += AppDrawing::messageBar(*this, {0, top, window.width, window.height});
  float margin = theme_.px(8);
  drawPanels({margin, top + margin, window.width - 2 * margin, std::max(1.f, window.height - top - 2 * margin)});
  ImGui::End();
  AppDrawing::helpSheet(*this, window);
  AppDrawing::librarySheet(*this, window);
  if (!view_.sources.empty() && view_.sources[0].editable && view_.edited && wantedRevision_ != view_.sources[0].document.revision()) {
    wantedRevision_ = view_.sources[0].document.revision();
    fontSet_.want(view_.sources[0].document.text());
  }
  if (view_.zoomTimeline.factor != 0 && index_) view_.applyZoom(*index_);
  carryOut();
  keepSettings();
}

} // namespace tickscope::gui
