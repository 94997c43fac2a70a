"""Everything that an article claims, as a reading."""
