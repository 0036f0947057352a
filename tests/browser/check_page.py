#!/usr/bin/env python3
"""check_page GNETC SPECS: the page of --emit=report in a headless Chromium.

Where there is no such browser the test is skipped, with status 77.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import browser

HERE = pathlib.Path(__file__).parent
PHONE, DESKTOP = (390, 844), (1280, 900)

# Elements that stand out of the page to the right, but for those in what scrolls by itself.
WIDE = """[...document.body.querySelectorAll('*')]
    .filter(e => !e.parentElement.closest('.scrolls, nav ul') && !e.closest('[hidden]'))
    .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
    .map(e => e.tagName + '.' + e.className)"""
COLUMN = """[...document.querySelectorAll('#layers-table tbody tr')]
    .map(row => row.cells[%d].dataset.value ?? row.cells[%d].textContent)"""
PICTURE_WIDTH = "document.querySelector('#drawing svg').getBoundingClientRect().width"


def click(page, selector):
    page.evaluate(f"document.querySelector({json.dumps(selector)}).click()")


def column(page, index):
    return page.evaluate(COLUMN % (index, index))


def check_layers(page, summary):
    """Every layer of the spec is a row, heads' behind the others or where they stand."""
    layers = summary["layers"] + [
        layer for head in summary["heads"] for layer in head["layers"]]
    assert sorted(column(page, 0)) == sorted(layer["name"] for layer in layers)
    by_name = dict(zip(column(page, 0), column(page, 3)))
    for layer in layers:
        assert int(by_name[layer["name"]]) == layer["params"], layer
    rows = page.evaluate("document.querySelectorAll('#rows tbody tr').length")
    assert rows == len(summary["rows"])


def check_zoom(page):
    before = page.evaluate(PICTURE_WIDTH)
    click(page, '[data-zoom="in"]')
    larger = page.evaluate(PICTURE_WIDTH)
    assert abs(larger / before - 1.25) < 0.01, (before, larger)
    click(page, '[data-zoom="out"]')
    assert abs(page.evaluate(PICTURE_WIDTH) / before - 1) < 0.01
    click(page, '[data-zoom="whole"]')
    height = "document.querySelector('#drawing %s').%s"
    assert page.evaluate(height % ("svg", "getBoundingClientRect().height")) <= (
        page.evaluate(height % (".scrolls", "clientHeight")) + 1)
    # The wheel with Ctrl keeps the point that it is at.
    x, y = page.evaluate("""(() => {
        document.querySelector('#drawing .scrolls').scrollIntoView({behavior: 'instant'});
        const box = document.querySelector('#drawing .scrolls').getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
    })()""")
    small = page.evaluate(PICTURE_WIDTH)
    page.call("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=-300,
              modifiers=2)
    assert page.evaluate(PICTURE_WIDTH) > small * 2
    assert page.evaluate("document.querySelector('#drawing output').textContent").endswith(" %")


def check_sorting(page):
    click(page, "#layers-table thead th:nth-child(4) button")
    values = [float(value) for value in column(page, 3)]
    assert values == sorted(values, reverse=True)
    click(page, "#layers-table thead th:nth-child(4) button")
    assert [float(value) for value in column(page, 3)] == sorted(values)
    assert page.evaluate(
        "document.querySelector('#layers-table thead th:nth-child(4)').ariaSort") == "ascending"
    click(page, "#layers-table thead th:nth-child(1) button")
    names = column(page, 0)
    assert names == sorted(names)


def check_hints(page):
    for figure in ["#profile", "#memory-picture", "#kernels-roofline"]:
        # Two frames on, the scrolling is told of: it hides hints.
        x, y, hint = page.evaluate(f"""(async () => {{
            const mark = document.querySelector('{figure} .mark');
            mark.scrollIntoView({{block: 'center', inline: 'center', behavior: 'instant'}});
            for (let frame = 0; frame < 2; ++frame)
              await new Promise(requestAnimationFrame);
            const box = mark.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2, mark.dataset.hint];
        }})()""")
        page.point_at(0, 0)
        page.point_at(x, y)
        shown = page.evaluate(
            "(hint => hint.hidden ? '' : hint.textContent)(document.getElementById('hint'))")
        assert shown and shown == hint, (figure, shown, hint)


