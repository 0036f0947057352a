#!/usr/bin/env python3
"""check_tree_sitter GNETC CC: tree-sitter's grammar colours the specs as gnetc lsp does.

Run in the repository's root. The parser is compiled by CC and run by PyPI's tree-sitter; without
it the test is skipped, with status 77.
"""

import ctypes
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "lsp"))
from client import Server

try:
    import tree_sitter
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

FOLDER = pathlib.Path("editors/tree-sitter")
PLAIN = ""
# By the server's type: the query's captures. It does not know what a name stands for.
CAPTURES = {
    "keyword": {"keyword"},
    "comment": {"comment"},
    "string": {"string"},
    "number": {"constant.numeric"},
    "type": {"function.builtin", "keyword"},  # Joins are words of the language.
    "property": {"variable.other.member"},
    "enumMember": {"constant.builtin"},
    "class": {"type"},
    "function": {"function", "type", PLAIN},
    "parameter": {PLAIN},
    "variable": {"variable.other.member", "type", "constant.numeric", "function.builtin",
                 "keyword", PLAIN},
}
BROKEN = "network a {\n  input i: 3x8x8\n  stem: conv 3x3 4 { pad: ] }\n  x: relu \" \n"


def language_of(cc, folder):
    """The grammar's parser, compiled and loaded."""
    library = folder / "network_spec.so"
    subprocess.run([cc, "-shared", "-fPIC", "-O1", "-I", FOLDER / "src", "-o", library,
                    FOLDER / "src" / "parser.c"], check=True)
    parser = ctypes.CDLL(str(library)).tree_sitter_network_spec
    parser.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype = ctypes.py_object
    capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return tree_sitter.Language(capsule(parser(), b"tree_sitter.Language", None))


def captures_of(parser, query, data):
    """By byte; every byte has at most one."""
    tree = parser.parse(data)
    found = {}
    for name, nodes in tree_sitter.QueryCursor(query).captures(tree.root_node).items():
        for node in nodes:
            for at in range(node.start_byte, node.end_byte):
                assert found.setdefault(at, name) == name, (node, found[at], name)
    return tree, found


def differences(server, parser, query, path):
    text = path.read_text()
    data = text.encode()
    tree, captures = captures_of(parser, query, data)
    if tree.root_node.has_error:
        yield f"{path} is not parsed"
    starts = [match.end() for match in re.finditer(b"^", data, re.MULTILINE)]
    uri = server.open(path)
    for line, column, word, kind in server.tokens(uri, text):
        begin = starts[line] + len(text.split("\n")[line][:column].encode())
        found = {captures.get(at, PLAIN) for at in range(begin, begin + len(word.encode()))}
        if len(found) != 1 or not found <= CAPTURES[kind]:
            yield f"{path}:{line + 1}:{column + 1}: {word} is a {kind}, but {', '.join(found)}"
    server.close(uri)


def words_of_query(capture):
    text = (FOLDER / "queries" / "highlights.scm").read_text()
    return set(re.findall(r'"(\w+)"', re.search(rf"#any-of\? @{capture}\b([^)]*)", text)[1]))


def check_words(gnetc):
    table = subprocess.check_output([gnetc, "layers"], text=True).split("\n\n")[0]
    layers = {line.split()[0] for line in table.splitlines()[2:]}
    joins = {"concat", "add", "multiply"}
    assert words_of_query("function.builtin") == layers - joins, layers
    assert joins <= words_of_query("keyword")


def main():
    gnetc, cc = sys.argv[1:]
    check_words(gnetc)
    with tempfile.TemporaryDirectory() as folder:
        language = language_of(cc, pathlib.Path(folder))
    parser = tree_sitter.Parser(language)
    for file in sorted((FOLDER / "queries").glob("*.scm")):
        tree_sitter.Query(language, file.read_text())
    query = tree_sitter.Query(language, (FOLDER / "queries" / "highlights.scm").read_text())
    # Around a mistake the rest keeps its colours.
    _, captures = captures_of(parser, query, BROKEN.encode())
    assert captures[BROKEN.index("network")] == "keyword"
    assert captures[BROKEN.index("conv")] == captures[BROKEN.index("relu")] == "function.builtin"
    specs = sorted(pathlib.Path("specs").rglob("*.gn"))
    with Server(gnetc) as server:
        found = [each for path in specs for each in differences(server, parser, query, path)]
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
