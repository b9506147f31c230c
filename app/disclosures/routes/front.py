"""What the pages of declarations share: the blueprint, the draft at hand, rows and clocks to show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.audit.services import record_reading
from app.core import clock
from app.core.errors import NotFound
from app.deadlines import queries as deadlines
from app.disclosures import queries, questions, wording
from app.disclosures.services import drafting
from app.regulations import queries as regulations
from app.regulations.pack import Pack
from app.web.guards import current_actor
from app.web.views import View, pages_in

bp = Blueprint("disclosures", __name__)
_page = pages_in("disclosures")

Answers = Mapping[str, Any]
SECTIONS = questions.SECTIONS
ANNUAL = "annual"
# The pages on which preparing somebody's draft begins.
_FIRST_PAGES = ("disclosures.renew", "disclosures.tasks")
# Words of a form that are no answers.
_NOT_TYPED = ("csrf_token", "_once", "aksi")


def page(template: str, form: Any = None, **facts: Any) -> View:
    """A page of declarations; one of a draft that is filled in for somebody says for whom."""
    return _page(template, form, for_other=_filled_in_for(facts.get("disclosure")), **facts)


def _filled_in_for(disclosure: Any) -> str:
    """The declarant's name when the actor writes somebody else's draft; "" otherwise."""
    if disclosure is None or disclosure.state.value != "draft":
        return ""
    own = disclosure.person_id == current_actor().person_id
    return "" if own else str(disclosure.person.name)


def pack_now() -> Pack:
    """The rules in force today: what a draft is written under."""
    return regulations.pack_on(clock.today())


def answers_of(disclosure: Any) -> dict[str, Any]:
    return dict(disclosure.answers or {})


def section_of(disclosure: Any, section: str) -> dict[str, Any]:
    """{"answer": …, "items": […]} of one section of the draft. Raises NotFound for no section."""
    if section not in SECTIONS:
        raise NotFound(section)
    found = answers_of(disclosure).get("sections", {}).get(section, {})
    return {"answer": found.get("answer"), "items": list(found.get("items", []))}


def item_of(disclosure: Any, section: str, uid: str) -> dict[str, Any]:
    """One declared interest of the draft. Raises NotFound."""
    for item in section_of(disclosure, section)["items"]:
        if item["uid"] == uid:
            return dict(item)
    raise NotFound(uid)


# ── the draft at hand ─────────────────────────────────────────────────────────────────────────


def own_disclosure(disclosure_id: int) -> Any:
    """The actor's own declaration; to anybody else the page does not exist."""
    actor = current_actor()
    disclosure = queries.disclosure_for(actor, disclosure_id)
    if disclosure.person_id != actor.person_id:
        raise NotFound(f"disclosure {disclosure_id}")
    return disclosure


def draft_at_hand(disclosure_id: int) -> Any:
    """The actor's own declaration, or the draft he was asked to prepare; the latter is noted."""
    actor = current_actor()
    disclosure = queries.disclosure_for(actor, disclosure_id)
    if disclosure.person_id == actor.person_id:
        return disclosure
    if not queries.may_prepare(actor, disclosure):
        raise NotFound(f"disclosure {disclosure_id}")
    if request.method == "GET" and request.endpoint in _FIRST_PAGES:
        # The trail is the office's record and speaks Indonesian, whatever the reader's language.
        record_reading(actor, disclosure, "Membantu mengisi deklarasi")
    return disclosure


def on_draft(view: Callable[..., View]) -> Callable[..., View]:
    """Give the view the actor's draft; lead elsewhere when it is not being written (any more)."""

    @wraps(view)
    def led(disclosure_id: int, **facts: Any) -> View:
        disclosure = draft_at_hand(disclosure_id)
        elsewhere = _elsewhere(disclosure)
        return redirect(elsewhere, 303) if elsewhere else view(disclosure, **facts)

    return led


def on_writable(view: Callable[..., View]) -> Callable[..., View]:
    """Like `on_draft`, also for a declaration sent back for completion."""

    @wraps(view)
    def led(disclosure_id: int, **facts: Any) -> View:
        disclosure = draft_at_hand(disclosure_id)
        if disclosure.person_id != current_actor().person_id:  # only the declarant signs
            return redirect(url_for("disclosures.prepared", disclosure_id=disclosure_id), 303)
        if disclosure.state.value == "returned":
            return view(disclosure, **facts)
        elsewhere = _elsewhere(disclosure)
        return redirect(elsewhere, 303) if elsewhere else view(disclosure, **facts)

    return led


