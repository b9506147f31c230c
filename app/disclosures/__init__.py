"""Declarations of private interests (Perwali 92/2020 Lamp. II.D tahap 3.c): first, follow-up, nil."""
