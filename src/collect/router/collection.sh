# What hwdiag reads on a router. Runs under busybox ash and dash, as root, on their standard input: `sh -s`. Above this text
# hwdiag sets: mark (random, nobody else knows it), deadline (seconds), at_ports (which USB interface of which modem takes
# AT commands), and below it the last line: main. So that half a script does nothing.
#
# It only reads. It writes no file, touches no interface, and opens a port of a modem only while nobody else has it open.

quick=10 # seconds that a command may take
slow=25
# A forum gets less.
log_lines=4000
log_filter=
kernel_filter=
package_words=.
omitted=
trusts_small=yes

main() {
  umask 077
  PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
  LC_ALL=C
  export PATH LC_ALL
  cd / || exit 1
  exec 4>&1
  host=router
  read -r host </proc/sys/kernel/hostname
  look_at_the_clock
  ends=$((${now%.*} + deadline))
  trap 'finish signal' HUP INT TERM
  # A dead connection is to end the script, also where somebody made it ignore that.
  trap - PIPE
  watch </dev/null >/dev/null 2>&1 4>&- &
  watcher=$!
  can_count=no
  if [ "$(echo ab | head -c 1 2>/dev/null)" = a ]; then can_count=yes; fi
  hello
  everything
  finish complete
}

finish() {
  trap '' HUP INT TERM
  kill "$watcher" 2>/dev/null
  look_at_the_clock
  farewell "$1"
  exit 0
}

# Seconds since the router started, with hundredths.
look_at_the_clock() {
  # shellcheck disable=SC2034 # the rest of the line
  read -r now rest </proc/uptime
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# --- Frames around what is printed. A forum gets others. -----------------------------------------------------------------

# The marker stands in no argument of a program: everybody may read those.
say() {
  printf '%s\n' "$1" >&4 || exit 1
}

hello() {
  say "$mark hello $host"
}

before() {
  say "$mark begin $name $now $patience $most $typed"
}

after() {
  say "
$mark end $1 $now"
}

left_out() {
  say "$mark skip $name $now $typed	$1"
}

farewell() {
  say "$mark over $1 $now"
}

# --- One command ---------------------------------------------------------------------------------------------------------

# section NAME COMMAND [FUNCTION WORD...]
# Runs the command, or the function that prints the like, with limits on its time and its output. Between it and the
# connection stands `cut_off`; the third descriptor brings the exit status past that.
section() {
  name=$1 typed=$2
  case $omitted in *" $name "*)
    is_small=no
    return
    ;;
  esac
  shift 2
  if [ $# -gt 0 ]; then set -- apart "$@"; else set -- eval "$typed"; fi
  look_at_the_clock
  [ "${now%.*}" -lt "$ends" ] || finish deadline
  began=$now
  before
  # The watcher sees by this descriptor that the command may take long.
  if [ "$patience" -gt "$quick" ]; then exec 8</dev/null; fi
  if [ "$is_small" = yes ]; then
    code=$("$@" </dev/null >&4 2>&1 4>&- 8>&-; echo $?)
  else
    code=$({ { "$@" </dev/null 2>&1 3>&- 4>&- 8>&-; echo $? >&3; } | cut_off "$most" >&4 3>&- 8>&-; } 3>&1)
  fi
  if [ "$patience" -gt "$quick" ]; then exec 8<&-; fi
  look_at_the_clock
  took=$((${now%.*} - ${began%.*}))
  if [ "$took" -ge "$patience" ]; then took=$patience; fi
  if [ "$took" -ge "$patience" ] || [ "${now%.*}" -ge "$ends" ]; then
    case $code in '' | 137 | 143) code=late ;; esac
  fi
  after "${code:-lost}"
  patience=$quick
  most=131072
  is_small=no
}
patience=$quick
most=131072 # bytes that it may print
is_small=no

# A section that prints little in any case: without `cut_off` it costs two processes less, and there are many of them.
small() {
  is_small=$trusts_small
  section "$@"
}

# A process of its own can be ended while the shell that waits for it goes on.
apart() {
  ("$@")
}

# skipped NAME COMMAND REASON
skipped() {
  name=$1 typed=$2
  look_at_the_clock
  [ "${now%.*}" -lt "$ends" ] || finish deadline
  left_out "$3"
  patience=$quick
  most=131072
}

# Without `head -c` lines that go beyond the limit are left out; awk loses bytes that are no text.
cut_off() {
  if [ "$can_count" = yes ]; then exec head -c "$1"; fi
  exec awk -v most="$1" '{ size += length($0) + 1; if (size > most) exit; print }'
}

