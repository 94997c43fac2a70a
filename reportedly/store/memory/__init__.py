"""A corpus in memory: the reference, which says in plain Python what a store does. It searches by looking at everything."""

from reportedly.store.memory.writing import Memory

__all__ = ["Memory"]
