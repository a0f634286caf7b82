import { describe, expect, test } from 'vitest';
import { BbcodeReport } from '../../../src/report/shareable/to-bbcode.ts';
import { HtmlReport } from '../../../src/report/shareable/to-html.ts';
import { MarkdownReport } from '../../../src/report/shareable/to-markdown.ts';
import { brokenPost } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';

const path = '/home/joe77/lte/joe.doe@example.net-356938035643809.txt';

describe.each([
  ['markdown', MarkdownReport],
  ['bbcode', BbcodeReport],
  ['html', HtmlReport],
])('%s', (_, Report) => {
  test.each([path, null])('tells no account, address or number by the name of a file (%s)', (file) => {
    const report = new Report({ verbose: true });
    report.diagnosed(file, diagnosisOf({ [path]: brokenPost }));
    expect(report.text()).not.toMatch(/joe|5643809/);
    expect(report.text()).toContain('account-1');
  });

  test('nor by that of one that cannot be read', () => {
    const report = new Report({ verbose: false });
    report.failed(path, `There is no file ${path}.`);
    expect(report.text()).not.toMatch(/joe|5643809/);
    expect(report.text()).toContain('account-1');
  });
});
