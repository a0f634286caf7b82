// Writes the bundles that the benchmark of `hwdiag triage` reads: small captures as customers send them, the same for the same
// seed. Of ten, six are logs of some twenty lines or more, one is packed, one a tar archive, one a folder with a
// configuration beside its log, and one is damaged.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { writeLog } from './log-generator.mjs';

const config = `config interface 'wwan'
\toption proto 'qmi'
\toption device '/dev/cdc-wdm0'
\toption apn 'internet'
`;

/**
 * @param {string} folder that does not exist yet
 * @param {number} count
 * @param {number} seed
 */
export async function writeBundles(folder, count, seed) {
  mkdirSync(folder, { recursive: true });
  const draft = `${folder}.log`;
  for (let index = 0; index < count; index += 1) {
    writeLog(draft, index % 2 === 0 ? 'mixed' : 'varied', 0.004, seed + index);
    const log = readFileSync(draft);
    const name = join(folder, `ticket-${String(index).padStart(6, '0')}`);
    switch (index % 10) {
      case 0:
        writeFileSync(`${name}.log.gz`, gzipSync(log));
        break;
      case 1:
        writeFileSync(
          `${name}.tar.gz`,
          gzipSync(await packTar([member('logs/syslog', log), member('etc/config/network', config)])),
        );
        break;
      case 2:
        mkdirSync(name);
        writeFileSync(join(name, 'logread.txt'), log);
        writeFileSync(join(name, 'network'), config);
        break;
      case 3:
        writeFileSync(`${name}.zip`, log.subarray(0, 100).reverse());
        break;
      default:
        writeFileSync(`${name}.txt`, log);
    }
  }
  rmSync(draft, { force: true });
}

/**
 * @param {string} name
 * @param {string | Buffer} content
 * @returns {import('modern-tar').TarEntry}
 */
function member(name, content) {
  const body = new Uint8Array(Buffer.from(content));
  return { header: { name, size: body.length, type: 'file' }, body };
}
