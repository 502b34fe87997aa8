"""Stores in a model file the hash of what the program gives for the file's sample sentences.

    python training/seal.py --model models/english.model --program build/litopys --data build/data

`litopys check-data` then refuses the file wherever a single bit of that output differs. To be run after export.py,
and after any change of the program that is meant to change an analysis. Only the header is written anew.
"""
import argparse
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import model_file  # noqa: E402


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--program", default="build/litopys")
    p.add_argument("--data", default="build/data", help="a data folder in which the model stands as english.model")
    a = p.parse_args()
    done = subprocess.run([a.program, "check-data", "--data", a.data], capture_output=True, text=True, check=False)
    found = re.search(r"stored sentences.*?xxh3 ([0-9a-f]{16})", done.stdout + done.stderr)
    if not found:
        sys.exit(done.stderr)
    meta, blocks = model_file.read(a.model)
    model_file.write(a.model, meta | {"hash_of_samples": found[1]}, blocks)
    print(a.model, "sealed with", found[1])


if __name__ == "__main__":
    main()
