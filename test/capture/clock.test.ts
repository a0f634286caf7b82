import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarSeconds } from '../../src/capture/clock.ts';

describe('calendarSeconds', () => {
  it('agrees with the platform on every calendar day and time', () => {
    const time = fc.record({
      year: fc.integer({ min: 1900, max: 2199 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      second: fc.integer({ min: 0, max: 59 }),
    });
    fc.assert(
      fc.property(time, (printed) => {
        const { year, month, day, hour, minute, second } = printed;
        const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
        const exists = new Date(milliseconds).getUTCMonth() === month - 1;
        expect(calendarSeconds(year, printed)).toBe(exists ? milliseconds / 1000 : null);
      }),
    );
  });

  it.each([
    ['month 0', 2018, { month: 0 }],
    ['month 13', 2018, { month: 13 }],
    ['day 0', 2018, { day: 0 }],
    ['30 February', 2018, { month: 2, day: 30 }],
    ['29 February of a year without one', 1900, { month: 2, day: 29 }],
    ['hour 24', 2018, { hour: 24 }],
    ['minute 60', 2018, { minute: 60 }],
    ['second 61', 2018, { second: 61 }],
    ['year before its calendar', 1899, {}],
  ])('knows no %s', (_name, year, change) => {
    const valid = { month: 7, day: 21, hour: 22, minute: 15, second: 33 };
    expect(calendarSeconds(2018, valid)).not.toBeNull();
    expect(calendarSeconds(year, { ...valid, ...change })).toBeNull();
  });

  it('counts back from 1970, where routers west of Greenwich begin', () => {
    const printed = { month: 12, day: 31, hour: 16, minute: 0, second: 10 };
    expect(calendarSeconds(1969, printed)).toBe(10 - 8 * 3600);
  });
});
