/**
 * Programs that speak in the logs of routers. Only lines that have lost the beginning of their envelope are asked whether
 * their tag is one of these.
 */
const programs: ReadonlySet<string> = new Set(
  `kernel netifd procd logd logread init kmodloader insmod hotplug rpcd ubusd uhttpd dropbear crond ntpd
  pppd chat comgt gcom udhcpc udhcpc6 odhcpd odhcp6c dnsmasq dnsmasq-dhcp dnsmasq-script dhclient dhcpcd
  uqmi uqmid uqmi_d umbim mbim qmi ncm quectel-CM ModemManager NetworkManager usb_modeswitch usb-modeswitch
  modem_dial modem_util modem_init modem_hotplug modem_sim qmodem_network qmodem_monitor gl_modem gsmd mobifd
  firewall fw3 fw4 mwan3 mwan3track mwan3rtmon mwan3-hotplug hostapd wpa_supplicant wpad
  systemd systemd-networkd systemd-resolved sshd wvdial ppp mpd syslogd klogd`.split(/\s+/),
);

/** Whether a tag is the name of one of them. */
export function isKnownProgram(name: string): boolean {
  return programs.has(name);
}
