// Guess before you look. The printed lines are dragged into order (or moved by key), the answer is judged against every
// order that the rules allow, and a wrong one is told which belief leads there, with the step where it fails.
#include "gui/quiz_view.h"
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

float card(const Theme& t, ImVec2 at, float width, Meaning meaning, std::string_view title, std::string_view text) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float inner = width - t.px(28), titleHeight = title.empty() ? 0 : t.px(22);
  float height = drawWrapped(nullptr, t.fonts.ui, {}, 0, text, inner) + titleHeight + t.px(16);
  draw->AddRectFilled(at, {at.x + width, at.y + height}, t.tint(meaning, 0.13f), t.px(7));
  draw->AddRectFilled(at, {at.x + t.px(4), at.y + height}, t.of(meaning), t.px(7), ImDrawFlags_RoundCornersLeft);
  if (!title.empty()) {
    drawMeaning(draw, t, meaning, {at.x + t.px(20), at.y + t.px(17)}, t.px(6));
    drawText(draw, t.fonts.bold, {at.x + t.px(32), at.y + t.px(8)}, t.text, title, inner);
  }
  drawWrapped(draw, t.fonts.ui, {at.x + t.px(14), at.y + titleHeight + t.px(8)}, t.text, text, inner);
  return height + t.px(8);
}

bool arrowButton(const Theme& t, const char* id, bool up, bool enabled) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float side = t.px(24);
  bool pressed = ImGui::InvisibleButton(id, {side, side}) && enabled;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  notePlace(id, at, {at.x + side, at.y + side});
  if (enabled && ImGui::IsItemHovered()) draw->AddRectFilled(at, {at.x + side, at.y + side}, t.hover, t.px(5));
  float x = at.x + side / 2, y = at.y + side / 2, tip = t.px(up ? -4.f : 4.f);
  draw->AddTriangleFilled({x, y + tip}, {x - t.px(5), y - tip}, {x + t.px(5), y - tip}, enabled ? t.text : withAlpha(t.faint, 0.5f));
  return pressed;
}

