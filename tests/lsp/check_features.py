#!/usr/bin/env python3
"""check_features GNETC SPECS: each answer of gnetc lsp, on specs of ours and on small ones."""

import pathlib
import subprocess
import sys
import tempfile

from client import Server, labels, place

GNETC, SPECS = sys.argv[1], pathlib.Path(sys.argv[2])

SMALL = """\
// Two é paths.
module twice(n, times) {
  repeat times conv 3x3 n { pad: same }
}

network small {
  paper "é, 2024"
  input image: 3x8x8
  defaults conv { pad: same }
  stem: conv 3x3 4
  body: twice(8, 2) -> relu
  both: concat stem, body        expect 8x8x12
  tail: add {
    left: conv 1x1 12
    right: from input
  }
}
"""


def small_document(server, folder):
    return server.open(folder / "small.gn", SMALL)


def check_hover(server, folder):
    uri = small_document(server, folder)

    def hover(needle, inside=0, nth=0):
        answer = server.at("hover", uri, *place(SMALL, needle, inside, nth))
        return answer["contents"]["value"] if answer else ""

    assert "`stem` 8x8x4, 112 parameters" in hover("stem:")
    assert "slides its filters" in hover("conv 3x3 4") and "`groups: 1`" in hover("conv 3x3 4")
    assert "same_upper" in hover("pad: same")
    assert "`8` in `body.twice`" in hover("n { pad")
    assert "`2` in `body.twice`" in hover("times)")
    module = hover("twice(8")
    assert "module twice(n, times)" in module and "Two é paths." in module
    assert "8x8x12" in hover("both: ")
    assert "`stem` 8x8x4" in hover("stem, body")
    assert "parameters" in hover("small {") and "é, 2024" in hover("small {")
    # In a module: each of its layers there.
    repeated = hover("conv 3x3 n")
    assert "`body.twice.conv3x3` 8x8x8" in repeated and "conv3x3_2" in repeated
    assert hover("8x8\n", 1) == "" and hover("// Two", 3) == ""
    # While the text is broken, what was known before holds.
    server.change(uri, SMALL.replace("  body:", "  broken: conv 3x3 (\n  body:"))
    line, column = place(SMALL, "stem:")
    assert "8x8x4" in server.at("hover", uri, line, column)["contents"]["value"]
    assert any(hint["label"] == "8x8x4" for hint in server.hints(uri))
    server.close(uri)


def check_names(server, folder):
    uri = small_document(server, folder)
    parameter = server.at("definition", uri, *place(SMALL, "n { pad"))
    assert [(each["range"]["start"]["line"], each["range"]["start"]["character"])
            for each in parameter] == [place(SMALL, "n, times")]
    uses = server.at("references", uri, *place(SMALL, "stem:"),
                     context={"includeDeclaration": True})
    assert [use["range"]["start"]["line"] for use in uses] == [9, 11], uses
    server.close(uri)

    # Over imports and variants: a removed head and a replaced layer.
    text = (SPECS / "googlenet_naive.gn").read_text()
    uri = server.open(SPECS / "googlenet_naive.gn")
    base = (SPECS / "googlenet.gn").read_text()
    for name, target in (("aux1", "aux1 at"), ("pool3,", "pool3: "), ("inception_4a", "4a  ")):
        found = server.at("definition", uri, *place(text, name, 1))
        assert found[0]["uri"].endswith("/googlenet.gn"), found
        start = found[0]["range"]["start"]
        assert (start["line"], start["character"]) == place(base, target)
    found = server.at("definition", uri, *place(text, "modules/inception_naive.gn"))
    assert found[0]["uri"].endswith("/modules/inception_naive.gn")
    base_uri = server.open(SPECS / "googlenet.gn")
    found = server.at("definition", base_uri, *place(base, "n3x3_reduce,"))
    assert found[0]["uri"].endswith("/modules/inception.gn"), found
    server.close(base_uri)
    found = server.at("definition", uri, *place(text, "n3x3 n5x5"))
    assert found[0]["uri"].endswith("/modules/inception_naive.gn")
    server.close(uri)


