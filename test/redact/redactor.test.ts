import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCredentials } from '../../src/redact/credentials.ts';
import { findIdentifiers } from '../../src/redact/identifiers.ts';
import { redactorOf } from '../../src/redact/redactor.ts';

/** A whole line after the redactor has seen it, and others with it. */
function redacted(line: string, ...others: readonly string[]): string {
  return redactorOf([line, ...others]).span(whole(line));
}

function whole(text: string) {
  return { source: 'log', line: 1, column: 1, length: text.length, text };
}

describe('credentials', () => {
  test.each([
    ["        option password 'sesame99'", "        option password '<password-1>'"],
    ['option password sesame99', 'option password <password-1>'],
    ['option\u00a0password\u2003sesame99', 'option\u00a0password\u2003<password-1>'],
    ["option\u200bpassword\ufeff'sesame99'", "option\u200bpassword\ufeff'<password-1>'"],
    ["option password\u000b'sesame99'\r", "option password\u000b'<password-1>'\r"],
    ["option metric 1\roption password 'sesame99'", "option metric 1\roption password '<password-1>'"],
    ["option metric 1; option password 'sesame99'", "option metric 1; option password '<password-1>'"],
    ["option password 'sesame99'; option metric 1", "option password '<password-1>'; option metric 1"],
    ["option list: option password 'sesame99'", "option list: option password '<password-1>'"],
    ["option pass'word' 'sesame99'", "option pass'word' '<password-1>'"],
    ["option pass\\word 'sesame99'", "option pass\\word '<password-1>'"],
    ["option pas\u200dsword 'sesame99'", "option pas\u200dsword '<password-1>'"],
    ['uqmi --password\u00a0sesame99', 'uqmi --password\u00a0<password-1>'],
    ["option password 'it''s two words'", "option password '<password-1>'"],
    ["  option pincode '1234'", "  option pincode '<pin-1>'"],
    ["option username 'joe@example.net'", "option username '<username-1>'"],
    ["option key 'wifi secret'", "option key '<key-1>'"],
    ["network.wwan.password='sesame99'", "network.wwan.password='<password-1>'"],
    ["wireless.default_radio0.key='sesame99'", "wireless.default_radio0.key='<key-1>'"],
    ['uci set network.wwan.pincode=1234', 'uci set network.wwan.pincode=<pin-1>'],
    ['"password": "sesame99", "auth": "pap"', '"password": "<password-1>", "auth": "pap"'],
    ['"password": "abc\\"def99xy", "auth": "pap"', '"password": "<password-1>", "auth": "pap"'],
    ['"password": "sesame99\\\\", "auth": "pap"', '"password": "<password-1>", "auth": "pap"'],
    ['uqmi --password "sesame\\"99" --auth pap', 'uqmi --password "<password-1>" --auth pap'],
    [
      'uqmi -d /dev/cdc-wdm0 --username joe77 --password sesame99',
      'uqmi -d /dev/cdc-wdm0 --username <username-1> --password <password-1>',
    ],
    ['uqmi -s -d /dev/cdc-wdm0 --verify-pin1 1234', 'uqmi -s -d /dev/cdc-wdm0 --verify-pin1 <pin-1>'],
    [
      'mmcli -m 0 --simple-connect="apn=internet,user=joe77,password=sesame99"',
      'mmcli -m 0 --simple-connect="apn=internet,user=<username-1>,password=<password-1>"',
    ],
    ['pppd user joe77 password sesame99 nodetach', 'pppd user <username-1> password <password-1> nodetach'],
    ['WPA key: sesame99', 'WPA key: <key-1>'],
    ['Wi-Fi key = sesame99', 'Wi-Fi key = <key-1>'],
    ['Passwort: sesame99', 'Passwort: <password-1>'],
    ['pw=sesame99', 'pw=<password-1>'],
    ["    pin_value = '4711'", "    pin_value = '<pin-1>'"],
    ['my PIN is 4711 and it works', 'my PIN is <pin-1> and it works'],
    ['PIN code 4711', 'PIN code <pin-1>'],
    ['Enter PIN number: 4711', 'Enter PIN number: <pin-1>'],
    ['PIN code: 4711', 'PIN code: <pin-1>'],
    ['the PUK is 12345678.', 'the PUK is <pin-1>.'],
    ['PUK 12345678', 'PUK <pin-1>'],
    ['Cookie: SessionID=5a7f0c; x=1', 'Cookie: <password-1>'],
    ['Set-Cookie: sysauth=5a7f0c; path=/', 'Set-Cookie: <password-1>'],
    [
      'sms_tool -d /dev/ttyUSB2 send 447700900123 "See you at six"',
      'sms_tool -d /dev/ttyUSB2 send <msisdn-1> "<message-1>"',
    ],
    ['Lat: 48 Deg 22 Min 37.12 Sec N  (0x00225A3C)', 'Lat: <location-1> N  (0x00225A3C)'],
    ['umbim -n -d /dev/cdc-wdm0 unlock 1234', 'umbim -n -d /dev/cdc-wdm0 unlock <pin-1>'],
    [
      'qmicli -d /dev/cdc-wdm0 --dms-uim-verify-pin=PIN,4711',
      'qmicli -d /dev/cdc-wdm0 --dms-uim-verify-pin=PIN,<pin-1>',
    ],
    ['qmicli --uim-verify-pin=PIN1,4711', 'qmicli --uim-verify-pin=PIN1,<pin-1>'],
    ['qmicli --uim-change-pin="PIN1,4711,0815"', 'qmicli --uim-change-pin="PIN1,<pin-1>,<pin-2>"'],
    ['uqmi -d /dev/cdc-wdm0 --uim-verify-pin1 4711', 'uqmi -d /dev/cdc-wdm0 --uim-verify-pin1 <pin-1>'],
    ['uqmi --uim-verify-pin2 4711', 'uqmi --uim-verify-pin2 <pin-1>'],
    ['uqmi --set-pin1-protection disabled --pin 4711', 'uqmi --set-pin1-protection disabled --pin <pin-1>'],
    [
      'umbim -n -d /dev/cdc-wdm0 connect ipv4:internet pap joe77 sesame99',
      'umbim -n -d /dev/cdc-wdm0 connect ipv4:internet pap <username-1> <password-1>',
    ],
    [
      'qmicli --wds-start-network=internet,PAP,joe77,sesame99',
      'qmicli --wds-start-network=internet,PAP,<username-1>,<password-1>',
    ],
    ['curl -u joe77:sesame99 http://192.168.8.1/', 'curl -u <username-1>:<password-1> http://192.168.8.1/'],
    ["sshpass -p 'sesame99' ssh root@192.168.1.1", "sshpass -p '<password-1>' ssh root@192.168.1.1"],
    ["option dialnum '+447700900123'", "option dialnum '<msisdn-1>'"],
    ['quectel-CM -s internet joe77 sesame99 1', 'quectel-CM -s internet <username-1> <password-1> 1'],
    ['"joe77" * "sesame99" *', '"<username-1>" * "<password-1>" *'],
    [
      'sent [PAP AuthReq id=0x1 user="joe77" password="sesame99"]',
      'sent [PAP AuthReq id=0x1 user="<username-1>" password="<password-1>"]',
    ],
    [
      'sent [CHAP Response id=0x1 <0a1b2c3d4e5f>, name = "joe77"]',
      'sent [CHAP Response id=0x1 <<password-1>>, name = "<username-1>"]',
    ],
    ['GET http://joe77:sesame99@192.168.8.1/api', 'GET http://<username-1>:<password-1>@192.168.8.1/api'],
    ['Authorization: Basic am9lOnNlc2FtZQ==', 'Authorization: Basic <password-1>'],
    ['__RequestVerificationToken: 5a7f0c', '__RequestVerificationToken: <key-1>'],
    [
      '<SesInfo>SessionID=5a7f0c</SesInfo><TokInfo>8b1e</TokInfo>',
      '<SesInfo><key-1></SesInfo><TokInfo><key-2></TokInfo>',
    ],
    ['GET /cgi-bin/luci/;stok=5a7f0c/admin', 'GET /cgi-bin/luci/;stok=<key-1>'],
    [
      '<CurrentPin>4711</CurrentPin><PukCode>12345678</PukCode>',
      '<CurrentPin><pin-1></CurrentPin><PukCode><pin-2></PukCode>',
    ],
    ["option password2 'sesame99'", "option password2 '<password-1>'"],
    ["qmodem.1_1.username2='joe77'", "qmodem.1_1.username2='<username-1>'"],
    ["option pincode2 '4711'", "option pincode2 '<pin-1>'"],
    ["option passw 'sesame99'", "option passw '<password-1>'"],
    ["option wps_pin '12345670'", "option wps_pin '<pin-1>'"],
    ['"WPAPSK1":"sesame99","SSID2":"Home"', '"WPAPSK1":"<key-1>","SSID2":"<ssid-1>"'],
    ["wireless.sta.identity='joe77'", "wireless.sta.identity='<username-1>'"],
    ["wireless.sta.identity='AB1234'", "wireless.sta.identity='<username-1>'"],
    ['identity="AB1234"', 'identity="<username-1>"'],
    ['\tidentity="joe.doe77"', '\tidentity="<username-1>"'],
    ['network={ ssid="Home" identity="joe.doe77" }', 'network={ ssid="<ssid-1>" identity="<username-1>" }'],
    ['"identity": "joe.doe77"', '"identity": "<username-1>"'],
    ["option community 'sesame99'", "option community '<password-1>'"],
    ["option tel '07700900123'", "option tel '<msisdn-1>'"],
    [
      'requestSetProfile[1]\tinternet/joe77/sesame99/1/IPV4',
      'requestSetProfile[1]\tinternet/<username-1>/<password-1>/1/IPV4',
    ],
  ])('%s', (line, expected) => {
    expect(redacted(line)).toBe(expected);
  });

  test.each([
    ['sending -> AT+CPIN="1234"', 'sending -> AT+CPIN="<pin-1>"'],
    ['send (AT+CPIN=1234^M)', 'send (AT+CPIN=<pin-1>^M)'],
    ['AT+CPIN=12345678,"4321"', 'AT+CPIN=<pin-1>,"<pin-2>"'],
    ['AT+CLCK="SC",0,"1234"', 'AT+CLCK="SC",0,"<pin-1>"'],
    [
      'sending -> AT^NDISDUP=1,1,"internet","joe77","sesame99"',
      'sending -> AT^NDISDUP=1,1,"internet","<username-1>","<password-1>"',
    ],
    [
      'echo -e "AT^NDISDUP=1,1,\\"internet\\",\\"joe77\\",\\"sesame99\\",2\\r" > /dev/ttyUSB1',
      'echo -e "AT^NDISDUP=1,1,\\"internet\\",\\"<username-1>\\",\\"<password-1>\\",2\\r" > /dev/ttyUSB1',
    ],
    ['AT^AUTHDATA=1,2,"","sesame99","joe77"', 'AT^AUTHDATA=1,2,"","<password-1>","<username-1>"'],
    ['AT$QCPDPP=1,2,"sesame99","joe77"', 'AT$QCPDPP=1,2,"<password-1>","<username-1>"'],
    ['$QCPDPP: 1,2,"sesame99","joe77"', '$QCPDPP: 1,2,"<password-1>","<username-1>"'],
    ['$QCPDPP: 1,1,"joe77"', '$QCPDPP: 1,1,"<password-1>"'],
    [
      '^AUTHDATA: 1,2,"sesame99","joe77","26201"',
      '^AUTHDATA: 1,2,"<password-1>","<username-1>","<username-2>"',
    ],
    ['^AUTHDATA: 1,2,"sesame99","joe77"', '^AUTHDATA: 1,2,"<password-1>","<username-1>"'],
    ['^AUTHDATA: 1,2,"","sesame99","joe77"', '^AUTHDATA: 1,2,"","<password-1>","<username-1>"'],
    ['+CGAUTH: 1,1,"joe77","sesame99"', '+CGAUTH: 1,1,"<username-1>","<password-1>"'],
    ['+CGAUTH: 7,2,joe77,sesame99', '+CGAUTH: 7,2,<username-1>,<password-1>'],
    ['+QICSGP: 1,"internet","joe77","sesame99",1', '+QICSGP: 1,"internet","<username-1>","<password-1>",1'],
    ['+QICSGP: 1,"","joe77","sesame99",1', '+QICSGP: 1,"","<username-1>","<password-1>",1'],
    ['+QICSGP: 1,"internet","joe77"', '+QICSGP: 1,"internet","<username-1>"'],
    [
      '+QICSGP: 1,1,"internet","joe77","sesame99",1',
      '+QICSGP: 1,1,"internet","<username-1>","<password-1>",1',
    ],
    [
      'AT+QICSGP=1,1,"internet","joe77","sesame99",1',
      'AT+QICSGP=1,1,"internet","<username-1>","<password-1>",1',
    ],
    ['at+cgauth=1,1,"joe77","sesame99"', 'at+cgauth=1,1,"<username-1>","<password-1>"'],
    ['AT+QCPDPP=1,1,"sesame99","joe77"', 'AT+QCPDPP=1,1,"<password-1>","<username-1>"'],
    ['AT+MGAUTH=1,1,"joe77","sesame99"', 'AT+MGAUTH=1,1,"<username-1>","<password-1>"'],
    ['AT@IPDPCFG=1,0,1,"joe77","sesame99"', 'AT@IPDPCFG=1,0,1,"<username-1>","<password-1>"'],
    ['AT^CPIN="4711"', 'AT^CPIN="<pin-1>"'],
    ['AT^CARDLOCK="12345678"', 'AT^CARDLOCK="<pin-1>"'],
    ['AT+CPIN= 4711', 'AT+CPIN= <pin-1>'],
    ['AT+CGAUTH = 1, 1, "joe77" , "sesame99"', 'AT+CGAUTH = 1, 1, "<username-1>" , "<password-1>"'],
    ['ATD+447700900123;', 'ATD<msisdn-1>;'],
    ['send (ATDT07700900123^M)', 'send (ATDT<msisdn-1>^M)'],
    ['AT+CMGS="+447700900123"', 'AT+CMGS="<msisdn-1>"'],
    ['AT+CUSD=1,"*100*48151623#"', 'AT+CUSD=1,"*100*<key-1>#"'],
    ['+CUSD: 0,"Your number is 07700 900123",15', '+CUSD: 0,"<key-1>",15'],
    ['+CNUM: "","+447700900123",145', '+CNUM: "","<msisdn-1>",145'],
    ['+CNUM: "Joe Doe","07700900123",129', '+CNUM: "<contact-1>","<msisdn-1>",129'],
    ['+CPBR: 1,"07700900123",129,"Joe Doe"', '+CPBR: 1,"<msisdn-1>",129,"<contact-1>"'],
    ['AT+CPBF="Joe"', 'AT+CPBF="<contact-1>"'],
    ['+CPBF: 1,"07700900123",129,"Joe Doe"', '+CPBF: 1,"<msisdn-1>",129,"<contact-1>"'],
    ['+CLIP: "07700900123",129,,,"Joe Doe"', '+CLIP: "<msisdn-1>",129,,,"<contact-1>"'],
    ['+CMGR: "REC READ","07700900123","Joe Doe"', '+CMGR: "REC READ","<msisdn-1>","<contact-1>"'],
    ['+CCFC: 1,1,"07700900123",129', '+CCFC: 1,1,"<msisdn-1>",129'],
    ['AT^SGAUTH=1,1,"sesame99","joe77"', 'AT^SGAUTH=1,1,"<username-1>","<password-1>"'],
    ['AT+MIPCALL=1,"internet","joe77","sesame99"', 'AT+MIPCALL=1,"internet","<username-1>","<password-1>"'],
    [
      '+KCNXCFG: 1,"GPRS","internet","joe77","sesame99"',
      '+KCNXCFG: 1,"GPRS","internet","<username-1>","<password-1>"',
    ],
    ['AT#SGACT=1,1,"joe77","sesame99"', 'AT#SGACT=1,1,"<username-1>","<password-1>"'],
    [
      'AT+CNCFG=0,1,"internet","joe77","sesame99",1',
      'AT+CNCFG=0,1,"internet","<username-1>","<password-1>",1',
    ],
    ['AT+QMTCONN=0,"router","joe77","sesame99"', 'AT+QMTCONN=0,"router","<username-1>","<password-1>"'],
    ['AT+ZNCK="12345678"', 'AT+ZNCK="<pin-1>"'],
  ])('%s', (line, expected) => {
    expect(redacted(line)).toBe(expected);
  });

  test.each([
    '+CPIN: READY',
    '+CMGR: 1,,26',
    '+MIPCALL: 1,"10.1.2.3"',
    '#SGACT: 1,1',
    'my identity: nobody',
    'modem.identity=EC25-EUX',
    'modem.1_1.identity=EC25-EUX',
    '"identity": "EM7455"',
    '{"identity":"Quectel EC25","state":"connected"}',
    'modem.identity="EM7455"',
    'a community: of routers',
    '+CPIN: SIM PIN',
    'AT+CPIN?',
    'SIM PIN: disabled',
    'send (ATD*99***1#^M)',
    'AT+CGDCONT=1,"IP","internet"',
    'ATDT*99#',
    'ATD*99***1#',
    "option dialnumber '*99#'",
    "option dialnumber '*99***1#'",
    'AT+CUSD=1,"*100#",15',
    'AT+CMGS=23',
    '^CARDLOCK: 2,10,0',
    'sent [PAP AuthReq id=0x1 user=<hidden> password=<hidden>]',
    "network.wwan.password='***'",
    'user.warn mwan3: Could not find gateway for interface modem (wwan0)',
    'daemon.notice pppd[10723]: pppd 2.4.7 started by root, uid 0',
  ])('leaves %s', (line) => {
    expect(redacted(line)).toBe(line);
  });

  test('that an operator publishes for its APN stay, others beside them do not', () => {
    const config = ["option apn 'giffgaff.com'", "option username 'giffgaff'", "option password 'password'"];
    for (const line of config) expect(redactorOf(config).span(whole(line))).toBe(line);
    expect(redacted("option password 'passowrd'", ...config)).toBe("option password '<password-1>'");
    // The same words without the operator's APN are somebody's own.
    expect(redacted("option password 'password'")).toBe("option password '<password-1>'");
  });
});

