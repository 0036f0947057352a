//===- Format.cpp - The canonical layout of a spec ------------------------===//
//
//   network  a{                        network a {
//   input image:3x8x8                    input image: 3x8x8
//                                ->
//     conv 3x3 8 expect 6x6x8            conv 3x3 8 expect 6x6x8
//   softmax }                            softmax
//                                      }
//
// Lines end where statements do, and where the author ended them within one.
// Blank lines stay, as one; brackets on several lines are indented.
//
//===----------------------------------------------------------------------===//
#include "language/layout/Format.h"

#include "language/layout/Layout.h"
#include "language/syntax/Parser.h"

namespace gnet {

namespace {

std::string print(const Layout &layout) {
  std::string out;
  std::vector<int> columns = columnsOf(layout);
  int end = 0;
  for (int i = 0; i < layout.size(); ++i) {
    const Word &word = layout[i];
    if (i > 0 && word.breaksBefore) {
      out += word.blankBefore ? "\n\n" : "\n";
      end = 0;
    }
    std::string_view text = word.text();
    if (word.isComment())
      text = text.substr(0, text.find_last_not_of(" \t\r") + 1);
    out.append(static_cast<size_t>(columns[i] - end), ' ');
    out += text;
    end = columns[i] + word.width();
  }
  return out.empty() ? out : out + "\n";
}

} // namespace

std::optional<std::string> formatSpec(const std::string &file,
                                      const std::string &text,
                                      Diagnostics &diagnostics) {
  parseSpecText(file, text, diagnostics);
  if (diagnostics.hasErrors())
    return std::nullopt;
  Layout layout = readLayout(text);
  placeBreaks(layout);
  placeGaps(layout);
  alignTables(layout);
  alignTails(layout);
  return print(layout);
}

} // namespace gnet
