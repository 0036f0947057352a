"""What a comparison found, as a table and as a picture."""

import dataclasses
import html
import statistics


@dataclasses.dataclass
class Result:
    peer: str
    versions: str
    error: float | None = None  # of the outputs, from gnetc's
    failure: str = ""  # why there are no times
    times: list = dataclasses.field(default_factory=list)  # seconds

    @property
    def least(self):
        return min(self.times) * 1e3

    @property
    def median(self):
        return statistics.median(self.times) * 1e3


def ms(value):
    return f"{value:.2f}" if value >= 1 else f"{value:.4f}"


def table(results):
    lines = [
        "| engine | version | min ms | median ms | min, against gnetc "
        "| median, against gnetc | outputs differ by |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    ours = results[0]
    for r in results:
        if r.failure:
            reason = " ".join(r.failure.split()).replace("|", "\\|")
            lines.append(f"| {r.peer} | {r.versions} | no times: {reason} | | | | |")
            continue
        lines.append(
            f"| {r.peer} | {r.versions} | {ms(r.least)} | {ms(r.median)} "
            f"| {r.least / ours.least:.2f} | {r.median / ours.median:.2f} "
            f"| {r.error:.1e} |")
    return "\n".join(lines) + "\n"


BAR, GAP, LEFT, WIDTH, TOP = 22, 10, 110, 460, 44


def plot(title, results):
    """A bar to the minimum and a tick at the median, as SVG."""
    shown = [r for r in results if not r.failure]
    longest = max(r.median for r in shown)
    height = TOP + len(shown) * (BAR + GAP) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 90}" '
        f'height="{height}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{GAP}" y="20" font-weight="bold">{html.escape(title)}</text>',
        f'<text x="{GAP}" y="36" fill="#666">ms a batch: bar to the minimum, '
        "tick at the median</text>",
    ]
    for row, r in enumerate(shown):
        y = TOP + GAP + row * (BAR + GAP)
        least, median = (WIDTH * value / longest for value in (r.least, r.median))
        color = "#2a6f97" if row == 0 else "#a9b4be"
        parts += [
            f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{r.peer}</text>',
            f'<rect x="{LEFT}" y="{y}" width="{least:.1f}" height="{BAR}" '
            f'fill="{color}"/>',
            f'<rect x="{LEFT + median:.1f}" y="{y}" width="2" height="{BAR}" '
            'fill="#333"/>',
            f'<text x="{LEFT + median + 8:.1f}" y="{y + 16}">{ms(r.least)}</text>',
        ]
    return "\n".join(parts + ["</svg>"]) + "\n"
