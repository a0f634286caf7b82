# A program that opens and closes the port for each command. A line of standard input is the time for it and the command. While
# the program runs the next line is waited for: the end of the input ends the program, too.
talk() {
  check
  tell ready
  while IFS=' ' read -r patience command <&4; do
    if [ -n "$writer" ]; then wait "$writer"; fi
    writer=''
    # Somebody may have opened it meanwhile.
    leave_to_others
    whole_attempt 4<&- &
    writer=$!
    watch_over
  done
}

# A program that is ended by a signal leaves the port without echo.
whole_attempt() {
  attempt &
  attempting=$!
  trap 'kill "$attempting"; exit' HUP INT TERM
  wait "$attempting"
  printf '\n%s over\n' "$mark"
}

put_back() {
  :
}
