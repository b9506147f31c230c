"""Accounts: who may come in, as whom, from which device, and with which granted roles (S-20)."""
