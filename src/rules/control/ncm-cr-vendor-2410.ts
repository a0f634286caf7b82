import { present } from '../../situation/evidence.ts';
import { release } from '../../situation/facts/software.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { isRelease2410, unsupportedVendors } from './unsupported-vendor.ts';

/**
 * In 24.10 the ncm handler keeps the carriage return behind the manufacturer's name and finds no block for it.
 * Sources: OpenWrt comgt-ncm ncm.sh of 24.10.0 to 24.10.8; commit 2eb7e4bf61 (25.12); openwrt issues 17448, 17998.
 */
export const ncmCrVendor2410 = defineRule({
  id: 'ncm-cr-vendor-2410',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    unsupportedVendors(episode).map(({ attempt, taken, name, isBroken, evidence }) => {
      const is2410 = isRelease2410(episode);
      const isBare = taken === 'vendor' && name === null && is2410 === true;
      if (is2410 === false || (taken !== 'cr' && !isBare)) return ruledOut;
      const { span } = release(episode);
      return found({
        attempt,
        confidence: isBroken && is2410 === true ? 'proven' : isBare ? 'possible' : 'likely',
        title: isBare
          ? 'OpenWrt 24.10’s ncm handler calls every modem unsupported'
          : `the handler looks for “${name ?? ''}” with a line end behind it`,
        explanation:
          'The modem ends its answer with a carriage return, and the ncm handler of OpenWrt 24.10 keeps it as part of the manufacturer’s name. There is no block for such a name in ncm.json, so it calls every modem unsupported, also those that it supports.',
        evidence: [...evidence, ...(span === null ? [] : [present(span, 'the release')])],
        confirm: {
          text: 'Look at the answer byte by byte, with the modem’s AT port behind -d: “gcom -d … -s /etc/gcom/getcardinfo.gcom | hexdump -C” shows 0d 0a.',
          command: null,
        },
        fix: {
          summary: 'Update to 25.12, or have the handler drop the carriage return.',
          steps: [
            {
              type: 'advice',
              text: "In /lib/netifd/proto/ncm.sh, lines with getcardinfo.gcom: write awk -v RS='\\r?\\n' instead of awk.",
            },
            { type: 'advice', text: 'Or use proto modemmanager, or 3g, which do not ask for the name.' },
          ],
        },
      });
    }),
});
