import process from 'node:process';

/** The process of a worker: started by the pool, ended by it, or with it. */
export async function main(): Promise<boolean> {
  // A terminal sends Ctrl-C to all processes of a command. Only the one that prints decides what becomes of it.
  process.on('SIGINT', () => undefined);
  const { serve } = await import('./serve.ts');
  serve();
  return false;
}
