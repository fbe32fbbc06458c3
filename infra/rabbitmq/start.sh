#!/usr/bin/env bash
# Starts a RabbitMQ node on loopback and waits until it takes connections; installs the server where it is missing.
# Usage: bash infra/rabbitmq/start.sh [FOLDER [PORT [TLS]]]   (defaults: /var/lib/csirt/rabbitmq 5674)
# Data and logs stay in FOLDER. Prints the address to connect to.
# TLS: a folder with ca.pem, broker.pem and broker.key (infra/tls/make-ca.sh); the node then speaks amqps alone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=node.sh
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"

if [[ ! -x $programs/rabbitmq-server ]]; then
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    echo "error: RabbitMQ is missing; install it (Debian: sudo apt-get install rabbitmq-server) and start again" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends rabbitmq-server >/dev/null
fi

mkdir -p "$folder/data" "$folder/log"
if [[ -n ${3:-} ]]; then
  # The node's own user must be able to read the key.
  install -D -m 600 -t "$folder/tls" "$3/ca.pem" "$3/broker.pem" "$3/broker.key"
  cat >"$RABBITMQ_CONFIG_FILE" <<CONF
listeners.tcp = none
listeners.ssl.1 = 127.0.0.1:$port
ssl_options.cacertfile = $folder/tls/ca.pem
ssl_options.certfile = $folder/tls/broker.pem
ssl_options.keyfile = $folder/tls/broker.key
ssl_options.versions.1 = tlsv1.3
ssl_options.versions.2 = tlsv1.2
# Services sign in by password; the certificate is the broker's.
ssl_options.verify = verify_none
ssl_options.fail_if_no_peer_cert = false
CONF
  # Given, they would open a listener without TLS.
  unset RABBITMQ_NODE_PORT RABBITMQ_NODE_IP_ADDRESS
  address=amqps://guest:guest@127.0.0.1:$port/
else
  : >"$RABBITMQ_CONFIG_FILE"
  address=amqp://guest:guest@127.0.0.1:$port/
fi
echo '[].' >"$RABBITMQ_ENABLED_PLUGINS_FILE"
if ((EUID == 0)); then
  chown -R rabbitmq:rabbitmq "$folder"
fi
cd "$folder"

if as_rabbitmq "$programs/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" ping >/dev/null 2>&1; then
  echo "already running: $address"
  exit 0
fi

as_rabbitmq setsid "$programs/rabbitmq-server" >"$folder/log/console.log" 2>&1 </dev/null &
server=$!
# The node writes its name to epmd before rabbitmqctl can reach it: ask until it answers or the server is gone.
deadline=$((SECONDS + 90))
until as_rabbitmq "$programs/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" await_startup --timeout 60 >/dev/null 2>&1; do
  if ! kill -0 "$server" 2>/dev/null || ((SECONDS > deadline)); then
    tail -n 30 "$folder/log/console.log" >&2
    echo "error: RabbitMQ did not start; logs are in $folder/log" >&2
    exit 1
  fi
  sleep 1
done
echo "running: $address"
