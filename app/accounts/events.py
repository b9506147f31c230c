"""What happens to accounts. What was typed at sign-in is never a fact."""

from app.core.events import EventType, named_in

holder = named_in("person_id")

SIGNED_IN = EventType("account.signed_in", "Masuk")
SIGN_IN_FAILED = EventType("account.sign_in_failed", "Gagal masuk")
SIGNED_OUT = EventType("account.signed_out", "Keluar")
CONFIRM_FAILED = EventType("account.confirm_failed", "Kata sandi salah saat konfirmasi")
BRAKED = EventType(
    "account.braked",
    "Akun harus menunggu setelah lima kali gagal",
    tell=(holder,),
    message="Lima kali kata sandi atau kode salah untuk akun Anda. Akun dapat dipakai lagi setelah "
    "15 menit. Jika bukan Anda, beri tahu admin.",
)
LOCKED = EventType(
    "account.locked", "Akun dikunci", tell=(holder,), message="Akun Anda dikunci oleh admin."
)
UNLOCKED = EventType(
    "account.unlocked", "Kunci akun dibuka", tell=(holder,), message="Akun Anda dapat dipakai lagi."
)
OPENED = EventType("account.opened", "Akun dibuka")
CODE_ISSUED = EventType(
    "account.code_issued",
    "Kode aktivasi dicetak",
    tell=(holder,),
    message="Kode aktivasi baru dicetak untuk akun Anda. Jika Anda tidak memintanya, beri tahu admin.",
)
ACTIVATED = EventType("account.activated", "Akun diaktifkan")
PASSWORD_CHANGED = EventType(
    "account.password_changed",
    "Kata sandi diganti",
    tell=(holder,),
    message="Kata sandi akun Anda diganti. Jika bukan Anda, beri tahu admin.",
)
SESSION_REVOKED = EventType("account.session_revoked", "Perangkat dikeluarkan")
DISABLED = EventType("account.disabled", "Akun dinonaktifkan")
ENABLED = EventType("account.enabled", "Akun dibuka kembali")
ROLE_GRANTED = EventType(
    "account.role_granted",
    "Peran diberikan",
    tell=(holder,),
    message="Anda mendapat peran {role_label}.",
)
ROLE_REVOKED = EventType(
    "account.role_revoked",
    "Peran dicabut",
    tell=(holder,),
    message="Peran {role_label} Anda dicabut.",
)
CODE_FAILED = EventType("account.code_failed", "Kode langkah kedua salah")
FACTOR_SET = EventType(
    "account.factor_set",
    "Verifikasi dua langkah dipasang",
    tell=(holder,),
    message="Verifikasi dua langkah dipasang pada akun Anda. Jika bukan Anda, beri tahu admin.",
)
FACTOR_ENDED = EventType(
    "account.factor_ended",
    "Verifikasi dua langkah dimatikan",
    tell=(holder,),
    message="Verifikasi dua langkah akun Anda dimatikan. Jika bukan Anda, beri tahu admin.",
)
FACTOR_RESET = EventType(
    "account.factor_reset",
    "Verifikasi dua langkah dilepas admin",
    tell=(holder,),
    message="Admin melepas verifikasi dua langkah akun Anda. Jika Anda tidak memintanya, "
    "beri tahu Inspektorat.",
)
RECOVERY_USED = EventType(
    "account.recovery_used",
    "Kode cadangan dipakai",
    tell=(holder,),
    message="Satu kode cadangan akun Anda dipakai, sisa {left}. Jika bukan Anda, ganti kata sandi "
    "dan beri tahu admin.",
)
RECOVERY_RENEWED = EventType(
    "account.recovery_renewed",
    "Kode cadangan dibuat ulang",
    tell=(holder,),
    message="Kode cadangan akun Anda dibuat ulang; yang lama tidak berlaku lagi.",
)
