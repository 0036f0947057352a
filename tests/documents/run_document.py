"""run_document.py DOCUMENT BIN [PACKAGE...]: does what a document shows, in a folder of its
own, and compares.

- A ```gn, ```c, ```cpp or ```python block whose first line is `// FILE`, or
  `# FILE`, becomes that file.
- In a ```console block, what stands behind `$ ` is run, with BIN in the PATH
  and specs/ and training/ beside; its output must be the lines that follow. A
  line `...` stands for any lines, and `...` within a line for any text. A
  command that fails must be shown with an error. What `$ export` sets, later
  ones have.
- A virtual environment `env` that it makes has the packages named, from this
  Python's: what is shown installs them from no index.
"""

import importlib.metadata
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile

SOURCES = {"gn": "// ", "c": "// ", "cpp": "// ", "python": "# "}
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def blocks(text):
    """Pairs of a fenced block's language and its lines."""
    language, lines = None, []
    for line in text.splitlines():
        if language is None and line.startswith("```"):
            language, lines = line[3:].strip(), []
        elif language is not None and line == "```":
            yield language, lines
            language = None
        elif language is not None:
            lines.append(line)


def commands(lines):
    """Pairs of a command and the lines shown below it."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and found[-1][0].endswith("\\"):
            found[-1] = (found[-1][0][:-1] + line.strip(), [])
        elif found:
            found[-1][1].append(line)
    return found


def matches(shown, printed):
    pattern = ""
    for line in shown:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(part) for part in line.split("...")) + r"\n"
    return re.fullmatch(pattern, printed) is not None


def export(command, folder, environment):
    done = subprocess.run(
        ["bash", "-c", f"{command} && env -0"], cwd=folder, env=environment,
        stdout=subprocess.PIPE, text=True, check=True)
    environment.update(pair.split("=", 1) for pair in done.stdout.split("\0") if "=" in pair)


def run(command, shown, folder, environment):
    if command.startswith("export "):
        export(command, folder, environment)
        return None
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    printed = "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())
    if done.returncode != 0 and not any("error" in line for line in shown):
        return f"$ {command}\nfailed, status {done.returncode}:\n{printed}"
    if not matches([line.rstrip() for line in shown], printed):
        return f"$ {command}\nis shown with:\n" + "\n".join(shown) + f"\n-- but prints:\n{printed}"
    return None


def lay_packages(site, names):
    """Links to the packages, their libraries and what pip knows of them."""
    site.mkdir(parents=True)
    for name in names:
        distribution = importlib.metadata.distribution(name)
        for top in {file.parts[0] for file in distribution.files} - {"..", "__pycache__"}:
            (site / top).symlink_to(distribution.locate_file(top))


def main():
    document, tools = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    packages = sys.argv[3:]
    path = [str(tools), *[str(pathlib.Path(sys.executable).parent)] * bool(packages)]
    environment = dict(os.environ, LC_ALL="C", PIP_NO_INDEX="1",
                       PATH=os.pathsep.join([*path, os.environ["PATH"]]))
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for beside in ("specs", "training"):
            (folder / beside).symlink_to(ROOT / beside)
        if packages:
            lay_packages(pathlib.Path(sysconfig.get_path(
                "purelib", vars={"base": str(folder / "env")})), packages)
        for language, lines in blocks(document.read_text()):
            if lines and lines[0].startswith(SOURCES.get(language, "\n")):
                file = folder / lines[0].removeprefix(SOURCES[language]).strip()
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("\n".join(lines[1:]) + "\n")
            if language == "console":
                for command, shown in commands(lines):
                    count += 1
                    if problem := run(command, shown, folder, environment):
                        sys.exit(f"{document.name}: {problem}")
    if count == 0:
        sys.exit(f"{document.name}: no command in it")
    print(f"{document.name}: {count} commands do what is shown")


main()
