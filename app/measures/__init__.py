"""Rencana Penanganan: the measures a superior sets, what the employee says, and watching them."""
