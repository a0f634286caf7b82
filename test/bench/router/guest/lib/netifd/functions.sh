# What the stand-ins for OpenWrt's netifd share. The real one is a daemon that keeps all this in its memory; here each
# interface has a folder below /var/run/netifd with one file for each value, and a process of its own while it is set up or
# up: `/sbin/netifd run NAME`. The words of its log lines are netifd's.

states=/var/run/netifd

netifd_log() {
  logger -t netifd -p daemon.notice "$1"
}

# state NAME KEY: prints the value; empty where there is none. A program for that would take longer than all else here.
state() {
  [ -f "$states/$1/$2" ] || return 1
  while IFS= read -r of_state; do printf '%s\n' "$of_state"; done <"$states/$1/$2"
}

# remember NAME KEY VALUE
remember() {
  mkdir -p "$states/$1"
  printf '%s\n' "$3" >"$states/$1/$2"
}

forget() {
  rm -f "$states/$1/$2"
}

# option NAME KEY: of an interface as it is committed: the real one knows nothing else.
option() {
  awk -v section="$1" -v key="$2" '
    $1 == "config" { name = $3; gsub(/[\047"]/, "", name); inside = (name == section); next }
    inside && ($1 == "option" || $1 == "list") && $2 == key {
      sub(/^[ \t]*[a-z]+[ \t]+[^ \t]+[ \t]+/, ""); sub(/^[\047"]/, ""); sub(/[\047"][ \t]*$/, "")
      out = out (found ? " " : "") $0; found = 1
    }
    END { if (!found) exit 1; print out }' /etc/config/network
}

interfaces() {
  awk '$1 == "config" { gsub(/[\047"]/, ""); if ($2 == "interface" && $3 != "") print $3 }' /etc/config/network
}

uptime_seconds() {
  cut -d. -f1 /proc/uptime
}

# child NAME COMMAND...: runs a command as netifd's children run, and waits for it. Its process number goes to the state, and
# what it prints to the log, line by line.
child() {
  of=$1
  shift
  mkdir -p "$states/$of"
  pidfile="$states/$of/child"
  codefile="$states/$of/code"
  { sh -c 'echo $$ >"$0"; exec "$@"' "$pidfile" "$@" 2>&1 </dev/null; echo $? >"$codefile"; } | tr '\r' '\n' |
    awk -v name="$of" -v file="$pidfile" '
      $0 == "" { next }
      { if (pid == "") getline pid <file; print name " (" pid "): " $0; fflush() }' | logger -t netifd -p daemon.notice
  rm -f "$pidfile"
  return "$(cat "$codefile")"
}

# handler PROTO ACTION NAME: the script of a protocol, with the words that netifd gives it.
handler() {
  child "$3" /bin/sh -c 'cd /lib/netifd/proto && exec /bin/sh "./$1.sh" "$1" "$2" "$3" "$4"' netifd \
    "$1" "$2" "$3" "$(config_json "$3" "$1")"
}

config_json() {
  printf '{ "proto": "%s"' "$2"
  uci -q show "network.$1" | sed -n "s/^network\.[^.]*\.\([^.=]*\)='\(.*\)'$/\1 \2/p" |
    while read -r key value; do [ "$key" = proto ] || printf ', "%s": "%s"' "$key" "$value"; done
  printf ' }'
}

# interface_up NAME DEVICE: its connection stands.
interface_up() {
  remember "$1" l3_device "$2"
  remember "$1" up "$(uptime_seconds)"
  forget "$1" pending
  # The real one forgets errors only when it sets the interface up anew.
  case $(state "$1" errors) in MM_*) ;; *) forget "$1" errors ;; esac
  netifd_log "Interface '$1' is now up"
  apply_routes "$1"
}

# Address, route and name servers that were found out go with it.
apply_routes() {
  card=$(state "$1" l3_device)
  gateway=$(state "$1" gateway)
  metric=$(option "$(state "$1" parent || echo "$1")" metric)
  if [ -n "$gateway" ]; then
    ip route add "$gateway" dev "$card" 2>/dev/null
    ip route replace default via "$gateway" dev "$card" ${metric:+metric $metric}
  elif [ -n "$(state "$1" point)" ]; then
    ip route replace default dev "$card" ${metric:+metric $metric}
  fi
  write_resolver
}

write_resolver() {
  for folder in "$states"/*; do
    [ -f "$folder/up" ] && [ -s "$folder/dns" ] || continue
    echo "# Interface ${folder##*/}"
    for server in $(cat "$folder/dns"); do echo "nameserver $server"; done
  done >/tmp/resolv.conf.d/resolv.conf.auto
}

interface_down() {
  was=$(state "$1" up)
  card=$(state "$1" l3_device)
  for key in up pending address mask gateway point dns lease l3_device; do forget "$1" "$key"; done
  if [ -n "$card" ] && [ -e "/sys/class/net/$card" ]; then ip addr flush dev "$card" 2>/dev/null; fi
  write_resolver
  if [ -n "$was$2" ]; then netifd_log "Interface '$1' is now down"; fi
}

# proto_failed NAME CODE [block]: what a handler says before it gives up.
proto_failed() {
  remember "$1" errors "$2"
  # The real one then says `"autostart": false`.
  if [ "$3" = block ]; then
    remember "$1" blocked yes
    remember "$1" held_down yes
  fi
}

# net_device NODE: the network device of the same USB device as a tty or cdc-wdm node.
net_device() {
  node=${1##*/}
  case $node in
    tty*) at=$(readlink -f "/sys/class/tty/$node/device") at=${at%/*} ;;
    *) at=$(readlink -f "/sys/class/usbmisc/$node/device") ;;
  esac
  [ -n "$at" ] && [ -d "$at" ] || return 1
  for card in "${at%/*}"/*/net/*; do
    [ -d "$card" ] || continue
    echo "${card##*/}"
    return 0
  done
  return 1
}

# stop_children NAME: the process that a protocol keeps running.
stop_children() {
  [ -f "$states/$1/child" ] || return 0
  pid=$(cat "$states/$1/child")
  kill "$pid" 2>/dev/null
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -KILL "$pid" 2>/dev/null
}
