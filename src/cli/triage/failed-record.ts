import { nothingSaid, type TriageRecord } from '../../report/triage/record.ts';
import { version } from '../command-line.ts';
import { exitCode } from '../exit-code.ts';

/** The verdict on a bundle that nobody could look at. */
export function failedRecord(id: string, code: string, message: string): TriageRecord {
  return {
    schemaVersion: 1,
    id,
    version,
    content: null,
    outcome: 'not-looked-at',
    exitCode: exitCode.couldNotLook,
    ...nothingSaid,
    notRead: [],
    error: { code, message },
  };
}
