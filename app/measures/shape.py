"""The shape of a plan's content, its canonical form, and what is still wrong with it. Pure.

{"truth": "actual"|"potential", "situation": "…", "impact": "…", "interests": [{"version_id", "uid",
 "title", "level", "reasons": […]}], "others": [person ids the conflict concerns],
 "considerations": {"institution", "public", "employee", "other"}, "discussed_on": "2026-11-18",
 "interval": "pemantauan_rencana_tinggi", "weak_reason": "…",
 "actions": [{"key", "code", "control", "description", "executor_id", "starts_on", "due_on",
              "evidence", "details": {…}}]}
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.core.sentences import Sentence
from app.regulations.pack import Level, Pack

Content = dict[str, Any]
Item = dict[str, Any]

CONSIDERATIONS = ("institution", "public", "employee", "other")
ACCESS, RECUSAL, REASSIGNMENT, DIVESTMENT, RESIGNATION, SANCTION, OTHER = (
    "TND-C", "TND-B", "TND-D", "TND-A", "TND-E", "TND-F", "TND-X",
)  # fmt: skip
# Further questions of each kind of action (S-63), in order; those in REQUIRED must be answered.
DETAILS: Mapping[str, tuple[str, ...]] = {
    DIVESTMENT: ("interest",),
    RECUSAL: ("scope", "party_name", "party_nib", "recipient_id"),
    ACCESS: ("information",),
    REASSIGNMENT: ("task", "recipient_id", "order_number"),
    RESIGNATION: ("reference",),
    SANCTION: (),
    OTHER: ("reason",),
}
REQUIRED: Mapping[str, str] = {
    "interest": "Tulis kepentingan yang dilepas.",
    "scope": "Tulis urusan, pihak, atau jenis urusan yang tidak boleh ditangani.",
    "information": "Tulis informasi atau sistem yang dibatasi.",
    "task": "Tulis tugas yang dialihkan.",
    "reference": "Tulis dasar pengunduran diri: sukarela, atau nomor proses BKPSDM.",
    "reason": "Tulis alasan memakai tindakan lain.",
}
RECIPIENT_MISSING = "Pilih penerima tugas."


def empty() -> Content:
    return {
        "truth": "", "situation": "", "impact": "", "interests": [], "others": [],
        "considerations": {}, "discussed_on": None, "interval": "", "weak_reason": "",
        "actions": [],
    }  # fmt: skip


def actions(content: Mapping[str, Any]) -> Iterator[Item]:
    yield from content.get("actions", [])


def action_of(content: Mapping[str, Any], key: str) -> Item | None:
    return next((one for one in actions(content) if one["key"] == key), None)


def canonical(content: Mapping[str, Any]) -> str:
    """The one JSON text of this content, over which its hash is taken."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def strong_codes(pack: Pack) -> frozenset[str]:
    """Measures that are enough by themselves at level Tinggi (service design §0.6)."""
    return frozenset(
        item.code
        for item in pack.codes("tindakan_penanganan", with_hidden=True)
        if item.extra.get("cukup_untuk_tinggi")
    )


def codes_to_choose(pack: Pack, *, breached: bool) -> list[Any]:
    """The measures a superior may choose; a referral for sanctions only after a breach."""
    return [
        item
        for item in pack.codes("tindakan_penanganan")
        if item.extra.get("pencegahan") or (breached and item.code == SANCTION)
    ]


def controls_of(pack: Pack, code: str) -> list[Any]:
    """The forms of control of the national form that a measure answers to (padanan)."""
    wanted = pack.code("tindakan_penanganan", code).extra.get("pengendalian", [])
    known = {item.code: item for item in pack.codes("pengendalian", with_hidden=True)}
    return [known[one] for one in wanted if one in known]


def intervals(pack: Pack, level: Level) -> list[Any]:
    """Terms between two check points that are at least as tight as the level asks for (P-12)."""
    order = [Level.HIGH, Level.MEDIUM, Level.LOW]
    tight = order[: order.index(level) + 1]
    return [pack.term(pack.handling(one).check_term) for one in tight]


def problems_of(content: Mapping[str, Any], level: Level, pack: Pack) -> dict[str, Any]:
    """What must be mended before the draft may be sent or set; field → sentence."""
    found: dict[str, Any] = {}
    if not content.get("situation"):
        found["situation"] = "Tulis situasi yang Anda periksa."
    if not content.get("impact"):
        found["impact"] = "Tulis dampak yang mungkin timbul."
    if not any(content.get("considerations", {}).values()):
        found["considerations"] = "Isi sedikitnya satu pertimbangan."
    if not content.get("discussed_on"):
        found["discussed_on"] = "Isi tanggal rencana dibahas dengan pegawai."
    if not content.get("actions"):
        found["actions"] = "Pilih sedikitnya satu tindakan."
    elif level is Level.HIGH and _too_weak(content, pack):
        found["weak_reason"] = Sentence(
            "Tingkat Tinggi memerlukan salah satu dari %(codes)s, atau alasan.",
            codes=", ".join(
                item.label.lower()
                for item in pack.codes("tindakan_penanganan")
                if item.code in strong_codes(pack)
            ),
        )
    return found


def _too_weak(content: Mapping[str, Any], pack: Pack) -> bool:
    chosen = {one["code"] for one in actions(content)}
    return not chosen & strong_codes(pack) and not content.get("weak_reason")
