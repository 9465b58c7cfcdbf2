"""Opens a file in the person's own editor and waits until they are done."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from followup_mail.errors import NeedsALookError

# What most people with that system can use without a manual, the best first.
USUAL = {"win32": ["notepad"], "darwin": ["nano", "vi"]}
USUAL_ELSEWHERE = ["sensible-editor", "nano", "vi"]


def open_editor(path: Path) -> None:
    """Edit `path` with $VISUAL, $EDITOR or what the system has. Raises NeedsALookError where there is none."""
    words = _editor()
    try:
        done = subprocess.run([*words, str(path)], check=False)  # noqa: S603  # the person's own choice of program
    except OSError as error:
        raise NeedsALookError(f"{words[0]} could not be started ({error.strerror}); edit {path} yourself.") from error
    if done.returncode:
        raise NeedsALookError(f"{words[0]} ended with an error; {path} is as it left it.")


def _editor() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        value = os.environ.get(variable, "").strip()
        if value:
            return shlex.split(value, posix=os.name != "nt")
    for name in USUAL.get(sys.platform, USUAL_ELSEWHERE):
        if found := shutil.which(name):
            return [found]
    raise NeedsALookError("no editor is set; put the name of yours into $EDITOR.")
