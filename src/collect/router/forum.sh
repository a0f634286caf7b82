# For people who cannot let a tool log in: what collection.sh reads, as a person would paste it, with what is nobody's business
# hidden before it leaves the router. Stands below collection.sh and takes the place of its frames and its limits.

log_lines=400
log_filter=" | grep -iE 'netifd|kernel|modem|ppp|chat|qmi|mbim|ncm|wwan|udhcpc|odhcp6c|usb|gcom|comgt|mwan3|firewall'"
kernel_filter=" | grep -iE 'usb|tty|cdc|ncm|qmi|mbim|wwan|rndis|option|modem|mhi|ppp|Linux version' | tail -n 200"
# All that is printed goes by what hides secrets.
trusts_small=no
package_words='^kmod-usb|^kmod-mhi|^kmod-ppp|qmi|mbim|ncm|modem|ppp|comgt|chat|wwan|mwan|sms|3g|4g|5g|firewall|atc'
# Long, and seldom what it turns on; the network of the house is not shown at all.
omitted=' counters counters-later log-extent usb-power storage services uci-dhcp uci-wireless route-to-peer handlers'
omitted="$omitted restarts network-interfaces network-manager memory "

hello() {
  # What is written in the configuration is looked for everywhere else, too.
  known_secrets=$(cat /etc/config/* 2>/dev/null </dev/null 4>&- | awk '
    /^[ \t]*option[ \t]/ && tolower($2) ~ /(password|passwd|passphrase|pass|secret|token|psk|key|username|user|ssid|pincode)\047?$/ {
      sub(/^[ \t]*option[ \t]+[^ \t]+[ \t]+/, "")
      gsub(/^[\047"]|[\047"][ \t]*$/, "")
      if (length($0) > 3) print
    }')
  export known_secrets
}

before() {
  say "root@$host:~# $typed"
}

after() {
  case $1 in
    late) say "# hwdiag: not finished: took longer than $took s" ;;
    lost) say '# hwdiag: not finished: the connection or the router ended before it did' ;;
    141) say "# hwdiag: not finished: printed more than $most bytes" ;;
  esac
}

left_out() {
  say "root@$host:~# $typed
# hwdiag: not run: $1"
}

farewell() {
  if [ "$1" != complete ]; then say '# hwdiag: not finished: the collection ended before all was read'; fi
}

cut_off() {
  if [ "$can_count" = yes ]; then head -c "$1" | masked; else masked; fi
}

# Hides what tells who somebody is and what opens something. Reads that there was a value, and of which kind: *** for words, x for
# digits. hwdiag takes both for hidden.
masked() {
  awk '
    function walk(text, pattern, kind,    done, token, last, next_one) {
      done = ""
      while (match(text, pattern)) {
        token = substr(text, RSTART, RLENGTH)
        next_one = substr(text, RSTART + RLENGTH, 1)
        done = done substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + RLENGTH)
        last = substr(done, length(done), 1)
        done = done hidden(kind, token, last, next_one)
      }
      return done text
    }
    function hidden(kind, token, last, next_one,    part, n) {
      if (kind == "mac") {
        if (token ~ /^(00[:-])+00$/ || tolower(token) ~ /^(ff[:-])+ff$/) return token
        gsub(/[0-9A-Fa-f]/, "x", token)
        return token
      }
      if (kind == "digits") {
        n = length(token)
        if (n < 14 || last == ".") return token
        # Of a subscriber the country and the network are of use.
        return substr(token, 1, n == 15 ? 5 : 2) crosses(n - (n == 15 ? 5 : 2))
      }
      if (kind == "phone") return length(token) < 9 ? token : "+" crosses(length(token) - 1)
      if (kind == "ipv4") {
        if (last ~ /[0-9A-Za-z._-]/ || next_one ~ /[0-9A-Za-z_]/) return token
        split(token, part, ".")
        if (part[1] > 255 || part[2] > 255 || part[3] > 255 || part[4] > 255) return token
        if (part[1] == 0 || part[1] == 10 || part[1] == 127 || part[1] >= 224) return token
        if (part[1] == 192 && part[2] == 168 || part[1] == 169 && part[2] == 254) return token
        if (part[1] == 172 && part[2] >= 16 && part[2] <= 31 || part[1] == 100 && part[2] >= 64 && part[2] <= 127) return token
        if (token ~ /^(1\.1\.1\.[123]|1\.0\.0\.[123]|8\.8\.8\.8|8\.8\.4\.4|9\.9\.9\.(9|10)|149\.112\.112\.112|208\.67\.22[02]\.22[02])$/)
          return token
        return "x.x.x.x"
      }
      if (kind == "ipv6") {
        if (token !~ /^[23][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]:/ || last ~ /[0-9A-Za-z:.]/) return token
        part[1] = substr(token, 6)
        gsub(/[0-9A-Fa-f]/, "x", part[1])
        return substr(token, 1, 5) part[1]
      }
      if (kind == "mail") return "***@***"
      # Keys of WireGuard: 43 characters and an equals sign.
      return length(token) == 44 ? "***" : token
    }
    function crosses(n,    text) { text = ""; while (n-- > 0) text = text "x"; return text }
    function is_secret(name) {
      return name ~ /(^|[_.-])(pass|password|passwd|passphrase|pwd|pw|secret|token|psk|key|key[1-4]|user|username|user_name|ssid|essid|bssid|phone|phone_number|phonenumber|msisdn|email|serial|serialnumber|imei|imsi|iccid|sn|deviceid|subscriberid)$/ ||
        name ~ /(wpapsk|password|passwd|username|serialnumber|ssid|iccid|imsi|imei|msisdn|macaddress[12]?)$/
    }
    function is_number(name) { return name ~ /(^|[_.-])(pin|pin1|pin2|pincode|pin_code|simpin|sim_pin|puk|puk1|puk2|comgtpin)$/ }
    # password="…", "password": "…", network.wwan.password=…, user: …
    function assignments(text,    done, low, name, value, quote, at) {
      done = ""
      while (match(text, /[A-Za-z][A-Za-z0-9_.-]*["\047]?[ \t]*[=:][ \t]*/)) {
        done = done substr(text, 1, RSTART + RLENGTH - 1)
        name = tolower(substr(text, RSTART, RLENGTH))
        sub(/["\047]?[ \t]*[=:][ \t]*$/, "", name)
        text = substr(text, RSTART + RLENGTH)
        if (!is_secret(name) && !is_number(name)) continue
        quote = substr(text, 1, 1)
        if (quote == "\"" || quote == "\047") {
          value = substr(text, 2)
          at = index(value, quote)
          value = at > 0 ? substr(value, 1, at - 1) : value
          if (value == "" || is_number(name) && value !~ /^[0-9][0-9][0-9][0-9]+$/) continue
          done = done quote "***"
          text = substr(text, 2 + length(value))
        } else if (match(text, /^[^ \t,;}<>]+/)) {
          value = substr(text, 1, RLENGTH)
          if (value == "--" || value == "null" || is_number(name) && value !~ /^[0-9][0-9][0-9][0-9]+$/) continue
          done = done "***"
          text = substr(text, RLENGTH + 1)
        }
      }
      return done text
    }
    # <Imei>…</Imei>
    function elements(text,    done, name, value) {
      done = ""
      while (match(text, /<[A-Za-z][A-Za-z0-9_]*>[^<>]+</)) {
        value = substr(text, RSTART, RLENGTH)
        done = done substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + RLENGTH - 1)
        name = tolower(substr(value, 2, index(value, ">") - 2))
        if (is_secret(name) || name ~ /(wifi|wpa|hash|psk|mac)/) value = substr(value, 1, index(value, ">")) "***<"
        done = done substr(value, 1, length(value) - 1)
      }
      return done text
    }
    # The quoted words of an AT command from the nth on, and what follows the equals sign of one that has none.
    function quoted_from(text, first,    done, n, part, i) {
      n = split(text, part, "\"")
      done = part[1]
      for (i = 2; i <= n; i++) done = done "\"" (i % 2 == 0 && i / 2 >= first && part[i] != "" ? "***" : part[i])
      return done
    }
    # --password sesame; of pppd: user joe password sesame
    function switches(text, pattern,    done, word, blank) {
      done = ""
      while (match(text, pattern)) {
        done = done substr(text, 1, RSTART + RLENGTH - 1)
        text = substr(text, RSTART + RLENGTH)
        if (text ~ /^"/) { sub(/^"[^"]*"?/, "\"***\"", text) } else sub(/^[^ \t]+/, "***", text)
      }
      return done text
    }
    BEGIN {
      h = "[0-9A-Fa-f]"
      pair = "[:-]" h h
      mac = h h pair pair pair pair pair
      count = split(ENVIRON["known_secrets"], secret, "\n")
    }
    {
      line = $0
      gsub(/\r/, "", line)
      gsub(/\033/, "", line)
      for (i = 1; i <= count; i++) {
        if (secret[i] == "") continue
        rest = line
        line = ""
        while ((at = index(rest, secret[i])) > 0) {
          line = line substr(rest, 1, at - 1) "***"
          rest = substr(rest, at + length(secret[i]))
        }
        line = line rest
      }
      low = tolower(line)
      if (match(low, /^[ \t]*(option|list)[ \t]+["\047]?[a-z0-9_]+["\047]?[ \t]+/)) {
        head = substr(line, 1, RLENGTH)
        value = substr(line, RLENGTH + 1)
        name = substr(low, 1, RLENGTH)
        sub(/^[ \t]*(option|list)[ \t]+["\047]?/, "", name)
        sub(/["\047]?[ \t]+$/, "", name)
        if (is_secret(name) || is_number(name)) { print head "\047***\047"; next }
        if (name ~ /^dialnum/ && value !~ /\*9[89]/ && value ~ /[0-9][0-9][0-9][0-9][0-9]/) { print head "\047***\047"; next }
      }
      if (low ~ /(ndisdup|qicsgp)[=:]/) line = quoted_from(line, 2)
      else if (low ~ /(cgauth|authdata|qcpdpp|eiaauw|ipdpcfg|opdpp|pdpauth|uauthreq|xgauth|mgauth|zgpcoauth|cstt|cnum|cpbr|cmgs|cusd|clip|clcc|userid|passw|sapbr|upsd)[=:]/)
        line = quoted_from(line, 1)
      if (match(low, /(cpin|cpwd|cardlock|cardunlock|datalock|clck)=[^?]/)) line = substr(line, 1, RSTART + RLENGTH - 2) "***"
      if (low ~ /pppd/) line = switches(line, "[ \t](user|name|password)[ \t]+")
      if (low ~ /(quectel|simcom|fibocom|meig)-cm.* -s /) line = switches(line, " -s [^ ]+ ")
      line = switches(line, "--(auth-)?(username|user|password|pass|pincode|pin|(uim|dms-uim)-verify-pin1?)[ \t=]+")
      line = elements(assignments(line))
      if (match(line, /:\/\/[^\/ :@]+:[^\/ @]+@/)) line = substr(line, 1, RSTART + 2) "***:***@" substr(line, RSTART + RLENGTH)
      line = walk(line, mac, "mac")
      line = walk(line, "[A-Za-z0-9+/][A-Za-z0-9+/]*=", "key")
      line = walk(line, "[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+", "ipv4")
      line = walk(line, "[0-9A-Fa-f]+:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*", "ipv6")
      line = walk(line, "\\+[0-9]+", "phone")
      line = walk(line, "[0-9]+", "digits")
      line = walk(line, "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+", "mail")
      print line
    }'
}