describe('identifiers', () => {
  test.each([
    ['IMEI: 867223021234567', 'IMEI: 86722302<imei-1>'],
    ['+CIMI: 234101234567890', '+CIMI: 23410<imsi-1>'],
    ['imsi 310260123456789', 'imsi 310260<imsi-1>'],
    ['+ICCID: 8944110065123456789F', '+ICCID: 8944110<iccid-1>'],
    ["register 'huawei_cdc_ncm', 00:1e:10:1f:0a:0b", "register 'huawei_cdc_ncm', 00:1e:10:<mac-1>"],
    ['link/ether 00-1E-10-1F-0A-0B', 'link/ether 00-1E-10-<mac-1>'],
    ['enx001e101f0a0b: renamed from eth1', 'enx001e10<mac-1>: renamed from eth1'],
    ['usb 1-1: SerialNumber: 0123456789ABCDEF', 'usb 1-1: SerialNumber: <serial-1>'],
    ['remote 203.0.113.77 answered', 'remote <ip-1> answered'],
    ['inet6 2a01:4b00:8000::1f/64', 'inet6 <ipv6-1>/64'],
    ['inet6 fe80::21e:10ff:fe1f:a0b/64', 'inet6 fe80::<ipv6-1>/64'],
    ['+CGCONTRDP: 1,5,"x","203.0.113.7.255.255.255.0"', '+CGCONTRDP: 1,5,"x","<ip-1>.255.255.255.0"'],
    ['+CGPADDR: 1,"42.1.75.0.128.0.0.0.0.0.0.0.0.0.0.31"', '+CGPADDR: 1,"<ipv6-1>"'],
    [
      '"254.128.0.0.0.0.0.0.2.30.16.255.254.31.10.11.255.255.255.255.255.255.255.255.0.0.0.0.0.0.0.0"',
      '"254.128.0.0.0.0.0.0.<ipv6-1>.255.255.255.255.255.255.255.255.0.0.0.0.0.0.0.0"',
    ],
    ['FSN: LQ650551070110', 'FSN: <serial-1>'],
    ['+CFSN: "Q012345678"', '+CFSN: "<serial-1>"'],
    ['+EGMR: "D1Q19A012345"', '+EGMR: "<serial-1>"'],
    ['E: ID_SERIAL_SHORT=0123456789', 'E: ID_SERIAL_SHORT=<serial-1>'],
    ['ATTRS{serial}=="0123456789"', 'ATTRS{serial}=="<serial-1>"'],
    ["option clientid '00030001001e101f0a0b'", "option clientid '<serial-1>'"],
    ['From: 447700900123', 'From: <msisdn-1>'],
    ['  number: 447700900123', '  number: <msisdn-1>'],
    ['Content    |  number: 07700900123', 'Content    |  number: <msisdn-1>'],
    ['           |    text: See you at six', '           |    text: <message-1>'],
    ['sms.content.text : See you at six', 'sms.content.text : <message-1>'],
    ['"index": 3, "text": "See you \\"at\\" six",', '"index": 3, "text": "<message-1>",'],
    [
      '{"msg":[{"sender":"Joe","timestamp":"01/01/22","content":"See you at six"}]}',
      '{"msg":[{"sender":"Joe","timestamp":"01/01/22","content":"<message-1>"}]}',
    ],
    ['<Content>See you at six</Content>', '<Content><message-1></Content>'],
    ['joe@service.example.net, joe@example.services', '<email-1>, <email-2>'],
    ['joe@home.service.net', '<email-1>'],
    ['+CLBS: 0,117.198820,31.845360,550', '+CLBS: 0,<location-1>,<location-2>,550'],
  ])('%s', (line, expected) => {
    expect(redacted(line)).toBe(expected);
  });

  test.each([
    'local  IP address 10.146.249.5',
    'lease of 100.72.3.4 obtained from 192.168.8.1, 172.31.0.1 and 169.254.1.1',
    'using nameserver 8.8.8.8#53',
    'inet6 fd00:1234::1 fe80::1 2001:4860:4860::8888',
    'ff:ff:ff:ff:ff:ff 00:00:00:00:00:00',
    'Wed Nov 14 01:45:23 2018 daemon.notice netifd: wan (2317): udhcpc: started, v1.25.1',
    'New USB device strings: Mfr=1, Product=2, SerialNumber=3',
    'Software version 21.180.1.1',
    '[  127.240000] huawei_cdc_ncm 1-1:1.2 wwan0: kevent 12 may have been dropped',
    'backup-20180721221533.tar.gz',
    '+CGCONTRDP: 1,5,"x","10.146.249.5.255.255.255.0","32.1.72.96.72.96.0.0.0.0.0.0.0.0.136.136"',
    'ATTRS{serial}=="0000:00:14.0"',
    'version 1.2.3.4.5.6.7.8.9',
    '{"level":"error","text":"couldn\'t connect bearer: Call failed"}',
    'ifup@wwan0.service: Main process exited, modem-check@wwan0.timer: Deactivated, getty@tty1.service',
    'Created slice user@1000.slice, stopped user@1000.service.',
    'dev@a.socket dev@a.target dev@a.device dev@a.mount dev@a.path dev@a.scope',
  ])('leaves %s', (line) => {
    expect(redacted(line)).toBe(line);
  });
});

