#!/usr/bin/env python3
"""check_colours GNETC: VS Code's grammar colours the specs as gnetc lsp does.

Run in the repository's root. The grammar is run by a port of VS Code's own engine, with its
regular expressions' library: textmate-grammar-python of PyPI. Without it the test is skipped,
with status 77.
"""

import json
import logging
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "lsp"))
from client import Server

try:
    from textmate_grammar.parsers.base import LanguageParser
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

GRAMMAR = pathlib.Path("editors/vscode/syntaxes/gn.tmLanguage.json")
PLAIN = "source.gn"
# By the server's type: the grammar's scopes. It does not know what a name stands for.
SCOPES = {
    "keyword": {"keyword.control.gn"},
    "comment": {"comment.line.double-slash.gn"},
    "string": {"string.quoted.double.gn"},
    "number": {"constant.numeric.gn"},
    "type": {"support.function.gn"},
    "property": {"variable.other.property.gn"},
    "enumMember": {"constant.language.gn"},
    "class": {"entity.name.type.gn"},
    "function": {"entity.name.function.gn", "entity.name.type.gn", PLAIN},
    "parameter": {PLAIN},
    "variable": {"variable.other.property.gn", "entity.name.type.gn", "constant.numeric.gn",
                 "support.function.gn", PLAIN},
}


def scopes_of(parser, text):
    """By line and column."""
    scopes = {}
    for (line, column), run, names in parser.parse_string(text).flatten():
        scopes.update({(line, column + i): names[-1] for i in range(len(run))})
    return scopes


def differences(server, parser, path):
    text = path.read_text()
    scopes = scopes_of(parser, text)
    uri = server.open(path)
    for line, column, word, kind in server.tokens(uri, text):
        found = {scopes.get((line, column + i), PLAIN) for i in range(len(word))}
        if len(found) != 1 or not found <= SCOPES[kind]:
            yield f"{path}:{line + 1}:{column + 1}: {word} is a {kind}, but {', '.join(found)}"
    server.close(uri)


def main():
    logging.disable(logging.CRITICAL)  # Of each text that has no colour.
    parser = LanguageParser(json.loads(GRAMMAR.read_text()))
    specs = sorted(pathlib.Path("specs").rglob("*.gn"))
    with Server(sys.argv[1]) as server:
        found = [each for path in specs for each in differences(server, parser, path)]
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
