#!/bin/sh
# A stand-in for OpenWrt's handler of the protocol ncm, with its visible behaviour, for Huawei's modems: gcom sends the
# commands one by one. Words: ncm ACTION NAME JSON.
. /lib/netifd/functions.sh

action=$2 name=$3
device=$(option "$name" device)

maker() {
  gcom -d "$device" -s /etc/gcom/getcardinfo.gcom | tr -d '\r' |
    awk 'NF && $0 !~ /AT\+CGMI/ { sub(/\+CGMI: /, ""); print tolower($1); exit }'
}

run_command() {
  COMMAND=$1 gcom -d "$device" -s /etc/gcom/runcommand.gcom
}

setup() {
  apn=$(option "$name" apn)
  pincode=$(option "$name" pincode)
  mode=$(option "$name" mode)
  pdptype=$(option "$name" pdptype | tr a-z A-Z)
  case $pdptype in IP | IPV6 | IPV4V6) ;; *) pdptype=IP ;; esac
  delay=$(option "$name" delay)

  if [ -z "$device" ]; then
    echo 'No control device specified'
    proto_failed "$name" NO_DEVICE
    return 1
  fi
  if [ ! -e "$device" ]; then
    echo 'Control device not valid'
    proto_failed "$name" NO_DEVICE
    return 1
  fi
  card=$(net_device "$device")
  if [ -z "$card" ]; then
    echo 'The interface could not be found.'
    proto_failed "$name" NO_IFACE
    return 1
  fi
  [ -z "$delay" ] || sleep "$delay"

  made_by=$(maker)
  case $made_by in
    huawei*) ;;
    '')
      echo 'Failed to get modem information'
      proto_failed "$name" GETINFO_FAILED
      return 1
      ;;
    *)
      echo "WARNING: Variable '$made_by' does not exist or is not an array/object"
      echo 'Unsupported modem'
      proto_failed "$name" UNSUPPORTED_MODEM block
      return 1
      ;;
  esac
  for command in AT ATZ ATQ0 ATV1 ATE1 ATS0=0; do
    if ! run_command "$command"; then
      echo 'Failed to initialize modem'
      proto_failed "$name" INITIALIZE_FAILED
      return 1
    fi
  done
  if [ -n "$pincode" ]; then
    if ! PINCODE=$pincode gcom -d "$device" -s /etc/gcom/setpin.gcom; then
      echo 'Unable to verify PIN'
      proto_failed "$name" PIN_FAILED block
      return 1
    fi
  fi
  run_command "AT+CGDCONT=1,\"$pdptype\"${apn:+,\"$apn\"}"
  configured=$?
  echo 'Configuring modem'
  if [ $configured -ne 0 ]; then
    echo 'Failed to configure modem'
    proto_failed "$name" CONFIGURE_FAILED
    return 1
  fi
  if [ -n "$mode" ]; then echo 'Setting mode'; fi

  echo "Starting network $name"
  echo 'Connecting modem'
  username=$(option "$name" username)
  password=$(option "$name" password)
  if ! run_command "AT^NDISDUP=1,1${apn:+,\"$apn\"${username:+,\"$username\",\"$password\",1}}"; then
    echo 'Failed to connect'
    proto_failed "$name" CONNECT_FAILED
    return 1
  fi
  echo "Setting up $card"
  remember "$name" card "$card"
  remember "$name" dynamic_dhcp yes
  remember "$name" result up
}

teardown() {
  if [ ! -e "$device" ]; then
    echo 'Control device not valid'
    return 1
  fi
  made_by=$(maker)
  echo "Stopping network $name"
  if [ -z "$made_by" ]; then
    echo 'Failed to get modem information'
    return 1
  fi
  run_command 'AT^NDISDUP=1,0' || echo 'Failed to disconnect'
}

"$action"
