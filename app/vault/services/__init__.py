"""Use cases of the vault: keys of custodians, sealing an identity, opening it by two."""
