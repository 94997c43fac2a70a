"""A corpus as people read it in a terminal: claims, one claim, figures, a timeline, sources. What is shown is worked out
in `reportedly.corpus`; here it becomes lines."""
