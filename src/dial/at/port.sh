# Has a port of a modem open for hwdiag. Runs under busybox ash and dash. Above this text hwdiag sets: port, mark (nobody else
# knows it), limit (seconds after which nobody waits any more), and the functions `talk` and `put_back` of one transport.
#
# What the modem says goes to standard output, what hwdiag says comes from standard input, which is descriptor 4 here. What is to
# be told of the port goes to standard error, behind the mark.
#
# The port is opened once. However this ends, nothing is left that has the port open, and no port is left that sends back
# what comes: where a signal ends this, by the trap; where the connection or this shell is gone, by `watch`.

main() {
  PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
  LC_ALL=C
  export PATH LC_ALL
  umask 077
  reader='' writer='' watcher='' saved='' has_lock=no
  if [ -h "$port" ]; then port=$(readlink -f "$port"); fi
  leave_to_others
  exec 4<&0 </dev/null
  value line "/proc/$$/stat"
  parent_in "$line"
  parent=$found
  trap finish HUP INT TERM
  take_lock
  watch_over
  talk
  finish
}

tell() {
  printf '%s %s\n' "$mark" "$*" >&2
}

leave() {
  tell "$@"
  finish
}

# Whoever has the port keeps it. In the clause it is “it”: it stands behind its name.
leave_to_others() {
  [ -c "$port" ] || leave gone 'there is no such port'
  reason=$(why_not "$port")
  case $reason in "$port "*) reason="it ${reason#"$port "}" ;; esac
  [ -z "$reason" ] || leave busy "$reason"
}

# Others who know of such locks keep away. One whose program is gone is worth nothing.
take_lock() {
  lock_of "$port"
  [ -d "${lock%/*}" ] && [ -w "${lock%/*}" ] || return
  rm -f "$lock"
  if (set -C; printf '%10d\n' $$ >"$lock") 2>/dev/null; then has_lock=yes; fi
}

finish() {
  trap '' HUP INT TERM
  for process in "$watcher" "$writer"; do
    if [ -n "$process" ]; then kill "$process" 2>/dev/null; fi
  done
  clear_away
  exit 0
}

clear_away() {
  put_back 2>/dev/null
  if [ -n "$reader" ]; then kill "$reader" 2>/dev/null; fi
  exec 3>&-
  if [ "$has_lock" = yes ]; then rm -f "$lock"; fi
}

# Carries what is said both ways, over descriptor 3.
#
# It is dd that reads: the cat of busybox uses sendfile, which on newer kernels keeps the pipe to the SSH server locked while it
# waits for the terminal, and the server hangs, with nothing that could end it. Seen with busybox 1.35, dropbear and a pty.
carry() {
  dd bs=512 <&3 4<&- 2>/dev/null &
  reader=$!
  dd bs=512 <&4 >&3 2>/dev/null &
  writer=$!
  exec 4<&-
  watch_over
  tell ready
  wait "$writer"
}

# Begins to watch over what runs by now.
watch_over() {
  if [ -n "$watcher" ]; then kill "$watcher" 2>/dev/null; fi
  watch >/dev/null 4<&- &
  watcher=$!
}

# Once a second: the session of whoever talks is there, this shell is, what reads is, and there is time left.
watch() {
  trap - HUP INT TERM
  seconds=0
  while sleep 1 2>/dev/null 3>&-; do
    seconds=$((seconds + 1))
    line=
    { read -r line <"/proc/$$/stat"; } 2>/dev/null
    parent_in "$line"
    if [ -z "$line" ]; then
      # Nobody is left to tell, and nobody else to clear away.
      for process in $writer; do kill "$process" 2>/dev/null; done
      clear_away
      exit
    fi
    if [ "$found" != "$parent" ]; then break; fi
    if [ "$seconds" -ge "$limit" ]; then
      tell over "it was open for $limit s"
      break
    fi
    # What has ended has no descriptors left, until somebody asks for its status.
    if [ -n "$reader" ] && [ ! -e "/proc/$reader/fd/0" ]; then
      tell gone 'it cannot be read any more'
      break
    fi
  done
  kill -TERM $$
  sleep 2 2>/dev/null 3>&-
  # It waits in the kernel.
  for process in $writer $reader; do kill -KILL "$process" 2>/dev/null; done
  kill -KILL $$
  clear_away
}

# parent_in LINE: the number of the parent in a line of /proc/PID/stat, in `found`. The name may hold anything.
parent_in() {
  # shellcheck disable=SC2086 # numbers
  set -- ${1##*) }
  found=${2:-}
}