# Ends what takes too long. `timeout` is missing on some routers, wants -t on others, and waits for what cannot be killed:
# the list of USB devices cannot be read while the kernel resets one. This looks once a second whether the script has got on:
# then the page faults of its children have grown, field 11 of stat.
watch() {
  script=$$ still=0 seen=
  read -r watching rest </proc/self/stat
  while sleep 1; do
    { read -r line <"/proc/$script/stat"; } 2>/dev/null || exit
    # shellcheck disable=SC2086 # numbers
    set -- ${line##*) }
    if [ "$9" = "$seen" ]; then still=$((still + 1)); else still=0 seen=$9; fi
    limit=$quick
    if [ -e "/proc/$script/fd/8" ]; then limit=$slow; fi
    look_at_the_clock
    if [ "${now%.*}" -ge "$ends" ]; then limit=0; fi
    if [ "$still" -ge "$limit" ]; then
      end_command "$limit"
      still=0
    fi
    # It ends itself then, unless nobody takes what it prints.
    if [ "${now%.*}" -ge $((ends + 5)) ]; then
      kill -KILL "$script"
      exit
    fi
  done
}

# Ends the command that runs, if it has for so many seconds: first so that a tool can give back what it took of the modem,
# then by force. What even that does not end waits in the kernel; it is given up, and with it what reads from it.
end_command() {
  found=$(running_command)
  began=${found%%|*} inner=${found#*|} all=${inner#*|}
  inner=${inner%%|*}
  [ -n "$began" ] && [ $((${now%.*} - began / 100)) -ge "$1" ] || return
  # shellcheck disable=SC2086 # numbers
  for signal in TERM KILL; do
    kill -$signal $inner
    sleep 1
    read -r line <"/proc/$script/stat" || exit
    # shellcheck disable=SC2086
    set -- ${line##*) }
    [ "$9" = "$seen" ] || return
  done
  # shellcheck disable=SC2086
  kill -KILL $all
}

# Prints `START|PROCESSES|PROCESSES`: of the script's child without the watcher when it started, in ticks; then the processes
# of the command itself, without the shells around it and without `cut_off`; then all of them.
running_command() {
  cat /proc/[0-9]*/stat 2>/dev/null | awk -v script="$script" -v watching="$watching" '
    { pid = $1; sub(/^.*\) /, ""); split($0, field, " "); parent[pid] = field[2]; start[pid] = field[20] }
    END {
      for (pid in parent) {
        depth = 0
        for (above = pid; above in parent && above != script && depth < 99; above = parent[above]) { depth++; top = above }
        if (above != script || depth == 0 || top == watching) continue
        began = start[top]
        all = all " " pid
        if (depth > 2) inner = inner " " pid
      }
      print began "|" inner "|" all
    }'
}

# --- What is read, the most telling and the quickest to pass first -------------------------------------------------------

everything() {
  small date 'date'
  small uptime 'uptime'
  if has ubus; then section board 'ubus call system board'; fi
  logs
  connection
  usb
  software
  configuration
  automation
  modems
  small counters-later 'cat /proc/net/dev' later_counters
}

logs() {
  if has logread; then
    patience=$slow most=655360
    section log "logread$log_filter | tail -n $log_lines"
    section log-extent 'logread | wc -l' log_extent
  elif has journalctl; then
    patience=$slow most=655360
    section log "journalctl -b --no-pager -o short-precise$log_filter | tail -n $log_lines"
  fi
  for file in /var/log/messages /var/log/syslog; do
    if [ -f "$file" ] && ! has journalctl; then
      most=655360
      section "file-${file##*/}" "cat $file$log_filter | tail -n $log_lines"
    fi
  done
  most=262144
  section dmesg "dmesg$kernel_filter"
  # Where they are: /var/run/qmodem of QModem, the others where people let quectel-CM write.
  for file in /var/run/qmodem/*/dial_log /tmp/quectel-CM.log /var/log/quectel-CM.log; do
    if [ -f "$file" ] && is_plain_path "$file"; then
      section "dial-log-$(flat "$file")" "tail -n 200 $file"
    fi
  done
}

# The kernel's first line is the first of a log that goes back to the start of the router. logd numbers all that it has taken, so
# the number of the last line tells how many were pushed out; logd of 15.05 does not answer so.
log_extent() {
  if has ubus; then
    ubus call log read '{"lines":1,"stream":false}' 2>/dev/null |
      sed -n 's/.*"id": *\([0-9]*\),.*/number of its last line: \1/p'
  fi
  logread | awk '
    NR == 1 { first = $0 }
    /Linux version / { boot = 1 }
    END {
      print "lines of the log: " NR
      print "the log begins: " substr(first, 1, 24)
      print "the log goes back to the start of the router: " (boot ? "yes" : "no")
    }'
}

connection() {
  if has ubus; then section interfaces 'ubus call network.interface dump'; fi
  small counters 'cat /proc/net/dev'
  first_counters=$now
  if has ip; then
    section addresses 'ip addr'
    section routes 'ip route'
    section routes-ipv6 'ip -6 route'
    section rules 'ip rule'
    peer=${SSH_CONNECTION:-${SSH_CLIENT:-}}
    peer=${peer%% *}
    case $peer in
      '' | *[!0-9a-fA-F:.]*) ;;
      *) section route-to-peer "ip route get $peer" ;;
    esac
  else
    section addresses 'ifconfig -a'
    section routes 'route -n'
  fi
  for file in /tmp/resolv.conf.d/resolv.conf.auto /tmp/resolv.conf.auto /etc/resolv.conf; do
    if [ -f "$file" ]; then small "name-servers-$(flat "$file")" "cat $file"; fi
  done
  if [ -d /var/run/mwan3 ] || [ -d /var/run/mwan3track ]; then
    section mwan3 'grep -r . /var/run/mwan3 /var/run/mwan3track' mwan3_state
  fi
  small raw-ip 'cat /sys/class/net/*/qmi/raw_ip' values /sys/class/net/*/qmi/raw_ip
  small ncm 'cat /sys/class/net/*/cdc_ncm/*' values /sys/class/net/*/cdc_ncm/ndp_to_end \
    /sys/class/net/*/cdc_ncm/rx_max /sys/class/net/*/cdc_ncm/tx_max /sys/class/net/*/cdc_ncm/bmNtbFormatsSupported
}

# Its own `mwan3 status` takes many seconds on a small router. These are the files that it reads.
mwan3_state() {
  values /var/run/mwan3/iface_state/* /var/run/mwan3track/*/STATUS /var/run/mwan3track/*/ONLINE \
    /var/run/mwan3track/*/OFFLINE /var/run/mwan3track/*/TIME /var/run/mwan3track/*/TRACK_OUTPUT
}

