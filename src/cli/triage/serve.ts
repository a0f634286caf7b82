import { worker, workerEmit } from 'workerpool';
import { begun } from './begun.ts';
import { type BundleTask, diagnoseBundle } from './bundle-task.ts';

/** Answers the pool. */
export function serve(): void {
  worker({
    diagnoseBundle: async (task: BundleTask) => {
      workerEmit(begun);
      return await diagnoseBundle(task);
    },
  });
}
