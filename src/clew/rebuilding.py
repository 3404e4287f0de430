"""Rebuilding the index in the background: started once, told how far it is, refused twice.

A process of its own does it (``python -m clew.rebuilding HOME``), so that no request waits and a
site that is restarted does not end it. The lock that keeps a second one out goes with the process:
it falls when that ends, in whatever way.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from clew.errors import CatalogueBusy, ClewError
from clew.home import Home
from clew.model.base import Value

_EVERY = 0.5  # seconds between notes of how far it is


class Rebuild(Value, frozen=True, kw_only=True):
    """How a rebuild of the index went, or goes.

    ``ended_at`` is absent while it runs, and for good where it was stopped from without.
    """

    by: str
    began_at: str
    done: int = 0
    total: int | None = None
    ended_at: str | None = None
    error: str | None = None
    running: bool = False


def start(home: Home, by: str) -> None:
    """Start a process that makes the index anew, and leave it to itself.

    Parameters
    ----------
    home: where the catalogue lives.
    by: who wants it.

    Raises
    ------
    CatalogueBusy: when one is at it already.
    """
    lock = os.open(_lock(home), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked(lock, fcntl.LOCK_EX):
            raise CatalogueBusy(
                "The index is being rebuilt already.", hint="Wait until it is done."
            )
        _write(home, Rebuild(by=by, began_at=_now()))
        process = subprocess.Popen(
            (sys.executable, "-m", "clew.rebuilding", str(home.folder)),
            pass_fds=(lock,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        os.close(lock)
    threading.Thread(target=process.wait, daemon=True).start()  # else it would stay as a zombie


def state(home: Home) -> Rebuild | None:
    """Return how the last rebuild went, or goes; nothing where there was none."""
    try:
        told = msgspec.json.decode(_file(home).read_bytes(), type=Rebuild)
        lock = os.open(_lock(home), os.O_RDWR)
    except (OSError, msgspec.MsgspecError):
        return None
    try:
        return msgspec.structs.replace(told, running=not _locked(lock, fcntl.LOCK_SH))
    finally:
        os.close(lock)


def main(folder: str) -> None:
    """Make the index anew, and note how far it is from time to time."""
    import clew  # whose loading would come before that of this module

    home = Home(Path(folder))
    told = state(home) or Rebuild(by="", began_at=_now())
    noted = 0.0

    def note(done: int, total: int | None) -> None:
        nonlocal told, noted
        told = msgspec.structs.replace(told, done=done, total=total)
        if time.monotonic() - noted >= _EVERY:
            noted = time.monotonic()
            _write(home, told)

    error = None
    try:
        with clew.open(home.folder) as catalogue:
            catalogue.rebuild(note)
    except ClewError as trouble:
        error = str(trouble)
    _write(home, msgspec.structs.replace(told, ended_at=_now(), error=error, running=False))


def _locked(lock: int, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(home: Home, told: Rebuild) -> None:
    fresh = _file(home).with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(told))
    fresh.replace(_file(home))


def _file(home: Home) -> Path:
    return home.rebuilding.with_suffix(".json")


def _lock(home: Home) -> Path:
    return home.rebuilding.with_suffix(".lock")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


if __name__ == "__main__":
    main(sys.argv[1])
