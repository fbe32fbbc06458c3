#!/usr/bin/env bash
# Runs rabbitmqctl on the node that start.sh started with the same folder and port.
# Usage: bash infra/rabbitmq/ctl.sh FOLDER PORT COMMAND…   e.g. … list_queues -p csirt name messages
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=node.sh
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"
shift 2
cd "$folder"
as_rabbitmq "$programs/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" "$@"
