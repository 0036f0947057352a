//===- Completion.cpp - gnetc completion: for the user's shell ------------===//
//
// The words are those registered with LLVM's command line, so that a new option
// is completed without a word here. Values are those of `optionValues`.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "Options.h"
#include "WriteOutput.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

/// {0} are the commands, {1} their options as cases, {2} the values as cases.
constexpr const char *bashScript = R"(# gnetc completion bash: source it.
_gnetc() {{
  local word=${{COMP_WORDS[COMP_CWORD]} option= words= command=
  [[ $word == = ]] && word=
  if [[ ${{COMP_WORDS[COMP_CWORD]} == = ]]; then
    option=${{COMP_WORDS[COMP_CWORD-1]}
  elif [[ $COMP_CWORD -gt 1 && ${{COMP_WORDS[COMP_CWORD-1]} == = ]]; then
    option=${{COMP_WORDS[COMP_CWORD-2]}
  fi
  [[ $COMP_CWORD -gt 1 ]] && command=${{COMP_WORDS[1]}
  if [[ -n $option ]]; then
    case $option in
{2}    esac
  else
    case $command in
{1}    esac
    [[ $COMP_CWORD -eq 1 ]] && words="$words {0}"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ ${{#COMPREPLY[@]} -eq 1 && ${{COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -o default -F _gnetc gnetc
)";

/// A visible option as it is typed, with `=` where a value follows.
std::string spelled(const cl::Option &option) {
  if (option.ArgStr.size() == 1)
    return ("-" + option.ArgStr).str();
  const bool takesValue = !option.ValueStr.empty();
  return ("--" + option.ArgStr + (takesValue ? "=" : "")).str();
}

std::vector<std::string> optionsOf(cl::SubCommand &sub) {
  std::vector<std::string> words;
  for (auto &entry : cl::getRegisteredOptions(sub))
    if (entry.second->getOptionHiddenFlag() == cl::NotHidden)
      words.push_back(spelled(*entry.second));
  llvm::sort(words);
  return words;
}

std::vector<std::string> argumentsOf(const cl::SubCommand &sub) {
  const Command *command = commandOf(sub);
  return command ? command->arguments() : std::vector<std::string>();
}

std::vector<cl::SubCommand *> commands() {
  std::vector<cl::SubCommand *> found;
  for (cl::SubCommand *sub : cl::getRegisteredSubcommands())
    if (!sub->getName().empty())
      found.push_back(sub);
  llvm::sort(found, [](const auto *first, const auto *second) {
    return first->getName() < second->getName();
  });
  return found;
}

std::string bash() {
  std::vector<std::string> names;
  std::string options;
  auto addCase = [&](llvm::StringRef pattern, cl::SubCommand &sub) {
    std::vector<std::string> words = optionsOf(sub);
    llvm::append_range(words, argumentsOf(sub));
    options += llvm::formatv("    {0}) words=\"{1}\" ;;\n", pattern,
                             llvm::join(words, " "));
  };
  for (cl::SubCommand *sub : commands()) {
    names.push_back(sub->getName().str());
    addCase(sub->getName(), *sub);
  }
  addCase("*", cl::SubCommand::getTopLevel());
  std::string values;
  for (const auto &[option, words] : optionValues())
    values += llvm::formatv("    --{0}) words=\"{1}\" ;;\n", option,
                            llvm::join(words, " "));
  return llvm::formatv(bashScript, llvm::join(names, " "), options, values);
}

/// Sourced, or as the function `_gnetc` in a folder of `fpath`, which is then
/// to complete at once.
std::string zsh() {
  return "#compdef gnetc\nautoload -U +X bashcompinit && bashcompinit\n" +
         bash() +
         "[[ $funcstack[1] == _gnetc ]] && _bash_complete -o default -F "
         "_gnetc\n"
         "return 0\n";
}

/// Lines of fish for the options and words of one command.
std::string fishOptions(cl::SubCommand &sub, llvm::StringRef condition) {
  std::string lines;
  for (auto &entry : cl::getRegisteredOptions(sub)) {
    const cl::Option &option = *entry.second;
    if (option.getOptionHiddenFlag() != cl::NotHidden)
      continue;
    const char *kind = option.ArgStr.size() == 1 ? "-s" : "-l";
    std::string values;
    for (const auto &[name, words] : optionValues())
      if (option.ArgStr == name)
        values = " -xa '" + llvm::join(words, " ") + "'";
    if (values.empty() && !option.ValueStr.empty())
      values = " -r";
    lines += llvm::formatv("complete -c gnetc -n '{0}' {1} {2}{3}\n", condition,
                           kind, option.ArgStr, values);
  }
  if (std::vector<std::string> words = argumentsOf(sub); !words.empty())
    lines += llvm::formatv("complete -c gnetc -n '{0}' -xa '{1}'\n", condition,
                           llvm::join(words, " "));
  return lines;
}

std::string fish() {
  std::string names;
  std::string script;
  for (cl::SubCommand *sub : commands()) {
    names += (names.empty() ? "" : " ") + sub->getName().str();
    script += llvm::formatv("complete -c gnetc -n __fish_use_subcommand -a {0} "
                            "-d '{1}'\n",
                            sub->getName(), sub->getDescription());
    script += fishOptions(
        *sub, ("__fish_seen_subcommand_from " + sub->getName()).str());
  }
  return script + fishOptions(cl::SubCommand::getTopLevel(),
                              "not __fish_seen_subcommand_from " + names);
}

class Completion : public Command {
public:
  Completion()
      : Command("completion", "Print a completion script for your shell") {}

  llvm::Error run() override {
    if (shell == "bash")
      return writeOutput("-", bash());
    if (shell == "zsh")
      return writeOutput("-", zsh());
    if (shell == "fish")
      return writeOutput("-", fish());
    return llvm::createStringError("there is no script for the shell '" +
                                   shell + "'; known are bash, zsh, fish");
  }

private:
  cl::opt<std::string> shell{cl::Positional, cl::Required, cl::sub(sub),
                             cl::cat(category), cl::desc("bash|zsh|fish")};
};

} // namespace

Command &completionCommand() {
  static Completion command;
  return command;
}

} // namespace gnet