describe('tokens', () => {
  test('keep what is equal equal, and what differs apart', () => {
    const lines = [
      "option password 'sesame99'",
      "option password 'sesame98'",
      'AT^NDISDUP=1,1,"x","joe77","sesame99"',
    ];
    const redactor = redactorOf(lines);
    expect(lines.map((line) => redactor.span(whole(line)))).toEqual([
      "option password '<password-1>'",
      "option password '<password-2>'",
      'AT^NDISDUP=1,1,"x","<username-1>","<password-1>"',
    ]);
    expect(redactor.option('password', 'sesame98')).toBe('<password-2>');
  });

  test('hide the part of a secret that a span cuts', () => {
    const text = "option password 'sesame99'";
    const redactor = redactorOf([text]);
    expect(redactor.span({ source: 'log', line: 1, column: 20, length: 3, text })).toBe('<password-1>');
    expect(redactor.span({ source: 'log', line: 1, column: 1, length: 15, text })).toBe('option password');
  });

  test('stand for a distinctive secret in any line, for a short or common one only in its context', () => {
    const redactor = redactorOf([
      "option password 'xk7!fq2b'",
      "option pincode '1234'",
      "option username 'modem'",
    ]);
    expect(redactor.text('login failed for xk7!fq2b')).toBe('login failed for <password-1>');
    expect(redactor.text('modem (1234): sending -> AT')).toBe('modem (1234): sending -> AT');
    expect(redactor.text("the PIN '1234' is not accepted")).toBe("the PIN '<pin-1>' is not accepted");
  });

  test('do not stand for a word that other options use', () => {
    const redactor = redactorOf([
      "option password 'wwanmodem'",
      "config interface 'wwanmodem'",
      "option ifname 'wwanmodem'",
    ]);
    expect(redactor.text('Interface wwanmodem is now up')).toBe('Interface wwanmodem is now up');
  });

  test('stand for a secret in the spelling that its quotes mean, too', () => {
    const redactor = redactorOf(["option password 'xk7!'fq\\2b # mine"]);
    expect(redactor.text('login failed for xk7!fq2b')).toBe('login failed for <password-1>');
  });

  test('cover two secrets that overlap', () => {
    const redactor = redactorOf(["option password 'sesame99'", "option password 'ame99.open'"]);
    expect(redactor.text('was sesame99.open')).toMatch(/^was <password-\d>$/);
  });

  test('are the same for the same lines', () => {
    const lines = ['203.0.113.1', '203.0.113.2', '203.0.113.1'];
    const told = () => lines.map((line) => redactorOf(lines).span(whole(line)));
    expect(told()).toEqual(['<ip-1>', '<ip-2>', '<ip-1>']);
    expect(told()).toEqual(told());
  });
});

