# One descriptor of the shell, for what is no terminal and has no echo: /dev/cdc-wdm0, /dev/wwan0at0.
talk() {
  exec 3<>"$port" || leave gone 'it cannot be opened'
  if [ -t 3 ]; then leave unusable 'it is a terminal, and nothing here can make it raw'; fi
  carry
}

put_back() {
  :
}
