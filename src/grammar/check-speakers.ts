import { type Declaration, type Speaker, wordingsOf } from './declaration.ts';
import { Filler, type Filling } from './filling.ts';
import type { Match } from './match.ts';
import { MessageIndex } from './message-index.ts';
import { compileTemplate, holeTypeOf } from './template.ts';

/** Something that keeps declarations from being told apart. */
export interface SpeakerFault {
  readonly fault:
    | 'same-template'
    | 'not-declared-shared'
    | 'mistyped-hole'
    | 'same-field-twice'
    | 'holes-touch'
    | 'not-recognised'
    | 'taken-by-another'
    | 'other-values';
  readonly speaker: string;
  readonly kind: string;
  readonly template: string;
  /** What was expected and what came, in a sentence. */
  readonly detail: string;
}

interface Said {
  readonly speaker: string;
  readonly declaration: Declaration;
}

// A hole in shape, `<code:itn>`, whose type is none.
const holeLike = /<[A-Za-z_]\w*:[a-z0-9]+>/;

function* faultsOfTemplate({ declaration }: Said): Generator<[SpeakerFault['fault'], string]> {
  const { code, holes } = compileTemplate(declaration.template);
  const mistyped = holeLike.exec(code);
  if (mistyped !== null) {
    yield ['mistyped-hole', `${mistyped[0]} has no known type`];
  }
  const names = holes.map((hole) => hole.name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) {
    yield ['same-field-twice', `two holes are named ${twice}`];
  }
  for (let at = 1; at < code.length; at += 1) {
    const [left, right] = [holeTypeOf(code.charCodeAt(at - 1)), holeTypeOf(code.charCodeAt(at))];
    if ((left === 'text' || left === 'word') && right !== undefined) {
      yield ['holes-touch', `nothing tells where <${left}> ends and <${right}> begins`];
    }
  }
}

function areShared(one: Declaration, other: Declaration): boolean {
  return one.meaning.shared === true && other.meaning.shared === true;
}

/** Names of fields do not make templates differ. */
function* faultsAmong(said: readonly Said[]): Generator<[Said, SpeakerFault['fault'], string]> {
  const byCode = new Map<string, Said>();
  for (const one of said) {
    const { code } = compileTemplate(one.declaration.template);
    const other = byCode.get(code);
    if (other === undefined) {
      byCode.set(code, one);
    } else if (other.speaker === one.speaker) {
      yield [one, 'same-template', `${other.declaration.kind} has the same template`];
    } else if (!areShared(one.declaration, other.declaration)) {
      yield [one, 'not-declared-shared', `${other.speaker} says it, too, as ${other.declaration.kind}`];
    }
  }
}

function sameFields(one: Match['fields'], other: Match['fields']): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Whether one declaration takes all that is printed by another: what both fit then belongs to the other. */
function takesAllOf(general: Said, special: Declaration, filler: Filler): boolean {
  const alone = new MessageIndex([{ name: general.speaker, tags: [], declarations: [general.declaration] }]);
  return Array.from({ length: 8 }, () => filler.fill(special.template).text).every(
    (text) => alone.match(text) !== null,
  );
}

function faultOfMatch(
  said: Said,
  filling: Filling,
  match: Match | null,
  filler: Filler,
): [SpeakerFault['fault'], string] | null {
  const text = JSON.stringify(filling.text);
  if (match === null) {
    return ['not-recognised', text];
  }
  const { declaration } = match;
  if (declaration !== said.declaration && takesAllOf(said, declaration, filler)) {
    return null;
  }
  if (declaration.kind !== said.declaration.kind) {
    return areShared(declaration, said.declaration)
      ? null
      : [
          'taken-by-another',
          `${text} is taken for ${match.speaker}'s ${declaration.kind}: ${declaration.template}`,
        ];
  }
  return sameFields(filling.fields, match.fields)
    ? null
    : ['other-values', `${text} is read as ${JSON.stringify(match.fields)}`];
}

/**
 * What is wrong with the declarations of these speakers. Each template is filled `rounds` times; every filling must
 * come back as its own kind with its own values, asked for by its speaker and asked for by none. A special case of a
 * template (`lifetime of 0 seconds`) may take what fits both. Texts that several speakers print must be declared shared
 * by all of them. For tests: a healthy list has no faults.
 */
export function faultsOf(speakers: readonly Speaker[], seed: number, rounds = 8): readonly SpeakerFault[] {
  const index = new MessageIndex(speakers);
  const filler = new Filler(seed);
  const said = speakers.flatMap((speaker) =>
    wordingsOf(speaker).map((declaration): Said => ({ speaker: speaker.name, declaration })),
  );
  const faults: SpeakerFault[] = [];
  function report({ speaker, declaration }: Said, fault: SpeakerFault['fault'], detail: string): void {
    faults.push({ fault, speaker, kind: declaration.kind, template: declaration.template, detail });
  }
  for (const [one, fault, detail] of faultsAmong(said)) {
    report(one, fault, detail);
  }
  for (const one of said) {
    for (const [fault, detail] of faultsOfTemplate(one)) {
      report(one, fault, detail);
    }
    for (let round = 0; round < rounds; round += 1) {
      const filling = filler.fill(one.declaration.template);
      const found =
        faultOfMatch(one, filling, index.match(filling.text, one.speaker), filler) ??
        faultOfMatch(one, filling, index.match(filling.text), filler);
      if (found !== null) {
        report(one, ...found);
        break;
      }
    }
  }
  return faults;
}
