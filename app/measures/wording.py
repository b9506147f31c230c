"""A plan in words, for its pages and its letter: measures, intervals, what the law calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.measures import shape
from app.measures.models import ReplyKind
from app.measures.queries import STANDINGS
from app.people import queries as people
from app.regulations.pack import Pack

CONSIDERATIONS: Mapping[str, Any] = {
    "institution": _l("Kepentingan lembaga"),
    "public": _l("Kepentingan publik"),
    "employee": _l("Kepentingan pegawai"),
    "other": _l("Faktor lain"),
}
DETAILS: Mapping[str, Any] = {
    "interest": _l("Kepentingan yang dilepas"),
    "scope": _l("Yang tidak boleh ditangani"),
    "party_name": _l("Pihak"),
    "party_nib": _l("NIB pihak"),
    "information": _l("Informasi atau sistem yang dibatasi"),
    "task": _l("Tugas yang dialihkan"),
    "recipient_id": _l("Penerima tugas"),
    "order_number": _l("Nomor surat perintah"),
    "reference": _l("Dasar pengunduran diri"),
    "reason": _l("Alasan memakai tindakan lain"),
}
TRUTHS: Mapping[str, Any] = {
    "actual": _l("Ada, sedang terjadi"),
    "potential": _l("Ada, mungkin terjadi"),
}
# How a plan is doing, as the monitoring list says it (S-65).
STANDING_LABELS: Mapping[str, Any] = dict(
    zip(
        STANDINGS,
        (_l("Sesuai"), _l("Terlambat"), _l("Ada kejadian"), _l("Disusun"), _l("Selesai")),
        strict=True,
    )
)


@dataclass(frozen=True)
class ShownAction:
    """One measure, ready to show."""

    key: str
    code: str
    label: str
    basis: str
    control: str
    description: str
    executor: str
    starts_on: date
    due_on: date
    evidence: str
    details: list[tuple[str, str]]
    # A prohibition without a named party: nothing is held by itself.
    nobody_named: bool


def measure(pack: Pack, code: str) -> str:
    """Penarikan diri, Pembatasan akses informasi, … by the code of the pack."""
    return pack.code("tindakan_penanganan", code).label


def control(pack: Pack, code: str | None) -> str:
    """The same as the national form calls it; "" where it has no name for it."""
    if not code:
        return ""
    try:
        return pack.code("pengendalian", code).label
    except KeyError:
        return code


def interval(pack: Pack, code: str) -> str:
    """ "setiap 30 hari", "setiap 12 bulan"."""
    term = pack.term(code)
    return str(gettext("setiap %(n)s %(unit)s", n=term.length, unit=gettext(term.unit.label)))


def describe(pack: Pack, items: Sequence[Mapping[str, Any]]) -> list[ShownAction]:
    """Measures of a draft or a set version in words; people are looked up together."""
    ids = {int(one["executor_id"]) for one in items}
    ids |= {int(r) for one in items if (r := one["details"].get("recipient_id"))}
    names = {one.id: one.name for one in people.people_by_ids(ids).values()}
    return [_shown(pack, one, names) for one in items]


def _shown(pack: Pack, item: Mapping[str, Any], names: Mapping[int, str]) -> ShownAction:
    fact = pack.code("tindakan_penanganan", item["code"])
    return ShownAction(
        key=item["key"],
        code=item["code"],
        label=fact.label,
        basis=fact.basis,
        control=control(pack, item.get("control")),
        description=item["description"],
        executor=names.get(int(item["executor_id"]), "–"),
        starts_on=date.fromisoformat(item["starts_on"]),
        due_on=date.fromisoformat(item["due_on"]),
        evidence=item["evidence"],
        details=[
            (_name_of(item["code"], name), _detail(name, item["details"].get(name), names))
            for name in shape.DETAILS[item["code"]]
            if item["details"].get(name)
        ],
        nobody_named=item["code"] == shape.RECUSAL and not item["details"].get("party_name"),
    )


def _name_of(code: str, name: str) -> str:
    substitute = code == shape.RECUSAL and name == "recipient_id"
    return str(gettext("Pejabat pengganti") if substitute else DETAILS[name])


def _detail(name: str, value: Any, names: Mapping[int, str]) -> str:
    return names.get(int(value), "–") if name == "recipient_id" else str(value)


def considerations(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The considerations that were filled in, in their order (Lamp. II.E.1)."""
    said = content.get("considerations", {})
    return [
        (str(CONSIDERATIONS[name]), said[name]) for name in shape.CONSIDERATIONS if said.get(name)
    ]


def reply(kind: str) -> str:
    """What the employee said, by the stored value."""
    return str(gettext(ReplyKind(kind).label))
