import { randomBytes } from 'node:crypto';
import { type Rung, rungIndex } from '../../knowledge/rung.ts';
import { rungBrokenMeans } from '../../report/words.ts';
import { huaweiSessions } from '../../situation/facts/session.ts';
import { type SimState, simStates } from '../../situation/facts/sim.ts';
import type { Attempt } from '../../situation/situation.ts';
import { AtFailure } from '../at/at-failure.ts';
import type { Bench, LiveFacts, LiveTestKind, Outcome } from '../live-test.ts';
import { atQueries } from '../queries.ts';
import { pinSentAnyway, sendsPinAnyway } from '../safety/pin.ts';
import { hasModem, isPpp, noModem, type Subject, type SubjectInterface } from '../subject.ts';
import { undoOf } from './pause.ts';
import { portsOf } from './ports.ts';

/** Seconds in which a dial comes up or fails: chat scripts wait up to 45, a search for a network takes longer. */
const patience = 75;

/**
 * Seconds in which the address may follow; after them DHCP is asked once more by the next test. Source: OpenWrt's dhcp.sh runs
 * udhcpc without an end, which asks every three seconds.
 */
const addressPatience = 15;

/** Starts the interface as it is configured, and watches how far it gets. */
export const dialTest: LiveTestKind = {
  id: 'dial',
  rung: 'dial',
  question: 'Does the network take the dial as it is configured?',
  plan(subject, survey) {
    const { interface: config } = subject;
    if (config === null) return 'no interface for the modem is configured';
    if (!hasModem(subject)) return noModem;
    if (!survey.programs.has('ifup')) return 'this router has no ifup; only interfaces of netifd are dialled';
    if (config.state === null) return `netifd does not know the interface ${config.name}`;
    if (config.state.up)
      return { class: 'reads', when: 'always', commands: [`ifstatus ${config.name}`], changes: [] };
    if (sendsPinAnyway(subject)) return pinSentAnyway(config);
    return {
      class: 'dials',
      when: 'always',
      commands: [
        ...(survey.programs.has('logger')
          ? [`${markCommand('live-test-XXXXXXXX')} (a mark in the log)`]
          : []),
        `ifup ${config.name}`,
        `ifdown ${config.name} (where it fails, or does not come up within ${patience} s)`,
        'logread',
        ...[config.name, childOf(config.name)].map((one) => `ifstatus ${one}`),
        ...(portsOf(subject).length > 0 && subject.path !== 'mmcli'
          ? [`${sessionQueries(subject).join(', ')} (where it fails, or no address comes)`]
          : []),
      ],
      changes: [
        config.state.autostart
          ? `starts the interface ${config.name}, as the router does on its own`
          : `starts the interface ${config.name} and takes it down again: it does not start on its own`,
        ...(config.hasPin && subject.path !== 'inside'
          ? [`only where the SIM card is seen unlocked: a PIN may be sent (${config.pinPlaces.join(', ')})`]
          : []),
      ],
    };
  },
  async run(bench): Promise<Outcome> {
    const { interface: config } = bench.subject;
    if (config?.state == null) throw new Error('There is no interface to dial.');
    if (config.state.up) {
      bench.facts.dial = 'up';
      await bench.run({ name: 'live-status', command: `ifstatus ${config.name}`, patience: 10 });
      // The test of the contexts has asked for it.
      // Of PPP that tells nothing: it asks for sessions of another kind.
      bench.facts.session = isPpp(bench.subject) ? null : sessionOf(statesSeen(bench));
      if (bench.facts.session === 'none') {
        return {
          outcome: 'broken',
          answer: `The interface ${config.name} is up, and the modem says that it has no session.`,
        };
      }
      return { outcome: 'reached', answer: `The interface ${config.name} is up; it was left alone.` };
    }
    const refusal = whyNotDial(bench, config);
    if (refusal !== null) return { outcome: 'not-run', answer: refusal };
    const isAddressed = await dial(bench, config);
    if (bench.facts.dial !== 'up') await askForSession(bench);
    // A handler of NCM goes by the OK, which only means that the modem has understood. A port over which PPP runs is not asked.
    else if (!isAddressed && !isPpp(bench.subject)) bench.facts.session = await askForSession(bench);
    return judgeDial(bench, config);
  },
};

