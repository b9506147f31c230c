"""Who may do what with a recusal. Whom it concerns never handles it (pagar benturan, §0.5)."""

from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.recusals.models import Origin, Recusal


@rule("yang menarik diri")
def requester(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id is not None and actor.person_id == recusal.person_id


@rule("tidak terkait dengan permohonan ini")
def unconcerned(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id is not None and (
        actor.person_id != recusal.person_id
        and all(bar.person_id != actor.person_id for bar in recusal.bars)
    )


@rule("atasan yang menanggapi")
def superior(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id == recusal.superior_id and unconcerned(actor, recusal)


@rule("tanpa atasan yang bebas benturan")
def without_superior(_actor: Actor, recusal: Recusal) -> bool:
    return recusal.superior_id is None


@rule("ditetapkan tanpa permohonan")
def imposed(_actor: Actor, recusal: Recusal) -> bool:
    return recusal.origin is not Origin.REQUEST


@rule("atasan yang belum menanggapi")
def silent_superior(actor: Actor, recusal: Recusal) -> bool:
    return superior(actor, recusal) and recusal.unanswered and recusal.answered_at is None


@rule("pemutus yang ditunjuk karena BKPSDM terkait")
def named_decider(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id == recusal.decider_id and unconcerned(actor, recusal)


@rule("bukan pemberi tanggapan")
def gave_no_view(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id != recusal.answered_by_id


@rule("bukan pengusul putusan")
def not_the_proposer(actor: Actor, recusal: Recusal) -> bool:
    """Two different persons propose and decide."""
    return actor.person_id != recusal.proposed_by_id


@rule("usul putusan sudah ada")
def proposed(_actor: Actor, recusal: Recusal) -> bool:
    return recusal.proposed_at is not None


@rule("diputus BKPSDM")
def left_to_hr(_actor: Actor, recusal: Recusal) -> bool:
    return recusal.decider_id is None and not recusal.outside


@rule("putusan dari luar sistem")
def outside(_actor: Actor, recusal: Recusal) -> bool:
    """Nobody in the chain is free: the Gubernur decides; here it is only written down."""
    return recusal.outside


@rule("pejabat yang menetapkan penanganan urusan")
def settler(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id == recusal.settler_id and unconcerned(actor, recusal)


@rule("pembatalan sedang diminta")
def cancel_asked(_actor: Actor, recusal: Recusal) -> bool:
    return recusal.cancel_asked_at is not None


@rule("pejabat pengganti")
def substitute(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id is not None and actor.person_id == recusal.substitute_id


@rule("penjaga pelaksanaan")
def gatekeeper(actor: Actor, recusal: Recusal) -> bool:
    return any(one.person_id == actor.person_id for one in recusal.gatekeepers)


@rule("penerima tembusan sesudah diputus")
def copied(actor: Actor, recusal: Recusal) -> bool:
    return recusal.decided_at is not None and any(
        one.person_id == actor.person_id for one in recusal.copies
    )


@rule("sudah dikirim")
def sent(_actor: Actor, recusal: Recusal) -> bool:
    return recusal.requested_at is not None


@rule("orang lain dari yang menarik diri")
def not_oneself(actor: Actor, recusal: Recusal) -> bool:
    return actor.person_id is not None and actor.person_id != recusal.person_id


hr = role(Role.HR_OFFICER) & unconcerned
inspector = role(Role.INSPECTOR) & unconcerned
reviewer = (hr & gave_no_view) | named_decider
recorder = outside & (role(Role.HR_OFFICER) | role(Role.INSPECTOR)) & ~requester
decider = (
    (hr & gave_no_view & not_the_proposer & proposed & left_to_hr)
    | (named_decider & not_the_proposer)
    | recorder
)
handler = superior | named_decider | settler | hr | recorder
RULES: dict[str, Rule] = {
    "recusal.begin": signed_in & role(Role.EMPLOYEE),
    "recusal.list": signed_in,
    "recusal.register": role(Role.HR_OFFICER) | role(Role.INSPECTOR),
    "recusal.queue": role(Role.HR_OFFICER),
    "recusal.own": requester,
    "recusal.read": requester | (sent & (handler | inspector | substitute | gatekeeper | copied)),
    # The request with the interests it cites; nobody sees more of a declaration here (S-41).
    "recusal.read_reasons": requester | (sent & handler),
    "recusal.confirm": gatekeeper,
    "recusal.keep": system,
    # Let it stand although the interest behind it is given up.
    "recusal.uphold": role(Role.HR_OFFICER) & not_oneself,
}
