#!/usr/bin/env python3
"""measure_answers GNETC SPEC: how long gnetc lsp takes for each answer, in milliseconds.

A line is added to the document before each request, as by somebody who types; the time is that of
the change and the answer together. Least and median of 20.
"""

import pathlib
import statistics
import sys
import time

from client import Server


def main():
    gnetc, spec = sys.argv[1], pathlib.Path(sys.argv[2])
    text = spec.read_text()
    middle = text.count("\n") // 2
    start = {"line": 0, "character": 0}
    requests = {
        "hover": lambda server, uri: server.at("hover", uri, middle, 5),
        "definition": lambda server, uri: server.at("definition", uri, middle, 5),
        "references": lambda server, uri: server.at(
            "references", uri, middle, 5, context={"includeDeclaration": True}),
        "completion": lambda server, uri: server.at("completion", uri, middle, 5),
        "symbols": lambda server, uri: server.of("documentSymbol", uri),
        "semantic tokens": lambda server, uri: server.of("semanticTokens/full", uri),
        "inlay hints": lambda server, uri: server.hints(uri),
        "formatting": lambda server, uri: server.of("formatting", uri, options={}),
    }
    print("| answer | least ms | median ms |\n|---|---:|---:|")
    with Server(gnetc) as server:
        uri = server.open(spec)
        for name, ask in requests.items():
            times = []
            for _ in range(20):
                begin = time.perf_counter()
                server.change(uri, "// x\n", {"start": start, "end": start})
                ask(server, uri)
                times.append(1000 * (time.perf_counter() - begin))
            print(f"| {name} | {min(times):.1f} | {statistics.median(times):.1f} |")


if __name__ == "__main__":
    main()
