"""A news stream that never was: stories of which it is known who knew what and who copied whom."""
