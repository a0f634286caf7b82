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
  # What is written in the configuration is looked for everywhere else, too. Option values of UCI may go over several lines.
  known_secrets=$(cat /etc/config/* /etc/NetworkManager/system-connections/* 2>/dev/null </dev/null 4>&- | awk '
    function take(value) {
      if (length(value) > 3 && !(value in seen)) { seen[value] = 1; secret[++count] = value }
    }
    # As it stands, and as UCI and the two writers of JSON write it.
    function learn(value,    other) {
      take(value)
      other = value
      gsub(/\047/, "\047\\\047\047", other)
      take(other)
      other = value
      gsub(/[\\]/, "\\\\&", other)
      gsub(/"/, "\\\"", other)
      take(other)
      gsub(/\//, "\\/", other)
      take(other)
    }
    function plain(value) {
      if (value ~ /^"/) gsub(/\\"/, "\"", value)
      gsub(/\047\\\047\047/, "\001", value)
      gsub(/^[\047"]|[\047"][ \t]*$/, "", value)
      gsub(/\001/, "\047", value)
      return value
    }
    function is_open(value,    quote) {
      quote = substr(value, 1, 1)
      if (quote != "\047" && quote != "\"") return 0
      gsub(/\\./, "", value)
      return gsub(quote, "", value) % 2
    }
    function is_secret(name) {
      gsub(/[\047"]/, "", name)
      return tolower(name) ~ /(password|passwd|passphrase|pass|pwd|secret|token|psk|key|key[1-4]|username|user|ssid|pin|pincode|pin_code|puk|identity|imei|imsi|iccid|msisdn|phone|email)$/
    }
    { gsub(/\r/, "") }
    open != "" {
      if (index($0, open) > 0) open = ""
      learn(plain($0))
      next
    }
    /^[ \t]*(option|list)[ \t]/ && is_secret($2) {
      sub(/^[ \t]*(option|list)[ \t]+[^ \t]+[ \t]+/, "")
      if (is_open($0)) open = substr($0, 1, 1)
      learn(plain($0))
    }
    # NetworkManager
    /^[a-z0-9-]+=/ && is_secret(substr($0, 1, index($0, "=") - 1)) { learn(substr($0, index($0, "=") + 1)) }
    # The longest first: one may be the beginning of another.
    END {
      for (i = 2; i <= count; i++) {
        value = secret[i]
        for (k = i - 1; k > 0 && length(secret[k]) < length(value); k--) secret[k + 1] = secret[k]
        secret[k + 1] = value
      }
      for (i = 1; i <= count; i++) print secret[i]
    }')
  export known_secrets
  # A prompt is no place for what somebody wrote into the name.
  case $host in '' | *[!A-Za-z0-9_.-]*) host=router ;; esac
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
    function walk(text, pattern, kind,    done, token, last, next_one, before_last) {
      done = ""
      while (match(text, pattern)) {
        token = substr(text, RSTART, RLENGTH)
        next_one = substr(text, RSTART + RLENGTH, 1)
        done = done substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + RLENGTH)
        last = substr(done, length(done), 1)
        before_last = substr(done, length(done) - 1, length(done) > 1)
        done = done hidden(kind, token, last, next_one, before_last)
      }
      return done text
    }
    function hidden(kind, token, last, next_one, before_last,    part, n, label) {
      if (kind == "mac") {
        if (token ~ /^(00[:-])+00$/ || tolower(token) ~ /^(ff[:-])+ff$/) return token
        gsub(/[0-9A-Fa-f]/, "x", token)
        return token
      }
      if (kind == "digits") {
        n = length(token)
        if (n < 14 || last == "." && before_last ~ /[0-9]/) return token
        # Of a subscriber the country and the network are of use.
        return substr(token, 1, n == 15 ? 5 : 2) crosses(n - (n == 15 ? 5 : 2))
      }
      if (kind == "phone") return length(token) < 9 ? token : "+" crosses(length(token) - 1)
      if (kind == "ipv4") {
        # The second of two that are a range stands behind a hyphen, as versions do.
        if (last ~ /[0-9A-Za-z._]/ || last == "-" && before_last ~ /[0-9A-Za-wyz.]/ || next_one ~ /[0-9A-Za-z_]/) return token
        split(token, part, ".")
        # 21.180.01.00.00 is the firmware of a Huawei. Modems that pad addresses write 081.002.
        if (("." token ".") ~ /\.0[0-9]\./) return token
        if (part[1] > 255 || part[2] > 255 || part[3] > 255 || part[4] > 255) return token
        if (part[1] == 0 || part[1] == 10 || part[1] == 127 || part[1] >= 224) return token
        if (part[1] == 192 && part[2] == 168 || part[1] == 169 && part[2] == 254) return token
        if (part[1] == 172 && part[2] >= 16 && part[2] <= 31 || part[1] == 100 && part[2] >= 64 && part[2] <= 127) return token
        if (token ~ /^(1\.1\.1\.[123]|1\.0\.0\.[123]|8\.8\.8\.8|8\.8\.4\.4|9\.9\.9\.(9|10)|149\.112\.112\.112|208\.67\.22[02]\.22[02])$/)
          return token
        return "x.x.x.x"
      }
      if (kind == "ipv6") {
        # pd:2a02:… begins with what could be digits, too.
        label = ""
        if (last ~ /[0-9A-Za-z]/ || token ~ /^[A-Fa-f]+:[23][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]:/) {
          label = substr(token, 1, index(token, ":"))
          token = substr(token, index(token, ":") + 1)
        } else if (last == "." || last == ":" && before_last == ":") return token
        # The address of a link may be made of that of the hardware.
        if (tolower(token) ~ /^fe80:/ && tolower(token) ~ /ff:fe/) return label substr(token, 1, 5) ":xxxx:xxff:fexx:xxxx"
        if (token !~ /^[23][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]:/) return label token
        part[1] = substr(token, 6)
        gsub(/[0-9A-Fa-f]/, "x", part[1])
        return label substr(token, 1, 5) part[1]
      }
      if (kind == "mail") return "***@***"
      if (kind == "card") return substr(token, 1, 2) "xxxxxxxxxxxxx"
      # Keys of WireGuard: 43 characters and an equals sign.
      return length(token) == 44 ? "***" : token
    }
    function crosses(n,    text) { text = ""; while (n-- > 0) text = text "x"; return text }
    function is_secret(name) {
      return name ~ /(^|[_.-])(pass|password|passwd|passphrase|pwd|pw|secret|token|psk|key|key[1-4]|user|username|user_name|ssid|essid|bssid|phone|phone_number|phonenumber|msisdn|email|serial|serialnumber|imei|imsi|iccid|meid|esn|sn|deviceid|subscriberid|own|number|cookie|sessionid|authorization|apikey|authkey|identity|clientid|lat|lon|lng|latitude|longitude)$/ ||
        name ~ /(wpapsk|password|duid|own-numbers?|own-numbers?\.value|passwd|username|serialnumber|ssid|iccid|imsi|imei|msisdn|macaddress[12]?)$/
    }
    # How long the value is that a text begins with: a word in quotes with its quotes, a list, or a word.
    function value_length(text, ends,    quote, i, sign) {
      quote = substr(text, 1, 1)
      if (quote == "[") return index(text, "]") > 0 ? index(text, "]") : length(text)
      if (quote != "\"" && quote != "\047") quote = ""
      for (i = quote == "" ? 1 : 2; i <= length(text); i++) {
        sign = substr(text, i, 1)
        if (quote == "\047" && substr(text, i, 4) == "\047\\\047\047") i += 3
        else if (sign == "\\" && quote != "\047") i++
        else if (sign == quote) return i
        else if (quote == "" && index(ends, sign) > 0) return i - 1
      }
      return length(text)
    }
    function masked_value(value,    quote) {
      quote = substr(value, 1, 1)
      return quote == "\"" || quote == "\047" ? quote "***" (length(value) > 1 && substr(value, length(value)) == quote ? quote : "") : "***"
    }
    function is_number(name) { return name ~ /(^|[_.-])(pin|pin1|pin2|pincode|pin_code|simpin|sim_pin|puk|puk1|puk2|comgtpin)$/ }
    # password="…", "password": "…", network.wwan.password=…, user: …
    function assignments(text,    done, name, sign, value, ends, bare) {
      done = ""
      while (match(text, /[A-Za-z][][A-Za-z0-9_.-]*\\?["\047]?[ \t]*[=:][ \t]*/)) {
        name = tolower(substr(text, RSTART, RLENGTH))
        sign = name ~ /=[ \t]*$/ ? "=" : ":"
        # To its end where the line is `network.wwan.password=…` or `password=…`.
        ends = " \t,;}<>"
        if (sign == "=" && done == "" && substr(text, 1, RSTART - 1) ~ /^[ \t]*$/ && text !~ /^[ \t]*[^ \t=]*=[^=]*[,; ][a-z_-]+=/) ends = ""
        done = done substr(text, 1, RSTART + RLENGTH - 1)
        sub(/\\?["\047]?[ \t]*[=:][ \t]*$/, "", name)
        sub(/\[[0-9]+\]$/, "", name)
        text = substr(text, RSTART + RLENGTH)
        if (!is_secret(name) && !is_number(name)) continue
        # The words of a header and the name of a network have blanks among them.
        if (name ~ /^(authorization|cookie|e?ssid)$/ && sign == ":") ends = "\t,;}<>"
        value = substr(text, 1, value_length(text, ends))
        bare = value
        gsub(/^["\047]|["\047]$/, "", bare)
        if (bare == "" || bare == "--" || bare == "null" || is_number(name) && bare !~ /^[0-9][0-9][0-9][0-9]+$/) continue
        # How ready a SIM card is, and how many numbers there are.
        if (name == "number" && bare !~ /[0-9][0-9][0-9][0-9][0-9]/) continue
        done = done masked_value(value)
        text = substr(text, length(value) + 1)
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
    function switches(text, pattern,    done, value) {
      done = ""
      while (match(text, pattern)) {
        done = done substr(text, 1, RSTART + RLENGTH - 1)
        text = substr(text, RSTART + RLENGTH)
        value = substr(text, 1, value_length(text, " \t"))
        if (value == "") continue
        done = done masked_value(value)
        text = substr(text, length(value) + 1)
      }
      return done text
    }
    # All words behind a pattern, up to so many.
    function words_behind(text, pattern, most,    done, value) {
      if (!match(text, pattern)) return text
      done = substr(text, 1, RSTART + RLENGTH - 1)
      text = substr(text, RSTART + RLENGTH)
      while (most-- > 0 && text !~ /^[ \t]*(-[a-zA-Z-]|[|;&]|$)/) {
        match(text, /^[ \t]*/)
        done = done substr(text, 1, RLENGTH)
        text = substr(text, RLENGTH + 1)
        value = substr(text, 1, value_length(text, " \t"))
        done = done masked_value(value)
        text = substr(text, length(value) + 1)
      }
      return done text
    }
    # //joe:sesame@example.org
    function addresses(text,    done, login) {
      done = ""
      while (match(text, /:\/\/[^\/ \t@:]+:[^\/ \t]+@/)) {
        done = done substr(text, 1, RSTART + 2) "***:***@"
        text = substr(text, RSTART + RLENGTH)
      }
      return done text
    }
    # A PIN is a number like others: only where it stands alone.
    function is_part(secret, rest, at,    near) {
      if (secret !~ /^[0-9]+$/ || length(secret) > 8) return 0
      near = (at > 1 ? substr(rest, at - 1, 1) : "") substr(rest, at + length(secret), 1)
      return near ~ /[0-9A-Za-z.:\/_-]/
    }
    BEGIN {
      h = "[0-9A-Fa-f]"
      pair = "[:-]" h h
      mac = h h pair pair pair pair pair "(" pair ")*"
      three = "[0-9][0-9][0-9]"
      card = "[0-9][0-9][- ]" three three "[- ]" three three "[- ][0-9]"
      count = split(ENVIRON["known_secrets"], secret, "\n")
    }
    {
      line = $0
      gsub(/\r/, "", line)
      gsub(/\033\[[0-9;?]*[A-Za-z]/, "", line)
      gsub(/[\001-\010\013-\037\177]/, "", line)
      # The rest of a value that goes over several lines.
      if (open != "") {
        if (index(line, open) > 0) open = ""
        print "***"
        next
      }
      for (i = 1; i <= count; i++) {
        if (secret[i] == "") continue
        rest = line
        line = ""
        while ((at = index(rest, secret[i])) > 0) {
          line = line substr(rest, 1, at - 1) (is_part(secret[i], rest, at) ? secret[i] : "***")
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
        if (is_secret(name) || is_number(name)) {
          if (value ~ /^[\047"]/ && value_length(value, "") == length(value) && value !~ /^(\047.*\047|".*")[ \t]*$/) open = substr(value, 1, 1)
          print head "\047***\047"
          next
        }
        if (name ~ /^dialnum/ && value !~ /\*9[89]/ && value ~ /[0-9][0-9][0-9][0-9][0-9]/) { print head "\047***\047"; next }
      }
      if (low ~ /(ndisdup|qicsgp)[=:]/) line = quoted_from(line, 2)
      else if (low ~ /(cgauth|authdata|qcpdpp|eiaauw|ipdpcfg|opdpp|pdpauth|uauthreq|xgauth|mgauth|zgpcoauth|cstt|cnum|cpbr|cmgs|cusd|clip|clcc|userid|passw|sapbr|upsd)[=:]/)
        line = quoted_from(line, 1)
      if (low ~ /(qgpsloc|cgpsinfo|cgnsinf|cgnssinfo|gpsacp|uuloc):/) sub(/:.*/, ": ***", line)
      low = tolower(line)
      if (match(low, /(cpin|cpwd|cardlock|cardunlock|datalock|clck)[ \t]*=[ \t]*[^? \t]/)) line = substr(line, 1, RSTART + RLENGTH - 2) "***"
      line = switches(line, low ~ /pppd/ ? "[ \t](user|name|password)[ \t]+" : "^[ \t]*(user|password)[ \t]+")
      if (low ~ /chap response/) line = switches(line, "name[ \t]*=[ \t]*")
      if (low ~ /identity/) line = switches(line, "<Name[ \t]+")
      line = switches(line, "SSID[ \t]+")
      if (low ~ /(quectel|simcom|fibocom|meig)-cm/) line = words_behind(line, "[ \t]-s[ \t]+[^ \t]+", 2)
      if (low ~ /umbim/) line = words_behind(words_behind(line, "[ \t]unlock", 1), "[ \t]connect[ \t]+[^ \t]+[ \t]+[^ \t]+", 2)
      if (low ~ /curl/) line = switches(line, "[ \t]-u[ \t]*")
      # The profile of a dialler: APN, user, password.
      if (match(line, /request[SG]etProfile\[[^]]*\] [^\/]*\/.*\//)) {
        head = substr(line, RSTART, RLENGTH)
        name = substr(line, RSTART + RLENGTH)
        head = substr(head, 1, index(head, "/"))
        line = substr(line, 1, RSTART - 1) head "***/***/" name
      }
      line = switches(line, "--(auth-)?(username|user|password|pass|pincode|pin|puk|psk|token|secret|auth-?key|((uim|dms-uim)-)?(verify|change|unblock)-pin[12]?)[ \t=]+")
      line = switches(line, "(device|equipment)[ -]id(entifier)?[ \t]*[:=][ \t]*")
      line = switches(line, "iSerial[ \t]+[0-9]+[ \t]+")
      if (match(line, /by-id\/[A-Za-z0-9_.:+-]*_/)) {
        head = substr(line, 1, RSTART + RLENGTH - 1)
        name = substr(line, RSTART + RLENGTH)
        sub(/^[0-9A-Za-z.]+/, "***", name)
        line = head name
      }
      line = elements(assignments(line))
      line = addresses(line)
      while (match(line, /(enx|wlx|wwx)[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]/))
        line = substr(line, 1, RSTART + 2) "xxxxxxxxxxxx" substr(line, RSTART + 15)
      line = walk(line, mac, "mac")
      line = walk(line, "[A-Za-z0-9+/][A-Za-z0-9+/]*=", "key")
      line = walk(line, "[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+", "ipv4")
      line = walk(line, "[0-9A-Fa-f]+:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*", "ipv6")
      line = walk(line, "\\+[0-9]+", "phone")
      line = walk(line, card, "card")
      line = walk(line, "[0-9]+", "digits")
      line = walk(line, "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+", "mail")
      print line
    }'
}
