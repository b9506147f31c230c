"""`flask --app wsgi accounts …`: the first admin of a new installation."""

import click
from flask.cli import AppGroup

from app.accounts import caretaking, queries
from app.accounts.policy import GRANTABLE
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import DomainError
from app.people import queries as people

accounts = AppGroup("accounts", help="Akun pegawai: admin pertama pemasangan baru.")


@accounts.command("create")
@click.option("--nip", required=True, help="NIP seseorang di daftar pegawai.")
@click.option(
    "--role", "role_name", type=click.Choice([one.value for one in GRANTABLE]), required=True,
    help="Peran yang diberikan.",
)  # fmt: skip
@click.option(
    "--reason", default="Pemasangan aplikasi", show_default=True, help="Tercatat di jejak."
)
def create(nip: str, role_name: str, reason: str) -> None:
    """Buka akun, beri satu peran, dan cetak kode aktivasinya sekali."""
    person = people.person_by_nip(nip)
    if person is None:
        raise click.ClickException(f"NIP {nip} tidak ada di daftar pegawai.")
    person_id, name = person.id, person.name
    role = next(one for one in GRANTABLE if one.value == role_name)
    printed = caretaking.issue_code(SYSTEM, person_id)
    account = queries.account_of(person_id)
    if account is not None and role not in account.roles_in_force():
        caretaking.grant_role(SYSTEM, person_id, role, reason)
    until = clock.local(printed.expires_at)
    click.echo(f"{name} ({nip}): peran {role.label}")
    click.echo(f"Kode aktivasi: {printed.code}")
    click.echo(
        f"Berlaku sampai {until:%d-%m-%Y %H.%M} {clock.abbreviation()}, dipakai di /aktivasi"
    )


@accounts.command("reset-factor")
@click.option("--nip", required=True, help="NIP pemilik akun.")
@click.option("--reason", required=True, help="Tercatat di jejak.")
def reset_factor(nip: str, reason: str) -> None:
    """Lepas verifikasi dua langkah yang hilang: untuk admin terakhir, yang tidak bisa ditolong siapa pun."""
    person = people.person_by_nip(nip)
    if person is None:
        raise click.ClickException(f"NIP {nip} tidak ada di daftar pegawai.")
    name = person.name
    try:
        caretaking.reset_second_factor(SYSTEM, person.id, reason)
    except DomainError as refusal:
        raise click.ClickException(refusal.message or "Tidak ada akun.") from None
    click.echo(f"{name} ({nip}): verifikasi dua langkah dilepas")
