import { remarks } from '../declaration.ts';

/** What mrhaav's ME909s daemons say on their way. */
export const me909sRemarks = () => [
  ...remarks('control', 'info', {
    'me909s.starting': ['Modem initialization'],
    'me909s.radio': ['Flightmode on', 'Flightmode off'],
    'me909s.restarting': ['Restart modem'],
  }),
  ...remarks('dial', 'info', { 'me909s.configuring-apn': ['Configure APN'] }),
  ...remarks(null, 'info', { 'sms.failed': ['Failed to send sms to <number:text>'] }),
  ...remarks(
    null,
    'info',
    { 'sms.received': ['SMS received from <number:text>'], 'sms.sent': ['SMS sent to <number:text>'] },
    { shared: true },
  ),
];
