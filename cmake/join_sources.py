#!/usr/bin/env python3
"""join_sources SOURCE...: prints for each, in order, the number of the unit that it
can be compiled in: headers of LLVM and MLIR are most of what a source takes, so
those that name nothing alike are compiled together.
"""

import pathlib
import re
import sys

TOGETHER = 8
# What a file has for itself: within an unnamed namespace, at the begin of a line.
OWN = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.DOTALL | re.MULTILINE)
NAME = re.compile(r"^(?!//|#|\}|\s).*?(?<!::)\b(\w+)(?=\(| =| \{| : |;|\[|<.*> \{)",
                  re.MULTILINE)
POINTER = re.compile(r"\*(\w+) = ")  # Several pointers in one declaration.
TESTS = {"TEST", "TEST_F", "TEST_P", "INSTANTIATE_TEST_SUITE_P"}  # GoogleTest's.
MACRO = re.compile(r"^# *define (\w+)", re.MULTILINE)


def own_names(text):
    """Of what is the file's own, which another one may call alike."""
    own = "".join(OWN.findall(text))
    names = {*NAME.findall(own), *POINTER.findall(own), *MACRO.findall(text)}
    return names - TESTS - {"const", "void"}


class Units:
    """Places each source in the first unit that has room for it."""

    def __init__(self, together):
        self.together = together
        self.names = []  # The names of each unit,
        self.sizes = []  # and how many sources it has.

    def place(self, text):
        names = own_names(text)
        for index, taken in enumerate(self.names):
            if self.sizes[index] < self.together and not taken & names:
                break
        else:
            index = len(self.names)
            self.names.append(set())
            self.sizes.append(0)
        self.names[index] |= names
        self.sizes[index] += 1
        return index


def main():
    units = Units(TOGETHER)
    for source in sys.argv[1:]:
        print(units.place(pathlib.Path(source).read_text()))


if __name__ == "__main__":
    main()
