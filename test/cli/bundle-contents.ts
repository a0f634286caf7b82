import type { BundleContents } from '../../src/collect/bundle-writer.ts';
import type { LiveRecord } from '../../src/collect/live-record.ts';

/** What commands printed, by the name of their section. */
export type Outputs = Readonly<Record<string, readonly [command: string, output: string]>>;

/** A collection in which they were run one after the other, with what tests on the router showed. */
export function bundleContents(
  outputs: Outputs,
  { host = 'OpenWrt', live = null }: { readonly host?: string; readonly live?: LiveRecord | null } = {},
): BundleContents {
  return {
    version: '9.9.9',
    collectedAt: new Date('2026-02-03T04:05:06Z'),
    target: 'root@192.168.1.1',
    incomplete: null,
    live,
    sections: Object.entries(outputs).map(([name, [command, output]], index) => ({
      section: {
        name,
        command,
        startedAt: index,
        seconds: 0.25,
        end: { how: 'exited', code: 0 },
        output: Buffer.from(output),
      },
      text: `root@${host}:~# ${command}\n${output}`,
    })),
  };
}
