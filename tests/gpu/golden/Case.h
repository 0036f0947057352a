//===- Case.h - One case of the golden vectors ----------------------------===//
#ifndef GNET_GPU_GOLDEN_CASE_H
#define GNET_GPU_GOLDEN_CASE_H

#include <concepts>
#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace gnet::gpu::golden {

/// What was done: an operation with its parameters, as the line
/// `mma type=f16 k=16 values=near seed=1`. Lists are joined by commas.
class Case {
public:
  explicit Case(std::string name) : name(std::move(name)) {}

  static Case parse(const std::string &line) {
    std::istringstream in(line);
    std::string field;
    in >> field;
    Case parsed(field);
    while (in >> field) {
      const size_t equals = field.find('=');
      parsed.set(field.substr(0, equals), field.substr(equals + 1));
    }
    return parsed;
  }

  Case &set(const std::string &key, const std::string &value) {
    for (auto &field : fields)
      if (field.first == key) {
        field.second = value;
        return *this;
      }
    fields.emplace_back(key, value);
    return *this;
  }
  Case &set(const std::string &key, const char *value) {
    return set(key, std::string(value));
  }
  template <std::integral Integer>
  Case &set(const std::string &key, Integer value) {
    return set(key, std::to_string(+value));
  }
  Case &set(const std::string &key, const std::vector<int64_t> &values) {
    std::string joined;
    for (int64_t value : values)
      joined += (joined.empty() ? "" : ",") + std::to_string(value);
    return set(key, joined);
  }

  const std::string &operation() const { return name; }
  /// The value of a key, or nothing.
  std::string text(const std::string &key) const {
    for (const auto &field : fields)
      if (field.first == key)
        return field.second;
    return "";
  }
  std::vector<int64_t> numbers(const std::string &key) const {
    std::vector<int64_t> values;
    std::istringstream in(text(key));
    for (std::string value; std::getline(in, value, ',');)
      values.push_back(std::stoll(value));
    return values;
  }
  int64_t number(const std::string &key, int64_t otherwise = 0) const {
    const std::string value = text(key);
    return value.empty() ? otherwise : std::stoll(value);
  }
  uint32_t seed() const { return uint32_t(number("seed")); }

  std::string line() const {
    std::string joined = name;
    for (const auto &field : fields)
      joined += " " + field.first + "=" + field.second;
    return joined;
  }

private:
  std::string name;
  std::vector<std::pair<std::string, std::string>> fields;
};

/// FNV-1a of words.
inline uint64_t digest(const std::vector<uint32_t> &words) {
  uint64_t h = 0xCBF29CE484222325u;
  for (uint32_t word : words)
    h = (h ^ word) * 0x100000001B3u;
  return h;
}

/// Of results kept as a digest, this many words are kept beside it.
inline constexpr size_t sampleWords = 16;

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_CASE_H
