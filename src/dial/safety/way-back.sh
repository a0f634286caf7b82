# The way back of a live test: what hwdiag changes on a router, this undoes, whatever becomes of hwdiag and the connection.
# Stands as `run` in a folder of its own below /tmp, which is memory. Beside it:
#   ends      the uptime in seconds at which it acts on its own; each sign of hwdiag moves it on
#   watcher   the process that waits for it
#   closed/   it acts on its own, or has: nothing may be changed any more
#   steps/NN  one script each, the last one first; exit status 75 leaves the change as it is, and says why
#   record    what was undone and what could not be
#
#   sh run watch          waits for `ends`, then undoes; does nothing once the folder is gone
#   sh run undo           undoes now; the exit status is 1 where something could not be
#   sh run sign SECONDS   a sign of hwdiag: all is well for so long; the exit status is 1 where it comes too late
# shellcheck disable=SC2034 # `rest` takes the rest of a line

cd "${0%/*}" || exit 1

# Seconds between two tries, and how often: a modem that has left the bus may come back.
pause=10
tries=60

# Seconds that a step may take; the environment may say otherwise.
longest=${longest:-90}

uptime_now() {
  read -r now rest </proc/uptime
  now=${now%.*}
}

# The exit status is 2 where nobody waits for a sign any more.
is_due() {
  { read -r ends <ends; } 2>/dev/null || return 2
  uptime_now
  [ "$now" -ge "${ends:-$((now + 1))}" ]
}

sign() {
  kill -0 "$(cat watcher)" 2>/dev/null || return 1
  uptime_now
  echo $((now + $1)) >next && mv next ends || return 1
  # The watch looks once more before it acts.
  for _ in 1 2 3; do
    [ -d closed ] || return 0
    sleep 1
  done
  return 1
}

# limited COMMAND...: ends it when it takes too long, so that it does not keep the other steps from being done.
limited() {
  "$@" </dev/null &
  job=$!
  (
    sleep "$longest"
    kill -KILL "$job"
  ) >/dev/null 2>&1 </dev/null &
  guard=$!
  wait "$job"
  status=$?
  kill "$guard" 2>/dev/null
  return "$status"
}

# Only one process undoes: hwdiag itself, or the watch.
take_turn() {
  waited=0
  until mkdir busy 2>/dev/null; do
    [ -d steps ] || exit 0
    # Whoever was at it is dead. Each step may be done twice.
    if [ "$waited" -ge 3 ] && ! kill -0 "$(cat busy/by 2>/dev/null)" 2>/dev/null; then
      mv busy "gone-$$" 2>/dev/null && rm -r "gone-$$"
    fi
    if [ "$waited" -ge 3 ] && [ ! -d busy ]; then return; fi
    waited=$((waited + 1))
    sleep 1
  done
  echo $$ >busy/by
}

undo() {
  take_turn
  left=0
  order=
  for step in steps/*; do
    if [ -f "$step" ]; then order="${step#steps/} $order"; fi
  done
  for step in $order; do
    read -r title <"steps/$step"
    title=${title#\# }
    limited sh "steps/$step" >"said-$step" 2>&1
    status=$?
    uptime_now
    case $status in
      0) echo "undone	$now	$title" >>record ;;
      75) echo "kept	$now	$title" >>record ;;
      *)
        echo "failed	$now	$title" >>record
        left=1
        continue
        ;;
    esac
    rm "steps/$step"
  done
  rm -rf busy
  # Whatever went wrong here: what is still there is not undone.
  for step in steps/*; do
    if [ -f "$step" ]; then left=1; fi
  done
  return "$left"
}

watch() {
  echo $$ >watcher
  # Who is told to end all that sleeps does not end this.
  while sleep 1 || [ $? -gt 128 ]; do
    is_due
    case $? in
      0) ;;
      2) exit 0 ;;
      *) continue ;;
    esac
    # Where nothing can be made any more it is undone all the same.
    mkdir closed 2>/dev/null || [ ! -d closed ] || exit 0
    # A sign at the last moment.
    if ! is_due; then
      rmdir closed
      continue
    fi
    echo "cut-off	$now	" >>record
    round=0
    until undo; do
      round=$((round + 1))
      if [ "$round" -ge "$tries" ]; then exit 1; fi
      sleep "$pause"
      [ -d steps ] || exit 0
    done
    exit 0
  done
}

case $1 in
  watch) watch ;;
  undo) undo ;;
  sign) sign "$2" ;;
esac
