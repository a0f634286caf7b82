import { defineHarmlessLine } from './harmless-line.ts';

/**
 * mwan3 1.x looks for the gateway on the configured interface; with ncm, qmi and mbim the address lives on the child.
 * Source: OpenWrt packages, mwan3 1.x hotplug script.
 */
export const mwan3NoGateway = defineHarmlessLine({
  id: 'mwan3-no-gateway',
  since: '0.1.0',
  title: 'mwan3’s missing gateway proves nothing either way',
  explanation:
    'mwan3 looked on the configured interface, while the address of such a modem lives on its child (the name with _4). It prints this with and without a lease.',
  lines: ({ episode }) => {
    const parents = new Set(
      episode.attempts.filter((attempt) => attempt.child !== null).map((attempt) => attempt.interface),
    );
    return episode.messages.of('mwan3.no-gateway').filter((message) => parents.has(message.fields.interface));
  },
});
