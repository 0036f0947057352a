#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

PythonExpression joinConcat(const Concat &,
                            std::vector<PythonExpression> operands) {
  PythonExpression list{PythonExpression::Kind::List, ""};
  list.parts = std::move(operands);
  return pythonCall("torch.cat", {list, pythonText("1")});
}

PythonExpression chain(const char *sign,
                       std::vector<PythonExpression> operands) {
  PythonExpression expression{PythonExpression::Kind::Chain, sign};
  expression.parts = std::move(operands);
  return expression;
}

PythonExpression joinAdd(const Add &, std::vector<PythonExpression> operands) {
  return chain("+", std::move(operands));
}

PythonExpression joinMultiply(const Multiply &,
                              std::vector<PythonExpression> operands) {
  return chain("*", std::move(operands));
}

} // namespace

void addJoins(TorchLayers &layers) {
  layers.add(joinConcat);
  layers.add(joinAdd);
  layers.add(joinMultiply);
}

} // namespace gnet
