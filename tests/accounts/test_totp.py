"""Codes of an authenticator app: the half-minutes that count, and never twice."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from app.accounts import totp

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = datetime(2026, 3, 2, 12, 0, 10, tzinfo=UTC)
STEP = int(NOON.timestamp()) // 30


def code(offset: int) -> str:
    return pyotp.TOTP(SECRET).at((STEP + offset) * 30)


@pytest.mark.parametrize(
    ("offset", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_half_a_minute_off_and_no_more(offset, counts):
    assert totp.matching_step(SECRET, code(offset), NOON) == (STEP + offset if counts else None)


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_a_code_counts_once(offset):
    used = totp.matching_step(SECRET, code(offset), NOON)
    for later in range(-1, 2):
        moment = NOON + timedelta(seconds=30 * later)
        assert totp.matching_step(SECRET, code(offset), moment, used) is None


def test_after_a_later_code_an_earlier_one_is_refused_though_unused():
    assert totp.matching_step(SECRET, code(0), NOON, STEP + 1) is None
    assert totp.matching_step(SECRET, code(1), NOON, STEP) == STEP + 1


def test_a_code_may_be_typed_in_groups():
    typed = code(0)
    assert totp.matching_step(SECRET, f" {typed[:3]} {typed[3:]} ", NOON) == STEP


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5x", "-12345"]
)
def test_what_is_no_code_counts_never(typed):
    assert not totp.is_code(typed)
    assert totp.matching_step(SECRET, typed, NOON) is None


def test_the_published_vectors_of_the_standard_come_out():
    """RFC 6238, appendix B, SHA-1, shortened to six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for second, expected in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        moment = datetime.fromtimestamp(second, UTC)
        assert totp.matching_step(secret, expected, moment) == second // 30


def test_the_app_is_told_who_and_where():
    address = totp.setup_address(SECRET, "Dewi Contoh, S.T.", "SADAR")
    assert address.startswith("otpauth://totp/SADAR:Dewi%20Contoh")
    assert f"secret={SECRET}" in address
    assert "issuer=SADAR" in address