later_counters() {
  look_at_the_clock
  if [ $((${now%.*} - ${first_counters%.*})) -lt 3 ]; then sleep 3; fi
  exec cat /proc/net/dev
}

usb() {
  if [ -r /sys/kernel/debug/usb/devices ]; then
    section usb 'cat /sys/kernel/debug/usb/devices'
  elif [ -r /proc/bus/usb/devices ]; then
    section usb 'cat /proc/bus/usb/devices'
  else
    section usb 'usb-devices' usb_devices
  fi
  section usb-power 'cat /sys/bus/usb/devices/*/power/control' usb_power
  small nodes 'ls -l /dev/ttyUSB* /dev/ttyACM* /dev/cdc-wdm* /dev/wwan* /dev/mhi*'
  section ports 'ls -l /sys/class/tty /sys/class/usbmisc /sys/class/net' ports
  section holders 'ls -l /proc/[0-9]*/fd' holders
  if [ -d /sys/bus/pci/devices ]; then
    section pci 'grep -E "DRIVER|PCI_" /sys/bus/pci/devices/*/uevent' pci_modems
  fi
  small modules 'lsmod'
}

# What the kernel prints of its devices, from sysfs: drivers/usb/core/devices.c.
usb_devices() {
  for device in /sys/bus/usb/devices/*; do
    [ -f "$device/idVendor" ] || continue
    first=1
    level=0 parent=0 port=0
    case ${device##*/} in
      usb*) ;;
      *)
        path=${device##*-}
        # The kernel's own list counts them from zero. Source: Linux drivers/usb/core/devices.c, usb_device_dump.
        port=$((${path##*.} - 1))
        level=1
        while [ "$path" != "${path%.*}" ]; do path=${path%.*} level=$((level + 1)); done
        ;;
    esac
    value bus "$device/busnum"
    value number "$device/devnum"
    value speed "$device/speed"
    value version "$device/version"
    value class "$device/bDeviceClass"
    value subclass "$device/bDeviceSubClass"
    value protocol "$device/bDeviceProtocol"
    value packet "$device/bMaxPacketSize0"
    value configurations "$device/bNumConfigurations"
    value vendor "$device/idVendor"
    value product "$device/idProduct"
    value release "$device/bcdDevice"
    value interfaces "$device/bNumInterfaces"
    value configuration "$device/bConfigurationValue"
    value attributes "$device/bmAttributes"
    value power "$device/bMaxPower"
    value ports "$device/maxchild"
    printf '\nT:  Bus=%02d Lev=%02d Prnt=%02d Port=%02d Cnt=%02d Dev#=%3d Spd=%-4s MxCh=%2d\n' \
      "${bus:-0}" "$level" "$parent" "$port" "$first" "${number:-0}" "$speed" "${ports:-0}"
    printf 'D:  Ver=%s Cls=%s Sub=%s Prot=%s MxPS=%2d #Cfgs=%3d\n' \
      "$version" "$class" "$subclass" "$protocol" "${packet:-0}" "${configurations:-0}"
    printf 'P:  Vendor=%s ProdID=%s Rev=%s.%s\n' "$vendor" "$product" "${release%??}" "${release#??}"
    for text in manufacturer product serial; do
      value what "$device/$text"
      case $text in
        manufacturer) title=Manufacturer ;;
        product) title=Product ;;
        *) title=SerialNumber ;;
      esac
      if [ -n "$what" ]; then printf 'S:  %s=%s\n' "$title" "$what"; fi
    done
    printf 'C:* #Ifs=%2d Cfg#=%2d Atr=%s MxPwr=%s\n' "${interfaces:-0}" "${configuration:-0}" "$attributes" "$power"
    for interface in "$device"/*:*; do
      [ -f "$interface/bInterfaceNumber" ] || continue
      value number "$interface/bInterfaceNumber"
      value alternate "$interface/bAlternateSetting"
      value endpoints "$interface/bNumEndpoints"
      value class "$interface/bInterfaceClass"
      value subclass "$interface/bInterfaceSubClass"
      value protocol "$interface/bInterfaceProtocol"
      driver=$(driver_of "$interface")
      printf 'I:* If#=%2d Alt=%2d #EPs=%2d Cls=%s Sub=%s Prot=%s Driver=%s\n' "$((0x${number:-0}))" "${alternate:-0}" \
        "$((0x${endpoints:-0}))" "$class" "$subclass" "$protocol" "${driver:-(none)}"
    done
  done
}

usb_power() {
  for device in /sys/bus/usb/devices/*; do
    [ -f "$device/idVendor" ] || continue
    for file in idVendor idProduct speed bConfigurationValue bNumConfigurations bMaxPower authorized avoid_reset_quirk \
      power/control power/autosuspend_delay_ms power/runtime_status; do
      values "$device/$file"
    done
  done
}

# Which USB function each node and network device belongs to.
ports() {
  for entry in /sys/class/tty/ttyUSB* /sys/class/tty/ttyACM* /sys/class/usbmisc/* /sys/class/usb/cdc-wdm* /sys/class/net/*; do
    [ -e "$entry/device" ] || continue
    usb_parent "$entry" || continue
    case $entry in
      /sys/class/net/*) what=${entry##*/} ;;
      *) what=/dev/${entry##*/} ;;
    esac
    echo "$what: $vendor:$product interface $number ($class/$subclass/$protocol), driver ${driver:-none}, device ${device##*/}"
  done
  [ -d /sys/bus/pci/devices ] || return 0
  for entry in /sys/class/wwan/* /sys/class/net/*; do
    [ -e "$entry/device" ] || continue
    on_pci_modem "$entry" || continue
    what=${entry##*/} type=
    case $entry in
      /sys/class/wwan/wwan*[a-zA-Z]*[0-9])
        what=/dev/$what
        value type "$entry/type"
        ;;
      /sys/class/wwan/*) continue ;;
    esac
    echo "$what: $vendor:$product on PCI${type:+, type $type}, driver ${driver:-none}, device ${device##*/}"
  done
}

