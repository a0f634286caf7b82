# One descriptor of the shell. The terminal is made raw before anything is sent, what reads runs before what writes: else an
# answer is lost, and a terminal that echoes sends the modem's words back to it as commands.
talk() {
  exec 3<>"$port" || leave gone 'it cannot be opened'
  saved=$(stty -g <&3) || leave unusable 'stty cannot read how it is set'
  stty raw -echo -echoe -echok -echonl clocal -crtscts <&3 || leave unusable 'stty cannot make it raw'
  case " $(stty -a <&3 | tr '\n' ' ') " in
    *' -echo '*) ;;
    *) leave unusable 'it stays in echo mode' ;;
  esac
  carry
}

# As it was, but without echo: that does harm to whoever opens it next.
put_back() {
  if [ -n "$saved" ]; then stty -F "$port" "$saved" -echo; fi
}
