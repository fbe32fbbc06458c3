#!/usr/bin/env bash
# Restores a backup into an empty folder and checks it: databases, audit chains, anchors (docs/operations.md).
# Stop the services first; afterwards start them on the restored folder. On any error nothing is left behind.
# Usage: CSIRT_PASSPHRASE_FILE=/etc/csirt/backup.passphrase bash infra/restore.sh BACKUP_FILE EMPTY_FOLDER [more options of the command]
set -euo pipefail

backup=${1:?backup file}
data=${2:?empty folder}
shift 2
passphrase=${CSIRT_PASSPHRASE_FILE:?name the file that holds the passphrase}

if [[ -n ${CSIRT_EXECUTABLE:-} ]]; then
  csirt=(dotnet "$CSIRT_EXECUTABLE")
else
  csirt=(dotnet run --project "$(dirname "${BASH_SOURCE[0]}")/../services/AllInOne" --)
fi

"${csirt[@]}" restore "--from=$backup" "--Data:Directory=$data" "--passphrase-file=$passphrase" "$@"
"${csirt[@]}" verify-audit "--Data:Directory=$data" "$@"
