import { describe, expect, it } from 'vitest';
import { atCommandTemplates } from '../../src/knowledge/at-command.ts';
import { ManualClock } from './clock.ts';
import { VirtualModem } from './modem/virtual-modem.ts';
import { huaweiE3372 } from './profiles/huawei.ts';
import type { Profile } from './profiles/profile.ts';
import { quectelEc25Qmi } from './profiles/quectel.ts';
import { pppStick } from './profiles/zte.ts';
import { Terminal } from './terminal.ts';

function online(profile: Profile): { clock: ManualClock; terminal: Terminal } {
  const clock = new ManualClock();
  const terminal = new Terminal(new VirtualModem(profile, clock).port('pcui'));
  terminal.ask('ATE0');
  return { clock, terminal };
}

/** What these devices do not have, though others of their makers do. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  '3gpp': [
    // 5G
    'AT+C5GREG?',
  ],
  huawei: [
    // No form of its answer is known.
    'AT^NWINFO',
    // Unlock codes are nothing to try.
    'AT^CARDLOCK="<code>"',
  ],
  quectel: [
    // 5G modules, and those with SuperSpeed
    'AT+QNWPREFCFG="mode_pref"',
    'AT+QNWPREFCFG="lte_band"',
    'AT+QNWPREFCFG="nr5g_disable_mode"',
    'AT+QUSBCFG="SS"',
    'AT+QNWLOCK="common/4g"',
    // Nothing to try
    'AT+QMBNCFG="Select","x"',
    'AT+QPRTPARA=3',
    'AT+EGMR=1,7,"<imei>"',
  ],
  zte: [
    // They leave or remove the drive, or change the composition.
    'AT+ZCDRUN=9',
    'AT+ZCDRUN=8',
    'AT+ZSWITCH=L',
  ],
};

/** What they tell of a session needs one. */
const sessionsFirst: Readonly<Record<string, string>> = {
  'AT^DHCP?': 'AT^NDISDUP=1,1,"internet"',
  'AT+QNETDEVSTATUS=<cid>': 'AT+QNETDEVCTL=1,1,1',
};

/** A line that a modem can read: places are filled, what may be left out is left out. */
function filled(template: string): string {
  return template
    .replace(/\[[^\]]*\]/g, '')
    .replace(',<rest>', ',"0.0.0.0",0,0')
    .replace('"<order>",<hex>,<n>,<n>,<hex>,,', '"03",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF,,')
    .replace('"<type>"', '"IP"')
    .replace('<type>', '1')
    .replace('"<a>;<b>"', '"A1;10,12"')
    .replace('<mccmnc>', '00101')
    .replace('<pin>', '1234')
    .replace(/"<[a-z]+>"/g, '"internet"')
    .replace(/<(?:cid|n|auth)>/g, '1');
}

describe.each([
  [huaweiE3372, 'huawei'],
  [quectelEc25Qmi, 'quectel'],
  [pppStick, 'zte'],
])('$name knows the commands of its maker', (profile, vendor) => {
  const known = atCommandTemplates().filter((info) => info.vendor === '3gpp' || info.vendor === vendor);
  it.each(known.map(({ template, vendor: maker }) => [template, maker]))('%s', (template, maker) => {
    // Data mode is left, not a command sent.
    if (template === '+++') return;
    const { clock, terminal } = online(profile);
    const dial = sessionsFirst[template];
    if (dial !== undefined) terminal.ask(dial);
    const before = terminal.ask(filled(template));
    clock.advance(180_000);
    const last = [...before, ...terminal.lines()].find((line) =>
      /^(?:OK|ERROR|COMMAND NOT SUPPORT|NO CARRIER|CONNECT|\+CM[ES] ERROR: .*)$/.test(line),
    );
    const dials = profile.functions.some(
      (part) => part.kind === 'serial' && part.role === 'pcui' && part.dials,
    );
    const isLacking = lacking[maker]?.includes(template) ?? false;
    if (isLacking) expect(last).toMatch(/^(?:COMMAND NOT SUPPORT|ERROR|\+CME ERROR: .*)$/);
    else if (/^ATD/.test(template)) expect(last).toBe(dials ? 'CONNECT' : 'NO CARRIER');
    else if (/CPIN=|CMGL/.test(template)) expect(last).toMatch(/^(?:\+CM[ES] ERROR: .*|ERROR)$/);
    else expect(last).toBe('OK');
  });
});