SHARED = {
    "base.gn": "import \"part.gn\"\nnetwork base {\n  input i: 3x4x4\n  stem: conv 1x1 4\n"
               "  table part |\n    3a |\n  add stem, part_3a\n}\n",
    "part.gn": "module part() {\n  inner: conv 1x1 4 -> relu\n  from input\n  outer: conv 1x1 4\n"
               "  add inner, outer\n}\n",
    "variant.gn": "import \"base.gn\"\nnetwork variant extends base {\n"
                  "  insert after stem {\n    conv 3x3 4 { pad: same }\n  }\n}\n",
    "other.gn": "module stem() {\n  relu\n}\n",
    ".hidden/copy.gn": "import \"../base.gn\"\nnetwork copy extends base {\n  remove stem\n}\n",
}


def write_shared(folder):
    folder.mkdir()
    for name, text in SHARED.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def check_folders(_, folder):
    """What is not open counts too, in the folders that the editor shows."""
    write_shared(folder / "shared")
    with Server(GNETC, [folder / "shared"]) as server:
        uri = server.open(folder / "shared" / "part.gn")
        uses = server.at("references", uri, *place(SHARED["part.gn"], "part("),
                         context={"includeDeclaration": False})
        assert [pathlib.Path(use["uri"]).name for use in uses] == ["base.gn"], uses
        uri = server.open(folder / "shared" / "base.gn")
        uses = server.at("references", uri, *place(SHARED["base.gn"], "stem"),
                         context={"includeDeclaration": True})
        assert [pathlib.Path(use["uri"]).name for use in uses] == 2 * ["base.gn"] + [
            "variant.gn"], uses


def check_rename(_, folder):
    write_shared(folder / "renamed")
    with Server(GNETC, [folder / "renamed"]) as server:
        uris = {name: server.open(folder / "renamed" / name) for name in ("base.gn", "part.gn")}

        def rename(file, needle, new, inside=0):
            line, column = place(SHARED[file], needle, inside)
            return server.answer("textDocument/rename", {
                "textDocument": {"uri": uris[file]}, "newName": new,
                "position": {"line": line, "character": column}})

        line, column = place(SHARED["base.gn"], "stem, ")
        there = {"line": line, "character": column}
        assert server.at("prepareRename", uris["base.gn"], line, column + 2) == {
            "start": there, "end": {"line": line, "character": column + 4}}
        assert server.at("prepareRename", uris["base.gn"], *place(SHARED["base.gn"], '"')) is None

        # Three files change, two of them unopened; what is another thing of that name does not.
        changes = rename("base.gn", "stem, ", "root")["result"]["changes"]
        assert {pathlib.Path(uri).name: len(edits) for uri, edits in changes.items()} == {
            "base.gn": 2, "variant.gn": 1}, changes
        assert {"newText": "root", "range": {"start": there, "end": {
            "line": line, "character": column + 4}}} in changes[uris["base.gn"]]
        changes = rename("base.gn", "base {", "whole")["result"]["changes"]
        assert sorted(pathlib.Path(uri).name for uri in changes) == ["base.gn", "variant.gn"]

        for file, needle, new, why in (
                ("base.gn", "stem, ", "3x3", "'3x3' cannot be a name"),
                ("base.gn", "stem, ", "table", "'table' cannot be a name"),
                ("base.gn", "stem, ", "", "'' cannot be a name"),
                ("base.gn", "3a", "b", "'3a' is written 'part_3a' elsewhere"),
                ("base.gn", "import", "b", "no name is here"),
                ("part.gn", "part(", "block", "part_3a"),  # A row is called after the module.
                ("part.gn", "outer:", "inner", "inner")):
            error = rename(file, needle, new)["error"]
            assert error["code"] == -32803 and why in error["message"], error


def check_watched_files(_, folder):
    """What changes on the disk is looked at again, without a key pressed."""
    write_shared(folder / "watched")
    with Server(GNETC, [folder / "watched"]) as server:
        uri = server.open(folder / "watched" / "base.gn")
        server.hints(uri)
        assert server.registered[0]["method"] == "workspace/didChangeWatchedFiles"
        assert server.registered[0]["registerOptions"] == {"watchers": [{"globPattern": "**/*.gn"}]}
        assert server.diagnostics[uri] == []
        part = folder / "watched" / "part.gn"
        part.write_text(part.read_text().replace("part(", "parts("))
        server.notify("workspace/didChangeWatchedFiles",
                      {"changes": [{"uri": part.as_uri(), "type": 2}]})
        server.hints(uri)
        assert "no module 'part'" in server.diagnostics[uri][0]["message"], server.diagnostics


