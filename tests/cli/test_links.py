"""``clew links``: looking through, deciding, undoing, at the terminal and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Run


def ris(title: str, year: str, journal: str) -> str:
    """Return a reference as RIS."""
    fields = [("TY", "JOUR"), ("TI", title), ("AU", "Okoro, Samuel"), ("PY", year)]
    lines = [f"{tag}  - {value}" for tag, value in [*fields, ("JO", journal), ("ER", "")]]
    return "\r\n".join(lines) + "\r\n"


TITLE = "Knocking twice: doorsteps and decisions in family visiting"


@pytest.fixture
def paired(run: Run, tmp_path: Path) -> Run:
    """Return a way to run commands where an article may be a version of a draft."""
    folder = tmp_path / "references"
    folder.mkdir()
    (folder / "draft.ris").write_text(ris(TITLE, "2012", "Stair Working Papers"))
    (folder / "article.ris").write_text(ris(TITLE, "2014", "Journal of Close Practice"))
    said = run("add", folder, "--json")
    assert said.json["matched"] == {"records": 2, "pairs": 1}
    return run


def question(run: Run) -> str:
    (asked,) = run("links", "review", "--json").json["questions"]
    return str(asked["id"])


def states(run: Run) -> list[str]:
    """Return the states of the links of the first work."""
    thread = run("thread", "knocking-twice-doorsteps-and-decisions-in-family-visiting", "--json")
    return [link["state"] for link in thread.json["links"]]


def test_review_as_data(paired: Run) -> None:
    (asked,) = paired("links", "review", "--json").json["questions"]
    assert set(asked) == {
        *("id", "type", "one", "other", "rows", "confidence", "value", "evidence")
    }
    assert asked["type"] == "version-of"
    assert [record["location"][-4:] for record in asked["one"]["records"]] == [".ris"]
    published = next(row for row in asked["rows"] if row["field"] == "published")
    assert published == {
        "field": "published",
        "one": "2014",
        "other": "2012",
        "agrees": False,
        "one_marks": [[0, 4]],
        "other_marks": [[0, 4]],
    }


def test_review_line_by_line_in_a_pipe(paired: Run) -> None:
    said = paired("links", "review", "--by", "Ada", stdin=b"x\naccept\n")
    lines = said.out.splitlines()
    assert lines[1] == f"Is it right that “{TITLE}” is a version of “{TITLE}”?"
    assert lines[2].startswith("90% sure of it so far, an answer is worth 0.")
    assert any(line.startswith("≠ published") and "[2014]" in line for line in lines)
    assert any(line.startswith("= title") for line in lines)
    assert "Press one of a, r, s, n, u, q." in said.out
    assert "Nothing is left to decide." in said.out
    assert lines[-1] == "1 decision made; `clew links undo` takes the last one back."
    assert states(paired) == ["confirmed"]


def test_review_undoes_what_was_just_said(paired: Run) -> None:
    said = paired("links", "review", "--by", "Ada", stdin=b"r\n")
    assert states(paired) == []
    said = paired("links", "undo", "--by", "Ada")
    assert said.out == "Decision 1: reject (version-of), Ada. Undone by Ada.\n"
    assert states(paired) == ["suggested"]


def test_review_of_several(run: Run, tmp_path: Path) -> None:
    for number, title in enumerate((TITLE, "Three floors up without a lift, and down again")):
        for year in ("2012", "2014"):
            path = tmp_path / f"{number}-{year}.ris"
            path.write_text(ris(title, year, f"Journal {year}"))
            run("add", path)
    said = run("links", "review", "--by", "Ada", stdin=b"n\nu\na\nr\n")
    assert said.out.count("Is it right that") == 4
    assert "Decision 1: unsure (version-of), Ada. Undone by Ada." in said.out
    assert "2 decisions made" in said.out


def test_review_that_ends_early_keeps_what_was_said(paired: Run) -> None:
    said = paired("links", "review", stdin=b"")
    assert (said.code, said.out.splitlines()[-1][:17]) == (0, "0 decisions made;")


def test_nothing_to_split(paired: Run) -> None:
    said = paired("links", "review", "--by", "Ada", stdin=b"s\nu\nq\n")
    assert "Each side is one record: there is nothing to split." in said.out
    assert "Ada has decided nothing that could be undone." in said.out


def test_decide_as_data(paired: Run) -> None:
    asked = question(paired)
    said = paired("links", "decide", asked, "reject", "--by", "Ada", "--note", "two", "--json")
    made = said.json
    assert made.pop("made_at").startswith("20")
    assert made == {
        "number": 1,
        "verdict": "reject",
        "type": "version-of",
        "made_by": "Ada",
        "note": "two",
    }
    assert paired("links", "review", "--json").json == {"questions": []}


def test_what_cannot_be_decided_says_so(paired: Run) -> None:
    said = paired("links", "decide", "no-such/cites/thing", "accept", "--json")
    assert (said.code, json.loads(said.err)["error"]) == (1, "NotFound")
    said = paired("links", "decide", question(paired), "split", "--json")
    assert (said.code, json.loads(said.err)["error"]) == (1, "LinkingError")
    assert paired("links", "decide", question(paired), "perhaps").code == 2


def test_explain(paired: Run) -> None:
    ends = question(paired).split("/version-of/")
    said = paired("links", "explain", *ends)
    assert said.out.startswith("They are two things.\n  Judged version (")
    assert "  title        same           +" in said.out
    assert f"{ends[0]} is a version of {ends[1]} (suggested, 90%)" in said.out
    assert paired("links", "explain", *ends, "--json").json["joined"] is False


@pytest.fixture
def joined(run: Run, tmp_path: Path) -> Run:
    """Return a way to run commands where two entries were joined for their words."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.ris").write_text(
            ris(TITLE + "." * (name == "b"), "2014", "Close Practice")
        )
        run("add", tmp_path / f"{name}.ris")
    return run


