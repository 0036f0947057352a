// Specs as far as colours and folds need them: words, and what brackets hold.
// `gnetc lsp` knows what a word means. After a change: `tree-sitter generate`.

module.exports = grammar({
  name: "network_spec",
  word: ($) => $.name,
  extras: ($) => [/\s/, $.comment],
  rules: {
    file: ($) => repeat($._part),
    _part: ($) =>
      choice($.definition, $.key, $.call, $.block, $.list, $.group, $.string, $.number, $.name, $.operator),

    // module inception(...), network n extends m, conv 1x1 8 as reduce
    definition: ($) => seq(choice("module", "network", "extends", "as", "head"), alias($.name, $.defined)),
    key: ($) => seq(alias($.name, $.named), ":"),
    call: ($) => seq(alias($.name, $.called), token.immediate("("), repeat($._part), ")"),
    block: ($) => seq("{", repeat($._part), "}"),
    list: ($) => seq("[", repeat($._part), "]"),
    group: ($) => seq("(", repeat($._part), ")"),

    // Also sizes, figures, percentages and labels: 7x7, 2.7K, 70%, 3a
    number: () => /-?\d+(\.\d+)?([eE][+-]?\d+|%|[A-Za-z_]\w*)?/,
    name: () => /[A-Za-z_]\w*/,
    string: () => /"[^"\n]*"?/,
    operator: () => choice("->", "|", "/", "*", "+", "-", ",", "."),
    comment: () => token(seq("//", /[^\n]*/)),
  },
});
