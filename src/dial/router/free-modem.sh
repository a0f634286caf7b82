# What stands before a question to a modem by a tool of the router. Behind port-holders.sh; functions only. Where somebody else
# has the modem the task ends, with the note of a collection.

not_run() {
  printf '# hwdiag: not run: %s\n' "$1"
  exit 0
}

# if_free NODE: right before the node is opened.
if_free() {
  reason=$(why_not "$1")
  if [ -n "$reason" ]; then
    # What dials asks again and again, and leaves gaps.
    sleep 2
    reason=$(why_not "$1")
  fi
  if [ -n "$reason" ]; then not_run "$reason"; fi
}

# if_offline NODE: umbim opens and closes the session, which ends the one that runs.
if_offline() {
  for card in /sys/class/usbmisc/"${1##*/}"/device/../*/net/* /sys/class/usb/"${1##*/}"/device/../*/net/*; do
    [ -e "$card" ] || continue
    if ip addr show dev "${card##*/}" 2>/dev/null | grep -q 'scope global'; then
      not_run "${card##*/} has an address: the session that runs is left alone"
    fi
  done
}

# A question to a service that has stopped would start it.
if_managed() {
  manager || not_run 'ModemManager has stopped'
}
