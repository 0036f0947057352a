//===- PublishedCounts.h - The rows of published_counts.csv ---------------===//
#ifndef GNET_TESTS_UNIT_SPECS_PUBLISHEDCOUNTS_H
#define GNET_TESTS_UNIT_SPECS_PUBLISHEDCOUNTS_H

#include <iosfwd>
#include <string>
#include <vector>

namespace gnet::test {

/// Figures are as written: `133M` is rounded, empty is not known.
struct PublishedCounts {
  std::string definition;
  std::string input; ///< channels x height x width
  std::string params;
  std::string paramsWithAux;
  std::string macs;
  bool countsStatistics = false; ///< Running mean and variance are in params.
  std::string spec;              ///< Without `.gn`.
};

/// How GoogleTest, and so ctest, calls the row.
void PrintTo(const PublishedCounts &row, std::ostream *stream);

/// None if the file cannot be read or its columns are not the ones expected.
std::vector<PublishedCounts> readPublishedCounts(const std::string &path);

} // namespace gnet::test

#endif // GNET_TESTS_UNIT_SPECS_PUBLISHEDCOUNTS_H
