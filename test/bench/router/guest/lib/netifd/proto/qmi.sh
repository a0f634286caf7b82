#!/bin/sh
# A stand-in for OpenWrt's handler of the protocol qmi, with its visible behaviour. Words: qmi ACTION NAME JSON.
. /lib/netifd/functions.sh

action=$2 name=$3
device=$(option "$name" device)

# member NAME TEXT: a member of an object in one line.
member() {
  printf '%s' "$2" | sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"
}

setup() {
  apn=$(option "$name" apn)
  pincode=$(option "$name" pincode)
  auth=$(option "$name" auth)
  username=$(option "$name" username)
  password=$(option "$name" password)
  timeout=$(option "$name" timeout)
  delay=$(option "$name" delay)

  if [ -z "$device" ]; then
    echo 'No control device specified'
    proto_failed "$name" NO_DEVICE block
    return 1
  fi
  [ -z "$delay" ] || sleep "$delay"
  if [ ! -c "$device" ]; then
    echo 'The specified control device does not exist'
    proto_failed "$name" NO_DEVICE block
    return 1
  fi
  card=$(net_device "$device")
  if [ -z "$card" ]; then
    echo 'The interface could not be found.'
    proto_failed "$name" NO_IFACE block
    return 1
  fi

  echo 'Waiting for SIM initialization'
  waited=0
  while :; do
    sim=$(uqmi -s -d "$device" -t 2000 --uim-get-sim-state)
    case $(member card_application_state "$sim") in
      '' | detected | unknown) ;;
      *) break ;;
    esac
    if [ $waited -ge "${timeout:-10}" ]; then
      echo 'SIM not initialized'
      proto_failed "$name" SIM_NOT_INITIALIZED block
      return 1
    fi
    waited=$((waited + 1))
    sleep 1
  done

  case $(member pin1_status "$sim") in
    disabled) echo 'PIN verification is disabled' ;;
    blocked)
      echo 'SIM locked PUK required'
      proto_failed "$name" PUK_NEEDED block
      return 1
      ;;
    not_verified)
      tries=$(member pin1_verify_tries "$sim")
      if [ "$tries" -lt 3 ]; then
        echo "PIN verify count value is $tries this is below the limit of 3"
        proto_failed "$name" PIN_TRIES_BELOW_LIMIT block
        return 1
      fi
      if [ -z "$pincode" ]; then
        echo 'PIN not specified but required'
        proto_failed "$name" PIN_NOT_SPECIFIED block
        return 1
      fi
      if [ -n "$(uqmi -s -d "$device" -t 2000 --uim-verify-pin1 "$pincode")" ]; then
        echo 'Unable to verify PIN'
        proto_failed "$name" PIN_FAILED block
        return 1
      fi
      ;;
    verified) echo 'PIN already verified' ;;
    *)
      echo "PIN status failed ($(member pin1_status "$sim"))"
      proto_failed "$name" PIN_STATUS_FAILED block
      return 1
      ;;
  esac

  if [ "$(uqmi -s -d "$device" --wda-get-data-format)" = '"raw-ip"' ]; then
    if [ ! -f "/sys/class/net/$card/qmi/raw_ip" ]; then
      echo "Device only supports raw-ip mode but is missing this required driver attribute: /sys/class/net/$card/qmi/raw_ip"
      return 1
    fi
    echo "Device does not support 802.3 mode. Informing driver of raw-ip only for $card .."
    ip link set "$card" down
    echo Y >"/sys/class/net/$card/qmi/raw_ip"
  fi
  uqmi -s -d "$device" --sync >/dev/null

  echo 'Waiting for network registration'
  sleep 1
  waited=0
  while :; do
    state=$(member registration "$(uqmi -s -d "$device" --get-serving-system)")
    case $state in
      registered) break ;;
      searching) ;;
      *)
        echo "Network registration failed (reason: '$state')"
        proto_failed "$name" NETWORK_REGISTRATION_FAILED
        return 1
        ;;
    esac
    if [ $waited -ge "${timeout:-10}" ]; then
      echo 'Network registration failed, registration timeout reached'
      proto_failed "$name" NETWORK_REGISTRATION_FAILED
      return 1
    fi
    waited=$((waited + 1))
    sleep 1
  done

  echo "Starting network $name"
  cid=$(uqmi -s -d "$device" --get-client-id wds)
  case $cid in
    '' | *[!0-9]*)
      echo 'Unable to obtain client ID'
      proto_failed "$name" NO_CID
      return 1
      ;;
  esac
  handle=$(uqmi -s -d "$device" --set-client-id wds,"$cid" ${apn:+--apn $apn} ${auth:+--auth-type $auth} \
    ${username:+--username $username} ${password:+--password $password} --ip-family ipv4 --start-network)
  case $handle in
    '' | *[!0-9]*)
      uqmi -s -d "$device" --set-client-id wds,"$cid" --release-client-id wds >/dev/null
      echo 'Unable to connect IPv4'
      proto_failed "$name" CALL_FAILED
      return 1
      ;;
  esac
  if [ "$(uqmi -s -d "$device" --set-client-id wds,"$cid" --get-data-status)" != '"connected"' ]; then
    echo 'No data link!'
    uqmi -s -d "$device" --set-client-id wds,"$cid" --release-client-id wds >/dev/null
    proto_failed "$name" CALL_FAILED
    return 1
  fi
  remember "$name" cid "$cid"
  remember "$name" handle "$handle"
  echo "Setting up $card"
  remember "$name" card "$card"
  remember "$name" dynamic_dhcp yes
  remember "$name" result up
}

teardown() {
  echo "Stopping network $name"
  cid=$(state "$name" cid)
  if [ -n "$cid" ] && [ -c "$device" ]; then
    uqmi -s -d "$device" --set-client-id wds,"$cid" --stop-network "$(state "$name" handle)" --release-client-id wds >/dev/null
  fi
  forget "$name" cid
  forget "$name" handle
}

"$action"
