# One descriptor of the shell, for what is no terminal and has no echo: /dev/cdc-wdm0, /dev/wwan0at0.
talk() {
  exec 3<>"$port" || leave gone 'it cannot be opened'
  if [ -t 3 ]; then leave unusable 'it is a terminal, and nothing here can make it raw'; fi
  dd bs=512 <&3 4<&- 2>/dev/null &
  reader=$!
  dd bs=512 <&4 >&3 2>/dev/null &
  writer=$!
  exec 4<&-
  watch_over
  tell ready
  wait "$writer"
}

put_back() {
  :
}
