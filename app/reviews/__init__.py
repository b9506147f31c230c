"""Examination of a complaint, review of the decision, oversight of what follows (Lamp. II.G.3–6)."""
