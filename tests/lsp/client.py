"""A client of the Language Server Protocol, as small as the tests of gnetc lsp need. What the
server sends is held against the protocol as lsprotocol has it, made from its specification."""

import json
import pathlib
import subprocess
import threading

from lsprotocol import converters, types

PROTOCOL = converters.get_converter()


def check_message(message, kind):
    """A field that the protocol does not know, or of another type, is not there again."""
    assert PROTOCOL.unstructure(PROTOCOL.structure(message, kind)) == message, message


class Server:
    """A running `gnetc lsp`: requests that wait for their answers, and what it publishes."""

    def __init__(self, gnetc, folders=(), timeout=60):
        self.process = subprocess.Popen(
            [gnetc, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # A server that does not answer is ended, so that reading does.
        self.timeout = timeout
        self.last_id = 0
        self.diagnostics = {}
        self.versions = {}
        self.registered = []
        self.capabilities = self.request("initialize", {
            "capabilities": {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}},
            "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}
                                 for folder in folders],
        })["capabilities"]
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if failure[0] is None:
            self.request("shutdown", None)
            self.notify("exit", None)
            self.process.stdin.close()
            assert self.process.wait(self.timeout) == 0
        else:
            self.process.kill()
        self.process.stdout.close()

    def send(self, message):
        self.send_body(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def send_body(self, body):
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = None
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length is not None, "the server ended"
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def answer(self, method, params):
        """The whole answer; what is published before it is kept."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.await_id(self.last_id)

    def refusal(self, body):
        """The code of the error that answers bytes which are no message."""
        self.send_body(body)
        return self.await_id(None)["error"]["code"]

    def await_id(self, number):
        timer = threading.Timer(self.timeout, self.process.kill)
        timer.start()
        try:
            while True:
                message = self.receive()
                if "method" in message:
                    check_message(message, types.METHOD_TO_TYPES[message["method"]][0])
                if message.get("method") == "textDocument/publishDiagnostics":
                    published = message["params"]
                    self.diagnostics[published["uri"]] = published["diagnostics"]
                elif message.get("method") == "client/registerCapability":
                    self.registered += message["params"]["registrations"]
                    self.send({"id": message["id"], "result": None})
                elif message["id"] == number:
                    return message
        finally:
            timer.cancel()

    def request(self, method, params):
        message = self.answer(method, params)
        assert "error" not in message, f"{method}: {message['error']}"
        check_message(message, types.METHOD_TO_TYPES[method][1])
        return message["result"]

    # Documents.

    def open(self, path, text=None):
        path = pathlib.Path(path).resolve()
        text = path.read_text() if text is None else text
        uri = path.as_uri()
        self.versions[uri] = 1
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "gn", "version": 1, "text": text}})
        return uri

    def change(self, uri, text, where=None):
        self.versions[uri] += 1
        change = {"text": text} if where is None else {"text": text, "range": where}
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": self.versions[uri]},
            "contentChanges": [change]})

    def close(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, method, uri, line, character, **more):
        return self.request(f"textDocument/{method}", {
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character}, **more})

    def of(self, method, uri, **more):
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, **more})

    def hints(self, uri):
        return self.of("inlayHint", uri, range={
            "start": {"line": 0, "character": 0}, "end": {"line": 100000, "character": 0}})

    def tokens(self, uri, text):
        """Line, column, word and type of each word that has a colour."""
        legend = self.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
        data = self.of("semanticTokens/full", uri)["data"]
        lines = [line.encode("utf-16-le") for line in text.split("\n")]
        line = column = 0
        for i in range(0, len(data), 5):
            column = data[i + 1] + (column if data[i] == 0 else 0)
            line += data[i]
            word = lines[line][2 * column:2 * (column + data[i + 2])].decode("utf-16-le")
            yield line, column, word, legend[data[i + 3]]

    def actions(self, uri, where):
        return self.of("codeAction", uri, range=where, context={"diagnostics": []})


def place(text, needle, inside=0, nth=0):
    """Line and character of the nth `needle` in the text, and `inside` behind its start."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(needle, at + 1)
    at += inside
    line = text.count("\n", 0, at)
    column = text[text.rfind("\n", 0, at) + 1:at]
    return line, len(column.encode("utf-16-le")) // 2


def labels(items):
    return [item["label"] for item in items]
