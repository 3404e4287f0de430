"""What every test may lean on."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from receiver import Receiver, receiving
from support import NOW, Weave

from clew.catalogue import Catalogue
from clew.linking import Receipt, Weaver
from clew.linking.weaver import Woven
from clew.members import secrets
from clew.model import Reading, Record

# Whether a law holds does not hang on how busy the machine is.
settings.register_profile("clew", deadline=None)
settings.load_profile("clew")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real material beside the project, or skip."""
    if not SHARED.is_dir():
        pytest.skip("no folder of real material beside the project")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """Return the folder of the five real seed documents, or skip."""
    return shared / "seeds"


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hash passwords with little work: what makes them slow to guess has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=128, parallelism=1)
        patch.setattr(secrets, "_HASHER", quick)
        yield


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Return a web server on this machine that takes whatever is sent to it."""
    with receiving() as server:
        yield server


@pytest.fixture
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Return an empty catalogue, in a folder of its own."""
    made = Catalogue(tmp_path_factory.mktemp("home") / "catalogue.db")
    yield made
    made.close()


@pytest.fixture
def weave(catalogue: Catalogue) -> Weave:
    """Return a function that brings records in as if one document held them."""

    def bring(*records: Record, at: str = "page.html", reader: str = "test 1") -> Woven:
        with catalogue.transaction():
            body = repr(records).encode()
            document = catalogue.documents.keep(BytesIO(body), None, NOW)
            receipt = Receipt("files", at, document, reader, NOW)
            return Weaver(catalogue).weave(receipt, Reading(records=records))

    return bring
