#!/usr/bin/env python3
"""check_mutants GNETC SPECS [COUNT]: gnetc lsp answers whatever the text is.

Every spec as it is, and COUNT times with its end, or some of its characters, missing: each request
is answered, and a whole spec has no mistakes.
"""

import pathlib
import random
import sys

from client import Server


def mutant(text, chance):
    kind = chance.randrange(3)
    if kind == 0:
        return text[:chance.randrange(len(text))]
    characters = list(text)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(characters))
        if kind == 1:
            del characters[at:at + chance.randint(1, 4)]
        else:
            characters[at] = chance.choice('{}[]()"|:,->#/ \n0x%é')
        if not characters:
            break
    return "".join(characters)


def ask_everything(server, uri, text, chance):
    lines = text.split("\n")
    for _ in range(3):
        line = chance.randrange(len(lines))
        column = chance.randint(0, len(lines[line]))
        for method in ("hover", "definition", "completion"):
            server.at(method, uri, line, column)
        server.at("references", uri, line, column, context={"includeDeclaration": True})
    for method in ("documentSymbol", "semanticTokens/full"):
        server.of(method, uri)
    server.of("formatting", uri, options={})
    server.hints(uri)
    for mistake in server.diagnostics[uri]:
        server.actions(uri, mistake["range"])


def main():
    gnetc, specs = sys.argv[1], pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    chance = random.Random(1)
    paths = sorted(specs.rglob("*.gn"))
    assert len(paths) > 50
    with Server(gnetc) as server:
        for path in paths:
            text = path.read_text()
            uri = server.open(path)
            ask_everything(server, uri, text, chance)
            assert server.diagnostics[uri] == [], (path, server.diagnostics[uri])
            for _ in range(count):
                changed = mutant(text, chance)
                server.change(uri, changed)
                ask_everything(server, uri, changed, chance)
            server.close(uri)
    print(f"{len(paths)} specs, {count} mutants of each: everything was answered")


if __name__ == "__main__":
    main()
