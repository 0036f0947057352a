//===- Changes.h - What a variant does to the network that it extends -----===//
#ifndef GNET_LANGUAGE_ELABORATION_CHANGES_H
#define GNET_LANGUAGE_ELABORATION_CHANGES_H

#include "language/elaboration/Variant.h"

namespace gnet {

/// True for `remove`, `replace` and `insert`.
bool isChange(const ast::Statement &statement);

/// True for what stands in its place in a body: layers, tables, rows, heads,
/// and what could not be parsed. The rest holds wherever it stands.
bool isOrdered(const ast::Statement &statement);

/// The changes of one variant to the network that it extends.
class Changes {
public:
  Changes(WholeNetwork base, NetworkLevel variant, Diagnostics &diagnostics);

  void make(const ast::Statement &change);
  WholeNetwork take();

private:
  /// A statement of the base, and what stands around it and instead of it.
  struct Entry {
    PlacedStatement statement;
    std::vector<PlacedStatement> before;
    std::vector<PlacedStatement> instead;
    std::vector<PlacedStatement> after;
    bool isGone = false;
    bool keepsName = false; ///< One statement took its place and name.
  };

  void make(const ast::Remove &remove);
  void make(const ast::ReplaceModule &replace);
  void make(const ast::Replace &replace);
  void make(const ast::Insert &insert);

  void nameEntries();
  void nameEntry(const std::string &name, const SourceRange &where,
                 size_t index);
  Entry *find(const ast::Name &name);
  bool takeAway(Entry &entry, const ast::Name &name, const char *how);
  void place(const std::vector<ast::Statement> &block,
             std::vector<PlacedStatement> &into);
  const ModuleRef *findReplaced(const ast::Name &name);

  struct Named {
    size_t index;
    SourceRange where;
  };

  WholeNetwork whole;
  NetworkLevel base;
  NetworkLevel variant;
  Diagnostics &diagnostics;
  std::vector<Entry> entries;
  std::map<std::string, Named> names; ///< Of the base's statements.
  std::map<std::string, Removal> removals;
  std::map<std::string, SourceRange> replacedModules;
  bool isIncomplete = false; ///< A name may stand in what was not parsed.
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_CHANGES_H
