#!/usr/bin/env bash
# Starts the whole distributed stack on this machine to try it: RabbitMQ on loopback with a restricted user per service, every
# service a process of its own (release build), a SQLite file each. Ctrl-C stops everything; the next start goes on from there.
# Usage: bash infra/run-distributed.sh [--instances N] [--tls] [--folder FOLDER] [--port PORT] [--no-build]
#   --instances N   N processes of each service (they share data, queues and due work; services ask the first of each; pages: PORT, PORT+10, …)
#   --tls           everything over TLS, with certificates of an authority made for this (infra/tls/make-ca.sh)
#   --folder        data, logs and secrets (default: /var/lib/csirt/distributed for root, else ~/.local/state/csirt)
#   --port          of the pages (5080); services take the ports after it, the broker PORT+90 to PORT+92
#   --no-build      runs what was built last
# On SQL Server: CSIRT_SQLSERVER=HOST[,PORT]; logins and tables are made first by infra/sqlserver/setup.sh, which needs sqlcmd.
# CSIRT_SQLSERVER_SECRETS names its folder of passwords, CSIRT_SQLSERVER_DATABASE the database (csirt), CSIRT_SQLSERVER_CA the
# certificate of the server's authority.
# Other settings come from the environment as ever, e.g. Mail__Transport=Smtp Mail__Smtp__Host=…
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(dirname "$here")

fail() { echo "error: $*" >&2; exit 1; }

instances=1 tls='' build=yes port=5080 folder=
while (($# > 0)); do
  case $1 in
    --instances) instances=${2:-}; shift ;;
    --tls) tls=yes ;;
    --folder) folder=${2:-}; [[ -n $folder ]] || fail "--folder names no folder"; shift ;;
    --port) port=${2:-}; shift ;;
    --no-build) build='' ;;
    -h | --help) sed -n '2,/^set /{/^set /!p}' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) fail "unknown argument $1 (--help tells the known ones)" ;;
  esac
  shift
done
[[ $instances =~ ^[1-9]$ ]] || fail "--instances wants a number from 1 to 9"
[[ $port =~ ^[1-9][0-9]{3,4}$ && $port -le 65000 ]] || fail "--port wants a number from 1024 to 65000"
if [[ -z $folder ]]; then
  if ((EUID == 0)); then folder=/var/lib/csirt/distributed; else folder=${XDG_STATE_HOME:-$HOME/.local/state}/csirt; fi
fi

for tool in dotnet:"the .NET 10 SDK" curl:curl openssl:openssl flock:util-linux; do
  command -v "${tool%%:*}" >/dev/null || fail "${tool#*:} is missing"
done

sql_secrets=${CSIRT_SQLSERVER_SECRETS:-$folder/secrets/sqlserver}
[[ -z ${CSIRT_SQLSERVER:-} || -s $sql_secrets/cases-migrator.password ]] || command -v sqlcmd >/dev/null ||
  fail "sqlcmd (mssql-tools18) is missing, which sets SQL Server up; or name a folder of passwords by CSIRT_SQLSERVER_SECRETS (infra/sqlserver/README.md)"

mkdir -p "$folder/data" "$folder/log" "$folder/run" "$folder/secrets"
folder=$(cd "$folder" && pwd)
chmod 700 "$folder/secrets" "$folder/data"
# Services inherit the lock: where one was left behind by a start that was killed, the folder stays taken.
exec 9>"$folder/lock"
flock -n 9 || fail "it runs already in $folder: stop it with Ctrl-C there, or end what was left over: kill $(cat "$folder"/run/*.pid 2>/dev/null | tr '\n' ' ')"

names=(directory intake cases escalation notification portal)
scheme=http
curl=(curl --silent --max-time 5)
declare -A port_of=([portal]=$port [intake]=$((port + 1)) [cases]=$((port + 2)) [escalation]=$((port + 3)) [notification]=$((port + 4)) [directory]=$((port + 5)))
broker_port=$((port + 90))
broker=(bash "$here/rabbitmq/ctl.sh" "$folder/rabbitmq" "$broker_port")
declare -A key_of=()

