import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attemptOf, diagnosisOf, rungsOf } from '../diagnosis-of.ts';

const logread = readFileSync('samples/e3372-3g-works.txt', 'utf8');
const dated = /^\w{3} (\w{3} [ \d]\d [\d:]{8}) \d{4} (\S+) /gm;

/** The same thread from routers whose log is kept by busybox. */
const rewritten = {
  'as syslogd prints it': logread
    .replace(dated, '$1 OpenWrt $2 ')
    .replace('kern.info kernel:', 'user.info kernel:'),
  'with milliseconds': logread.replace(dated, '$1.250 OpenWrt $2 '),
  'with priorities that have no name': logread.replace(dated, '$1 OpenWrt <190> '),
  'under -S': logread.replace(dated, '$1 '),
};

/** What is told of the dial, without places in lines that differ. */
function story(text: string) {
  const { verdict, findings, situation } = diagnosisOf(text);
  const { apn, address, outcome, interface: name, device, netdev, proto, ladder } = attemptOf(text);
  return {
    verdict,
    rules: findings.map(({ rule }) => rule),
    breaks: situation.episodes.map(({ brokenOffBy }) => brokenOffBy),
    stats: situation.stats,
    attempt: {
      apn: apn?.value,
      address: address?.value,
      outcome,
      name,
      device,
      netdev,
      proto,
      rungs: rungsOf({ ladder }),
    },
  };
}

describe('a dial in the log of busybox syslogd', () => {
  it.each(Object.entries(rewritten))('tells what logread tells: %s', (_, text) => {
    const expected = story(logread);
    expect(expected.attempt).toMatchObject({ apn: 'giffgaff.com', address: '10.146.249.5', outcome: 'up' });
    expect(story(text)).toEqual(expected);
  });

  it('has the times that the log prints, and no year', () => {
    expect(attemptOf(rewritten['as syslogd prints it']).clock).toMatchObject({
      first: { text: 'Jul 21 22:15:33', hasYear: false },
      last: { text: 'Jul 21 22:15:41', hasYear: false },
    });
  });

  it('knows the router’s name', () => {
    const [episode] = diagnosisOf(rewritten['as syslogd prints it']).situation.episodes;
    expect(episode?.router).toMatchObject({ host: { value: 'OpenWrt' }, bootedAt: null });
  });
});
