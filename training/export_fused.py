"""python -m training.export_fused GRAPH.onnx … — the same graphs as onnxruntime runs them with the least work, in place.

What is exported says attention and normalisation in single steps, each of which writes all that it makes. Here:

* attention is one operator (`com.microsoft.MultiHeadAttention`), which keeps a block of scores in the cache;
* query, key and value are one product, their int8 weights and scales side by side: the same numbers;
* LayerNormalization is InstanceNormalization over words, whose loop onnxruntime has vectorised (a fifth of the time),
  then weight and bias;
* no mask of padding: one window is run at a time, and nothing in it is padding (`reportedly.language.annotate`).

For the encoder of propositions, besides (`claims`): below, wordings do not see each other, so attention is over some of
them at a time (`reportedly.corpus.meaning.chunks`); above, what attention adds for distance is laid out from a small table.

Sums are in another order, so scores differ in the sixth digit; what is fused already is left as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from training.export_graph import MICROSOFT, Graph
from training.meaner import DISTANCES


@dataclass(frozen=True)
class Attention:
    """One layer's attention as it was exported: names of what is projected, what is made, and the number of heads."""

    softmax: NodeProto
    query: str
    key: str
    value: str
    out: str
    heads: int

    @property
    def layer(self) -> str:
        return self.softmax.name.rpartition("/")[0]


def attentions(graph: Graph) -> list[Attention]:
    """All layers, in order."""
    return [_attention(graph, node) for node in graph.proto.node if node.op_type == "Softmax"]


def _attention(graph: Graph, softmax: NodeProto) -> Attention:
    product = graph.before(softmax, "Add", "MatMul")
    query, key = (graph.before(graph.made_by[i], "Transpose", "Reshape") for i in product.input)
    (seen,) = (n for n in graph.proto.node if softmax.output[0] in n.input)
    value = graph.before(seen, "Transpose", "Reshape")
    (turned,) = (n for n in graph.proto.node if seen.output[0] in n.input)
    (out,) = (n for n in graph.proto.node if turned.output[0] in n.input)
    heads = int(graph.array(graph.before(query, "Concat").input[2])[0])
    return Attention(softmax, query.input[0], key.input[0], value.input[0], out.output[0], heads)


def projected(graph: Graph, attention: Attention) -> list[str]:
    """Query, key and value from one product where they are quantised."""
    ends = [graph.made_by[name] for name in (attention.query, attention.key, attention.value)]
    try:
        scaled = [graph.before(end, "Mul") for end in ends]
        products = [graph.before(node, "Cast", "MatMulInteger") for node in scaled]
    except StopIteration:  # not quantised
        return [attention.query, attention.key, attention.value]
    scales = [graph.before(node, "Mul") for node in scaled]
    name = attention.layer + "/all"
    weight = graph.keep(f"{name}/weight", np.concatenate([graph.array(p.input[1]) for p in products], 1))
    scale = graph.keep(f"{name}/scale", np.concatenate([graph.array(s.input[1]) for s in scales]))
    bias = graph.keep(f"{name}/bias", np.concatenate([graph.array(e.input[0]) for e in ends]))
    whole = graph.add("MatMulInteger", [products[0].input[0], weight, products[0].input[2]], [f"{name}/whole"])
    cast = graph.add("Cast", [whole], [f"{name}/cast"], to=TensorProto.FLOAT)
    both = graph.add("Mul", [scales[0].input[0], scale], [f"{name}/scales"])
    product = graph.add("Mul", [cast, both], [f"{name}/product"])
    summed = graph.add("Add", [product, bias], [f"{name}/sum"])
    parts = [f"{name}/{part}" for part in ("query", "key", "value")]
    sizes = graph.keep(f"{name}/sizes", np.array([len(graph.array(e.input[0])) for e in ends], np.int64))
    graph.add("Split", [summed, sizes], parts, axis=-1)
    return parts


