# Ends and deletes a context of the modem when hwdiag may not be there any more. It is a file in a folder of its own, from where it
# runs. While it talks it runs a second time, with the name of a transport, to have the port open: what port.sh tells goes to the
# file at-told, what the modem says to at-said. Above this text are set: port, mark, limit, context.

# forget_by TRANSPORT KIND READY: returns where the port is not opened by it. The exit status says whether the context is gone.
forget_by() {
  kind=$2 ready=$3
  : >at-said
  : >at-told
  # A port that talks without end is not to fill the memory.
  ask_all | sh "$0" "$1" 2>at-told | dd bs=64 count=2048 >>at-said 2>/dev/null
  if ! is_open; then
    sed "s/^$mark //" at-told
    return
  fi
  [ "$(told)" = gone ]
  exit
}

ask_all() {
  soon 15 is_open || return
  ask 3 AT is_answered || return
  ask 15 "AT+CGACT=0,$context" is_answered || return
  ask 15 "AT+CGDCONT=$context" is_answered || return
  ask 5 'AT+CGDCONT?' has_told
}

# ask SECONDS COMMAND CONDITION
ask() {
  printf '\n#%s\n' "$2" >>at-said
  case $kind in
    stream) printf '%s\r' "$2" ;;
    # The program takes a while to open the port.
    attempts) printf '%s %s\n' "$1" "$2" && set -- $(($1 + 5)) "$2" "$3" ;;
  esac
  soon "$1" "$3"
}

# soon SECONDS CONDITION: waits until it holds, no longer than the port is open.
soon() {
  left=$1
  until "$2"; do
    if [ "$left" -le 0 ] || grep -Eq "^$mark (busy|gone|unusable|over)" at-told; then return 1; fi
    left=$((left - 1))
    sleep 1
  done
}

is_open() {
  grep -Eq "$ready" at-told at-said
}

is_answered() {
  tr '\r' '\n' <at-said | awk '
    /^#AT/ { answered = 0 }
    /^(OK|ERROR|COMMAND NOT SUPPORT|TOO MANY PARAMETERS|\+CM[ES] ERROR:.*) *$/ { answered = 1 }
    END { exit !answered }'
}

has_told() {
  [ -n "$(told)" ]
}

# Whether the context is `kept` or `gone`, once the modem has told its contexts to the end. The modem has others: an OK without any is
# late, and belongs to a command before.
told() {
  tr '\r' '\n' <at-said | awk -F '[:,]' -v context="$context" '
    { gsub(/[ \t]/, "") }
    /^#AT/ { isAsked = $0 == "#AT+CGDCONT?"; first = kept = over = 0 }
    /^\+CGDCONT:/ { first = 1; over = 0; if ($2 == context) kept = 1 }
    /^OK$/ { over = first }
    END { if (isAsked && over) print kept ? "kept" : "gone" }'
}
