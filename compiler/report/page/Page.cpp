#include "report/page/Page.h"
#include "report/page/Assets.h"
#include "report/page/Html.h"
#include "report/page/Sections.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"
#include <fmt/format.h>

namespace gnet {

namespace {

struct IndexEntry {
  std::string id, text;
};

/// A browser is told to run our script and no other, and to load nothing:
/// whatever a spec may bring into the page.
std::string policy() {
  const std::array<uint8_t, 32> digest = llvm::SHA256::hash(llvm::ArrayRef(
      reinterpret_cast<const uint8_t *>(pageScript.data()), pageScript.size()));
  return fmt::format("default-src 'none'; style-src 'unsafe-inline'; "
                     "script-src 'sha256-{}'; base-uri 'none'; "
                     "form-action 'none'",
                     llvm::encodeBase64(digest));
}

std::string head(const Network &network) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
      "dark\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
      policy(), escaped(network.name), pageStyle);
}

std::string indexHtml(const std::vector<IndexEntry> &entries) {
  std::string html = "<nav aria-label=\"Parts of this page\"><ul>\n";
  for (const IndexEntry &entry : entries)
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", entry.id,
                        escaped(entry.text));
  return html + "</ul></nav>\n";
}

/// The sections and their index, in the order of the page.
class Body {
public:
  void add(std::string id, std::string text, const std::string &html) {
    index.push_back({std::move(id), std::move(text)});
    sections += html;
  }

  void addPrograms(const PageContents &contents) {
    for (size_t i = 0; i < contents.programs.size(); ++i) {
      const ProgramFigures &program = contents.programs[i];
      const bool isOne = contents.programs.size() == 1;
      const std::string number = isOne ? "" : std::to_string(i + 1);
      const std::string of =
          !isOne && program.machine ? ", " + program.machine->processor : "";
      const SectionTitle memory{"memory" + number, "Memory plan" + of};
      add(memory.id, memory.heading,
          memoryHtml(contents.network, program, memory));
      const SectionTitle kernels{"kernels" + number, "Kernels" + of};
      add(kernels.id, kernels.heading,
          kernelsHtml(contents.network, program, kernels));
    }
  }

  std::string html() const {
    return indexHtml(index) + "<main>\n" + sections + "</main>\n";
  }

private:
  std::vector<IndexEntry> index;
  std::string sections;
};

std::string footer(const PageContents &contents) {
  std::string text = "Made by " + contents.compiler;
  if (!contents.programs.empty())
    text += fmt::format(", for --target={} and {}", contents.target,
                        contents.batch == 1
                            ? "runs of one image"
                            : fmt::format("runs of {} images", contents.batch));
  return fmt::format("<footer>{}.</footer>\n", escaped(text));
}

} // namespace

std::string pageOf(const PageContents &contents) {
  const Network &network = contents.network;
  Body body;
  body.add("drawing", "Drawing", drawingHtml(network, contents.drawing));
  body.add("paper", "Paper check", paperHtml(network));
  body.add("layers", "Layers", layersHtml(network));
  body.addPrograms(contents);
  if (!contents.others.empty())
    body.add("comparison", "Other networks",
             comparisonHtml(network, contents.others));
  return fmt::format("{}{}{}{}<div id=\"hint\" role=\"status\" hidden></div>\n"
                     "<script>{}</script>\n</body>\n</html>\n",
                     head(network), overviewHtml(contents), body.html(),
                     footer(contents), pageScript);
}

} // namespace gnet
