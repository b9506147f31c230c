"""The questions of the exit declaration and their answers in words; the form and the letter share them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

PLANS = (
    ("work", _l("Bekerja pada pihak lain")),
    ("business", _l("Berusaha sendiri")),
    ("none", _l("Belum ada / tidak ada")),
)
TIES = (("yes", _l("Ya")), ("no", _l("Tidak")), ("unknown", _l("Tidak tahu")))
QUESTIONS: Mapping[str, Any] = {
    "plan": _l("Rencana Anda sesudah jabatan ini"),
    "body_name": _l("Nama tempat bekerja atau usaha"),
    "ties": _l("Pernahkah tempat itu mendapat izin, kontrak, atau pengawasan dari unit Anda?"),
    "tie_note": _l("Kaitannya"),
    "information_returned": _l("Dokumen, perangkat, dan informasi kantor sudah saya kembalikan"),
    "handed_over": _l("Urusan yang diserahterimakan"),
    "contact": _l("Kontak sesudah jabatan ini"),
    "agrees_cooling": _l("Saya memahami masa tunggu dan mematuhinya"),
}
_WORDS: Mapping[str, Mapping[str, Any]] = {"plan": dict(PLANS), "ties": dict(TIES)}
WITH_A_PLACE = ("work", "business")


def rows(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every answered question with its answer in words."""
    return [
        (str(label), _shown(name, content.get(name)))
        for name, label in QUESTIONS.items()
        if content.get(name)
    ]


def _shown(name: str, value: Any) -> str:
    if value is True:
        return str(gettext("Ya"))
    words: Mapping[str, Any] = _WORDS.get(name, {})
    return str(words.get(str(value), value))