/** A secret as people and routers make them: long enough to be found again by mistake, not by chance. */
const secret = fc
  .string({
    unit: fc.constantFrom(...'abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789!%-_.'),
    minLength: 8,
    maxLength: 20,
  })
  .map((word) => `q${word}7z`);

const contexts: readonly ((word: string) => string)[] = [
  ...[...'\u00a0\u2003\u200b\ufeff\u000b\r\u2028\u3000\u00ad'].map(
    (blank) => (word: string) => `option${blank}password${blank}'${word}'`,
  ),
  (word) => `option metric 1; option password '${word}'`,
  (word) => `option pass'word' "${word}"`,
  (word) => `option pass\\word ${word}`,
  (word) => `option \u2018password\u2019 \u2018${word}\u2019`,
  (word) => `\toption password '${word}'`,
  (word) => `option username "${word}"`,
  (word) => `network.wwan.password='${word}'`,
  (word) =>
    `Wed Nov 14 01:45:11 2018 daemon.notice netifd: modem (2249): sending -> AT^NDISDUP=1,1,"x","u","${word}"`,
  (word) => `echo -e "AT^NDISDUP=1,1,\\"x\\",\\"${word}\\",\\"p\\"\\r" > /dev/ttyUSB1`,
  (word) => `send (AT+CGAUTH=1,1,"${word}","p"^M)`,
  (word) => `AT$QCPDPP=1,1,"${word}"`,
  (word) => `+QICSGP: 1,"x","${word}","p",1`,
  (word) => `+QICSGP: 1,"x","u","${word}",1`,
  (word) => `+QICSGP: 1,"","${word}"`,
  (word) => `^AUTHDATA: 1,2,"${word}","u","26201"`,
  (word) => `^AUTHDATA: 1,2,"p","${word}"`,
  (word) => `^AUTHDATA: 1,2,"","p","${word}"`,
  (word) => `+CGAUTH: 1,1,"${word}","p"`,
  (word) => `$QCPDPP: 1,1,"${word}"`,
  (word) => `uqmi -d /dev/cdc-wdm0 --start-network internet --password ${word}`,
  (word) => `{"username":"${word}","auth":"chap"}`,
  (word) => `AT+QCPDPP=1,1,"${word}","u"`,
  (word) => `AT+MGAUTH=1,1,"u","${word}"`,
  (word) => `AT@IPDPCFG=1,0,1,"u","${word}"`,
  (word) => `AT+CPIN= ${word}`,
  (word) => `AT^CARDLOCK="${word}"`,
  (word) => `AT+CUSD=1,"*100*${word}#"`,
  (word) => `qmicli -d /dev/cdc-wdm0 --dms-uim-verify-pin=PIN,${word}`,
  (word) => `uqmi -d /dev/cdc-wdm0 --uim-verify-pin2 ${word}`,
  (word) => `umbim -n -d /dev/cdc-wdm0 connect ipv4:internet pap u ${word}`,
  (word) => `curl -s -u root:${word} http://192.168.8.1/`,
  (word) => `sshpass -p ${word} ssh root@192.168.1.1`,
];