// The forms that at-commands.json documents: 27.007, the makers' manuals, ModemManager's parsers.
describe('the answers have the form that is documented', () => {
  it.each([
    ['AT+CPIN?', /^\+CPIN: READY$/],
    ['AT+CLCK="SC",2', /^\+CLCK: 0$/],
    ['AT+CPINR', /^\+CPINR: SIM PIN,3,3$/],
    ['AT+CFUN?', /^\+CFUN: (\d)$/],
    ['AT+CSQ', /^\+CSQ: (\d+),(\d+)$/],
    ['AT+CESQ', /^\+CESQ: 99,99,255,255,20,46$/],
    ['AT+CREG?', /^\+CREG: (\d),(\d)(,"?([0-9A-F]+)"?,"?([0-9A-F]+)"?(,(\d+))?)?$/],
    ['AT+CGREG?', /^\+CGREG: (\d),(\d).*$/],
    ['AT+CEREG?', /^\+CEREG: (\d),(\d).*$/],
    ['AT+COPS?', /^\+COPS: (\d)(,(\d),"([^"]*)"(,(\d+))?)?$/],
    ['AT+CGATT?', /^\+CGATT: (0|1)$/],
    ['AT+CGDCONT?', /^\+CGDCONT: (\d+),"(IP|IPV6|IPV4V6|PPP|Non-IP)","([^"]*)".*$/],
    ['AT+CGACT?', /^\+CGACT: (\d+),(0|1)$/],
    ['AT+CGPADDR', /^\+CGPADDR: (\d+)$/],
    ['AT+CEER', /^\+CEER: .*$/],
    ['AT+CGSN', /^\d{15}$/],
    ['AT+CIMI', /^\d{14,15}$/],
    ['AT+CCID', /^(\+CCID: )?\d{18,20}F?$/],
    // EF ICCID, EF AD with two digits of the network's code, and a name of the operator, which this card does not have.
    ['AT+CRSM=176,12258,0,0,10', /^\+CRSM: 144,0,"980001010000000010F7"$/],
    ['AT+CRSM=176,28589,0,0,4', /^\+CRSM: 144,0,"00000002"$/],
    ['AT+CRSM=176,28486,0,0,17', /^\+CRSM: 106,130$/],
    ['AT+IPR?', /^\+IPR: \d+$/],
    ['AT^SYSINFOEX', /^\^SYSINFOEX:(\d),(\d),(\d),(\d),,(\d+),"([^"]*)",(\d+),"([^"]*)"$/],
    ['AT^SYSINFO', /^\^SYSINFO:(\d),(\d),(\d),(\d+),(\d+)(,\d?,\d+)?$/],
    ['AT^HCSQ?', /^\^HCSQ:"(LTE|WCDMA|GSM|NOSERVICE|NR)"(,\d+)*$/],
    ['AT^NDISSTATQRY?', /^\^NDISSTATQRY: ?(\d)(,(\d*))?,?,?"?(IPV4|IPV6)?"?(,(\d),(\d*),,"IPV6")?$/],
    ['AT^SETPORT?', /^\^SETPORT: ?"?([0-9A-F,]+);([0-9A-F,]+)"?$/],
    [
      'AT^GETPORTMODE',
      /^\^GETPORTMODE: ?TYPE: ?(WCDMA|LTE.*): ?huawei,+(MDM|PCUI|NDIS|DIAG|GPS|PCSC|CDROM|SD):(\d+)/,
    ],
    ['AT^SYSCFGEX?', /^\^SYSCFGEX: ?"([0-9]+)",([0-9A-F]+),(\d),(\d),([0-9A-F]+)$/],
    ['AT^SYSCFG?', /^\^SYSCFG:(\d+),(\d),([0-9A-F]+),(\d),(\d)$/],
    ['AT^CARDLOCK?', /^\^CARDLOCK: ?(\d),(\d+),(\d+)$/],
    ['AT^RFSWITCH?', /^\^RFSWITCH: ?(0|1),(0|1)$/],
    ['AT^ICCID?', /^\^ICCID: ?(\d+)$/],
    ['AT^VERSION?', /^\^VERSION:.*$/],
    ['AT^FHVER', /^\^FHVER:.*$/],
    ['AT^MONSC', /^\^MONSC: ?(LTE|WCDMA|GSM|NONE).*$/],
    ['AT^SETAUTODIAL?', /^\^SETAUTODIAL: ?(0|1)(,\d)?$/],
  ])('Huawei, %s', (command, form) => {
    expect(online(huaweiE3372).terminal.ask(command)[0]).toMatch(form);
  });

  it.each([
    ['AT+QCFG="usbnet"', /^\+QCFG: "usbnet",(\d)$/],
    ['AT+QCFG="data_interface"', /^\+QCFG: "data_interface",(\d),(\d)$/],
    ['AT+QCFG="usbcfg"', /^\+QCFG: "usbcfg",0x2C7C,0x....,.*$/],
    ['AT+QCFG="nat"', /^\+QCFG: "nat",(0|1)$/],
    ['AT+QNWINFO', /^\+QNWINFO: "([^"]+)","(\d+)","([^"]+)",(\d+)$/],
    ['AT+QENG="servingcell"', /^\+QENG: "servingcell","NOCONN","LTE","FDD",.*$/],
    ['AT+QCSQ', /^\+QCSQ: "LTE"(,-?\d+)*$/],
    ['AT+QSIMSTAT?', /^\+QSIMSTAT: (\d),(0|1|2)$/],
    ['AT+QSIMDET?', /^\+QSIMDET: (\d),(\d)$/],
    ['AT+QUIMSLOT?', /^\+QUIMSLOT: (1|2)$/],
    ['AT+QINISTAT', /^\+QINISTAT: (\d+)$/],
    ['AT+QPINC?', /^\+QPINC: "SC",3,10$/],
    ['AT+QICSGP=1', /^\+QICSGP: (\d),"","","",(\d)$/],
    ['AT+QNETDEVCTL?', /^\+QNETDEVCTL: (\d),(\d),(\d),(\d)$/],
    ['AT+QMBNCFG="List"', /^\+QMBNCFG: "List",(\d+),(0|1),(0|1),"([^"]+)",.*$/],
  ])('Quectel, %s', (command, form) => {
    expect(online(quectelEc25Qmi).terminal.ask(command)[0]).toMatch(form);
  });

  it.each([
    ['AT+ZPAS?', /^\+ZPAS: ?"([^"]+)","([^"]+)"$/],
    ['AT+ZGACT?', /^\+ZGACT: ?(\d),(\d)$/],
  ])('ZTE, %s', (command, form) => {
    expect(online(pppStick).terminal.ask(command)[0]).toMatch(form);
  });
});
