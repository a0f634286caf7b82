# It says by itself when both sides are open. It puts the terminal back as it was.
talk() {
  socat -d -d -t 0.2 - "FILE:$port,noctty,raw,echo=0,clocal=1" <&4 &
  writer=$!
  reader=$writer
  exec 4<&-
  watch_over
  wait "$writer"
  leave gone 'socat has ended'
}

put_back() {
  :
}
