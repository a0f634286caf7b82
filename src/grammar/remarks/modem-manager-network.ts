import { remarks } from '../declaration.ts';
import { ofAllReleases } from './modem-manager-wording.ts';

/**
 * ModemManager about registration, operators, signal and the attach profile. Source: mm-iface-modem-3gpp.c,
 * mm-iface-modem-signal.c, mm-broadband-modem*.c, mm-modem-helpers.c.
 */
export const modemManagerNetworkRemarks = () => [
  ...remarks('register', 'warn', {
    'registration.check-failed': [
      ...ofAllReleases(
        'initial 3GPP registration check failed: <reason:text>',
        'initial CDMA registration check failed: <reason:text>',
        'could not get service status: <reason:text>',
        'could not get serving system: <reason:text>',
      ),
      'error parsing unsolicited registration: <reason:text>',
      'failed processing register state indication: <reason:text>',
      'failed processing MBIMEx v2.0 register state indication: <reason:text>',
    ],
    'registration.state-unknown': [
      "Registration State '<state:int>' is unknown",
      "unknown registration state value '<state:int>'",
      'unexpected <technology:text> system info: domain valid yes, domain <domain:text>, service status <status:text>',
      'unexpected <technology:text> system info: domain valid no, domain <domain:text>, service status <status:text>',
    ],
    'registration.csfb': ['3GPP CSFB registration state is consolidated: <state:text>'],
    'network.rejected': [
      'network reject indication received',
      'service domain: <domain:text>',
      'radio interface: <technology:text>',
      'mcc: %<mcc:text>',
      'mnc: %<mnc:text>',
      'closed subscriber group: <group:int>',
    ],
    'network.scan-failed': [
      'failed scanning networks: <reason:text>',
      ...ofAllReleases("couldn't scan for networks with access technologies: <technologies:text>"),
      "Cannot parse network status: '<status:text>'",
      "cannot parse network status value '<status:text>'",
      "Cannot parse access tech: '<technology:text>'",
      "cannot parse access technology value '<technology:text>'",
      'unknown network availability value: <value:int>',
      'unknown access technology value: <value:int>',
    ],
    'network.operator-unknown': [
      ...ofAllReleases(
        "couldn't load operator name: <reason:text>",
        "couldn't load operator code: <reason:text>",
      ),
      "Couldn't load Operator Name: '<reason:text>'",
      "Couldn't load Operator Code: '<reason:text>'",
      "unexpected operator code string '<code:text>': <reason:text>",
    ],
    'network.subscription-unknown': ["Couldn't load Subscription State: '<reason:text>'"],
    'packet-service.set-failed': ["failed setting packet service state to '<state:text>': <reason:text>"],
    'packet-service.check-failed': [
      'failed processing packet service indication: <reason:text>',
      'failed processing MBIMEx v2.0 packet service indication: <reason:text>',
      'failed processing MBIMEx v3.0 packet service indication: <reason:text>',
    ],
    'attach-apn.unknown': [
      ...ofAllReleases(
        "couldn't load initial EPS bearer settings: <reason:text>",
        "couldn't parse LTE attach status notification: <reason:text>",
      ),
      'failed reloading initial EPS bearer settings after update: <reason:text>',
      'Failed processing LTE attach info notification: <reason:text>',
      'Failed processing MBIMEx v3.0 LTE attach info notification: <reason:text>',
    ],
    'attach-apn.failed': [
      "couldn't configure context <context:int> settings: <reason:text>",
      "couldn't configure context <context:int> auth settings: <reason:text>",
      "couldn't configure initial EPS bearer auth settings: <reason:text>",
      'failed to power up modem after attach APN settings update: <reason:text>',
      'failed to power down modem before attach APN settings update: <reason:text>',
      'failed to power down modem before updating initial EPS bearer settings: <reason:text>',
      'failed to restore power state after updating initial EPS bearer settings: <reason:text>',
      "power state before the initial EPS bearer settings is unknown, will assume 'on'",
    ],
    'ue-mode.unknown': [
      ...ofAllReleases("couldn't load UE mode of operation for EPS: <reason:text>"),
      "failed reloading EPS UE mode of operation after update to '<mode:text>': <reason:text>",
    ],
    'ue-mode.failed': ["failed setting EPS UE mode of operation to '<mode:text>': <reason:text>"],
    'nr5g-registration.failed': [
      'failed setting 5GNR registration settings: <reason:text>',
      "couldn't load 5GNR registration settings: <reason:text>",
    ],
    'network.pco-failed': ofAllReleases(
      'error parsing vendor PCO info: <reason:text>',
      "couldn't parse PCO notification: <reason:text>",
    ),
    'network.context-event-unknown': [
      "couldn't parse cid info from +CGEV indication '<event:text>': <reason:text>",
      "couldn't parse p_cid/cid info from +CGEV indication '<event:text>': <reason:text>",
      "couldn't parse PDP info from +CGEV indication '<event:text>': <reason:text>",
    ],
    'signal.failed': [
      ...ofAllReleases(
        "couldn't load extended signal information: <reason:text>",
        "cannot update extended signal information: couldn't get interface skeleton",
      ),
      "Cannot update extended signal information: Couldn't get interface skeleton",
      "couldn't reload extended signal information: <reason:text>",
      'ATDS signal query failed: <reason:text>',
      'failed processing signal state indication: <reason:text>',
      'failed processing MBIMEx v2.0 signal state indication: <reason:text>',
      'No signal details given',
    ],
    'signal.unexpected': [
      ...ofAllReleases("invalid SINR level '<level:int>'"),
      'unexpected rxlev: <level:int>',
      'unexpected rscp level: <level:int>',
      'unexpected Ec/N0 level: <level:int>',
      'unexpected RSRQ level: <level:int>',
      'unexpected RSRP level: <level:int>',
      'unexpected RSSNR level: <level:int>',
    ],
    'access-technology.unexpected': [
      ...ofAllReleases(
        'unexpected access technology (<technology:text>) in GSM/GPRS mode',
        'unexpected access technology (<technology:text>) in WCDMA mode',
        'unexpected access technology (<technology:text>) in CDMA mode',
        'unexpected access technology (<technology:text>) in EVDO mode',
        'unexpected AcT value: <value:int>',
        'unexpected AcT supported value: <value:int>',
        'unexpected AcT preferred value: <value:int>',
        "unexpected mode change value reported: '<value:int>'",
        "unhandled QMI radio interface '<value:int>'",
      ),
      'AcT preferred value should be a single AcT: <value:int>',
      'Unhandled QMI radio interface (<value:int>)',
      'error reading SXRAT response: <reason:text>',
      "Couldn't parse ^RFSWITCH response: '<answer:text>'",
      "couldn't parse ^RFSWITCH response '<answer:text>'",
      "couldn't parse SPERI response '<answer:text>'",
      "Couldn't parse SPERI response '<answer:text>'",
      'ANYDATA: unknown *STATE (<state:int>); assuming no service.',
      'unknown *HSTATE (<state:int>); assuming no service',
    ],
    'connection-state.unreadable': [
      ...ofAllReleases(
        "couldn't disable ^SIND psinfo notifications: <reason:text>",
        "couldn't enable ^SIND psinfo notifications: <reason:text>",
        "couldn't parse ^SIND psinfo response: <reason:text>",
        'invalid state read in ^SWWAN response: <state:int>',
      ),
      "Couldn't read cid in ^SWWAN response: '<answer:text>'",
      "couldn't read cid in ^SWWAN response: <answer:text>",
      "Couldn't read state in ^SWWAN response: '<answer:text>'",
      "couldn't read state in ^SWWAN response: <answer:text>",
    ],
    'unsolicited-events.failed': ofAllReleases(
      "couldn't disable parent 3GPP unsolicited events: <reason:text>",
      "couldn't enable parent 3GPP unsolicited events: <reason:text>",
      "couldn't enable custom +CIND settings: <reason:text>",
      '3GPP interface disable unsolicited events failed: <reason:text>',
    ),
    'synchronization.failed': [
      '3GPP interface synchronization failed: <reason:text>',
      'modem interface synchronization failed: <reason:text>',
    ],
  }),
  ...remarks('register', 'info', {
    'registration.check-failed': ['3GPP registration check failed: <reason:text>'],
    'registration.launched': [
      "launching manual network registration in '<operator:text>'...",
      'launching automatic network registration...',
      "processing user request to register modem in '<operator:text>'...",
      'processing user request to register modem...',
    ],
    'registration.kept': [
      "already registered manually in selected network '<operator:text>', manual registration not launched...",
      "already registered automatically in network '<operator:text>', automatic registration not launched...",
    ],
    'network.scanned': [
      'network scan performed: <networks:int> found',
      'mccmnc: <plmn:text>, status: <status:text>, access tech: <technology:text>, long name: <name:text>, short name: <shortName:text>',
    ],
    'access-technology.changed': ['access technology changed (<was:text> -> <now:text>)'],
    'attach-apn.reloaded': ['reloaded initial EPS bearer settings:'],
    'attach-apn.requested': [
      'processing user request to set initial EPS bearer settings...',
      'processing user request to set initial EPS bearer settings (forced)...',
      'skipped setting initial EPS bearer settings: same configuration provided',
    ],
    'ue-mode.set': ["EPS UE mode of operation set to '<mode:text>'"],
    'ue-mode.differs': [
      "requested (<wanted:text>) and reloaded (<mode:text>) EPS UE mode of operation don't match",
    ],
    'ue-mode.requested': ["processing user request to set EPS UE mode of operation to '<mode:text>'..."],
    'packet-service.set': ["packet service state set to '<state:text>'"],
    'packet-service.requested': ["processing user request to set packet service state to '<state:text>'..."],
    'nr5g-registration.set': ['5GNR registration settings updated'],
    'nr5g-registration.differs': ["requested and reloaded 5GNR registration settings don't match"],
    'nr5g-registration.requested': [
      'processing user request to set 5GNR registration settings...',
      'skipped setting 5GNR registration settings: same configuration provided',
    ],
    'attach-logic.special': [
      'custom attach logic for AT&T 310280 is needed',
      'custom attach logic for AT&T 310280 not needed',
    ],
    'signal.polled': [
      'gsm: <values:text>',
      'umts: <values:text>',
      'lte: <values:text>',
      '5gnr: <values:text>',
    ],
    'signal.polling-requested': [
      'setting up extended signal information polling: rate <rate:int> seconds',
      'processing user request to setup signal polling...',
      'processing user request to setup signal thresholds...',
      'processing user request to retrieve cell info...',
    ],
  }),
  ...remarks('dial', 'info', {
    'network.context-activated': [
      'network request to activate context (cid <context:int>)',
      'network request to activate secondary context (cid <context:int>, primary cid <primary:int>)',
      'network request to reactivate context (type <type:text>, address <address:text>, cid <context:int>)',
      'network request to reactivate context (type <type:text>, address <address:text>, cid unknown)',
    ],
    'network.context-deactivated': [
      'network request to deactivate secondary context (cid <context:int>, primary cid <primary:int>)',
      'network request to deactivate context (type <type:text>, address <address:text>, cid <context:int>)',
      'network request to deactivate context (type <type:text>, address <address:text>, cid unknown)',
    ],
    'modem.context-activated': [
      'mobile equipment request to activate context (cid <context:int>)',
      'mobile equipment request to activate secondary context (cid <context:int>, primary cid <primary:int>)',
    ],
    'modem.context-deactivated': [
      'mobile equipment request to deactivate context (cid <context:int>)',
      'mobile equipment request to deactivate secondary context (cid <context:int>, primary cid <primary:int>)',
      'mobile equipment request to deactivate context (type <type:text>, address <address:text>, cid <context:int>)',
      'mobile equipment request to deactivate context (type <type:text>, address <address:text>, cid unknown)',
    ],
  }),
];
