#!/usr/bin/env bash
# Makes what compose.yaml hands to the containers as files: certificates, passwords, the broker's definitions.
# Usage: bash infra/compose/prepare.sh      Running it again keeps what is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
services=(directory intake cases escalation notification)
folder=secrets

umask 077
mkdir -p "$folder/sqlserver"
bash ../tls/make-ca.sh "$folder/tls" rabbitmq sqlserver portal "${services[@]}"
bash ../rabbitmq/definitions.sh csirt "$folder" >"$folder/definitions.json"
[[ -s $folder/auditor.key ]] || openssl rand -base64 32 | tr '+/' '-_' | tr -d '=\n' >"$folder/auditor.key"

password() {
  [[ -s $folder/sqlserver/$1.password ]] || printf 'Cs1%s' "$(openssl rand -base64 24 | tr -d '+/=\n')" >"$folder/sqlserver/$1.password"
  cat "$folder/sqlserver/$1.password"
}

password sa >/dev/null
for service in "${services[@]}"; do
  for login in "$service" "$service-migrator"; do
    mkdir -p "$folder/$login"
    printf 'Server=sqlserver;Database=csirt;User Id=csirt_%s;Password=%s;Encrypt=True' "${login/-/_}" "$(password "$login")" >"$folder/$login/Database__ConnectionString"
  done
done
# Compose mounts the files as they are, and the programs in the containers are not root there.
find "$folder" -type f -exec chmod 644 {} +
chmod 700 "$folder"
echo "made: infra/compose/$folder (take tls/ca.key away from this machine)"