# Each service, further processes as SERVICE-2, SERVICE-3, …
keys() {
  local name number
  printf '%s\n' "${names[@]}"
  for ((number = 2; number <= instances; number++)); do
    for name in "${names[@]}"; do echo "$name-$number"; done
  done
}

port_of_key() {
  local number=${1##*-}
  if [[ $number =~ ^[0-9]$ ]]; then echo $((port_of[${1%-*}] + 10 * (number - 1))); else echo "${port_of[$1]}"; fi
}

stop() {
  trap '' INT TERM HUP
  local pid
  ((${#key_of[@]} == 0)) || echo "stopping"
  for pid in "${!key_of[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  # A service finishes what it has in hand; who hangs is ended after 30 s, and loses nothing by it either.
  local deadline=$((SECONDS + 30))
  for pid in "${!key_of[@]}"; do
    while kill -0 "$pid" 2>/dev/null; do
      ((SECONDS < deadline)) || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.2
    done
    rm -f "$folder/run/${key_of[$pid]}.pid"
  done
  [[ ! -d $folder/rabbitmq ]] || bash "$here/rabbitmq/stop.sh" "$folder/rabbitmq" "$broker_port" 9>&-
}

make_certificates() {
  scheme=https
  curl+=(--cacert "$folder/tls/ca.pem")
  bash "$here/tls/make-ca.sh" "$folder/tls" broker "${names[@]}"
}

start_broker() {
  local arguments=("$folder/rabbitmq" "$broker_port")
  [[ -z $tls ]] || arguments+=("$folder/tls")
  bash "$here/rabbitmq/start.sh" "${arguments[@]}" 9>&- >"$folder/log/rabbitmq.log" || fail "RabbitMQ did not start (see above, and $folder/rabbitmq/log)"
  bash "$here/rabbitmq/definitions.sh" csirt "$folder/secrets" >"$folder/rabbitmq/definitions.json"
  "${broker[@]}" import_definitions "$folder/rabbitmq/definitions.json" 9>&- >/dev/null
  # The user that every broker is delivered with.
  if "${broker[@]}" list_users 9>&- | grep -q '^guest\b'; then "${broker[@]}" delete_user guest 9>&- >/dev/null; fi
}

prepare_sql_server() {
  local secrets=$sql_secrets database=${CSIRT_SQLSERVER_DATABASE:-csirt} name login
  [[ -z ${CSIRT_SQLSERVER_CA:-} ]] || export SSL_CERT_FILE=$CSIRT_SQLSERVER_CA
  if [[ ! -s $secrets/cases-migrator.password ]]; then bash "$here/sqlserver/setup.sh" "$CSIRT_SQLSERVER" "$secrets" "$database"; fi
  for name in "${names[@]}"; do
    [[ $name != portal ]] || continue
    for login in "$name" "$name-migrator"; do
      (umask 077 && mkdir -p "$folder/secrets/$login" && printf 'Server=%s;Database=%s;User Id=csirt_%s;Password=%s;Encrypt=True' \
        "$CSIRT_SQLSERVER" "$database" "${login/-/_}" "$(<"$secrets/$login.password")" >"$folder/secrets/$login/Database__${name}__ConnectionString")
    done
    Data__Directory=$folder/data/$name Database__Provider=SqlServer Secrets__Directory=$folder/secrets/$name-migrator \
      dotnet "$(program_of "$name")" migrate || fail "the tables of $name could not be brought up to date"
  done
}

program_of() { echo "$repository/services/${1^}/bin/Release/net10.0/Csirt.${1^}.dll"; }

start() {
  local key=$1 name=${1%-*} url other settings
  url=$scheme://127.0.0.1:$(port_of_key "$key")
  mkdir -p "$folder/data/$name" "$folder/secrets/$name"
  settings=(
    "Data__Directory=$folder/data/$name" "Secrets__Directory=$folder/secrets/$name" "Auditor__KeyFile=$folder/secrets/auditor.key"
    "Directory__Address=$scheme://127.0.0.1:${port_of[directory]}" "Notification__LinkBase=${Notification__LinkBase:-$scheme://127.0.0.1:$port}"
  )
  for other in "${names[@]}"; do settings+=("Services__${other}__Address=$scheme://127.0.0.1:${port_of[$other]}"); done
  if [[ $name != portal ]]; then
    settings+=("Messaging__Transport=RabbitMq" "RabbitMq__UserName=csirt-$name" "RabbitMq__Address=amqp${tls:+s}://127.0.0.1:$broker_port/csirt")
  fi
  if [[ -n $tls ]]; then
    settings+=("Kestrel__Certificates__Default__Path=$folder/tls/$name.pem" "Kestrel__Certificates__Default__KeyPath=$folder/tls/$name.key" "SSL_CERT_FILE=$folder/tls/trusted.pem")
  fi
  if [[ -n ${CSIRT_SQLSERVER:-} ]]; then
    settings+=("Database__Provider=SqlServer" "Database__Migrate=false")
  elif ((instances > 1)); then
    settings+=("Database__Shared=true")
  fi
  env "${settings[@]}" dotnet "$(program_of "$name")" --urls "$url" >>"$folder/log/$key.log" 2>&1 </dev/null &
  key_of[$!]=$key
  echo $! >"$folder/run/$key.pid"
}

await_ready() {
  local key deadline=$((SECONDS + 120)) pid
  for key in $(keys); do
    pid=$(<"$folder/run/$key.pid")
    until [[ $("${curl[@]}" "$scheme://127.0.0.1:$(port_of_key "$key")/health/ready" || true) == Healthy* ]]; do
      if ! kill -0 "$pid" 2>/dev/null || ((SECONDS > deadline)); then
        tail -n 20 "$folder/log/$key.log" >&2
        fail "$key did not become ready; its log is $folder/log/$key.log"
      fi
      sleep 0.5
    done
  done
}

for key in $(keys); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$(port_of_key "$key")") 2>/dev/null; then
    fail "port $(port_of_key "$key") is taken, which $key would listen on; --port chooses others"
  fi
done

if [[ -n $build ]]; then
  echo "building"
  # Everything in one: it refers to all services, and each is built into its own folder.
  dotnet build "$repository/services/AllInOne" -c Release -v quiet -nologo 9>&-
fi
for name in "${names[@]}"; do [[ -f $(program_of "$name") ]] || fail "$(program_of "$name") is not built; run without --no-build"; done

trap stop EXIT
trap 'exit 0' INT TERM HUP
if [[ -n $tls ]]; then
  make_certificates
  cat "$folder/tls/ca.pem" ${CSIRT_SQLSERVER_CA:+"$CSIRT_SQLSERVER_CA"} >"$folder/tls/trusted.pem"
fi
echo "starting RabbitMQ"
start_broker
[[ -z ${CSIRT_SQLSERVER:-} ]] || prepare_sql_server
echo "starting $(keys | wc -l) services"
for key in $(keys); do
  [[ ! -f $folder/log/$key.log ]] || mv "$folder/log/$key.log" "$folder/log/$key.log.1"
  start "$key"
done
await_ready

# Out of Directory's log, which is lines of JSON.
greeting() {
  { grep -o '"Message":"[^"]*サインインできます[^"]*"' "$folder/log/directory.log" || true; } | sed 's/^"Message":"//; s/"$//; s/\\n/\n/g'
}

cat <<TEXT

起動しました: $scheme://127.0.0.1:$port/
$(greeting)
ログ: $folder/log　　データ: $folder/data　　書き出したメール（未送信）: $folder/data/notification/mail/pickup
各サービス: $(for name in "${names[@]}"; do printf '%s %s  ' "$name" "$(port_of_key "$name")"; done)
${tls:+認証局の証明書（ブラウザに登録すると警告が消えます）: $folder/tls/ca.pem
}止めるには Ctrl-C。どれか一つを kill -9 しても何も失われません（数秒後にまた起動します）: kill -9 \$(cat $folder/run/cases.pid)
TEXT

# As a service manager would: whoever ends is started again.
while true; do
  status=0
  { wait -n -p ended || status=$?; } 2>/dev/null
  [[ -n ${ended:-} && -n ${key_of[$ended]:-} ]] || continue
  key=${key_of[$ended]}
  unset "key_of[$ended]"
  echo "$key ended with $status; starting it again"
  sleep 2
  start "$key"
done
