import type { Diagnosis, Finding, NotChecked } from '../../src/rules/finding.ts';
import { absent } from '../../src/situation/evidence.ts';
import type { Episode } from '../../src/situation/situation.ts';
import {
  attempt,
  diagnosis,
  episode,
  finding,
  ladder,
  modem,
  sourceOf,
  verdict,
} from './diagnosis-builder.ts';

/** Log lines and configuration of a thread about a Huawei E3372 on a GL-MT300N, and of another poster's MS2372h. */
const thread = sourceOf(
  'thread.txt',
  `The router's boot log begins like this:
[    0.000000] Linux version 3.18.27 (alzhao@alzhao-ubuntu) (gcc version 4.8.3 (OpenWrt/Linaro GCC 4.8-2014.04 r47065) ) #10 Mon Nov 13 19:06:57 HKT 2017
[    0.000000] MIPS: machine is GL-MT300N
[  127.090000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0
[  127.120000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1
[  127.220000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device
[  127.220000] huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00

config interface 'modem'
        option apn 'giffgaff.com'
        option username 'giffgaff'
        option proto 'qmi'
        option device '/dev/cdc-wdm0'
        option password 'password'

Sat Jul 21 22:15:33 2018 daemon.notice netifd: Interface 'modem' is setting up now
Sat Jul 21 22:15:39 2018 daemon.notice pppd[10723]: Connect: 3g-modem <--> /dev/ttyUSB0
Sat Jul 21 22:15:41 2018 daemon.warn pppd[10723]: Could not determine remote IP address: defaulting to 10.64.64.64
Sat Jul 21 22:15:41 2018 daemon.notice pppd[10723]: local  IP address 10.146.249.5

root@GL-MT300N:~# echo -e "AT^NDISDUP=1,1,\\"giffgaff.com\\"\\r" > /dev/ttyUSB1
root@GL-MT300N:~# udhcpc -f wwan0
udhcpc (v1.24.1) started
Sending discover...
Sending discover...
Sending discover...

        option password 'passowrd'
Sun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): sending -> AT^NDISDUP=1,1,"giffgaff.com","giffgaff","passowrd"
Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Command failed: Unknown error
Sun Jul 22 02:23:24 2018 daemon.notice netifd: modem_4 (2396): udhcpc: lease of 10.147.143.192 obtained, lease time 518400

Wed Nov 14 01:45:11 2018 daemon.notice netifd: modem (2249): sending -> AT^NDISDUP=1,1,"fast.tmobile.com"
Wed Nov 14 01:45:12 2018 daemon.notice netifd: modem_4 (2855): udhcpc: started, v1.25.1
Wed Nov 14 01:45:12 2018 daemon.notice netifd: modem_4 (2855): udhcpc: sending discover
Wed Nov 14 01:45:15 2018 daemon.notice netifd: modem_4 (2855): udhcpc: sending discover
Wed Nov 14 01:45:18 2018 daemon.notice netifd: modem_4 (2855): udhcpc: sending discover
Wed Nov 14 01:45:23 2018 user.warn mwan3: Could not find gateway for interface modem (wwan0)
`,
);

const router = {
  host: null,
  board: thread.fact('GL-MT300N'),
  kernel: thread.fact('3.18.27'),
  bootedAt: null,
  software: [],
};

const stick = modem(thread.span('usb 1-1: GSM'), {
  usbPort: '1-1',
  product: thread.fact('Huawei CDC NCM device'),
  listing: null,
  functions: [
    {
      usbInterface: '1-1:1.0',
      driver: 'option',
      kind: 'serial',
      node: '/dev/ttyUSB0',
      span: thread.span('ttyUSB0'),
    },
    {
      usbInterface: '1-1:1.1',
      driver: 'option',
      kind: 'serial',
      node: '/dev/ttyUSB1',
      span: thread.span('ttyUSB1'),
    },
    {
      usbInterface: '1-1:1.2',
      driver: 'huawei_cdc_ncm',
      kind: 'control',
      node: '/dev/cdc-wdm0',
      span: thread.span('cdc-wdm0'),
    },
    {
      usbInterface: '1-1:1.2',
      driver: 'huawei_cdc_ncm',
      kind: 'network',
      node: 'wwan0',
      span: thread.span('wwan0'),
    },
  ],
});

const configured: Episode = episode({
  id: 1,
  sources: [{ source: 'thread.txt', firstLine: 2, lastLine: 14 }],
  router,
  modems: [stick],
  interfaces: [
    {
      name: 'modem',
      proto: 'qmi',
      cellular: true,
      section: {
        type: 'interface',
        name: 'modem',
        span: thread.span("config interface 'modem'"),
        section: 2,
        options: [
          { name: 'proto', value: 'qmi', list: false, span: thread.span("option proto 'qmi'") },
          {
            name: 'password',
            value: 'password',
            list: false,
            span: thread.span("option password 'password'"),
          },
        ],
      },
    },
  ],
});