def check_completion(server, folder):
    uri = small_document(server, folder)

    def complete(line):
        text = SMALL.replace("  tail:", f"  {line}\n  tail:")
        server.change(uri, text)
        row, _ = place(text, f"  {line}\n  tail:")
        return labels(server.at("completion", uri, row, len(line) + 2))

    assert {"conv", "max_pool", "twice", "from", "table"} <= set(complete("x"))
    assert {"conv", "twice", "repeat"} <= set(complete("y: conv 3x3 4 -> c"))
    assert {"conv", "twice"} <= set(complete("y: "))
    assert complete("y: conv 3x3 4 { ")[:2] == ["stride", "pad"]
    assert set(complete("y: conv 3x3 4 { bias: false, act")) >= {"activation", "norm", "groups"}
    assert complete("y: conv 3x3 4 { pad: ") == ["same", "same_upper", "valid"]
    assert {"none", "relu", "hard_swish"} == set(
        complete("y: conv 3x3 4 { activation: ")) & {"none", "relu", "hard_swish", "conv"}
    assert complete("y: conv 3x3 4 { activation: leaky_relu { ") == ["slope"]
    assert complete("defaults max_pool { rounding: ") == ["floor", "ceil"]
    assert "max_pool" in complete("defaults m")
    assert {"stem", "body", "image", "input"} <= set(complete("from "))
    assert {"stem", "body"} <= set(complete("add stem, "))
    assert complete("table t") == ["twice"]
    assert complete("table twice | ") == ["n", "times"]
    assert complete("table twice | n times | ") == ["output", "params", "ops"]
    assert {"params", "ops"} <= set(complete("y: relu expect 8x8x4, "))
    assert complete("// y") == []
    server.change(uri, 'import "')
    assert "small.gn" not in labels(server.at("completion", uri, 0, 8))
    server.close(uri)

    uri = server.open(SPECS / "googlenet_naive.gn", 'import "\n')
    names = labels(server.at("completion", uri, 0, 8))
    assert "googlenet.gn" in names and "modules/inception.gn" in names
    server.close(uri)


def check_mistakes(server, folder):
    text = SMALL.replace("pad: same }\n  stem", "pad: smae }\n  stem")
    uri = server.open(folder / "small.gn", text)
    server.of("documentSymbol", uri)
    mistakes = server.diagnostics[uri]
    assert len(mistakes) == 1 and "did you mean 'same'" in mistakes[0]["message"], mistakes
    actions = server.actions(uri, mistakes[0]["range"])
    edits = actions[0]["edit"]["changes"][uri]
    assert edits == [{"newText": "same", "range": mistakes[0]["range"]}]
    # Repaired by a change of a range.
    server.change(uri, "same", mistakes[0]["range"])
    server.of("documentSymbol", uri)
    assert server.diagnostics[uri] == []
    server.close(uri)

    # A file of modules is no mistake; what is wrong in it shows where it is.
    (folder / "user.gn").write_text('import "part.gn"\nnetwork u {\n  input i: 3x4x4\n  part(2)\n}\n')
    (folder / "part.gn").write_text("module part(n) {\n  conv 1x1 n\n}\n")
    user = server.open(folder / "user.gn")
    part = server.open(folder / "part.gn")
    server.of("documentSymbol", part)
    assert server.diagnostics[user] == [] and server.diagnostics[part] == []
    # The unsaved text of an import counts.
    server.change(part, "module part(n) {\n  conv 5x5 n\n}\n")
    server.of("documentSymbol", part)
    messages = [each["message"] for each in server.diagnostics[part]]
    assert len(messages) == 1 and "4x4" in messages[0], server.diagnostics
    server.change(part, "module part(n, m) {\n  conv 1x1 n\n}\n")
    server.of("documentSymbol", user)
    assert "takes 2 arguments" in server.diagnostics[user][0]["message"]
    server.close(part)
    server.of("documentSymbol", user)
    assert server.diagnostics[user] == [] and server.diagnostics[part] == []
    server.close(user)


def check_outline(server, folder):
    uri = small_document(server, folder)
    outline = server.of("documentSymbol", uri)
    assert [each["name"] for each in outline] == ["twice", "small"]
    inner = {each["name"]: each for each in outline[1]["children"]}
    assert list(inner) == ["image", "stem", "body", "both", "tail"]
    assert inner["stem"]["detail"] == "8x8x4"
    assert [each["name"] for each in inner["tail"]["children"]] == ["left", "right"]
    hints = {hint["position"]["line"]: hint["label"] for hint in server.hints(uri)}
    assert hints[9] == "8x8x4" and hints[10] == "8x8x8" and hints[2] == "8x8x8"
    assert 11 not in hints  # It says so itself.
    server.close(uri)