# Modems on PCIe, with the driver that has them: without one there is no line DRIVER.
pci_modems() {
  for at in /sys/bus/pci/devices/*; do
    pci_device "$at" || continue
    is_pci_modem || continue
    while read -r line; do
      case $line in DRIVER=* | PCI_*) echo "$at/uevent: $line" ;; esac
    done <"$at/uevent"
    for file in enable power_state power/control power/runtime_status current_link_speed current_link_width; do
      values "$at/$file"
    done
  done
}

software() {
  for file in /etc/openwrt_release /etc/os-release /etc/glversion /tmp/sysinfo/model /proc/device-tree/model; do
    if [ -f "$file" ]; then small "release-$(flat "$file")" "cat $file"; fi
  done
  small kernel 'uname -a'
  small memory 'free'
  small storage 'df -k'
  # procps shows with `w` alone what runs on the same terminal.
  case $(ps --version 2>&1 </dev/null) in
    *procps*) section processes 'ps axww' ;;
    *) section processes 'ps w' ;;
  esac
  if [ -f /usr/lib/opkg/status ]; then
    most=262144
    section packages 'opkg list-installed' opkg_packages
  elif [ -f /lib/apk/db/installed ]; then
    most=262144
    section packages 'apk list -I' apk_packages
  elif has dpkg-query; then
    section packages 'dpkg -l modemmanager network-manager libqmi-utils libmbim-utils usb-modeswitch ppp'
  fi
}

# `opkg list-installed` reads the lists of all that could be installed, which does not fit in the memory of a small router.
opkg_packages() {
  awk '
    /^Package: / { package = $2 }
    /^Version: / { version = $2 }
    /^Status: / { installed = / installed$/ }
    /^$/ { if (package != "" && installed) print package " - " version; package = "" }
    END { if (package != "" && installed) print package " - " version }' /usr/lib/opkg/status | grep -E "$package_words"
}

# The same of apk: P name, V version, A architecture, o origin, L licence.
apk_packages() {
  awk '
    /^[PVAoL]:/ { field[substr($0, 1, 1)] = substr($0, 3) }
    /^$/ {
      if (field["P"] != "") print field["P"] "-" field["V"] " " field["A"] " {" field["o"] "} (" field["L"] ") [installed]"
      split("", field)
    }' /lib/apk/db/installed | grep -E "$package_words"
}

configurations='network firewall dhcp mwan3 system modemmanager qmodem modem profile glmodem gl_modem modem_interface kmwan
  openmptcprouter watchcat internet-detector lte_monitor pingcheck wwan atc 3ginfo modemband sms_tool_js simman custom ping
  gpio_switch vpn-policy-routing pbr'

configuration() {
  if has uci; then
    for config in $configurations; do
      [ -f "/etc/config/$config" ] || continue
      small "uci-$config" "uci export $config"
    done
    if [ -f /etc/config/wireless ]; then
      # No names of networks and no keys: only what tells which networks of the router there are.
      small uci-wireless "uci export wireless | grep -E \"^(package|config) |^[[:space:]]option '?(device|network|mode|disabled|ifname|type|band|channel)'? \""
    fi
    small uci-changes 'uci changes' uci_changes
  else
    if [ -f /etc/network/interfaces ]; then section network-interfaces 'cat /etc/network/interfaces'; fi
    if has nmcli; then section network-manager 'nmcli device'; fi
  fi
}

# Which configurations are changed and not saved; the changes may hold passwords.
uci_changes() {
  uci changes | sed 's/=.*/=.../'
}

