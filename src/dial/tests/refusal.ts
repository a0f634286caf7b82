import { readSectionNote } from '../../capture/section-note.ts';
import type { CollectedSection } from '../../collect/router/collected-section.ts';
import { withoutComments } from '../../collect/router/collection-script.ts';
import { errorMeaning } from '../../knowledge/error-code.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { sessionCauses } from '../../situation/facts/session-causes.ts';
import type { Bench, LiveTestKind, Outcome } from '../live-test.ts';
import { sectionOf, toolScript } from '../queries.ts';
import type { Subject } from '../subject.ts';
import { attemptOf } from './dial.ts';

/** Seconds that a question may take, with a look at who else has the modem: umbim waits 15 for an answer. Source: umbim mbim-dev.c. */
const patience = 25;

/**
 * Where a dial over MBIM is refused and nobody says why: the handler keeps to itself what umbim says of a refusal, and umbim has
 * no question for the last one. So the network is asked once more, as the handler asks it. Without -n umbim closes the function
 * behind the answer, and a session that was granted ends with it.
 * Sources: OpenWrt mbim.sh from 23.05 on; umbim cli.c, mbim-dev.c; MBIM 1.0 section 9.3.2 (MBIM_CLOSE_MSG).
 */
export const refusalTest: LiveTestKind = {
  id: 'refusal',
  rung: 'dial',
  question: 'Does the network take the same dial from umbim, which tells its answer?',
  plan(subject) {
    const dial = dialOf(subject);
    if (typeof dial === 'string') return dial;
    return {
      class: 'dials',
      when: 'if-broken',
      commands: dial.commands,
      changes: [`asks for a session with the APN ${dial.apn}; one that is granted is ended at once`],
    };
  },
  async run(bench): Promise<Outcome> {
    const dial = dialOf(bench.subject);
    if (typeof dial === 'string') throw new Error(dial);
    const why = whyNotAsk(bench);
    if (why !== null) return { outcome: 'not-run', answer: `Not run: ${why}.` };
    await bench.change(
      {
        title: `closes what umbim opened on ${dial.node}`,
        script: closingScript(dial, bench.subject),
        byHand: `By hand: umbim -d ${dial.node} disconnect.`,
      },
      patience * dial.commands.length + 20,
      `umbim asked for a session on ${dial.node}`,
    );
    const asked = await askAll(dial, bench);
    if (typeof asked === 'string') return { outcome: 'inconclusive', answer: asked };
    const { last, causesBefore } = asked;
    if (isGranted(last))
      return {
        outcome: 'inconclusive',
        answer: `This time the network takes the APN ${dial.apn}. The session was ended again; what refused it before may come back.`,
      };
    const cause = causesSeen(bench).slice(causesBefore).at(-1);
    if (cause !== undefined) {
      const words = errorMeaning('sm', cause.value)?.text ?? null;
      return {
        outcome: 'broken',
        answer: `The network refuses the APN ${dial.apn} with the cause ${cause.value}${words === null ? '' : `: ${words}`}.`,
      };
    }
    const status = statusOf(last);
    return status === null
      ? {
          outcome: 'inconclusive',
          answer: `The APN ${dial.apn} is refused again, and no reason is told: who has just been refused may be refused for minutes without the network being asked.`,
        }
      : { outcome: 'broken', answer: `The modem refuses the APN ${dial.apn}: ${status}.` };
  },
};

/** Whether there is anything to be asked so: what other handlers are told they print, or the modem’s AT port tells it. */
export function mayAskForRefusal({ path, interface: config }: Subject): boolean {
  return path === 'umbim' && config?.proto === 'mbim' && config.state !== null && !config.state.up;
}

/** A dial by umbim, as the handler makes it. */
interface UmbimDial {
  readonly node: string;
  readonly apn: string;
  /** As they are shown: a login is not. */
  readonly commands: readonly string[];
  /** Shell text that reads the login from the configuration; empty where there is none. */
  readonly login: string;
}

/** IP types that umbim knows; what is none of them it leaves to the modem. Source: OpenWrt mbim.sh; umbim cli.c. */
const ipTypes: ReadonlySet<string> = new Set(['ipv4', 'ipv6', 'ipv4v6']);

