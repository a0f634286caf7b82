import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { modeswitchInstalled, unswitchedStick } from './unswitched-stick.ts';

const rule = 'modeswitch-id-unknown';

describe(rule, () => {
  it('is likely where the package is there and the stick stays a drive', () => {
    expect(findingsIn([...unswitchedStick, ...modeswitchInstalled], rule)).toMatchObject([
      { confidence: 'likely', rung: 'mode' },
    ]);
  });

  it('is silent where nothing shows the package', () => {
    expect(findingsIn(unswitchedStick, rule)).toEqual([]);
  });
});
