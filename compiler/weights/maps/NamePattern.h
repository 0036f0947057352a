//===- NamePattern.h - Names with captures --------------------------------===//
//
// The two sides of a weight map's rule. `conv{s}.unit{i#} = layer{s-1}.{i}`
// takes conv3.unit_2 to layer2.1:
//
//   pattern    {x}    one or more characters, none of them a dot
//              {x*}   one or more characters; once in a pattern
//              {x#}   the number of a repeated stage: nothing, _2, _3, ...;
//                     its value counts from 0
//   template   {x}    what the pattern captured (of {x#}: its value)
//              {x+1}  {x-1}  a number, and that much more or less
//              {x:a}  0 is a, 1 is b, ...
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_MAPS_NAMEPATTERN_H
#define GNET_WEIGHTS_MAPS_NAMEPATTERN_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace gnet {

struct Capture {
  std::string name;
  std::string text;
};
using Captures = std::vector<Capture>;

class NamePattern {
public:
  static llvm::Expected<NamePattern> parse(llvm::StringRef text);

  /// What the captures stand for where the pattern is the whole of `name`;
  /// an earlier capture is as short as can be.
  std::optional<Captures> match(llvm::StringRef name) const;

  bool hasCapture(llvm::StringRef name) const;

private:
  enum class Kind { Literal, Segment, Any, Repeat };
  struct Part {
    Kind kind;
    std::string text; ///< Or the capture's name.
  };
  bool matchFrom(size_t part, llvm::StringRef rest, Captures &captures) const;

  std::vector<Part> parts;
};

class NameTemplate {
public:
  static llvm::Expected<NameTemplate> parse(llvm::StringRef text);

  /// The name, or nothing where a capture is missing, or is to be a number
  /// and is none.
  std::optional<std::string> fill(const Captures &captures) const;

  /// Names of the captures that it takes.
  std::vector<std::string> captures() const;

private:
  struct Part {
    std::string literal; ///< Before the capture.
    std::string capture;
    int64_t added = 0;
    bool isNumber = false;
    bool isLetter = false;
  };
  static llvm::Expected<Part> parseCapture(llvm::StringRef text);
  static std::optional<std::string> fillCapture(const Part &part,
                                                llvm::StringRef text);

  std::vector<Part> parts;
  std::string tail;
};

/// Whether `name` is `glob`, where each `*` stands for any characters.
bool matchesGlob(llvm::StringRef glob, llvm::StringRef name);

} // namespace gnet

#endif // GNET_WEIGHTS_MAPS_NAMEPATTERN_H