/** Whether there is a session, and why not. Source of +CEER, the reason of the last refusal: 3GPP TS 27.007 section 6.10. */
function sessionQueries(subject: Pick<Subject, 'usbId'>): readonly string[] {
  return atQueries('contexts', subject).filter((command) => !/\+CGDCONT|\+CGPADDR/.test(command));
}

/** The modem may know what the handler does not tell, whichever way it was dialled. Null where it does not tell. */
async function askForSession(bench: Bench): Promise<LiveFacts['session']> {
  const { atPort } = bench.facts;
  if (atPort === null) return null;
  const statesBefore = statesSeen(bench).length;
  try {
    await bench.talk(atPort, async (client) => {
      for (const command of sessionQueries(bench.subject)) await client.ask(command);
    });
  } catch (error) {
    // The dial is what is judged.
    if (!(error instanceof AtFailure)) throw error;
  }
  return sessionOf(statesSeen(bench).slice(statesBefore));
}

function sessionOf(states: ReturnType<typeof huaweiSessions>): LiveFacts['session'] {
  const state = states.at(-1)?.value;
  return state === 'connected' ? 'there' : state === 'disconnected' ? 'none' : null;
}

function statesSeen(bench: Bench): ReturnType<typeof huaweiSessions> {
  const episode = bench.seen();
  return episode === null ? [] : huaweiSessions(episode);
}

/**
 * Why a dial could do harm: a handler that has a PIN sends it where the card wants one, and three wrong ones block the card.
 * Where nobody can tell, the answer is no.
 */
function whyNotDial(bench: Bench, { hasPin, pinPlaces }: SubjectInterface): string | null {
  if (!hasPin) return null;
  if (isUnlocked(bench) || bench.subject.path === 'inside') return null;
  const why =
    cardStates(bench).length === 0
      ? 'whether the SIM card wants a PIN could not be read'
      : 'the SIM card is not unlocked';
  return `It was not dialled: that may send a PIN (${pinPlaces.join(', ')}), and ${why}. A dial could spend one of its tries.`;
}

/** Whether the tests have seen the SIM card unlocked. One that is called ready by one answer and locked by another is not. */
export function isUnlocked(bench: Pick<Bench, 'seen'>): boolean {
  const states = cardStates(bench);
  return states.at(-1) === 'ready' && !states.some((value) => locked.has(value));
}

function cardStates(bench: Pick<Bench, 'seen'>): readonly SimState[] {
  const episode = bench.seen();
  return episode === null ? [] : simStates(episode).map(({ value }) => value);
}

const locked: ReadonlySet<SimState> = new Set(['pin', 'pin-wrong', 'puk', 'blocked']);

/** @returns whether the interface has an address */
async function dial(bench: Bench, config: SubjectInterface): Promise<boolean> {
  const { name } = config;
  await bench.change(
    undoOf(config),
    patience + addressPatience + 20,
    `the interface ${name} was started for the test`,
  );
  const mark = `live-test-${randomBytes(4).toString('hex')}`;
  const section = await bench.run({
    name: 'live-dial',
    command: `ifup ${name}`,
    script: dialScript(name, mark),
    patience: patience + addressPatience + 15,
  });
  const said = new TextDecoder().decode(section.output);
  bench.facts.dial = /^# dial: up/m.test(said) ? 'up' : /^# dial: failed/m.test(said) ? 'failed' : 'late';
  await bench.run({
    name: 'live-log',
    command: 'logread',
    // What the log kept since the mark; without a `logger` its end.
    script: `if logread | grep -q '${mark}'; then logread | sed -n '/${mark}/,$p' | sed 1d; else logread | tail -n 150; fi`,
    patience: 15,
  });
  for (const one of [name, childOf(name)]) {
    await bench.run({
      name: `live-status-${one.toLowerCase().replaceAll('_', '-')}`,
      command: `ifstatus ${one}`,
      script: `ubus list network.interface.${one} >/dev/null 2>&1 && ifstatus ${one}`,
      patience: 10,
    });
  }
  return /^# address: yes/m.test(said);
}

