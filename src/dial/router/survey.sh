# How things stand right before a live test: `key<TAB>value...` lines. Only reads.

row() {
  key=$1
  shift
  printf '%s' "$key"
  for word in "$@"; do printf '\t%s' "$word"; done
  printf '\n'
}

link() {
  ls -l "$1" 2>/dev/null | sed -n 's|^.*/||p'
}

# way_to ADDRESS [WORD...]: over which device packets go there.
way_to() {
  row way "$1" "$(ip route get "$@" 2>/dev/null | head -n 1)"
}

ends() {
  # shellcheck disable=SC2086 # its words
  if [ -n "${SSH_CONNECTION:-}" ]; then session $SSH_CONNECTION; fi
}

# session PEER PORT SERVER PORT: its ends, and whose address the near one is. A link-local address has its device behind it.
session() {
  for address in "$1" "${3:-}"; do
    case $address in '' | *[!0-9a-zA-Z:.%_@-]*) return ;; esac
  done
  peer=${1%%%*} server=${3%%%*} zone=
  case $1 in *%*) zone=${1#*%} ;; esac
  # IPv4 in the clothes of IPv6.
  case $peer in ::[fF][fF][fF][fF]:*.*) peer=${peer##*:} ;; esac
  case $server in ::[fF][fF][fF][fF]:*.*) server=${server##*:} ;; esac
  row session "$peer" "$server"
  ip -o addr 2>/dev/null | awk -v server="$server" -v zone="$zone" '
    $3 ~ /^inet/ {
      split($4, part, "/")
      if (part[1] == server && (zone == "" || zone == $2)) print $2
    }' | while read -r name; do row owner "$name"; done
  # What answers goes out with this address: rules may lead it another way than the rest.
  way_to "$peer" from "$server" ${zone:+oif "$zone"}
}

# usb_parent ENTRY: the USB function that a node or a network device of /sys/class belongs to, and its device.
usb_parent() {
  at=$(cd -P "$1/device" 2>/dev/null && pwd -P) || return 1
  while [ ! -f "$at/bInterfaceNumber" ]; do
    case $at in /sys/*/*) at=${at%/*} ;; *) return 1 ;; esac
  done
  device=${at%/*}
}

programs='gcom comgt socat picocom sms_tool sms_tool_q stty uqmi umbim mmcli qmicli logger udhcpc ping nslookup ip ifup ifdown ifstatus ubus uci logread wg chat pppd'

# Programs that start a modem or its interface anew on their own. Sources: OpenWrt packages watchcat, mwan3; OpenMPTCProuter
# omr-tracker (its siblings look after proxies); ROOter conmon.sh, linked as con_monitor1, and pingtest; QModem modem_dial.sh,
# modem_monitor.sh; Teltonika ping_reboot; luci-app-internet-detector; forum posts.
watchdogs='watchcat*|mwan3track|mwan3rtmon|omr-tracker|con_monitor*|conmon.sh|*connmon*|*pingtest*|johns_ping*|ping_reboot*|modem_dial.sh|modem_monitor*|modem_scan*|*modem*watch*|*watch*modem*|*checkmodem*|*3g*watch*|lte*watch*|*[-_]lte*watch*|*wwan*watch*|lte_monitor*|*internet-detector*|netwatch*'

survey() {
  ends
  for program in $programs; do
    if has "$program"; then row has "$program"; fi
  done
  for card in /sys/class/net/*; do
    [ -e "$card" ] || continue
    name=${card##*/}
    value type "$card/type"
    kind=$(sed -n 's/^DEVTYPE=//p' "$card/uevent" 2>/dev/null)
    if [ -e "$card/tun_flags" ]; then kind=tun; fi
    if [ -d "$card/bridge" ]; then kind=bridge; fi
    device=
    parent=none
    if [ -e "$card/device" ]; then
      parent=other
      if usb_parent "$card"; then parent=usb; fi
      case $(cd -P "$card/device" 2>/dev/null && pwd -P) in */wwan/* | */mhi*) parent=wwan ;; esac
    fi
    row card "$name" "${type:-0}" "${kind:--}" "$parent" "$(link "$card/device/driver")" "${device##*/}" "$(link "$card/master")"
    # What a VLAN, a bridge or a bond stands on.
    for lower in "$card"/lower_*; do
      if [ -e "$lower" ]; then row lower "$name" "${lower##*/lower_}"; fi
    done
  done
  if has wg; then
    wg show all endpoints 2>/dev/null | while read -r card key endpoint; do
      host=${endpoint%:*}
      host=${host#[}
      host=${host%]}
      case $host in '' | *[!0-9a-fA-F:.]*) continue ;; esac
      row endpoint "$card" "$host"
      way_to "$host"
    done
  fi
  watching
  hotplugs
  timers
  pins
  tools
  if has ubus; then row interfaces "$(ubus -S call network.interface dump 2>/dev/null)"; fi
  row over
}

