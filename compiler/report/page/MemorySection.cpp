#include "report/Figures.h"
#include "report/page/Chart.h"
#include "report/page/DataTable.h"
#include "report/page/Html.h"
#include "report/page/LayerStyle.h"
#include "report/page/Sections.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

/// Bytes in the unit that suits an arena of `arena` bytes.
struct ByteUnit {
  explicit ByteUnit(int64_t arena)
      : isLarge(arena >= (1 << 20)), bytes(isLarge ? 1 << 20 : 1 << 10) {}

  const char *name() const { return isLarge ? "MiB" : "KiB"; }
  double operator()(int64_t count) const {
    return static_cast<double>(count) / bytes;
  }
  std::string text(int64_t count) const {
    return fmt::format("{:.2f} {}", (*this)(count), name());
  }

  bool isLarge;
  double bytes;
};

std::string layersText(const BufferFigures &buffer) {
  if (buffer.layers.empty())
    return "nothing";
  if (buffer.layers.size() == 1)
    return buffer.layers.front();
  return fmt::format("{} and {} more", buffer.layers.front(),
                     buffer.layers.size() - 1);
}

std::string stepsText(const BufferFigures &buffer) {
  return buffer.first == buffer.last
             ? fmt::format("{}", buffer.first)
             : fmt::format("{}–{}", buffer.first, buffer.last);
}

class MemoryPicture {
public:
  MemoryPicture(const Network &network, const ProgramFigures &program,
                const std::string &id)
      : program(program), unit(program.arenaBytes), styles(network),
        chart(id + "-picture",
              "The arena of a run: which bytes hold what, step by step", 420),
        steps{0, static_cast<double>(program.steps.size()), Chart::left,
              Chart::right},
        offsets(
            evenAxis(unit(program.arenaBytes), chart.bottom(), Chart::top)) {}

  std::string html() {
    chart.addVerticalAxis(offsets, fmt::format("offset, {}", unit.name()),
                          tickText);
    chart.addHorizontalAxis(steps, "step of a run", tickText);
    for (const BufferFigures &buffer : program.buffers)
      add(buffer);
    if (program.liveBytes > 0) {
      const double y = offsets(unit(program.liveBytes));
      chart.addLine(Chart::left, y, Chart::right, y, "bound");
    }
    return chart.html(
        "From left to right the steps of a run, upwards the arena. A piece has "
        "the colour of the layer that writes it, and is grey where it is only "
        "laid out anew. The dashed line is what no plan can go below.");
  }

private:
  void add(const BufferFigures &buffer) {
    const double x = steps(static_cast<double>(buffer.first));
    const double end = steps(static_cast<double>(buffer.last + 1));
    const double low = offsets(unit(buffer.offset));
    const double high = offsets(unit(buffer.offset + buffer.bytes));
    const std::string layers = layersText(buffer);
    chart.addRectangle(
        x, high, end - x, low - high, styleOf(buffer),
        fmt::format("{}: {} at {}, steps {}", layers, unit.text(buffer.bytes),
                    unit.text(buffer.offset), stepsText(buffer)));
    constexpr double letter = 5.6, line = 13;
    if (!buffer.layers.empty() && low - high >= line &&
        end - x >= letter * static_cast<double>(layers.size()) + 6)
      chart.addText((x + end) / 2, (low + high) / 2 + 4, layers, "middle",
                    "inside");
  }

  const char *styleOf(const BufferFigures &buffer) const {
    if (buffer.layers.empty())
      return "move";
    const StepFigures &first = program.steps[buffer.first];
    return first.kind == "reorder" ? "move" : styles.of(buffer.layers.front());
  }

  const ProgramFigures &program;
  ByteUnit unit;
  LayerStyles styles;
  Chart chart;
  Axis steps, offsets;
};

/// What the picture shows, for those who cannot see it.
std::string bufferTable(const ProgramFigures &program, const std::string &id) {
  DataTable table(id + "-table", "Every piece of the arena");
  table.addColumn("written by");
  table.addColumn("first step");
  table.addColumn("last step");
  table.addColumn("offset", "bytes");
  table.addColumn("size", "bytes");
  for (const BufferFigures &buffer : program.buffers)
    table.addRow({layersText(buffer), numberCell(buffer.first),
                  numberCell(buffer.last), numberCell(buffer.offset),
                  numberCell(buffer.bytes)});
  return "<details><summary>As a table</summary>\n" + table.html() +
         "</details>\n";
}

} // namespace

std::string memoryHtml(const Network &network, const ProgramFigures &program,
                       const SectionTitle &title) {
  if (program.buffers.empty() || program.steps.empty())
    return section(title.id, title.heading, "A run needs no memory of its own.",
                   "");
  const ByteUnit unit(program.arenaBytes);
  const std::string about = fmt::format(
      "{} an arena of {}. Without sharing they would take {}; no "
      "plan needs less than {}, the most that is in use at one step. Input and "
      "output are the caller's.",
      program.buffers.size() == 1
          ? "One result has"
          : fmt::format("{} results share", program.buffers.size()),
      unit.text(program.arenaBytes), unit.text(program.sumBytes),
      unit.text(program.liveBytes));
  return section(title.id, title.heading, about,
                 MemoryPicture(network, program, title.id).html() +
                     bufferTable(program, title.id));
}

} // namespace gnet
