import { defineHarmlessLine } from './harmless-line.ts';

/**
 * The handler's teardown reports to netifd after netifd has let go of it. It stands in logs of connections that work, of
 * cable WANs as well. Source: netifd ubus.c, netifd_handle_iface_proto (UBUS_STATUS_PERMISSION_DENIED without a handler).
 */
export const commandPermissionDenied = defineHarmlessLine({
  id: 'command-permission-denied',
  since: '0.1.0',
  title: '“Command failed: … (Permission denied)” at the end of a connection is harmless',
  explanation:
    'The handler reports the end of the connection to netifd, which has let go of it already. It comes whenever an interface goes down, on a cable WAN as well. What matters is why it went down.',
  lines: ({ episode }) =>
    episode.messages.of('ubus.command-failed').filter(
      ({ fields, origin }) =>
        fields.reason === 'Permission denied' &&
        origin.interface !== null &&
        // Denied while it is set up, the interface stays down.
        !('data' in fields && /"link-up": ?true/.test(fields.data)),
    ),
});
