import { defineRule } from '../rule.ts';
import { renumbered } from './renumbered.ts';

/**
 * The control node came back with another number.
 * Sources: linux cdc-wdm.c (a node that is open keeps its minor number); OpenWrt qmi.sh, mbim.sh: option device is a path;
 * option devpath from 25.12.3 on.
 */
export const cdcWdmRenumbered = defineRule({
  id: 'cdc-wdm-renumbered',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => renumbered(episode, true),
});
