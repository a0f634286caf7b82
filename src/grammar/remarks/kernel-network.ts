import { remarks } from '../declaration.ts';
import { behind, netdevOf } from './kernel-prefix.ts';

/**
 * What PPP and the queues of network devices say.
 * Source: linux drivers/net/ppp/*.c, net/sched/sch_generic.c.
 */
export const kernelNetworkRemarks = () => [
  ...remarks('address', 'err', {
    'ppp.misused': ['PPP: not interface or channel??'],
    'ppp.registration-failed': [
      'failed to register PPP pernet device (<code:int>)',
      'failed to register PPP device (<code:int>)',
      "<netdev:netdev>: PPP: couldn't register device <device:word> (<code:int>)",
      'PPP_async: error <code:int> registering line disc.',
      'failed to unregister PPP line discipline',
      'PPP_sync: error <code:int> registering line disc.',
      'failed to unregister Sync PPP line discipline',
      'failed to register rtnetlink PPP handler',
    ],
    'ppp.out-of-memory': [
      '<netdev:netdev>: PPP: no memory (comp pkt)',
      '<netdev:netdev>: PPP: no memory (VJ comp pkt)',
      '<netdev:netdev>: PPP: no memory (fragment)',
      '<netdev:netdev>: PPP: no memory (VJ decomp)',
      '<netdev:netdev>: ppp_decompress_frame: no memory',
      'PPP: No free memory for idr',
      'PPPasync: no memory (input pkt)',
      'PPPsync: no memory (input pkt)',
    ],
    'ppp.compression-failed': [
      '<netdev:netdev>: ppp: compressor dropped pkt',
      '<netdev:netdev>: ppp: compression required but down - pkt dropped.',
      '<netdev:netdev>: PPP: VJ uncompressed error',
      'z_compress: deflate returned <code:int>',
    ],
    'ppp.fragment-lost': ['<netdev:netdev>: ppp_mp_reconstruct bad seq <sequence:int> < <expected:int>'],
    'ppp.teardown-odd': [
      '<netdev:netdev>: ppp: destroying ppp struct <pointer:word> but dead=<dead:int> n_channels=<channels:int> !',
    ],
    'ppp.still-in-use': ['PPP: removing module but units remain!'],
    'ppp.recursion': ['<netdev:netdev>: recursion detected'],
  }),
  ...remarks('address', 'info', {
    'ppp.compression-loaded': [
      'PPP BSD Compression module registered',
      'PPP Deflate Compression module registered',
      'PPP MPPE Compression module registered',
    ],
  }),
  ...remarks('address', 'warn', {
    'ppp.obsolete-request': [
      'PPPIOCDETACH file->f_count=<count:int>',
      '<program:text> (<process:int>) used obsolete PPPIOCDETACH ioctl',
    ],
    'ppp.decompression-failed': [
      '<9>ppp: lens_ptr(<index:int>) > max',
      '<9>ppp: dict_ptr(<index:int>) > max',
      'bsd_decomp<unit:int>: bad sequence # <sequence:int>, expected <expected:int>',
      'bsd_decomp<unit:int>: bad CLEAR',
      'bsd_decomp<unit:int>: bad code 0x<code:hex> oldcode=0x<oldcode:hex>',
      'max_ent=0x<maxEnt:hex> explen=<explen:int> seqno=<seqno:int>',
      'bsd_decomp<unit:int>: ran out of mru',
      ' len=<length:int>, finchar=0x<finchar:hex>, codelen=<codelen:int>, explen=<explen:int>',
      'bsd_decomp<unit:int>: fell off end of chain',
      '0x<code:hex> at 0x<at:hex> by 0x<by:hex>, max_ent=0x<highest:hex>',
      'bsd_decomp<unit:int>: bad code chain 0x<chain:hex> finchar=0x<finchar:hex>',
      'oldcode=0x<oldcode:hex> cptr=0x<cptr:hex> codem1=0x<codem1:hex>',
      'bsd_decomp<unit:int>: short by <bytes:int> after code 0x<code:hex>, max_ent=0x<maxEnt:hex>',
      'bsd_decomp<unit:int>: peer should have cleared dictionary on <dictionary:int>',
    ],
    'ppp.compression-failed': [
      'mppe_rekey: cipher_encrypt failed',
      '<program:text>[<unit:int>]: unknown key length',
    ],
    'netdev.loop': ['Dead loop on netdevice <device:word>, fix it urgently!'],
    'netdev.queue-fault': ['BUG <device:word> code <code:int> qlen <qlen:int>'],
  }),
  ...remarks(
    'address',
    'info',
    behind(netdevOf, {
      'netdev.queue-setup-failed': ['activation failed'],
    }),
  ),
  ...remarks(
    'address',
    'warn',
    behind(netdevOf, {
      'netdev.queue-setup-failed': ['default qdisc (<wanted:text>) fail, fallback to <fallback:text>'],
    }),
  ),
];
