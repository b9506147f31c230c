"""Whose letters these are: the government's name and address, frozen into each letter."""

from flask import current_app


def of_this_installation() -> dict[str, str]:
    """The head of a letter ordered now, and the address its QR code leads to."""
    config = current_app.config
    return {
        "government": config["NAMA_PEMDA"],
        "address": config["KONTAK"],
        "application": config["NAMA_APLIKASI"],
        "verify_at": config["PUBLIC_URL"].rstrip("/"),
    }


def place() -> str:
    """Where letters of this installation are signed."""
    return str(current_app.config["TEMPAT"])