def _elsewhere(disclosure: Any) -> str | None:
    state = disclosure.state.value
    if state == "draft":
        return None
    if state == "not_started":
        annual = disclosure.kind.value == ANNUAL
        return url_for("disclosures.my_renewal" if annual else "disclosures.begin")
    if state == "returned":
        return url_for("disclosures.complete", disclosure_id=disclosure.id)
    flash(_("Deklarasi ini sudah dikirim."), "info")
    return url_for("disclosures.show", disclosure_id=disclosure.id)


def typed() -> dict[str, Any]:
    """The raw typing of this request, to be kept until the page is properly saved."""
    return {
        name: values
        for name, values in request.form.to_dict(flat=False).items()
        if name not in _NOT_TYPED
    }


def raw_for(disclosure: Any, place: str) -> MultiDict[str, str] | None:
    """What was typed on a page before and not saved, for a form shown again; None = nothing."""
    if request.method == "POST":
        return request.form
    kept = queries.unsaved(current_actor(), disclosure, place)
    return MultiDict(kept) if kept else None


def wants_to_leave() -> bool:
    """Whether "Simpan draf dan keluar" was pressed."""
    return request.form.get("aksi") == "draf"


def leave_with_draft(disclosure: Any, place: str) -> Response:
    """Keep the typing as it stands and go to the own declarations, or to those one helps with."""
    drafting.autosave(current_actor(), disclosure, place, typed())
    flash(
        _("Draf tersimpan pukul %(hour)s. Anda dapat melanjutkan kapan saja.", hour=hour_now()),
        "success",
    )
    helping = disclosure.person_id != current_actor().person_id
    return redirect(url_for("disclosures.preparers" if helping else "disclosures.index"), 303)


def hour_now() -> str:
    return f"{clock.local(clock.now()):%H.%M}"


def saved_hour(disclosure: Any) -> str | None:
    at = disclosure.draft_saved_at
    return f"{clock.local(at):%H.%M}" if at else None


def from_check() -> bool:
    """Whether the page was opened by "Ubah" on the check page: then that is where it leads back."""
    return request.args.get("dari") == "periksa"


def back_to_check() -> dict[str, Any]:
    """What a link carries on, so that the last page of a change leads back to the check page."""
    return {"dari": "periksa"} if from_check() else {}


def onward(disclosure: Any, endpoint: str, **values: Any) -> Response:
    """To the next page, or back to the check page when the change began there."""
    if from_check():
        return redirect(url_for("disclosures.check", disclosure_id=disclosure.id), 303)
    return redirect(url_for(endpoint, disclosure_id=disclosure.id, **values), 303)


# ── what is shown ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ShownRow:
    """One answer on a page. `before` is set where an older version said something else."""

    path: str
    label: str
    value: str
    change_url: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class ShownItem:
    """One declared interest on a page."""

    uid: str
    section: str
    title: str
    rows: list[ShownRow]
    level: Any = None
    reasons: tuple[str, ...] = ()
    change: str = "new"
    must_stop: bool = False


@dataclass(frozen=True)
class ShownSection:
    """One of the nine sections on a page."""

    code: str
    title: str
    answer: str | None
    items: list[ShownItem]


def describe_content(content: Answers, pack: Pack, *, own: bool = True) -> list[ShownSection]:
    """The nine sections of a draft or a filed version, ready to show to the declarant or another."""
    positions = content.get("profile", {}).get("risk_positions", [])
    return [
        ShownSection(
            code,
            wording.section_title(code, pack),
            section.get("answer"),
            [
                describe_item(code, item, positions, pack, own=own)
                for item in section.get("items", [])
            ],
        )
        for code in SECTIONS
        for section in [content.get("sections", {}).get(code, {})]
    ]


