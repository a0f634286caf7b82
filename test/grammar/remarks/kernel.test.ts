import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../src/grammar/check-speakers.ts';
import { kernel } from '../../../src/grammar/speakers/kernel.ts';

const seed = 20_261_124;

describe('the kernel', () => {
  it(`understands what it says (seed ${seed})`, () => {
    expect(faultsOf([kernel], seed, 24)).toEqual([]);
  });
});
