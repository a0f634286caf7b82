import { describe, expect, it } from 'vitest';
import { pageText } from '../../src/report/text/explanation.ts';
import { plainPalette } from '../../src/report/text/palette.ts';

const options = { width: 40, unicode: true, verbose: false, palette: plainPalette };

describe('a page in a terminal', () => {
  it('has no signs of Markdown', () => {
    const page = `# apn-typo

| | |
|---|---|
| rung | \`dial\` |
| explains | [dhcp-discover-no-offer](x.md) |

<!-- The part above is generated. -->

## What it means

With \`ncm\` the modem says *OK* to any name;
DHCP then asks in vain.

- one
- two, which goes on
  below

\`\`\`log speaks
Sun Jul 22 02:23:12 2018 daemon.notice netifd: a
\`\`\`
`;
    expect(pageText(page, options)).toBe(`apn-typo

rung      dial
explains  dhcp-discover-no-offer

What it means

With ncm the modem says OK to any name;
DHCP then asks in vain.

- one
- two, which goes on below

  Sun Jul 22 02:23:12 2018 daemon.notice
   netifd: a
`);
  });
});
