"""The state a list is narrowed to and what a finding rests on, in words people read."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from app.core import clock
from app.mail.wording import as_people_read
from app.reviews.models import Review, State
from app.reviews.origins import Exchange
from app.reviews.services.examining import basis_of


def state_named(value: str) -> State | None:
    """The state a list is narrowed to; None for what is none."""
    return next((one for one in State if one.value == value), None)


def basis_choices(
    review: Review, evidence: Sequence[Any], exchanges: Sequence[Exchange]
) -> list[tuple[str, str]]:
    """What a finding may rest on: evidence, the cross-check, answers that came, own notes."""
    found = [(f"evidence:{one.id}", f"{gettext('Bukti')}: {one.name}") for one in evidence]
    found.append(("crosscheck", gettext("Ringkasan cek silang")))
    for key, facts in basis_of(review):
        day = as_people_read(clock.local(facts["at"]).date())
        label = {
            "answer": gettext("Keterangan terlapor"),
            "visit": gettext("Kunjungan lapangan"),
            "papers": gettext("Pemeriksaan dokumen"),
        }[facts["kind"]]
        found.append((key, f"{label}, {day}"))
    if any(one.answered_at for one in exchanges):
        found.append(("reporter", gettext("Jawaban pelapor melalui Inspektorat")))
    return found
