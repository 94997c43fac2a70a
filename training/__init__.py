"""How the network was trained; imports the shipped feature code, is never imported by it."""