# What is to be known of them before the modem is asked.
tools() {
  if manager; then
    row manager yes
    if has mmcli; then managed; fi
  fi
  if has uqmi; then
    case $(uqmi --help 2>&1 </dev/null) in *--timeout*) row knows 'uqmi -t' ;; esac
  fi
  if has uci; then links; fi
}

# Seconds that mmcli may take. It waits for a ModemManager that has stopped to answer.
patience=6

# What ModemManager has. `any` is known only from 1.8 on, and numbers go up when a modem comes back. Where it stops to answer, the
# rest is told by the numbers alone.
managed() {
  late=no
  for number in $(limited mmcli -L | sed -n 's|^.*/ModemManager1/Modem/\([0-9]\{1,4\}\).*$|\1|p' | head -n 4); do
    said=
    if [ "$late" = no ]; then
      said=$(limited mmcli -m "$number")
      if [ $? = 137 ]; then late=yes; fi
    fi
    row managed "$number" "$(printf '%s\n' "$said" |
      sed -n "s|^.*[ |]device: *'\{0,1\}/sys/[^' ]*/\([^/' ]*\)'\{0,1\} *\$|\1|p" | head -n 1)"
  done
}

# limited COMMAND...: ends it, and what it has started, when it takes too long; the status is 137 then.
limited() {
  "$@" 2>/dev/null </dev/null &
  asked=$!
  (
    waited=0
    while [ "$waited" -lt "$patience" ]; do
      sleep 1
      kill -0 "$asked" || exit 0
      waited=$((waited + 1))
    done
    # As soon as that is gone, this is no longer waited for.
    trap '' TERM
    # shellcheck disable=SC2046 # numbers
    kill -KILL "$asked" $(family "$asked")
  ) >/dev/null 2>&1 </dev/null &
  guard=$!
  { wait "$asked"; } 2>/dev/null
  status=$?
  kill "$guard" 2>/dev/null
  return "$status"
}

# Where the nodes lead that interfaces are configured with. Old routers print values of UCI without quotes.
links() {
  for path in $(uci -q show network | sed -n "s|^network\.[^=]*\.device='\{0,1\}\(/dev/[A-Za-z0-9_./:@+-]*\)'\{0,1\}\$|\1|p"); do
    if [ -h "$path" ]; then row link "$path" "$(readlink -f "$path" 2>/dev/null)"; fi
  done
}

# What may start a modem, an interface or the router anew by itself: processes, and the lines that make crond one of them.
watching() {
  lines=$(cron_lines | sed "$((most_lines + 1)),\$d")
  if [ -n "$lines" ]; then printf '%s\n' "$lines"; fi
  command_lines | while read -r pid words; do
    # shellcheck disable=SC2086 # its words
    kind_of $words
    if [ "$kind" = none ]; then continue; fi
    process_row "$kind" "$pid"
    if [ "$kind" = crond ] && [ -n "$lines" ]; then jobs_of "$pid"; fi
  done
}

# kind_of WORDS: what a process is by its command line, in `kind`.
kind_of() {
  kind=none
  while [ $# -gt 0 ]; do
    # The interpreter's own name says nothing.
    case $1 in sh | */sh | ash | */ash | bash | */bash | lua | */lua | python* | */python* | busybox | */busybox | -*) shift ;; *) break ;; esac
  done
  case ${1##*/} in
    '') return ;;
    crond | cron) kind=crond ;;
    # GL.iNet: it dials, and stays; with other words it is a question to the modem.
    gl_modem) case " $* " in *' connect-auto '*) kind=watchdog ;; esac ;;
    *) if matches "${1##*/}"; then kind=watchdog; fi ;;
  esac
}

matches() {
  # shellcheck disable=SC2254 # a list of patterns
  eval "case \$1 in $watchdogs) return 0 ;; esac"
  return 1
}

