#!/usr/bin/env bash
# Writes the bill of materials (CycloneDX 1.5) of what is shipped, from the lock files, and checks it against its schema.
# Usage: bash infra/sbom.sh [FILE]   (default sbom.cdx.json; the tests must be built)
# The schema comes with an npm package; without npm the file is written and the script says that it was not checked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

file=$(realpath -m "${1:-sbom.cdx.json}")
CSIRT_SBOM=$file dotnet tests/Csirt.ArchitectureTests/bin/Debug/net10.0/Csirt.ArchitectureTests.dll -noColor -class '*SupplyChainTests' >/dev/null
[[ -s $file ]] || { echo "error: no bill of materials was written" >&2; exit 1; }
echo "written: $file"

if ! command -v npm >/dev/null; then
  echo "SBOM schema check did not run: npm is missing"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp infra/sbom/package.json infra/sbom/package-lock.json infra/sbom/check.mjs "$work"
(cd "$work" && npm ci --silent --no-audit --no-fund --ignore-scripts && node check.mjs "$file")
