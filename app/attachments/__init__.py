"""Evidence files: judged by content, sealed on disk, shown to whoever may read the record."""