const qmiOnNcm = (id: number): Finding =>
  finding({
    rule: 'proto-qmi-on-huawei-ncm',
    episode: id,
    rung: 'control',
    title: "Protocol 'qmi' is set for a modem that speaks NCM",
    explanation:
      'The driver huawei_cdc_ncm owns /dev/cdc-wdm0 and wwan0. It takes AT commands, not QMI, so a QMI dialler never gets an answer there. The modem itself shows no fault.',
    evidence: [
      thread.seen('huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device', 'the NCM driver made this port'),
      thread.seen("option proto 'qmi'", 'QMI is spoken to it'),
      thread.seen("option device '/dev/cdc-wdm0'", 'through the same port'),
    ],
    fix: {
      summary: 'let the interface speak NCM through an AT port of the modem',
      steps: [
        { type: 'install', packages: ['comgt-ncm', 'kmod-usb-net-huawei-cdc-ncm'] },
        {
          type: 'uci-set',
          config: 'network',
          section: 'modem',
          option: 'proto',
          value: { known: 'ncm' },
          before: 'qmi',
        },
        {
          type: 'uci-set',
          config: 'network',
          section: 'modem',
          option: 'device',
          value: {
            placeholder: 'TTY',
            how: 'ttyUSB0 or ttyUSB1; this text does not show which. The one that answers OK to AT.',
          },
          before: '/dev/cdc-wdm0',
        },
      ],
    },
  });

/** Situation 1: proto qmi on a port of the NCM driver, no attempt in the text. */
export function qmiOnHuaweiNcm(): Diagnosis {
  return diagnosis(
    [
      [
        configured,
        verdict({
          state: 'broken',
          rung: 'control',
          cause: 'proto-qmi-on-huawei-ncm',
          confidence: 'proven',
          reached: 'driver',
        }),
      ],
    ],
    [qmiOnNcm(1)],
    { stats: { lines: 47, messages: 16, foreign: 0, unknown: 6 } },
  );
}

const dialled: Episode = episode({
  id: 2,
  brokenOffBy: 'config',
  continues: configured,
  sources: [{ source: 'thread.txt', firstLine: 16, lastLine: 19 }],
  router,
  modems: [{ ...stick, inherited: true }],
  attempts: [
    attempt(thread.span("Interface 'modem' is setting up now"), {
      id: 1,
      episode: 2,
      proto: '3g',
      device: '/dev/ttyUSB0',
      address: thread.fact('10.146.249.5'),
      ladder: ladder('address', null, ['power', 'mode', 'driver', 'sim', 'register']),
      reached: 'address',
      outcome: 'up',
      clock: {
        first: { seconds: 1532211333, hasYear: true, text: 'Sat Jul 21 22:15:33 2018' },
        last: { seconds: 1532211341, hasYear: true, text: 'Sat Jul 21 22:15:41 2018' },
      },
    }),
  ],
});

const harmlessPeer = (id: number): Finding =>
  finding({
    rule: 'ppp-default-peer',
    episode: id,
    role: 'harmless',
    severity: 'info',
    title: '10.64.64.64 stands in for a peer address that the network did not send',
    explanation: 'pppd makes it up where the other side names none. It is harmless.',
    evidence: [thread.seen('defaulting to 10.64.64.64')],
  });

const trafficOpen = (id: number): NotChecked[] => [
  { rule: 'dns-missing', episode: id, missing: 'whether a name server is in place', ask: 'ifstatus modem' },
  {
    rule: 'route-missing',
    episode: id,
    missing: 'whether a default route leads through the modem',
    ask: 'ifstatus modem',
  },
  { rule: 'no-traffic', episode: id, missing: 'whether packets come back', ask: 'ping -c 3 9.9.9.9' },
];

/** Situation 2: PPP came up to an address. */
export function pppUpToAddress(): Diagnosis {
  return diagnosis([[dialled, verdict({ state: 'working', reached: 'address' })]], [harmlessPeer(2)], {
    notChecked: trafficOpen(2),
  });
}

const byHand: Episode = episode({
  id: 3,
  brokenOffBy: 'by-hand',
  continues: configured,
  sources: [{ source: 'thread.txt', firstLine: 21, lastLine: 26 }],
  router,
  modems: [{ ...stick, inherited: true }],
  attempts: [
    attempt(thread.span('echo -e'), {
      id: 2,
      episode: 3,
      method: 'by-hand',
      interface: null,
      host: 'GL-MT300N',
      device: '/dev/ttyUSB1',
      netdev: 'wwan0',
      apn: { value: 'giffgaff.com', span: thread.span('giffgaff.com\\"\\r') },
      ladder: ladder('driver', null),
      reached: 'driver',
      outcome: 'unfinished',
    }),
  ],
});

