import { remarks } from '../declaration.ts';

export const proto3gRemarks = [
  ...remarks('dial', 'err', { 'ppp.server-unresolved': ['Could not resolve server address'] }),
];
