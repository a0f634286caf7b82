# Who has a node of a modem open. Runs under busybox ash and dash, in front of other scripts of hwdiag: functions only.

# why_not NODE [PROCESSES]: prints why a node is not to be opened; nothing where it may be. Those processes do not count.
why_not() {
  if [ ! -c "$1" ]; then
    echo "$1 is gone"
    return
  fi
  pid=$(ls -l /proc/[0-9]*/fd 2>/dev/null 4>&- | awk -v node="$1" -v ours=" $* " '
    /^\/proc\// { split($0, part, "/"); pid = part[3]; next }
    $NF == node && !index(ours, " " pid " ") { print pid; exit }')
  if [ -n "$pid" ]; then
    named "$pid"
    echo "$1 is held by $who"
  elif locked "$1"; then
    named "$locker"
    echo "$1 is locked by $who"
  elif manager; then
    echo 'ModemManager runs'
  else
    # A handler of netifd opens and closes the port while it dials: `/bin/sh ./qmi.sh qmi setup wwan {…}`.
    # The shell itself looks: a program that did would have what it looks for among its own words.
    command_lines | while read -r pid words; do
      case $words in
        *'./'*'.sh '*' setup '*)
          named "$pid"
          echo "an interface is being set up by $who"
          break
          ;;
      esac
    done
  fi
}

# What runs: `PID WORDS`, a line each, as far as their first line goes; those of the kernel have no words and are left out. A program
# for each process would take longer than all else. `head` names the files where there are several.
command_lines() {
  head -n 1 /dev/null /proc/[0-9]*/cmdline 2>/dev/null 4>&- | tr '\0\t' '  ' | awk '
    /^==> .*cmdline <==$/ { pid = $2; gsub(/^.*proc.|.cmdline$/, "", pid); next }
    pid && NF { print pid, $0; pid = "" }'
}

# Who has a node of a modem open, a line each: `/dev/ttyUSB2: pppd[1234]`.
holders() {
  ls -l /proc/[0-9]*/fd 2>/dev/null | awk '
    /^\/proc\// { split($0, part, "/"); pid = part[3]; next }
    $NF ~ /^\/dev\/(tty(USB|ACM|HS|XR)|cdc-wdm|wwan|mhi)/ { if (!seen[$NF " " pid]++) print $NF, pid }' |
    while read -r node pid; do
      named "$pid"
      echo "$node: $who"
    done
}

# Whether a program that lives has locked a node in UUCP's way, which one does before it opens it: LCK..ttyUSB2 holds its number.
# Source: FHS 3.0 section 5.9. Whoever asks may have locked it.
locked() {
  lock_of "$1"
  locker=
  { read -r locker rest <"$lock"; } 2>/dev/null
  case $locker in '' | *[!0-9]*) return 1 ;; esac
  [ "$locker" != $$ ] && [ -d "/proc/$locker" ]
}

# lock_of NODE: the path of its lock, in `lock`.
lock_of() {
  lock=/var/lock/LCK..$(printf '%s' "${1#/dev/}" | tr / _)
}

# Whether ModemManager runs. Asked again before each query: one to a service that has stopped would start it.
manager() {
  for process in /proc/[0-9]*/comm; do
    { read -r program <"$process"; } 2>/dev/null || continue
    if [ "$program" = ModemManager ]; then return 0; fi
  done
  return 1
}

# named PID: its name as `pppd[1234]`, in `who`.
named() {
  value who "/proc/$1/comm"
  # A process calls itself what it likes, and the echo of dash obeys backslashes.
  case $who in *[!\ -~]* | *\\*) who= ;; esac
  who="${who:-a program}[$1]"
}

# value VARIABLE FILE: the first line of a file, without the blanks around it; empty where there is none.
value() {
  text_of_file=
  { read -r text_of_file <"$2"; } 2>/dev/null
  eval "$1=\$text_of_file"
}
