#!/usr/bin/env bash
# Backs up a data folder while the services run: one encrypted file (docs/operations.md). For cron or a systemd timer.
# Usage: CSIRT_PASSPHRASE_FILE=/etc/csirt/backup.passphrase bash infra/backup.sh DATA_FOLDER TARGET_FOLDER [KEEP]
# KEEP: how many backups stay in the target folder (default 35); older ones are removed only after a new one succeeded.
# CSIRT_EXECUTABLE names a published Csirt.AllInOne.dll; without it the checkout is built and run.
# SQL Server: set Database__Provider=SqlServer; files and keys are taken, the databases by BACKUP DATABASE (docs/operations.md).
set -euo pipefail

data=${1:?data folder}
target=${2:?target folder}
keep=${3:-35}
[[ $keep =~ ^[1-9][0-9]*$ ]] || { echo "error: KEEP must be a positive number" >&2; exit 2; }
passphrase=${CSIRT_PASSPHRASE_FILE:?name the file that holds the passphrase}
[[ $target != "$data"/* ]] || { echo "error: the target folder lies in the data folder: it would be lost with it" >&2; exit 2; }

if [[ -n ${CSIRT_EXECUTABLE:-} ]]; then
  csirt=(dotnet "$CSIRT_EXECUTABLE")
else
  csirt=(dotnet run --project "$(dirname "${BASH_SOURCE[0]}")/../services/AllInOne" --)
fi

"${csirt[@]}" backup "--Data:Directory=$data" "--to=$target" "--passphrase-file=$passphrase"

# Names carry the time: in their order they are in order of age.
mapfile -t backups < <(find "$target" -maxdepth 1 -type f -name 'csirt-*.backup' | sort)
for old in "${backups[@]:0:$((${#backups[@]} > keep ? ${#backups[@]} - keep : 0))}"; do
  rm -- "$old"
  echo "removed $old"
done
