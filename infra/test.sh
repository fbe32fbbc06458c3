#!/usr/bin/env bash
# Builds, checks and tests everything, installing what the tests need. Usage: bash infra/test.sh
# The last line is "N passed, N failed". Exit code 0 only if at least one test ran and all passed;
# a test that finds a component missing fails, it never skips.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

configuration=Debug
project_limit=30m

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# Build nodes that outlive the script would hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

step() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step "Tools"
command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing (see global.json)"
dotnet --version
bash infra/install-test-tools.sh

step "Restore"
dotnet restore Csirt.sln --locked-mode -v quiet

step "Build"
dotnet build Csirt.sln --no-restore -c "$configuration" -v quiet

step "Format"
# Layout and the order of usings. Code style and analyzers were part of the build: errors there.
dotnet format whitespace Csirt.sln --no-restore --verify-no-changes
dotnet format style Csirt.sln --no-restore --verify-no-changes --diagnostics IMPORTS

step "Package audit"
bash infra/audit-packages.sh

step "Bill of materials"
bash infra/sbom.sh "$scratch/sbom.cdx.json"

step "Compose file and service units"
bash infra/compose/check.sh
bash infra/systemd/check.sh

passed=0
failed=0
# The integration specs run on SQLite always, and once more on a SQL Server where one is named.
sql_server=${CSIRT_TEST_SQLSERVER:-}
unset CSIRT_TEST_SQLSERVER
for project in tests/*/*.csproj ${sql_server:+tests/Csirt.IntegrationTests/Csirt.IntegrationTests.csproj@SqlServer}; do
  on=${project#*.csproj}
  project=${project%@SqlServer}
  grep -q '"xunit.v3"' "$project" || continue
  name=$(basename "$project" .csproj)
  step "$name${on:+ on SQL Server}"
  log=$scratch/$name.log
  status=0
  env ${on:+"CSIRT_TEST_SQLSERVER=$sql_server"} timeout --kill-after=30s "$project_limit" \
    dotnet "tests/$name/bin/$configuration/net10.0/$name.dll" -noColor -failSkips -longRunning 120 2>&1 | tee "$log" || status=$?

  # "   NAME  Total: 5, Errors: 0, Failed: 1, Skipped: 0, Not Run: 0, Time: 0.149s"
  if [[ $(grep -E '^ +[^ ]+ +Total: [0-9]+, Errors: ' "$log" | tail -n 1) =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+) ]]; then
    total=${BASH_REMATCH[1]}
    bad=$((BASH_REMATCH[2] + BASH_REMATCH[3] + BASH_REMATCH[4]))
  else
    total=0
    bad=0
  fi

  if ((bad == 0 && status != 0)); then
    printf 'error: %s ended with exit code %s without naming a failed test\n' "$name" "$status"
    bad=1
  elif ((total == 0)); then
    printf 'error: %s ran no test\n' "$name"
    bad=1
  fi

  passed=$((passed + (total > bad ? total - bad : 0)))
  failed=$((failed + bad))
done

step "Result"
if [ -z "$sql_server" ]; then
  echo "SQL Server specs did not run: CSIRT_TEST_SQLSERVER is not set. (Every T-SQL statement was compiled against its schema.)"
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0 && passed > 0))
