import { say, speaker } from '../declaration.ts';
import { modemUrcRemarks } from '../remarks/modem-urc.ts';

/**
 * What a modem says on its AT port, asked or not, as far as handlers let it through to the log. Its `OK`, `ERROR` and
 * `+CME ERROR` stand with gcom, which echoes them. Source: 3GPP TS 27.007 (registration 7.2, 10.1.20, 10.1.22, 10.1.47;
 * +CGEV 10.1.19; +CPIN 8.3; +CSQ 8.5), Huawei's, Quectel's and ZTE's AT manuals.
 */
export const modemUrc = speaker(
  'modem-urc',
  [],
  [
    say('urc.cs-registration', '+CREG: <state:int>', { about: 'register' }),
    say('urc.cs-registration', '+CREG: <mode:int>,<state:int>', { about: 'register' }),
    say('urc.cs-registration', '+CREG: <state:int>,"<area:hex>","<cell:hex>",<access:int>', {
      about: 'register',
    }),
    say('urc.cs-registration', '+CREG: <mode:int>,<state:int>,"<area:hex>","<cell:hex>",<access:int>', {
      about: 'register',
    }),
    say('urc.ps-registration', '+CGREG: <state:int>', { about: 'register' }),
    say('urc.ps-registration', '+CGREG: <mode:int>,<state:int>', { about: 'register' }),
    say('urc.ps-registration', '+CGREG: <state:int>,"<area:hex>","<cell:hex>",<access:int>', {
      about: 'register',
    }),
    say('urc.ps-registration', '+CGREG: <mode:int>,<state:int>,"<area:hex>","<cell:hex>",<access:int>', {
      about: 'register',
    }),
    say('urc.eps-registration', '+CEREG: <state:int>', { about: 'register' }),
    say('urc.eps-registration', '+CEREG: <mode:int>,<state:int>', { about: 'register' }),
    say('urc.eps-registration', '+CEREG: <state:int>,"<area:hex>","<cell:hex>",<access:int>', {
      about: 'register',
    }),
    say('urc.eps-registration', '+CEREG: <mode:int>,<state:int>,"<area:hex>","<cell:hex>",<access:int>', {
      about: 'register',
    }),
    say('urc.5gs-registration', '+C5GREG: <state:int>', { about: 'register' }),
    say('urc.5gs-registration', '+C5GREG: <mode:int>,<state:int>', { about: 'register' }),
    say('urc.attachment', '+CGATT: <attached:int>', { about: 'register' }),
    say('urc.detached', '+CGEV: <by:word> DETACH', { about: 'register' }),
    say('urc.service', '^SRVST: <service:int>', { about: 'register' }),
    say('urc.service', '^SRVST:<service:int>', { about: 'register' }),
    say('urc.functionality', '+CFUN: <level:int>', { about: 'control' }),
    say('urc.sim-ready', '+CPIN: READY', { reached: 'sim' }),
    say('urc.sim-locked', '+CPIN: SIM <lock:word>', { about: 'sim' }),
    say('urc.sim-not-ready', '+CPIN: NOT READY', { about: 'sim' }),
    say('urc.sim-absent', '+CPIN: NOT INSERTED', { about: 'sim' }),
    say('urc.sim-state', '^SIMST: <state:int>', { about: 'sim' }),
    say('urc.sim-state', '^SIMST:<state:int>', { about: 'sim' }),
    say('urc.sim-state', '+QUSIM: <state:int>', { about: 'sim' }),
    say('urc.sim-state', '+ZUSIMR:<state:int>', { about: 'sim' }),
    say('urc.context-activated', '+CGEV: <by:word> PDN ACT <context:int>', { about: 'dial' }),
    say('urc.context-activated', '+CGEV: <by:word> PDN ACT <context:int>,<reason:int>', { about: 'dial' }),
    say('urc.context-deactivated', '+CGEV: <by:word> PDN DEACT <context:int>', { about: 'dial' }),
    say('urc.context-deactivated', '+CGEV: <by:word> PDN DEACT <context:int>,<reason:int>', {
      about: 'dial',
    }),
    say('urc.context-deactivated', '+CGEV: <by:word> DEACT "<type:text>","<address:ip>",<context:int>', {
      about: 'dial',
    }),
    say('urc.data-link', '^NDISSTAT: <connected:int>,<error:int>,,"<type:word>"', { about: 'dial' }),
    say('urc.data-link', '^NDISSTAT:<connected:int>,<error:int>,,"<type:word>"', { about: 'dial' }),
    say('urc.data-link', '^NDISSTAT:<connected:int>,,,"<type:word>"', { about: 'dial' }),
    say('urc.no-carrier', 'NO CARRIER', { about: 'dial' }),
    say('urc.address', '+CGPADDR: <context:int>,"<address:ip>"', { about: 'address' }),
    say('urc.operator', '+COPS: <mode:int>,<format:int>,"<operator:text>",<access:int>', {
      about: 'register',
    }),
    say('urc.signal', '+CSQ: <rssi:int>,<ber:int>', { about: 'register' }),
    say('urc.booted', 'RDY', { about: 'power' }),
  ],
  { relayed: true, remarks: [modemUrcRemarks] },
);
