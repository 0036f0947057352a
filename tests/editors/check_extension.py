#!/usr/bin/env python3
"""check_extension GNETC: VS Code's extension starts `gnetc lsp` for specs, and stops it.

Run in the repository's root. Neither Debian 12 nor PyPI has a VS Code: extension.js runs in
Node.js, with stand-ins for what VS Code and its client of language servers give it. Where there
is no node in the PATH, the test is skipped, with status 77.
"""

import json
import pathlib
import shutil
import subprocess
import sys

EXTENSION = pathlib.Path("editors/vscode")

SCRIPT = """
const [extensionPath, settings] = [process.argv[1], JSON.parse(process.argv[2])];
const calls = [];
class LanguageClient {
  constructor(...given) { calls.push(["new", ...given]); }
  async start() { calls.push(["start"]); }
  async stop() { calls.push(["stop"]); }
}
const standIns = {
  vscode: { workspace: { getConfiguration: (section) => ({
    get: (key) => settings[`${section}.${key}`] }) } },
  "vscode-languageclient/node": { LanguageClient },
};
const Module = require("module");
const load = Module._load;
Module._load = (name, ...more) => standIns[name] ?? load(name, ...more);
(async () => {
  const extension = require(extensionPath);
  await extension.deactivate();
  await extension.activate();
  await extension.deactivate();
  console.log(JSON.stringify(calls));
})();
"""


def main():
    node = shutil.which("node")
    if not node:
        print("skipped: no node is found")
        sys.exit(77)
    contributes = json.loads((EXTENSION / "package.json").read_text())["contributes"]
    settings = {name: each["default"]
                for name, each in contributes["configuration"]["properties"].items()}
    assert settings == {"gnetc.path": "gnetc"}
    settings["gnetc.path"] = sys.argv[1]
    main_file = (EXTENSION / "extension.js").resolve()
    done = subprocess.run([node, "-e", SCRIPT, main_file, json.dumps(settings)], check=True,
                          stdout=subprocess.PIPE, text=True)
    made, *rest = json.loads(done.stdout)
    assert rest == [["start"], ["stop"]], done.stdout
    _, _, _, server, client = made
    assert server == {"command": sys.argv[1], "args": ["lsp"]}, server
    selected, = client["documentSelector"]
    assert selected["language"] in {each["id"] for each in contributes["languages"]}, client


if __name__ == "__main__":
    main()