// The lines of an order question, dragged up and down. A rule below which lines are left out can be dragged as well.
float drawLines(const Theme& t, QuizView& quiz, const quiz::Question& question, ImVec2 at, float width) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float row = t.px(34), y = at.y;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  bool judged = quiz.verdict.has_value();
  std::optional<std::pair<size_t, size_t>> move;
  for (size_t place = 0; place < quiz.order.size(); ++place, y += row) {
    if (place == quiz.meant && place > 0) { // what is left out stands below
      drawText(draw, t.fonts.small, {at.x + t.px(4), y + t.px(2)}, t.dim, "not printed at all:");
      y += t.px(20);
    }
    bool leftOut = place >= quiz.meant, held = quiz.dragged == place;
    bool wrong = judged && !quiz.verdict->right && place == quiz.verdict->wrongAt && !leftOut;
    ImVec2 min{at.x, y}, max{at.x + width, y + row - t.px(4)};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(place));
    ImGui::InvisibleButton("line", {std::max(1.f, width - t.px(92)), row - t.px(4)});
    bool hovered = ImGui::IsItemHovered();
    notePlace(fmt::format("quiz:{}", place + 1), min, {max.x - t.px(92), max.y});
    if (!judged && ImGui::IsItemActive() && ImGui::IsMouseDragging(0, 2)) {
      quiz.dragged = place;
      if (mouse.y < min.y && place > 0) move = {place, place - 1};
      if (mouse.y > max.y + t.px(2) && place + 1 < quiz.order.size()) move = {place, place + 1};
    }
    ImU32 ground = wrong ? t.tint(Meaning::Error, 0.3f) : judged && !leftOut && place < quiz.verdict->wrongAt ? t.tint(Meaning::Immediate, 0.2f) : held || hovered ? t.hover : t.raised;
    draw->AddRectFilled(min, max, ground, t.px(6));
    if (held || (quiz.hasKeys && quiz.selected == place)) draw->AddRect(min, max, t.accent, t.px(6), 0, t.px(1.5f));
    for (int i = 0; i < 3 && !judged; ++i) // what one can take hold of
      draw->AddLine({min.x + t.px(8), min.y + t.px(11 + 4 * static_cast<float>(i))}, {min.x + t.px(17), min.y + t.px(11 + 4 * static_cast<float>(i))}, t.faint, t.px(1.5f));
    float middle = (min.y + max.y) / 2;
    std::string number = leftOut ? "–" : fmt::format("{}", place + 1);
    drawText(draw, t.fonts.bold, {min.x + t.px(26), middle - t.fonts.bold->FontSize / 2}, leftOut ? t.faint : t.accentText, number);
    drawText(draw, t.fonts.code, {min.x + t.px(52), middle - t.fonts.code->FontSize / 2}, leftOut ? t.faint : t.text, question.choices[quiz.order[place]].text, width - t.px(150));
    if (wrong) drawShape(draw, Shape::Octagon, {max.x - t.px(16), middle}, t.px(6), t.of(Meaning::Error));
    if (!judged) { // by click, for who does not drag
      float x = max.x - t.px(86);
      ImGui::SetCursorScreenPos({x, middle - t.px(12)});
      if (arrowButton(t, "up", true, place > 0)) move = {place, place - 1};
      ImGui::SetCursorScreenPos({x + t.px(28), middle - t.px(12)});
      if (arrowButton(t, "down", false, place + 1 < quiz.order.size())) move = {place, place + 1};
      ImGui::SetCursorScreenPos({x + t.px(56), middle - t.px(12)});
      if (iconButton(t, "leave out", leftOut ? Icon::Plus : Icon::Close, true, false, 24)) {
        quiz.toggleLeftOut(place);
        move.reset();
        ImGui::PopID();
        break;
      }
      tooltip(t, leftOut ? "It is printed" : "It is not printed", "Some lines are only printed under a wrong belief.");
    }
    ImGui::PopID();
  }
  if (!ImGui::IsMouseDown(0)) quiz.dragged.reset();
  if (move) {
    bool fromMeant = move->first < quiz.meant, toMeant = move->second < quiz.meant;
    quiz.moveLine(move->first, move->second);
    if (fromMeant && !toMeant) quiz.leaveOutFrom(quiz.meant - 1);
    if (!fromMeant && toMeant) quiz.leaveOutFrom(quiz.meant + 1);
    if (quiz.dragged) quiz.dragged = move->second;
  }
  return y - at.y;
}

float drawChoices(const Theme& t, QuizView& quiz, const quiz::Question& question, ImVec2 at, float width) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  bool judged = quiz.verdict.has_value();
  float y = at.y;
  for (uint32_t i = 0; i < question.choices.size(); ++i) {
    const std::string& text = question.choices[i].text;
    float height = drawWrapped(nullptr, t.fonts.code, {}, 0, text, width - t.px(60)) + t.px(14);
    bool chosen = quiz.chosen == i, right = std::find(question.right.begin(), question.right.end(), i) != question.right.end();
    ImVec2 max{at.x + width, y + height};
    ImGui::SetCursorScreenPos({at.x, y});
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::InvisibleButton("choice", {std::max(1.f, width), height}) && !judged) quiz.chosen = i;
    bool hovered = ImGui::IsItemHovered() && !judged;
    ImGui::PopID();
    notePlace(fmt::format("quiz:{}", i + 1), {at.x, y}, max);
    ImU32 ground = judged && right ? t.tint(Meaning::Immediate, 0.25f) : judged && chosen ? t.tint(Meaning::Error, 0.3f) : chosen ? mix(t.panel, t.accent, 0.25f) : hovered ? t.hover : t.raised;
    draw->AddRectFilled({at.x, y}, max, ground, t.px(6));
    if (chosen || (quiz.hasKeys && quiz.selected == i)) draw->AddRect({at.x, y}, max, t.accent, t.px(6), 0, t.px(1.5f));
    float middle = y + height / 2;
    draw->AddCircle({at.x + t.px(18), middle}, t.px(7), chosen ? t.accent : t.strongBorder, 0, t.px(1.5f));
    if (chosen) draw->AddCircleFilled({at.x + t.px(18), middle}, t.px(4), t.accent);
    drawWrapped(draw, t.fonts.code, {at.x + t.px(36), y + t.px(7)}, t.text, text, width - t.px(60));
    if (judged && right) drawShape(draw, Shape::Tickmark, {max.x - t.px(16), middle}, t.px(6), t.of(Meaning::Immediate));
    y += height + t.px(6);
  }
  return y - at.y;
}

