"""`flask --app wsgi vault …`: key ceremony, standing, change of a custodian, recovery, drill.

Each custodian types his own passphrase at this keyboard; nothing that opens a key is an argument,
so none stands in a shell's history or a process list.
"""

from collections.abc import Sequence

import click
from flask.cli import AppGroup
from nacl.public import PrivateKey

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import DomainError
from app.people import queries as people
from app.people.models import Person
from app.vault import keyring, office, queries
from app.vault.models import Custodian
from app.vault.services import keeping, retaining, unlocking
from app.vault.services.keeping import Sheets

vault = AppGroup("vault", help="Brankas identitas: kunci para kustodian.")


def _person(nip: str) -> Person:
    found = people.person_by_nip(nip)
    if found is None:
        raise click.ClickException(f"NIP {nip} tidak ada di daftar pegawai.")
    return found


def _refused(refusal: DomainError) -> click.ClickException:
    return click.ClickException(refusal.message or "Tidak dapat dilakukan.")


def _new_passphrase(person: Person) -> str:
    """Asked until it is good enough, typed twice, never shown."""
    while True:
        typed: str = click.prompt(
            f"Frasa sandi baru {person.name}", hide_input=True, confirmation_prompt="Ulangi"
        )
        try:
            keeping.check_passphrase(person.id, typed)
        except DomainError as refusal:
            click.echo(refusal.message)
            continue
        return typed


def _sheets() -> Sheets:
    return Sheets(
        click.prompt("Lembar pemulihan pertama", hide_input=True),
        click.prompt("Lembar pemulihan kedua", hide_input=True),
    )


def _unlocked(custodians: Sequence[Custodian]) -> dict[int, PrivateKey]:
    found = {}
    for number, name in [(one.id, one.person.name) for one in custodians]:
        typed = click.prompt(f"Frasa sandi {name}", hide_input=True)
        found[number] = unlocking.key_of(SYSTEM, number, typed)
    return found


def _print_sheets(sheets: Sheets) -> None:
    click.echo("")
    click.echo(
        "LEMBAR PEMULIHAN. Ditampilkan satu kali dan tidak disimpan. Tulis atau cetak pada dua"
    )
    click.echo(
        "kertas, masukkan ke dua amplop bersegel, simpan di dua tempat pada dua orang berbeda."
    )
    for number, sheet in enumerate((sheets.first, sheets.second), start=1):
        click.echo(f"  Lembar {number}: {sheet}")
    click.echo("")


@vault.command("ceremony")
@click.option("--nip", "nips", multiple=True, required=True, help="Sekali untuk tiap kustodian.")
def ceremony(nips: tuple[str, ...]) -> None:
    """Tetapkan dua sampai empat kustodian pertama dan cetak lembar pemulihan."""
    chosen = {}
    for person in [_person(nip) for nip in nips]:
        chosen[person.id] = _new_passphrase(person)
    try:
        sheets = keeping.hold_ceremony(SYSTEM, chosen)
    except DomainError as refusal:
        raise _refused(refusal) from None
    _print_sheets(sheets)
    _print_custodians(office.in_office())


@vault.command("status")
def status() -> None:
    """Siapa kustodian, apakah kuncinya dapat dipakai, dan berapa identitas tersegel."""
    standing = queries.standing_for(SYSTEM)
    _print_custodians(standing.custodians)
    click.echo(f"Identitas tersegel: {standing.identities}")
    click.echo(f"Belum tersegel untuk semua kustodian: {standing.incomplete}")
    click.echo(f"Permintaan berjalan: {standing.running}")
    if len([one for one in standing.custodians if office.able(one)]) < office.FEWEST:
        raise click.ClickException("Kurang dari dua kunci dapat dipakai.")


