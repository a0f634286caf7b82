# It makes the port raw, and puts it back. After 5 seconds it gives up. With -D it repeats the result; older ones keep that to
# themselves, and end alike whether there was one or not (obsy/sms_tool before 26 February 2022).
attempt() {
  exec "$program" -D -d "$port" at "$command" 2>/dev/null
}

check() {
  case $("$program" 2>&1) in
    *'ussd and at'*) ;;
    *) leave unusable "this $program does not tell how a command ended" ;;
  esac
}
