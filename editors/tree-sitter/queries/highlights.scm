(comment) @comment
(string) @string
(number) @constant.numeric
(operator) @operator
["{" "}" "[" "]" "(" ")"] @punctuation.bracket
":" @punctuation.delimiter

["module" "network" "extends" "as" "head"] @keyword
(defined) @type
(named) @variable.other.member
(called) @function

((name) @keyword
  (#any-of? @keyword
    "import" "input" "labels" "paper" "training" "defaults" "table" "at" "expect" "from" "repeat"
    "remove" "replace" "with" "insert" "before" "after" "add" "multiply" "concat"))

((name) @function.builtin
  (#any-of? @function.builtin
    "conv" "max_pool" "avg_pool" "global_avg_pool" "lrn" "batch_norm" "affine" "scale" "relu"
    "leaky_relu" "sigmoid" "tanh" "relu6" "hard_swish" "hard_sigmoid" "silu" "gelu" "dropout"
    "linear" "rbf" "softmax" "flatten"))

((name) @constant.builtin
  (#any-of? @constant.builtin
    "true" "false" "none" "same" "same_upper" "valid" "floor" "ceil" "gray" "rgb" "bgr"))
