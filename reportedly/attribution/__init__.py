"""Doc → attributions with their chains."""
