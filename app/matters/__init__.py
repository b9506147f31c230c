"""The register of urusan: what is being decided, for whom, by whom, until when, and how it ended."""
