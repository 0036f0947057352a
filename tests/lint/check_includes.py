#!/usr/bin/env python3
"""check_includes: every #include of ours goes where docs/architecture.md says.

Run in the repository's root. The table of rooms names what each may include;
an include of anything else, a source in no room and a circle of rooms are
errors.
"""

import graphlib
import pathlib
import re
import subprocess
import sys

DOCUMENT = pathlib.Path("docs/architecture.md")
INCLUDE = re.compile(r'^\s*#\s*include "([^"]+)"', re.MULTILINE)
# What the rooms say that nobody includes.
EVERYTHING = "everything but tools"
TREES = ("compiler", "runtime")


def rooms():
    """By room: the rooms that it may include."""
    found = {}
    for line in DOCUMENT.read_text().splitlines():
        if match := re.fullmatch(r"\| `((?:compiler|runtime)/\S+)` \| .+? \| ?(.*?) ?\|", line):
            found[match[1]] = match[2]
    tops = {room for room, allowed in found.items() if allowed == EVERYTHING}
    return {
        room: found.keys() - tops if room in tops else set(re.findall(r"`(.+?)`", allowed))
        for room, allowed in found.items()
    }


def room_of(path, known):
    """The innermost room that the file is in, or None."""
    for folder in pathlib.PurePath(path).parents:
        if str(folder) in known:
            return str(folder)
    return None


def sources():
    patterns = [f"{tree}/**/*.{end}" for tree in TREES for end in ("c", "h", "cpp", "def")]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        check=True, stdout=subprocess.PIPE, text=True)
    return listed.stdout.split()


def resolve(include, source):
    """The file of ours that is meant, or None for another's."""
    beside = pathlib.PurePath(source).parent / include
    for candidate in (pathlib.Path(beside), *(pathlib.Path(tree) / include for tree in TREES)):
        if candidate.exists():
            return str(candidate)
    # What mlir-tblgen writes stands beside what it is made from.
    made = pathlib.Path(TREES[0]) / include
    return str(made) if include.endswith(".inc") and made.parent.exists() else None


def problems(known):
    for room, allowed in known.items():
        for unknown in allowed - known.keys():
            yield f"{DOCUMENT}: {room} may include {unknown}, which is no room"
    for source in sources():
        room = room_of(source, known)
        if room is None:
            yield f"{source}: is in no room of {DOCUMENT}"
            continue
        for include in INCLUDE.findall(pathlib.Path(source).read_text()):
            target = resolve(include, source)
            other = target and room_of(target, known)
            if other and other != room and other not in known[room]:
                yield f"{source}: {room} may not include {other} ({include})"
    try:
        tuple(graphlib.TopologicalSorter(known).static_order())
    except graphlib.CycleError as error:
        yield f"{DOCUMENT}: a circle: {' -> '.join(error.args[1])}"


def main():
    known = rooms()
    if len(known) < 10:
        sys.exit(f"{DOCUMENT}: the table of rooms is not found")
    found = list(problems(known))
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
