"""The rooms of the house, lowest first: a file under src/ may include from its own folder and from
lower ones, never from above, and no chain of includes may come back to where it began.

One door is narrower: reading sees of intake only report.h, because readings are made of reports,
however these came in.

    python3 tests/layers_test.py            checks the sources
"""
import re
import sys
from pathlib import Path

LAYERS = ["text", "intake", "language", "gazetteer", "reading", "pipeline", "copies", "fusion",
          "record", "exchange", "server", "cli"]
NARROW = {("reading", "intake"): {"intake/report.h"}}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def includes(source):
    """{file: included files} for all C++ files below src/, as paths from src/."""
    return {str(path.relative_to(source)): INCLUDE.findall(path.read_text(encoding="utf-8"))
            for path in sorted(source.rglob("*")) if path.suffix in (".h", ".cc", ".inc")}


def wrong_direction(graph):
    for file, targets in graph.items():
        layer = file.split("/")[0]
        if layer not in LAYERS:
            yield f"{file}: the folder {layer} is in no row of the house"
            continue
        for target in targets:
            below = target.split("/")[0]
            if target not in graph:
                if below in LAYERS:
                    yield f"{file} includes {target}, which does not exist"
                continue
            if LAYERS.index(below) > LAYERS.index(layer):
                yield f"{file} includes {target}: {below} stands above {layer}"
            elif target not in NARROW.get((layer, below), {target}):
                yield f"{file} includes {target}: {layer} may see of {below} only " + \
                    ", ".join(NARROW[layer, below])


def cycle(graph):
    """A chain of includes that comes back to its start, or None."""
    done = set()
    for start in graph:
        path, stack = [], [(start, False)]
        while stack:
            file, leaving = stack.pop()
            if leaving:
                path.pop()
                done.add(file)
            elif file in path:
                return path[path.index(file):] + [file]
            elif file not in done and file in graph:
                path.append(file)
                stack.append((file, True))
                stack += [(target, False) for target in graph[file]]
    return None


def self_test():
    """The checks find what they are for."""
    assert not list(wrong_direction({"text/a.h": [], "cli/b.cc": ["text/a.h"]}))
    assert len(list(wrong_direction({"text/a.h": ["cli/b.h"], "cli/b.h": []}))) == 1
    assert len(list(wrong_direction({"reading/a.h": ["intake/html.h"], "intake/html.h": []}))) == 1
    assert not list(wrong_direction({"reading/a.h": ["intake/report.h"], "intake/report.h": []}))
    assert cycle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c", "b"]
    assert cycle({"a": ["b", "c"], "b": ["c"], "c": []}) is None


def main():
    self_test()
    graph = includes(Path(__file__).resolve().parent.parent / "src")
    problems = list(wrong_direction(graph))
    around = cycle(graph)
    if around:
        problems.append("includes go in a circle: " + " -> ".join(around))
    print("\n".join(problems) or f"{len(graph)} files, no include from above, no circle")
    return 1 if problems or not graph else 0


if __name__ == "__main__":
    sys.exit(main())
