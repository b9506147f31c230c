"""What is done with complaints, one module per side: receiving, following, the desk's decisions."""
