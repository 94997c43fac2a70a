"""Disjoint sets of strings (union-find; Tarjan 1975), whose outcome does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Sets:
    """Everything is a set of its own until it is joined."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def __bool__(self) -> bool:
        """Whether anything was joined."""
        return bool(self._above)

    def root(self, member: str) -> str:
        """The smallest member of its set."""
        if member not in self._above:
            return member
        path = []
        while (above := self._above.get(member, member)) != member:
            path.append(member)
            member = above
        for passed in path:
            self._above[passed] = member
        return member

    def join(self, a: str, b: str) -> None:
        """Make the sets of two members one."""
        low, high = sorted((self.root(a), self.root(b)))
        if low != high:
            self._above[high] = low

    def groups(self, members: Iterable[str]) -> list[list[str]]:
        """The sets of these members, each sorted, in order of their smallest."""
        found: dict[str, list[str]] = defaultdict(list)
        for member in sorted(members):
            found[self.root(member)].append(member)
        return [found[root] for root in sorted(found)]
