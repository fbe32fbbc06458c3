#!/usr/bin/env bash
# Lists packages with known vulnerabilities and fails if there are any. First proves on a package known to be bad
# (Newtonsoft.Json 12.0.1, GHSA-5crp-9r3c-p9vr) that the package feed carries advisory data: without it, every audit is
# clean and says nothing, and this script says so instead of passing quietly.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
cat >"$probe/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="12.0.1" />
  </ItemGroup>
</Project>
XML

dotnet restore "$probe/probe.csproj" -v quiet -p:NuGetAudit=false
if ! dotnet list "$probe/probe.csproj" package --vulnerable --format json | grep -q '"advisoryurl"'; then
  echo "audit data unavailable: the feed calls a known-bad package clean, so nothing is said about ours"
  exit 0
fi

report=$(dotnet list Csirt.sln package --vulnerable --include-transitive --format json)
if grep -q '"advisoryurl"' <<<"$report"; then
  printf '%s\n' "$report"
  echo "error: packages with known vulnerabilities" >&2
  exit 1
fi

echo "no package with a known vulnerability"