# What may restart the modem or the interface on its own.
automation() {
  if [ -d /lib/netifd/proto ]; then small handlers 'md5sum /lib/netifd/proto/*.sh'; fi
  if [ -d /etc/rc.d ]; then small services 'ls /etc/rc.d'; fi
  if [ -f /etc/crontabs/root ]; then small crontab 'cat /etc/crontabs/root'; fi
  if [ -f /etc/rc.local ]; then small rc-local 'cat /etc/rc.local'; fi
  section restarts "grep -nE 'ifup|ifdown|uqmi|CFUN|reboot' /etc/hotplug.d/*/* /etc/crontabs/* /usr/bin/*watch*" restarts
}

# Lines that name no password: those that set one are left out whole.
restarts() {
  for file in /etc/hotplug.d/*/* /etc/crontabs/* /etc/cron.d/* /usr/bin/*watch* /usr/sbin/*watch* /usr/bin/*modem*.sh \
    /root/*.sh; do
    [ -f "$file" ] || continue
    grep -nE '(^|[^[:alnum:]_])(ifup|ifdown|reboot|uqmi|umbim|qmicli|mmcli|gcom|usbreset|usb_modeswitch)([^[:alnum:]_]|$)|CFUN|usb[^ ]*/(un)?bind|authorized|network (restart|reload)' \
      /dev/null "$file" | grep -viE 'passw|pincode|username|_key'
  done
}

# --- Modems --------------------------------------------------------------------------------------------------------------

modems() {
  if manager; then
    manager_states
  else
    for entry in /sys/class/usbmisc/cdc-wdm* /sys/class/usb/cdc-wdm*; do
      [ -e "$entry/device" ] || continue
      usb_parent "$entry" || continue
      case $driver in
        qmi_wwan*) qmi "/dev/${entry##*/}" ;;
        cdc_mbim) mbim "/dev/${entry##*/}" ;;
      esac
    done
  fi
  for entry in /sys/class/net/*; do
    [ -e "$entry/device" ] || continue
    usb_parent "$entry" || continue
    case $vendor:$driver in
      12d1:cdc_ether | 12d1:rndis_host | 12d1:cdc_ncm) hilink "${entry##*/}" "$device" ;;
    esac
  done
  at_talks
}

manager_states() {
  has mmcli || return
  patience=$slow
  if_manager mm-list 'mmcli -L'
  for modem in 0 1 2 3 4 5 6 7 8 9; do
    manager || return
    shown=$(mmcli -m "$modem" </dev/null 2>/dev/null 4>&-) || continue
    patience=$slow
    if_manager "mm-modem-$modem" "mmcli -m $modem"
    for bearer in $(printf '%s\n' "$shown" | sed -n 's|^.*/ModemManager1/Bearer/\([0-9][0-9]*\).*$|\1|p'); do
      if_manager "mm-bearer-$bearer" "mmcli -b $bearer"
    done
  done
}

if_manager() {
  if manager; then section "$1" "$2"; else skipped "$1" "$2" 'ModemManager has stopped'; fi
}

# uqmi gives back at its end what it took of the modem, so that each question stands alone. Old ones know no -t.
qmi() {
  has uqmi || return
  case $(uqmi --help 2>&1 </dev/null 4>&-) in
    *--timeout*) ask="uqmi -s -d $1 -t 3000" ;;
    *) ask="uqmi -s -d $1" ;;
  esac
  for question in get-device-operating-mode get-pin-status uim-get-sim-state get-serving-system get-signal-info \
    get-system-info get-data-status get-current-settings wda-get-data-format get-versions; do
    if_free "$1" "qmi-${1##*/}-$question" "$ask --$question"
    case $code in late | held) break ;; esac
  done
}

