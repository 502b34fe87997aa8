#!/bin/sh
# Runs every libFuzzer target of a build folder for some seconds, `jobs` at a time, starting from the
# committed corpus; new inputs go to the build folder. Fails with the first target that finds a fault.
# The order of tries is fixed, so that two runs of one state agree; FUZZ_SEED=2 takes another one.
#
#     scripts/fuzz.sh build-fuzz 60 2
set -eu
folder=$1 seconds=$2 jobs=$3
export LITOPYS_DATA="${LITOPYS_DATA:-$folder/data}"  # the target `read` reads with the real model
source=$(cd "$(dirname "$0")/.." && pwd)
ls "$folder"/fuzz_* >/dev/null 2>&1 || { echo "no fuzz targets in $folder" >&2; exit 1; }

fuzz_one() {
    target=$1 seconds=$2 source=$3
    name=$(basename "$target" | sed 's/^fuzz_//')
    found=$(dirname "$target")/corpus/$name
    mkdir -p "$found"
    if "$target" -seed="${FUZZ_SEED:-1}" -max_total_time="$seconds" -timeout=60 \
        -rss_limit_mb=3000 -max_len=8192 \
        -artifact_prefix="$found/fault-" "$found" "$source/fuzz/corpus/$name" \
        >"$found.log" 2>&1; then
        echo "fuzz $name: $(grep -oE 'Done [0-9]+ runs.*' "$found.log" | tail -1)"
    else
        tail -40 "$found.log"
        echo "fuzz $name: FAILED; the input is $found/fault-*"
        return 1
    fi
}

if [ "${4:-}" = one ]; then
    fuzz_one "$5" "$seconds" "$source"
else
    find "$folder" -maxdepth 1 -name 'fuzz_*' -type f -perm -u+x | sort |
        xargs -P "$jobs" -I{} "$0" "$folder" "$seconds" "$jobs" one {}
fi
