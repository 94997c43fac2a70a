"""How likely two propositions report the same claim, and with opposite stance: small networks over their features,
trained on our own stories."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.compared import Floats
from reportedly.corpus.features import FEATURES, Glance
from reportedly.errors import ModelError

FORMAT = 2
ROUGHLY = 0.01
"""Far more than single precision errs in a score."""


class Scorer:
    """Weights of `training.train_scorer`: a hidden layer each; features are shifted and scaled first.

    `glance` tells which pairs cannot come to `matching.SUGGESTED`; None where that was not worked out.
    """

    def __init__(self, about: dict[str, Any]) -> None:
        """Raises ModelError where they are of another format or for other features."""
        if about.get("format") != FORMAT or tuple(about.get("features", ())) != FEATURES:
            raise ModelError("the scorer of claims is of another version; install reportedly again")
        self._mean, self._scale = (np.array(about[k], dtype=np.float32) for k in ("mean", "scale"))
        self.glance = Glance(**about["glance"]) if "glance" in about else None
        self._same, self._opposed = (
            [[np.array(w, dtype=np.float32) for w in layer] for layer in about[k]] for k in ("same", "opposed")
        )

    def may_reach(self, features: Floats, least: float) -> NDArray[np.bool_]:
        """(pairs, features) to which of them may have a score of `least` or more: in single precision, which is quick."""
        (weight, bias), (out, end) = self._same
        hidden = np.maximum(features @ (weight / self._scale).T + (bias - weight @ (self._mean / self._scale)), 0)
        odds = np.log((least - ROUGHLY) / (1 - least + ROUGHLY)) if least > ROUGHLY else -np.inf
        reach: NDArray[np.bool_] = (hidden @ out.T + end)[:, 0] >= odds
        return reach

    def __call__(self, features: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(pairs, features) to two probabilities (pairs,): of one claim; and, if so, one denying what the other asserts."""
        # In double precision, so that what a pair scores to four digits does not depend on which others are beside it.
        x = (features.astype(np.float64) - self._mean) / self._scale
        return _through(x, self._same), _through(x, self._opposed)


def _through(x: NDArray[np.float64], layers: list[list[Floats]]) -> NDArray[np.float64]:
    for weight, bias in layers[:-1]:
        x = np.maximum(x @ weight.T + bias, np.float32(0))
    weight, bias = layers[-1]
    result: NDArray[np.float64] = 1 / (1 + np.exp(-(x @ weight.T + bias)[:, 0]))
    return result


@cache
def scorer() -> Scorer:
    """The one that ships."""
    return Scorer(json.loads(files("reportedly.corpus").joinpath("data", "scorer.json").read_text("utf8")))
