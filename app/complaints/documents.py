"""Letters to the reporter: DOK-02, the receipt without his code, and DOK-10P about its end at the desk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.accounts import queries as accounts
from app.complaints import story
from app.complaints.models import Complaint
from app.complaints.paper import shortened
from app.complaints.workflow import EXAMINE
from app.core import clock
from app.core.actor import Actor, Role
from app.core.labels import LabelledEnum
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.people import queries as people
from app.regulations import queries as regulations


class Notice(LabelledEnum):
    """What the letter says happened."""

    REFERRED = "referred", "Aduan diteruskan ke kanal lain"
    REFUSED = "refused", "Aduan tidak dapat diproses"
    INCOMPLETE = "incomplete", "Aduan ditutup karena belum lengkap"


def order_receipt(actor: Actor, complaint: Complaint, evidence: int, due: date) -> None:
    """DOK-02 to keep: anybody can verify it; it has neither the secret code nor who reported."""
    told = story.read(complaint.story)
    pack = regulations.pack_on(clock.today())
    unit_code, unit_name = _office()
    facts = {
        "number_of_record": complaint.number,
        "received_at": complaint.received_at,
        "channel": complaint.channel.label,
        "about": shortened(told.object_words),
        "evidence": evidence,
        "due": due,
        "due_basis": pack.term(EXAMINE).basis,
        "place": letterhead.place(),
        "signed_at": clock.now(),
    }
    letter = Letter(
        kind=DocumentKind.COMPLAINT_RECEIPT,
        template="documents/dok_02_simpan.html",
        title=DocumentKind.COMPLAINT_RECEIPT.label,
        series="ADU",
        unit_code=unit_code,
        unit_name=unit_name,
        signatory_post="",
        classification=Classification.RESTRICTED,
        facts=plain(facts),
        schema="sadar.tanda_terima_aduan/1",
        record_name="tanda-terima.json",
        record_description="Isi tanda terima aduan tanpa kode rahasia",
        # Whoever files twice must not count from it how many others complained in between.
        number=f"TT/{complaint.number}",
    )
    documents.order(actor, complaint, letter)


def _office() -> tuple[str, str]:
    """Code and name of the Inspektorat, for the letterhead; else as the pack calls it.

    Not of the official who stands in for it: a letter anybody can verify must not tell that the
    Inspektorat is concerned itself.
    """
    unit = accounts.office_of(Role.INSPECTOR)
    if unit is None:
        return "INSPEKTORAT", regulations.pack_on(clock.today()).inspectorate
    return unit.short, unit.name


def order_notice(actor: Actor, complaint: Complaint, notice: Notice, **facts: Any) -> None:
    """Order the letter; it names nobody: neither the reporter nor the accused."""
    documents.write_and_order(actor, complaint, lambda: _letter(actor, complaint, notice, facts))


def _letter(actor: Actor, complaint: Complaint, notice: Notice, facts: Mapping[str, Any]) -> Letter:
    today = clock.today()
    post = people.post_of(actor.person_id, today) if actor.person_id else None
    unit_code, unit_name = (post.unit.short, post.unit.name) if post else _office()
    pack = regulations.pack_on(today)
    objection = pack.term("keberatan_ajukan")
    return Letter(
        kind=DocumentKind.OUTCOME,
        template="documents/dok_10p_meja.html",
        title=DocumentKind.OUTCOME.label,
        series="ADU",
        unit_code=unit_code,
        unit_name=unit_name,
        signatory_post=post.title if post else "",
        classification=Classification.RESTRICTED,
        facts=plain({
            "number_of_record": complaint.number,
            "received_on": clock.local(complaint.received_at).date(),
            "what": notice.value,
            "outcome": notice.label,
            "may_object": notice is Notice.REFUSED,
            "objection_days": objection.length,
            "objection_basis": objection.basis,
            "place": letterhead.place(),
            "signed_at": clock.now(),
            "office": unit_name,
            **dict.fromkeys(("channel", "ground", "reason"), ""),
            **facts,
        }),
        schema="sadar.pemberitahuan_aduan/1",
        record_name="pemberitahuan-aduan.json",
        record_description="Isi pemberitahuan ini dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Complaint.__tablename__, [complaint.id])) + 1,
    )  # fmt: skip
