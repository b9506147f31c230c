"""Smallest valid records for tests, by feature."""
