#!/usr/bin/env python3
"""check_checklists: the lists of docs/architecture.md of what a new layer and a
new activation touch are what their examples do touch.

Run in the repository's root. A source knows a layer if it names it outside of
comments.
"""

import pathlib
import re
import subprocess
import sys

DOCUMENT = pathlib.Path("docs/architecture.md")
# Of a checklist: the most files that it may have.
LISTS = {"A new layer": 12, "A new activation": 3}
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def checklist(title):
    """The example's word, and the files of the numbered lines."""
    text = DOCUMENT.read_text().split(f"## {title}\n")[1].split("\n## ")[0]
    word = re.search(r"as `(\w+)`", text)[1]
    return word, set(re.findall(r"^\d+\. `(.+?)`", text, re.MULTILINE))


def sources():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "compiler", "runtime",
         "grammar"],
        check=True, stdout=subprocess.PIPE, text=True)
    return [name for name in listed.stdout.split() if pathlib.Path(name).exists()]


def knowing(word):
    """The files that name the layer: as the language does, or as a type."""
    title = "".join(part.capitalize() for part in word.split("_"))
    name = re.compile(rf"\b({word}|{title}|{title}Op)\b|\bgnetrt_\w+_{word}\b")
    return {
        source for source in sources()
        if name.search(COMMENT.sub("", pathlib.Path(source).read_text()))
    }


def problems():
    for title, most in LISTS.items():
        word, listed = checklist(title)
        if len(listed) > most:
            yield f"{DOCUMENT}: {title}: {len(listed)} files, over {most}"
        known = knowing(word)
        for source in sorted(known - listed):
            yield f"{source}: names {word}, but is not in the list '{title}'"
        for source in sorted(listed - known):
            yield f"{DOCUMENT}: {title}: {source} does not name {word}"


def main():
    found = list(problems())
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
