"""Who may search, whose screening it is, and whom the search leaves out."""

from typing import Any

import sqlalchemy as sa

from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule
from app.crosscheck import origins
from app.crosscheck.guard import unbound
from app.crosscheck.models import Finding, Screening, Sweep
from app.database.base import db
from app.matters import queries as matters

searcher = role(Role.INSPECTOR) | role(Role.INTAKE_OFFICER)


@rule("menangani perkara yang dilayani")
def for_own_case(actor: Actor, wanted: Any) -> bool:
    """Whoever stands in for the Inspektorat searches for his case, though he holds no role of it."""
    origin = getattr(wanted, "origin", None)
    return origin is not None and origins.knows(actor, origin.__tablename__, origin.id)


@rule("pernah membuka cek silang untuk perkaranya")
def has_opened(actor: Actor, _record: Any) -> bool:
    asked = sa.select(Screening.id).where(
        Screening.opened_by_id == actor.person_id, Screening.origin_type.is_not(None)
    )
    return actor.person_id is not None and db.session.scalar(asked.limit(1)) is not None


@rule("melayani perkara")
def serves_a_case(_actor: Actor, screening: Screening) -> bool:
    return screening.origin_type is not None


@rule("pembuka cek silang ini")
def opener(actor: Actor, screening: Screening) -> bool:
    return actor.person_id is not None and actor.person_id == screening.opened_by_id


@rule("bukan terlapornya")
def not_the_subject(actor: Actor, screening: Screening) -> bool:
    return actor.person_id != screening.subject_id


@rule("perkara yang dilayaninya terbuka baginya")
def origin_open(actor: Actor, screening: Screening) -> bool:
    if screening.origin_type is None:
        return True
    asked = sa.select(Screening.id).where(Screening.id == screening.id, origins.open_to(actor))
    return db.session.scalar(asked) is not None


@rule("tanpa hubungan tercatat dengan terlapornya")
def not_bound(actor: Actor, screening: Screening) -> bool:
    """A declaration filed since it was opened may have named one of the two."""
    if actor.person_id is None:
        return False
    asked = sa.select(Screening.id).where(Screening.id == screening.id, unbound(actor.person_id))
    return db.session.scalar(asked) is not None


@rule("pengunggah daftar ini")
def uploader(actor: Actor, sweep: Sweep) -> bool:
    return actor.person_id is not None and actor.person_id == sweep.opened_by_id


@rule("bukan yang disebut dalam temuan")
def not_concerned(actor: Actor, finding: Finding) -> bool:
    return actor.person_id not in (finding.subject_id, finding.other_id)


@rule("urusan dalam temuan terbuka baginya")
def matter_open(actor: Actor, finding: Finding) -> bool:
    """Whoever is kept out of a matter hears nothing of it by way of a hint either."""
    return finding.matter_id is None or matters.may_read(actor, finding.matter_id)


own_screening = (searcher | serves_a_case) & opener & not_the_subject & origin_open & not_bound
own_sweep = role(Role.INSPECTOR) & uploader
hint_reviewer = role(Role.INSPECTOR) & not_concerned & matter_open
RULES: dict[str, Rule] = {
    "screening.open": searcher | for_own_case,
    "screening.list": searcher | has_opened,
    "screening.read": own_screening,
    "screening.judge": own_screening,
    "screening.search": own_screening,
    "screening.open_declaration": own_screening,
    "sweep.open": role(Role.INSPECTOR),
    "sweep.list": role(Role.INSPECTOR),
    "sweep.read": own_sweep,
    "other_name.list": searcher,
    "other_name.change": role(Role.INSPECTOR),
    "finding.list": role(Role.INSPECTOR),
    "finding.read": hint_reviewer,
}
