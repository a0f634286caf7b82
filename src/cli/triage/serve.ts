import { worker } from 'workerpool';
import { diagnoseBundle } from './bundle-task.ts';

/** Answers the pool. */
export function serve(): void {
  worker({ diagnoseBundle });
}
