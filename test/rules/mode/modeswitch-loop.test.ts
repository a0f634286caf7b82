import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'modeswitch-loop';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        [
          '[   20.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1f01, bcdDevice= 1.02',
          '[   22.100000] usb 1-1: USB disconnect, device number 2',
          '[   23.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=14db, bcdDevice= 1.02',
          '[   25.100000] usb 1-1: USB disconnect, device number 3',
          '[   26.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1f01, bcdDevice= 1.02',
          '[   28.100000] usb 1-1: USB disconnect, device number 4',
          '[   29.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=14db, bcdDevice= 1.02',
          '[   31.100000] usb 1-1: USB disconnect, device number 5',
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'mode' }]);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          '[   20.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1f01, bcdDevice= 1.02',
          '[   22.100000] usb 1-1: USB disconnect, device number 2',
          '[   23.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=14db, bcdDevice= 1.02',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
