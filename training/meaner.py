"""The encoder of propositions as it is trained: MiniLM with frozen lower layers, upper ones over a whole article."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.network import WIDTH, Encoder
from training.train import encoder_folder

SIZE = 160
DISTANCES, APART = 6, -4.0
"""Classes of distance between wordings, and the bias of attention to other wordings than one's own."""
FROZEN = 3
"""Lower layers that stay MiniLM's: what they give is computed once, which halves the time of training."""


class Meaner(nn.Module):
    """MiniLM without the features of case and layout: frozen layers within a wording, then layers over all of them."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout)
        self.project = nn.Linear(WIDTH, SIZE)
        self.stance = nn.Sequential(nn.Linear(WIDTH, 64), nn.GELU(), nn.Linear(64, 1))
        self.dropout = nn.Dropout(dropout)
        self.raw = False
        self.register_buffer("bias", torch.full((DISTANCES,), APART))
        self.bias[0] = 0
        for added in (self.encoder.case, self.encoder.quote, self.encoder.layout):
            nn.init.zeros_(added.weight)
            added.weight.requires_grad_(False)

    def lower(self, pieces: Tensor, place: Tensor, block: Tensor) -> Tensor:
        """All (T,): what the frozen layers make of each wording by itself, (T, D)."""
        e = self.encoder
        x = e.norm(e.piece(pieces) + e.position(place))[None]
        mask = (block[:, None] != block[None]).float()[None, None] * -1e4
        for layer in e.layers[:FROZEN]:
            x = layer(x, mask)
        return x[0]

    def upper(self, x: Tensor, block: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        """`x` (B, T, D) of `lower`, `block` (B, T) with -1 for padding, `pool` (B, S, T) to unit vectors (B, S, SIZE) and
        the logit of denial (B, S)."""
        apart = distance(block[:, :, None], block[:, None, :])
        padding = (block < 0).float()[:, None, None, :] * -1e4
        # Not learned: learned ones stayed where they were, and take the fused kernel of attention, half of the time.
        mask = self.bias[apart][:, None] + padding
        for layer in self.encoder.layers[FROZEN:]:
            x = layer(x, mask)
        spans = pool @ x
        if self.raw:
            return spans, spans[..., 0]
        vectors = self.project(self.dropout(spans))
        vectors = vectors / (vectors.norm(dim=-1, keepdim=True) + 1e-9)
        return vectors, self.stance(self.dropout(spans))[..., 0]


def distance(a: Tensor, b: Tensor) -> Tensor:
    """How far apart two wordings stand, below DISTANCES: the same, next, near, far; the last class for the title."""
    far = (a - b).abs().clamp(max=DISTANCES - 2)
    title = (a == 0) != (b == 0)
    return torch.where(title, torch.full_like(far, DISTANCES - 1), far)


def build(dropout: float = 0.1) -> Meaner:
    """An untrained one with the encoder's weights."""
    vocabulary = sum(1 for _ in (encoder_folder() / "vocab.txt").open(encoding="utf8"))
    network = Meaner(vocabulary, dropout)
    network.encoder.load(encoder_folder() / "model.safetensors")
    for part in (
        network.encoder.piece,
        network.encoder.position,
        network.encoder.norm,
        *network.encoder.layers[:FROZEN],
    ):
        part.requires_grad_(False)
    return network