ONE = "knocking-twice-doorsteps-and-decisions-in-family-visiting"


def test_split_and_undo(joined: Run) -> None:
    held = joined("show", ONE, "--json").json["held"]
    number = held[1]["number"]
    assert held[1]["joined_by"].startswith("judged the same")
    said = joined("links", "split", ONE, number, "--by", "Ada", "--note", "another book")
    assert said.out == "Decision 1: split, Ada: another book.\n"
    assert len(joined("show", ONE, "--json").json["held"]) == 1
    assert joined("links", "undo", "1", "--by", "Ben").code == 0
    assert joined("show", ONE, "--json").json["held"] == held
    said = joined("links", "split", ONE, 4_000, "--json")
    assert json.loads(said.err)["message"] == f"{ONE} has no record 4000."


def test_a_join_that_is_looked_through_can_be_split(joined: Run) -> None:
    said = joined("links", "review", "--by", "Ada", stdin=b"r\n")
    assert "Does record" in said.out
    assert len(joined("show", ONE, "--json").json["held"]) == 1


def test_log(joined: Run) -> None:
    joined("links", "review", "--by", "Ada", stdin=b"s\n")
    lines = joined("links", "log").out.splitlines()
    assert [line.split()[1] for line in lines] == ["evidence", "moved", "decided", "moved"][1:]
    assert "split same-as" in lines[1]
    assert lines[1].endswith(": Ada")
    changes = joined("links", "log", "--json").json["changes"]
    assert [change["action"] for change in changes] == ["moved", "decided", "moved"]
    assert joined("links", "log", "--since", "2100-01-01").out == "Nothing happened.\n"


def test_a_log_is_replayed(joined: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joined("links", "review", "--by", "Ada", stdin=b"s\n")
    told = joined("links", "log", "--json").out
    (tmp_path / "log.json").write_text(told)
    monkeypatch.setenv("CLEW_HOME", str(tmp_path / "other"))
    said = joined("links", "replay", tmp_path / "log.json", "--json")
    assert (said.code, json.loads(said.err)["error"]) == (1, "LinkingError")
    for name in ("a", "b"):
        joined("add", tmp_path / f"{name}.ris")
    assert joined("links", "replay", tmp_path / "log.json").out == "1 decision made again.\n"
    assert len(joined("show", ONE, "--json").json["held"]) == 1
    (tmp_path / "log.json").write_text("[]")
    said = joined("links", "replay", tmp_path / "log.json")
    assert (said.code, "is no log" in said.err) == (1, True)


def test_comparing_can_be_left_for_later(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        entry = ris(TITLE + "." * (name == "b"), "2014", "Close Practice")
        (tmp_path / f"{name}.ris").write_text(entry)
        said = run("add", tmp_path / f"{name}.ris", "--no-match", "--json")
        assert "matched" not in said.json
    assert run("links", "run").out == (
        "2 records compared; 1 pair found to be the same, related, or a question.\n"
    )
    assert run("links", "run", "--json").json == {"records": 0, "pairs": 0}
    assert run("links", "run", "--again", "--json").json == {"records": 2, "pairs": 1}


def test_what_is_harvested_is_compared(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "references"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.ris").write_text(
            ris(TITLE + "." * (name == "b"), "2014", "Close Practice")
        )
    run("sources", "add", "shelf", "--protocol", "files", "--address", folder)
    assert "matched" not in run("harvest", "shelf", "--no-match", "--json").json
    assert len(run("show", ONE, "--json").json["held"]) == 1
    said = run("harvest", "shelf", "--json").json
    assert said["matched"] == {"records": 2, "pairs": 1}
    assert len(run("show", ONE, "--json").json["held"]) == 2
    said = run("harvest", "shelf")
    assert (said.code, "compared" in said.err) == (0, False)


def test_much_is_left_for_a_run_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.cli.links.AT_ONCE", 1)
    monkeypatch.setattr("clew.linking.desk.AT_ONCE", 1)
    for name in ("a", "b"):
        (tmp_path / f"{name}.ris").write_text(ris(f"{TITLE} {name}", "2014", "Close Practice"))
    said = run("add", str(tmp_path / "a.ris"), str(tmp_path / "b.ris"), "--json")
    left = said.json["to_compare"]
    assert left >= 2
    assert "matched" not in said.json
    again = run("add", str(tmp_path / "a.ris"))
    assert f"{left} records wait to be compared: clew links run" in again.err
    assert run("links", "run", "--json").json["records"] == left