/** A clause where it cannot be made. */
function dialOf({ episode, interface: config, controlNode }: Subject): UmbimDial | string {
  const section = episode.interfaces.find(({ name }) => name === config?.name)?.section;
  const apn = config?.apn ?? '';
  if (config === null || section === undefined || controlNode === null)
    return 'the interface and its node are not known';
  // It goes to a shell.
  if (!/^[\w.-]{1,100}$/.test(apn)) return 'no APN is configured that could be sent';
  const option = (name: string) => optionOf(section, name)?.value ?? '';
  const type = option('ipv6') === '0' ? 'ipv4' : option('pdptype').toLowerCase();
  const node = controlNode.path;
  const hasLogin = option('username') !== '' || option('auth') !== '';
  const words = `${ipTypes.has(type) ? `${type}:` : ''}${apn}`;
  return {
    node,
    apn,
    commands: [
      `umbim -n -d ${node} caps`,
      `umbim -n -t 3 -d ${node} attach`,
      `umbim -t 4 -d ${node} connect ${words}${hasLogin ? ' "$auth" "$username" "$password"' : ''}`,
    ],
    login: hasLogin
      ? ['auth', 'username', 'password']
          .map((name) => `${name}=$(uci -q get network.${config.name}.${name})\n`)
          .join('')
      : '',
  };
}

function whyNotAsk(bench: Bench): string | null {
  const attempt = attemptOf(bench.seen()?.attempts ?? [], bench.subject.interface?.name ?? '');
  if (attempt?.broken !== 'dial') return 'the log does not show that the dial was refused';
  return causesSeen(bench).length > 0 ? 'the network has given its reason already' : null;
}

function causesSeen(bench: Bench): ReturnType<typeof sessionCauses> {
  const episode = bench.seen();
  return episode === null ? [] : sessionCauses(episode);
}

/** Opens the function anew and closes it: it has no session then. Who has the node meanwhile keeps it. */
function closingScript({ node }: UmbimDial, subject: Subject): string {
  return `[ -c ${node} ] || exit 0\n${withoutComments(toolScript(`umbim -d ${node} caps`, subject))}`;
}

/** The answer to the dial itself, and how many causes were known before it: that of an attach is not the APN's. */
interface Asked {
  readonly last: CollectedSection;
  readonly causesBefore: number;
}

/** @returns a sentence where the dial was not made */
async function askAll({ commands, login }: UmbimDial, bench: Bench): Promise<Asked | string> {
  let asked: Asked | null = null;
  for (const [at, command] of commands.entries()) {
    bench.signal.throwIfAborted();
    const causesBefore = causesSeen(bench).length;
    const last = await bench.run({
      name: sectionOf('refusal', at),
      command,
      script: toolScript(`${at === commands.length - 1 ? login : ''}${command}`, bench.subject),
      patience,
    });
    const note = readSectionNote(new TextDecoder().decode(last.output).trim());
    if (note !== null) return `The modem was not asked: ${note.reason}.`;
    // What does not say what it is says nothing else.
    if (last.end.how !== 'exited' || (at === 0 && last.end.code !== 0))
      return 'The modem gives umbim no answer.';
    asked = { last, causesBefore };
  }
  if (asked === null) throw new Error('There is nothing to ask.');
  return asked;
}

/** Source: umbim cli.c, mbim_connect_response; MBIM 1.0 section 10.5.12 (MBIM_ACTIVATION_STATE). */
function isGranted({ output }: CollectedSection): boolean {
  return /^ *activationstate: 0*1 /m.test(new TextDecoder().decode(output));
}

/**
 * What the modem says where it has no more to say than its status: umbim ends with it, negative. `failure` says nothing.
 * Source: umbim mbim-dev.c, mbim_recv; MBIM 1.0 section 9.4.5.
 */
function statusOf({ end }: CollectedSection): string | null {
  const negative = end.how === 'exited' ? 256 - end.code : 0;
  return negative > 2 && negative < 128 ? (errorMeaning('mbim-status', negative)?.text ?? null) : null;
}
