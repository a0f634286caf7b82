import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import type { LoginBench } from '../../collect/ssh/login-bench.ts';
import type { TestKey } from '../../servers/keys.ts';
import { programPath } from '../../servers/programs.ts';
import { noRouterServer, type RouterServer, startRouterServer } from '../../servers/router-server.ts';
import type { RealPort } from './real-ports.ts';

const missing = ['socat', 'comgt', 'picocom', 'stty'].filter((name) => programPath(name) === undefined);

/** Why there is no router here whose ports can be opened in every way; undefined where there is one. */
export const noPortRouter =
  noRouterServer ?? (missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`);

/** What `sms_tool` does since 2022. Source: obsy/sms_tool sms_main.c. */
const smsTool = `[ $# -gt 0 ] || { echo '  -D debug (for ussd and at)' >&2; exit 2; }
[ "$1 $2" = '-D -d' ] && [ "$4" = at ] || exit 2
exec 3<>"$3"
stty raw -echo clocal <&3
printf '%s\\r\\n' "$5" >&3
while IFS= read -r line <&3; do
  printf '%s\\n' "$line"
  case $line in OK*) exit 0 ;; ERROR* | '+CME ERROR'* | 'COMMAND NOT SUPPORT'*) exit 1 ;; esac
done`;

/** A router with a modem on `/dev/ttyUSB2`, and with every program that can open it. */
export async function startPortRouter({ terminal }: RealPort, key: TestKey): Promise<RouterServer> {
  const path = (name: string): string => programPath(name) ?? name;
  return startRouterServer(
    {
      fixture: 'openwrt-19.07',
      hostname: 'OpenWrt',
      usb: [
        {
          path: '1-1',
          id: '12d1:1506',
          functions: [
            { number: '02', codes: 'ff/02/12', driver: 'option', tty: 'ttyUSB2' },
            { number: '03', codes: 'ff/02/16', control: 'wwan0at0' },
          ],
        },
      ],
      // By its name the other one carries messages; what it is counts.
      terminals: { ttyUSB2: terminal, wwan0at0: terminal },
      binaries: { socat: path('socat'), stty: path('stty'), picocom: path('picocom'), gcom: path('comgt') },
      programs: { sms_tool: smsTool },
    },
    { keys: [key.publicLine] },
  );
}

/** Logs in with the key of its user. */
export function logInTo(server: RouterServer, key: TestKey, bench: LoginBench): Promise<RouterConnection> {
  return bench.logIn('root@127.0.0.1', { port: server.port, identity: key.file, acceptNew: true });
}
