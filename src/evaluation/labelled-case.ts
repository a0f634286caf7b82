/** What a good expert concludes from a text, as its `case.json` says. Fields that are not listed are ignored. */
export interface LabelledCase {
  readonly id: string;
  /** Where the text comes from. Cases with the same web address come from one thread. */
  readonly source: string | null;
  /** Nothing in it is a fault of a cellular connection: no cause may be reported. Near misses are healthy, too. */
  readonly healthy: boolean;
  /** It looks like such a fault and is none. */
  readonly nearMiss: boolean;
  /** Right findings, the first broken rung first; empty where it is healthy. */
  readonly expect: readonly ExpectedCause[];
  /** Ids that may be named of a near miss without being wrong. */
  readonly tolerate: readonly string[];
  /** False where the label is no ground to count on: the case is run, and only a wrong certainty is held against it. */
  readonly scored: boolean;
}

interface ExpectedCause {
  readonly cause: string;
  /** Other ids that are also right. */
  readonly accept: readonly string[];
}

/** A `case.json` that cannot be used: why, as the end of a sentence. */
interface Unusable {
  readonly problem: string;
}

/** Reads the text of a `case.json`. `id` stands in for a missing one: it is the folder's name. */
export function readLabelledCase(text: string, id: string): LabelledCase | Unusable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isRecord(json)) return { problem: 'holds no JSON object' };
  const problems: string[] = [];
  const flag = (name: string, otherwise: boolean | null): boolean => {
    const value = json[name];
    if (typeof value === 'boolean') return value;
    if (value !== undefined) problems.push(`${name} is neither true nor false`);
    else if (otherwise === null) problems.push(`has no ${name}`);
    return otherwise ?? false;
  };
  const nearMiss = flag('nearMiss', false);
  const read: LabelledCase = {
    id: typeof json['id'] === 'string' && json['id'] !== '' ? json['id'] : id,
    source: typeof json['source'] === 'string' ? json['source'] : null,
    healthy: flag('healthy', null) || nearMiss,
    nearMiss,
    expect: expectedOf(json['expect'], problems),
    tolerate: textsOf(json['tolerate'], 'tolerate', problems),
    scored: flag('scored', true),
  };
  if (problems.length === 0 && read.healthy && read.expect.length > 0)
    problems.push('is healthy and expects a cause');
  if (problems.length === 0 && !read.healthy && read.expect.length === 0)
    problems.push('is not healthy and expects no cause');
  const [problem] = problems;
  return problem === undefined ? read : { problem };
}

function expectedOf(json: unknown, problems: string[]): readonly ExpectedCause[] {
  if (json === undefined) {
    problems.push('has no expect');
    return [];
  }
  if (!Array.isArray(json)) {
    problems.push('expect is no list');
    return [];
  }
  return json.flatMap((entry: unknown, at): readonly ExpectedCause[] => {
    const cause = isRecord(entry) ? entry['cause'] : undefined;
    if (!isRecord(entry) || typeof cause !== 'string' || cause === '') {
      problems.push(`expect[${at}] names no cause`);
      return [];
    }
    return [{ cause, accept: textsOf(entry['accept'], `expect[${at}].accept`, problems) }];
  });
}

function textsOf(json: unknown, name: string, problems: string[]): readonly string[] {
  if (json === undefined) return [];
  if (Array.isArray(json) && json.every((item) => typeof item === 'string')) return json;
  problems.push(`${name} is no list of ids`);
  return [];
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