def attend(graph: Graph, attention: Attention, parts: Sequence[str], bias: str = "") -> str:
    """The operator; `bias` (B or 1, heads or 1, T, T) is added to the scores."""
    optional = ["", "", bias] if bias else []
    name = f"{attention.layer}/attention"
    return graph.add("MultiHeadAttention", [*parts, *optional], [name], MICROSOFT, num_heads=attention.heads)


def normalise(graph: Graph) -> None:
    """LayerNormalization of (B, T, D) as InstanceNormalization with T for channels."""
    found = [n for n in graph.proto.node if n.op_type == "LayerNormalization"]
    for number, node in enumerate(found):
        given, weight, bias = node.input
        epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
        name = f"norm{number}"
        if number == 0:
            size = graph.add("Shape", [given], ["norm/size"], start=-2, end=-1)
            for value, what in ((1.0, "norm/ones"), (0.0, "norm/zeros")):
                tensor = helper.make_tensor("value", TensorProto.FLOAT, [1], [value])
                graph.add("ConstantOfShape", [size], [what], value=tensor)
            given = _with_batch(graph, given)
        even = graph.add("InstanceNormalization", [given, "norm/ones", "norm/zeros"], [f"{name}/even"], epsilon=epsilon)
        if given == "norm/batch":
            even = graph.add("Squeeze", [even, "norm/axis"], ["norm/flat"])
        weighed = graph.add("Mul", [even, weight], [f"{name}/weighed"])
        graph.replace(node.output[0], graph.add("Add", [weighed, bias], [f"{name}/out"]))


def _with_batch(graph: Graph, given: str) -> str:
    """(T, D) as (1, T, D): the embeddings of the encoder of propositions have no batch yet."""
    if "place" not in {i.name for i in graph.proto.input}:
        return given
    axis = graph.keep("norm/axis", np.array([0], np.int64))
    return graph.add("Unsqueeze", [given, axis], ["norm/batch"])


def plain(graph: Graph) -> None:
    """Attention over all words at once."""
    for attention in attentions(graph):
        graph.replace(attention.out, attend(graph, attention, projected(graph, attention)))


def claims(graph: Graph) -> None:
    """Attention within wordings over some of them at a time, then over all of them with what is added for distance."""
    found = attentions(graph)
    half = len(found) // 2
    graph.input("chunk", ["C", "P"])
    graph.input("within", ["C", "P"])
    graph.input("back", ["T"])
    apart = _apart(graph)
    for attention in found[:half]:
        _in_chunks(graph, attention, apart)
    table = _table(graph, half)
    classes = _classes(graph)
    for number, attention in enumerate(found[half:]):
        bias = _bias(graph, table[number], classes)
        graph.replace(attention.out, attend(graph, attention, projected(graph, attention), bias))


def _apart(graph: Graph) -> str:
    """(C, 1, P, P): 0 within a wording, else what leaves nothing."""
    first, last = (graph.keep(f"chunk/axis{axis}", np.array([axis], np.int64)) for axis in (1, 2))
    rows, columns = (
        graph.add("Unsqueeze", ["within", axis], [f"chunk/{name}"])
        for axis, name in ((last, "rows"), (first, "columns"))
    )
    same = graph.add("Equal", [rows, columns], ["chunk/same"])
    zero, never = graph.keep("chunk/zero", np.float32([0])), graph.keep("chunk/never", np.float32([-1e4]))
    return graph.add("Unsqueeze", [graph.add("Where", [same, zero, never], ["chunk/where"]), first], ["chunk/apart"])