def describe_item(
    section: str, item: Answers, positions: list[str], pack: Pack, *, own: bool = True
) -> ShownItem:
    """One interest with its suggested level (once the four questions are answered)."""
    link = item.get("link") or {}
    suggested = queries.level_suggestion(link, positions, pack) if link else None
    rows = [
        ShownRow(f"{section}/{item['uid']}/{row.name}", row.label, row.value)
        for row in wording.describe_item(section, item, pack, own=own)
    ]
    return ShownItem(
        item["uid"],
        section,
        wording.title_of(section, item.get("fields") or {}),
        rows,
        suggested.level if suggested else None,
        suggested.reasons if suggested else (),
        item.get("change", "new"),
        bool(suggested and must_stop(suggested.level, link)),
    )


def must_stop(level: Any, link: Answers) -> bool:
    """Tinggi and happening now: stop first (service design §0.6)."""
    return bool(level.value == "high" and link.get("situation") == "actual")


def describe_profile(content: Answers, pack: Pack, *, own: bool = True) -> list[ShownRow]:
    return [
        ShownRow(f"profile/{row.name}", row.label, row.value)
        for row in wording.describe(questions.PROFILE, content.get("profile", {}), pack, own=own)
    ]


@dataclass(frozen=True)
class ShownDifference:
    """One answer that differs between two versions, in words. `before` is None when the reader may
    not know it."""

    path: str
    item_uid: str
    where: str
    label: str
    before: str | None
    after: str


def describe_differences(older: Answers, newer: Answers, pack: Pack) -> list[ShownDifference]:
    """What changed from one version to the next, in reading order."""
    return [
        ShownDifference(
            "/".join(part for part in (one.section, one.item_uid, one.name) if part),
            one.item_uid,
            _where(one, older, newer, pack),
            _label_of(one),
            _word(one, older, pack),
            _word(one, newer, pack),
        )
        for one in queries.differences(older, newer)
        if _is_shown(one)
    ]


def _is_shown(one: queries.Difference) -> bool:
    """Answers that only carry the words of another (an employee's name) are not told twice."""
    return one.name in _GATE_LABELS or _question_of(one) is not None


_GATE_LABELS = {
    "answer": _l("Jawaban"),
    "family_is_employee": _l("Adakah keluarga inti Anda yang juga ASN di sini?"),
}
_GATE_WORDS = {"yes": _l("Ada"), "no": _l("Tidak ada")}


def _question_of(one: queries.Difference) -> questions.Question | None:
    linked = one.name.startswith("link.")
    section = questions.LINK if linked else one.section
    name = one.name.removeprefix("link.")
    return next((asked for asked in questions.QUESTIONS[section] if asked.name == name), None)


def _label_of(one: queries.Difference) -> str:
    asked = _question_of(one)
    return str(asked.label if asked else _GATE_LABELS[one.name])


def _where(one: queries.Difference, older: Answers, newer: Answers, pack: Pack) -> str:
    if one.section == questions.PROFILE:
        return str(_("Data diri & jabatan"))
    title = wording.section_title(one.section, pack)
    item = _item_in(newer, one) or _item_in(older, one)
    return f"{title}: {wording.title_of(one.section, item['fields'])}" if item else title


def _item_in(content: Answers, one: queries.Difference) -> dict[str, Any] | None:
    section = content.get("sections", {}).get(one.section, {})
    return next((item for item in section.get("items", []) if item["uid"] == one.item_uid), None)


def _word(one: queries.Difference, content: Answers, pack: Pack) -> str:
    """One answer of a version in words; "" where that version did not have it."""
    asked = _question_of(one)
    if asked is None:
        found = _gate_answer(one, content)
        return str(_GATE_WORDS.get(found, "") if found else "")
    if one.section == questions.PROFILE:
        return wording.shown(asked, content.get("profile", {}), pack)
    item = _item_in(content, one)
    if item is None:
        return ""
    kept = item.get("link") or {} if one.name.startswith("link.") else item["fields"]
    return wording.shown(asked, kept, pack)


def _gate_answer(one: queries.Difference, content: Answers) -> Any:
    if one.name == "answer":
        return content.get("sections", {}).get(one.section, {}).get("answer")
    return content.get(one.name)


def clocks_of(disclosures: Sequence[Any]) -> dict[int, Any]:
    """The nearest running clock of each declaration that has one."""
    found = deadlines.clocks_of("disclosures", [one.id for one in disclosures])
    return {subject_id: clocks[0] for subject_id, clocks in found.items() if clocks}
