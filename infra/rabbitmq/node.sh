# shellcheck shell=bash
# Sourced by start.sh and stop.sh: what one RabbitMQ node of ours is called and where it lives.
# Usage of both: bash infra/rabbitmq/start.sh [FOLDER [PORT]]
# Three ports on 127.0.0.1: PORT for AMQP, PORT+1 for its own epmd, PORT+2 between node and tools.
# So it meets neither the system's own RabbitMQ nor another node started this way.

folder=${1:-/var/lib/csirt/rabbitmq}
port=${2:-5674}
# Used by the two that source this.
# shellcheck disable=SC2034
programs=/usr/lib/rabbitmq/bin

export RABBITMQ_NODENAME="csirt-$port@localhost"
export RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
export RABBITMQ_NODE_PORT=$port
export RABBITMQ_DIST_PORT=$((port + 2))
export ERL_EPMD_ADDRESS=127.0.0.1
export ERL_EPMD_PORT=$((port + 1))
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
export RABBITMQ_CTL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
export RABBITMQ_MNESIA_BASE=$folder/data
export RABBITMQ_LOG_BASE=$folder/log
export RABBITMQ_CONFIG_FILE=$folder/rabbitmq.conf
export RABBITMQ_PID_FILE=$folder/pid
export RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins
# Holds the cookie that lets rabbitmqctl in.
export HOME=$folder

# The server refuses to run as root; anyone else runs it as themselves.
as_rabbitmq() {
  if ((EUID == 0)); then
    setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$@"
  else
    "$@"
  fi
}
