"""How the web application is to behave; passed in, never read from the environment."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass

LOOPBACK_NAMES = ("localhost", "localhost.localdomain")


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one client may ask: so many at once, and so many a second from then on."""

    at_once: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Settings:
    """`token` is what a reader shows to write, and to read where the server listens beyond this machine. `corpus` is how
    pages call the corpus.

    `host` and `port` are where it listens; `names` are further names that it answers to, as a proxy before it has.
    `rate` is how often a client may ask the API, `slow_rate` how often for what takes long.
    `most_bytes` is the largest body of a request; `seconds` is how long one may take to come in, and its answer to begin.
    """

    token: str
    corpus: str = ""
    host: str = "127.0.0.1"
    port: int = 8321
    names: tuple[str, ...] = ()
    most_bytes: int = 20 << 20
    seconds: float = 30.0
    rate: Rate = Rate(100, 20.0)
    slow_rate: Rate = Rate(10, 0.5)

    @property
    def private(self) -> bool:
        """Whether reading needs the token too: somebody else could reach the server."""
        return not is_loopback(self.host)

    @property
    def cookie(self) -> str:
        """The name of the cookie; servers on other ports of this machine see it, so it names ours."""
        return f"reportedly_{self.port}"

    @property
    def proof(self) -> str:
        """What the cookie holds: who reads it there does not have the token itself."""
        return hmac.new(self.token.encode(), b"reportedly cookie", hashlib.sha256).hexdigest()

    def is_token(self, given: str) -> bool:
        """In a time that does not tell how much of it was right."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def is_proof(self, given: str) -> bool:
        """Whether a cookie is ours."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.proof.encode())

    def answers_to(self, host: str) -> bool:
        """Whether a request for this host is for us.

        Addresses always are: a page of somebody else's that has made a name of its own point here (DNS rebinding)
        asks by that name.
        """
        name = host.lower().rstrip(".")
        return name in LOOPBACK_NAMES or name in {self.host.lower(), *map(str.lower, self.names)} or is_address(name)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    return host.lower() in LOOPBACK_NAMES or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def is_address(host: str) -> bool:
    """Whether it is an IP address, not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