def check_figures(page, steps):
    """The pictures have a title and a mark for each thing that they show."""
    assert page.evaluate("document.querySelectorAll('#kernels-table tbody tr').length") == steps
    assert page.evaluate("document.querySelectorAll('#memory-picture rect').length") == (
        page.evaluate("document.querySelectorAll('#memory-table tbody tr').length")) > 0
    assert page.evaluate("""[...document.querySelectorAll('svg')]
        .every(svg => svg.getAttribute('role') === 'img' &&
               document.getElementById(svg.getAttribute('aria-labelledby')).textContent)""")
    repeated = page.evaluate("""(ids => ids.filter((id, i) => ids.indexOf(id) !== i))(
        [...document.querySelectorAll('[id]')].map(e => e.id))""")
    assert not repeated, repeated


def check_fits(page):
    for width, height in [PHONE, DESKTOP]:
        page.resize(width, height)
        wide = page.evaluate(WIDE)
        assert not wide, (width, wide)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def contrast(page, selector):
    """Of an element's text on the page's ground (WCAG 2)."""
    def luminance(colour):
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    text = page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).color")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    high, low = sorted([luminance(text), luminance(ground)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_colours(page):
    grounds = set()
    for scheme in ["light", "dark"]:
        page.prefer(scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        for selector in ["h1", ".about", "nav a", "figcaption", "td.far", "td.near"]:
            assert contrast(page, selector) >= 4.5, (scheme, selector)
    assert len(grounds) == 2, grounds
    page.prefer("light")


def check_without_script(page, path):
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(path)
    assert page.evaluate("document.querySelectorAll('#profile rect').length") > 0
    assert page.evaluate("document.querySelector('.zoom').hidden")
    assert page.evaluate("document.querySelector('.mark > title').textContent")
    check_fits(page)
    page.call("Emulation.setScriptExecutionDisabled", value=False)


def check_alone(page, path):
    """Nothing is loaded beside the page, and nothing went wrong."""
    assert page.requests == [path.resolve().as_uri()], page.requests
    assert not page.problems, page.problems


def check_hostile(page, gnetc, folder):
    path = folder / "hostile.html"
    subprocess.run([gnetc, HERE / "hostile.gn", "--emit=report", "--cpu=x86-64-v3", "-o", path],
                   check=True)
    page.open(path)
    check_alone(page, path)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("document.querySelectorAll('img').length") == 0
    assert page.evaluate("document.querySelector('.paper').textContent").startswith(
        "</title><script>window.ran = 1</script>")
    check_fits(page)


def main():
    program = browser.find()
    if not program:
        print("skipped: no Chromium is found; Debian's package is chromium")
        return 77
    gnetc, specs = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        spec, path = specs / "googlenet.gn", folder / "googlenet.html"
        subprocess.run([gnetc, spec, "--emit=report", "--cpu=x86-64-v3", "-o", path,
                        f"--against={specs / 'lenet5.gn'},{specs / 'resnet50.gn'}"], check=True)
        summary = json.loads(subprocess.check_output([gnetc, spec, "--format=json"]))
        kernels = subprocess.check_output(
            [gnetc, spec, "--emit=kernels", "--cpu=x86-64-v3"], text=True)
        steps = kernels.split("\n\n")[0].count("\n") - 1
        with browser.Browser(program) as page:
            page.resize(*DESKTOP)
            page.open(path)
            check_alone(page, path)
            check_layers(page, summary)
            check_figures(page, steps)
            check_zoom(page)
            check_hints(page)
            check_fits(page)
            check_colours(page)
            check_sorting(page)
            check_alone(page, path)
            check_without_script(page, path)
            check_hostile(page, gnetc, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