describe('a planted secret', () => {
  test('is nowhere in the redacted lines, neither where its context shows it nor elsewhere', () => {
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...contexts),
        fc.string(),
        fc.string(),
        (word, context, before, after) => {
          const lines = [context(word), `${before} ${word} ${after}`, `failed:${word}`];
          const redactor = redactorOf(lines);
          for (const line of lines) expect(redactor.span(whole(line))).not.toContain(word);
          expect(redactor.text(`The word ${word} is wrong`)).toBe(
            'The word '.concat(redactor.option('password', word), ' is wrong'),
          );
        },
      ),
    );
  });

  test('is hidden in whatever part of a line a span shows', () => {
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...contexts),
        fc.nat(200),
        fc.nat(200),
        (word, context, from, length) => {
          const text = context(word);
          const column = Math.min(from, text.length) + 1;
          const shown = redactorOf([text]).span({ source: 'log', line: 1, column, length, text });
          const inner = word.slice(1, -1);
          for (let at = 0; at + 5 <= inner.length; at += 1)
            expect(shown).not.toContain(inner.slice(at, at + 5));
        },
      ),
    );
  });

  test('stays hidden when the redacted text is redacted once more', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...contexts), (word, context) => {
        const once = redacted(context(word));
        expect(redacted(once)).toBe(once);
      }),
    );
  });

  test('never makes it throw, whatever the line', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            "option password '",
            '"',
            '\\"',
            ',',
            'AT^NDISDUP=',
            '::',
            '1.2.3.4',
            "'",
            ' ',
            'key=',
            '=',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 4 }), odd, (lines, text) => {
        const redactor = redactorOf(lines);
        for (const line of lines) redactor.span(whole(line));
        expect(typeof redactor.text(text)).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});

