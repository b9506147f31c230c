"""Leaving office: the exit declaration, its verification, and the cooling-off time after it."""
