#!/usr/bin/env python3
"""check_checklists: the lists of CONTRIBUTING.md of what a new layer, activation,
kernel, target or weight map touches are what their examples do touch.

Run in the repository's root. A source knows the example if it names it outside of
comments.
"""

import dataclasses
import pathlib
import re
import subprocess
import sys

DOCUMENT = pathlib.Path("CONTRIBUTING.md")
# Answers the words of frameworks with ours, of which a new layer need have none.
TRANSLATIONS = "compiler/language/diagnostics/ForeignWords.cpp"
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclasses.dataclass
class Checklist:
    title: str
    most: int  # The most files that it may have.
    folders: tuple = ("compiler", "runtime", "grammar")  # Where all that know it are listed.
    by_path: bool = False  # Whether a file whose path has the word knows it, too.


CHECKLISTS = (
    Checklist("A new layer", 13),
    Checklist("A new activation", 4),
    Checklist("A new kind of generated kernel", 4, by_path=True),
    Checklist("A new target", 6, ("compiler/language", "compiler/onnx", "compiler/package",
                                  "compiler/passes", "compiler/report", "compiler/tools",
                                  "compiler/tuning", "compiler/weights"), by_path=True),
    Checklist("A new map of weights", 6,
              ("specs/weights", "tests/weights", "tests/unit/weights"), by_path=True),
)


def read(checklist):
    """The example's word, and the files of the numbered lines."""
    text = DOCUMENT.read_text().split(f"## {checklist.title}\n")[1].split("\n## ")[0]
    word = re.search(r"as `(\w+)`", text)[1]
    return word, set(re.findall(r"^\d+\. `(.+?)`", text, re.MULTILINE))


def knows(checklist, word, source):
    """Whether the file names it: as the language does, or as a type."""
    title = "".join(part[0].upper() + part[1:] for part in word.split("_"))
    name = re.compile(rf"\b({word}|{title}|{title}Op)\b|\bgnetrt_\w+_{word}\b")
    if checklist.by_path and (word in source or title in source):
        return True
    return name.search(COMMENT.sub("", pathlib.Path(source).read_text())) is not None


def sources(folders):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders],
        check=True, stdout=subprocess.PIPE, text=True)
    return [name for name in listed.stdout.split()
            if pathlib.Path(name).exists() and name != TRANSLATIONS]


def problems(checklist):
    word, listed = read(checklist)
    if len(listed) > checklist.most:
        yield f"{DOCUMENT}: {checklist.title}: {len(listed)} files, over {checklist.most}"
    for source in sources(checklist.folders):
        if source not in listed and knows(checklist, word, source):
            yield f"{source}: names {word}, but is not in the list '{checklist.title}'"
    for source in sorted(listed):
        if not pathlib.Path(source).is_file() or not knows(checklist, word, source):
            yield f"{DOCUMENT}: {checklist.title}: {source} does not name {word}"


def main():
    found = [problem for checklist in CHECKLISTS for problem in problems(checklist)]
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