# Without -n and -t umbim would open and close the session, which can end the one that runs.
mbim() {
  has umbim || return
  if [ "$(has_address "$device")" = yes ]; then
    skipped "mbim-${1##*/}" "umbim -n -t 1 -d $1 registration" 'its interface has an address: the session that runs is left alone'
    return
  fi
  transaction=1
  for question in caps pinstate subscriber registration config radio; do
    if_free "$1" "mbim-${1##*/}-$question" "umbim -n -t $transaction -d $1 $question"
    transaction=$((transaction + 1))
    case $code in late | held) break ;; esac
  done
}

# if_free NODE NAME COMMAND [FUNCTION WORD...]: right before the node is opened.
if_free() {
  node=$1
  shift
  reason=$(why_not "$node")
  if [ -n "$reason" ]; then
    # What dials asks again and again, and leaves gaps.
    sleep 2
    reason=$(why_not "$node")
  fi
  if [ -z "$reason" ]; then
    section "$@"
  else
    skipped "$1" "$2" "$reason"
    code=held
  fi
}

# --- AT commands ---------------------------------------------------------------------------------------------------------

at_talks() {
  asked=' '
  for entry in /sys/class/tty/ttyUSB* /sys/class/tty/ttyACM*; do
    [ -e "$entry/device" ] || continue
    usb_parent "$entry" || continue
    takes_at || continue
    # One port of each modem.
    case $asked in *" $device "*) continue ;; esac
    asked="$asked$device "
    at_talk "/dev/${entry##*/}"
  done
  # Ports of modems on PCIe. Those of the WWAN layer on other buses may take something else than their name says.
  for entry in /sys/class/wwan/wwan*at*; do
    [ -e "$entry/device" ] || continue
    on_pci_modem "$entry" || continue
    value type "$entry/type"
    [ "${type:-AT}" = AT ] || continue
    case $asked in *" $device "*) continue ;; esac
    asked="$asked$device "
    at_talk "/dev/${entry##*/}"
  done
}

# Whether the function of a modem at hand takes AT commands: the table knows it, or the maker's code of the interface tells.
takes_at() {
  case " $at_ports " in
    *" $vendor:$product:$((0x$number)) "*) return 0 ;;
    *" $vendor:$product:"*) return 1 ;;
  esac
  # Huawei: bInterfaceProtocol of PCUI, of 3G and of 4G, with what operators add to it.
  case $vendor:$class:$protocol in
    12d1:ff:02 | 12d1:ff:12 | 12d1:ff:32 | 12d1:ff:42 | 12d1:ff:62 | 12d1:ff:72) return 0 ;;
  esac
  return 1
}

at_talk() {
  commands='AT ATI AT+CPIN? AT+CFUN? AT+CSQ AT+CREG? AT+CGREG? AT+CEREG? AT+COPS? AT+CGATT? AT+CGDCONT? AT+CGACT?
    AT+CGPADDR AT+CEER'
  case $vendor in
    12d1) commands="$commands AT^SYSINFOEX AT^HCSQ? AT^NDISSTATQRY? AT^SYSCFGEX?" ;;
    2c7c | 1eac) commands="$commands AT+QCFG=\"usbnet\" AT+QNWINFO AT+QSIMSTAT? AT+QENG=\"servingcell\"" ;;
    1199) commands="$commands AT!GSTATUS? AT!PCINFO?" ;;
    1e0e) commands="$commands AT+CPSI? AT+CUSBPIDSWITCH?" ;;
    2cb7) commands="$commands AT+GTUSBMODE?" ;;
    1bc7) commands="$commands AT#USBCFG? AT#QSS?" ;;
  esac
  name=at-${1##*/}
  patience=$slow
  case $1 in
    # These are no terminals, and send nothing back by themselves.
    /dev/wwan*)
      if_free "$1" "$name" "cat $1" by_wwan "$1"
      return
      ;;
  esac
  if has sms_tool; then
    if_free "$1" "$name" "sms_tool -d $1 at" by_sms_tool "$1"
  elif has gcom; then
    if_free "$1" "$name" "gcom -d $1" by_gcom "$1"
  elif has stty; then
    if_free "$1" "$name" "stty -F $1 raw -echo; cat $1" by_shell "$1"
  else
    skipped "$name" "sms_tool -d $1 at 'AT+CPIN?'" \
      'neither sms_tool nor gcom nor stty is installed: a port that a shell opens sends back to the modem what it says'
    patience=$quick
  fi
}

by_sms_tool() {
  for command in $commands; do
    # Somebody may have opened it meanwhile.
    still_free "$1" || return
    echo "$command"
    answer=$(sms_tool -d "$1" at "$command" 2>&1)
    printf '%s\n' "$answer" | tr -d '\r' | grep -vxF -e "$command" -e ''
    # A port that does not answer this answers nothing.
    case $command$answer in AT | AT*imeout*) return ;; esac
  done
}

