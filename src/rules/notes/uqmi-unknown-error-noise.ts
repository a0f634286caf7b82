import { defineHarmlessLine } from './harmless-line.ts';

const words: ReadonlySet<string> = new Set([
  'No effect',
  'Unknown error',
  'Not supported',
  'Invalid QMI command',
]);

/**
 * qmi.sh tidies up before it dials: it ends sessions that are not there and sets what is set. uqmi prints the modem's
 * answer to each. Source: OpenWrt qmi.sh (stop-network, sync, network modes); uqmi qmi-errors.h.
 */
export const uqmiUnknownErrorNoise = defineHarmlessLine({
  id: 'uqmi-unknown-error-noise',
  since: '0.1.0',
  title: 'uqmi’s quoted error before the dial is harmless here',
  explanation:
    'The handler ends sessions that are not there and sets what is set already; uqmi prints what the modem answers to that. The dial after it was taken.',
  lines: ({ episode }) => {
    const { messages } = episode;
    const went = [
      ...messages.of('handler.setting-up-device'),
      ...messages.of('handler.starting-dhcp'),
      ...messages.of('handler.connected'),
    ];
    return messages
      .of('uqmi.error')
      .filter(
        ({ fields, origin }) =>
          words.has(fields.reason) &&
          went.some((later) => later.origin.order > origin.order && later.origin.pid === origin.pid),
      );
  },
});
