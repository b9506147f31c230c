"""Objections (keberatan): against a decision on oneself, decided by nobody who took part in it."""
