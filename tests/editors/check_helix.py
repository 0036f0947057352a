#!/usr/bin/env python3
"""check_helix GNETC: what docs/editors.md gives Helix is TOML, and the commands in it work.

Run in the repository's root. Debian 12 and PyPI have no Helix to try.
"""

import os
import pathlib
import re
import subprocess
import sys
import tomllib

UNTIDY = "network net {\ninput image:3x8x8\n  conv 3x3   4\n}\n"
TIDY = "network net {\n  input image: 3x8x8\n  conv 3x3 4\n}\n"


def main():
    document = pathlib.Path("docs/editors.md").read_text()
    settings = tomllib.loads(re.search(r"```toml\n(.*?)```", document, re.DOTALL)[1])
    language, = settings["language"]
    assert language["file-types"] == ["gn"]
    grammar, = settings["grammar"]
    assert grammar["name"] == language["name"]
    folder = grammar["source"]["path"].removeprefix("/path/to/gnetc/")
    parser = pathlib.Path(folder, "src", "parser.c").read_text()
    assert f"tree_sitter_{language['name'].replace('-', '_')}(void)" in parser
    bin_folder = pathlib.Path(sys.argv[1]).resolve().parent
    os.environ["PATH"] = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"

    formatter = language["formatter"]
    laid_out = subprocess.run([formatter["command"], *formatter["args"]], check=True,
                              input=UNTIDY, stdout=subprocess.PIPE, text=True)
    assert laid_out.stdout == TIDY, laid_out.stdout

    for name in language["language-servers"]:
        server = settings["language-server"][name]
        body = ('{"jsonrpc": "2.0", "id": 1, "method": "initialize", '
                '"params": {"capabilities": {}}}')
        answer = subprocess.run([server["command"], *server["args"]], stdout=subprocess.PIPE,
                                input=f"Content-Length: {len(body)}\r\n\r\n{body}", text=True)
        assert '"hoverProvider":true' in answer.stdout, answer.stdout


if __name__ == "__main__":
    main()
