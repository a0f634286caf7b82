import type { BlockFormat } from './block-format.ts';
import { callOf, printedBy } from './printed-by.ts';

/** `/org/freedesktop/ModemManager1/Modem/0 [Quectel] EC25`, `Bearer '/org/freedesktop/ModemManager1/Bearer/1'` */
const mmcliObject = /^\s*(?:(?:Modem|Bearer|SIM) ')?\/org\/freedesktop\/ModemManager1\/[A-Z]\w{1,20}\/\d/;

/** `modem.generic.state : connected` */
const mmcliKey =
  /^\s*(?:(?:modem|bearer|sim)(?:\.[\w-]{1,40}){1,6}|modem-list\.(?:length|value))(?:\[\d{1,4}\])?\s*:(?:\s|$)/;

/** `  Hardware |   manufacturer: 'Quectel'`: the sections of mmcli's tables. Source: ModemManager mmcli-output.c. */
const mmcliRow =
  /^\s*(?:-{4,}\s+)?(?:General|Hardware|System|Numbers|Status|Modes|Bands|IP|3GPP(?: \w{1,12})?|CDMA|SIM|Bearers?|Properties|IPv[46] configuration|Statistics|Signal|Timezone|Location)\s*\|\s*[\w/ ]{1,40}:(?:\s|$)/;

/** `           |          state: 'connected'`, `           |                 allowed: 3g; preferred: none` */
const mmcliOpenRow = /^\s*(?:[A-Z0-9][\w ]{0,24})?\|\s*[^\s|][^|]*$/;

const rule = /^\s*-{8,}\s*$/;

/** The rest of a quoted value that holds a line break: `2018/04/25 20:24:47'`. */
const quoteEnd = /^[^'|]{1,80}'\s*$/;

const noModems = /^\s*(?:No modems were found|Found \d{1,3} modems?:)\s*$/;

const runsMmcli = callOf('mmcli');

const mmcli: BlockFormat = {
  kind: 'mmcli',
  samples: [
    '/org/freedesktop/ModemManager1/Modem/0 [Quectel] EC25',
    'modem.generic.state                      : connected',
    '  Status   |                state: connected',
    'No modems were found',
  ],
  opens: (text, command) =>
    mmcliRow.test(text) ||
    mmcliKey.test(text) ||
    mmcliObject.test(text) ||
    noModems.test(text) ||
    (printedBy(command, runsMmcli) && (rule.test(text) || mmcliOpenRow.test(text))),
  leads: ([text = '', ...further]) => further.length === 0 && rule.test(text),
  continues: (text, apart) => rule.test(text) || mmcliOpenRow.test(text) || (!apart && quoteEnd.test(text)),
};

/** `[/dev/cdc-wdm0] Successfully got signal info`: what qmicli and mbimcli put before an answer. */
const deviceTitle = /^\s*\[\/dev\/[\w/-]{1,40}\] \S/;

/** `error: couldn't create client for the 'wds' service: CID allocation failed …`, `error: operation failed: …` */
const deviceError =
  /^\s*error: (?:couldn't [^:]{0,80}\b(?:QmiDevice|MbimDevice|service)\b|[^:]{1,80}: QMI protocol error)/;

/** `	RSSI: '-65 dBm'`, `		[0]: 'lte'`, `LTE:` */
const quotedValue =
  /^\s*(?:\[\d{1,3}\]|[A-Za-z0-9][\w ()/.,#+[\]-]{0,60}):(?:\s+(?:'.*'|(?:\w{1,20}|\(\d{1,3}\)) '.*'))?\s*$/;

/** One of these that has its value: believed also with blank lines between. */
const wholeValue = /:\s+(?:\S+ )?'.*'\s*$/;

/** `        IPv4 address: 10.64.0.2`; flush left only with a name that a sentence does not begin with. */
const bareValue =
  /^(?:[ \t]+[A-Za-z0-9][\w ()/-]{0,40}|\s*(?:IP Family|IPv[46] [\w ]{1,30}|MTU|Domains)):\s+\S/;

/** `call end reason (3): generic-no-service`, `verbose call end reason (2,201): [internal] internal-error` */
const endReason = /^\s*(?:verbose )?call end reason \([\d,]{1,9}\): /;

/** `<<<<<<   RadioState = 'fcc-locked'`, with and without the arrows: a field of an answer, as `mbimcli -v` shows it. */
const tracedState = /^\s*(?:<{6}\s+)?(?:Hw|Sw)?RadioState = '[a-z-]{2,20}'\s*$/;

const runsQmicli = callOf('qmicli', 'mbimcli', 'qmi-network', 'mbim-network');

/** Answers of `qmicli` and `mbimcli`, which have one layout. */
const qmicli: BlockFormat = {
  kind: 'qmicli',
  samples: [
    '[/dev/cdc-wdm0] Successfully got signal info',
    "error: couldn't open the QmiDevice: Transaction timed out",
    "error: couldn't start network: QMI protocol error (14): 'CallFailed'",
    "RadioState = 'fcc-locked'",
  ],
  opens: (text, command) =>
    deviceTitle.test(text) ||
    tracedState.test(text) ||
    deviceError.test(text) ||
    endReason.test(text) ||
    (printedBy(command, runsQmicli) && /^\s*error: \S/.test(text)),
  continues: (text, apart) =>
    (quotedValue.test(text) && (!apart || wholeValue.test(text))) || (!apart && bareValue.test(text)),
};

/** Names that `umbim` prints before its values. Source: umbim cli.c. */
const umbimLine =
  /^\s*(?:devicetype|cellularclass|voiceclass|simclass|dataclass|smscaps|controlcaps|maxsessions|deviceid|firmwareinfo|hardwareinfo|nwerror|registerstate|registermode|availabledataclasses|currentcellularclass|provider_id|provider_name|roamingtext|(?:subscriber)?readystate|simiccid|subscriberid|dont display subscriberID|packetservicestate|uplinkspeed|downlinkspeed|sessionid|activationstate|voicecallstate|iptype|ipv[46](?:address|gateway|mtu|dnsserver)|[hs]wradiostate|required pin|remaining attempts):(?:\s|$)/;

/** Names that stand elsewhere, too. */
const umbimMore = /^\s*(?:number|rssi|errorrate):(?:\s|$)/;

const runsUmbim = callOf('umbim');

const umbim: BlockFormat = {
  kind: 'umbim',
  samples: ['  registerstate: 0003 - home', '  ipv4address: 10.64.0.2/30'],
  opens: (text, command) => umbimLine.test(text) || (printedBy(command, runsUmbim) && umbimMore.test(text)),
  continues: (text, apart) => !apart && umbimMore.test(text),
};

/** `<ConnectionStatus>901</ConnectionStatus>`: elements of a Huawei HiLink stick's status pages. */
const hilinkElement =
  /<(?:ConnectionStatus|CurrentNetworkType(?:Ex)?|CurrentServiceDomain|SignalIcon|SignalStrength|RoamingStatus|SimStatus|ServiceStatus|WanIPAddress|WanIPv6Address|SimState|PinOptState|workmode)>[^<]*<\//;

/** `<?xml version="1.0" encoding="UTF-8"?>`, `<response>`, `<rsrp>-98dBm</rsrp>` */
const xmlLine = /^\s*(?:<\?xml[^>]*>\s*)?<\/?[A-Za-z]\w{0,40}\s*\/?>/;

const hilink: BlockFormat = {
  kind: 'hilink',
  samples: ['<ConnectionStatus>901</ConnectionStatus>'],
  opens: (text) => hilinkElement.test(text),
  continues: (text, apart) => !apart && xmlLine.test(text),
};

/** Tables and answers of the tools that talk to modems. */
export const modemToolFormats: readonly BlockFormat[] = [mmcli, qmicli, umbim, hilink];
