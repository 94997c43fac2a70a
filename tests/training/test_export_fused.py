"""What is fused gives what was exported."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("quantised", [False, True])
def test_a_fused_graph_gives_the_same_scores(tmp_path: Path, quantised: bool) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from reportedly.language.network import session
    from training.export_fused import rewrite
    from training.network import WIDTH, Roles

    path, words = tmp_path / "roles.onnx", 12
    torch.manual_seed(1)
    given = {
        "words": torch.randn(1, words, WIDTH),
        "cue": torch.randn(1, 2 * WIDTH),
        "distance": torch.arange(words)[None],
        "real": torch.ones(1, words, dtype=torch.int64),
    }
    axes = {name: {0: "K", 1: "L"} for name in ("words", "distance", "real")} | {"cue": {0: "K"}}
    torch.onnx.export(
        Roles(0.0, 48, 2).eval(), tuple(given.values()), str(path), input_names=list(given), output_names=["scores"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    if quantised:
        plain = path.rename(tmp_path / "plain.onnx")
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    arrays = {name: tensor.numpy() for name, tensor in given.items()}
    before = session(path).run(None, arrays)[0]
    rewrite([path])
    fused = onnx.load(path)
    kinds = [node.op_type for node in fused.graph.node]
    assert kinds.count("MultiHeadAttention") == 2
    assert "Softmax" not in kinds
    assert "LayerNormalization" not in kinds
    arrays.pop("real")  # nothing is padded any more
    after = session(path).run(None, arrays)[0]
    assert np.abs(after - before).max() < (0.1 if quantised else 1e-5)
    rewrite([path])
    assert onnx.load(path) == fused
