#!/usr/bin/env bash
# Publishes every service into a folder each, as the service units expect it: FOLDER/intake, FOLDER/cases, …
# Usage: bash infra/publish.sh FOLDER        e.g. /opt/csirt/2026.11; then: ln -sfn 2026.11 /opt/csirt/current
set -euo pipefail
folder=$(realpath -m "${1:?FOLDER is missing}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ ! -e $folder ]] || { echo "error: $folder exists; a version is put into a folder of its own, so that the one before can come back" >&2; exit 1; }
for service in Directory Intake Cases Escalation Notification Portal AllInOne; do
  dotnet publish "services/$service" -c Release -o "$folder/${service,,}" -v quiet -nologo
done
echo "published to $folder"
