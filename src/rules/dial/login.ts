import type { Confirmation, FixStep } from '../finding.ts';

/** What to look at where the operator refuses the login of an APN. */
export const compareLogin: Confirmation = {
  text: 'Compare APN, user name, password and kind of login (PAP or CHAP) with what the operator gives for this tariff.',
  command: null,
};

export const setLogin: FixStep = {
  type: 'advice',
  text: 'Set option username and option password of the interface; delete both where the operator names none.',
};
