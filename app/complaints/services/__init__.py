"""What is done with complaints, one module per side: receiving, following, intake."""
