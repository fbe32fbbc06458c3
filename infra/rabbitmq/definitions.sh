#!/usr/bin/env bash
# Prints RabbitMQ definitions: the virtual host, a user per service with rights on its own queues and on the doors of those it
# sends to and nothing else, and the policies. Import them with: rabbitmqctl import_definitions FILE, where the user rabbitmq can
# read FILE (docs/installing.md).
# Usage: bash infra/rabbitmq/definitions.sh VHOST SECRETS > definitions.json
# Each password is made once and kept in SECRETS/SERVICE/RabbitMq__Password, which the service reads (Secrets:Directory).
# The queues are not in here: each service declares its own at its start, quorum, with a delivery limit and dead letters.
set -euo pipefail

vhost=${1:?virtual host}
secrets=${2:?folder for the passwords}
# Only the passwords are closed to others: services read what lies next to them.
mkdir -p "$(dirname "$secrets")"

# Who sends to whom; a test holds this against the code's manifest (contracts/Topology.cs). Everyone to everyone: a service that
# was restored tells all others (docs/adr/0011).
declare -A sends=(
  [intake]="cases|directory|escalation|intake|notification"
  [cases]="cases|directory|escalation|intake|notification"
  [escalation]="cases|directory|escalation|intake|notification"
  [notification]="cases|directory|escalation|intake|notification"
  [directory]="cases|directory|escalation|intake|notification"
)

password_of() {
  local file=$secrets/$1/RabbitMq__Password
  if [[ ! -s $file ]]; then
    (umask 077 && mkdir -p "$secrets/$1" && openssl rand -hex 24 >"$file")
  fi
  tr -d '\n' <"$file"
}

# RabbitMQ keeps base64(salt + sha256(salt + password)).
hash_of() {
  local salt password=$1
  salt=$(openssl rand -hex 4)
  unhex() { printf '%b' "\\x${1:0:2}\\x${1:2:2}\\x${1:4:2}\\x${1:6:2}"; }
  {
    unhex "$salt"
    { unhex "$salt"; printf '%s' "$password"; } | openssl dgst -sha256 -binary
  } | base64 -w0
}

users='' permissions='' comma=''
for service in intake cases escalation notification directory; do
  own="$service|$service\\\\.undeliverable|to\\\\.$service"
  use="$own|to\\\\.(${sends[$service]})"
  users+="$comma
    {\"name\": \"$vhost-$service\", \"password_hash\": \"$(hash_of "$(password_of "$service")")\", \"hashing_algorithm\": \"rabbit_password_hashing_sha256\", \"tags\": \"\"}"
  # configure on a door of another, because MassTransit declares every exchange it sends to: it holds no messages.
  permissions+="$comma
    {\"user\": \"$vhost-$service\", \"vhost\": \"$vhost\", \"configure\": \"^csirt\\\\.($use)\$\", \"write\": \"^csirt\\\\.($use)\$\", \"read\": \"^csirt\\\\.($own)\$\"}"
  comma=,
done

cat <<JSON
{
  "vhosts": [{"name": "$vhost"}],
  "users": [$users
  ],
  "permissions": [$permissions
  ],
  "policies": [
    {"vhost": "$vhost", "name": "csirt-bounds", "pattern": "^csirt\\\\.[a-z]+\$", "apply-to": "queues", "priority": 0,
     "definition": {"max-length-bytes": 1073741824}}
  ]
}
JSON
