import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'udhcpc-wrong-interface';

describe(rule, () => {
  it('is proven where udhcpc ran with a bare device name', () => {
    const text = [
      'root@GL-MT300N:~# udhcpc -f wwan0',
      'udhcpc (v1.23.2) started',
      'Sending discover...',
      'Sending discover...',
    ].join('\n');
    expect(findingsIn(text, rule)).toMatchObject([
      { confidence: 'proven', severity: 'error', rung: 'address', evidence: [{ span: { line: 1 } }, {}, {}] },
    ]);
  });

  it('is no more than likely where its output is missing', () => {
    expect(findingsIn('root@GL-MT300N:~# udhcpc -f wwan0\n', rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each(['udhcpc -i wwan0', 'udhcpc -f -i wwan0', 'udhcpc -iwwan0 -n', 'udhcpc -f', 'ping -c 1 wwan0'])(
    'is silent about %s',
    (command) => {
      const text = `root@GL-MT300N:~# ${command}\nudhcpc (v1.23.2) started\nSending discover...\n`;
      expect(findingsIn(text, rule)).toEqual([]);
    },
  );
});
