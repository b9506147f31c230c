"""`flask --app wsgi backup …`: copies of the installation, for the operator.

The private key stands on a sheet kept elsewhere; it is typed or read from a file, never an argument.
"""

import sys
import time
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from nacl.public import PrivateKey, PublicKey

from app.backups import services
from app.backups.services import Contents
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import DomainError
from app.vault import keyring
from app.vault.keyring import WrongSheet

backup = AppGroup("backup", help="Cadangan tersegel: tulis, periksa, pulihkan.")
_KEY_LETTERS = 64
_folder = click.Path(file_okay=False, path_type=Path)
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_to = click.option("--to", "recipient", help="Kunci publik penerima. Tanpa ini: SADAR_BACKUP_KEY.")
_sheet_file = click.option(
    "--key-file", type=_file, help="Berkas berisi lembar kunci. Tanpa ini: ditanyakan."
)


def _recipient(given: str | None) -> PublicKey:
    typed = "".join((given or current_app.config["BACKUP_KEY"] or "").split())
    if len(typed) != _KEY_LETTERS:
        raise click.ClickException(
            "Tidak ada kunci penerima. Buat sekali dengan “backup new-key” di komputer lain, lalu "
            "isi SADAR_BACKUP_KEY dengan kunci publiknya."
        )
    try:
        return PublicKey(bytes.fromhex(typed))
    except ValueError:
        raise click.ClickException("Kunci publik: 64 angka heksadesimal.") from None


def _private(key_file: Path | None) -> PrivateKey:
    typed: str = (
        key_file.read_text() if key_file else click.prompt("Lembar kunci cadangan", hide_input=True)
    )
    try:
        return keyring.from_sheet(typed)
    except WrongSheet:
        raise click.ClickException("Lembar kunci tidak cocok.") from None


def _refused(refusal: DomainError) -> click.ClickException:
    return click.ClickException(str(refusal.message or "Tidak dapat dilakukan."))


def _data() -> Path:
    return Path(current_app.config["DATA_DIR"])


@backup.command("new-key")
def new_key() -> None:
    """Buat sepasang kunci cadangan. Jalankan di komputer lain, bukan di peladen."""
    key = keyring.new_key()
    click.echo("Kunci publik (SADAR_BACKUP_KEY di peladen):")
    click.echo(f"  {bytes(key.public_key).hex()}")
    click.echo("LEMBAR KUNCI. Ditampilkan satu kali dan tidak disimpan; tanpa ini cadangan hilang.")
    click.echo("Cetak dua kali, simpan di dua tempat, jangan di peladen:")
    click.echo(f"  {keyring.sheet(key)}")


@backup.command("write")
@click.argument("folder", type=_folder)
@_to
def write(folder: Path, recipient: str | None) -> None:
    """Segel basis data dan bukti ke satu berkas baru di FOLDER. Kunci pemasangan tidak ikut."""
    try:
        path, contents = services.write(SYSTEM, _data(), folder, _recipient(recipient))
    except DomainError as refusal:
        raise _refused(refusal) from None
    click.echo(f"{path} ({path.stat().st_size} bita)")
    _tell(contents)


@backup.command("keys")
@click.argument("folder", type=_folder)
@_to
def keys(folder: Path, recipient: str | None) -> None:
    """Segel kunci pemasangan ke berkas tersendiri. Simpan terpisah dari cadangan."""
    try:
        path = services.write_keys(SYSTEM, _data(), folder, _recipient(recipient))
    except DomainError as refusal:
        raise _refused(refusal) from None
    click.echo(str(path))


@backup.command("verify")
@click.argument("file", type=_file)
@_sheet_file
@click.option("--database", help="Alamat basis data PostgreSQL kosong, bila cadangan dari sana.")
def verify(file: Path, key_file: Path | None, database: str | None) -> None:
    """Pulihkan sementara dan periksa semuanya. Keluar 0 bila utuh, 1 bila tidak."""
    key, began = _private(key_file), time.monotonic()
    try:
        contents, faults = services.verify(file, key, database)
    except DomainError as refusal:
        raise _refused(refusal) from None
    _tell(contents)
    for fault in faults:
        click.echo(fault)
    age = (clock.now() - contents.taken_at).total_seconds() / 3600
    click.echo(
        f"dipulihkan dan diperiksa dalam {time.monotonic() - began:.1f} detik, umur {age:.1f} jam: "
        + ("utuh" if not faults else f"{len(faults)} kejanggalan")
    )
    sys.exit(1 if faults else 0)


@backup.command("restore")
@click.argument("file", type=_file)
@click.argument("folder", type=_folder)
@_sheet_file
def restore(file: Path, folder: Path, key_file: Path | None) -> None:
    """Keluarkan isi cadangan ke FOLDER kosong (boleh sudah berisi “keys”)."""
    try:
        contents = services.restore(file, _private(key_file), folder)
    except DomainError as refusal:
        raise _refused(refusal) from None
    _tell(contents)
    click.echo(f"isinya ada di {folder}")


def _tell(contents: Contents) -> None:
    moment = clock.local(contents.taken_at)
    if contents.facts is None:
        click.echo(f"kunci pemasangan, {moment:%d-%m-%Y %H:%M}")
        return
    click.echo(
        f"keadaan {moment:%d-%m-%Y %H:%M}: skema {contents.facts.revision}, "
        f"{sum(contents.facts.rows.values())} baris, {contents.files} berkas bukti, "
        f"jejak sampai entri {contents.facts.seq}"
    )
