"""The whole corpus: dangerous accepted 0, good refused 0, shown inline 0 (security U01–U09)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.attachments import policy as attachment_policy
from app.attachments import scanning, services, storage
from app.attachments.clamd import Clamd
from app.attachments.models import Attachment
from app.attachments.sniffing import JudgedFile, judge
from app.core.errors import Invalid
from app.database.base import db
from app.database.transaction import use_case
from app.departures import queries as departures
from app.departures.models import Departure
from app.people import queries as people
from tests.attachments.corpus import DANGEROUS, GOOD, INFECTED, MARK, File
from tests.disclosures.stage import actor
from tests.visitor import Visitor


@pytest.fixture(autouse=True)
def _no_scanner_afterwards() -> Iterator[None]:
    yield
    scanning.use()


def taken(files: dict[str, File]) -> dict[str, JudgedFile]:
    """Those that would be stored; whoever is refused reads a sentence that names the file."""
    found = {}
    for what, (name, content) in files.items():
        try:
            found[what] = judge(name, content)
        except Invalid as refusal:
            if not refusal.message.endswith("."):
                raise AssertionError(f"{what}: no sentence") from refusal
    return found


def said(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{text}")


def test_nothing_dangerous_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    accepted = sorted(taken(DANGEROUS))
    said(f"corpus: dangerous accepted {len(accepted)} of {len(DANGEROUS)}", capsys)
    assert accepted == []


def test_what_only_a_scanner_sees_is_found_by_clamd(
    clamd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanning.use(Clamd(clamd))
    accepted = sorted(taken(INFECTED))
    said(f"corpus: infected accepted {len(accepted)} of {len(INFECTED)}", capsys)
    assert accepted == []


def test_the_corpus_is_large_enough() -> None:
    assert len(DANGEROUS) + len(INFECTED) + len(GOOD) >= 60


@pytest.mark.usefixtures("city")
def test_everything_good_is_taken_made_clean_and_never_shown_inline(
    client: Visitor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(storage, "_folder", [tmp_path])
    monkeypatch.setattr(services, "MOST_FILES", len(GOOD))
    monkeypatch.setattr(attachment_policy, "_readers", {"departures": departures.may_read})
    found = taken(GOOD)
    refused = sorted(set(GOOD) - set(found))
    dirty = sorted(what for what, file in found.items() if MARK.encode() in file.served)
    client.be("e45")
    answers = {what: client.get(f"/berkas/{row.id}") for what, row in stored(found).items()}
    inline = sorted(what for what, answer in answers.items() if shown_inline(answer.headers))
    astray = sorted(
        what for what, answer in answers.items()
        if "\n" in answer.headers["Content-Disposition"]
        or "/" in answer.headers["Content-Disposition"].split("filename*=")[0]
    )  # fmt: skip
    said(
        f"corpus: good refused {len(refused)} of {len(GOOD)}, metadata left {len(dirty)}, "
        f"shown inline {len(inline)}, names that lead astray {len(astray)}",
        capsys,
    )
    assert (refused, dirty, inline, astray) == ([], [], [], [])


@use_case
def stored(files: dict[str, JudgedFile]) -> dict[str, Attachment]:
    person = people.person_by_code("e28")
    record = db.session.query(Departure).filter_by(person_id=person.id).one()
    rows = services.store(actor("e28"), record, list(files.values()))
    return dict(zip(files, rows, strict=True))


def shown_inline(headers: dict[str, str]) -> bool:
    policy = headers["Content-Security-Policy"]
    return not (
        headers["Content-Disposition"].startswith("attachment; ")
        and "sandbox" in policy
        and "default-src 'none'" in policy
        and headers["X-Content-Type-Options"] == "nosniff"
        and headers["Content-Type"] in ("image/jpeg", "image/png", "application/pdf")
    )
