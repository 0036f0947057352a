//===- CountOf.h - What a report says, counted ----------------------------===//
#ifndef GNET_TESTS_UNIT_REPORT_COUNTOF_H
#define GNET_TESTS_UNIT_REPORT_COUNTOF_H

#include <cstddef>
#include <string>

namespace gnet {

/// How often `part` stands in `text`.
inline size_t countOf(const std::string &text, const std::string &part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1))
    ++count;
  return count;
}

} // namespace gnet

#endif // GNET_TESTS_UNIT_REPORT_COUNTOF_H
