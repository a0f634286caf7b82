import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/report/evidence-label.ts';
import { toJson } from '../../src/report/json.ts';
import { plainPalette } from '../../src/report/text/palette.ts';
import { toText } from '../../src/report/text/to-text.ts';
import { present } from '../../src/situation/evidence.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import { dhcp, logread, ncmDial, says, settingUp } from '../situation/log-lines.ts';
import { sourceOf } from './diagnosis-builder.ts';

describe('the remark beside a line', () => {
  const log = sourceOf('log', 'modem (9): +CME ERROR: 30');

  it('is what the rule says, else what the code means that stands in it', () => {
    const span = log.span('modem (9): +CME ERROR: 30');
    expect(labelOf(present(span))).toBe('no network: no coverage, or not registered');
    expect(labelOf(present(span, 'refused'))).toBe('refused');
    expect(labelOf(present(log.span('modem (9):')))).toBeNull();
  });

  it('stands in the report of a dial that was refused with a code', () => {
    const diagnosis = diagnosisOf(
      logread(
        'Sun Jul 22 02:23:12 2018',
        settingUp('modem'),
        says(
          'modem',
          9,
          'sending -> AT',
          'OK',
          'sending -> AT^NDISDUP=1,1,"internet"',
          '+CME ERROR: 30',
          'Failed to connect',
        ),
      ),
    );
    const words = 'no network: no coverage, or not registered';
    const page = { width: 100, unicode: true, verbose: false, palette: plainPalette };
    expect(toText(diagnosis, page).replaceAll(/[\s│]+/g, ' ')).toContain(words);
    expect(JSON.stringify(toJson(diagnosis))).toContain(words);
  });

  it('is nothing where no code stands', () => {
    const diagnosis = diagnosisOf(logread('Sun Jul 22 02:23:12 2018', ncmDial(), dhcp('modem_4', 3)));
    expect(JSON.stringify(toJson(diagnosis))).not.toContain('+CME');
  });
});
