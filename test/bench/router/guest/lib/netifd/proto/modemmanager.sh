#!/bin/sh
# A stand-in for OpenWrt's handler of the protocol modemmanager, with its visible behaviour, for sessions with addresses that
# ModemManager knows (static) and such by DHCP. Words: modemmanager ACTION NAME JSON.
. /lib/netifd/functions.sh

action=$2 name=$3
device=$(option "$name" device)

# field LIST KEY: the value of a line `KEY   : VALUE` of mmcli; nothing for `--`.
field() {
  printf '%s\n' "$1" | sed -n "s/^$2  *: //p" | grep -vx -- '--'
}

setup() {
  apn=$(option "$name" apn)
  pincode=$(option "$name" pincode)
  username=$(option "$name" username)
  password=$(option "$name" password)
  allowedauth=$(option "$name" allowedauth)
  iptype=$(option "$name" iptype)
  allow_roaming=$(option "$name" allow_roaming)

  if [ -z "$device" ]; then
    echo 'No device specified'
    proto_failed "$name" NO_DEVICE
    remember "$name" unavailable yes
    return 1
  fi
  status=$(mmcli --modem="$device" --output-keyvalue)
  modem=$(field "$status" modem.dbus-path)
  if [ -z "$modem" ]; then
    echo 'Device not managed by ModemManager'
    proto_failed "$name" DEVICE_NOT_MANAGED
    remember "$name" unavailable yes
    return 1
  fi
  echo "modem available at $modem"

  case $(field "$status" modem.generic.state) in
    failed)
      if [ "$(field "$status" modem.generic.state-failed-reason)" = sim-missing ]; then
        echo 'SIM missing'
        proto_failed "$name" MM_FAILED_REASON_SIM_MISSING block
      else
        proto_failed "$name" MM_FAILED_REASON_UNKNOWN block
      fi
      return 1
      ;;
    locked)
      if [ -z "$pincode" ]; then
        echo 'PIN required'
        proto_failed "$name" MM_PINCODE_REQUIRED block
        return 1
      fi
      if ! mmcli --modem="$device" -i any --pin="$pincode"; then
        proto_failed "$name" MM_PINCODE_WRONG block
        return 1
      fi
      ;;
  esac

  disconnect "$status" >/dev/null 2>&1
  if ! mmcli --modem="$device" --timeout 120 --enable; then
    proto_failed "$name" MM_MODEM_DISABLED
    return 1
  fi
  echo "setting allowed mode to 'any'"
  # The real one goes on, too.
  mmcli --modem="$device" --set-allowed-modes=any || proto_failed "$name" MM_INVALID_ALLOWED_MODES_LIST block

  echo "starting connection with apn '$apn'..."
  # Told as an error, which stays when the connection is there.
  proto_failed "$name" MM_CONNECT_IN_PROGRESS
  case $allow_roaming in 0) roaming=no ;; *) roaming=yes ;; esac
  words="apn=$apn,allow-roaming=$roaming${iptype:+,ip-type=$iptype}${allowedauth:+,allowed-auth=$allowedauth}"
  if ! mmcli --modem="$device" --timeout 120 \
    --simple-connect="$words${username:+,user=$username}${password:+,password=$password}"; then
    proto_failed "$name" MM_CONNECT_FAILED block
    return 1
  fi
  echo 'signal refresh rate is not set'

  status=$(mmcli --modem="$device" --output-keyvalue)
  echo "network operator name: $(field "$status" modem.3gpp.operator-name)"
  echo "network operator MCCMNC: $(field "$status" modem.3gpp.operator-code)"
  echo "registration type: $(field "$status" modem.3gpp.registration-state)"
  echo "access technology: $(field "$status" 'modem.generic.access-technologies.value\[1\]')"
  echo "signal quality: $(field "$status" modem.generic.signal-quality.value)%"
  if [ "$(field "$status" modem.generic.bearers.length)" != 1 ]; then
    proto_failed "$name" INVALID_BEARER_LIST
    return 1
  fi
  bearer=$(mmcli --bearer "$(field "$status" 'modem.generic.bearers.value\[1\]')" --output-keyvalue)
  card=$(field "$bearer" bearer.status.interface)
  method=$(field "$bearer" bearer.ipv4-config.method)
  echo "IPv4 connection setup required in interface $name: $method"
  case $method in
    dhcp) remember "$name" dynamic_dhcp yes ;;
    static)
      address=$(field "$bearer" bearer.ipv4-config.address)
      prefix=$(field "$bearer" bearer.ipv4-config.prefix)
      gateway=$(field "$bearer" bearer.ipv4-config.gateway)
      echo "adding IPv4 address $address, netmask $(netmask "$prefix")"
      ip link set "$card" up
      ip addr add "$address/$prefix" dev "$card"
      remember "$name" address "$address"
      remember "$name" mask "$prefix"
      if [ -n "$gateway" ]; then
        echo "adding default IPv4 route via $gateway"
        remember "$name" gateway "$gateway"
      fi
      servers=
      for place in 1 2; do
        server=$(field "$bearer" "bearer.ipv4-config.dns.value\[$place\]")
        [ -n "$server" ] || continue
        case $place in 1) echo "adding primary DNS at $server" ;; 2) echo "adding secondary DNS at $server" ;; esac
        servers="$servers $server"
      done
      remember "$name" dns "$servers"
      ;;
    *)
      proto_failed "$name" UNKNOWN_METHOD
      return 1
      ;;
  esac
  remember "$name" card "$card"
  remember "$name" result up
}

# netmask PREFIX: in dots.
netmask() {
  awk -v prefix="$1" 'BEGIN {
    for (part = 0; part < 4; part++) {
      number = 0
      for (bit = 128; bit >= 1 && prefix > 0; bit /= 2) {
        number += bit
        prefix--
      }
      printf "%s%d", (part ? "." : ""), number
    }
  }'
}

# disconnect STATUS: also forgets what was set up before.
disconnect() {
  [ "$(field "$1" modem.generic.bearers.length)" -ge 1 ] || return 0
  mmcli --modem="$device" --simple-disconnect
  for bearer in $(printf '%s\n' "$1" | sed -n 's/^modem\.generic\.bearers\.value\[[0-9]*\]  *: //p'); do
    mmcli --modem="$device" --delete-bearer="$bearer"
  done
}

teardown() {
  echo 'stopping network'
  status=$(mmcli --modem="$device" --output-keyvalue)
  bearer=$(field "$status" 'modem.generic.bearers.value\[1\]')
  if [ -z "$bearer" ]; then
    echo "couldn't load bearer path: disconnecting anyway"
    mmcli --modem="$device" --simple-disconnect >/dev/null 2>&1
    return
  fi
  echo "IPv4 connection teardown required in interface $name: $(field "$(mmcli --bearer "$bearer" --output-keyvalue)" bearer.ipv4-config.method)"
  mmcli --modem="$device" --simple-disconnect || proto_failed "$name" DISCONNECT_FAILED
  mmcli --modem="$device" --disable
}

"$action"
