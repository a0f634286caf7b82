import type { Bundle } from '../../collect/bundle.ts';
import { isTold, openBundle } from '../../collect/bundle.ts';
import type { TriageRecord } from '../../report/triage/record.ts';
import { triageVerdict } from '../../report/triage/verdict.ts';
import { version } from '../command-line.ts';
import type { FailOn } from '../exit-code.ts';
import { InputCapture } from '../input-capture.ts';
import { failedRecord } from './failed-record.ts';
import { recordCode } from './record-code.ts';

/** What a worker is asked. */
export interface BundleTask {
  readonly bundle: Bundle;
  /** The stamp of the verdict that is there already; null where there is none. */
  readonly known: string | null;
  readonly failOn: FailOn;
}

/** Names of files that were not read and are told. */
const mostNotRead = 20;

/** Diagnoses one bundle; null where the verdict that is there still holds. Nothing is thrown. */
export async function diagnoseBundle({ bundle, known, failOn }: BundleTask): Promise<TriageRecord | null> {
  const { id } = bundle;
  try {
    const { content, readInto } = await openBundle(bundle);
    if (content.stamp === known) return null;
    try {
      const capture = new InputCapture();
      const notRead = await readInto(capture);
      const diagnosis = await capture.finish();
      const untold = new Set(capture.untold.map(({ name }) => name));
      const outcome = diagnosis.verdict.state;
      const verdict = triageVerdict(diagnosis, id);
      return {
        schemaVersion: 1,
        id,
        version,
        content,
        outcome,
        exitCode: recordCode({ ...verdict, outcome }, failOn),
        ...verdict,
        notRead: [
          ...[...untold].map((name) => ({ name, code: 'unreadable' as const })),
          ...notRead.filter(({ code }) => code !== 'unneeded'),
        ].slice(0, mostNotRead),
        error: null,
      };
    } catch (error) {
      return { ...failureOf(id, error), content };
    }
  } catch (error) {
    return failureOf(id, error);
  }
}

/** A fault of the program may quote the input in its message: that is not passed on. */
function failureOf(id: string, error: unknown): TriageRecord {
  return isTold(error)
    ? failedRecord(id, error.code, error.message)
    : failedRecord(id, 'internal', 'The fault is in hwdiag, not in this bundle. Please report it.');
}
