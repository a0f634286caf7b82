import { expect, it } from 'vitest';
import { readingsOf } from '../../src/redact/readings.ts';

const head = 'Sun Jul 22 02:23:21 2018 daemon.notice netifd: ';

it('of a line whose log line a page wrapped hold it in one piece, with and without a blank, and its parts', () => {
  const page = `<p>${head}wwan (2396): uqmi --pass<br>word sesame99</p>`;
  const readings = readingsOf(page);
  const texts = readings.map(({ text }) => text);
  expect(texts).toEqual([
    `${head}wwan (2396): uqmi --pass word sesame99`,
    `${head}wwan (2396): uqmi --password sesame99`,
    `${head}wwan (2396): uqmi --pass`,
    'word sesame99',
    page,
  ]);
  const [whole] = readings;
  const at = whole?.text.indexOf('sesame99') ?? -1;
  const [start, end] = whole?.place(at, at + 8) ?? [0, 0];
  expect(page.slice(start, end)).toBe('sesame99');
});
