"""Where a corpus is kept."""
