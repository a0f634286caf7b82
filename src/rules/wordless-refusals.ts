/**
 * What a router shows of a session that the modem or the network refuses without saying why. A card that is locked, a network
 * that does not let the modem in and an access point that is not known look the same there.
 */
export const wordlessRefusals: readonly string[] = [
  'qmi-call-failed',
  'chat-no-carrier',
  'chat-error',
  'ncm-dial-rejected',
  'ndisdup-ok-not-connected',
  'ppp-hangup-after-auth',
  'dhcp-discover-no-offer',
];
