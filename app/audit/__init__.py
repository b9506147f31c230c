"""The trail: every write and every foreign reading in one append-only, hash-chained table (R-176)."""
