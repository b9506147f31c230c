"""Work for after the commit, ordered in the same transaction as the record that needs it."""