/** Situation 3: a dial by hand whose answer was never read, and DHCP on the wrong interface. */
export function dialByHand(): Diagnosis {
  return diagnosis(
    [
      [
        byHand,
        verdict({
          state: 'undetermined',
          cause: 'udhcpc-wrong-interface',
          confidence: 'proven',
          reached: 'driver',
        }),
      ],
    ],
    [
      finding({
        rule: 'udhcpc-wrong-interface',
        episode: 3,
        attempt: 2,
        rung: 'address',
        title: 'udhcpc asked on its default interface, not on wwan0',
        explanation:
          'Without -i, udhcpc takes eth0. "-f" only keeps it in the foreground, and wwan0 after it is not read.',
        evidence: [
          thread.seen('udhcpc -f wwan0', 'no -i before wwan0'),
          thread.seen('Sending discover...', 'not on wwan0'),
        ],
        fix: {
          summary: 'name the interface',
          steps: [
            { type: 'command', command: ['udhcpc', '-f', '-n', '-i', 'wwan0'].map((known) => ({ known })) },
          ],
        },
      }),
      finding({
        rule: 'apn-typo',
        episode: 3,
        rung: 'dial',
        confidence: 'refuted',
        title: 'The misspelt APN giffgfaff.com does not stop it',
        explanation:
          'The writer says that the dial with it worked on a desktop, and on the router the APN is spelt right.',
        evidence: [thread.seen('giffgaff.com\\"\\r')],
      }),
    ],
    {
      notChecked: [
        {
          rule: 'dial-refused',
          episode: 3,
          missing: 'what the modem answered to the dial',
          ask: 'cat /dev/ttyUSB1 & echo -e "AT^NDISSTATQRY?\\r" > /dev/ttyUSB1',
        },
      ],
    },
  );
}

const other: Episode = episode({
  id: 5,
  brokenOffBy: 'router',
  sources: [{ source: 'thread.txt', firstLine: 32, lastLine: 37 }],
  attempts: [
    attempt(thread.span('AT^NDISDUP=1,1,"fast'), {
      id: 4,
      episode: 5,
      proto: 'ncm',
      netdev: 'wwan0',
      child: 'modem_4',
      apn: thread.fact('fast.tmobile.com'),
      ladder: ladder('dial', 'address', ['power', 'mode', 'driver', 'sim', 'register']),
      reached: 'dial',
      broken: 'address',
      outcome: 'failed',
      clock: {
        first: { seconds: 1542159901, hasYear: true, text: 'Wed Nov 14 01:45:01 2018' },
        last: { seconds: 1542159923, hasYear: true, text: 'Wed Nov 14 01:45:23 2018' },
      },
    }),
  ],
});

const typoAndNoOffer: readonly Finding[] = [
  finding({
    rule: 'apn-typo',
    episode: 5,
    attempt: 4,
    rung: 'dial',
    confidence: 'likely',
    title: 'The APN fast.tmobile.com looks misspelt: T-Mobile writes fast.t-mobile.com',
    explanation:
      'fast.tmobile.com is in no list of APNs; fast.t-mobile.com is, one hyphen away. Some networks accept the dial with any APN and then leave the DHCP client without an answer.',
    evidence: [thread.seen('"fast.tmobile.com"', 'no known APN')],
    confirm: {
      text: 'Did the 3g setup that works use the very same APN? If it did, this is not the cause.',
      command: null,
    },
    fix: {
      summary: 'correct the APN',
      steps: [
        {
          type: 'uci-set',
          config: 'network',
          section: 'modem',
          option: 'apn',
          value: { known: 'fast.t-mobile.com' },
          before: 'fast.tmobile.com',
        },
      ],
    },
  }),
  finding({
    rule: 'dhcp-discover-no-offer',
    episode: 5,
    attempt: 4,
    role: 'symptom',
    rung: 'address',
    title: 'Nobody answers the DHCP client on modem_4',
    explanation: 'It asked three times before the log ends 11 seconds later.',
    evidence: [
      thread.seen('udhcpc: sending discover', undefined, 34),
      absent(
        'a DHCP offer on modem_4',
        thread.span('udhcpc: started, v1.25.1'),
        thread.span('Could not find gateway'),
      ),
    ],
    consequenceOf: 'apn-typo',
  }),
  finding({
    rule: 'mwan3-no-gateway',
    episode: 5,
    role: 'harmless',
    severity: 'info',
    title: 'mwan3 looks for a gateway on modem, where none would be; the address would be on modem_4',
    evidence: [thread.seen('mwan3: Could not find gateway')],
  }),
];

const otherVerdict = verdict({
  state: 'broken',
  rung: 'address',
  cause: 'apn-typo',
  confidence: 'likely',
  reached: 'dial',
});

/** Situation 5: no DHCP offer, most likely for a misspelt APN. */
export function noOffer(): Diagnosis {
  return diagnosis([[other, otherVerdict]], typoAndNoOffer);
}

/** The whole thread: all of it in one text. */
export function wholeThread(): Diagnosis {
  const parts = [qmiOnHuaweiNcm(), pppUpToAddress(), dialByHand()];
  return diagnosis(
    [
      ...parts.flatMap(({ situation, episodeVerdicts }) =>
        situation.episodes.map((one, index) => [one, episodeVerdicts[index] ?? verdict({})] as const),
      ),
      [other, otherVerdict],
    ],
    [...typoAndNoOffer, ...parts.flatMap(({ findings }) => findings)],
    {
      notChecked: parts.flatMap(({ notChecked }) => notChecked),
      stats: { lines: 212, messages: 141, foreign: 38, unknown: 3 },
    },
  );
}
