"""Articles on their way into a corpus, as `reportedly add` brings them there."""
