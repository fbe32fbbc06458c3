#!/usr/bin/env bash
# Stops the node that start.sh started with the same arguments, and its epmd. Its data stays in FOLDER.
# Usage: bash infra/rabbitmq/stop.sh [FOLDER [PORT]]   (defaults: /var/lib/csirt/rabbitmq 5674)
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=node.sh
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"

if [[ ! -d $folder ]]; then
  echo "not running: $folder does not exist"
  exit 0
fi
cd "$folder"

if as_rabbitmq "$programs/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" ping >/dev/null 2>&1; then
  # With the pid file it waits until the process has ended.
  as_rabbitmq "$programs/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" stop "$RABBITMQ_PID_FILE" >/dev/null
  echo "stopped $RABBITMQ_NODENAME"
elif server=$(cat "$RABBITMQ_PID_FILE" 2>/dev/null) && grep -qsF -- "$RABBITMQ_NODENAME" "/proc/$server/cmdline"; then
  # Still starting, or deaf.
  kill -TERM "$server"
  while kill -0 "$server" 2>/dev/null; do sleep 0.2; done
  echo "ended $RABBITMQ_NODENAME, which did not answer"
else
  echo "not running: $RABBITMQ_NODENAME"
fi
# Its own epmd, on its own port: no other node is registered there.
as_rabbitmq epmd -kill >/dev/null 2>&1 || true