/** The interface that has the address of IPv4 where the handler makes one for it. */
function childOf(name: string): string {
  return `${name}_4`;
}

/** Tells in the log where the dial begins. */
function markCommand(mark: string): string {
  return `logger -t hwdiag ${mark}`;
}

/** Starts it once, and stops it at the first failure: a network that refuses may throttle who asks again. */
function dialScript(name: string, mark: string): string {
  return `is_up() {
  ifstatus "$1" 2>/dev/null | grep -q '"up": *true'
}
addressed() {
  ifstatus "$1" 2>/dev/null | grep -A 2 '"ipv4-address": *\\[' | grep -q '"address":'
}
# Down again after it was set up, or set up a second time.
has_failed() {
  logread | awk -v name="'${name}'" -v mark=${mark} '
    index($0, mark) { seen = 1; set_up = 0; failed = 0 }
    index($0, "Interface " name " is setting up now") { if (set_up) failed = 1; set_up = 1 }
    set_up && index($0, "Interface " name " is now down") { failed = 1 }
    # mbim.sh up to 22.03 asks on for ever.
    set_up && index($0, "netifd: ${name} (") && /activationstate: 0*3 / { failed = 1 }
    END { exit !(seen && failed) }'
}
has logger && ${markCommand(mark)}
ifup ${name}
waited=0
how=late
while [ $waited -lt ${patience} ]; do
  sleep 1
  waited=$((waited + 1))
  if is_up ${name}; then how=up; break; fi
  if has_failed; then how=failed; break; fi
done
echo "# dial: $how after $waited s"
if [ $how = up ]; then
  waited=0
  address=yes
  until addressed ${name} || addressed ${childOf(name)}; do
    sleep 1
    waited=$((waited + 1))
    if [ $waited -ge ${addressPatience} ]; then
      address=no
      break
    fi
  done
  echo "# address: $address"
else
  ifdown ${name}
fi`;
}

/** The attempt that the log of the test shows, judged like any other. */
function judgeDial(bench: Bench, { name }: SubjectInterface): Outcome {
  const { facts } = bench;
  const attempt = attemptOf(bench.seen()?.attempts ?? [], name);
  if (facts.dial === 'up') {
    if (facts.session === 'none') {
      const answer = `The interface ${name} came up, and the modem says that it has no session.`;
      return { outcome: 'broken', answer };
    }
    const broken = attempt?.broken ?? null;
    if (broken !== null && rungIndex(broken) <= rungIndex('dial')) return brokenAt(broken);
    return { outcome: 'reached', answer: `The interface ${name} came up: the modem took the dial.` };
  }
  if (attempt?.broken != null) return brokenAt(attempt.broken);
  if (facts.dial === 'failed') return { outcome: 'broken', answer: `The interface ${name} went down again.` };
  return {
    outcome: 'inconclusive',
    answer: `Within ${patience} s the interface ${name} neither came up nor failed.`,
  };
}

function brokenAt(rung: Rung): Outcome {
  const what = rungBrokenMeans[rung];
  const above = rungIndex(rung) > rungIndex('dial');
  return {
    outcome: above ? 'reached' : 'broken',
    answer: above ? `The dial was taken, but ${what}.` : `The dial stopped at “${rung}”: ${what}.`,
  };
}

/** The last try of an interface that came to an end, its child's included: netifd may have begun another before it was taken down. */
export function attemptOf(attempts: readonly Attempt[], name: string): Attempt | null {
  const own = attempts.filter((attempt) => attempt.interface === name);
  return own.findLast(({ outcome }) => outcome !== 'unfinished') ?? own.at(-1) ?? attempts.at(-1) ?? null;
}

/** The network device that the connection is on. */
export function cardOf({ subject }: { readonly subject: Subject }): string | null {
  return subject.interface?.state?.l3Device ?? subject.dialledDevice ?? subject.cards[0] ?? null;
}
