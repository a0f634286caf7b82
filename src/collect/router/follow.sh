# Follows the log of a router until the session ends. Runs under busybox ash, dash and bash, on their standard input: `sh -s`.
# Above this text hwdiag sets: mark (random, nobody else knows it), backlog (lines of the log that are wanted again), and below
# it the last line: main. It only reads, and writes nothing.

main() {
  PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
  LC_ALL=C
  export PATH LC_ALL
  cd / || exit 1
  # Open as long as the session lives. What runs in the background has no standard input of its own.
  exec 3<&0
  choose
  echo "$mark $command"
  if [ -z "$command" ]; then exit 1; fi
  follow </dev/null 2>/dev/null 3<&- &
  follower=$!
  kernel_follower=
  if [ "$kernel" = yes ]; then
    # On the other output. What it has to say for itself goes nowhere.
    (exec dmesg --follow-new 3>&2 2>/dev/null >&3) </dev/null &
    kernel_follower=$!
  fi
  outlive_nobody </dev/null >/dev/null 2>&1 &
  watcher=$!
  wait "$follower"
  status=$?
  kill -9 "$watcher" ${kernel_follower:+"$kernel_follower"} 2>/dev/null
  exit "$status"
}

# logread of ubox notices neither a pipe that nobody reads nor a signal that it may ignore, so it would go on for ever.
outlive_nobody() {
  while read -r _ <&3; do :; done
  kill -9 "$follower" ${kernel_follower:+"$kernel_follower"}
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# The kernel's lines are in all of these logs but those that a syslog daemon writes to files, in which they may be.
choose() {
  how=
  command=
  kernel=no
  is_doubtful=no
  if has logread; then choose_logread; fi
  if [ -z "$how" ] && has journalctl; then
    how=journal
    command='journalctl -f'
  fi
  for file in /var/log/messages /var/log/syslog; do
    if [ -z "$how" ] && [ -r "$file" ]; then
      how='file'
      log=$file
      command="tail -F $file"
      case $(dmesg --help 2>&1 </dev/null) in
        *follow-new*) kernel=yes ;;
      esac
    fi
  done
  # Who does not let itself be asked may do its work all the same.
  if [ -z "$how" ] && [ "$is_doubtful" = yes ]; then how=logread; fi
  if [ "$how" = logread ] || [ "$how" = logread_of_busybox ]; then command='logread -f'; fi
}

# That of ubox takes a number of lines; that of busybox can begin with all it has. Both may be there without their daemon.
choose_logread() {
  case $(logread --help 2>&1 </dev/null) in
    *' -l'*)
      how=logread
      if has ubus && ! ubus list log >/dev/null 2>&1 </dev/null; then
        how=
        is_doubtful=yes
      fi
      ;;
    *)
      if logread >/dev/null 2>&1 </dev/null; then how=logread_of_busybox; fi
      ;;
  esac
}

follow() {
  case $how in
    logread) exec logread -l "$backlog" -f ;;
    logread_of_busybox)
      if [ "$backlog" -gt 0 ] && logread --help 2>&1 | grep -q -e ' -F'; then exec logread -F; fi
      exec logread -f
      ;;
    journal) exec journalctl -f -n "$backlog" --no-pager -o short-precise ;;
    file) exec tail -n "$backlog" -F "$log" ;;
  esac
}