# process_row KEY PID: nothing where it is stopped already: somebody wants it so.
process_row() {
  key=$1 pid=$2
  # shellcheck disable=SC2046 # its fields
  set -- $(sed 's/^.*) //' "/proc/$pid/stat" 2>/dev/null)
  case ${1:-T} in T | t | Z) return ;; esac
  shift 19
  row "$key" "$pid" "$1" "$(printf "%.${longest}s" "$words")"
}

# jobs_of PID: what a crond has running of the lines that make it a watchdog.
jobs_of() {
  for pid in $(family "$1"); do
    words=$(tr -s '\0\t\n ' '    ' 2>/dev/null <"/proc/$pid/cmdline")
    printf '%s\n' "$lines" | {
      while IFS='	' read -r _ _ _ what; do
        case $words in *"$what"*) exit 0 ;; esac
      done
      exit 1
    } && process_row job "$pid"
  done
}

# Kilobytes that are read of a file, and how many scripts are looked into, of each crontab, and for
# hotplug and timers; how many timers are.
most=64
most_called=60
called_so_far=0
most_timers=40

# Characters of a command that are told, and how many lines of crontabs are: the plan shows the first, and counts the others.
longest=200
most_lines=60

# Lines of crontabs that act: file, line, and what the process that runs one has among its words: the beginning of the command, or
# the script that acts, which may take the place of the shell that began it.
cron_lines() {
  for table in /etc/crontabs/* /var/spool/cron/crontabs/* /etc/crontab /etc/cron.d/*; do
    [ -f "$table" ] || continue
    how=user
    # What cron takes for none.
    case ${table##*/} in *~ | *.* | *-opkg) continue ;; esac
    case $table in
      # OpenWrt links it to the first.
      */spool/*) if [ -h "${table%/*}" ]; then continue; fi ;;
      /etc/cron.d/* | /etc/crontab) how=system ;;
    esac
    dd if="$table" bs=1024 count="$most" 2>/dev/null | acting "$how" | while IFS='	' read -r what line text; do
      if [ "$what" = acts ]; then
        row cron "$table" "$line" "$text"
        continue
      fi
      for script in $what; do
        if script_acts "$script"; then
          row cron "$table" "$line" "$called"
          break
        fi
      done
    done
  done
}

# Scripts of hotplug that act: nothing stops them but a change of the flash.
hotplugs() {
  for hotplug in /etc/hotplug.d/iface/* /etc/hotplug.d/net/* /etc/hotplug.d/tty/* /etc/hotplug.d/usb/* \
    /etc/hotplug.d/usbmisc/* /etc/hotplug.d/wwan/* /etc/hotplug.d/pci/*; do
    [ -f "$hotplug" ] || continue
    # OpenWrt's own: wwan, comgt, usbmode, ModemManager, mwan3. What they do is part of how it dials.
    case ${hotplug##*/} in 00_wwan.sh | [0-9][0-9]-3g | *-usb_mode | *-modeswitch | [0-9][0-9]-modemmanager-* | 1[0-9]-mwan3) continue ;; esac
    what=$(dd if="$hotplug" bs=1024 count="$most" 2>/dev/null | acting file)
    if [ "$what" = acts ]; then
      row hotplug "$hotplug"
      continue
    fi
    for script in $what; do
      if script_acts "$script"; then
        row hotplug "$hotplug" "$called"
        break
      fi
    done
  done
}

# Timers of systemd that wait for their time and whose unit acts, itself or by the script that it calls.
timers() {
  has systemctl || return 0
  for timer in $(limited systemctl list-units --type=timer --state=active --no-legend --plain |
    sed -n 's/^\([A-Za-z0-9_.@:-]*\.timer\)[ \t].*$/\1/p' | head -n "$most_timers"); do
    unit=$(limited systemctl show -p Unit "$timer" | sed -n 's/^Unit=//p')
    # Without the quotes that stood behind -c.
    what=$(limited systemctl show -p ExecStart "$unit" |
      sed -n 's/^ExecStart={ path=[^;]* ; argv\[\]=\(.*\) ; ignore_errors=.*$/\1/p' | sed 's/ -c / -c "/' | acting file)
    if [ "$what" = acts ]; then
      row timer "$timer"
      continue
    fi
    for script in $what; do
      if script_acts "$script"; then
        row timer "$timer" "$called"
        break
      fi
    done
  done
}

