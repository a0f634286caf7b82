import portHolders from '../collect/router/port-holders.sh';
import freeModem from './router/free-modem.sh';
import type { Subject } from './subject.ts';

/** What a modem is asked about a rung, by the way in which it is asked. Only questions. */
export type Topic = 'sim' | 'network' | 'contexts';

/**
 * Commands of 3GPP TS 27.007, which every modem with AT ports knows or refuses. Whether the radio is on comes first: off, the
 * card may be off with it.
 */
const common: Readonly<Record<Topic, readonly string[]>> = {
  sim: ['AT+CFUN?', 'AT+CPIN?', 'AT+CPINR'],
  network: ['AT+CFUN?', 'AT+CSQ', 'AT+CREG?', 'AT+CGREG?', 'AT+CEREG?', 'AT+COPS?', 'AT+CGATT?'],
  contexts: ['AT+CGDCONT?', 'AT+CGACT?', 'AT+CGPADDR', 'AT+CEER'],
};

/**
 * What makers add, by USB vendor: of the network which kind and band is used, and which ones the modem may use. Source:
 * data/at-commands.json with its own sources.
 */
const byVendor: Readonly<Record<string, Partial<Record<Topic, readonly string[]>>>> = {
  // Huawei
  '12d1': {
    sim: ['AT^CPIN?', 'AT^SYSINFOEX'],
    network: ['AT^SYSINFOEX', 'AT^HCSQ?', 'AT^SYSCFGEX?'],
    contexts: ['AT^NDISSTATQRY?'],
  },
  // Quectel; its older modems know nwscanmode and band, the others +QNWPREFCFG
  '2c7c': {
    sim: ['AT+QPINC?'],
    network: [
      'AT+QNWINFO',
      'AT+QCFG="nwscanmode"',
      'AT+QCFG="band"',
      'AT+QNWPREFCFG="mode_pref"',
      'AT+QNWPREFCFG="lte_band"',
    ],
  },
  // SIMCom
  '1e0e': { network: ['AT+CPSI?', 'AT+CNMP?', 'AT+CNBP?'] },
  // Sierra
  '1199': { network: ['AT!GSTATUS?', 'AT!SELRAT?', 'AT!BAND?'] },
  // Telit
  '1bc7': { network: ['AT#RFSTS', 'AT#BND?'] },
  // u-blox
  '1546': { network: ['AT+URAT?'] },
  // Fibocom; its modems with chips of Intel know +XACT, the others +GTACT
  '2cb7': { network: ['AT+GTCCINFO?', 'AT+GTACT?', 'AT+XACT?'] },
  // ZTE
  '19d2': { network: ['AT+ZPAS?'] },
  // MeiG
  '2dee': { network: ['AT+SGCELLINFOEX?'] },
};

/** Questions for the logins of contexts: their answers hold user names and passwords. */
const credentialsByVendor: Readonly<Record<string, readonly string[]>> = {
  '12d1': ['AT^AUTHDATA?'],
  '2c7c': ['AT+QICSGP=1'],
};

/** AT commands about a topic for the modem at hand. */
export function atQueries(topic: Topic, { usbId }: Pick<Subject, 'usbId'>): readonly string[] {
  return [...common[topic], ...(byVendor[vendorOf(usbId)]?.[topic] ?? [])];
}

/** AT commands for the logins that the modem holds. They are private: sent only where each is named. */
export function credentialQueries({ usbId }: Pick<Subject, 'usbId'>): readonly string[] {
  return ['AT+CGAUTH?', ...(credentialsByVendor[vendorOf(usbId)] ?? [])];
}

/** What an AT port is asked where a tool of the router leaves open how the SIM card stands. */
export const simQueriesBeside: readonly string[] = ['AT+CFUN?', 'AT+CPIN?'];

/** What it is asked of contexts, where a tool tells only of the session. */
export const contextQueriesBeside: readonly string[] = ['AT+CGDCONT?'];

/** Whether the modem may have an AT port beside the node by which a tool asks it. */
export function mayAskBeside({ path, serialPorts }: Pick<Subject, 'path' | 'serialPorts'>): boolean {
  return (path === 'uqmi' || path === 'umbim') && serialPorts.length > 0;
}

function vendorOf(usbId: string | null): string {
  return usbId?.slice(0, 4) ?? '';
}

const uqmiQueries: Readonly<Record<Topic, readonly string[]>> = {
  sim: ['--get-pin-status', '--uim-get-sim-state'],
  network: ['--get-device-operating-mode', '--get-serving-system', '--get-signal-info'],
  contexts: ['--get-data-status', '--get-current-settings', '--wda-get-data-format'],
};

/** `attach`, which tells of the attachment, is none: it attaches. Source: umbim cli.c, mbim_attach_request. */
const umbimQueries: Readonly<Record<Topic, readonly string[]>> = {
  sim: ['pinstate', 'subscriber'],
  network: ['radio', 'registration'],
  contexts: ['config'],
};

/** Commands of the router's own tools about a topic; none where the modem is asked in another way, or not at all. */
export function toolQueries(topic: Topic, subject: ToolSubject): readonly string[] {
  const { path, controlNode, managerNumber, uqmiKnowsTimeout } = subject;
  const node = controlNode?.path ?? '';
  switch (path) {
    case 'uqmi': {
      const timeout = uqmiKnowsTimeout ? '-t 3000 ' : '';
      return uqmiQueries[topic].map((question) => `uqmi -s -d ${node} ${timeout}${question}`);
    }
    case 'umbim':
      return isUp(subject) ? [] : umbimTalk(node, umbimQueries[topic]);
    case 'mmcli':
      if (managerNumber === null || topic === 'contexts') return [];
      return [`mmcli -m ${managerNumber}${topic === 'sim' ? '' : ' --signal-get'}`];
    case 'at':
    case 'inside':
    case 'none':
      return [];
  }
}

type ToolSubject = Pick<Subject, 'path' | 'controlNode' | 'managerNumber' | 'uqmiKnowsTimeout' | 'interface'>;

/** Whether the session of the interface runs. */
export function isUp({ interface: config }: Pick<Subject, 'interface'>): boolean {
  return config?.state?.up === true;
}

/**
 * A handler that goes down closes the session of MBIM, and one that is closed answers nothing. Without -t umbim opens it, which has
 * the first transaction and the question the second; without -n, or where the modem answers with an error, it closes it.
 * Source: umbim cli.c, mbim-dev.c.
 */
function umbimTalk(node: string, questions: readonly string[]): readonly string[] {
  return ['caps', ...questions].map((question, at) => {
    const open = at < questions.length ? ' -n' : '';
    const transaction = at === 0 ? '' : ` -t ${at + 2}`;
    return `umbim${open}${transaction} -d ${node} ${question}`;
  });
}

/** What is run for such a command: right before it is looked whether somebody else has the modem. */
export function toolScript(command: string, { path, controlNode }: Pick<Subject, 'path' | 'controlNode'>) {
  const node = controlNode?.path ?? '';
  const checks =
    path === 'mmcli'
      ? ['if_managed']
      : [`if_free ${node}`, ...(path === 'umbim' ? [`if_offline ${node}`] : [])];
  return [portHolders, freeModem, ...checks, command].join('\n');
}

/** Topics as they stand behind the name of a section. */
export function sectionOf(topic: string, at: number): string {
  return `live-${topic}-${at + 1}`;
}
