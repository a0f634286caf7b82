import { randomBytes } from 'node:crypto';
import { withoutComments } from '../../collect/router/collection-script.ts';
import portHolders from '../../collect/router/port-holders.sh';
import { shellQuoted } from '../../report/command-line.ts';
import forgetContext from './forget-context.sh';
import portScript from './port.sh';
import { fittingTransports, type Means } from './transport.ts';

/** Seconds after which the port is closed again in any case: more than all that is asked may take. */
const limitSeconds = 90;

/**
 * Shell text that ends and deletes a context of the modem without hwdiag being there, for the way back: whole in itself, to be run
 * from a file in a folder of its own, as often as it takes. Whoever has the port keeps it. The exit status says whether the modem
 * has told that the context is gone.
 *
 * @param port as it was opened before: nothing in it needs quotes
 */
export function forgetContextScript(port: string, context: number, means: Means): string {
  const mark = randomBytes(16).toString('hex');
  const fitting = fittingTransports(port, means);
  return [
    `port=${shellQuoted(port)} mark=${mark} limit=${limitSeconds} context=${context}`,
    ...[portHolders, portScript, forgetContext].map(withoutComments),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
    'case ${1:-} in',
    ...fitting.map(({ transport: { name, script }, program }) =>
      [`${name})`, `program=${shellQuoted(program)}`, withoutComments(script), 'main', ';;'].join('\n'),
    ),
    'esac',
    ...fitting.map(({ transport: { name, kind, isReady } }) =>
      ['forget_by', name, kind, shellQuoted(isReady?.source ?? `^${mark} ready`)].join(' '),
    ),
    'exit 1',
  ].join('\n');
}
