"""DOK-10P to the reporter: referred elsewhere, not handled, or closed because it stayed incomplete."""

from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale

from app.complaints.models import Complaint
from app.core import clock
from app.core.actor import Actor
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


def order_notice(actor: Actor, complaint: Complaint, notice: Notice, **facts: Any) -> None:
    """Order the letter; it names nobody: neither the reporter nor the accused."""
    with force_locale("id"):
        letter = _letter(actor, complaint, notice, facts)
    documents.order(actor, complaint, letter)


def _letter(actor: Actor, complaint: Complaint, notice: Notice, facts: Mapping[str, Any]) -> Letter:
    today = clock.today()
    post = people.post_of(actor.person_id, today) if actor.person_id else None
    pack = regulations.pack_on(today)
    objection = pack.term("keberatan_ajukan")
    return Letter(
        kind=DocumentKind.OUTCOME,
        template="documents/dok_10p_meja.html",
        title=DocumentKind.OUTCOME.label,
        series="ADU",
        unit_code=(post.unit.code or post.unit.name) if post else "INSPEKTORAT",
        unit_name=post.unit.name if post else pack.inspectorate,
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
            "office": post.unit.name if post else pack.inspectorate,
            **facts,
        }),
        schema="sadar.pemberitahuan_aduan/1",
        record_name="pemberitahuan-aduan.json",
        record_description="Isi pemberitahuan ini dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Complaint.__tablename__, [complaint.id])) + 1,
    )  # fmt: skip