describe('many secrets', () => {
  test('are all found, each in its line and in a sentence', () => {
    const words = Array.from({ length: 2_000 }, (_, index) => `sesame-${index.toString(36)}-x7`);
    const lines = words.map((word) => `option password '${word}' # for ${word}`);
    const redactor = redactorOf(lines);
    for (const [index, line] of lines.entries())
      expect(redactor.span(whole(line))).not.toContain(words[index]);
    expect(redactor.text(`was ${words.join(' ')}`)).not.toContain('sesame-');
  });
});

// What grows faster than a line would not end within minutes; how long it takes is the benchmark’s.
test('long lines made to be slow come to an end', { timeout: 120_000 }, () => {
  const signs = [' ', '\t', '7', 'a', "'", '"', ',', ':', '/', '=', 'AT'];
  const long = [
    ...signs,
    ...signs.map((sign) => `${sign} `),
    'joe@a.de ',
    '+CGPS: 12.34567,',
    'cookie:a ',
    'ssid: a ',
    'pppd user ',
    'pppd call user a password b ',
  ];
  const slow = [
    ...long.map((scrap) => scrap.repeat(131_072 / scrap.length)),
    `puk${' '.repeat(131_072)}`,
    `pppd${' '.repeat(131_072)}user`,
    `pw="${'\\'.repeat(131_072)}"`,
    'pw="\\"'.repeat(131_072 / 6),
    'pw="\\\\'.repeat(131_072 / 6),
  ];
  for (const line of slow) {
    // What goes on behind a carriage return is another line to some of what is looked for.
    for (const end of ['x', '\r x']) {
      findCredentials(`${line}${end}`);
      findIdentifiers(`${line}${end}`, new Map());
    }
  }
});
