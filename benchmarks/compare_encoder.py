"""Tokens a second of our encoder against the same encoder in ONNX Runtime, int8, on one core, in one run.

    cmake --build build --target benchmark_encoder
    python3 -m venv venv && venv/bin/pip install onnx onnxruntime xxhash numpy
    venv/bin/python benchmarks/compare_encoder.py --program build/benchmark_encoder --model models/english.model

The encoder is taken from the model file and written as an ONNX graph in the two forms that ONNX Runtime has fused
kernels for (attention with its matrices in one node, and matrices apart from attention), quantised by its own tool
(dynamic, signed bytes for each output column), with layer norm, GELU and residuals fused. For each mix of lengths
ONNX Runtime gets the better form and the best of batches of 1, 8 and 32 sentences, those sorted by length too, padded
to the longest of a batch. Ours takes them as they come. Both are timed by processor time, in turns; the best and the
median of the rounds are told, and their ratios. Gate: 1.8 with VNNI.
"""
import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
import model_file  # noqa: E402

HEAD = 32
CONTRIB = "com.microsoft"


def matrix(blocks, name):
    """[inputs, outputs] in floats, and the bias"""
    packed = blocks[name]
    inputs = packed.shape[1] * 4
    values = packed.transpose(1, 3, 0, 2).reshape(inputs, -1)
    return values.astype(np.float32) * blocks[name + ".scale"], blocks[name + ".bias"]


class Graph:
    """The encoder as ONNX nodes; `fused` puts the matrices of attention into its node."""

    def __init__(self, meta, blocks, fused, masked):
        self.sizes, self.blocks, self.fused, self.masked = meta["dimensions"], blocks, fused, masked
        self.nodes, self.constants = [], []

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
        return name

    def node(self, kind, inputs, domain="", count=1, **attributes):
        names = [f"{kind}_{len(self.nodes)}_{i}" for i in range(count)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if count == 1 else names

    def linear(self, x, name):
        weight, bias = matrix(self.blocks, name)
        return self.node("MatMul", [x, self.constant(name + ".w", weight)]), self.constant(name + ".b", bias)

    def norm(self, x, residual, bias, prefix):
        gain, shift = (self.constant(f"{prefix}_{part}", self.blocks[f"{prefix}_{part}"].reshape(-1)) for part in ("gain", "bias"))
        return self.node("SkipLayerNormalization", [x, residual, gain, shift] + ([bias] if bias else []), CONTRIB, epsilon=1e-12)

    def attention(self, x, prefix):
        heads = self.sizes["hidden"] // HEAD
        if self.fused:
            weight, bias = matrix(self.blocks, prefix + "qkv")
            return self.node("Attention", [x, self.constant(prefix + "qkv.w", weight), self.constant(prefix + "qkv.b", bias)]
                             + (["lengths"] if self.masked else []), CONTRIB, num_heads=heads)
        product, bias = self.linear(x, prefix + "qkv")
        whole = self.node("Add", [product, bias])
        parts = self.node("Split", [whole], count=3, axis=2, num_outputs=3)
        return self.node("MultiHeadAttention", parts + (["", "lengths"] if self.masked else []), CONTRIB, num_heads=heads)

    def model(self):
        b = self.blocks
        words = b["word_embedding"].astype(np.float32) * b["word_embedding.scale"][:, None]
        x = self.node("Gather", [self.constant("words", words), "pieces"])
        x = self.node("Add", [x, self.node("Gather", [self.constant("cases", b["case_embedding"]), "letter_cases"])])
        places = self.node("Gather", [self.constant("places", b["position_embedding"]), "positions"])
        x = self.norm(x, self.node("Expand", [places, self.node("Shape", [x])]), None, "embedding")
        for i in range(self.sizes["layers"]):
            layer = f"layer{i}."
            y, bias = self.linear(self.attention(x, layer), layer + "attention_output")
            x = self.norm(y, x, bias, layer + "attention")
            y, bias = self.linear(x, layer + "intermediate")
            y = self.node("BiasGelu", [y, bias], CONTRIB)
            y, bias = self.linear(y, layer + "output")
            x = self.norm(y, x, bias, layer + "output")
        self.nodes.append(helper.make_node("Identity", [x], ["out"]))
        whole = lambda name, *shape: helper.make_tensor_value_info(name, TensorProto.INT32 if name == "lengths" else TensorProto.INT64, shape)
        inputs = [whole("pieces", "b", "t"), whole("letter_cases", "b", "t"), whole("positions", "t")]
        out = helper.make_tensor_value_info("out", TensorProto.FLOAT, ["b", "t", self.sizes["hidden"]])
        graph = helper.make_graph(self.nodes, "encoder", inputs + ([whole("lengths", "b")] if self.masked else []), [out], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)], ir_version=9)


