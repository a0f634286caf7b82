import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { modeswitchInstalled, unswitchedStick } from './unswitched-stick.ts';

const rule = 'modeswitch-package-missing';

describe(rule, () => {
  it('is likely where the stick stays a drive', () => {
    expect(findingsIn(unswitchedStick, rule)).toMatchObject([{ confidence: 'likely', rung: 'mode' }]);
  });

  it('is silent where the package is there', () => {
    expect(findingsIn([...unswitchedStick, ...modeswitchInstalled], rule)).toEqual([]);
  });
});
