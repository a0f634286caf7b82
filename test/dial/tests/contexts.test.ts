import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { contextsTest } from '../../../src/dial/tests/contexts.ts';
import { realClock } from '../../bench/clock.ts';
import type { StoredCredentials } from '../../bench/modem/memory.ts';
import { VirtualModem } from '../../bench/modem/virtual-modem.ts';
import { huaweiE3372 } from '../../bench/profiles/huawei.ts';
import { quectelEc25Qmi } from '../../bench/profiles/quectel.ts';
import { settled, type VirtualPortOptions, virtualPort } from '../at/virtual-port.ts';
import { configured, ports, subjectIn, wwan } from '../modems.ts';
import { virtualBench } from './virtual-bench.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

interface Given {
  readonly maker?: 'huawei' | 'quectel';
  /** Options of the interface. */
  readonly config?: Readonly<Record<string, string>>;
  /** What the modem holds for context 1. */
  readonly login?: StoredCredentials;
  readonly port?: VirtualPortOptions;
}

function setUp({ maker = 'huawei', config = {}, login, port = {} }: Given) {
  const [profile, usbId] = maker === 'huawei' ? [huaweiE3372, '12d1:1506'] : [quectelEc25Qmi, '2c7c:0125'];
  const modem = new VirtualModem(profile, realClock);
  if (login !== undefined) modem.remember({ ...modem.memory, credentials: { 1: login } });
  const network = configured('wan', { proto: '3g', device: '/dev/ttyUSB2', apn: 'bench.example', ...config });
  const subject = subjectIn([ports('1-1', [usbId, 0, 1, 2]), network]);
  const bench = virtualBench({ subject, open: () => virtualPort({ ...port, modem }) });
  return { bench, run: () => settled(contextsTest.run(bench)) };
}

const joe: StoredCredentials = { authentication: 'pap', user: 'joe77', password: 'sesame99' };
const asConfigured = { username: 'joe77', password: 'sesame99', auth: 'pap' };

