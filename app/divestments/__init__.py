"""Divestment: giving up a private interest step by step, with proof that HR has seen (tahap 4.a)."""
