import { rungIndex, rungs } from '../../knowledge/rung.ts';
import type { LadderStep } from '../ladder-steps.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { displayWidth, fitting } from '../text/width.ts';
import { stateWords } from '../words.ts';
import type { Block, TimedAttempt } from './document.ts';
import { escaped } from './html-text.ts';

/** Drawings are this wide, in units that are pixels on a phone. */
const width = 340;

/** The ladder as one: the internet on top, each rung with its name and how it stands. */
export function ladderDrawing({ steps, lostAt }: Extract<Block, { type: 'ladder' }>): string {
  const row = 31;
  const top = 6;
  const height = steps.length * row + 2 * top;
  const rows = [...steps].reverse().map((step, index) => {
    const y = top + index * row + row / 2;
    const isLost = step.rung === lostAt;
    const isBroken = isLost || step.state === 'broken';
    const band = isBroken
      ? `<rect class="band" x="0" y="${y - row / 2}" width="${width}" height="${row}" rx="6"/>`
      : '';
    const dim = step.state === 'reached' || isBroken ? '' : ' dim';
    const tone = isBroken
      ? ' class="fill-error"'
      : step.state === 'reached'
        ? ' class="fill-good"'
        : ' class="faint"';
    return (
      `${band}<path class="rung ${rungClass(step, isBroken)}" d="${isBroken ? `M20 ${y}l16 6M72 ${y}l-16 6` : `M20 ${y}H72`}"/>` +
      `<text class="name${dim}" x="96" y="${y + 5}">${step.rung}</text>` +
      `<text${tone} x="${width - 8}" y="${y + 5}" text-anchor="end">${stateOf(step, isLost)}</text>`
    );
  });
  const broken = steps.find(({ rung, state }) => rung === lostAt || state === 'broken');
  const label =
    broken === undefined
      ? 'The ladder of the connection'
      : `The ladder of the connection; it stops at ${broken.rung}`;
  const rail = (x: number) => `<path class="rail" d="M${x} ${top}V${height - top}"/>`;
  return drawing(height, label, rail(20) + rail(72) + rows.join(''));
}

function rungClass({ state, implied }: LadderStep, isBroken: boolean): string {
  if (isBroken) return 'broken';
  return implied ? 'implied' : state;
}

function stateOf({ state, implied }: LadderStep, isLost: boolean): string {
  const glyphs = glyphsFor(true);
  if (isLost) return `lost here ${glyphs.broken}`;
  return `${implied ? 'must be there' : state === 'broken' ? 'stops here' : stateWords[state]} ${glyphs[state]}`;
}

/** So many attempts are drawn from the beginning and from the end. */
const attemptsAtEachEnd = 5;

/** Attempts from the first to the last, each with how far it came. */
export function timeline({ attempts }: Extract<Block, { type: 'timeline' }>): string {
  const between = attempts.length > 2 * attemptsAtEachEnd ? attempts.length - 2 * attemptsAtEachEnd : 0;
  const shown =
    between === 0
      ? attempts
      : [...attempts.slice(0, attemptsAtEachEnd), ...attempts.slice(-attemptsAtEachEnd)];
  const row = 92;
  const parts = shown.map((attempt, index) => {
    const y = 18 + index * row;
    const before = shown[index - 1];
    const gap =
      between > 0 && index === attemptsAtEachEnd
        ? `${between} more between`
        : before === undefined || attempt.opensEpisode
          ? ''
          : elapsed(before, attempt);
    const gapText = gap === '' ? '' : `<text class="faint" x="36" y="${y - 17}">${gap}</text>`;
    return gapText + attemptDrawing(attempt, y);
  });
  const height = shown.length * row + 4;
  const spine = `<path class="spine" d="M14 18V${18 + (shown.length - 1) * row}"/>`;
  return drawing(
    height,
    `${attempts.length} kinds of attempts, one below the other in the order of the text`,
    spine + parts.join(''),
  );
}

function attemptDrawing(
  { time, name, end, times, tone, reached, broken, isSubject }: TimedAttempt,
  y: number,
): string {
  const often = times > 1 ? `, ${times} times` : '';
  const dot = `<circle class="fill-${tone}" cx="14" cy="${y}" r="${isSubject ? 9 : 7}"/>`;
  const steps = rungs.map((rung, index) => {
    const isReached = reached !== null && index <= rungIndex(reached);
    const fill = rung === broken ? 'fill-error' : isReached ? 'fill-good' : 'empty';
    return `<rect class="${fill}" x="${36 + index * 30}" y="${y + 38}" width="26" height="7" rx="3"/>`;
  });
  return (
    `${dot}<text class="name" x="36" y="${y + 4}">${escaped(cut(name, 38))}</text>` +
    `<text class="fill-${tone}" x="36" y="${y + 24}">${escaped(cut(`${end}${often}`, 40))}</text>` +
    steps.join('') +
    (time === null ? '' : `<text class="faint" x="36" y="${y + 60}">${escaped(cut(time, 44))}</text>`)
  );
}

/** Time between two attempts, where both have a date and it goes on; else nothing. */
function elapsed(before: TimedAttempt, after: TimedAttempt): string {
  const seconds = (after.seconds?.[0] ?? Number.NaN) - (before.seconds?.[1] ?? Number.NaN);
  // More than a year between two lines tells of a clock that was set, not of time.
  if (!(seconds > 0 && seconds < 31_536_000)) return '';
  if (seconds < 120) return `+${seconds} s`;
  if (seconds < 7_200) return `+${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `+${Math.round(seconds / 3600)} h` : `+${Math.round(seconds / 86_400)} days`;
}

function cut(text: string, columns: number): string {
  return displayWidth(text) <= columns ? text : `${fitting(text, columns - 1)}…`;
}

function drawing(height: number, label: string, content: string): string {
  return `<figure class="drawing"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${content}</svg></figure>`;
}
