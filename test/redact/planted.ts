import fc from 'fast-check';

/** A secret that nothing else in a text is made of by chance. */
export const word = fc
  .string({ unit: fc.constantFrom(...'bfhjkqvwxzBFHJKQVWXZ23456789'), minLength: 10, maxLength: 24 })
  .map((middle) => `Q${middle}7z`);
/** The part of a number that is somebody's. */
export const tail = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 });

/** Places of a password, a user name or a key. */
export const places: readonly ((secret: string) => string)[] = [
  (secret) => `option password '${secret}'`,
  (secret) => `option wpa_passphrase "${secret}"`,
  (secret) => `option ssid '${secret}'`,
  (secret) => `option private_key '${secret}'`,
  (secret) => `option token '${secret}'`,
  (secret) => `network.wan.password='${secret}'`,
  (secret) => `network.wan.password='${secret}'\\''${secret}'`,
  (secret) => `network.wan.username=${secret}`,
  (secret) => `wireless.@wifi-iface[0].ssid='${secret}'`,
  (secret) => `wireless.@wifi-iface[0].key='${secret}'`,
  (secret) => `uci set network.wan.password=${secret}`,
  (secret) => `uqmi -d /dev/cdc-wdm0 --start-network --apn internet --username u --password ${secret}`,
  (secret) => `uqmi -d /dev/cdc-wdm0 --start-network --apn internet --password '${secret}'\\''${secret}'`,
  (secret) => `uqmi -d /dev/cdc-wdm0 --password ab,${secret}`,
  (secret) => `uqmi -d /dev/cdc-wdm0 --password a\\ ${secret}`,
  (secret) => `umbim -n -d /dev/cdc-wdm0 connect ipv4:internet pap u ${secret}`,
  (secret) =>
    `qmicli -d /dev/cdc-wdm0 --wds-start-network="apn='internet',username='u',password='${secret}'"`,
  (secret) => `mbimcli -d /dev/cdc-wdm0 --connect="session-id=0,apn='internet',password='${secret}'"`,
  (secret) => `mmcli -m 0 --simple-connect="apn=internet,user=${secret}"`,
  (secret) => `  Properties         |                 user: ${secret}`,
  (secret) => `                     |             password: ${secret}`,
  (secret) => `bearer.properties.password                : ${secret}`,
  (secret) => `modem.3gpp.eps.initial-bearer.settings.user : ${secret}`,
  (secret) => `[04-13_07:12:33:123] requestSetProfile[1] internet/u/${secret}/1/IPV4`,
  (secret) => `[04-13_07:12:33:123] requestGetProfile[pdp:1 index:1] internet/${secret}/p/1/IPV4V6`,
  (secret) => `quectel-CM -s internet u ${secret} 1`,
  (secret) => `AT+CGAUTH=1,1,"u","${secret}"`,
  (secret) => `AT^AUTHDATA=1,2,"","${secret}","u"`,
  (secret) => `$QCPDPP: 1,2,"${secret}","u"`,
  (secret) => `AT+QICSGP=1,1,"internet","u","${secret}",1`,
  (secret) => `+CGAUTH: 1,1,"${secret}","p"`,
  (secret) => `+CGAUTH: 1,1,"u","${secret}"`,
  (secret) => `^AUTHDATA: 1,2,"${secret}","u","26201"`,
  (secret) => `^AUTHDATA: 1,2,"","p","${secret}"`,
  (secret) => `$QCPDPP: 1,1,"p","${secret}"`,
  (secret) => `+QICSGP: 1,"internet","${secret}","p",1`,
  (secret) => `+QICSGP: 1,"internet","u","${secret}",1`,
  (secret) => `AT+SAPBR=3,1,"PWD","${secret}"`,
  (secret) => `AT+CSTT="internet","u","${secret}"`,
  (secret) => `AT#PASSW="${secret}"`,
  (secret) => `<WifiWpapsk>${secret}</WifiWpapsk>`,
  (secret) => `<WifiSsid>${secret}</WifiSsid>`,
  (secret) => `rcvd [PAP AuthReq id=0x1 user="u" password="${secret}"]`,
  (secret) => `sent [CHAP Response id=0x1 <0011223344556677>, name = "${secret}"]`,
  (secret) => `sent [EAP Response id=0x1 Identity <Name "${secret}">]`,
  (secret) => `pppd nodetach ipparam wan ifname 3g-wan user u password ${secret} /dev/ttyUSB0`,
  (secret) => `wlan0: Trying to associate with SSID '${secret}'`,
  (secret) => `          ESSID: "${secret}"`,
  (secret) => `SSID: ab ${secret}`,
  (secret) => `PrivateKey = ${secret.padEnd(43, 'A').slice(0, 43)}=`,
  (secret) => `tailscale up --authkey tskey-auth-k${secret}-${secret}`,
];

