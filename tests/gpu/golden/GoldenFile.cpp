#include "gpu/golden/GoldenFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gnet::gpu::golden {

namespace {

/// Far past any case, far from any memory.
constexpr size_t mostWords = 1 << 24;

class Parser {
public:
  Parser(llvm::StringRef text, const std::string &name)
      : rest(text), name(name) {}

  llvm::Expected<std::vector<Recorded>> parse() {
    std::vector<Recorded> cases;
    while (next()) {
      auto recorded = parseCase();
      if (!recorded)
        return recorded.takeError();
      cases.push_back(std::move(*recorded));
    }
    if (cases.empty())
      return error("no case");
    return cases;
  }

private:
  /// To the next line that says something.
  bool next() {
    while (!rest.empty()) {
      auto [head, tail] = rest.split('\n');
      line = head.trim();
      rest = tail;
      ++number;
      if (!line.empty() && line[0] != '#')
        return true;
    }
    return false;
  }

  llvm::Error error(const llvm::Twine &what) const {
    return llvm::createStringError(llvm::Twine(name) + ":" +
                                   llvm::Twine(number) + ": " + what);
  }

  llvm::Expected<Recorded> parseCase() {
    llvm::SmallVector<llvm::StringRef> fields;
    line.split(fields, ' ', -1, false);
    for (llvm::StringRef field : llvm::ArrayRef(fields).drop_front())
      if (!field.contains('='))
        return error("'" + field + "' in a case; KEY=VALUE is expected");
    if (llvm::any_of(fields[0],
                     [](char c) { return !llvm::isAlpha(c) && c != '.'; }))
      return error("'" + fields[0] + "' where an operation is expected");
    Recorded recorded{Case::parse(line.str()), number, "", 0, std::nullopt, {}};
    if (!next())
      return error("the file ends before the case's result");
    if (llvm::Error problem = parseResult(recorded))
      return problem;
    return recorded;
  }

  llvm::Error parseResult(Recorded &recorded) {
    auto [kind, result] = line.split(' ');
    if (kind == "fault") {
      recorded.fault = result.str();
      return result.empty() ? error("a fault without a reason")
                            : llvm::Error::success();
    }
    auto [count, digest] = result.split(' ');
    if ((kind != "words" && kind != "digest") ||
        count.getAsInteger(10, recorded.count))
      return error("'" + line +
                   "' where 'words COUNT', 'digest COUNT HEX' or 'fault "
                   "REASON' is expected");
    if (recorded.count > mostWords)
      return error(llvm::Twine(recorded.count) + " words");
    if (kind == "digest") {
      uint64_t value;
      if (digest.getAsInteger(16, value) || recorded.count < sampleWords)
        return error("'" + line + "' is no digest");
      recorded.digest = value;
    }
    return parseWords(recorded);
  }

  llvm::Error parseWords(Recorded &recorded) {
    const size_t step = recorded.step();
    const size_t kept = (recorded.count + step - 1) / step;
    while (recorded.words.size() < kept) {
      if (!next())
        return error(llvm::formatv("the file ends after {0} of {1} words",
                                   recorded.words.size(), kept));
      llvm::SmallVector<llvm::StringRef> words;
      line.split(words, ' ', -1, false);
      for (llvm::StringRef word : words) {
        uint32_t value;
        if (word.size() != 8 || word.getAsInteger(16, value))
          return error("'" + word + "' where a word is expected");
        recorded.words.push_back(value);
      }
    }
    if (recorded.words.size() > kept)
      return error(llvm::formatv("{0} words; {1} are expected",
                                 recorded.words.size(), kept));
    return llvm::Error::success();
  }

  llvm::StringRef rest;
  llvm::StringRef line;
  const std::string &name;
  size_t number = 0;
};

} // namespace

std::string Recorded::difference(const std::vector<uint32_t> &others) const {
  if (others.size() != count)
    return llvm::formatv("{0} words; {1} were recorded", others.size(), count);
  for (size_t i = 0; i < words.size(); ++i)
    if (others[i * step()] != words[i])
      return llvm::formatv("word {0} is {1:x8}; {2:x8} was recorded",
                           i * step(), others[i * step()], words[i]);
  if (digest && *digest != golden::digest(others))
    return "the kept words are as recorded; others are not";
  return "";
}

llvm::Expected<std::vector<Recorded>> parseGolden(llvm::StringRef text,
                                                  const std::string &name) {
  return Parser(text, name).parse();
}

llvm::Expected<std::vector<Recorded>> readGolden(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, true);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  return parseGolden((*buffer)->getBuffer(), path);
}

} // namespace gnet::gpu::golden
