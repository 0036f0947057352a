#!/usr/bin/env python3
"""check_vscode GNETC: the words of the VS Code grammar are those of the language.

Run in the repository's root. Keywords are those of the grammar of specs, layers those that `gnetc layers` lists.
"""

import json
import pathlib
import re
import subprocess
import sys

EXTENSION = pathlib.Path("editors/vscode")


def alternatives(pattern):
    """The words of a pattern such as \\b(a|b)\\b."""
    return set(re.fullmatch(r"\\b\(([\w|]+)\)\\b", pattern)[1].split("|"))


def main():
    grammar = json.loads((EXTENSION / "syntaxes/gn.tmLanguage.json").read_text())
    patterns = {name: rule["match"] for name, rule in grammar["repository"].items()}
    for pattern in patterns.values():
        re.compile(pattern.replace("(?<=[{,]|^)", "(?:(?<=[{,])|^)"))  # Oniguruma takes both.

    keywords = set(re.findall(r"^[A-Z]+: '([a-z]+)';$",
                              pathlib.Path("grammar/GNet.g4").read_text(), re.MULTILINE))
    assert len(keywords) > 20
    assert alternatives(patterns["keyword"]) == keywords

    listed = subprocess.run([sys.argv[1], "layers"], check=True, stdout=subprocess.PIPE, text=True)
    # A heading, a line, the layers, a blank line and a hint.
    rows = listed.stdout.split("\n\n")[0].splitlines()[2:]
    layers = {row.split()[0] for row in rows} - keywords
    assert "conv" in layers
    assert alternatives(patterns["layer"]) == layers

    package = json.loads((EXTENSION / "package.json").read_text())
    contributes = package["contributes"]
    files = [package["main"], contributes["languages"][0]["configuration"],
             contributes["grammars"][0]["path"]]
    for name in files:
        assert (EXTENSION / name).is_file(), name
    json.loads((EXTENSION / "language-configuration.json").read_text())


if __name__ == "__main__":
    main()
