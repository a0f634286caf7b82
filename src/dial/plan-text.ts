import { printableWords } from '../report/printable.ts';
import { confidenceWords } from '../report/words.ts';
import type { PlannedTest, TestClass } from './live-test.ts';
import type { Plan } from './plan.ts';
import type { HotplugScript } from './router/survey.ts';

/** What the plan is drawn on. */
export interface PlanPage {
  readonly unicode: boolean;
  /** It was said that the session may be cut. */
  readonly mayCut: boolean;
}

const classWords: Readonly<Record<TestClass, string>> = {
  reads: 'only asks',
  dials: 'changes something, and puts it back',
  costs: 'may cost money',
};

/** The plan with its exact commands, complete with line feeds, to be read before saying yes. */
export function planText(plan: Plan, page: PlanPage): string {
  const { subject, steps, leftOut, decides, unstoppable, timers, underlay } = plan;
  const changesSome = steps.some(({ test }) => test.class === 'dials');
  const what = [
    subject.interface === null ? null : `the interface ${subject.interface.name}`,
    subject.modem === null
      ? null
      : `the modem ${[subject.usbId, subject.modem.product?.value].filter((word) => word != null).join(' ')}`,
  ].filter((word) => word !== null);
  const lines = [
    `What is going to be tested: ${what.join(' on ')}. From the lowest rung up; it stops at the first that is broken.`,
    '',
    ...steps.flatMap(({ test }, at) => testLines(test, at + 1)),
    '',
    ...(leftOut.length === 0
      ? []
      : ['Left out:', ...leftOut.map(({ kind, why }) => `  - ${kind.question} ${why}`), '']),
    ...(decides.size === 0
      ? []
      : [
          'This may prove or rule out:',
          ...[...decides.values()].map(
            ({ finding, tests }) =>
              `  - ${finding.title} (${confidenceWords[finding.confidence]}): ${tests.join(', ')}`,
          ),
          '',
        ]),
    ...(unstoppable.length === 0 || !changesSome
      ? []
      : [
          'May act on the modem or an interface while the test runs, and cannot be stopped without writing to the flash:',
          ...unstoppable.map((one) => `  - ${unstoppableWords(one)}`),
          '',
        ]),
    ...(timers.length === 0
      ? []
      : [
          'May act on the modem or an interface while the test runs, when its time comes; it can be stopped on the router before, and started again afterwards:',
          ...timers.map(
            ({ name, script }) =>
              `  - on the router: systemctl stop ${name}${script === null ? '' : `, which runs ${script}`}`,
          ),
          '',
        ]),
    ...(underlay.cut === 'no' || !changesSome
      ? []
      : [
          page.mayCut
            ? `Take care: ${underlay.why}.`
            : `Nothing is dialled: ${underlay.why}. A dial may end this very session, and then nobody is there to see how it ends. --allow-cut dials all the same; the router puts back by itself what was changed.`,
          '',
        ]),
  ];
  return lines.map((line) => `${printableWords(line, page.unicode)}\n`).join('');
}

/** By the folder of `/etc/hotplug.d` that it stands in. Source: OpenWrt procd hotplug.json, netifd. */
function unstoppableWords({ file, script }: HotplugScript): string {
  const when = file.startsWith('/etc/hotplug.d/iface/')
    ? 'an interface goes up or down'
    : 'a device comes or goes';
  return `${file}, when ${when}${script === null ? '' : `, by ${script}`}`;
}

function testLines(test: PlannedTest, number: number): readonly string[] {
  const head = `${String(number).padStart(2)}. ${test.question} [${test.id}: ${classWords[test.class]}${
    test.when === 'if-broken' ? `, only if ${test.rung} is broken` : ''
  }]`;
  return [
    head,
    ...test.commands.map((command) => `      ${command}`),
    ...test.changes.map((change) => `      → ${change}`),
  ];
}