# still_free NODE [PROCESSES]: looks again, but for these processes of ours. Says why where it is not.
still_free() {
  reason=$(why_not "$@")
  [ -n "$reason" ] || return 0
  echo "# hwdiag: not finished: $reason"
  return 1
}

# A script of comgt on its standard input: it sets the port raw, and puts it back. It opens the port once, for all of them.
# `^` and `"` are written ^^ and ^". Line by line, because `set comecho on` prints nothing (0.32). Without a pause after each
# character it gives up: it writes them one by one, and the kernel takes four writes at once (usb_wwan.c, N_OUT_URB). A modem that
# falls silent is left alone.
by_gcom() {
  still_free "$1" || return
  {
    echo 'opengt
      set com 115200n81
      set senddelay 0.02
      waitquiet 0.3 0.1
      send "AT^m"
      waitfor 2 "OK"
      if % = 0 goto talk
      :quit
      close hardcom
      exit 0
      :ask
      print $c,"^m^j"
      send $c
      send "^m"
      let n=0
      :line
      get 3 "^m^j" $s
      let a=len($s)
      if a=0 goto quit
      print $s,"^m^j"
      if $s="OK" return
      if $s="ERROR" return
      if a<11 goto next
      if $left($s,10)="+CME ERROR" return
      if $left($s,10)="+CMS ERROR" return
      :next
      inc n
      if n<40 goto line
      return
      :talk
      waitquiet 0.3 0.1'
    for command in $commands; do
      if [ "$command" != AT ]; then
        printf 'let $c="%s"\ngosub ask\n' "$(printf '%s' "$command" | sed 's/[\^"]/^&/g')"
      fi
    done
    printf 'goto quit\n'
  } | gcom -d "$1" -s /proc/self/fd/0 2>&1 | once_each
}

# Without echo nothing goes back to the modem. It is put back as it was; where this is ended before, it stays without.
by_shell() {
  still_free "$1" || return
  saved=$(stty -F "$1" -g) || return
  still_free "$1" && stty -F "$1" raw -echo clocal || return
  by_wwan "$1"
  stty -F "$1" "$saved"
}

# Any port that sends nothing back by itself. Here nobody tells when an answer is complete.
by_wwan() {
  still_free "$1" || return
  {
    # shellcheck disable=SC2034 # the rest of the line
    read -r own rest </proc/self/stat
    # Not cat: that of busybox lets the kernel do it, which lets nobody else write to the pipe meanwhile.
    while read -r line; do printf '%s\n' "$line"; done <&5 &
    reader=$!
    for command in $commands; do
      look_at_the_clock
      if [ $((${now%.*} - ${began%.*})) -ge $((patience - 5)) ]; then
        echo '# hwdiag: not finished: its time is up'
        break
      fi
      # What looks must not have it open itself.
      (exec 5>&- && still_free "$1" "$own" "$reader") || break
      echo "$command"
      printf '%s\r' "$command" >&5
      sleep 1
    done
    # It is told of its end otherwise.
    { kill "$reader" && wait "$reader"; } 2>/dev/null
  } 5<>"$1" | once_each
}

# Modems repeat a command or do not. What has come in is not to be lost where the rest never comes.
once_each() {
  awk '
    { gsub(/\r/, "") }
    $0 == "" { next }
    $0 == last && /^AT/ { next }
    { print; fflush(); last = $0 }'
}

# --- HiLink: routers of their own behind a network card -------------------------------------------------------------------

# hilink NETDEV USB-DEVICE. Other modems have network cards, too, behind which is the operator's network: a HiLink stick has no
# serial ports, and gives a private address of the house.
hilink() {
  for entry in /sys/class/tty/ttyUSB* /sys/class/tty/ttyACM*; do
    [ -e "$entry/device" ] && usb_parent "$entry" && [ "$device" = "$2" ] && return
  done
  has ip || return
  gateway=$(ip -4 addr show dev "$1" 2>/dev/null 4>&- | sed -n 's|^ *inet \(192\.168\.[0-9]*\)\..*$|\1.1|p' | head -n 1)
  [ -n "$gateway" ] || return
  # Whatever follows a redirection may be led to any other host: the others do, and cannot be told not to.
  if ! has curl && ! has nc; then
    page=api/monitoring/status
    skipped "hilink-$(flat "$page")" "wget -O - http://$gateway/$page" 'there is no curl and no nc'
    return
  fi
  for page in api/monitoring/status api/device/information api/device/signal api/net/current-plmn api/pin/status \
    api/dialup/mobile-dataswitch api/dialup/connection; do
    section "hilink-$(flat "$page")" "wget -O - http://$gateway/$page" hilink_page "$gateway" "$page"
  done
}

