#!/usr/bin/env bash
# Installs what the tests need beside the SDK, where it is missing: Chromium and a Japanese font for the browser tests,
# RabbitMQ for the tests over a real broker, libfaketime for the clock that jumps.
# Needs root and Debian's apt for that; elsewhere it says what to install and fails.
set -euo pipefail

missing=()
[[ -x /usr/bin/chromium ]] || missing+=(chromium)
compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK-*' >/dev/null || missing+=(fonts-noto-cjk)
[[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || missing+=(rabbitmq-server)
compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || missing+=(libfaketime)

if ((${#missing[@]} == 0)); then
  echo "Chromium, fonts, RabbitMQ and libfaketime are there"
  exit 0
fi

if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
  echo "error: the tests need ${missing[*]}; install them (Debian: sudo apt-get install ${missing[*]}) and start again" >&2
  exit 1
fi

echo "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
