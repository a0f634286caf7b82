import { remarks } from '../declaration.ts';

/** What xmm.sh tells of its settings. */
export const protoXmmRemarks = () => [
  ...remarks('driver', 'info', {
    'xmm.path-found': ['Found path <path:word>'],
    'xmm.interface-found': ['Found interface <netdev:word>'],
  }),
  ...remarks('dial', 'info', {
    'xmm.setup': ['Setup <proto:text> interface <interface:iface> with port <port:word>'],
    'xmm.auth-type': ['Using auth type is: <type:text>'],
    'xmm.pdp-type': ['PDP type is: <type:text>'],
  }),
  ...remarks('address', 'info', { 'xmm.name-server': ['Using IPv4 DNS: <server:word>'] }),
];
