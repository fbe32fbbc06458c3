#!/usr/bin/env bash
# Checks compose.yaml against the schema of the Compose specification, and that every file, secret and volume it names is declared.
# Nothing is started. Usage: bash infra/compose/check.sh     Without npm it says that it did not check.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v npm >/dev/null; then
  echo "compose schema check did not run: npm is missing"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json package-lock.json check.mjs "$work"
(cd "$work" && npm ci --silent --no-audit --no-fund --ignore-scripts)
(cd "$work" && node check.mjs "$OLDPWD/compose.yaml")
