"""Browsers of a sort, signed in or not, for tests of what belongs to people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from clew.members import Members, Role
from clew.web.visitor import FORM, SESSION

PASSWORD = "a kettle sings at noon"


def send(browser: TestClient, path: str, **fields: Any) -> Any:
    """Send a form as a browser does that has a page of ours open."""
    names = (f"__Host-{FORM}", FORM)  # the first where all is encrypted
    if not any(name in browser.cookies for name in names):
        browser.get("/sign-in")
    word = next(browser.cookies[name] for name in names if name in browser.cookies)
    return browser.post(path, data={"form": word, **fields})


def register(browser: TestClient, email: str = "ada@example.org", name: str = "Ada") -> None:
    """Open an account and sign in."""
    done = send(browser, "/register", email=email, name=name, password=PASSWORD)
    assert done.status_code == 200, done.text
    assert any(name.endswith(SESSION) for name in browser.cookies)


def promote(home: Path, email: str, role: Role) -> None:
    """Give an account a role."""
    members = Members(home / "members.db")
    members.accounts.set_role(members.accounts.of(email).number, role)
    members.close()
