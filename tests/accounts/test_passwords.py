"""What a password must be, and how it is kept."""

import threading

import pytest

from app.accounts import passwords

NAME, NIP = "Ni Luh Putu Swastini, S.E.", "198612222010032921"


def weakness(password):
    return passwords.weakness(password, name=NAME, nip=NIP)


@pytest.mark.parametrize("password", ["empat kuda di sawah", "Xk9#mPq2!vLz", "ubi rebus jam lima"])
def test_a_long_password_nobody_guesses_is_accepted(app, password):
    assert weakness(password) is None


@pytest.mark.parametrize(
    "password",
    ["password123", "Rahasia-2026", "1234567890", "qwertyuiop", "Indonesia2045!", "aaaaaaaaaaaa",
     "rahasiarahasia", "BISMILLAH 123", "P@SSW0RD123"],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused(app, password):
    assert "umum" in weakness(password)


@pytest.mark.parametrize("password", ["swastini di bali", "198612222010032921", "jalan 19861222 x"])
def test_own_name_nip_and_birth_date_are_refused(app, password):
    assert "NIP" in weakness(password)


def test_nine_letters_are_too_few_and_129_too_many(app):
    assert "sedikitnya 10" in weakness("kuda sawa")
    assert "paling banyak 128" in weakness("kuda sawah " * 12)


def test_a_word_inside_a_phrase_is_no_reason_to_refuse(app):
    assert weakness("kopi hitam tanpa gula dua") is None


def test_the_stored_hash_is_argon2id_and_opens_with_its_password_only(app):
    stored = passwords.hash_of("empat kuda di sawah")
    assert stored.startswith("$argon2id$")
    assert passwords.matches(stored, "empat kuda di sawah")
    assert not passwords.matches(stored, "empat kuda di sawah ")
    assert not passwords.matches(None, "empat kuda di sawah")
    assert not passwords.matches("not a hash", "empat kuda di sawah")


def test_129_letters_are_refused_before_anything_is_hashed(app, monkeypatch):
    stored = passwords.hash_of("empat kuda di sawah")
    monkeypatch.setattr(passwords, "_SEATS", None)
    assert not passwords.matches(stored, "x" * 129)


def test_letters_composed_in_another_way_are_the_same_password(app):
    stored = passwords.hash_of("caf\u00e9 di pojok jalan")
    assert passwords.matches(stored, "cafe\u0301 di pojok jalan")


def test_no_more_than_two_hashes_are_computed_at_a_time(app, monkeypatch):
    running, most = [], []
    stored, seat = passwords.hash_of("empat kuda di sawah"), threading.Lock()
    real = passwords._hasher[0]

    class Watched:
        def verify(self, *args):
            with seat:
                running.append(1)
                most.append(len(running))
            try:
                return real.verify(*args)
            finally:
                with seat:
                    running.pop()

    monkeypatch.setattr(passwords, "_hasher", [Watched()])
    crowd = [
        threading.Thread(target=passwords.matches, args=(stored, "salah sekali ini"))
        for _ in range(12)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(most) == 12
    assert max(most) <= 2