# Scripts that may send a PIN when pppd dials: those of chat and pppd, those that options of interfaces name, and those that these
# name. The PIN stays where it is. Sources: OpenWrt 3g.sh, ppp.sh (`connect`, `pppd_options`), pppd(8), chat(8).
pins() {
  if has uci; then
    uci -q show network | sed -n "s/^network\.\([^.=]*\)\.pincode='\{0,1\}[^'].*$/\1/p" | while IFS= read -r name; do
      row pincode "$name"
    done
  fi
  {
    for script in /etc/chatscripts/* /etc/ppp/* /etc/ppp/*/*; do printf '%s\n' "$script"; done
    if has uci; then
      uci -q show network | sed -n -e 's/^network\.[^=]*\.connect=//p' -e 's/^network\.[^=]*\.pppd_options=//p' | paths
    fi
  } | scripts_once | {
    # Of these, what they name; each is looked into once.
    while IFS= read -r script; do
      printf '%s\n' "$script"
      paths <"$script"
    done 2>/dev/null
  } | scripts_once | {
    looked=0
    while IFS= read -r script; do
      looked=$((looked + 1))
      # What is not looked into may have one.
      if [ "$looked" -gt "$most_called" ]; then
        row pin
        break
      fi
      if [ ! -r "$script" ] || sed '/^#/d' "$script" 2>/dev/null | grep -qi 'CPIN *='; then row pin "$script"; fi
    done
  }
}

# The paths that stand in a text.
paths() {
  sed '/^#/d' | tr -c 'A-Za-z0-9_.+@/-' '\n' | grep '^/'
}

