import { speaker } from '../declaration.ts';
import { uqmidRemarks } from '../remarks/uqmid.ts';

/** The QMI daemon that may dial in place of uqmi. Source: uqmi's uqmid, of 24.10 on. */
export const uqmid = speaker('uqmid', ['uqmid'], [], { remarks: uqmidRemarks });
