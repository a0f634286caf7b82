import { type Evidence, present } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { commandSpan } from '../../situation/hand-attempts.ts';
import { dhcpTarget, isDhcpByHand } from '../../situation/hand-command.ts';
import type { Attempt, ConfiguredInterface, Episode, HandCommand } from '../../situation/situation.ts';
import { attempts } from '../inputs.ts';
import { defineRule, found, type Scene } from '../rule.ts';

/** One thing that is not the same in the two parts. */
interface Change {
  /** In a word or two. */
  readonly name: string;
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

const compared = ['proto', 'device', 'apn', 'username', 'password'] as const;

/**
 * A part that came up after one that did not: what changed between them. Where several things changed at once none of
 * them is credited, since each alone might have done it.
 */
export const logWorkingVsFailingOrder = defineRule({
  id: 'log-working-vs-failing-order',
  role: 'note',
  severity: 'info',
  since: '0.1.0',
  needs: { attempts },
  concerns: (scene) => partsOf(scene) !== null,
  check: (scene) => {
    const parts = partsOf(scene);
    if (parts === null) return [];
    const changes = changesBetween(parts, scene);
    if (changes.length === 0) return [];
    const list = changes.map((change) => change.text).join('; ');
    const several = changes.length > 1;
    return [
      found({
        attempt: parts.worked,
        confidence: 'proven',
        title: several
          ? `it came up after several changes at once (${changes.map((change) => change.name).join(', ')}); no single one can be credited`
          : `one thing changed before it came up: ${list}`,
        explanation: `Between the part that did not come up and this one: ${list}.${several ? ' Any of them, or several together, may have made the difference.' : ''}`,
        evidence: changes.flatMap((change) => change.evidence),
      }),
    ];
  },
});

interface Parts {
  readonly before: Episode;
  readonly failed: Attempt;
  readonly worked: Attempt;
}

function partsOf({ episode, earlier }: Scene): Parts | null {
  const worked = episode.attempts.findLast((attempt) => attempt.outcome === 'up');
  const before = earlier.find((known) => known.attempts.length > 0);
  const failed = before?.attempts.at(-1);
  if (worked === undefined || before === undefined || failed === undefined) return null;
  return before.attempts.some((attempt) => attempt.outcome === 'up') ? null : { before, failed, worked };
}

function changesBetween(parts: Parts, scene: Scene): readonly Change[] {
  return [
    ...softwareChanges(parts, scene),
    ...diallerChanges(parts),
    ...(parts.failed.method === 'by-hand' ? dialChanges(parts) : configChanges(scene)),
    ...dhcpChanges(parts),
  ];
}

/** Programs that tell another version of themselves: the firmware is another one. */
function softwareChanges({ before }: Parts, { episode, earlier }: Scene): readonly Change[] {
  return episode.router.software.flatMap((now): readonly Change[] => {
    const then = [before, ...earlier]
      .flatMap((known) => known.router.software)
      .find((known) => known.name === now.name);
    if (then === undefined || then.value === now.value) return [];
    return [
      {
        name: 'the firmware',
        text: `the firmware (${now.name} ${then.value}, now ${now.value})`,
        evidence: [present(then.span, 'before'), present(now.span, 'now')],
      },
    ];
  });
}

function diallerChanges({ failed, worked }: Parts): readonly Change[] {
  if (failed.method === worked.method) return [];
  return [
    {
      name: 'who dials',
      text: `who dials (${dialler(failed)}, now ${dialler(worked)})`,
      evidence: [present(failed.first, 'before'), present(worked.first, 'now')],
    },
  ];
}

function dialler(attempt: Attempt): string {
  return attempt.method === 'by-hand' ? 'commands by hand' : `the ${attempt.proto ?? 'netifd'} handler`;
}

/** A dial by hand uses no configuration: what it sent itself is compared with what the handler is configured to send. */
function dialChanges({ before, failed, worked }: Parts): readonly Change[] {
  const evidence = [present(failed.first, 'before'), present(worked.first, 'now')];
  const changes: Change[] = [];
  if (failed.device !== null && worked.device !== null && failed.device !== worked.device) {
    changes.push({ name: 'the port', text: `the port (${failed.device}, now ${worked.device})`, evidence });
  }
  if (failed.apn !== null && worked.apn !== null && failed.apn.value !== worked.apn.value) {
    const apns = [present(failed.apn.span, 'before'), present(worked.apn.span, 'now')];
    changes.push({
      name: 'the APN',
      text: `the APN (${failed.apn.value}, now ${worked.apn.value})`,
      evidence: apns,
    });
  }
  const password = worked.config === null ? null : optionOf(worked.config.section, 'password');
  if (password !== null && !before.commands.some(sendsCredentials)) {
    const text = 'the credentials (none by hand, now a user name and a password)';
    changes.push({
      name: 'the credentials',
      text,
      evidence: [present(failed.first, 'before'), present(password.span, 'now')],
    });
  }
  return changes;
}

/** `AT^NDISDUP=1,1,"apn","user","password"`: what follows the APN is a login. Source: Huawei AT command reference. */
function sendsCredentials({ typed }: HandCommand): boolean {
  return typed.shell.calls.some(
    ({ at }) => at !== null && at.name === '^NDISDUP' && at.parameters.length > 3,
  );
}

/** Options that differ from the nearest earlier configuration of the same interface; the values of secrets are not told. */
function configChanges({ episode, earlier }: Scene): readonly Change[] {
  return episode.interfaces
    .filter((config) => config.cellular)
    .flatMap((config) => {
      const then = configBefore(config, earlier);
      return then === null ? [] : compared.flatMap((name) => optionChange(name, then, config));
    });
}

function configBefore(config: ConfiguredInterface, earlier: readonly Episode[]): ConfiguredInterface | null {
  return earlier.flatMap((episode) => episode.interfaces).find((known) => known.name === config.name) ?? null;
}

function optionChange(
  name: (typeof compared)[number],
  then: ConfiguredInterface,
  now: ConfiguredInterface,
): readonly Change[] {
  const before = optionOf(then.section, name);
  const after = optionOf(now.section, name);
  if (before?.value === after?.value) return [];
  const values =
    name === 'password' ? '' : ` (${before?.value ?? 'not set'}, now ${after?.value ?? 'not set'})`;
  const evidence = [before, after].filter((option) => option !== null).map((option) => present(option.span));
  return [{ name: `option ${name}`, text: `option ${name}${values}`, evidence }];
}

function dhcpChanges({ before, worked }: Parts): readonly Change[] {
  const asked = before.commands.find((command) =>
    command.typed.shell.calls.some((call) => isDhcpByHand(call) && dhcpTarget(call).asked === null),
  );
  if (asked === undefined || worked.address === null || worked.netdev === null) return [];
  return [
    {
      name: 'where DHCP asks',
      text: `where DHCP asks (the default interface, now ${worked.child ?? worked.netdev})`,
      evidence: [present(commandSpan(asked), 'before'), present(worked.address.span, 'now')],
    },
  ];
}