def _in_chunks(graph: Graph, attention: Attention, apart: str) -> None:
    """(1, T, D) to (C, P, D) and back."""
    name = f"{attention.layer}/chunks"
    if not any(i.name == "chunk/none" for i in graph.proto.initializer):
        graph.keep("chunk/none", np.array([0], np.int64))
    parts = []
    for part in projected(graph, attention):
        flat = graph.add("Squeeze", [part, "chunk/none"], [f"{part}/flat"])
        parts.append(graph.add("Gather", [flat, "chunk"], [f"{part}/chunks"], axis=0))
    seen = attend(graph, attention, parts, apart)
    width = len(graph.array(graph.made_by[attention.query].input[0]))
    rows = graph.add("Reshape", [seen, graph.keep(f"{name}/shape", np.array([-1, width], np.int64))], [f"{name}/rows"])
    line = graph.add("Gather", [rows, "back"], [f"{name}/line"], axis=0)
    graph.replace(attention.out, graph.add("Unsqueeze", [line, "chunk/none"], [f"{name}/out"]))


def _table(graph: Graph, layers: int) -> list[str]:
    """What attention adds by class of distance, (heads or 1, classes), for each upper layer."""
    given = next(i for i in graph.proto.initializer if list(i.dims)[-1:] == [DISTANCES])
    array = numpy_helper.to_array(given)
    if array.dtype != np.float32:  # it was quantised as an embedding is
        scale, zero = (graph.array(given.name.replace("_quantized", end)) for end in ("_scale", "_zero_point"))
        array = (array.astype(np.float32) - zero.astype(np.float32)) * scale.astype(np.float32)
    learned = array if array.ndim == 3 else np.broadcast_to(array, (layers, 1, DISTANCES))
    if array.ndim == 3:
        return [graph.keep(f"apart/table{n}", np.ascontiguousarray(rows)) for n, rows in enumerate(learned)]
    return [graph.keep("apart/table", np.ascontiguousarray(learned[0]))] * layers


def _classes(graph: Graph) -> str:
    """(W, W): the class of distance of wordings from one another, the title first; as `training.meaner.distance`."""
    numbers = np.arange(256)  # a window of 448 pieces has no more wordings
    apart = np.minimum(np.abs(numbers[:, None] - numbers), DISTANCES - 2)
    title = (numbers[:, None] == 0) != (numbers == 0)
    return graph.keep("apart/classes", np.where(title, DISTANCES - 1, apart).astype(np.int64))


def _bias(graph: Graph, table: str, classes: str) -> str:
    """(1, heads or 1, T, T). Rows are copied whole, which is why it is done in two steps."""
    name = table + "/bias"
    if any(name in node.output for node in graph.added):
        return name
    if not any("apart/count" in node.output for node in graph.added):
        one, zero = graph.keep("apart/one", np.array([1], np.int64)), graph.keep("apart/zero", np.array([0], np.int64))
        count = graph.add("Add", [graph.add("Shape", ["pool"], ["apart/told"], start=0, end=1), one], ["apart/count"])
        near = graph.add("Slice", [classes, zero, count, zero], ["apart/rows"])
        graph.add("Slice", [near, zero, count, one], ["apart/near"])
    small = graph.add("Gather", [table, "apart/near"], [f"{table}/small"], axis=1)
    wide = graph.add("Gather", [small, "block"], [f"{table}/wide"], axis=2)
    whole = graph.add("Gather", [wide, "block"], [f"{table}/whole"], axis=1)
    return graph.add("Unsqueeze", [whole, "apart/zero"], [name])


def fused(model: ModelProto) -> ModelProto:
    """The model with all of this done; as it is where it was done before."""
    graph = Graph(model)
    if not any(node.op_type == "Softmax" for node in graph.proto.node):
        return model
    (claims if "block" in {i.name for i in graph.proto.input} else plain)(graph)
    normalise(graph)
    graph.finish()
    onnx.checker.check_model(model)
    return model


def rewrite(paths: Iterable[Path]) -> None:
    """Each graph in place."""
    for path in paths:
        onnx.save(fused(onnx.load(path)), path)


def main() -> None:
    """Fuse from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graphs", type=Path, nargs="+")
    rewrite(parser.parse_args().graphs)


if __name__ == "__main__":
    main()
