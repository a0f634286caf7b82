import { describe, expect, it } from 'vitest';
import { dmesg, kernelLog, logread, says, settingUp, stickArrives } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'usb-power-underrun';
const gone = 'usb 1-1: USB disconnect, device number 2';

function dialAndDrop(from: number) {
  return [settingUp('wan'), ...says('wan', 900, 'Starting network wan'), ...kernelLog(from, [gone])];
}

describe(rule, () => {
  it.each([
    ['the hub measures too much current', ['usb usb1-port1: over-current condition', gone]],
    [
      'the hub has too little to give',
      ['hub 1-0:1.0: insufficient power available to use all downstream ports', gone],
    ],
    [
      'the current of the hub that carries it is cut',
      [
        stickArrives({ port: '1-1.2' }),
        'hub 1-1:1.0: over-current condition',
        'usb 1-1.2: USB disconnect, device number 3',
        gone,
      ].flat(),
    ],
  ])('is likely where %s', (_, lines) => {
    expect(findingsIn(dmesg(10, stickArrives(), lines), rule)).toMatchObject([
      { confidence: 'likely', rung: 'power' },
    ]);
  });

  it('is likely where a hub falls with all that hangs on it', () => {
    const lines = [
      'option1 ttyUSB0: option_instat_callback: error -71',
      'hub 1-0:1.0: port 1 disabled by hub (EMI?), re-enabling...',
      gone,
      'usb 1-1.1: USB disconnect, device number 3',
    ];
    expect(findingsIn(dmesg(10, lines), rule)).toMatchObject([{ confidence: 'likely' }]);
    expect(findingsIn(dmesg(10, lines.slice(0, 2)), rule)).toEqual([]);
  });

  it('is possible after one drop at a dial, likely after two', () => {
    const arrives = kernelLog(10, stickArrives());
    const once = logread('Sun Jul 22 02:23:11 2018', arrives, dialAndDrop(60));
    expect(findingsIn(once, rule)).toMatchObject([{ confidence: 'possible' }]);
    const twice = [
      ...once,
      ...logread('Sun Jul 22 02:24:11 2018', kernelLog(70, stickArrives()), dialAndDrop(90)),
    ];
    expect(findingsIn(twice, rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    [
      'the current changes at a port without a modem',
      [stickArrives(), ['usb usb1-port2: over-current change #1']],
    ],
    ['no modem is in the text', [['usb usb1-port1: over-current condition']]],
    ['the modem leaves without a dial', [stickArrives(), [gone]]],
    ['the words are about an empty port', [['usb usb2-port1: over-current condition'], stickArrives()]],
    ['the modem comes all the same and stays', [['usb usb1-port1: over-current condition'], stickArrives()]],
    [
      'its hub has no supply of its own, and the modem stays',
      [
        ['hub 1-1:1.0: insufficient power available to use all downstream ports'],
        stickArrives({ port: '1-1.2' }),
      ],
    ],
    [
      'a drive leaves the hub that has too little',
      [
        stickArrives({ port: '1-1.2' }),
        ['hub 1-1:1.0: insufficient power available to use all downstream ports'],
        ['usb 1-1.3: New USB device found, idVendor=0781, idProduct=5567, bcdDevice= 1.00'],
        ['usb 1-1.3: USB disconnect, device number 6'],
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(dmesg(10, ...lines), rule)).toEqual([]);
  });
});
