"""An ONNX graph that nodes are taken from and added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"


@dataclass
class Graph:
    """A model's graph with its nodes by what they make, and nodes to be added."""

    model: ModelProto
    made_by: dict[str, NodeProto] = field(init=False)
    added: list[NodeProto] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.made_by = {name: node for node in self.proto.node for name in node.output}

    @property
    def proto(self) -> GraphProto:
        return self.model.graph

    def before(self, node: NodeProto, *kinds: str) -> NodeProto:
        """The node some steps back, each the one of that kind among what makes the inputs."""
        for kind in kinds:
            node = next(self.made_by[i] for i in node.input if i in self.made_by and self.made_by[i].op_type == kind)
        return node

    def array(self, name: str) -> NDArray[np.generic]:
        """An initializer or a constant."""
        for tensor in self.proto.initializer:
            if tensor.name == name:
                return numpy_helper.to_array(tensor)
        return numpy_helper.to_array(self.made_by[name].attribute[0].t)

    def keep(self, name: str, array: NDArray[np.generic]) -> str:
        """A new initializer."""
        self.proto.initializer.append(numpy_helper.from_array(array, name))
        return name

    def add(self, kind: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **about: object) -> str:
        """A new node; the name of the first of what it makes."""
        self.added.append(helper.make_node(kind, list(inputs), list(outputs), domain=domain, **about))
        return outputs[0]

    def replace(self, old: str, new: str) -> None:
        """Whoever takes `old` takes `new`."""
        for node in (*self.proto.node, *self.added):
            node.input[:] = [new if name == old else name for name in node.input]

    def input(self, name: str, axes: Sequence[str]) -> str:
        """A new input of integers."""
        self.proto.input.append(helper.make_tensor_value_info(name, TensorProto.INT64, axes))
        return name

    def finish(self) -> None:
        """Nodes in order, those that nobody needs left out, with what only they needed."""
        nodes = [*self.proto.node, *self.added]
        made_by = {name: node for node in nodes for name in node.output}
        order: list[NodeProto] = []
        seen: set[str] = set()
        stack = [(out.name, False) for out in reversed(self.proto.output)]
        while stack:
            name, ready = stack.pop()
            node = made_by.get(name)
            if node is None or (node.output[0] in seen and not ready):
                continue
            if ready:
                order.append(node)
                continue
            seen.add(node.output[0])
            stack.append((name, True))
            stack += [(i, False) for i in reversed(node.input)]
        needed = {name for node in order for name in node.input}
        inputs = [i for i in self.proto.input if i.name in needed]
        kept = [i for i in self.proto.initializer if i.name in needed]
        for held, new in ((self.proto.node, order), (self.proto.input, inputs), (self.proto.initializer, kept)):
            del held[:]
            held.extend(new)
        del self.proto.value_info[:]
        if not any(o.domain == MICROSOFT for o in self.model.opset_import):
            self.model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
