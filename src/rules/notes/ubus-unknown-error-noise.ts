import { defineHarmlessLine } from './harmless-line.ts';

/**
 * The handler adds its child interface and netifd answers with an error although it did so. Source: netifd ubus.c before
 * commit ef5f7a0 (June 2017); the line stands in logs of connections that work.
 */
export const ubusUnknownErrorNoise = defineHarmlessLine({
  id: 'ubus-unknown-error-noise',
  since: '0.1.0',
  title: '“Command failed: Unknown error” right after the child interface appears is harmless',
  explanation:
    'Older netifd answers so when the handler adds the interface that runs DHCP, although it was added. It also stands in logs of connections that work.',
  lines: ({ episode }) => {
    const children = new Set(episode.attempts.map((attempt) => attempt.child));
    const parents = new Set(
      episode.attempts.filter((attempt) => attempt.child !== null).map((attempt) => attempt.interface),
    );
    const childSeen = episode.messages
      .of('interface.enabled')
      .some((message) => children.has(message.fields.interface));
    if (!childSeen) return [];
    return episode.messages
      .of('ubus.command-failed')
      .filter(
        (message) => message.fields.reason === 'Unknown error' && parents.has(message.origin.interface),
      );
  },
});
