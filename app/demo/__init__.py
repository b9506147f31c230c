"""The demo city, Kota Contoh: invented people, accounts and declarations, seeded deterministically."""
