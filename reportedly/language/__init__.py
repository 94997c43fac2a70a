"""Article → spaCy Doc: the network, and who the text speaks of."""
