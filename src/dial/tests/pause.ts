import { withoutComments } from '../../collect/router/collection-script.ts';
import portHolders from '../../collect/router/port-holders.sh';
import { withoutCredentials } from '../../redact/credentials.ts';
import type { LiveTestKind, Outcome } from '../live-test.ts';
import type { Watchdog } from '../router/survey.ts';
import { pinSentAnyway, sendsPinAnyway } from '../safety/pin.ts';
import { pauseWatchdogs } from '../safety/watchdogs.ts';
import { keptStatus, type UndoStep } from '../safety/way-back.ts';
import { hasModem, noModem, type SubjectInterface } from '../subject.ts';

/** Says on the router that the SIM card was seen unlocked. */
export const unlockedMark = 'sim-unlocked';

/** Seconds that netifd and its handler may take to let go of the modem. */
const patience = 25;

/**
 * Before anything is asked: an interface that does not come up is tried again and again, and holds the port of the modem most of
 * the time; what watches over modems does it, too.
 */
export const pauseTest: LiveTestKind = {
  id: 'pause',
  rung: 'control',
  question: 'Does the router let go of the modem?',
  plan(subject, survey) {
    const { interface: config } = subject;
    if (!hasModem(subject)) return noModem;
    if (config?.state == null || !survey.programs.has('ifdown')) return 'no interface of netifd uses it';
    if (config.state.up) return `the interface ${config.name} is up and is left alone`;
    // It could not be started again.
    if (sendsPinAnyway(subject)) return pinSentAnyway(config);
    // What cron has running is another process in a minute: the plan would never be the same.
    const watchdogs = survey.watchdogs.filter(({ isJob }) => !isJob);
    return {
      class: 'dials',
      when: 'always',
      commands: [
        ...watchdogs.map(({ pid }) => `kill -STOP ${pid}`),
        ...(watchdogs.some(({ lines }) => lines.length > 0)
          ? ['kill -STOP of what crond has running of this']
          : []),
        `ifdown ${config.name}`,
      ],
      changes: [
        ...watchdogs.map(pauseWords),
        `takes the interface ${config.name} down, and ${backWords(config)}`,
      ],
    };
  },
  async run(bench): Promise<Outcome> {
    const { interface: config } = bench.subject;
    if (config === null) throw new Error('There is no interface to take down.');
    const { name } = config;
    await pauseWatchdogs(bench);
    await bench.change(undoOf(config), patience + 10, `the interface ${name} was taken down`);
    const { end } = await bench.run({
      name: 'live-pause',
      command: `ifdown ${name}`,
      // Until the processes of its handler are gone.
      script: `${withoutComments(portHolders)}
busy() {
  command_lines | while read -r _ words; do
    case "$words " in *'/proto/'*'.sh '*' setup ${name} '* | *'./'*'.sh '*' setup ${name} '* | *'.sh '*' teardown ${name} '*) echo yes ;; esac
  done
}
ifdown ${name}
waited=0
while [ $waited -lt ${patience - 5} ]; do
  sleep 1
  waited=$((waited + 1))
  [ -n "$(busy)" ] || exit 0
done
echo '# Its handler is still at work.'
exit 1`,
      patience,
    });
    return end.how === 'exited' && end.code === 0
      ? { outcome: 'reached', answer: `The interface ${name} is down meanwhile.` }
      : {
          outcome: 'inconclusive',
          answer: `The interface ${name} was taken down, and its handler may still have the modem.`,
        };
  },
};

/** Why it is paused is said of crond, which does much else. What it does of the minutes it missed: `docs/dial.md`. */
function pauseWords({ words, lines }: Watchdog): string {
  const [first, ...others] = lines;
  if (first === undefined) return `pauses ${shortened(words, 48)} and lets it go on afterwards`;
  const more = others.length === 0 ? '' : `, and of ${others.length} more`;
  return `pauses ${shortened(words, 48)} and what it has running of this, because of “${shortened(first.line, 72)}” in ${first.file}${more}; lets it go on afterwards: then it runs once what was due meanwhile`;
}

/** What somebody wrote into a crontab or gave to a program may hold a secret. It goes before the rest is cut, which may cut into it. */
function shortened(text: string, most: number): string {
  const words = withoutCredentials(text);
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

/**
 * How the interface is put back to what it was. A handler that has a PIN sends it: such an interface is started again only where
 * the card was seen unlocked, and else stays down.
 */
export function undoOf({ name, state, hasPin, pinPlaces }: SubjectInterface): UndoStep {
  if (state?.autostart !== true) {
    return {
      title: `leaves the interface ${name} down`,
      script: `ifdown ${name}`,
      byHand: `By hand: ifdown ${name}.`,
    };
  }
  return {
    title: `starts the interface ${name} again`,
    // One that is up is left alone: ifup would take it down first.
    script: `${hasPin ? `[ -e ${unlockedMark} ] || exit ${keptStatus}\n` : ''}ifstatus ${name} 2>/dev/null | grep -q '"up": *true' || ifup ${name}`,
    byHand: hasPin
      ? `To start the interface ${name} may send a PIN (${pinPlaces.join(', ')}), and the SIM card was not seen unlocked: that could spend one of its tries. When you know the PIN is right: ifup ${name}.`
      : `By hand: ifup ${name}.`,
  };
}

function backWords({ state, hasPin, pinPlaces }: SubjectInterface): string {
  if (state?.autostart !== true) return 'leaves it so: it does not start on its own';
  return hasPin
    ? `starts it again afterwards where the SIM card is seen unlocked, and else leaves it down: a PIN may be sent (${pinPlaces.join(', ')})`
    : 'starts it again afterwards';
}