// What came of it: the belief that leads to the answer, the rule that holds instead, and the way to the step.
float drawVerdict(const Theme& t, QuizView& quiz, ImVec2 at, float width) {
  const quiz::Verdict v = *quiz.verdict; // a copy: the next question lets go of it
  // What one can do now stands above the words, which in a low panel are longer than it.
  ImGui::SetCursorScreenPos(at);
  if (v.step && !quiz.prediction) {
    if (textButton(t, "show me", "Show me the step", !v.right)) quiz.shows = true;
    ImGui::SameLine(0, t.px(8));
  }
  if (quiz.current + 1 < quiz.questions.size()) {
    if (textButton(t, "next question", "Next question", v.right)) quiz.begin(quiz.current + 1);
    ImGui::SameLine(0, t.px(8));
  }
  if (quiz.practice) {
    if (textButton(t, "practise on", "Another program", v.right)) quiz.wantsNext = true;
    ImGui::SameLine(0, t.px(8));
  }
  bool again = false;
  if (quiz.prediction) {
    if (textButton(t, "predict on", "Predict the next one", v.right)) quiz.wantsNext = true;
  } else {
    again = textButton(t, "try again", "Try again");
  }
  float y = at.y + t.px(38);
  std::string text = quiz::feedback(v);
  for (std::string_view title : {"Right.", "Not so. ", "Not so."}) // the card says so in its own words
    if (text.starts_with(title)) text.erase(0, title.size());
  if (text.empty()) text = !v.reason.empty() ? v.reason : v.right ? "That is what Node prints." : "Node prints it otherwise.";
  y += card(t, {at.x, y}, width, v.right ? Meaning::Immediate : Meaning::Error, v.right ? "Right" : "Not quite", text);
  if (again) quiz.begin(quiz.current);
  return y - at.y;
}

// With the keyboard: arrows choose, with Shift they move the line, Delete leaves it out, Space chooses, Enter answers and
// goes on, Escape gives the keys back to the playhead.
void handleKeys(QuizView& quiz, const quiz::Question& question) {
  bool order = question.form == quiz::Form::Order, shift = ImGui::GetIO().KeyShift;
  size_t count = order ? quiz.order.size() : question.choices.size();
  auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
  auto step = [&](size_t to) {
    if (order && shift && !quiz.verdict) {
      bool fromMeant = quiz.selected < quiz.meant, toMeant = to < quiz.meant;
      quiz.moveLine(quiz.selected, to);
      if (fromMeant != toMeant) quiz.leaveOutFrom(fromMeant ? quiz.meant - 1 : quiz.meant + 1);
    }
    quiz.selected = to;
  };
  quiz.selected = std::min(quiz.selected, count > 0 ? count - 1 : 0);
  if (pressed(ImGuiKey_UpArrow) && quiz.selected > 0) step(quiz.selected - 1);
  if (pressed(ImGuiKey_DownArrow) && quiz.selected + 1 < count) step(quiz.selected + 1);
  if (order && pressed(ImGuiKey_Delete)) quiz.toggleLeftOut(quiz.selected);
  if (!order && !quiz.verdict && pressed(ImGuiKey_Space)) quiz.chosen = static_cast<uint32_t>(quiz.selected);
  if (pressed(ImGuiKey_Enter) || pressed(ImGuiKey_KeyPadEnter)) {
    if (!quiz.verdict) {
      if (!order && !quiz.chosen) quiz.chosen = static_cast<uint32_t>(quiz.selected);
      quiz.answer();
    } else if (quiz.prediction) {
      quiz.wantsNext = true;
    } else if (!quiz.verdict->right && quiz.verdict->step) {
      quiz.shows = true;
    } else if (quiz.practice) {
      quiz.wantsNext = true;
    } else if (quiz.current + 1 < quiz.questions.size()) {
      quiz.begin(quiz.current + 1);
    }
  }
  if (pressed(ImGuiKey_Escape)) ImGui::SetWindowFocus(nullptr);
}

} // namespace

void drawQuizPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "Open a program first: then guess what it prints.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - t.px(4), y = at.y;
  QuizView* quiz = view.quiz.get();
  if (quiz) quiz->hasKeys = false;
  if (!quiz || (view.edited && !quiz->preparing())) {
    y += drawWrapped(draw, t.fonts.story, {at.x + t.px(2), y + t.px(4)}, t.text, "Do you know what this program prints?", width) + t.px(12);
    ImGui::SetCursorScreenPos({at.x, y});
    if (textButton(t, "ask me", view.edited ? "Run it first (F5), then ask" : "Ask me", !view.edited, !view.edited)) view.quiz = std::make_shared<QuizView>();
    ImGui::SameLine(0, t.px(8));
    if (textButton(t, "predict", "Let me predict the next callback", false, !view.edited) && !view.edited) view.request(Action::Predict);
    tooltip(t, "Predict the next callback", "Which callback begins next, from where the playhead stands? The answer takes you there.", "P");
    y += t.px(38);
    ImGui::SetCursorScreenPos({at.x, y});
    if (textButton(t, "practise", "Practise with a fresh program")) view.request(Action::Practise);
    tooltip(t, "Practise", "A program that was made just now, about the belief that is most due. What you answer is remembered.", "Shift+Q");
    y += t.px(42);
    y += drawWrapped(draw, t.fonts.ui, {at.x + t.px(2), y}, t.dim, "Put the lines into order before you step through it. An answer is held against every order that Node's rules allow; a wrong one is told which belief leads there.", width) + t.px(4);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({std::max(1.f, width), y - at.y});
    return;
  }
  if (quiz->preparing() || !quiz->begun) return emptyState(t, "Trying out what the program prints, under Node's rules and under wrong ones…");
  const quiz::Question* question = quiz->question();
  if (!question) return emptyState(t, quiz->problem);
  if (quiz->wantsFocus) ImGui::SetWindowFocus();
  quiz->wantsFocus = false;
  quiz->hasKeys = ImGui::IsWindowFocused();
  if (quiz->hasKeys) handleKeys(*quiz, *question);
  y += drawWrapped(draw, t.fonts.bold, {at.x + t.px(2), y}, t.text, question->prompt, width) + t.px(2);
  std::string tag = quiz->practice ? std::string("practice") : quiz->prediction ? std::string("from where the playhead stands") : quiz->questions.size() > 1 ? fmt::format("question {} of {}", quiz->current + 1, quiz->questions.size()) : std::string();
  if (question->race) tag += std::string(tag.empty() ? "" : " · ") + "a race: several orders are right";
  if (quiz->asked) tag += fmt::format("{}{} of {} right so far", tag.empty() ? "" : " · ", quiz->rightSoFar, quiz->asked);
  if (!tag.empty()) {
    drawText(draw, t.fonts.small, {at.x + t.px(2), y}, t.dim, tag, width);
    y += t.px(20);
  }
  y += t.px(6);
  if (quiz->verdict) {
    y += drawVerdict(t, *quiz, {at.x, y}, width);
  } else {
    ImGui::SetCursorScreenPos({at.x, y});
    if (textButton(t, "answer", "That is my answer", quiz->mayAnswer(), quiz->mayAnswer())) quiz->answer();
    y += t.px(40);
  }
  // Below what one answers with: a panel too low for all lines still shows the button and the verdict.
  y += question->form == quiz::Form::Order ? drawLines(t, *quiz, *question, {at.x, y}, width) : drawChoices(t, *quiz, *question, {at.x, y}, width);
  y += t.px(6);
  if (quiz->hasKeys) {
    drawText(draw, t.fonts.small, {at.x + t.px(2), y}, t.faint, quiz->verdict ? "Enter goes on; Escape gives the arrows back to the playhead." : question->form == quiz::Form::Order ? "Arrows choose, with Shift they move the line; Delete leaves it out; Enter answers." : "Arrows choose, Enter answers.", width);
    y += t.px(20);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({std::max(1.f, width), std::max(1.f, y - at.y)});
}

} // namespace tickscope::gui
