// Runs `gnetc lsp` and lets VS Code talk to it.

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const command = workspace.getConfiguration("gnetc").get("path");
  client = new LanguageClient(
    "gnetc",
    "gnetc",
    { command, args: ["lsp"] },
    { documentSelector: [{ scheme: "file", language: "gn" }] },
  );
  return client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