# Newer ones answer only to who shows the session that they have just given out.
hilink_page() {
  session=$(fetched "$1" api/webserver/SesTokInfo | sed -n 's|^.*<SesInfo>\([^<]*\)</SesInfo>.*$|\1|p' | head -n 1)
  case $session in
    '' | *[!A-Za-z0-9=+/._-]*) fetched "$1" "$2" ;;
    SessionID=*) fetched "$1" "$2" "$session" ;;
    *) fetched "$1" "$2" "SessionID=$session" ;;
  esac
}
web_port=80

# fetched HOST PAGE [COOKIE]: one request to this host, and what it answers. Nothing makes it ask another one.
fetched() {
  if has curl; then
    curl -q -s -i -m 5 --noproxy '*' ${3:+-H "Cookie: $3"} "http://$1:$web_port/$2"
  else
    printf '%s\r\n' "GET /$2 HTTP/1.1" "Host: $1" 'Connection: close' ${3:+"Cookie: $3"} '' |
      nc "$1" "$web_port" 2>&1
  fi | awk '
    { sub(/\r$/, "") }
    NR == 1 && $0 !~ /^HTTP\// { body = 1 }
    NR == 1 && $2 ~ /^3/ { print "# hwdiag: not finished: it sends to another address"; exit }
    !body { if ($0 == "") body = 1; if (tolower($0) ~ /^transfer-encoding:.*chunked/) chunked = 1; next }
    chunked && /^[0-9A-Fa-f]*$/ { next }
    { print }'
}

# --- Small helpers -------------------------------------------------------------------------------------------------------

# values FILE...: `path: value` of those that exist.
values() {
  for path in "$@"; do
    [ -f "$path" ] || continue
    text_of_file=
    { read -r text_of_file <"$path"; } 2>/dev/null
    echo "$path: $text_of_file"
  done
}

driver_of() {
  ls -l "$1/driver" 2>/dev/null | sed -n 's|^.*/||p'
}

# usb_parent ENTRY: the USB function that a node or a network device of /sys/class belongs to, and its device.
usb_parent() {
  at=$(cd -P "$1/device" 2>/dev/null && pwd -P) || return 1
  while [ ! -f "$at/bInterfaceNumber" ]; do
    case $at in /sys/*/*) at=${at%/*} ;; *) return 1 ;; esac
  done
  device=${at%/*}
  value number "$at/bInterfaceNumber"
  value class "$at/bInterfaceClass"
  value subclass "$at/bInterfaceSubClass"
  value protocol "$at/bInterfaceProtocol"
  value vendor "$device/idVendor"
  value product "$device/idProduct"
  driver=$(driver_of "$at")
}

# pci_device FOLDER: what a device on PCI is.
pci_device() {
  [ -f "$1/vendor" ] && [ -f "$1/class" ] && [ -f "$1/uevent" ] || return 1
  device=$1
  value vendor "$1/vendor"
  value product "$1/device"
  value class "$1/class"
  vendor=${vendor#0x} product=${product#0x} class=${class#0x}
  driver=$(driver_of "$1")
}

# pci_parent ENTRY: the PCI device that a port of the WWAN layer or a network device belongs to. A USB controller is on PCI, too,
# and what is behind it is not.
pci_parent() {
  at=$(cd -P "$1/device" 2>/dev/null && pwd -P) || return 1
  until pci_device "$at"; do
    if [ -f "$at/idVendor" ] || [ -f "$at/bInterfaceNumber" ]; then return 1; fi
    case $at in /sys/*/*) at=${at%/*} ;; *) return 1 ;; esac
  done
}

on_pci_modem() {
  pci_parent "$1" && is_pci_modem
}

# Qualcomm and MediaTek make network cards, too: class 02. Class 0d40 is that of cellular modems; many say ff instead.
# Sources: PCI code and ID assignment; the tables of Linux drivers/bus/mhi/host/pci_generic.c and drivers/net/wwan.
is_pci_modem() {
  case $vendor:$product:$class in
    *:02????) return 1 ;;
    *:0d40??) return 0 ;;
    17cb:*:ff???? | 1eac:*:ff???? | 105b:e*:ff???? | 1269:00b?:ff???? | 14c[03]:4d75:* | 8086:7[35]60:*) return 0 ;;
  esac
  return 1
}

# Whether a network device of this USB device has an address.
has_address() {
  for card in "$1"/*/net/*; do
    [ -d "$card" ] || continue
    if ip -4 addr show dev "${card##*/}" 2>/dev/null 4>&- | grep -q 'inet '; then
      echo yes
      return
    fi
  done
}

# The last two words of a path as a name for a section.
flat() {
  flattened=${1%/*}
  printf '%s' "${flattened##*/}-${1##*/}" | tr 'A-Z_' 'a-z-' | tr -cd 'a-z0-9-'
}

is_plain_path() {
  case $1 in *[!A-Za-z0-9_./-]*) return 1 ;; esac
}
