import { remarks } from '../declaration.ts';

/** What wwan.sh says on its way. */
export const protoWwanRemarks = () =>
  remarks('power', 'notice', {
    'wwan.searching': ['wwan[<handler:int>] Searching for a valid wwan usb device...'],
    'wwan.bus-chosen': ['wwan[<handler:int>] Using wwan usb device on bus <bus:word>'],
  });
