"""The way to the mail server: what a setting may say, and that nothing goes over an open wire."""

import ipaddress
import ssl
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.mail import smtp
from app.mail.smtp import Security, read_address
from tests.factories.accounts import a_person
from tests.mail.conftest import URGENT, sending_to, tell, work
from tests.mail.server import MailServer

SENDER = "sadar@kota-contoh.example"


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for 127.0.0.1 that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "uji")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(
            [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return context


def test_a_full_setting_is_read():
    found = read_address("smtp://petugas%40kota:s%3Aandi@mail.kota.example:2525", SENDER)
    assert (found.host, found.port, found.security) == (
        "mail.kota.example", 2525, Security.STARTTLS,
    )  # fmt: skip
    assert (found.user, found.password) == ("petugas@kota", "s:andi")
    assert "s:andi" not in repr(found)


@pytest.mark.parametrize(
    ("url", "port"),
    [("smtp://a.example", 587), ("smtps://a.example", 465), ("smtp+plain://localhost", 25)],
)
def test_each_way_has_its_usual_port(url, port):
    assert read_address(url, SENDER).port == port


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://a.example", SENDER),
        ("a.example", SENDER),
        ("smtp://", SENDER),
        ("smtp+plain://a.example", SENDER),
        ("smtp://a.example:99999", SENDER),
        ("smtp://a.example", "SADAR"),
        ("smtp://a.example", "SADAR <sadar@kota.example>"),
        ("smtp://a.example", "sadar@kota.example\r\nBcc: x@y.example"),
    ],
)
def test_a_wrong_setting_fails_at_start(url, sender):
    with pytest.raises(ValueError):  # noqa: PT011 - the sentences differ
        read_address(url, sender)


def test_mail_leaves_encrypted_and_signed_in(app, certificate):
    with MailServer(certificate=certificate) as server:
        server.behaviour.password = "rahasia"
        with sending_to(f"smtp://sadar:rahasia@127.0.0.1:{server.port}"):
            tell(URGENT, a_person(email="a@contoh.example"))
            work()
        assert len(server.arrived) == 1


def test_without_encryption_nothing_leaves(app, server):
    with sending_to(f"smtp://127.0.0.1:{server.port}"):
        tell(URGENT, a_person(email="a@contoh.example"))
        work()
    assert server.arrived == []


def test_a_server_with_a_strangers_certificate_gets_nothing(app, certificate, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with MailServer(certificate=certificate) as server:
        with sending_to(f"smtp://127.0.0.1:{server.port}"):
            tell(URGENT, a_person(email="a@contoh.example"))
            work()
        assert server.arrived == []


def test_a_wrong_password_leaves_the_mail_waiting(app, certificate):
    with MailServer(certificate=certificate) as server:
        server.behaviour.password = "rahasia"
        known = read_address(f"smtp://sadar:salah@127.0.0.1:{server.port}", SENDER)
        with pytest.raises(smtp.Unreachable, match="SMTPAuthenticationError"), smtp.connected(known):  # fmt: skip
            pytest.fail("signed in")