describe('the login that a modem holds', () => {
  test.each(['huawei', 'quectel'] as const)('is the configured one, of %s', async (maker) => {
    const { run, bench } = setUp({ maker, config: asConfigured, login: joe });
    const { outcome, answer } = await run();
    expect(outcome).toBe('reached');
    expect(answer).toContain(
      'Context 1 has a login by PAP: the user name that is configured, the password that is configured.',
    );
    expect(bench.sent).toContain(maker === 'huawei' ? 'AT^AUTHDATA?' : 'AT+QICSGP=1');
    expect(`${answer}${bench.captured()}`).not.toMatch(/joe77|sesame99/);
    expect(bench.captured()).toContain('+CGAUTH: 1,1,"<hidden>","<hidden>"');
  });

  test.each([
    ['another user', { ...asConfigured, username: 'jim78' }, 'another user name than the configured one'],
    ['another password', { ...asConfigured, password: 'sesame98' }, 'is configured, another password.'],
    ['another method', { ...asConfigured, auth: 'chap' }, 'and CHAP is configured.'],
    ['no login', {}, 'Context 1 has a login by PAP: the configuration has none.'],
  ] as const)('differs from a configuration with %s', async (_, config, words) => {
    expect((await setUp({ config, login: joe }).run()).answer).toContain(words);
  });

  test('is told to be none', async () => {
    expect((await setUp({}).run()).answer).toMatch(/ The modem holds no login\.$/);
    expect((await setUp({ config: asConfigured }).run()).answer).toMatch(
      / The modem holds no login; the configuration has one\.$/,
    );
  });

  test('may come without the password, or with its two words turned round', async () => {
    const answer = async (words: string) => {
      const rephrase = (said: string) => said.replace(/(\+CGAUTH: 1),1,"joe77","sesame99"/, `$1,${words}`);
      return (
        await setUp({
          maker: 'quectel',
          config: asConfigured,
          login: joe,
          port: { rephrase, lost: /QICSGP/ },
        }).run()
      ).answer;
    };
    expect(await answer('1,"joe77"')).toMatch(/by PAP: the user name that is configured\.$/);
    expect(await answer('1,"joe77","****"')).toMatch(/by PAP: the user name that is configured\.$/);
    expect(await answer('1,"sesame99","joe77"')).toMatch(/is configured, the password that is configured\.$/);
  });

  test('is not told where the modem answers none of the questions', async () => {
    const { answer } = await setUp({ login: joe, port: { lost: /CGAUTH|AUTHDATA/ } }).run();
    expect(answer).not.toContain('login');
  });

  test('is in no form of an answer shown or kept', async () => {
    vi.useRealTimers();
    const word = fc
      .string({ unit: fc.constantFrom(...'bfhjkqvwxzBFHJKQVWXZ23456789'), minLength: 6, maxLength: 12 })
      .map((middle) => `Q${middle}7`);
    const forms = fc.constantFrom<(user: string, password: string) => string>(
      (user, password) => `+CGAUTH: 1,1,"${user}","${password}"`,
      (user, password) => `+CGAUTH: 1,PAP,${user},${password}`,
      (user, password) => `+CGAUTH: ${user}`.concat('\r\n', password),
      (user, password) => `^AUTHDATA: 1,2,"${password}","${user}","26201"`,
      (user, password) => `$QCPDPP: 1,1,"${password}","${user}"`,
      (user, password) => `+QICSGP: 1,"internet","${user}","${password}",1`,
      (user, password) => `user: ${user}\r\npassword: ${password}`,
      (user, password) => `~ ${user} ${password}`,
    );
    await fc.assert(
      fc.asyncProperty(word, word, forms, async (user, password, form) => {
        vi.useFakeTimers();
        const rephrase = (said: string) =>
          said.replace(/\+CGAUTH: 1,1,"joe77","sesame99"/, form(user, password));
        const { run, bench } = setUp({
          config: { username: user, password },
          login: joe,
          port: { rephrase },
        });
        const { answer } = await run();
        expect(`${answer}${bench.captured()}`).not.toMatch(new RegExp(`${user}|${password}|joe77|sesame99`));
        vi.useRealTimers();
      }),
      { numRuns: 40 },
    );
  });
});

test('the plan names each question that is private, and says what becomes of the answer', () => {
  const { bench } = setUp({});
  const planned = contextsTest.plan(bench.subject, bench.survey);
  if (typeof planned === 'string') throw new Error(planned);
  expect(planned.class).toBe('reads');
  expect(planned.commands.at(-1)).toBe(
    'AT+CGAUTH?, AT^AUTHDATA?: user names and passwords are compared, and neither shown nor kept',
  );
});

test('a modem of QMI is asked for its contexts and logins on its AT port', async () => {
  const network = configured('wan', {
    proto: 'qmi',
    device: '/dev/cdc-wdm0',
    apn: 'bench.example',
    ...asConfigured,
  });
  const subject = {
    ...subjectIn([`${ports('1-1', ['2c7c:0125', 0, 1, 2])}${wwan('1-1', 0)}`, network], ['has\tuqmi']),
    serialPorts: ['/dev/ttyUSB2'],
  };
  expect(subject.path).toBe('uqmi');
  const modem = new VirtualModem(quectelEc25Qmi, realClock);
  modem.remember({ ...modem.memory, credentials: { 1: joe } });
  const bench = virtualBench({
    subject,
    open: () => virtualPort({ modem }),
    prints: () => '"disconnected"\n',
  });
  const planned = contextsTest.plan(subject, surveyOf('over'));
  expect(typeof planned === 'string' ? planned : planned.commands.at(-2)).toBe('to its AT port: AT+CGDCONT?');
  const { answer } = await settled(contextsTest.run(bench));
  expect(answer).toContain(
    'context 2 has ims. The configuration says bench.example. Context 1 has a login by PAP',
  );
});
