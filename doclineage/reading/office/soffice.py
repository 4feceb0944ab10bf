"""LibreOffice as a converter: one file in, a Word file out, in a process that is not trusted.

Every call has a throw-away profile of its own, so that calls neither wait for nor disturb each
other or a LibreOffice at work on the desk (a fresh profile costs 0.2 s of 0.9). Macros are off,
links are not followed, the network ends at a port where nobody listens; time, memory and the
size of what is written are bounded, and the whole group of processes ends with the call.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from doclineage.errors import ReadingError
from doclineage.settings import Settings

#: Names the program where it is not on PATH.
VARIABLE = "DOCLINEAGE_SOFFICE"
_NAMES = ("soffice", "libreoffice")

_SECURITY = "org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "org.openoffice.Inet/Settings"
# Name and value of a setting by its path in the registry of LibreOffice.
_SETTINGS = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    # A document is from nowhere, so nothing that it points to is loaded, pictures included.
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
    (_INTERNET, "ooInetNoProxy", ""),
)
_NAMESPACES = 'xmlns:oor="http://openoffice.org/2001/registry"'


def convert(data: bytes, suffix: str, importer: str, place: str, settings: Settings) -> bytes:
    """Return the document `data` as a Word file.

    `importer` is LibreOffice's name for the filter that reads it: left to guess, it would show a
    broken file as a text of its bytes. Raises ReadingError where LibreOffice is missing, fails
    or takes too long.
    """
    program = _program(place)
    try:
        with tempfile.TemporaryDirectory(prefix="doclineage-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            source = folder / f"in{suffix}"
            source.write_bytes(data)
            _write_profile(folder / "profile" / "user")
            with _started(_command(program, importer, folder, source), folder, place) as process:
                ended = _wait(process, settings)
            return _written(folder / "out" / "in.docx", place, settings, ended)
    except subprocess.TimeoutExpired as fault:
        late = f"{settings.office_seconds} s"
        raise ReadingError(place, "error.office-late", late) from fault
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise ReadingError(place, "error.office-failed", detail) from fault


def _written(target: Path, place: str, settings: Settings, ended: str) -> bytes:
    """Return what was written; `ended` says how the process did where that is nothing."""
    if not target.is_file() or not (size := target.stat().st_size):
        raise ReadingError(place, "error.office-failed", ended)
    if size > settings.max_file_bytes:
        detail = f"{size:,} > {settings.max_file_bytes:,} bytes"
        raise ReadingError(place, "error.too-large", detail)
    return target.read_bytes()


def _program(place: str) -> str:
    stated = os.environ.get(VARIABLE)
    found = map(shutil.which, [stated] if stated else _NAMES)
    program = next(filter(None, found), None)
    if program is None:
        raise ReadingError(place, "error.no-office", stated or "soffice")
    return program


def _command(program: str, importer: str, folder: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *(f"--infilter={importer}", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(folder / "out"), str(source)),
    ]


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    text = f'<?xml version="1.0" encoding="UTF-8"?><oor:items {_NAMESPACES}>{items}</oor:items>'
    (folder / "registrymodifications.xcu").write_text(text, "utf-8")


def _started(command: list[str], folder: Path, place: str) -> subprocess.Popen[bytes]:
    """Start a command in a group of its own, with nothing of ours but its environment."""
    environment = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    private = {"HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        return subprocess.Popen(  # noqa: S603  # no shell, and a name that the user's PATH gives
            command,
            cwd=folder,
            env={**environment, **private},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise ReadingError(place, "error.no-office", fault.strerror or str(fault)) from fault


def _wait(process: subprocess.Popen[bytes], settings: Settings) -> str:
    """Wait for a process, bounded, and say how it ended; nothing of its group outlives this."""
    try:
        _bound(process.pid, settings)
        return f"status {process.wait(settings.office_seconds)}"
    finally:
        _end(process)


def _bound(process: int, settings: Settings) -> None:
    """Bound what the process and those that it starts may use, where the system can."""
    try:
        import resource  # noqa: PLC0415  # Linux only, as is `prlimit`

        limit = resource.prlimit
    except (ImportError, AttributeError):
        return
    bounds = {
        resource.RLIMIT_AS: settings.office_memory_bytes,
        resource.RLIMIT_FSIZE: settings.max_expanded_bytes,
        # Ends one that a killed parent left behind.
        resource.RLIMIT_CPU: settings.office_seconds,
        resource.RLIMIT_CORE: 0,
    }
    # It may have ended by now.
    with suppress(ProcessLookupError):
        for kind, most in bounds.items():
            _, allowed = limit(process, kind)
            if allowed == resource.RLIM_INFINITY or allowed > most:
                limit(process, kind, (most, most))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and every other of its group."""
    with suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
