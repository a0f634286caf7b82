import { remarks } from '../declaration.ts';
import { behind, usbDevice } from './kernel-prefix.ts';

/**
 * What the storage side of a stick says: drives, CD-ROMs, the SCSI layer above them.
 * Source: linux drivers/usb/storage/*.c, drivers/scsi/{sd,sr*,sg,scsi*,hosts}.c.
 */
export const kernelStorageRemarks = () => [
  ...remarks('mode', 'err', {
    'storage.commands-overlap': ['<adapter:text>Error in queuecommand_lck: us->srb = <pointer:word>'],
    'disk.cache-mode': ["sd: can't init extended cdb cache"],
    'disk.driver-setup': ["sd: can't init extended cdb pool", "sd: can't init discard page pool"],
    'scsi.scan-failed': ['scsi_alloc_target: allocation failure'],
    'scsi.command': ['SCSI subsystem failed to initialize, error = <code:int>'],
    'scsi-generic.access-denied': [
      '<program:text>: process <process:int> (<name:text>) changed security contexts after opening file descriptor, this is not allowed.',
      '<program:text>: process <process:int> (<name:text>) called from kernel context, this is not allowed.',
    ],
    'scsi-generic.setup-failed': [
      'sg_add_device: device_create failed',
      "sg_add_device: unable to make symlink 'generic' back to sg<number:int>",
    ],
  }),
  ...remarks('mode', 'info', {
    'storage.driver-loaded': [
      'Initializing USB Mass Storage driver...',
      'USB Mass Storage support registered.',
    ],
    'scsi.scan': [
      'scsi: waiting for bus probes to complete ...',
      'scsi target<host:int>:<channel:int>:<target:int>: scsi scan: Sequential scan',
    ],
    'scsi-generic.detaching': ['sg_rq_end_io: device detaching'],
    'cdrom.drive': ['<drive:word>: scsi-1 drive', '<drive:word>: scsi3-mmc drive: <write:int>x/<read:int>x'],
    'scsi.host-added': ['scsi<host:int> : usb-storage <usbInterface:usbintf>'],
  }),
  ...remarks('mode', 'notice', {
    'scsi.ready': ['SCSI subsystem initialized'],
    'scsi-generic.attached': [
      'sr <address:word>: Attached scsi generic sg<number:int> type <type:int>',
      'sd <address:word>: Attached scsi generic sg<number:int> type <type:int>',
    ],
  }),
  ...remarks('mode', 'warn', {
    'disk.driver-setup': ['init_sd: sd driver entry point', 'exit_sd: exiting sd driver'],
    'scsi.host-fault': ['scsi_register() called on new-style template for driver <driver:text>'],
    'scsi-generic.odd-request': [
      'sg_write: data in/out <bytes:int>/<wanted:int> bytes for SCSI command 0x<command:hex>-- guessing data in; program <program:text> not setting count and/or reply_len properly',
    ],
    'scsi-generic.setup-failed': [
      'sg_add_device: alloc_disk failed',
      'sg_add_device: cdev_alloc failed',
      'sg_add_device: sg_alloc failed',
      'sg_add_device: sg_sys Invalid',
      'sg_add_device: get scsi_device queue failed',
    ],
  }),
  ...remarks(
    'mode',
    'err',
    behind('scsi <address:word>: ', {
      'scsi.scan-failed': [
        'target allocation failed, error <code:int>',
        'in wrong state <state:text> to complete scan',
        'failed to configure device',
        'Unexpected response from lun <lun:int> while scanning, scan aborted',
        'failed to apply queue limits.',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('scsi <address:word>: ', {
      'uas.sense-length-odd': [
        'uas_sense: urb length <length:int> disagrees with IU sense data length <limit:int>, using <bytes:int> bytes of sense data',
        'uas_sense_old: urb length <length:int> disagrees with IU sense data length <limit:int>, using <bytes:int> bytes of sense data',
      ],
      'uas.reset': [
        'uas_eh_abort_handler tag <tag:int>',
        'uas_eh_device_reset_handler tag <tag:int>',
        'uas_eh_target_reset_handler tag <tag:int>',
        'uas_eh_bus_reset_handler tag <tag:int>',
      ],
      'scsi.inquiry': [
        'scsi scan: INQUIRY pass <pass:int> length <length:int>',
        'scsi scan: INQUIRY failed with code 0x<code:hex>',
        'scsi scan: INQUIRY successful with code 0x<code:hex>',
        'scsi scan: <bytes:int> byte inquiry failed. Consider BLIST_INQUIRY_36 for this device',
      ],
      'scsi.scan': [
        'scsi scan: device exists on <device:word>',
        'scsi scan: consider passing scsi_mod.dev_flags=<vendor:text>:<model:text>:0x240 or 0x1000240',
      ],
      'scsi.scan-failed': [
        'scsi scan: peripheral qualifier of 3, device not added',
        'scsi scan: peripheral device type of 31, no device added',
      ],
      'scsi.luns-reported': [
        'scsi scan: Sending REPORT LUNS to (try <attempt:int>)',
        'scsi scan: REPORT LUNS failed (try <attempt:int>) result 0x<result:hex>',
        'scsi scan: REPORT LUNS successful (try <attempt:int>) result 0x<result:hex>',
        'scsi scan: REPORT LUN scan',
        'scsi scan: Sending REPORT LUNS',
        'scsi scan: REPORT LUNS failed result 0x<code:hex>',
        'scsi scan: REPORT LUNS successful result 0x<code:hex>',
      ],
      'scsi.recovery': ['scsi_block_when_processing_errors: rtn: <code:int>'],
      'scsi.recovery-deadline': [
        '<program:text>: skip test device, past eh deadline',
        '<function:text>: skip START_UNIT, past eh deadline',
        '<program:text>: skip BDR, past eh deadline',
      ],
      'scsi.recovery-step': [
        '<program:text>: Sending START_UNIT',
        '<program:text>: START_UNIT failed',
        '<program:text>: Sending BDR',
        '<program:text>: BDR failed',
      ],
      'scsi.device-offline': ['Device offlined - not ready after error recovery'],
      'scsi.reservation-conflict': ['reservation conflict'],
      'scsi.command': ['Notifying upper driver of completion (result <code:hex>)'],
      'scsi-generic.attached': ['sg_alloc: dev=<device:int>'],
    }),
  ),
  ...remarks(
    'mode',
    'notice',
    behind('scsi <address:word>: ', {
      'scsi.scan': ['unlocking floptical drive'],
      'scsi.device-found': [
        '<device:text> PQ: <qualifier:int> ANSI: <version:int> CCS',
        '<device:text> PQ: <qualifier:int> ANSI: <version:int>',
      ],
      'scsi-generic.attached': ['Attached scsi generic sg<number:int> type <type:int>'],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind('scsi <address:word>: ', {
      'scsi.scan': [
        'scsi_add_lun: correcting incorrect peripheral device type 0x<type:hex> for W-LUN 0x<lun:hex>hN',
      ],
      'scsi.scan-failed': ['lun<lun:int> has a LUN larger than allowed by the host adapter'],
      'scsi.unit-attention': [
        'Inquiry data has changed',
        'Warning! Received an indication that the LUN assignments on this target have changed. The Linux SCSI layer does not automatically remap LUN assignments.',
        'Warning! Received an indication that the operating parameters on this target have changed. The Linux SCSI layer does not automatically adjust these parameters.',
        'Warning! Received an indication that the LUN reached a thin provisioning soft threshold.',
        'Mode parameters changed',
        'Asymmetric access state changed',
        'Capacity data has changed',
        'Parameters changed',
        'Power-on or device reset occurred',
        'LUN assignments on this target have changed. The Linux SCSI layer does not automatically remap LUN assignments.',
        'Operating parameters on this target have changed. The Linux SCSI layer does not automatically adjust these parameters.',
      ],
      'scsi-generic.setup-failed': [
        'sg_alloc: kmalloc Sg_device failure',
        'Unable to attach sg device type=<type:int>, minor number exceeds <limit:int>',
        'sg_alloc: idr allocation Sg_device failure: <code:int>',
      ],
      'scsi.inquiry': [
        'scsi_get_vpd_size: long VPD page 0 length: <bytes:int> bytes',
        'scsi_get_vpd_size: short VPD page 0x<page:hex> length: <bytes:int> bytes',
        'scsi_get_vpd_page: VPD page 0x<page:hex> result <length:int> > <limit:int> bytes',
        'scsi_get_vpd_buf: VPD page 0x<page:hex> result <length:int> > <limit:int> bytes',
        'scsi_report_opcode: len <length:int> bytes, opcode 0x<opcode:hex> needs <needed:int>',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind('scsi host<host:int>: ', {
      'uas.reset-failed': [
        'uas_eh_bus_reset_handler FAILED to get lock err <code:int>',
        'uas_pre_reset: timed out',
        'uas_post_reset: alloc streams error <code:int> after reset',
        'uas_suspend: timed out',
        'uas_reset_resume: alloc streams error <code:int> after reset',
        'uas_eh_device_reset_handler FAILED to get lock err <code:int>',
      ],
      'scsi.recovery': ['scsi_eh_<errorHandler:int>: unable to autoresume'],
      'scsi.host-fault': [
        'Illegal host state transition<was:text>-><now:text>',
        'can_queue = 0 no longer supported',
        "ERROR: Scsi host '<driver:text>' attempted to queue scsi-work, when no workqueue created.",
        "ERROR: Scsi host '<driver:text>' attempted to flush scsi-work, when no workqueue created.",
      ],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('scsi host<host:int>: ', {
      'uas.reset': ['uas_eh_bus_reset_handler start', 'uas_eh_device_reset_handler start'],
      'uas.reset-failed': [
        'uas_eh_bus_reset_handler FAILED err <code:int>',
        'uas_eh_device_reset_handler FAILED err <code:int>',
      ],
      'uas.reset-succeeded': ['uas_eh_bus_reset_handler success', 'uas_eh_device_reset_handler success'],
      'scsi.inquiry': ['scsi scan: INQUIRY result too short (<length:int>), using 36'],
      'scsi.scan': [
        'scsi_scan_host_selected: <<channel:int>:<target:int>:<lun:int>>',
        'scsi_finish_async_scan called twice',
      ],
      'scsi.recovery': [
        'Waking error handler thread',
        'scsi_eh_prt_fail_stats: cmds failed: <failed:int>, cancel: <cancelled:int>',
        'Total of <commands:int> commands on <devices:int> devices require eh work',
        'waking up host to restart',
        'scsi_eh_<errorHandler:int>: sleeping',
        'scsi_eh_<errorHandler:int>: waking up <busy:int>/<failed:int>/<total:int>',
        'Error handler scsi_eh_<errorHandler:int> exiting',
        'waking up host to restart after TMF',
      ],
      'scsi.recovery-step': [
        'Snd Host RST',
        '<program:text>: Sending target reset to target <target:int>',
        '<program:text>: Target reset failed target: <code:int>',
        '<program:text>: Sending BRST chan: <channel:int>',
        '<program:text>: BRST failed chan: <code:int>',
        '<program:text>: Sending HRST',
        '<program:text>: HRST failed',
      ],
      'scsi.recovery-deadline': [
        '<program:text>: Skip target reset, past eh deadline',
        '<program:text>: skip BRST, past eh deadline',
      ],
      'scsi.host-added': ['usb-storage <usbInterface:usbintf>', 'uas'],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind('scsi host<host:int>: ', {
      'scsi.host-fault': [
        'eh_deadline <deadline:int> too large, setting to <limit:int>',
        'error handler thread failed to spawn, error = <code:int>',
        'failed to create tmf workq',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind('sd <address:word>: [<disk:word>] ', {
      'disk.feature': [
        'formatted with unsupported protection type <type:int>. Disabling disk!',
        'Missing header in MODE_SENSE response',
        'Incomplete mode parameter data',
        'ATO Got wrong page',
        'max_retries must be between -1 and <limit:int>',
        'Invalid Concurrent Positioning Ranges VPD page',
        'Invalid Concurrent Positioning Range number',
      ],
      'disk.capacity': [
        'Too big for this kernel. Use a kernel compiled with support for large block devices.',
      ],
      'disk.cache-mode': [
        'No Caching mode page found',
        'Asking for cache data failed',
        'Assuming drive cache: write through',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('sd <address:word>: [<disk:word>] ', {
      'disk.request': [
        'sd_open',
        'sd_release',
        'sd_ioctl: disk=<name:text>, cmd=0x<command:hex>',
        'sd_check_events',
        'sd_revalidate_disk',
        'sd_probe',
      ],
      'disk.feature': [
        'PR command failed: <code:int>',
        'READ RESERVATION failed due to short return buffer of <bytes:int> bytes',
        'Unexpected: RSCS has been set and the permanent stream count is <count:int>',
        'permanent stream count = <count:int>',
      ],
      'disk.capacity': ['Adjusting the sector count from its reported value: <value:int>'],
      'disk.command-result': [
        '<operation:text>: Result: hostbyte=<host:text> driverbyte=<driver:text>',
        '<operation:text>: Result: hostbyte=0x<host:hex> driverbyte=0x<driver:hex>',
      ],
      'disk.request-invalid': ['Unaligned partial completion (resid=<resid:int>, sector_sz=<sectorSz:int>)'],
      'disk.transfer-size': [
        'Optimal transfer size <bytes:int> bytes',
        'Preferred minimum I/O size <bytes:int> bytes',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'notice',
    behind('sd <address:word>: [<disk:word>] ', {
      'disk.not-ready': [
        'Spinning up disk...',
        'Unit Not Ready',
        'Sense not available.',
        'Stopping disk',
        'Starting disk',
        'Failed to clear sense data',
      ],
      'disk.feature': [
        'Enabling DIF Type <type:int> protection',
        'Disabling DIF Type <type:int> protection',
        'Truncating mode parameter data from <from:int> to <bytes:int> bytes',
        'Host-managed zoned block device',
        'Host-aware zoned block device',
        'Host-aware SMR disk used as regular disk',
        'Drive-managed SMR disk',
        'supports TCG Opal',
        '<ranges:int> concurrent positioning ranges',
        'OPAL unlock failed',
      ],
      'disk.capacity': [
        'physical block alignment offset: <offset:int>',
        'Very big device. Trying to use READ CAPACITY(16).',
        'Using 0xffffffff as device size',
        'Sector size 0 reported, assuming 512.',
        'Unsupported sector size <bytes:int>.',
        '<count:int> <blockSize:int>-byte logical blocks: (<capacity:text>)',
        '<blockSize:int>-byte physical blocks',
      ],
      'disk.write-protect': ['Assuming Write Enabled', 'Write Protect is on', 'Write Protect is off'],
      'disk.cache-mode': [
        'Disabling FUA',
        'Uses READ/WRITE(6), disabling FUA',
        'Write cache: <write:text>, read cache: <read:text>, <mode:text>',
        'Cache data unavailable',
        'Assuming drive cache: write back',
        'Synchronizing SCSI cache',
      ],
      'disk.attached': ['Attached SCSI removable disk', 'Attached SCSI disk'],
      'disk.media-removed': ['Media removed, stopped polling'],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind('sd <address:word>: [<disk:word>] ', {
      'disk.write-protect': ['Test WP failed, assume Write Enabled'],
      'disk.feature': [
        'getting Control mode page failed, assume no ATO',
        'Unsupported ZBC host-managed device.',
      ],
      'disk.driver-setup': [
        'sd_revalidate_disk: Memory allocation failure.',
        'sd_probe: memory exhausted.',
        'SCSI disk (sd) name length exceeded.',
      ],
      'disk.transfer-size': [
        'Optimal transfer size <blocks:int> logical blocks > dev_max (<limit:int> logical blocks)',
        'Optimal transfer size <blocks:int> logical blocks > sd driver limit (<limit:int> logical blocks)',
        'Optimal transfer size <bytes:int> bytes < PAGE_SIZE (<limit:int> bytes)',
        'Optimal transfer size <bytes:int> bytes not a multiple of physical block size (<limit:int> bytes)',
        'Preferred minimum I/O size <bytes:int> bytes not a multiple of physical block size (<limit:int> bytes)',
        'Optimal transfer size <bytes:int> bytes not a multiple of preferred minimum block size (<limit:int> bytes)',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind('sd <address:word>: [<disk:word>] tag#<tag:int> ', {
      'uas.transfer-failed': ['Bogus IU (<iu:int>) received on status pipe'],
      'disk.request-invalid': [
        'Bad block number requested',
        'Unknown command <command:hex>',
        'access beyond end of device',
        'request not aligned to the logical block size',
      ],
      'disk.cache-mode': ['FUA write on READ/WRITE(6) drive'],
      'disk.offline': ['Medium access timeout failure. Offlining disk!', 'device offline or changed'],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('sd <address:word>: [<disk:word>] tag#<tag:int> ', {
      'uas.transfer-failed': [
        'sense urb submission failure',
        'data in urb submission failure',
        'data out urb submission failure',
        'cmd urb submission failure',
      ],
      'uas.command-state': ['<operation:text> <status:int> uas-tag <uasTag:int> inflight:<flags:text>'],
      'disk.request': [
        'sd_setup_read_write_cmnd: block=<block:int>, count=<count:int>',
        'Finishing <sectors:int> sectors',
        'Retry with 0x<pointer:word>',
        'block=<block:int>',
        'writing <blocks:int>/<total:int> 512 byte blocks.',
        'reading <blocks:int>/<total:int> 512 byte blocks.',
        'sd_done: completed <completed:int> of <bytes:int> bytes',
      ],
      'scsi.command-aborted': [
        'eh timeout, not aborting',
        'aborting command',
        'eh timeout, not retrying aborted command',
        'cmd abort not send',
        'cmd abort failed',
        'previous abort failed',
        'not aborting, host in recovery',
        'abort scheduled',
        '<program:text>: aborting cmd',
        '<program:text>: aborting cmd failed',
      ],
      'scsi.recovery': [
        'scsi_eh_done result: <code:hex>',
        'scsi_send_eh_cmnd timeleft: <timeleft:int>',
        'scsi_send_eh_cmnd: scsi_eh_completed_normally <result:hex>',
        '<program:text>: requesting sense',
        'sense requested, result <code:hex>',
        'scsi_eh_tur return: <result:hex>',
        '<program:text>: flush retry cmd',
        '<program:text>: flush finish cmd',
      ],
      'scsi.recovery-step': ['scsi_try_bus_reset: Snd Bus RST'],
      'scsi.recovery-deadline': [
        '<program:text>: skip request sense, past eh deadline',
        '<program:text>: skip aborting cmd, past eh deadline',
      ],
      'scsi.device-offline': ['scsi_decide_disposition: device offline - report as SUCCESS'],
      'scsi.command': ['Send: scmd 0x<command:word>', 'scsi host busy <busy:int> failed <failed:int>'],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind('sd <address:word>: [<disk:word>] tag#<tag:int> ', {
      'scsi.command-aborted': [
        'retry aborted command',
        'finish aborted command',
        'terminate aborted command',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind('sr <address:word>: [<drive:word>] ', {
      'cdrom.out-of-memory': ['out of memory.'],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('sr <address:word>: [<drive:word>] ', {
      'cdrom.request-unsuitable': ['unsupported sector size <bytes:int>.'],
      'cdrom.drive': [
        'scsi-1 drive',
        'scsi3-mmc drive: <write:int>x/<read:int>x <features:text>',
        'scsi3-mmc drive: <write:int>x/<read:int>x cd/rw xa/form2 cdda tray',
      ],
      'cdrom.disc-changed': ['disc change detected.'],
      'cdrom.not-ready': ['CDROM not ready yet.', 'CDROM not ready. Make sure there is a disc in the drive.'],
      'cdrom.request': [
        'sr_read_cd lba=<lba:int> format=<format:int> blksize=<blksize:int>',
        'sr_read_sector lba=<lba:int> blksize=<blksize:int>',
        'sr_is_xa: <isXa:int>',
        'MODE SELECT 0x<density:hex>/<blockSize:int>',
        'switching blocklength to <bytes:int> bytes failed',
      ],
      'cdrom.feature-missing': [
        "CDROM does'nt support READ CD (0xbe) command",
        "Hmm, seems the drive doesn't support multisession CD's",
        "Hmm, seems the cdrom doesn't support multisession CD's",
        "CDROM doesn't support READ CD (0xbe) command",
      ],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind('sr <address:word>: [<drive:word>] ', {
      'cdrom.events-unreliable': ['GET_EVENT and TUR disagree continuously, suppress GET_EVENT events'],
      'cdrom.no-session': ['No finished session'],
      'cdrom.request': ['unknown vendor code (<code:int>), not initialized ?'],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind('sr <address:word>: [<drive:word>] tag#<tag:int> ', {
      'cdrom.request-unsuitable': [
        'bad sector size <bytes:int>',
        'mismatch count <count:int>, bytes <bytes:int>',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('sr <address:word>: [<drive:word>] tag#<tag:int> ', {
      'cdrom.request': [
        'done: <result:hex>',
        'Doing sr request, block = <block:int>',
        'Finishing <sectors:int> sectors',
        'Retry with 0x<pointer:word>',
        "can't switch blocksize: in interrupt",
        'writing <blocks:int>/<total:int> 512 byte blocks.',
        'reading <blocks:int>/<total:int> 512 byte blocks.',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'notice',
    behind('sr <address:word>: [<drive:word>] tag#<tag:int> ', {
      'cdrom.request-unsuitable': ['unaligned transfer'],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind('usb-storage <usbInterface:usbintf>: ', {
      'storage.commands-overlap': ['Error in queuecommand_lck: us->srb = <pointer:word>'],
    }),
  ),
  ...remarks(
    'mode',
    'info',
    behind('usb-storage <usbInterface:usbintf>: ', {
      'storage.device-ignored': ['device ignored'],
      'storage.quirks': ['Quirks match for vid <vendor:hex> pid <product:hex>: <flags:hex>'],
      'storage.lun-count-invalid': ['Max LUN <lun:int> is not valid, using 0 instead'],
    }),
  ),
  ...remarks(
    'mode',
    'notice',
    behind('usb-storage <usbInterface:usbintf>: ', {
      'storage.quirk-unneeded': [
        'This device (<vendor:hex>,<product:hex>,<revision:hex> S <subclass:hex> P <protocol:hex>) has <useless:text> in unusual_devs.h (kernel <kernel:text>) Please send a copy of this message to <linux-usb@vger.kernel.org> and <usb-storage@lists.one-eyed-alien.net>',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind('usb-storage <usbInterface:usbintf>: ', {
      'storage.setup-failed': [
        'Unable to start control thread',
        'Unable to allocate the scsi host',
        'Unable to add the scsi host',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'err',
    behind(usbDevice, {
      'uas.transfer-failed': [
        'URB BAD STATUS <code:int>',
        'failed submit status urb',
        'stat urb: status <code:int>',
        'stat urb: no pending cmd for uas-tag <uasTag:int>',
        'cmd cmplt err <code:int>',
      ],
    }),
  ),
  ...remarks(
    'mode',
    'warn',
    behind(usbDevice, {
      'uas.controller-unsuitable': [
        'The driver for the USB controller <controller:text> does not support scatter-gather which is',
        'required by the UAS driver. Please try analternative USB controller if you wish to use UAS.',
        'required by the UAS driver. Please try an other USB controller if you wish to use UAS.',
        'USB controller <controller:text> does not support streams, which are required by the UAS driver.',
        'Please try an other USB controller if you wish to use UAS.',
      ],
      'uas.ignored': [
        'UAS is blacklisted for this device, using usb-storage instead',
        'UAS is ignored for this device, using usb-storage instead',
      ],
    }),
  ),
];
