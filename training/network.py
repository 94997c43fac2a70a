"""The multi-head network in torch: the MiniLM encoder, heads on words, a parser, and roles given a cue.

Shapes: B windows, T pieces, N words, K cues, L words around a cue, D = 384.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reportedly.language import labels
from reportedly.language.around import DISTANCES
from reportedly.language.features import CASES, LAYOUTS, QUOTES
from training.crf import Field

WIDTH, HEADS, INNER, LAYERS, EPSILON = 384, 12, 1536, 6, 1e-12


class Layer(nn.Module):
    """One post-norm transformer layer, as BERT's."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float, epsilon: float = EPSILON) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the attention scores, (B, 1, 1, T)."""
        b, t, d = x.shape
        q, k, v = (
            f(x).view(b, t, self.heads, d // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        # No dropout on the attention itself: on a CPU it forbids the fused kernel and costs half of the time.
        y = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        y = self.out(y.transpose(1, 2).reshape(b, t, d))
        x = self.norm1(x + functional.dropout(y, self.dropout, self.training))
        y = self.shrink(functional.gelu(self.grow(x)))
        return self.norm2(x + functional.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and the features of their words to one vector a word."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.piece = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.case, self.quote, self.layout = (nn.Embedding(n, WIDTH) for n in (CASES, QUOTES, LAYOUTS))
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))
        self.piece.weight.requires_grad_(False)  # rare pieces would drift from the common ones on so little text
        self.dropout = dropout
        for added in (self.case, self.quote, self.layout):
            nn.init.normal_(added.weight, std=0.01)

    def forward(self, pieces: Tensor, shape: Tensor, first: Tensor, real: Tensor) -> Tensor:
        """`pieces` (B, T); `shape` (B, T, 3) case, quote, layout; `first` (B, N) each word's first piece; `real` (B, T) 1 or 0."""
        place = torch.arange(pieces.shape[1], device=pieces.device)[None]
        x = self.piece(pieces) + self.position(place)
        x = x + self.case(shape[:, :, 0]) + self.quote(shape[:, :, 1]) + self.layout(shape[:, :, 2])
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        mask = (1.0 - real.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def load(self, path: Path) -> None:
        """Start from BERT weights in a safetensors file."""
        given = load_file(str(path))
        given = {k.removeprefix("bert."): v.float() for k, v in given.items()}
        e = "embeddings."
        self.piece.weight.data.copy_(given[e + "word_embeddings.weight"])
        self.position.weight.data.copy_(
            given[e + "position_embeddings.weight"] + given[e + "token_type_embeddings.weight"][0]
        )
        self.norm.load_state_dict({p: given[f"{e}LayerNorm.{p}"] for p in ("weight", "bias")})
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "grow": "intermediate.dense", "shrink": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                part = {p: given[f"encoder.layer.{i}.{theirs}.{p}"] for p in ("weight", "bias")}
                getattr(layer, ours).load_state_dict(part)


class Parser(nn.Module):
    """Deep biaffine arcs and labels (Dozat & Manning 2017)."""

    def __init__(self, relations: int, dropout: float, arc: int = 256, label: int = 128) -> None:
        super().__init__()
        self.arc_dependent, self.arc_head = self._project(arc, dropout), self._project(arc, dropout)
        self.label_dependent, self.label_head = self._project(label, dropout), self._project(label, dropout)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label = nn.Parameter(torch.zeros(relations, label + 1, label + 1))
        nn.init.normal_(self.arc, std=arc**-0.5 / 4)
        nn.init.normal_(self.label, std=1 / label)

    @staticmethod
    def _project(size: int, dropout: float) -> nn.Sequential:
        return nn.Sequential(nn.Linear(WIDTH, size), nn.GELU(), nn.Dropout(2 * dropout))

    def arcs(self, x: Tensor) -> Tensor:
        """Scores (B, N, N) of [dependent, head]; a root's head is itself."""
        return with_one(self.arc_dependent(x)) @ self.arc @ self.arc_head(x).transpose(1, 2)

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores (M, relations) for M pairs of word vectors (M, D)."""
        d, h = with_one(self.label_dependent(dependent)), with_one(self.label_head(head))
        return torch.einsum("mi,rij,mj->mr", d, self.label, h)


def with_one(x: Tensor) -> Tensor:
    """A constant 1 appended to the last axis, for the bias of a bilinear form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Roles(nn.Module):
    """Given a cue, the role of every word around it: a small transformer told where the cue is."""

    def __init__(self, dropout: float, width: int = 192, layers: int = 2) -> None:
        super().__init__()
        self.word, self.cue = nn.Linear(WIDTH, width), nn.Linear(2 * WIDTH, width)
        self.distance = nn.Embedding(DISTANCES, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, 6, 2 * width, dropout, 1e-5) for _ in range(layers))
        self.out = nn.Linear(width, 1 + 4 * len(labels.ROLES))
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, words: Tensor, cue: Tensor, distance: Tensor, real: Tensor) -> Tensor:
        """`words` (K, L, D), `cue` (K, 2D) its first and last word, `distance` (K, L) bucket, `real` (K, L) 1 or 0: (K, L, tags)."""
        x = self.norm(self.word(words) + self.cue(cue)[:, None] + self.distance(distance))
        mask = (1.0 - real.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(x)


class Network(nn.Module):
    """Everything; `heads` name the word-level heads and the size of each."""

    def __init__(self, vocabulary: int, features: int, relations: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout)
        sizes = {
            "upos": len(labels.UPOS),
            "morph": features,
            "sentence": 2,
            "name": 1 + 4 * len(labels.ENTITIES),
            "cue": 5,
            "any": 5,
            "flat": 9,
        }
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in sizes.items()})
        self.parser = Parser(relations, dropout)
        self.roles = Roles(dropout)
        self.cue_field, self.role_field = Field(1), Field(len(labels.ROLES))
        self.dropout = nn.Dropout(dropout)
