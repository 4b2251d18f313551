#!/bin/sh
# The command 3cx-webhook of the package. What reads or writes the service's files runs as the service's own
# user: so it meets the rights that the service meets, and leaves nothing behind that the service cannot read.
set -e
lib=/usr/lib/3cx-webhook
user=_3cx-webhook
: "${CXWEBHOOK_SETTINGS:=/etc/3cx-webhook/settings.ini}"
: "${CXWEBHOOK_DATA:=/var/lib/3cx-webhook}"
export CXWEBHOOK_SETTINGS CXWEBHOOK_DATA

# Without a word it would be the service.
[ $# -gt 0 ] || set -- help

# These read files of whoever calls, or write beside them.
case "$1" in
  import | diagnose | capture | simulator | help | -*) as_caller=yes ;;
  *) as_caller=no ;;
esac

# The settings that the unit takes from there; systemd lets a value stand in quotes.
environment=/etc/3cx-webhook/environment
if [ -r "$environment" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    name=${line%%=*} value=${line#*=}
    case "$value" in
      \"*\" | \'*\') value=${value#?} value=${value%?} ;;
    esac
    case "$name" in
      *[!A-Za-z0-9_]*) ;;
      WEBHOOK_*) export "$name=$value" ;;
    esac
  done <"$environment"
fi

if [ "$as_caller" = no ] && [ "$(id -u)" = 0 ]; then
  exec setpriv --reuid="$user" --regid="$user" --init-groups -- "$lib/node" "$lib/service/headless.js" "$@"
fi
exec "$lib/node" "$lib/service/headless.js" "$@"
