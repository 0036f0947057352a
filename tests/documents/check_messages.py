#!/usr/bin/env python3
"""check_messages: docs/troubleshooting.md has every status of the C API, and the
messages that it quotes are in the compiler.

Run in the repository's root.
"""

import pathlib
import re
import sys

DOCUMENT = pathlib.Path("docs/troubleshooting.md")
HEADER = pathlib.Path("runtime/include/gnet/package.h.in")
# Where a literal of C++ goes on in the next line.
SEAM = re.compile(r'"\s*\n\s*"')


def rows(title):
    """The first cells of the section's table, without their backquotes."""
    section = DOCUMENT.read_text().split(f"## {title}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)


def statuses():
    enum = re.search(r"typedef enum @prefix@_status \{(.*?)\}", HEADER.read_text(), re.DOTALL)[1]
    return re.findall(r"@PREFIX@_(\w+) = \d+", enum)


def sources():
    paths = [path for path in pathlib.Path("compiler").rglob("*") if path.suffix in (".cpp", ".h")]
    return SEAM.sub("", "\n".join(path.read_text() for path in sorted(paths)))


def problems():
    listed = rows("A status of the C API")
    if listed != statuses():
        yield f"{DOCUMENT} has the statuses {listed}, {HEADER} has {statuses()}"
    text = sources()
    quoted = rows("What gnetc says of a spec") + rows("What it says of packages")
    if not quoted:
        yield f"{DOCUMENT} quotes no message"
    for message in quoted:
        if message not in text:
            yield f"{DOCUMENT}: the compiler does not say: {message}"


def main():
    found = list(problems())
    print("\n".join(found) or f"{len(statuses())} statuses and the messages are there")
    sys.exit(1 if found else 0)


main()