def _print_custodians(custodians: Sequence[Custodian]) -> None:
    for one in custodians:
        usable = "dapat dipakai" if office.able(one) else "TIDAK dapat dipakai"
        since = clock.local(one.appointed_at).date()
        click.echo(
            f"{one.person.name}: kunci {keyring.fingerprint(one.public_key)}, "
            f"sejak {since:%d-%m-%Y}, {usable}"
        )


@vault.command("replace")
@click.option("--nip", required=True, help="NIP kustodian yang diganti.")
@click.option("--by", "new_nip", required=True, help="NIP penggantinya.")
@click.option("--recovery", is_flag=True, help="Dengan lembar pemulihan, bukan dua frasa sandi.")
def replace(nip: str, new_nip: str, recovery: bool) -> None:
    """Ganti satu kustodian; setiap identitas disegel ulang."""
    leaving, coming = _person(nip), _person(new_nip)
    leaving_id, coming_id = leaving.id, coming.id
    try:
        keys = (
            keeping.keys_from_sheets(SYSTEM, _sheets())
            if recovery
            else _unlocked([one for one in office.in_office() if office.able(one)][: office.FEWEST])
        )
        passphrase = _new_passphrase(coming)
        number = keeping.replace(SYSTEM, leaving_id, coming_id, passphrase, keys)
    except DomainError as refusal:
        raise _refused(refusal) from None
    click.echo(f"Kustodian diganti; {number} identitas disegel ulang.")
    _print_custodians(office.in_office())


@vault.command("recover")
@click.option("--nip", required=True, help="NIP kustodian yang kuncinya hilang.")
def recover(nip: str) -> None:
    """Bungkus ulang kunci seorang kustodian dengan kedua lembar pemulihan."""
    person = _person(nip)
    person_id = person.id
    sheets = _sheets()
    passphrase = _new_passphrase(person)
    try:
        keeping.rewrap(SYSTEM, person_id, sheets, passphrase)
    except DomainError as refusal:
        raise _refused(refusal) from None
    click.echo("Kunci dibungkus ulang. Kembalikan kedua lembar ke amplop bersegel baru.")


@vault.command("erase")
@click.option("--confirm", is_flag=True, help="Hapus sekarang; dua kustodian mengetik frasa sandi.")
def erase(*, confirm: bool) -> None:
    """Tunjukkan identitas yang masa simpannya habis; dengan --confirm, hapus untuk selamanya."""
    due = retaining.due(SYSTEM)
    for one in due:
        click.echo(f"{one.number}: ditutup {one.closed_on:%d-%m-%Y}")
    click.echo(f"{len(due)} identitas habis masa simpannya.")
    if not due or not confirm:
        return
    try:
        keys = _unlocked([one for one in office.in_office() if office.able(one)][: office.FEWEST])
        number = retaining.erase_due(SYSTEM, {one.record for one in due}, keys)
    except DomainError as refusal:
        raise _refused(refusal) from None
    click.echo(f"{number} identitas dihapus.")
    if number:
        click.echo("Cadangan lama masih memuatnya, tersegel, sampai habis.")
    if left := len(due) - number:
        click.echo(f"{left} dari daftar tidak lagi menunggu penghapusan dan dilewati.")


@vault.command("drill")
@click.option("--recovery", is_flag=True, help="Uji juga kedua lembar pemulihan.")
def drill(recovery: bool) -> None:
    """Latihan: buktikan bahwa kunci para kustodian masih membuka segel; tidak ada identitas dibuka."""
    try:
        keys = _unlocked([one for one in office.in_office() if office.able(one)])
        tried = keeping.drill(SYSTEM, keys)
        click.echo(f"Frasa sandi: {tried} pasang kunci membuka segel latihan, satu kunci tidak.")
        if recovery:
            tried = keeping.drill(SYSTEM, keeping.keys_from_sheets(SYSTEM, _sheets()))
            click.echo(f"Lembar pemulihan: {tried} pasang kunci membuka segel latihan.")
    except DomainError as refusal:
        raise _refused(refusal) from None
