"""The law as data: packs of terms, code lists, thresholds and wording (Perwali Banjarmasin 92/2020,
Pergub Kaltim 31/2015, PermenPANRB 17/2024, KPK and administrative law), and which is in force when.
"""
