"""Corpora that cost nothing to make."""

from __future__ import annotations

from tests.serve.web.conftest import made, made_demo

__all__ = ["made", "made_demo"]
