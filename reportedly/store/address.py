"""Addresses of corpora as they may be shown."""

from __future__ import annotations

import re


def public_name(address: str) -> str:
    """The corpus as it may be shown: without a password."""
    if "://" not in address:
        return address
    bare = re.sub(r"(?<=://)([^/?#@:]*):[^/?#]*@", r"\1@", address)
    return re.sub(r"(?<=[?&])password=[^&]*&?", "", bare).rstrip("?&")
