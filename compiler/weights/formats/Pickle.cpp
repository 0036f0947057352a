#include "weights/formats/Pickle.h"
#include "weights/formats/MappedFile.h"
#include "weights/formats/PickleBytes.h"
#include "weights/formats/PickleOpcodes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <unordered_map>

namespace gnet {

namespace {

using namespace pickle;
using Kind = PickleValue::Kind;

/// Far above any state dict's; they keep a small file from filling the memory.
constexpr size_t mostBytes = 16 << 20;
constexpr size_t mostValues = 2'000'000;

class Machine {
public:
  Machine(llvm::StringRef bytes, llvm::ArrayRef<llvm::StringRef> globals)
      : in(bytes), globals(globals) {}

  llvm::Expected<Pickle> run() {
    while (!isStopped)
      if (!step())
        return llvm::createStringError(
            "the pickle, at byte " + llvm::Twine(opcodeAt) + ": " +
            (problem.empty() ? "it is cut off" : problem));
    return std::move(pickle);
  }

private:
  bool fail(const llvm::Twine &text) {
    if (problem.empty())
      problem = text.str();
    return false;
  }

  bool push(PickleValue value) {
    if (pickle.values.size() == mostValues)
      return fail("it has more than two million values");
    stack.push_back(pickle.values.size());
    pickle.values.push_back(std::move(value));
    return true;
  }

  bool pushNew(Kind kind) {
    PickleValue value;
    value.kind = kind;
    return push(std::move(value));
  }

  bool pushOpaque(size_t size) {
    llvm::StringRef passed;
    return in.take(size, passed) && pushNew(Kind::Opaque);
  }

  bool pushCount(size_t size) {
    uint64_t number;
    return in.takeCount(size, number) && pushInt(number);
  }

  bool pushInt(int64_t number) {
    PickleValue value;
    value.kind = Kind::Int;
    value.integer = number;
    return push(std::move(value));
  }

  /// Two's complement of any length.
  bool pushLong() {
    llvm::StringRef digits;
    if (!in.takeText(1, digits))
      return false;
    if (digits.size() > 8)
      return pushNew(Kind::Opaque); // No size of a tensor's.
    uint64_t number =
        !digits.empty() && static_cast<signed char>(digits.back()) < 0 ? ~0ULL
                                                                       : 0;
    for (char digit : llvm::reverse(digits))
      number = number << 8 | static_cast<unsigned char>(digit);
    return pushInt(static_cast<int64_t>(number));
  }

  bool pushText(size_t lengthSize) {
    PickleValue value;
    value.kind = Kind::String;
    return in.takeText(lengthSize, value.text) && push(std::move(value));
  }

  bool pushGlobal(llvm::StringRef module, llvm::StringRef name) {
    const std::string full = (module + "." + name).str();
    if (full != orderedDict && !llvm::is_contained(globals, full))
      return fail("it names " + printable(full) +
                  ", which no state dict of plain tensors needs. Nothing of it "
                  "was run. Where the file comes from someone you trust, save "
                  "its tensors alone: torch.save(model.state_dict(), ...)");
    PickleValue value;
    value.kind = Kind::Global;
    value.module = module;
    value.text = name;
    return push(std::move(value));
  }

  bool pushLinesGlobal() {
    llvm::StringRef module, name;
    return in.takeLine(module) && in.takeLine(name) && pushGlobal(module, name);
  }

  bool pushStackGlobal() {
    uint32_t module, name;
    if (!pop(name) || !pop(module))
      return false;
    const PickleValue &of = pickle.values[module], &is = pickle.values[name];
    if (of.kind != Kind::String || is.kind != Kind::String)
      return fail("a global's name is no text");
    return pushGlobal(of.text, is.text);
  }

  /// Only what was pushed since the last mark can be popped.
  bool pop(uint32_t &value) {
    if (stack.size() <= (marks.empty() ? 0 : marks.back()))
      return fail("an opcode lacks its operand");
    value = stack.back();
    stack.pop_back();
    return true;
  }

  bool popMarked(std::vector<uint32_t> &values) {
    if (marks.empty())
      return fail("an opcode lacks its mark");
    values.assign(stack.begin() + marks.back(), stack.end());
    stack.resize(marks.back());
    marks.pop_back();
    return true;
  }

  bool pushTuple(std::vector<uint32_t> items, Kind kind = Kind::Tuple) {
    PickleValue value;
    value.kind = kind;
    value.items = std::move(items);
    return push(std::move(value));
  }

  bool pushMarkedTuple() {
    std::vector<uint32_t> items;
    return popMarked(items) && pushTuple(std::move(items));
  }

  bool pushSmallTuple(size_t size, Kind kind = Kind::Tuple) {
    std::vector<uint32_t> items(size);
    for (uint32_t &item : llvm::reverse(items))
      if (!pop(item))
        return false;
    return pushTuple(std::move(items), kind);
  }

  /// Adds items to the list or dictionary on the stack.
  bool extend(Kind kind, std::vector<uint32_t> items) {
    uint32_t to;
    if (!pop(to))
      return false;
    PickleValue &value = pickle.values[to];
    if (value.kind != kind)
      return fail("items are added to what is no list or dictionary");
    if (kind == Kind::Dict && items.size() % 2 != 0)
      return fail("a key lacks its value");
    llvm::append_range(value.items, items);
    stack.push_back(to);
    return true;
  }

  bool extendMarked(Kind kind) {
    std::vector<uint32_t> items;
    return popMarked(items) && extend(kind, std::move(items));
  }

