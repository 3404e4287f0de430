"""The network of all-MiniLM-L6-v2 as an ONNX graph, written from its weights without torch.

Six BERT layers (Devlin et al. 2019), mean pooling over the words, and L2 normalisation (Reimers and
Gurevych 2019). The three projections of each attention are one multiplication.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
WIDTH = 384
OPSET = 20
_EPSILON = 1e-12
_PARTS = ("query", "key", "value")
# The operators that onnxruntime adds to the standard ones.
_CONTRIBUTED = "com.microsoft"

Weights = Mapping[str, NDArray[np.float32]]


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Write the network with full-precision weights.

    Parameters
    ----------
    weights: tensors under the names that BERT checkpoints give them.
    """
    writer = _Writer(weights)
    hidden = writer.embeddings()
    for layer in range(LAYERS):
        hidden = writer.layer(f"encoder.layer.{layer}", hidden)
    writer.pooling(hidden)
    graph = helper.make_graph(
        writer.nodes,
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "words"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        writer.constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(_CONTRIBUTED, 1)],
        producer_name="clew",
    )
    model.ir_version = 10
    onnx.checker.check_model(model)
    return model


class _Writer:
    """Collects nodes and constants; every method returns the name of what it computes."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, **options: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, **options))
        return name

    def embeddings(self) -> str:
        """Sum of word, place and (constant) type embeddings, normalised."""
        words = self.constant("words", self.weights["embeddings.word_embeddings.weight"])
        places = self.constant(
            "places",
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0],
        )
        shape = self.node("Shape", ["ids"], "shape", start=1)
        zero = self.constant("zero", np.array([0], np.int64))
        used = self.node("Slice", [places, zero, shape, zero], "places.used")
        found = self.node("Gather", [words, "ids"], "words.found")
        return self.norm("embeddings.LayerNorm", self.node("Add", [found, used], "embedded"))

    def layer(self, name: str, hidden: str) -> str:
        attended = self.attention(f"{name}.attention", hidden)
        inner = self.dense(f"{name}.intermediate.dense", attended)
        active = self.node("Gelu", [inner], f"{name}.gelu")
        outer = self.dense(f"{name}.output.dense", active)
        return self.norm(
            f"{name}.output.LayerNorm", self.node("Add", [outer, attended], f"{name}.sum")
        )

    def attention(self, name: str, hidden: str) -> str:
        query, key, value = self.projections(name, hidden)
        mixed = self.node(
            "MultiHeadAttention",
            [query, key, value, self.bias(name)],
            f"{name}.mixed",
            domain=_CONTRIBUTED,
            num_heads=HEADS,
        )
        dense = self.dense(f"{name}.output.dense", mixed)
        return self.norm(
            f"{name}.output.LayerNorm", self.node("Add", [dense, hidden], f"{name}.sum")
        )

    def projections(self, name: str, hidden: str) -> list[str]:
        """Query, key and value, computed by one multiplication and split."""
        weight = np.concatenate([self.weights[f"{name}.self.{p}.weight"] for p in _PARTS]).T
        together = self.multiply(f"{name}.self", hidden, weight)
        parts = [f"{name}.{part}" for part in _PARTS]
        self.nodes.append(
            helper.make_node("Split", [together], parts, f"{name}.split", axis=2, num_outputs=3)
        )
        return parts

    def bias(self, name: str) -> str:
        """The biases of query, key and value, which the attention adds itself."""
        biases = [self.weights[f"{name}.self.{part}.bias"] for part in _PARTS]
        return self.constant(f"{name}.self.bias", np.concatenate(biases))

    def dense(self, name: str, hidden: str) -> str:
        product = self.multiply(name, hidden, self.weights[f"{name}.weight"].T)
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("Add", [product, bias], f"{name}.dense")

    def multiply(self, name: str, hidden: str, weight: NDArray[np.float32]) -> str:
        constant = self.constant(f"{name}.weight", weight)
        return self.node("MatMul", [hidden, constant], f"{name}.product")

    def norm(self, name: str, hidden: str) -> str:
        scale = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        shift = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node(
            "LayerNormalization", [hidden, scale, shift], name, axis=-1, epsilon=_EPSILON
        )

    def pooling(self, hidden: str) -> None:
        """Mean over the words, brought to length one."""
        words = self.constant("pool.words", np.array([1], np.int64))
        mean = self.node("ReduceMean", [hidden, words], "pool.mean", keepdims=0)
        axis = self.constant("pool.axis", np.array([-1], np.int64))
        length = self.node("ReduceL2", [mean, axis], "pool.length", keepdims=1)
        self.node("Div", [mean, length], "vectors")
