//===- Layout.h - A spec's words, and the blanks to be put between them ---===//
//
// Each step of the canonical layout (see Format.cpp) decides on one part of it
// and writes that into the words. Internal to the layout.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_LAYOUT_LAYOUT_H
#define GNET_LANGUAGE_LAYOUT_LAYOUT_H

#include "language/syntax/SpecTokens.h"

namespace gnet {

/// Stands for no word.
inline constexpr int none = -1;

struct Word {
  SpecToken token;

  // What is written (readLayout).
  int bracket = none;   ///< The one around it that is not closed before it.
  int partner = none;   ///< Of a bracket: the other one of its pair.
  int statement = none; ///< The first word of the statement that it is in.
  bool beginsStatement = false; ///< Or a setting on a line of its own.
  bool isBlock = false;         ///< A `{` around statements.
  bool isSpread = false;        ///< A bracket whose pair is on several lines.

  // Where it goes.
  bool breaksBefore = false;
  bool blankBefore = false; ///< With a blank line.
  int anchor = none;        ///< At a line's start: the word to stand under.
  int extraIndent = 0;      ///< At a line's start: of a table's rows.
  int gap = 1;              ///< Blanks before it, within a line.

  std::string_view text() const { return token.text; }
  bool is(std::string_view word) const { return token.text == word; }
  bool isComment() const { return token.kind == TokenKind::Comment; }
  bool opens() const {
    return token.kind == TokenKind::Call || is("(") || is("[") || is("{");
  }
  bool closes() const { return is(")") || is("]") || is("}"); }
  /// Columns on the screen: bytes that continue a character take none.
  int width() const;
};

struct Layout {
  std::vector<Word> words;

  int size() const { return static_cast<int>(words.size()); }
  Word &operator[](int i) { return words[static_cast<size_t>(i)]; }
  const Word &operator[](int i) const { return words[static_cast<size_t>(i)]; }

  /// The first word before `i` that is no comment, or none.
  int before(int i) const;
  /// Past the last word of the line that begins with word `i`.
  int lineEnd(int i) const;
  /// Past the last word of the statement that begins with word `i`.
  int statementEnd(int i) const;
};

/// The words of `text`, which has no syntax errors and must outlive them.
Layout readLayout(const std::string &text);

/// Each statement gets a line, and what the author put on further lines, too.
void placeBreaks(Layout &layout);
/// One blank between words, or none.
void placeGaps(Layout &layout);
/// The columns of each table stand under its header's.
void alignTables(Layout &layout);
/// What is expected of layers stands in one column, with the comments there.
void alignTails(Layout &layout);

/// The column (from 0) that each word gets.
std::vector<int> columnsOf(const Layout &layout);

} // namespace gnet

#endif // GNET_LANGUAGE_LAYOUT_LAYOUT_H
