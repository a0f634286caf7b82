import { say, speaker } from '../declaration.ts';
import { modemManagerRemarks } from '../remarks/modem-manager.ts';
import { modemManagerBearerRemarks } from '../remarks/modem-manager-bearer.ts';
import { modemManagerHotplugRemarks } from '../remarks/modem-manager-hotplug.ts';
import { modemManagerNetworkRemarks } from '../remarks/modem-manager-network.ts';
import { modemManagerPortRemarks } from '../remarks/modem-manager-port.ts';
import { modemManagerServicesRemarks } from '../remarks/modem-manager-services.ts';
import { modemManagerSimRemarks } from '../remarks/modem-manager-sim.ts';

/**
 * Level, time stamp, object and plugin in front of the words, all of them optional: `<warn>  [modem0/bearer1] `,
 * `<wrn> [1767016030.306667] [modem0] (quectel) `, `<info>  Modem /org/freedesktop/ModemManager1/Modem/0: `, before it
 * has a path `<info>  Modem: `, `<info>  Bearer /org/…/Bearer/1: `, `(ttyUSB2): `, `(tty/ttyUSB2) `. journald gets no
 * level, web forums eat it. In `[modem0] (ttyUSB2) CIEV: …` a port stands where other lines name the plugin. Source:
 * mm-log.c, 1.6 to 1.24.
 */
const prefix =
  /^ *(?:<(?:error|warn|info|debug|err|wrn|msg|inf|dbg)> *)?(?:\[\d{1,12}\.\d{6}\] )?(?:Modem: |(?:\[|\(|Modem (?=\/)|Bearer (?=\/))(?<object>(?<=\[)[^\][]{1,240}(?=\] )|(?<=\()[^()]{1,80}(?=\):? )|(?<=Modem |Bearer )\/[^\s:]{1,240}(?=: ))(?:\] |\):? |: )(?:(?<=\] )\([a-z][\w-]{0,30}\) (?!CIEV|baud rate))?)? */;

/**
 * What no other program begins a line with; on OpenWrt ModemManager logs without a tag: `[5902]: <info>  [modem0] …`.
 * NetworkManager's `<info>  [1571483646.4585] modem[…` is told by what follows its time stamp.
 */
const mark =
  /^ *(?:<(?:error|warn|info|debug|err|wrn|msg|inf|dbg)> (?! *\[\d+\.\d{4}\] )|\[(?:modem\d+(?:\/(?:bearer|sim)\d+)?|base-manager|plugin-manager|sleep-monitor|device \/[^\]]{1,240})\] |Modem \/org\/freedesktop\/ModemManager1\/)/;

/**
 * ModemManager, and the hotplug scripts of its OpenWrt package, which log under its name. Source: ModemManager 1.6 to
 * 1.24 and the development tree; OpenWrt packages net/modemmanager, 21.02 to 25.12.
 */
