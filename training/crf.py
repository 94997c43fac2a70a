"""A linear-chain conditional random field (Lafferty et al. 2001) over BILOU tags, lawful sequences only."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from reportedly.language import labels

NEVER = -1e4  # finite, so that a padded batch has no NaN in its gradients


class Field(nn.Module):
    """Learned transitions over the tags of `kinds` kinds of span; unlawful ones are fixed at NEVER."""

    def __init__(self, kinds: int) -> None:
        super().__init__()
        follows, begins, ends = labels.lawful(kinds)
        size = len(begins)
        self.transitions = nn.Parameter(torch.zeros(size, size))
        self.register_buffer("follows", torch.tensor(follows))
        self.register_buffer("begins", torch.tensor(begins))
        self.register_buffer("ends", torch.tensor(ends))

    def scores(self) -> Tensor:
        """Transition scores [from, to] with the unlawful ones at NEVER, shape (tags, tags)."""
        return torch.where(self.follows, self.transitions, NEVER)

    def loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood of each sequence, shape (batch,). `emissions` (batch, words, tags), `tags` (batch, words)."""
        emissions = emissions.float()
        move = self.scores()
        words = emissions.shape[1]
        inside = torch.arange(words)[None] < lengths[:, None]
        start = torch.where(self.begins, 0.0, NEVER)
        end = torch.where(self.ends, 0.0, NEVER)
        alpha = emissions[:, 0] + start
        for t in range(1, words):
            step = torch.logsumexp(alpha[:, :, None] + move, dim=1) + emissions[:, t]
            alpha = torch.where(inside[:, t, None], step, alpha)
        total = torch.logsumexp(alpha + end, dim=1)
        tags = tags.clamp(min=0)
        said = (emissions.gather(2, tags[:, :, None])[:, :, 0] * inside).sum(1)
        moved = (move[tags[:, :-1], tags[:, 1:]] * inside[:, 1:]).sum(1)
        return total - said - moved
