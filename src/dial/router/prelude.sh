# What hwdiag puts before each task of a live test. Runs under busybox ash and dash on standard input: `sh -s`. It uses only
# what each busybox has: `timeout` is missing on some routers and wants -t on others.

PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
LC_ALL=C
export PATH LC_ALL
umask 077
cd /

has() {
  command -v "$1" >/dev/null 2>&1
}

# within SECONDS COMMAND...: ends it when the time is up, with the status that `timeout` of coreutils has, or when standard input
# ends: hwdiag has closed it, or the connection is lost, and nobody is there to undo what the task goes on to do. The guards hold
# no output open: they may outlive the task by a second. Status 255 is told as 254: with 255 ssh says that it failed itself.
within() {
  limit=$1
  shift
  # The input of what runs in the background is nothing, unless it has another number.
  exec 9<&0
  "$@" </dev/null 9<&- &
  job=$!
  (
    waited=0
    while [ "$waited" -lt "$limit" ]; do
      sleep 1
      kill -0 "$job" || exit 0
      waited=$((waited + 1))
    done
    end_task
  ) >/dev/null 2>&1 </dev/null 9<&- &
  timer=$!
  (
    while read -r rest; do :; done <&9
    end_task
  ) >/dev/null 2>&1 </dev/null &
  listener=$!
  wait "$job"
  code=$?
  # 143 and 137: ended by a guard.
  case $code in
    143 | 137) code=124 ;;
    255) code=254 ;;
  esac
  kill "$timer" "$listener" 2>/dev/null
  exit "$code"
}

end_task() {
  # The task itself may end by the first of these, and then nobody waits for the rest any more.
  trap '' TERM
  all="$(family "$job") $job"
  # shellcheck disable=SC2086 # numbers
  kill -TERM $all
  sleep 1
  # shellcheck disable=SC2086
  kill -KILL $all
  exit 0
}

# The processes below one, however deep.
family() {
  cat /proc/[0-9]*/stat 2>/dev/null | awk -v top="$1" '
    { pid = $1; sub(/^.*\) /, ""); split($0, field, " "); parent[pid] = field[2] }
    END {
      for (pid in parent) {
        depth = 0
        for (above = parent[pid]; above in parent && above != top && depth < 99; above = parent[above]) depth++
        if (above == top) printf "%s ", pid
      }
    }'
}

task() {
{{task}}
}
