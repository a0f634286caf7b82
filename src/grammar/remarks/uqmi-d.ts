import { remarks } from '../declaration.ts';

/** What uqmi_d says beside its connection. */
export const uqmiDRemarks = () => [
  ...remarks(null, 'info', { 'uqmi-d.started': ['Daemon started'] }),
  ...remarks(
    null,
    'info',
    { 'sms.received': ['SMS received from <number:text>'], 'sms.sent': ['SMS sent to <number:text>'] },
    { shared: true },
  ),
];
