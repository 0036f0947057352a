"""Holds the digests of a manifest against the files: all, and only those."""

import hashlib
import json
import pathlib
import sys

manifest = pathlib.Path(sys.argv[1])
root = manifest.parent.parent.parent
digests = json.loads(manifest.read_text())["digests"]
files = {
    path.relative_to(root).as_posix()
    for path in root.rglob("*")
    if path.is_file() and path != manifest
}
if files != set(digests):
    sys.exit(f"differ in their files: {files ^ set(digests)}")
for name, digest in digests.items():
    if hashlib.sha256((root / name).read_bytes()).hexdigest() != digest:
        sys.exit(f"{name} has another digest")
print(len(digests), "digests agree")