def check_tokens(server, folder):
    uri = small_document(server, folder)
    words = [(word, kind) for _, _, word, kind in server.tokens(uri, SMALL)]
    for expected in (("// Two é paths.", "comment"), ("module", "keyword"), ("twice", "function"),
                     ("n", "parameter"), ("conv", "type"), ("pad", "property"),
                     ("same", "enumMember"), ('"é, 2024"', "string"), ("3x3", "number"),
                     ("stem", "variable"), ("small", "class")):
        assert expected in words, (expected, words)
    server.close(uri)


def check_long_line(server, _):
    """A word's place is found in as many steps at the end of a line as at its start: if each
    looked through the line, this one would take longer than the client waits."""
    count = 150000
    text = "network a {\n  input i: 1x1x1\n  relu" + " -> relu" * count + "  // é\n}\n"
    uri = server.open("/nowhere/long.gn", text)
    words = list(server.tokens(uri, text))
    assert len(words) == count + 7, len(words)
    assert words[-1] == (2, 6 + 8 * count + 2, "// é", "comment"), words[-1]
    server.close(uri)


def check_after_shutdown(_, folder):
    """What comes after it is refused until the server is told to exit."""
    with Server(GNETC) as other:
        uri = small_document(other, folder)
        other.request("shutdown", None)
        for method in ("hover", "rename", "documentSymbol"):
            answer = other.answer(f"textDocument/{method}", {
                "textDocument": {"uri": uri}, "position": {"line": 0, "character": 0},
                "newName": "a"})
            assert answer["error"]["code"] == -32600, answer


def check_formatting(server, folder):
    loose = SMALL.replace("  stem", "stem").replace("{ pad", "{pad")
    uri = server.open(folder / "small.gn", loose)
    edits = server.of("formatting", uri, options={"tabSize": 2, "insertSpaces": True})
    assert len(edits) == 1 and "\n  stem: conv 3x3 4\n" in edits[0]["newText"]
    server.change(uri, edits[0]["newText"])
    assert server.of("formatting", uri, options={}) == []
    server.change(uri, "network a {")
    assert server.of("formatting", uri, options={}) == []
    server.close(uri)


def check_protocol(server, _):
    assert server.answer("textDocument/declaration", {})["error"]["code"] == -32601
    assert "error" in server.answer("textDocument/hover", {"textDocument": 3})
    closed = pathlib.Path("/nowhere/a.gn").as_uri()
    assert server.at("hover", closed, 0, 0) is None
    uri = server.open("/nowhere/a.gn", "network a {\n  input i: 1x1x1\n  relu\n}\n")
    for line, column in ((-1, -5), (100, 0), (0, 1000)):
        server.at("completion", uri, line, column)
        server.at("hover", uri, line, column)
    server.change(uri, "\x00\x01")
    server.hints(uri)
    assert "not a text file" in server.diagnostics[uri][0]["message"]
    server.close(uri)
    # What is no request is refused, and the next one is answered.
    for body, code in (
            (b'{"jsonrpc": "2.0", "method": "initialized", "params": %s%s}'
             % (b"[" * 200000, b"]" * 200000), -32600),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "shutdown"', -32700),
            (b'[{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}]', -32600),
            (b'{"id": 1, "method": "shutdown"}', -32600)):
        assert server.refusal(body) == code, body[:80]
        assert server.answer("textDocument/declaration", {})["error"]["code"] == -32601


def check_end():
    """An editor that is gone is told as that."""
    done = subprocess.run([GNETC, "lsp"], input="", capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "the editor went without a word" in done.stderr, done


def main():
    check_end()
    with tempfile.TemporaryDirectory() as folder, Server(GNETC) as server:
        folder = pathlib.Path(folder).resolve()
        for check in (check_hover, check_names, check_folders, check_rename,
                      check_watched_files, check_completion, check_mistakes, check_outline,
                      check_tokens, check_long_line, check_formatting, check_protocol,
                      check_after_shutdown):
            check(server, folder)
            print(check.__name__, "holds")


if __name__ == "__main__":
    main()
