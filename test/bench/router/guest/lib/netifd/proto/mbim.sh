#!/bin/sh
# A stand-in for OpenWrt's handler of the protocol mbim, with its visible behaviour. Words: mbim ACTION NAME JSON.
. /lib/netifd/functions.sh

action=$2 name=$3
device=$(option "$name" device)

setup() {
  apn=$(option "$name" apn)
  pincode=$(option "$name" pincode)
  auth=$(option "$name" auth)
  username=$(option "$name" username)
  password=$(option "$name" password)
  roaming=$(option "$name" allow_roaming)
  tid=2

  if [ -z "$device" ]; then
    echo 'No control device specified'
    proto_failed "$name" NO_DEVICE block
    return 1
  fi
  if [ ! -c "$device" ]; then
    echo 'The specified control device does not exist'
    proto_failed "$name" NO_DEVICE block
    return 1
  fi
  card=$(net_device "$device")
  if [ -z "$card" ]; then
    echo 'Failed to find matching interface'
    proto_failed "$name" NO_IFNAME block
    return 1
  fi

  echo 'Reading capabilities'
  if ! umbim -n -d "$device" caps; then
    echo 'Failed to read modem caps'
    proto_failed "$name" PIN_FAILED
    return 1
  fi
  tid=$((tid + 1))

  if [ -n "$pincode" ]; then
    echo 'Sending pin'
    if ! umbim -n -t $tid -d "$device" unlock "$pincode"; then
      echo 'Unable to verify PIN'
      proto_failed "$name" PIN_FAILED block
      return 1
    fi
    tid=$((tid + 1))
  fi
  echo 'Checking pin'
  umbim -n -t $tid -d "$device" pinstate
  if [ $? -eq 2 ]; then
    echo 'PIN required'
    proto_failed "$name" PIN_FAILED block
    return 1
  fi
  tid=$((tid + 1))

  echo 'Checking subscriber'
  if ! umbim -n -t $tid -d "$device" subscriber; then
    echo 'Subscriber init failed'
    proto_failed "$name" NO_SUBSCRIBER
    return 1
  fi
  tid=$((tid + 1))

  echo 'Register with network'
  umbim -n -t $tid -d "$device" registration
  code=$?
  tid=$((tid + 1))
  case $code in
    0) echo 'Registered in home mode' ;;
    4 | 5)
      if [ "$roaming" != 1 ]; then
        echo "Subscriber registration failed (code $code)"
        proto_failed "$name" NO_REGISTRATION
        return 1
      fi
      echo 'Registered in roaming mode'
      ;;
    *)
      echo "Subscriber registration failed (code $code)"
      proto_failed "$name" NO_REGISTRATION
      return 1
      ;;
  esac

  echo 'Attach to network'
  if ! umbim -n -t $tid -d "$device" attach; then
    echo 'Failed to attach to network'
    proto_failed "$name" ATTACH_FAILED
    return 1
  fi
  tid=$((tid + 1))

  echo 'Connect to network'
  if ! umbim -n -t $tid -d "$device" connect "ipv4:$apn" ${auth:+$auth} ${username:+$username} ${password:+$password}; then
    echo 'Failed to connect bearer'
    proto_failed "$name" CONNECT_FAILED
    return 1
  fi
  tid=$((tid + 1))
  echo 'Connected'

  echo "Setting up $card"
  settings=$(umbim -n -t $tid -d "$device" config)
  address=$(printf '%s\n' "$settings" | sed -n 's/^  ipv4address: //p')
  ip link set "$card" up
  ip addr add "$address" dev "$card"
  remember "$name" address "${address%/*}"
  remember "$name" mask "${address#*/}"
  remember "$name" gateway "$(printf '%s\n' "$settings" | sed -n 's/^  ipv4gateway: //p')"
  remember "$name" dns "$(printf '%s\n' "$settings" | sed -n 's/^  ipv4dnsserver: //p' | tr '\n' ' ')"
  remember "$name" card "$card"
  remember "$name" result up
}

teardown() {
  echo 'Stopping network'
  [ -c "$device" ] || return 0
  umbim -t 20 -d "$device" disconnect
}

"$action"
