import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'band-unsupported';
const answer = (command: string, ...lines: readonly string[]) => [command, ...lines, '', 'OK', ''];
const asked = (revision: string, imsi: string, registration = '+CEREG: 0,2') => [
  ...answer('ATI', 'Quectel', revision.slice(0, 4), `Revision: ${revision}`),
  ...answer('AT+CIMI', imsi),
  ...answer('AT+CEREG?', registration),
];

describe(rule, () => {
  it.each([
    ['EC25-AF', asked('EC25AFFAR07A08M4G', '262010000000001')],
    ['EC25-A', asked('EC25AFAR05A06M4G', '234100000000001')],
    ['EP06-E', asked('EP06ELAR02A08M4G', '310260000000001')],
    ['EC25-V', asked('EC25VFAR02A04M4G', '26201XXXXXXXXXX')],
  ])('is possible for %s and a card of elsewhere', (model, lines) => {
    const [finding] = findingsIn(lines, rule);
    expect(finding).toMatchObject({ confidence: 'possible', rung: 'register' });
    expect(finding?.title).toContain(model);
  });

  it.each([
    ['both fit', asked('EC25EFAR06A05M4G', '262010000000001')],
    ['the modem is for all regions', asked('EG25GGBR07A08M2G', '262010000000001')],
    ['the modem has many bands', asked('EC21AUFAR02A02M4G', '26201XXXXXXXXXX')],
    ['the bands fit, too', asked('EC25EFAR06A05M4G', '724050000000001')],
    ['the card is of no country', asked('EC25AFFAR07A08M4G', '901280000000001')],
    ['the modem is registered', asked('EC25AFFAR07A08M4G', '262010000000001', '+CEREG: 0,5')],
    ['the card is not shown', asked('EC25AFFAR07A08M4G', 'XXXXXXXXXXXXXXX')],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
