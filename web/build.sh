#!/usr/bin/env bash
# Builds the chat widget.
set -euo pipefail
cd "$(dirname "$0")/widget"

echo "Building the chat widget."
# not "npm ci": it insists on other platforms' builds of rollup and esbuild in the lock file, which not every registry has
../npm.sh install --silent --no-audit --no-fund --no-save
output=$(../npm.sh run build --silent -- --logLevel error 2>&1) || { echo "$output"; exit 1; }
