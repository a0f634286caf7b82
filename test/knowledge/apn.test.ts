import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apnTypoOf, findApn, internetApnsOf, nearestApns } from '../../src/knowledge/apn.ts';
import { apnRows } from '../../src/knowledge/data/apn-rows.ts';

const listed = [
  ...new Set(apnRows.split('\n').flatMap((line) => (line.startsWith('=') ? [] : [line.split('|')[0] ?? '']))),
];

test('what operators with a code publish for the internet, those that share it included', () => {
  const giffgaff = internetApnsOf('23410').map(({ apn, operator }) => `${apn} of ${operator}`);
  expect(giffgaff).toContain('giffgaff.com of giffgaff');
  expect(giffgaff.length).toBeGreaterThan(2);
  expect(internetApnsOf('26201').every(({ use }) => use.includes('internet'))).toBe(true);
  expect(internetApnsOf('00101')).toEqual([]);
});

describe('findApn', () => {
  test('knows an operator that shares the codes of its host network', () => {
    expect(findApn('giffgaff.com')).toEqual([
      {
        apn: 'giffgaff.com',
        operator: 'giffgaff',
        country: 'gb',
        mccMnc: ['23402', '23410', '23411'],
        user: 'giffgaff',
        password: 'password',
        use: ['internet'],
      },
    ]);
  });

  test('searches for what stands there, and finds the same in the whole list', () => {
    const asked = ['internet', '.*', 'giffgaff.com|giffgaff', '=gb', '', 'GIFFGAFF.com', 'a+b('];
    // The first ones are searched for; later ones are looked up in the list.
    const before = asked.map(findApn);
    for (let time = 0; time < 8; time += 1) findApn('internet');
    expect(asked.map(findApn)).toEqual(before);
    expect(before.map((rows) => rows.length > 0)).toEqual(
      asked.map((apn) => ['internet', 'giffgaff.com'].includes(apn.toLowerCase())),
    );
  });

  test('does not mind case', () => {
    expect(findApn('GiffGaff.COM')).toEqual(findApn('giffgaff.com'));
    expect(findApn('nxtgenphone')[0]?.apn).toBe('NXTGENPHONE');
  });

  test('keeps uses apart: the same name for the internet and for picture messages', () => {
    const etisalat = findApn('etisalat').find((row) => row.country === 'ae');
    expect(etisalat?.use).toEqual(['mms']);
    expect(findApn('NXTGENPHONE').find((row) => row.operator === 'AT&T')?.use).toEqual(['internet', 'mms']);
  });

  test('has no credentials where the operator publishes none', () => {
    const row = findApn('fast.t-mobile.com').find(({ country }) => country === 'us');
    expect(row).toMatchObject({ operator: 'T-Mobile', use: ['internet'] });
    expect(row).not.toHaveProperty('user');
    expect(row?.mccMnc).toContain('310260');
  });

  test('lists nothing under a name nobody publishes', () => {
    expect(findApn('fast.tmobile.com')).toEqual([]);
    expect(findApn('')).toEqual([]);
  });

  test('an operator of the list stands behind every row', () => {
    expect(listed.length).toBeGreaterThan(600);
    for (const apn of listed) {
      for (const row of findApn(apn)) {
        expect(row.country).toMatch(/^[a-z]{2}$/);
        expect(row.operator).not.toBe('');
        for (const code of row.mccMnc) expect(code).toMatch(/^\d{5,6}$/);
      }
    }
  });
});

describe('nearestApns', () => {
  test('ranks by distance and keeps to the limit', () => {
    const near = nearestApns('giffgfaff.com', { maxDistance: 2 });
    expect(near[0]).toMatchObject({ row: { apn: 'giffgaff.com' }, distance: 1 });
    expect(near.every(({ distance }) => distance <= 2)).toBe(true);
    expect(near.map(({ distance }) => distance)).toEqual(near.map(({ distance }) => distance).toSorted());
  });

  test('the APN itself is at no distance', () => {
    fc.assert(
      fc.property(fc.constantFrom(...listed), (apn) => {
        expect(nearestApns(apn, { maxDistance: 0 })[0]?.distance).toBe(0);
      }),
    );
  });
});

describe('apnTypoOf', () => {
  test('finds the slip of the finger in giffgfaff.com', () => {
    expect(apnTypoOf('giffgfaff.com')).toEqual({
      apn: 'giffgaff.com',
      operators: [{ name: 'giffgaff', country: 'gb' }],
      distance: 1,
      ofSimOperator: null,
    });
  });

  test('finds the missing hyphen of T-Mobile, not its other APN, which is written without one', () => {
    expect(apnTypoOf('fast.tmobile.com')).toMatchObject({
      apn: 'fast.t-mobile.com',
      operators: [{ name: 'T-Mobile', country: 'us' }],
    });
    expect(apnTypoOf('Fast.TMobile.com')?.apn).toBe('fast.t-mobile.com');
    expect(apnTypoOf('epc.tmobile.com')).toBeNull();
  });

  test('looks through what the gateway appends to the name', () => {
    expect(apnTypoOf('giffgfaff.com.mnc010.mcc234.gprs')?.apn).toBe('giffgaff.com');
    expect(apnTypoOf('giffgaff.com.mnc010.mcc234.gprs')).toBeNull();
  });

  test('takes no listed APN for a misspelling', () => {
    for (const apn of listed) expect(apnTypoOf(apn)).toBeNull();
  });

  test.each([
    ['internet', 'a common word'],
    ['internett', 'close to a word that half the world uses'],
    ['web.omnitel', 'close to nothing'],
    ['gifgaf', 'too short'],
    ['your.apn', 'a placeholder'],
    ['<your-apn>', 'a placeholder'],
    ['internet4.voicestream.com', 'a sibling by its number'],
    ['internet.vodafone.ge', 'another country'],
    ['mobile.o2.co.uu', 'another country'],
    ['connects', 'one word, it may be private'],
    ['m2m.company.example', 'private'],
    ['mms.o2.co.uk', 'near wap.o2.co.uk only by three letters'],
    ['', 'nothing'],
  ])('%s is left alone: %s', (apn) => {
    expect(apnTypoOf(apn)).toBeNull();
  });

  test("with the SIM's operator only its own APNs count, and then also common words", () => {
    expect(apnTypoOf('giffgfaff.com', '23410')).toMatchObject({ apn: 'giffgaff.com', ofSimOperator: true });
    expect(apnTypoOf('giffgfaff.com', '26201')).toBeNull();
    expect(apnTypoOf('fast.tmobile.com', '310260')?.apn).toBe('fast.t-mobile.com');
    expect(apnTypoOf('internett', '26207')?.apn).toBe('internet');
  });

  test('never names two APNs at once, and never one further than a slip', () => {
    const slip = fc
      .tuple(fc.constantFrom(...listed), fc.nat(), fc.constantFrom('a', 'e', 'q', '-', '.'))
      .map(([apn, place, letter]) => {
        const at = place % (apn.length + 1);
        return apn.slice(0, at) + letter + apn.slice(at);
      });
    fc.assert(
      fc.property(slip, (written) => {
        const typo = apnTypoOf(written);
        if (typo === null) return;
        const near = nearestApns(written, { maxDistance: 1 }).map(({ row }) => row.apn.toLowerCase());
        expect(near).toContain(typo.apn.toLowerCase());
        expect(typo.operators.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

test('finds nothing for a name that no APN is as long as', () => {
  expect(findApn('('.repeat(200_000))).toEqual([]);
});