def session(meta, blocks, fused, masked, folder):
    plain, quantised = folder / "plain.onnx", folder / f"int8_{fused}_{masked}.onnx"
    onnx.save(Graph(meta, blocks, fused, masked).model(), plain)
    quantize_dynamic(plain, quantised, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Attention"],
                     extra_options={"DefaultTensorType": TensorProto.FLOAT})
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    return ort.InferenceSession(str(quantised), options, providers=["CPUExecutionProvider"])


def batches(lengths, size, ordered, masked):
    rng = np.random.default_rng(1)
    lengths = sorted(lengths) if ordered else lengths
    out = []
    for begin in range(0, len(lengths), size):
        part = lengths[begin:begin + size]
        longest = max(part)
        feed = {"pieces": rng.integers(0, 30000, (len(part), longest)), "letter_cases": np.zeros((len(part), longest), np.int64),
                "positions": np.arange(longest)}
        out.append(feed | ({"lengths": np.array(part, np.int32)} if masked else {}))
    return out


def seconds(run, feeds):
    begin = time.process_time()
    for feed in feeds:
        run.run(None, feed)
    return time.process_time() - begin


def best_form(sessions, lengths, masked):
    """(tokens a second, name, session, batches) of ONNX Runtime's best form and batch"""
    found = []
    for name, run in sessions:
        for size, ordered in ((1, False), (8, False), (32, False), (8, True), (32, True)):
            feeds = batches(lengths, size, ordered, masked)
            seconds(run, feeds[:2])
            took = min(seconds(run, feeds) for _ in range(2))
            found.append((sum(lengths) / took, f"{name}, batches of {size}{', sorted' if ordered else ''}", run, feeds))
    return max(found, key=lambda f: f[0])


def ours(a, lengths):
    done = subprocess.run([a.program, a.model, a.kernel, ",".join(map(str, lengths))], capture_output=True, text=True, check=True)
    return float(re.search(r"(\d+) tokens/s", done.stdout)[1]), re.search(r"share ([\d.]+)", done.stdout)


def news_lengths():
    rng = random.Random(2)
    return [min(128, max(4, round(rng.lognormvariate(3.3, 0.5)))) for _ in range(128)]


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--program", default="build/benchmark_encoder")
    p.add_argument("--model", default="models/english.model")
    p.add_argument("--kernel", default="vnni")
    p.add_argument("--rounds", type=int, default=5)
    a = p.parse_args()
    meta, blocks = model_file.read(a.model)
    with tempfile.TemporaryDirectory() as folder:
        for mix, lengths in (("32 sentences of 32", [32] * 32), ("lengths as in news", news_lengths())):
            masked = len(set(lengths)) > 1
            sessions = [(name, session(meta, blocks, fused, masked, Path(folder)))
                        for name, fused in (("fused attention", True), ("matrices apart", False))]
            _, form, run, feeds = best_form(sessions, lengths, masked)
            own, other, shares = [], [], []
            for _ in range(a.rounds):
                rate, share = ours(a, lengths)
                own.append(rate)
                shares += [float(share[1])] if share else []
                other.append(max(sum(lengths) / seconds(run, feeds) for _ in range(3)))
            middle = statistics.median
            print(f"{mix}: ours ({a.kernel}) best {max(own):.0f}, median {middle(own):.0f} tokens/s; ONNX Runtime {ort.__version__} "
                  f"({form}) best {max(other):.0f}, median {middle(other):.0f}; ratio of bests {max(own) / max(other):.2f}, "
                  f"of medians {middle(own) / middle(other):.2f}; share of the bare loop {max(shares, default=0):.3f}", flush=True)


if __name__ == "__main__":
    main()
