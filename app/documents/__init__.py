"""Numbered letters as PDF: ordered with their record, rendered once, kept as bytes, verifiable (R-171)."""
