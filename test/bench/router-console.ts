import process from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startRouter, whyNoRouter } from './bench.ts';
import { carryOut, commandHelp, listed, serveControl, sshCommand } from './control.ts';
import { faults } from './faults.ts';
import { profiles } from './profiles/profiles.ts';
import { type RouterTool, rootPassword } from './router/configuration.ts';

const help = `Usage: npm run bench:router -- [options]

Boots a virtual router with a virtual modem, and takes commands until "quit".

  --profile NAME     the modem (huawei-e3372); its last words will do: ms2372h
  --fault NAME       what is wrong with it; may be given more than once
  --set JSON         changes the scenario, as {"dhcp":{"mode":"nak"}}
  --option NAME=TEXT an option of the interface "modem", as apn=web; may be given more than once
  --lan ADDRESS      the router's own address (192.168.1.1)
  --tool NAME        socat, stty or microcom on the router besides gcom; may be given more than once
  --no-gcom          a router without gcom
  --modem-manager    a router on which ModemManager takes each modem; the interface is then yours to set up
  --table-first      the kernel puts the table of datagrams first, as before 4.5
  --cable            a second network card in the LAN: it can be come to without a translation of addresses
  --unplugged        the modem stays out until "plug"
  --control PATH     takes the commands over this UNIX socket, too
  --list             profiles and faults
  --help             this

Commands while it runs:

${commandHelp}
`;

/** What `npm run bench:router` does; the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      profile: { type: 'string', default: 'huawei-e3372' },
      fault: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', default: '{}' },
      option: { type: 'string', multiple: true, default: [] },
      lan: { type: 'string' },
      tool: { type: 'string', multiple: true, default: [] },
      'no-gcom': { type: 'boolean', default: false },
      'modem-manager': { type: 'boolean', default: false },
      'table-first': { type: 'boolean', default: false },
      cable: { type: 'boolean', default: false },
      unplugged: { type: 'boolean', default: false },
      control: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(help);
    return 0;
  }
  if (values.list) {
    print(`Profiles:\n${listed(profiles)}\n\nFaults:\n${listed(faults)}`);
    return 0;
  }
  const reason = whyNoRouter();
  if (reason !== undefined) {
    print(`No virtual router can be had here: ${reason}.`);
    return 1;
  }
  print('Starting. The first time takes a minute, to fetch and to pack what the router is made of.');
  const router = await startRouter({
    profile: values.profile,
    faults: values.fault,
    scenario: JSON.parse(values.set),
    plugged: !values.unplugged,
    router: {
      connection: Object.fromEntries(values.option.map(nameAndText)),
      tools: values.tool.map(toolNamed),
      withoutGcom: values['no-gcom'],
      modemManager: values['modem-manager'],
      tableOfDatagramsFirst: values['table-first'],
      hasCable: values.cable,
      ...(values.lan === undefined ? {} : { lanAddress: values.lan }),
    },
  });
  const control = values.control === undefined ? undefined : await serveControl(router, values.control);
  print(`Ready after ${(router.startTime / 1000).toFixed(1)} s. Log in with the key, or as root with the password "${rootPassword}":

  ${sshCommand(router, { host: '127.0.0.1', port: router.sshPort })}
`);
  const input = createInterface({ input: process.stdin, prompt: 'bench> ' });
  process.once('SIGINT', () => input.close());
  process.once('SIGTERM', () => input.close());
  input.prompt();
  for await (const line of input) {
    if (line.trim() === 'quit') break;
    try {
      print(await carryOut(router, line));
    } catch (error) {
      print(error instanceof Error ? error.message : String(error));
    }
    input.prompt();
  }
  control?.close();
  await router.stop();
  return 0;
}

function print(text: string): void {
  if (text !== '') process.stdout.write(`${text}\n`);
}

function nameAndText(option: string): readonly [string, string] {
  const at = option.indexOf('=');
  if (at < 1) throw new Error(`${option}: an option is NAME=TEXT.`);
  return [option.slice(0, at), option.slice(at + 1)];
}

function toolNamed(name: string): RouterTool {
  if (name === 'socat' || name === 'stty' || name === 'microcom') return name;
  throw new Error(`${name}: there is no such tool; there are socat, stty and microcom.`);
}
