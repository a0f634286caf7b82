# Who has nodes of modems open, and of whom that means nothing. Behind port-holders.sh; functions only.

# As `holders`, with a word behind what cannot let go: it was stopped for the tests, or what began it was, which may have to end it.
# A line with that word is that of no holder to whoever reads it.
marked_holders() {
  holders | while IFS= read -r line; do
    pid=${line##*[}
    if is_stopped "${pid%]}"; then line="$line, stopped"; fi
    printf '%s\n' "$line"
  done
}

# is_stopped PID: whether a process is, or one that it comes from.
is_stopped() {
  above=$1
  while [ "${above:-0}" -gt 1 ]; do
    # shellcheck disable=SC2046 # its fields
    set -- $(sed 's/^.*) //' "/proc/$above/stat" 2>/dev/null)
    case ${1:-} in T | t) return 0 ;; esac
    above=${2:-0}
  done
  return 1
}
