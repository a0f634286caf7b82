import { isNamedPrompt } from '../prompt.ts';
import { edited, editsOf } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isBlockLine, isRecord } from './recognised.ts';

/** `qmi\_wwan`, `\[   31.402117\]`: a character that Markdown would take for a mark of its own. */
const escaped = /\\([_*[\]<>~#`|()+-])/g;

/** Backslashes that an editor for Markdown put in. Shells have such, too, so that no command is touched. */
export const escapes: LineMending = {
  name: 'backslashes of Markdown',
  samples: [
    {
      damaged: ["\\[    1.640000\\] qmi\\_wwan 1-1:1.4 wwan0: unregister 'qmi\\_wwan' usb-1"],
      mended: ["[    1.640000] qmi_wwan 1-1:1.4 wwan0: unregister 'qmi_wwan' usb-1"],
    },
    {
      damaged: ['S:  Product=HUAWEI\\_MOBILE', '+QNWINFO: "FDD LTE",26202,\\*', 'a\\_b'],
      mended: ['S:  Product=HUAWEI_MOBILE', '+QNWINFO: "FDD LTE",26202,*', 'a\\_b'],
    },
    {
      damaged: ["\toption device '/dev/cdc\\-wdm0'", 'root@OpenWrt:~# logread | grep \\[modem'],
      mended: ["\toption device '/dev/cdc-wdm0'", 'root@OpenWrt:~# logread | grep \\[modem'],
    },
  ],
  mend(line) {
    if (!line.text.includes('\\') || isNamedPrompt(line.text)) return null;
    const edits = editsOf(line.text, escaped, ([, character = '']) => character);
    const plain = edits === null ? null : edited(line, edits);
    return plain !== null && (isRecord(plain.text) || isBlockLine(plain.text)) ? [plain] : null;
  },
};
