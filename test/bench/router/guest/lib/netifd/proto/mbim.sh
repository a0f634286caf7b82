#!/bin/sh
# A stand-in for OpenWrt's handler of the protocol mbim, with its visible behaviour from 23.05 on, but for the 15 s that it
# waits after a failure. Words: mbim ACTION NAME JSON.
. /lib/netifd/functions.sh

action=$2 name=$3
device=$(option "$name" device)

says() {
  echo "mbim[$$] $1"
}

ask() {
  umbim -n ${tid:+-t $tid} -d "$device" "$@"
  answer=$?
  tid=$((${tid:-2} + 1))
  return $answer
}

# failed WORDS CODE [block]
failed() {
  says "$1"
  shift
  if [ -n "$tid" ]; then umbim -t "$tid" -d "$device" disconnect; fi
  proto_failed "$name" "$@"
  return 1
}

setup() {
  apn=$(option "$name" apn)
  pincode=$(option "$name" pincode)
  auth=$(option "$name" auth)
  username=$(option "$name" username)
  password=$(option "$name" password)
  pdptype=$(option "$name" pdptype | tr A-Z a-z)
  tid=

  if [ -z "$device" ]; then failed 'No control device specified' NO_DEVICE block; return 1; fi
  if [ ! -c "$device" ]; then failed 'The specified control device does not exist' NO_DEVICE block; return 1; fi
  card=$(net_device "$device")
  if [ -z "$card" ]; then failed 'Failed to find matching interface' NO_IFNAME block; return 1; fi
  if [ -z "$apn" ]; then failed 'No APN specified' NO_APN; return 1; fi

  says 'Reading capabilities'
  ask caps || { failed 'Failed to read modem caps' PIN_FAILED; return 1; }

  if [ -n "$pincode" ]; then
    says 'Sending pin'
    ask unlock "$pincode" || { failed 'Unable to verify PIN' PIN_FAILED block; return 1; }
  fi
  says 'Checking pin'
  ask pinstate
  if [ $? -eq 2 ]; then failed 'PIN required' PIN_FAILED block; return 1; fi

  says 'Checking subscriber'
  ask subscriber || { failed 'Subscriber init failed' NO_SUBSCRIBER; return 1; }

  says 'Register with network'
  ask registration
  code=$?
  case $code:$(option "$name" allow_roaming):$(option "$name" allow_partner) in
    0:*) says 'Registered in home mode' ;;
    4:1:*) says 'Registered in roaming mode' ;;
    5:*:1) says 'Registered in partner mode' ;;
    *) failed "Subscriber registration failed (code $code)" NO_REGISTRATION; return 1 ;;
  esac

  says 'Attach to network'
  ask attach || { failed 'Failed to attach to network' ATTACH_FAILED; return 1; }

  case $pdptype in ipv4 | ipv6 | ipv4v6) pdptype=$pdptype: ;; *) pdptype= ;; esac
  says 'Connect to network'
  # What umbim says of a refusal is thrown away with it.
  state=$(umbim -n -t "$tid" -d "$device" connect "$pdptype$apn" "$auth" "$username" "$password")
  code=$?
  tid=$((tid + 1))
  if [ $code -ne 0 ]; then failed 'Failed to connect bearer' CONNECT_FAILED; return 1; fi
  echo "$state"
  says 'Connected'

  says "Setting up $card"
  settings=$(ask config)
  echo "$settings"
  tid=$((tid + 1))
  address=$(printf '%s\n' "$settings" | sed -n 's/^  ipv4address: //p')
  ip link set "$card" up
  ip addr add "$address" dev "$card"
  remember "$name" tid "$tid"
  remember "$name" address "${address%/*}"
  remember "$name" mask "${address#*/}"
  remember "$name" gateway "$(printf '%s\n' "$settings" | sed -n 's/^  ipv4gateway: //p')"
  remember "$name" dns "$(printf '%s\n' "$settings" | sed -n 's/^  ipv4dnsserver: //p' | tr '\n' ' ')"
  remember "$name" card "$card"
  remember "$name" result up
}

teardown() {
  says 'Stopping network'
  tid=$(state "$name" tid)
  if [ -n "$tid" ]; then
    umbim -t "$tid" -d "$device" disconnect
    forget "$name" tid
  fi
}

case $action in
  setup) setup || logger 'mbim bringup failed, retry in 15s' ;;
  *) "$action" ;;
esac