/** Places of numbers, of which the first digits may stay. */
export const numberPlaces: readonly (readonly [place: string, kept: string])[] = [
  ['IMEI: 35123456', '#'],
  ['+CGSN: "35123456', '#"'],
  ['  3GPP     |         imei: 35123456', '#'],
  ['  Hardware |      equipment id: 35123456', '#'],
  ['<Imei>35123456', '#</Imei>'],
  ['+CIMI: 23410', '0#'],
  ['  Properties |   imsi: 23410', '0#'],
  ['<Imsi>23410', '0#</Imsi>'],
  ['+CCID: 894411000', '0#0'],
  ['<Iccid>894411000', '0#0</Iccid>'],
  ['  Numbers  |         own: 447', '#'],
  ['modem.generic.own-numbers.value[1] : 447', '#'],
  ['<Msisdn>447', '#</Msisdn>'],
  ['+CNUM: "","+447', '#",145'],
  ['  "447', '#"'],
  ['usb 1-1: SerialNumber: AB', '#'],
  ['  iSerial   3 AB', '#'],
  ['<SerialNumber>AB', '#</SerialNumber>'],
  ['lrwxrwxrwx 1 root root 13 /dev/serial/by-id/usb-Quectel_EC25_AB', '#-if00-port0 -> ../../ttyUSB0'],
  ['+QGPSLOC: 061951.0,51.', '#,-0.123456789,62.2'],
  ['modem.location.gps.longitude : 117.', '#'],
  ['"latitude": 51.', '#'],
];

/** What pages, mail and terminals do to a line with a secret in it. The secret is cut at `at`. */
export const damages: readonly ((line: string, secret: string, at: number) => string)[] = [
  (line) => line,
  (line) => line.replaceAll(' ', '&nbsp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;'),
  (line) => line.replaceAll("'", '&apos;').replaceAll('=', '&equals;').replaceAll(':', '&#58;'),
  (line) => line.replaceAll("'", '&amp;#039;').replaceAll('"', '&#x22;'),
  (line) => line.replaceAll(/\w(?= )/g, '<b>$&</b>'),
  (line, secret) => line.replaceAll(secret, `<span class="hljs-string">${secret}</span>`),
  (line, secret, at) => line.replaceAll(secret, `${secret.slice(0, at)}<wbr>${secret.slice(at)}`),
  (line, secret, at) => line.replaceAll(secret, `${secret.slice(0, at)}\x1b[1;31m${secret.slice(at)}\x1b[0m`),
  (line, secret, at) => line.replaceAll(secret, `[b]${secret.slice(0, at)}[/b]${secret.slice(at)}`),
  (line, secret, at) => line.replaceAll(secret, `${secret.slice(0, at)}\u200b${secret.slice(at)}`),
  (line, secret, at) => line.replaceAll(secret, `${secret.slice(0, at)}&shy;${secret.slice(at)}`),
  (line, secret, at) =>
    line.replaceAll(secret, `${secret.slice(0, at)}&#${secret.charCodeAt(at)};${secret.slice(at + 1)}`),
  (line) => line.replaceAll("'", '\u2019').replaceAll('"', '\u201d'),
  (line) => `> > ${line}`,
  (line) => `| ${line.replaceAll(' ', '\u00a0')}`,
  (line) => `<p>${line}<br />option proto 'qmi'</p>`,
  (line) => `<td>${line}</td><td>x</td>`,
  (line) => `**${line}**`,
  (line) => `\`${line}\``,
];
