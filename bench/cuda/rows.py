"""A row of a table by a process of its own: a library of one engine cannot be in
another's way, and what does not end is ended."""

import json
import os
import signal
import subprocess


def in_own_process(command, seconds):
    """What the command prints last, as JSON; a failure where it does not end well,
    or in time."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True,
                               start_new_session=True)
    try:
        said, complaint = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return {"failure": f"not ready after {seconds:.0f} s"}
    if process.returncode:
        last = complaint.strip().splitlines() or ["nothing"]
        return {"failure": last[-1]}
    return json.loads(said.splitlines()[-1])
