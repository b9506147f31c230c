"""Settings of one installation, read from the environment once; missing or wrong fails at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything an installation may decide. Upper-case fields become Flask's configuration."""

    DATA_DIR: Path = ROOT / "var"
    DATABASE_URL: str | None = None
    DEMO: bool = False
    NAMA_APLIKASI: str = "SADAR"
    NAMA_PEMDA: str = "Pemerintah Kota Contoh"
    # Where letters are signed: "Kota Contoh, 18 November 2026".
    TEMPAT: str = "Kota Contoh"
    KONTAK: str = "Inspektorat Daerah, Jalan Contoh Nomor 1 · inspektorat@kota-contoh.example"
    ZONA_WAKTU: str = "Asia/Makassar"
    PUBLIC_URL: str = "http://127.0.0.1:8000"
    HTTPS: bool = False
    # How many proxies stand in front and say who asks (X-Forwarded-For). 0: visitors come themselves.
    PROXIES: int = 0
    # smtp://user:password@host:587 (STARTTLS), smtps://…:465, or smtp+plain://localhost for a relay
    # on this machine. Without it mail is off: people find everything in their inbox only.
    SMTP_URL: str | None = field(default=None, repr=False)
    MAIL_FROM: str = "sadar@localhost"
    # The Unix socket of ClamAV's daemon. Without it no file is scanned for viruses.
    CLAMD_SOCKET: str | None = None
    # Public half (64 hexadecimal digits) of the key that opens backups; the other half is offline.
    BACKUP_KEY: str | None = None
    # Whether officers (HR, UPG, Inspektorat, complaints desk, admin) must have a second factor.
    # None: everywhere but in the demo city, whose roles are there to be tried.
    SECOND_FACTOR: bool | None = None
    TESTING: bool = False
    SESSION_IDLE_MINUTES: int = 30
    SESSION_HOURS: int = 8
    # argon2id: memory in KiB, passes, lanes. Tests use a cheap profile.
    ARGON2: tuple[int, int, int] = (19 * 1024, 2, 1)
    # The same for the keys of identity custodians: memory in KiB, passes (C11).
    VAULT_ARGON2: tuple[int, int] = (64 * 1024, 3)
    MAX_CONTENT_LENGTH: int = 30 * 1024 * 1024
    MAX_FORM_MEMORY_SIZE: int = 512 * 1024
    MAX_FORM_PARTS: int = 600
    EXTRA: Mapping[str, object] = field(default_factory=dict)

    @property
    def second_factor_required(self) -> bool:
        """Whether officers must have a second factor here."""
        return not self.DEMO if self.SECOND_FACTOR is None else self.SECOND_FACTOR

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read SADAR_… variables; everything has a safe default but production's own names."""
        env = os.environ
        named = {
            name: env[f"SADAR_{name}"]
            for name in (
                "DATABASE_URL", "NAMA_APLIKASI", "NAMA_PEMDA", "TEMPAT", "KONTAK", "ZONA_WAKTU", "PUBLIC_URL",
                "SMTP_URL", "MAIL_FROM", "CLAMD_SOCKET", "BACKUP_KEY",
            )
            if env.get(f"SADAR_{name}")
        }  # fmt: skip
        cheap = env.get("SADAR_CHEAP_HASHES") == "1"
        return cls(
            DATA_DIR=Path(env.get("SADAR_DATA_DIR", str(ROOT / "var"))).resolve(),
            DEMO=env.get("SADAR_DEMO") == "1",
            HTTPS=env.get("SADAR_HTTPS") == "1",
            PROXIES=int(env.get("SADAR_PROXIES", "0")),
            SECOND_FACTOR={"1": True, "0": False}.get(env.get("SADAR_SECOND_FACTOR", "")),
            ARGON2=(8 * 1024, 1, 1) if cheap else cls.ARGON2,
            VAULT_ARGON2=(8, 1) if cheap else cls.VAULT_ARGON2,
            **named,  # type: ignore[arg-type]
        )
