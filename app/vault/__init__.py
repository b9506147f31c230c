"""Who reports is known to nobody: identities sealed to two custodians, opened by both, for one hour."""
