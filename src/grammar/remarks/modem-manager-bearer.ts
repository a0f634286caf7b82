import { remarks } from '../declaration.ts';
import { ofAllReleases } from './modem-manager-wording.ts';

/**
 * ModemManager about bearers, PDP contexts and profiles. Source: mm-base-bearer.c, mm-bearer-qmi.c, mm-bearer-mbim.c,
 * mm-broadband-bearer*.c, mm-iface-modem-simple.c, mm-iface-modem-3gpp-profile-manager.c.
 */
export const modemManagerBearerRemarks = () => [
  ...remarks('dial', 'warn', {
    'bearer.apn-failed': [
      'setting APN failed: <reason:text>',
      "Couldn't initialize PDP context with our APN: '<reason:text>'",
      ...ofAllReleases("couldn't initialize context: <reason:text>"),
    ],
    'bearer.context-unknown': [
      "Couldn't find best CID to use: '<reason:text>'",
      "Invalid min CID in CGDCONT=? reply for PDP type '<type:text>'",
      "invalid min CID in CGDCONT=? reply for PDP type '<type:text>'",
      "unexpected error matching +CGDCONT response: '<reason:text>'",
      "Unexpected error matching +CGDCONT response: '<reason:text>'",
    ],
    'bearer.login-unused': ["APN user/password given but 'none' authentication requested"],
    'bearer.setting-unexpected': [
      'unexpected IP type settings requested: <reason:text>',
      'unexpected auth settings requested: <reason:text>',
      'unexpected +UAUTHREQ value: <value:int>',
      'Unexpected +UAUTHREQ value: <value:int>',
      'unexpected icera auth setting: <value:int>',
      "couldn't parse cid from %IPDPCFG line",
      "couldn't parse auth from %IPDPCFG line",
    ],
    'bearer.disconnect-failed': [
      'Disconnect failed: <reason:text>',
      "Error disconnecting bearer '<bearer:text>': '<reason:text>'. Will assume disconnected anyway.",
      'error disconnecting: <reason:text>; will assume disconnected anyway',
      'failed to disconnect bearers: <reason:text>',
      "failed disconnecting bearer '<bearer:text>' before deleting: <reason:text>",
    ],
    'bearer.delete-failed': ["failed deleting bearer '<bearer:text>': <reason:text>"],
    'bearer.status-unknown': [
      'checking if connected failed: <reason:text>',
      'QMI connection status failed: <reason:text>',
      'reloading connection status failed: <reason:text>',
      'unable to reload connection status, method not implemented',
      'failed synchronizing state: <reason:text>',
      'synchronizing all bearer status failed: <reason:text>',
      'Cannot run connection status report operation from <script:text>: <reason:text>',
      'forcing exit on <operation:text> operation',
      'errors detected in dispatcher: <reason:text>',
      'Failed processing connect notification: <reason:text>',
      'Failed processing MBIMEx v3.0 connect notification: <reason:text>',
      'error: operation failed: <reason:text>',
      'error: could not register for indication: <reason:text>',
      ...ofAllReleases(
        'unknown %IPDPACT connect status <status:int>',
        'unknown Icera connect status <status:int>',
      ),
    ],
    'bearer.stats-failed': ofAllReleases('reloading stats failed: <reason:text>'),
    'bearer.end-reason-unknown': [
      'AT+CEER failed: <reason:text>',
      'Failed to parse AT+CEER response: <reason:text>',
    ],
    'bearer.export-failed': [
      "couldn't export BEARER at '<path:text>': '<reason:text>'",
      "couldn't export to bus: <reason:text>",
    ],
    'bearer.rm-protocol-failed': [
      ...ofAllReleases(
        "couldn't set RM protocol: <reason:text>",
        'cannot set RM protocol: <reason:text>',
        "couldn't query current RM protocol: <reason:text>",
      ),
      "couldn't parse RM protocol reply (<answer:text>): <reason:text>",
      "Couldn't parse RM protocol reply (<answer:text>): '<reason:text>'",
    ],
    'autoconnect.unknown': [
      'failed checking whether autoconnect is disabled or not: <reason:text>',
      "cannot check whether autoconnect is disabled or not: couldn't peek default WDS client",
    ],
    'autoconnect.failed': ['failed disabling autoconnect: <reason:text>'],
    'simple-connect.step-failed': [
      'failed waiting for final state: <reason:text>',
      'failed waiting for enabled state: <reason:text>',
    ],
    'profile.failed': [
      'failed listing 3GPP profiles: <reason:text>',
      'failed setting 3GPP profile: <reason:text>',
      'failed deleting 3GPP profile: <reason:text>',
      "ignoring profile id '<profile:int>' when storing profile: unsupported",
      "couldn't load PDP context auth settings: <reason:text>",
      "couldn't update profile list with PDP context auth settings: <reason:text>",
      "couldn't update auth settings in profile with id '<profile:int>': not found",
      "couldn't update auth settings in all profiles: <updated:int>/<profiles:int> updated",
      'skipping profile manager updated signal: interface disabled',
      'continuing without enabling profile manager events',
    ],
  }),
  ...remarks('dial', 'info', {
    'autoconnect.disabled': ['autoconnect explicitly disabled'],
    'bearer.created': ['created bearer: <bearer:text>'],
    'bearer.deleted': ["deleted bearer '<bearer:text>'"],
    'bearer.disconnected': [
      'all requested bearers disconnected',
      "ignoring disconnection report for bearer '<bearer:text>'",
    ],
    'bearer.disconnect-forced': [
      "disconnection should be forced, but we can't. Request disconnection instead.",
      'forcing disconnection',
    ],
    'bearer.already-connected': ["bearer at '<bearer:text>' is already connected..."],
    'bearer.link-created': [
      'net link <netdev:text> created (mux id <mux:int>)',
      'net link <netdev:text> created (session id <mux:int>)',
    ],
    'bearer.stats-supported': [
      'reloading stats is supported by the device',
      'reloading stats is not supported by the device',
    ],
    'bearer.slaac-awaited': ['connection attempt requires async updated with SLAAC results'],
    'bearer.requested': [
      'processing user request to connect modem...',
      'processing user request to connect...',
      'processing user request to create bearer...',
    ],
    'bearer.release-requested': [
      "processing user request to delete bearer '<bearer:text>'...",
      'processing user request to disconnect modem: all bearers',
      "processing user request to disconnect modem: bearer '<bearer:text>'",
      'processing user request to disconnect...',
    ],
    // mm-log-helpers.c, 1.20 and later: the settings of a request, an attach profile or a profile, one in a line.
    'bearer.setting': [
      'apn: <apn:text>',
      'ip type: <ipType:text>',
      'apn type: <apnType:text>',
      'allowed auth: <auth:text>',
      'allow roaming: <roaming:text>',
      'profile id: <profile:int>',
      'profile name: <name:text>',
      'access type preference: <preference:text>',
      'roaming allowance: <roaming:text>',
      'multiplex: <support:text>',
      'operator id: <operatorId:text>',
    ],
    'profile.listed': ['profile <profile:int>:', 'listed 3GPP profiles: <profiles:int> found'],
    'profile.set': ['3GPP profile set:', '3GPP profile deleted'],
    'profile.requested': [
      'processing user request to list 3GPP profiles...',
      'processing user request to set 3GPP profile...',
      'processing user request to delete 3GPP profile...',
    ],
    'profile.event': [
      'emitting profile manager updated...',
      'skipping profile manager updated signal: <reason:text>',
      'profile manager updated signal scheduled',
    ],
  }),
  ...remarks('address', 'warn', {
    'bearer.address-missing': [
      'failed to read IPv4 netmask: <reason:text>',
      'Failed to read IPv4 netmask (<reason:text>)',
      'IPv4 family but no IPv4 address: <reason:text>',
      'IPv4 family but no IPv4 address (<reason:text>)',
      'IPv6 family but no IPv6 address: <reason:text>',
      'IPv6 family but no IPv6 address (<reason:text>)',
      "error: couldn't get current settings: <reason:text>",
      "couldn't parse IP configuration indication: <reason:text>",
      'unexpected link prefix returned with global IPv6 address (128): ignoring',
    ],
  }),
  ...remarks('address', 'info', {
    'bearer.address': ['address: <address:text>/<prefix:int>', 'Address: <address:text>/<prefix:int>'],
    'bearer.gateway': [
      'gateway: <gateway:text>',
      'gateway: <gateway:text>/<prefix:int>',
      'Gateway: <gateway:text>',
      'Gateway: <gateway:text>/<prefix:int>',
    ],
    'bearer.gateway-missing': ['gateway: failed (<reason:text>)', 'Gateway: failed (<reason:text>)'],
    'bearer.dns': ['DNS #1: <server:text>', 'DNS #2: <server:text>'],
    'bearer.dns-missing': ['DNS #1: failed (<reason:text>)', 'DNS #2: failed (<reason:text>)'],
    'bearer.mtu': ['MTU: <bytes:int>'],
  }),
];
