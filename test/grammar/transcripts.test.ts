import { describe, expect, it } from 'vitest';
import { readLines } from './recorded-reading.ts';

/** Speaker and kind of each message, or the kind of a remark. */
function toldOf(...lines: readonly string[]): readonly string[] {
  return readLines(...lines).messages.map((message) =>
    message.kind === 'remark' ? message.fields.wording : `${message.origin.speaker}: ${message.kind}`,
  );
}

function proseOf(...lines: readonly string[]): readonly string[] {
  return readLines(...lines).prose.map(({ text }) => text);
}

describe('a transcript without its prompt', () => {
  it('of chat is read with what the modem answers', () => {
    const talk = [
      'I see this:',
      '',
      'abort on (NO CARRIER)',
      'timeout set to 10 seconds',
      'send (ATD*99#^M)',
      'expect (CONNECT)',
      '^M',
      'ATD*99#^M^M',
      'NO CARRIER',
      ' -- failed',
      'Failed (NO CARRIER)',
    ];
    expect(toldOf(...talk)).toEqual([
      'chat: chat.abort-on',
      'chat: chat.timeout',
      'chat: chat.send',
      'chat: chat.expect',
      'chat: chat.answer',
      'chat: chat.answer',
      'chat: chat.answer',
      'chat: chat.failed',
      'chat: chat.aborted',
    ]);
    expect(proseOf(...talk)).toEqual(['I see this:']);
  });

  it('of gcom is told by its stamp', () => {
    expect(
      toldOf(
        'comgt 09:52:30 -> -- Error Report --',
        'comgt 09:52:30 -> ---->                      ^',
        'comgt 09:52:30 -> Error @139, line 8, Could not write to COM device. (1)',
      ),
    ).toEqual(['gcom.step', 'gcom.step', 'gcom: gcom.write-failed']);
  });

  it('of ModemManager is told by its level or its object', () => {
    const { messages } = readLines(
      '<wrn> [modem0/bearer1] connection attempt #1 failed: Call failed',
      '- <info>  [modem0] state changed (registered -> connecting)',
      '[modem0] state changed (connecting -> registered)',
      '<info>  [1571483646.4585] modem["ttyUSB2"]: modem state changed',
    );
    expect(messages.map(({ kind, origin: { object, spans } }) => [kind, object, spans[0].line])).toEqual([
      ['bearer.attempt-failed', 'modem0/bearer1', 1],
      ['modem.state-changed', 'modem0', 2],
      ['modem.state-changed', 'modem0', 3],
    ]);
  });

  it('of quectel-CM is known by what two lines on end say', () => {
    const talk = [
      'Auto find qmichannel = /dev/cdc-wdm0',
      '',
      'requestGetSIMStatus SIMStatus: SIM_READY',
      'requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED',
    ];
    expect(toldOf(...talk)).toEqual([
      'quectel-cm.device-step',
      'quectel-CM: quectel-cm.sim-status',
      'quectel-CM: quectel-cm.disconnected',
    ]);
    expect(readLines(...talk).sections.map(({ kind, firstLine }) => [kind, firstLine])).toEqual([
      ['shell', 1],
    ]);
  });

  it('of the atc and xmm handlers is known by the same', () => {
    expect(toldOf('Initiate modem with interface wwan0', 'Can not read SIMcard', 'that was it')).toEqual([
      'atc.initiating',
      'proto-atc: handler.sim-unreadable',
    ]);
    expect(toldOf('Setup xmm interface wwan with port /dev/ttyACM0', 'SIM-card not insert!')).toEqual([
      'xmm.setup',
      'proto-xmm: handler.sim-missing',
    ]);
  });

  it('of pppd and of netifd, too', () => {
    expect(toldOf('Connect: ppp0 <--> /dev/ttyUSB0', 'local  IP address 10.64.64.64')).toEqual([
      'pppd: pppd.connect',
      'pppd: pppd.local-address',
    ]);
    expect(toldOf("Interface 'wwan' is setting up now", "Interface 'wwan' is now down")).toEqual([
      'netifd: interface.setting-up',
      'netifd: interface.down',
    ]);
  });

  it('may be the words that netifd relays, its own tag cut off', () => {
    const { messages, prose } = readLines(
      'wwan (4880): Waiting for SIM initialization',
      'openwrt (2024): it does not work',
    );
    expect(messages.map(({ kind, origin }) => [kind, origin.interface, origin.pid])).toEqual([
      ['handler.waiting-for-sim', 'wwan', 4880],
    ]);
    expect(prose.map(({ number }) => number)).toEqual([2]);
  });
});

it('of QModem’s file names the script that speaks', () => {
  expect(
    toldOf(
      '[2025-09-12 16:02:30] modem_dial:info sim card is miss ',
      '[2025-09-12 16:02:31] modem_util: pin code required',
    ),
  ).toEqual(['qmodem: qmodem.sim-missing', 'qmodem: qmodem.pin-required']);
});

it('of dmesg may have lost its stamps', () => {
  const { messages, sections, prose } = readLines(
    'usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    'usbcore: registered new interface driver option',
    'usbserial: USB Serial support registered for GSM modem (1-port)',
    'usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
    'and that is all',
  );
  expect(sections.map(({ kind, firstLine }) => [kind, firstLine])).toEqual([
    ['dmesg', 1],
    ['prose', 5],
  ]);
  expect(messages.map(({ origin }) => [origin.speaker, origin.spans[0].line])).toEqual([
    ['kernel', 1],
    ['kernel', 2],
    ['kernel', 3],
    ['kernel', 4],
  ]);
  expect(prose.map(({ number }) => number)).toEqual([5]);
});

describe('somebody’s own words stay prose', () => {
  it.each([
    ['one line that a program says, too', ['then', "Interface 'wwan' is now up", 'and that was it']],
    ['two programs in turn', ['Initiate modem with interface wwan0', 'Auto find usbnet_adapter = wwan0']],
    ['sentences', ['I send (as you said) an SMS', 'Waiting for the SIM', 'Failed (why?)', 'OK']],
    ['a wish that ends like one', ["Interface 'wwan' is now up, at last.", 'Modem connected, it says.']],
  ])('%s', (_name, lines) => {
    expect(proseOf(...lines)).toEqual(lines);
    expect(toldOf(...lines)).toEqual([]);
  });

  it('in the order of the input', () => {
    const lines = ["Interface 'wwan' is now up", 'network.wan.proto=qmi', 'root@OpenWrt:~# ifup wwan'];
    const { sections } = readLines(...lines);
    expect(sections.map(({ kind, firstLine }) => [kind, firstLine])).toEqual([
      ['prose', 1],
      ['uci', 2],
      ['shell', 3],
    ]);
  });

  it('at the end of the input', () => {
    expect(proseOf('see', "Interface 'wwan' is now up")).toEqual(['see', "Interface 'wwan' is now up"]);
  });
});
