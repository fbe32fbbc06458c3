#!/usr/bin/env bash
# Checks the units with systemd's own tools; nothing is started. Usage: bash infra/systemd/check.sh
# Fails on what systemd would warn about, and where a service is exposed more than "OK" (systemd-analyze security).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v systemd-analyze >/dev/null || { echo "service units not checked: systemd-analyze is missing"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Names that a service manager would have: instances, and SQL Server's addition in its place.
cp -r csirt.target csirt@.service csirt-migrate@.service csirt-backup@.service csirt-backup@.timer csirt@portal.service.d csirt@allinone.service.d "$work"
mkdir "$work/csirt@intake.service.d"
cp sqlserver/sqlserver.conf "$work/csirt@intake.service.d"
for name in directory intake cases escalation notification portal allinone; do ln -s csirt@.service "$work/csirt@$name.service"; done
for unit in csirt-migrate@.service csirt-backup@.service csirt-backup@.timer; do ln -s "$unit" "$work/${unit/@/@intake}"; done

said=$(SYSTEMD_UNIT_PATH="$work:" systemd-analyze verify --man=no "$work/csirt.target" "$work"/csirt@?*.service "$work"/csirt-*@intake.* 2>&1 |
  grep -F csirt | grep -vF "/usr/bin/dotnet is not executable" || true)
[[ -z $said ]] || { printf '%s\nerror: systemd complains of the units\n' "$said" >&2; exit 1; }
# In tenths: 2.0 of 10.
systemd-analyze security --offline=yes --no-pager --threshold=20 "$work/csirt@intake.service" >"$work/exposure" ||
  { cat "$work/exposure" >&2; echo "error: the units are exposed more than they were" >&2; exit 1; }
tail -n 1 "$work/exposure"