  bool extendBy(Kind kind, size_t count) {
    std::vector<uint32_t> items(count);
    for (uint32_t &item : llvm::reverse(items))
      if (!pop(item))
        return false;
    return extend(kind, std::move(items));
  }

  /// A call stays one, but that of OrderedDict, which makes an empty one.
  bool reduce() {
    uint32_t arguments, function;
    if (!pop(arguments) || !pop(function))
      return false;
    const PickleValue &of = pickle.values[function];
    const PickleValue &with = pickle.values[arguments];
    if (of.kind != Kind::Global || with.kind != Kind::Tuple)
      return fail("it calls what is no function");
    if ((of.module + "." + of.text).str() != orderedDict)
      return pushTuple({function, arguments}, Kind::Call);
    if (!with.items.empty())
      return fail("an OrderedDict is made of something");
    return pushNew(Kind::Dict);
  }

  /// Attributes of a dictionary: a state dict has its modules' versions there.
  bool build() {
    uint32_t state, object;
    if (!pop(state) || !pop(object))
      return false;
    if (pickle.values[object].kind != Kind::Dict)
      return fail("it sets attributes of what is no dictionary");
    stack.push_back(object);
    return true;
  }

  bool put(uint64_t place) {
    uint32_t value;
    if (!pop(value))
      return false;
    stack.push_back(value);
    memo[place] = value;
    return true;
  }

  bool putAt(size_t size) {
    uint64_t place;
    return in.takeCount(size, place) && put(place);
  }

  bool get(size_t size) {
    uint64_t place;
    if (!in.takeCount(size, place))
      return false;
    const auto found = memo.find(place);
    if (found == memo.end())
      return fail("it recalls what it never noted");
    stack.push_back(found->second);
    return true;
  }

  bool checkProtocol() {
    uint64_t version;
    if (!in.takeCount(1, version))
      return false;
    return (version >= 2 && version <= 5) ||
           fail("protocol " + llvm::Twine(version) +
                " is not read, only 2 to 5");
  }

  bool stop() {
    isStopped = true;
    return (marks.empty() || fail("it ends behind an open mark")) &&
           pop(pickle.top);
  }

  bool step() {
    uint64_t opcode;
    opcodeAt = in.position();
    if (!in.takeCount(1, opcode))
      return false;
    switch (opcode) {
    case Proto:
      return checkProtocol();
    case Frame: {
      llvm::StringRef length; // Of what follows: of no use here.
      return in.take(8, length);
    }
    case Stop:
      return stop();
    case Mark:
      marks.push_back(stack.size());
      return true;
    case Pop: {
      uint32_t dropped;
      return pop(dropped);
    }
    case None:
    case NewTrue:
    case NewFalse:
      return pushNew(Kind::Opaque);
    case BinFloat:
      return pushOpaque(8);
    default:
      return stepNumberOrText(opcode);
    }
  }

  bool stepNumberOrText(uint64_t opcode) {
    switch (opcode) {
    case BinInt: {
      uint64_t number;
      return in.takeCount(4, number) &&
             pushInt(static_cast<int32_t>(static_cast<uint32_t>(number)));
    }
    case BinInt1:
      return pushCount(1);
    case BinInt2:
      return pushCount(2);
    case Long1:
      return pushLong();
    case ShortBinString:
    case ShortBinUnicode:
      return pushText(1);
    case BinString:
    case BinUnicode:
      return pushText(4);
    case BinPut:
      return putAt(1);
    case LongBinPut:
      return putAt(4);
    case Memoize:
      return put(memo.size());
    case BinGet:
      return get(1);
    case LongBinGet:
      return get(4);
    default:
      return stepObject(opcode);
    }
  }

  bool stepObject(uint64_t opcode) {
    switch (opcode) {
    case EmptyTuple:
      return pushNew(Kind::Tuple);
    case EmptyList:
      return pushNew(Kind::List);
    case EmptyDict:
      return pushNew(Kind::Dict);
    case Tuple:
      return pushMarkedTuple();
    case Tuple1:
    case Tuple2:
    case Tuple3:
      return pushSmallTuple(opcode - Tuple1 + 1);
    case Append:
      return extendBy(Kind::List, 1);
    case Appends:
      return extendMarked(Kind::List);
    case SetItem:
      return extendBy(Kind::Dict, 2);
    case SetItems:
      return extendMarked(Kind::Dict);
    case Global:
      return pushLinesGlobal();
    case StackGlobal:
      return pushStackGlobal();
    case Reduce:
      return reduce();
    case Build:
      return build();
    case BinPersId:
      return pushSmallTuple(1, Kind::PersistentId);
    default:
      return fail("opcode 0x" + llvm::utohexstr(opcode) +
                  " is none of a state dict's. Nothing was run. Save tensors "
                  "alone: torch.save(model.state_dict(), ...)");
    }
  }

  static constexpr llvm::StringLiteral orderedDict{"collections.OrderedDict"};

  Bytes in;
  llvm::ArrayRef<llvm::StringRef> globals;
  size_t opcodeAt = 0;
  std::vector<uint32_t> stack; ///< Places in `pickle.values`.
  std::vector<size_t> marks;   ///< Heights of `stack`, rising.
  std::unordered_map<uint64_t, uint32_t> memo;
  Pickle pickle;
  bool isStopped = false;
  std::string problem;
};

} // namespace

llvm::Expected<Pickle> readPickle(llvm::StringRef bytes,
                                  llvm::ArrayRef<llvm::StringRef> globals) {
  if (bytes.size() > mostBytes)
    return llvm::createStringError(
        "the pickle is larger than 16 MiB: it holds more than tensors' names");
  return Machine(bytes, globals).run();
}

} // namespace gnet
