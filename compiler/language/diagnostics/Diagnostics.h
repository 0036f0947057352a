//===- Diagnostics.h - What is wrong in a spec, and where -----------------===//
#ifndef GNET_LANGUAGE_DIAGNOSTICS_DIAGNOSTICS_H
#define GNET_LANGUAGE_DIAGNOSTICS_DIAGNOSTICS_H

#include "network/Network.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace gnet {

/// Another place that an error involves.
struct Note {
  SourceRange where;
  std::string message;
};

/// A range without a line (0) means the file as a whole.
struct Diagnostic {
  SourceRange where;
  std::string message;
  std::vector<Note> notes;
  /// What should stand at `where` instead; empty where no repair is plain.
  std::string repair;

  Diagnostic &note(SourceRange at, std::string text);
  Diagnostic &repairedBy(std::string text);
};

/// Collects the errors of one run over a spec and its imports.
class Diagnostics {
public:
  /// Text that excerpts are taken from. Files rank in the order of addition.
  void addSource(const std::string &file, std::string text);

  /// The same message at the same place is kept once. The reference holds
  /// until the next call.
  Diagnostic &error(SourceRange where, std::string message);

  bool hasErrors() const { return !errors.empty(); }
  /// Further errors are only counted: nobody needs to make much of them.
  bool isFull() const;
  /// By file, line and column.
  std::vector<Diagnostic> sorted() const;
  /// As people read them: `file:line:col: error: message`, the source line and
  /// a caret, with the notes after it.
  std::string render(bool colour = false) const;

private:
  struct Source {
    std::string text;
    std::vector<size_t> lineStarts;
    int rank;
  };
  using Key = std::tuple<std::string, int, int, std::string>;

  int rankOf(const std::string &file) const;
  std::string excerpt(const SourceRange &where, const std::string &repair,
                      bool colour) const;
  void renderOne(std::string &out, const SourceRange &where, const char *kind,
                 const std::string &message, const std::string &repair,
                 bool colour) const;

  std::map<std::string, Source> sources;
  std::vector<Diagnostic> errors;
  std::set<Key> seen;
  Diagnostic dropped; ///< Stands for repeated errors and those past the limit.
  size_t pastLimit = 0;
};

} // namespace gnet

#endif // GNET_LANGUAGE_DIAGNOSTICS_DIAGNOSTICS_H
