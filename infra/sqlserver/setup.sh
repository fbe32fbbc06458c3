#!/usr/bin/env bash
# Sets a SQL Server up for Csirt: the database, and for each service a schema and two logins.
# Usage: setup.sh SERVER SECRETS-FOLDER [DATABASE]     (sqlcmd signs in as the administrator: -E, or SQLCMDUSER and SQLCMDPASSWORD)
# Passwords are made here, one file each in the folder, readable by its owner alone: SERVICE.password and SERVICE-migrator.password.
# Running it again changes nothing that is there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
server=${1:?SERVER is missing} secrets=${2:?SECRETS-FOLDER is missing} database=${3:-csirt}
services=(cases directory escalation intake notification)

command -v sqlcmd >/dev/null || { echo "error: sqlcmd is missing (mssql-tools18)" >&2; exit 1; }
umask 077
mkdir -p "$secrets"

password() {
  # Letters of all kinds and digits, so that a password policy is content; nothing that would need quoting.
  [ -s "$secrets/$1.password" ] || printf 'Cs1%s' "$(head -c 24 /dev/urandom | base64 | tr -d '+/=\n')" >"$secrets/$1.password"
  cat "$secrets/$1.password"
}

sqlcmd -S "$server" -b -i "$here/database.sql" -v database="$database"
for service in "${services[@]}"; do
  # By environment: a password on the command line could be read by everyone on the machine.
  service=$service service_password=$(password "$service") migrator_password=$(password "$service-migrator") \
    sqlcmd -S "$server" -d "$database" -b -i "$here/service.sql"
  echo "$service: schema and logins are there"
done
