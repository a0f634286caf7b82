import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { Diagnoser } from '../../../src/diagnosis.ts';
import { planFor } from '../../../src/dial/plan.ts';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { type LiveRun, runPlan } from '../../../src/dial/run.ts';
import { localConnection } from '../../collect/router/local-connection.ts';
import { reroutedConnection, undoFolderIn } from '../../collect/router/rerouted-connection.ts';

/** A stick with NCM on wan, as netifd has it. */
export interface Pretended {
  readonly driver: 'huawei_cdc_ncm' | 'qmi_wwan' | 'cdc_mbim';
  readonly proto: string;
  /** netifd has the interface up; it is not dialled in these tests. */
  readonly up: boolean;
  /** Programs that the router has. */
  readonly programs: readonly string[];
  /** What else the survey prints. */
  readonly rows?: readonly string[];
  /** Nobody has agreed to what may cost money. */
  readonly withoutCosts?: boolean;
}

/**
 * A folder that tests of a network device take for a router: their scripts run in a real shell, with programs of its own and its
 * own files in the place of `/sys/class/net`, of netifd's lists of name servers and of the way back.
 */
export class PretendedRouter {
  readonly folder = mkdtempSync(join(tmpdir(), 'hwdiag-router-'));
  readonly #pretended: Pretended;

  constructor(pretended: Pretended) {
    this.#pretended = pretended;
    this.write('log', '');
    this.write('net/wwan0/flags', '0x1003');
    this.program('ifstatus', `echo '{ "up": ${pretended.up}, "l3_device": "wwan0" }'`);
    this.program(
      'ip',
      `case "$*" in
        '-4 addr') cat ${this.folder}/addresses 2>/dev/null ;;
        'addr show dev wwan0') cat ${this.folder}/address 2>/dev/null ;;
        route) cat ${this.folder}/routes 2>/dev/null ;;
        'link set dev wwan0 up') echo 0x1003 >${this.folder}/net/wwan0/flags ;;
        'link set dev wwan0 down') echo 0x1002 >${this.folder}/net/wwan0/flags ;;
      esac`,
    );
  }

  /** Puts a file there. */
  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${text}\n`);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8').trim();
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** Installs a program, a shell script. What it is called with stands in the log. */
  program(name: string, script: string): void {
    this.write(`bin/${name}`, `#!/bin/sh\necho "${name} $*" >>${this.folder}/log\n${script}`);
    chmodSync(join(this.folder, 'bin', name), 0o755);
  }

  /** How the programs were called. */
  calls(program: string): readonly string[] {
    return this.read('log')
      .split('\n')
      .filter((line) => line.startsWith(`${program} `));
  }

  /** Runs tests of a plan on it, by their ids, and what comes before them. `planned`: the commands that the plan names for them. */
  async test(...ids: readonly string[]): Promise<LiveRun & { readonly planned: readonly string[] }> {
    const { driver, proto, up, programs, rows = [], withoutCosts = false } = this.#pretended;
    const survey = surveyOf(
      [
        `interfaces\t${JSON.stringify({ interface: [{ interface: 'wan', up, autostart: true, proto }] })}`,
        ...[...programs, 'ip', 'ifup'].map((program) => `has\t${program}`),
        `card\twwan0\t1\twwan\tusb\t${driver}\t1-1`,
        ...rows,
        'over',
      ].join('\n'),
    );
    const diagnoser = new Diagnoser();
    diagnoser.capture.source('router');
    diagnoser.capture.feed(new TextEncoder().encode(textOf(this.#pretended)));
    diagnoser.capture.endSource();
    const connection = this.#connection();
    const plan = planFor(diagnoser.finish(), survey, { interface: 'wan', ownEnd: connection.ownEnd });
    if (plan === null) throw new Error('There is nothing to test.');
    const steps = plan.steps.filter(({ test }) => ids.includes(test.id));
    const live = await runPlan(
      { ...plan, steps },
      {
        connection,
        survey,
        host: null,
        signal: new AbortController().signal,
        allowed: new Set(['reads', 'dials', ...(withoutCosts ? [] : (['costs'] as const))]),
        mayCut: true,
      },
    );
    return { ...live, planned: steps.flatMap(({ test }) => test.commands) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #connection(): RouterConnection {
    return reroutedConnection(
      localConnection(['/bin/sh']),
      {
        ...undoFolderIn(this.folder),
        '/sys/class/net': `${this.folder}/net`,
        '/tmp/resolv.conf': `${this.folder}/resolv.conf`,
      },
      (script) => script.replace('PATH=/usr/sbin', `PATH=${this.folder}/bin:/usr/sbin`),
    );
  }
}

function textOf({ driver, proto }: Pretended): string {
  return `root@router:~# dmesg
[    5.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform
[    5.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1506
[    5.200000] ${driver} 1-1:1.1: cdc-wdm0: USB WDM device
[    5.300000] ${driver} 1-1:1.1 wwan0: register '${driver}' at usb-ehci-platform-1, a modem, 0c:5b:8f:27:9a:64
root@router:~# uci export network
package network

config interface 'wan'
	option proto '${proto}'
	option device '/dev/cdc-wdm0'
	option apn 'internet'
`;
}
