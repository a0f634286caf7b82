#!/bin/sh
# A stand-in for OpenWrt's handler of the protocol 3g, with its visible behaviour: gcom tells the card and sets the mode, then
# pppd dials with chat. Words: 3g ACTION NAME JSON.
. /lib/netifd/functions.sh

action=$2 name=$3
[ "$action" = setup ] || exit 0

device=$(option "$name" device)
service=$(option "$name" service)
pincode=$(option "$name" pincode)
apn=$(option "$name" apn)
username=$(option "$name" username)
password=$(option "$name" password)
dialnumber=$(option "$name" dialnumber)
pppd_options=$(option "$name" pppd_options)

# The real one says nothing here, either.
[ -e "$device" ] || exit 1

card=$(gcom -d "$device" -s /etc/gcom/getcardinfo.gcom)
mode=
case $card in
  *[Hh]uawei*)
    case $service in
      umts_only) mode='AT^SYSCFG=14,2,3FFFFFFF,2,4' ;;
      gprs_only) mode='AT^SYSCFG=13,1,3FFFFFFF,2,4' ;;
    esac
    ;;
esac
if [ -n "$pincode" ]; then
  if ! PINCODE=$pincode gcom -d "$device" -s /etc/gcom/setpin.gcom; then
    proto_failed "$name" PIN_FAILED block
    exit 1
  fi
fi
if [ -n "$mode" ]; then MODE=$mode gcom -d "$device" -s /etc/gcom/setmode.gcom; fi

{
  [ -z "$apn" ] || echo "export USE_APN='$apn'"
  echo "export DIALNUMBER='${dialnumber:-*99***1#}'"
  printf "exec /usr/sbin/pppd nodetach ipparam '%s' ifname '3g-%s' lcp-echo-interval 1 lcp-echo-failure 5 nodefaultroute usepeerdns maxfail 1" \
    "$name" "$name"
  if [ -n "$username" ]; then printf " user '%s' password '%s'" "$username" "$password"; fi
  printf ' connect "%s"' "/usr/sbin/chat -t5 -v -E -f /etc/chatscripts/3g.chat"
  printf " ip-up-script /lib/netifd/ppp-up ip-down-script /lib/netifd/ppp-down"
  printf " noaccomp nopcomp novj nobsdcomp noauth lock crtscts 115200 '%s' %s >/dev/null 2>&1\n" "$device" "$pppd_options"
} >"$states/$name/command"
