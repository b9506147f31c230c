"""Cek silang: finding a complaint's or matter's parties among what was declared, as of a day.

Perwali 92/2020 Lamp. II.G.3 gives the examiner three working days; this answers in seconds whether
the alleged relation was declared, when, and by whom. It shows records, never a conclusion of guilt.
"""
