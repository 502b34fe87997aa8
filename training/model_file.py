"""Writes and reads the container of docs/model_format.md.

    write("english.model", meta={"labels": [...]}, blocks={"upos.bias": numpy_array, "vocabulary": "a\\nb"})
"""
import json
import os
import struct
from pathlib import Path

import numpy as np
import xxhash

MAGIC, VERSION, PREAMBLE, ALIGNMENT = b"LITOPYSM", 1, 32, 64
TYPES = {"i8": np.int8, "u8": np.uint8, "u16": np.uint16, "i32": np.int32, "u32": np.uint32, "f32": np.float32}


def _aligned(n):
    return -(-n // ALIGNMENT) * ALIGNMENT


def _entry(name, value):
    """(type, shape, bytes) of an array or a text"""
    if isinstance(value, str):
        data = value.encode("utf-8")
        return "text", [len(data)], data
    value = np.ascontiguousarray(value)
    for kind, dtype in TYPES.items():
        if value.dtype == dtype:
            return kind, list(value.shape), value.astype(value.dtype.newbyteorder("<")).tobytes()
    raise TypeError(f"{name}: {value.dtype}")


def _header(meta, entries, start):
    table, offset = [], start
    for name, (kind, shape, data) in entries.items():
        offset = _aligned(offset)
        table.append({"name": name, "type": kind, "shape": shape, "offset": offset,
                      "xxh3": xxhash.xxh3_64_hexdigest(data)})
        offset += len(data)
    text = json.dumps({"meta": meta, "blocks": table}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8"), table, offset


def to_bytes(meta, blocks):
    entries = {name: _entry(name, value) for name, value in blocks.items()}
    header, start = b"", PREAMBLE
    while True:                      # offsets lengthen the header, the header moves the offsets
        header, table, size = _header(meta, entries, start)
        if PREAMBLE + len(header) <= start:
            break
        start = PREAMBLE + len(header)
    header = header.ljust(start - PREAMBLE)      # JSON ends in blanks where an offset became shorter
    out = bytearray(struct.pack("<8sIIQQ", MAGIC, VERSION, len(header), size, xxhash.xxh3_64_intdigest(header)))
    out += header
    for row, (kind, shape, data) in zip(table, entries.values()):
        out += bytes(row["offset"] - len(out)) + data
    return bytes(out)


def write(path, meta, blocks):
    temporary = Path(str(path) + ".part")
    temporary.write_bytes(to_bytes(meta, blocks))
    os.replace(temporary, path)


def read(path):
    """(meta, blocks) with every checksum verified"""
    data = Path(path).read_bytes()
    magic, version, length, size, digest = struct.unpack_from("<8sIIQQ", data)
    header = data[PREAMBLE:PREAMBLE + length]
    if (magic, version, size) != (MAGIC, VERSION, len(data)) or xxhash.xxh3_64_intdigest(header) != digest:
        raise ValueError(f"{path}: not a sound model file")
    header, blocks = json.loads(header), {}
    for b in header["blocks"]:
        count = int(np.prod(b["shape"]))
        width = 1 if b["type"] == "text" else np.dtype(TYPES[b["type"]]).itemsize
        raw = data[b["offset"]:b["offset"] + count * width]
        if xxhash.xxh3_64_hexdigest(raw) != b["xxh3"]:
            raise ValueError(f"{path}: block {b['name']} is damaged")
        blocks[b["name"]] = raw.decode("utf-8") if b["type"] == "text" else \
            np.frombuffer(raw, TYPES[b["type"]]).reshape(b["shape"])
    return header["meta"], blocks
