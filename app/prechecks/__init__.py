"""Cek Sebelum Memutuskan: whether an official may go on with a matter, asked before deciding it."""