# scripts_once: of the paths that come in, each once that is a file; programs that are no script of somebody’s are left out.
scripts_once() {
  awk '!seen[$0]++' | while IFS= read -r path; do
    case ${path##*/} in chat | pppd | gcom | comgt | sh | ash | bash | dash | env | busybox) continue ;; esac
    case $path in /dev/* | /proc/* | /sys/*) continue ;; esac
    if [ -f "$path" ]; then printf '%s\n' "$path"; fi
  done
}

# script_acts SCRIPT: whether one that is called acts; `=` stands before one that a shell is given. Its path is in `called`.
script_acts() {
  called=${1#=}
  called_so_far=$((called_so_far + 1))
  if [ "$called_so_far" -gt "$most_called" ]; then return 1; fi
  case $called in /*) ;; *) called=$(command -v "$called") ;; esac
  if [ ! -f "$called" ]; then return 1; fi
  case $1 in =*) ;; *) [ "$(dd if="$called" bs=2 count=1 2>/dev/null)" = '#!' ] || return 1 ;; esac
  [ "$(dd if="$called" bs=1024 count="$most" 2>/dev/null | acting script)" = acts ]
}

# acting KIND: reads shell text and says what acts on a modem, an interface or the router, or takes the modem's port. Of a `file`
# it prints `acts`, or the scripts that it calls; of a `script` only the first. Of crontabs (those of a `user`, or of the `system`
# with a user in each line) it prints for each line `acts` or the scripts, the line, and its command.
acting() {
  awk -v kind="$1" -v longest="$longest" '
    BEGIN {
      # Where a command begins.
      command = "(^|[;&|(){}`!]|-c[ \t]*[\"\047]|\\([\"\047]|(^|[ \t])(then|do|else|exec|nohup|sudo|nice|busybox|timeout[ \t]+(-[a-z][ \t]+)?[0-9]+[smh]?)[ \t])[ \t]*(/[^ \t]*/)?"
      end = "([] \t;&|)}\"\047]|$)"
      talks = "(ifup|ifdown|uqmi|umbim|gcom|comgt|qmicli|mbimcli|sms_tool|sms_tool_q|tom_modem|sendat|gl_modem|usbreset|usb_modeswitch|usbmode|uhubctl)[ \t]+[^ \t|;&)]"
      halts = "(reboot|poweroff|halt)" end
      manages = "mmcli[ \t].*[ \t](-[rde]|--(reset|enable|disable|command|simple-[a-z]+|set-[a-z-]+))([= \t]|$)"
      serves = "(service[ \t]+)?(network|modemmanager|modem[a-z_-]*|qmodem[a-z_]*)[ \t]+(re)?(start|load|stop)" end
      units = "systemctl[ \t]+(restart|try-restart|start|stop)[ \t]+(ModemManager|NetworkManager|networking|systemd-networkd)"
      netifd = "ubus[ \t]+call[ \t]+network[^ \t]*[ \t]+(up|down|restart|reload)" end
      links = "(ip[ \t]+link[ \t]+set|ifconfig)[ \t]+(dev[ \t]+)?[^ \t]+[ \t]+(up|down)" end
      connects = "nmcli[ \t].*[ \t](up|down|connect|disconnect|on|off)" end
      drives = "(rmmod|insmod|modprobe)[ \t].*(qmi_wwan|cdc_mbim|cdc_ncm|cdc_ether|rndis_host|option|usbserial|xhci|ehci)"
      kills = "(kill|killall|pkill)[ \t].*(pppd|quectel-CM|netifd|ModemManager)"
      writes = "(>|tee)[ \t]*[\"\047]?[^ \t;]*(/authorized|/(un)?bind|/bConfigurationValue|gpio[^ \t;]*/value|/sysrq-trigger|/dev/(ttyUSB|ttyACM|ttyHS|cdc-wdm|wwan|mhi)[^ \t;]*)" end
      asks = "(^|[^A-Za-z0-9_])(AT[+^!*$%#&][A-Z]|at[+^][a-z])"
      # One, as an awk may build it anew for each line.
      all = command "(" talks "|" halts "|" manages "|" serves "|" units "|" netifd "|" links "|" connects "|" drives "|" kills ")|" writes "|" asks
    }
    function acts(text) {
      if (text !~ /if(up|down)|uqmi|umbim|com|cli |sms_tool|modem|sendat|usb|uhubctl|reboot|poweroff|halt|network|systemctl|link|ifconfig|mod|kill|authorized|bind|bConf|\/value|sysrq|\/dev\/|AT[^a-z]|at[+^]/) return 0
      # A label of `case`, which may have the name of a command.
      sub(/^[ \t]*[A-Za-z0-9_*?|"\047 -]+\)/, "", text)
      gsub(/(ip[ \t]+link[ \t]+set|ifconfig)[ \t]+(dev[ \t]+)?(wlan|phy|br-|lan)[^ \t]*/, "", text)
      return text ~ all
    }
    # What is written to is none.
    function scripts(text,   found, count, word, at, shell) {
      if (text !~ /\/[A-Za-z]/) return ""
      gsub(/[0-9&]*>+[ \t]*[^ \t;|&)]+/, " ", text)
      count = split(text, word, /[] \t;&|(){}<"\047`=!,[]+/)
      for (at = 1; at <= count && at <= 40; at++) {
        if (word[at] !~ /^\/[A-Za-z0-9_.+@\/-]+$/ || word[at] ~ /^\/(dev|sys|proc|lib|etc\/init\.d|etc\/rc\.common|etc\/modemmanager|usr\/share\/(libubox|ModemManager))(\/|$)/) continue
        shell = at > 1 && word[at - 1] ~ /^(.*\/)?(sh|ash|bash|dash|\.|source)$/
        found = found (shell ? "=" : "") word[at] " "
      }
      return found
    }
    function told(text) { return substr(text, 1, longest) }
    /^[ \t]*(#|$)/ { next }
    kind == "file" || kind == "script" {
      sub(/[ \t]#.*$/, "")
      if (acts($0)) { acted = 1; exit }
      if (kind == "file" && length(called) < 1000) called = called scripts($0)
      next
    }
    # Settings, and what is run once, at the start.
    /^[ \t]*([A-Za-z_]+[ \t]*=|@reboot)/ || ++tried > 200 { next }
    {
      gsub(/[ \t\r]+/, " ")
      gsub(/^ | $/, "")
      text = $0
      fields = (text ~ /^@/ ? 1 : 5) + (kind == "system")
      while (fields-- > 0) sub(/^[^ ]+ */, "", text)
      sub(/ #.*$/, "", text)
      if (acts(text)) print "acts\t" told($0) "\t" told(text)
      else {
        called = scripts(text)
        split(text, word, /[ ;&|]/)
        if (word[1] ~ /^[A-Za-z0-9_.+-]+$/) called = word[1] " " called
        if (called != "") print called "\t" told($0) "\t" told(text)
      }
    }
    END { if (kind == "file" || kind == "script") print acted ? "acts" : called }'
}
