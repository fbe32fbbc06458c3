#!/usr/bin/env bash
# Makes a private certificate authority and a server certificate for each name: broker, services, portal, database, mail server.
# Usage: bash infra/tls/make-ca.sh FOLDER NAME[=HOST,HOST…]…     e.g.  … /etc/csirt/tls broker=mq.example.lg.jp,192.0.2.5 intake cases
# A name without hosts stands for itself, localhost, 127.0.0.1 and ::1. In FOLDER: ca.pem (give it to everyone who connects),
# ca.key (take it off the machine afterwards), NAME.pem, NAME.key.
# Running it again keeps what is there and makes anew what is missing or ends within 30 days; with ca.key away it only reports.
# For other hosts, delete NAME.pem first.
set -euo pipefail

folder=${1:?FOLDER is missing}
shift
(($# > 0)) || { echo "error: name at least one certificate" >&2; exit 2; }
command -v openssl >/dev/null || { echo "error: openssl is missing (Debian: sudo apt-get install openssl)" >&2; exit 1; }

ca_days=3650
days=397
renew_before=$((30 * 24 * 3600))
# Before the umask: the folders on the way there stay open to the services, which read their certificates.
mkdir -p "$folder"
umask 077

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# Request and extensions alone: the system's own openssl.cnf would add its own.
config() { printf '[req]\nprompt = no\ndistinguished_name = name\n[name]\nO = Csirt\nCN = %s\n[extensions]\n%s\n' "$1" "$2"; }

if [[ ! -s $folder/ca.pem ]]; then
  new_key "$folder/ca.key"
  config "Csirt CA $(openssl rand -hex 4)" 'basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash' |
    openssl req -x509 -new -key "$folder/ca.key" -config /dev/stdin -extensions extensions -days "$ca_days" -out "$folder/ca.pem"
  echo "made $folder/ca.pem, good for $ca_days days"
fi

subject_names() {
  local host list=''
  for host in ${1//,/ }; do
    if [[ $host =~ ^[0-9.]+$ || $host == *:* ]]; then list+=",IP:$host"; else list+=",DNS:$host"; fi
  done
  printf '%s' "${list#,}"
}

for given in "$@"; do
  name=${given%%=*}
  hosts=$name,localhost,127.0.0.1,::1
  [[ $given != *=* ]] || hosts=${given#*=}
  if [[ -s $folder/$name.pem && -s $folder/$name.key ]] && openssl x509 -in "$folder/$name.pem" -noout -checkend "$renew_before" >/dev/null; then
    continue
  fi
  [[ -s $folder/ca.key ]] || { echo "error: $name is missing or ends soon, and $folder/ca.key is not here: bring it back and run this again" >&2; exit 1; }
  new_key "$folder/$name.key"
  extensions="basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
subjectAltName = $(subject_names "$hosts")"
  openssl req -new -key "$folder/$name.key" -config <(config "$name" '') -out "$folder/$name.csr"
  openssl x509 -req -in "$folder/$name.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -set_serial "0x01$(openssl rand -hex 15)" \
    -days "$days" -extfile <(config "$name" "$extensions") -extensions extensions -out "$folder/$name.pem" 2>/dev/null
  rm "$folder/$name.csr"
  echo "made $folder/$name.pem for $hosts, good for $days days"
done
# What everyone may read; the keys are their owner's alone.
chmod 755 "$folder"
chmod 644 "$folder"/*.pem