export const modemManager = speaker(
  'modem-manager',
  ['ModemManager', 'ModemManager-hotplug', 'modemmanager', 'modemmanager-logger'],
  [
    say('modem-manager.started', 'ModemManager (version <version:text>) starting in <bus:word> bus...'),
    say('modem-manager.stopped', 'ModemManager is shut down'),
    say('modem-manager.stopped', 'shutdown complete'),
    say(
      'modem-manager.no-bus',
      'Could not get the system bus. Make sure the message bus daemon is running!',
      { broken: 'control', severity: 'warn' },
    ),
    say(
      'modem-manager.no-bus',
      'could not get the system bus; make sure the message bus daemon is running!',
      {
        broken: 'control',
        severity: 'warn',
      },
    ),
    say('modem-manager.crashed', 'ERROR:<place:text>: assertion failed: (<condition:text>)', {
      broken: 'control',
      severity: 'err',
    }),
    say('modem-manager.crashed', 'ERROR:<place:text>: code should not be reached', {
      broken: 'control',
      severity: 'err',
    }),
    say('modem-manager.crashed', 'Bail out! ERROR:<place:text>: assertion failed: (<condition:text>)', {
      broken: 'control',
      severity: 'err',
    }),
    say('modem-manager.crashed', 'Bail out! ERROR:<place:text>: code should not be reached', {
      broken: 'control',
      severity: 'err',
    }),

    say('modem-device.unsupported', "couldn't check support for device '<device:text>': <reason:text>", {
      about: 'control',
      severity: 'info',
    }),
    say('modem-device.unsupported', "Couldn't check support for device '<device:text>': <reason:text>", {
      about: 'control',
      severity: 'info',
    }),
    say('modem-device.unsupported', "Couldn't check support for device at '<device:text>': <reason:text>", {
      about: 'control',
      severity: 'info',
    }),
    say('modem-device.modem-creating', "creating modem with plugin '<plugin:text>' and '<ports:int>' ports", {
      about: 'control',
      severity: 'info',
    }),
    say(
      'modem-device.modem-creating',
      "creating modem with plugin '<plugin:text>' and '<ports:int>' ports (<vendor:hex4>:<product:hex4>)",
      { about: 'control', severity: 'notice' },
    ),
    say(
      'modem-device.modem-creating',
      "creating modem with plugin '<plugin:text>' and '<ports:int>' ports (<vendor:hex4>:<product:hex4>:<revision:hex4>)",
      { about: 'control', severity: 'notice' },
    ),
    say('modem-device.modem-creating', "Creating modem with plugin '<plugin:text>' and '<ports:int>' ports", {
      about: 'control',
      severity: 'info',
    }),
    say('modem-device.modem-created', "modem for device '<device:text>' successfully created", {
      reached: 'control',
      severity: 'info',
    }),
    say('modem-device.modem-created', "Modem for device '<device:text>' successfully created", {
      reached: 'control',
      severity: 'info',
    }),
    say('modem-device.modem-created', "Modem for device at '<device:text>' successfully created", {
      reached: 'control',
      severity: 'info',
    }),
    say('modem-device.modem-failed', "couldn't create modem for device '<device:text>': <reason:text>", {
      broken: 'control',
      severity: 'warn',
    }),
    say('modem-device.modem-failed', "Couldn't create modem for device '<device:text>': <reason:text>", {
      broken: 'control',
      severity: 'warn',
    }),
    say('modem-device.modem-failed', "Couldn't create modem for device at '<device:text>': <reason:text>", {
      broken: 'control',
      severity: 'warn',
    }),
    say('modem-device.modem-failed', "Could not recreate modem for device '<device:text>': <reason:text>", {
      broken: 'control',
      severity: 'warn',
    }),
    say('modem-device.modem-failed', 'could not recreate modem: <reason:text>', {
      broken: 'control',
      severity: 'warn',
    }),

    say('modem-port.released', "port <port:text> released by device '<device:text>'", {
      about: 'control',
      severity: 'info',
    }),
    say('modem-port.released', "released by device '<device:text>'", { about: 'control', severity: 'info' }),
    say('modem-port.released', 'released by modem <device:text>', { about: 'control', severity: 'info' }),
    say('modem-port.grab-failed', "required port '<subsystem:word>/<port:text>' failed to be grabbed", {
      about: 'control',
      severity: 'err',
    }),
    say('modem-port.grab-failed', 'could not grab port <port:text>: <reason:text>', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem-port.grab-failed', "Could not grab port (<subsystem:word>/<port:text>): '<reason:text>'", {
      about: 'control',
      severity: 'warn',
    }),
    say('modem-port.open-failed', 'failed to open serial device', { about: 'control', severity: 'warn' }),
    say('modem-port.open-failed', 'could not open serial device (<errno:int>)', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem-port.open-failed', 'could not lock serial device (<errno:int>)', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem-port.open-blocked', 'open blocked by driver for more than 7 seconds!', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem-port.timed-out', 'port <port:text> timed out <times:int> consecutive times', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem-port.timed-out', '<port:word> port timed out <times:int> consecutive times', {
      about: 'control',
      severity: 'warn',
    }),
    say(
      'modem-port.given-up',
      'port <port:text> timed out <times:int> consecutive times, marking modem as invalid',
      { broken: 'control', severity: 'err' },
    ),
    say(
      'modem-port.given-up',
      "<port:word> port timed out <times:int> consecutive times, marking modem '<modem:text>' as invalid",
      { broken: 'control', severity: 'err' },
    ),
    say('modem-port.given-up', "port timed out <times:int> times, marking modem '<modem:text>' as disabled", {
      broken: 'control',
      severity: 'warn',
    }),
    say('modem-port.lost', "port '<port:text>' no longer controllable, reprobing", {
      about: 'control',
      severity: 'info',
    }),
    say('modem-port.proxy-lost', 'connection to <proxy:word> for <port:text> lost, reprobing', {
      about: 'control',
      severity: 'info',
    }),
    say('modem-port.proxy-lost', 'Connection to <proxy:word> for <port:text> lost, reprobing', {
      about: 'control',
      severity: 'info',
    }),
    say('modem-port.probe-step', 'probe step: <step:text>', { about: 'control', severity: 'notice' }),

    say('modem.init-failed', "modem couldn't be initialized: <reason:text>", {
      about: 'control',
      severity: 'warn',
    }),
    say('modem.init-failed', "Modem couldn't be initialized: <reason:text>", {
      about: 'control',
      severity: 'warn',
    }),
    say('modem.init-failed', "couldn't initialize the modem: '<reason:text>'", {
      about: 'control',
      severity: 'warn',
    }),
    say('modem.init-failed', "couldn't initialize: '<reason:text>'", { about: 'control', severity: 'warn' }),
    say('modem.init-failed', 'fatal error initializing: <reason:text>', {
      about: 'control',
      severity: 'err',
    }),
    say('modem.init-failed', 'error initializing: <reason:text>', { about: 'control', severity: 'warn' }),
    say('modem.enable-failed', 'failed enabling modem: <reason:text>', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem.enable-failed', "couldn't enable interface: '<reason:text>'", {
      about: 'control',
      severity: 'warn',
    }),
    say('modem.restarted', 'modem reset detected, triggering reprobe', {
      about: 'control',
      severity: 'warn',
    }),
    say('modem.restarted', 'device may be rebooted', { about: 'control', severity: 'warn' }),
    say('modem.restarted', 'the device maybe rebooted', { about: 'control', severity: 'warn' }),
    // The misspelt `sotware` is ModemManager's.
    say('modem.radio-off', 'Cannot power-up: <switch:word> radio switch is OFF', {
      broken: 'register',
      severity: 'warn',
    }),
    say('modem.state-changed', 'state changed (<was:text> -> <now:text>)', { severity: 'info' }),
    say('modem.power-state', 'power state updated: <state:text>', { about: 'control', severity: 'info' }),

    say('sim.missing', 'SIM is missing, but SIM hot swap could not be configured.', {
      broken: 'sim',
      severity: 'warn',
    }),
    say('sim.missing', 'SIM is missing and SIM hot swap is configured, but ports are not opened.', {
      broken: 'sim',
      severity: 'err',
    }),
    say('sim.missing', 'No SIM inserted before and after', { broken: 'sim', severity: 'info' }),
    say('sim.inaccessible', 'SIM is not accessible', { broken: 'sim', severity: 'warn' }),
    say('sim.inaccessible', "couldn't wait for SIM to be ready: <reason:text>", {
      broken: 'sim',
      severity: 'warn',
    }),
    say('sim.locked', "modem is locked with '<lock:text>'", { broken: 'sim', severity: 'warn' }),
    say('sim.pin-failed', 'failed sending SIM PIN: <reason:text>', { broken: 'sim', severity: 'warn' }),
    say('sim.critical-error', 'Received critical sim error. SIM might be permanently blocked. Reprobing...', {
      broken: 'sim',
      severity: 'info',
    }),
    say('sim.critical-error', 'received critical sim error: SIM might be permanently blocked, reprobing...', {
      broken: 'sim',
      severity: 'notice',
    }),
    say('sim.removed', 'SIM removed', { about: 'sim', severity: 'info' }),
    say('sim.removed', 'SIM removal detected', { about: 'sim', severity: 'info' }),
    say('sim.removed', 'SIM in slot <slot:int> removed', { about: 'sim', severity: 'info' }),
    say('sim.inserted', 'SIM inserted', { about: 'sim', severity: 'info' }),
    say('sim.inserted', 'SIM insertion detected', { about: 'sim', severity: 'info' }),
    say('sim.inserted', 'SIM in slot <slot:int> inserted', { about: 'sim', severity: 'info' }),
    say('sim.switched-off', 'SIM interface hardware deactivated (<reason:text>)', {
      about: 'sim',
      severity: 'info',
    }),

    say('registration.changed', '3GPP registration state changed (<was:text> -> <now:text>)', {
      about: 'register',
      severity: 'info',
    }),
    say('registration.changed', '3GPP Registration state changed (<was:text> -> <now:text>)', {
      about: 'register',
      severity: 'info',
    }),
    say(
      'registration.consolidated',
      "consolidated registration state: cs '<cs:text>', ps '<ps:text>', eps '<eps:text>', 5gs '<fiveGs:text>' --> '<now:text>'",
      { about: 'register', severity: 'info' },
    ),
    say('registration.denied', 'registration denied', { broken: 'register', severity: 'info' }),
    say('registration.failed', "failed registering modem in '<operator:text>': <reason:text>", {
      broken: 'register',
      severity: 'warn',
    }),
    say('registration.failed', 'failed registering modem: <reason:text>', {
      broken: 'register',
      severity: 'warn',
    }),
    say('registration.failed', 'registration in network failed: <reason:text>', {
      broken: 'register',
      severity: 'warn',
    }),
    say('registration.failed', '3GPP registration check timed out', {
      broken: 'register',
      severity: 'info',
    }),
    say('registration.succeeded', "modem registered in '<operator:text>'", {
      reached: 'register',
      severity: 'info',
    }),
    say('registration.succeeded', 'modem registered', { reached: 'register', severity: 'info' }),
    say('registration.succeeded', 'currently registered in a 3GPP network', {
      reached: 'register',
      severity: 'info',
    }),
    say(
      'network.rejected',
      "Network rejection received: reason '<reason:text>' (<code:int>), operator id '<operatorId:text>', operator name '<operator:text>', access technology '<technology:text>'",
      { about: 'register', severity: 'warn' },
    ),
    say('network.rejected', 'reject cause: <reason:text>', { about: 'register', severity: 'warn' }),
    say('network.detached', 'network forced PS detach: all contexts have been deactivated', {
      about: 'dial',
      severity: 'info',
    }),
    say('network.detached', 'mobile equipment forced PS detach: all contexts have been deactivated', {
      about: 'dial',
      severity: 'info',
    }),
    say('network.context-deactivated', 'network request to deactivate context (cid <context:int>)', {
      about: 'dial',
      severity: 'info',
    }),
    say(
      'network.context-rejected',
      'network request to activate context (type <type:text>, address <address:text>) has been automatically rejected',
      {
        about: 'dial',
        severity: 'info',
      },
    ),
    say('packet-service.changed', '3GPP packet service state changed (<was:text> -> <now:text>)', {
      about: 'register',
      severity: 'notice',
    }),
    say('packet-service.failed', 'packet service attach in 3GPP network failed: <reason:text>', {
      broken: 'register',
      severity: 'warn',
    }),
    say('attach-apn.failed', 'failed setting initial EPS bearer settings: <reason:text>', {
      about: 'register',
      severity: 'warn',
    }),
    say('attach-apn.differs', "requested and reloaded initial EPS bearer settings don't match", {
      about: 'register',
      severity: 'warn',
    }),
    say('attach-apn.updated', 'initial EPS bearer settings updated', {
      about: 'register',
      severity: 'info',
    }),
    say('attach-apn.step', 'set initial EPS bearer settings state (<step:int>/<steps:int>): <action:text>', {
      about: 'register',
      severity: 'notice',
    }),

    say('simple-connect.started', 'simple connect started...', { severity: 'info' }),
    say('simple-connect.started', 'Simple connect started...', { severity: 'info' }),
    say('simple-connect.step', 'simple connect state (<step:int>/<steps:int>): <action:text>', {
      severity: 'info',
    }),
    say('simple-connect.step', 'Simple connect state (<step:int>/<steps:int>): <action:text>', {
      severity: 'info',
    }),
    say('simple-connect.done', 'simple connect state (<step:int>/<steps:int>): all done', {
      reached: 'dial',
      severity: 'info',
    }),
    say('simple-connect.done', 'Simple connect state (<step:int>/<steps:int>): All done', {
      reached: 'dial',
      severity: 'info',
    }),
    say('simple-connect.cancelled', 'connection attempt cancelled', { severity: 'warn' }),

    say('bearer.attempt-failed', 'connection attempt #<attempt:int> failed: <reason:text>', {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.connect-failed', "couldn't connect bearer: <reason:text>", {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.connect-failed', "couldn't create bearer: <reason:text>", {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.connect-failed', 'failed creating bearer: <reason:text>', {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.connect-failed', "couldn't connect: <reason:text>", { broken: 'dial', severity: 'warn' }),
    say('bearer.connect-failed', "Couldn't connect: '<reason:text>'", { broken: 'dial', severity: 'warn' }),
    say('bearer.connect-failed', 'connect failed: <reason:text>', { broken: 'dial', severity: 'warn' }),
    say('bearer.connect-failed', 'data connection attempt failed: <reason:text>', {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.connect-failed', 'ECM data connection attempt failed: <reason:text>', {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.connect-failed', 'QMI connection failed: <reason:text>', {
      broken: 'dial',
      severity: 'warn',
    }),
    say('bearer.start-failed', "couldn't start network: <reason:text>", { about: 'dial', severity: 'info' }),
    say('bearer.start-failed', "error: couldn't start network: <reason:text>", {
      about: 'dial',
      severity: 'info',
    }),
    say('bearer.start-failed', "couldn't start <family:word> network: <reason:text>", {
      about: 'dial',
      severity: 'notice',
    }),
    say('bearer.setup-failed', 'failed to retrieve mandatory IP settings: <reason:text>', {
      about: 'address',
      severity: 'warn',
    }),
    say('bearer.setup-failed', 'Failed to retrieve mandatory IP settings: <reason:text>', {
      about: 'address',
      severity: 'warn',
    }),
    say('call.end-reason', "call end reason (<code:int>): '<reason:text>'", {
      about: 'dial',
      severity: 'info',
    }),
    say('call.end-reason', 'call end reason (<code:int>): <reason:text>', {
      about: 'dial',
      severity: 'info',
    }),
    say('call.end-reason', "bearer call end reason (<code:int>): '<reason:text>'", {
      about: 'dial',
      severity: 'info',
    }),
    say(
      'call.verbose-end-reason',
      'verbose call end reason (<type:int>,<code:int>): [<domain:text>] <reason:text>',
      { about: 'dial', severity: 'info' },
    ),
    say(
      'call.verbose-end-reason',
      'bearer verbose call end reason (<type:int>,<code:int>): [<domain:text>] <reason:text>',
      { about: 'dial', severity: 'info' },
    ),
    say('bearer.ip-settings', 'QMI <family:word> Settings:', { reached: 'dial', severity: 'info' }),
    say(
      'bearer.finished',
      'connection #<attempt:int> finished: duration <seconds:int>s, tx: <sent:int> bytes, rx: <received:int> bytes',
      { about: 'dial', severity: 'info' },
    ),
    // 1.16 to 1.24 put the blank on the wrong side of the colon.
    say(
      'bearer.finished',
      'connection #<attempt:int> finished: duration <seconds:int>s, tx: <sent:int> bytes, rx :<received:int> bytes',
      { about: 'dial', severity: 'info' },
    ),
    say('bearer.finished', 'connection #<attempt:int> finished: duration <seconds:int>s', {
      about: 'dial',
      severity: 'info',
    }),
    say('bearer.disconnected', 'explicitly disconnected', { about: 'dial', severity: 'info' }),

    say('hotplug.device-missing', 'hotplug: ignoring modem detection request: no device at <device:path>', {
      about: 'power',
      severity: 'err',
    }),
    say(
      'hotplug.device-missing',
      'hotplug: error: ignoring modem detection request: no device at <device:path>',
      { about: 'power', severity: 'info' },
    ),
    say('hotplug.modem-ready', 'hotplug: modem exported successfully at <device:path>', {
      reached: 'control',
      severity: 'info',
    }),
    say(
      'hotplug.modem-timeout',
      'hotplug: timed out waiting for the modem to get exported at <device:path>',
      { broken: 'control', severity: 'err' },
    ),
    say(
      'hotplug.modem-timeout',
      'hotplug: error: timed out waiting for the modem to get exported at <device:path>',
      { broken: 'control', severity: 'info' },
    ),
    say(
      'hotplug.manager-not-running',
      "hotplug: couldn't report initial kernel events: ModemManager not running",
      { broken: 'control', severity: 'err' },
    ),
    say(
      'hotplug.manager-not-running',
      "hotplug: error: couldn't report initial kernel events: ModemManager not running",
      { broken: 'control', severity: 'info' },
    ),
    say('hotplug.reconnecting', "hotplug: Reconnecting '<interface:text>' on '<event:text>' event", {
      about: 'dial',
      severity: 'info',
    }),
    say('registration.awaited', 'not yet registered in a 3GPP network... will recheck soon'),
  ],
  {
    remarks: [
      modemManagerRemarks,
      modemManagerServicesRemarks,
      modemManagerBearerRemarks,
      modemManagerHotplugRemarks,
      modemManagerNetworkRemarks,
      modemManagerPortRemarks,
      modemManagerSimRemarks,
    ],
    prefix,
    mark,
  },
);
