import { remarks } from '../declaration.ts';
import { behind, controller, netdevOf, usbNetdev } from './kernel-prefix.ts';

/**
 * What the kernel says of its network stack, file systems and drivers in general: it tells nothing of a modem.
 * Source: linux net/{core,bridge,ipv6,8021q}, drivers/base/dd.c, drivers/cdrom/cdrom.c, fs/isofs/inode.c.
 */
export const kernelBystanderRemarks = [
  ...remarks(
    null,
    'info',
    {
      'netdev.not-found': [
        'dev_remove_pack: <pointer:word> not found',
        'dev_remove_offload: <pointer:word> not found',
      ],
      'netdev.name-change-rollback-failed': ['<device:word>: name change rollback failed: <code:int>'],
      'netdev.number-use-tx-queues': [
        'Number of in use tx queues changed invalidating tc mappings. Priority traffic classification disabled!',
        'Number of in use tx queues changed. Priority <priority:int> to tc mapping <mapping:int> is no longer valid. Setting map to 0',
      ],
      'netdev.caps-nf-nf-len': [
        '<program:text>: caps=(<features:word>NF, <hardwareFeatures:word>NF) len=<length:int> data_len=<dataLength:int> gso_size=<segmentSize:int> gso_type=<segmentType:int> ip_summed=<checksum:int>',
      ],
      'netdev.hw-csum-failure': ['<device:word>: hw csum failure'],
      'netdev.received-packet-queue-number': [
        '<device:word> received packet on queue <queue:int>, but number of RX queues is <queues:int>',
      ],
      'netdev.netif-napi-add-called-weight-device': [
        'netif_napi_add() called with weight <weight:int> on device <device:word>',
      ],
      'netdev.budget-exhausted-napi-rescheduled': ['<device:word>: Budget exhausted after napi rescheduled'],
      'netdev.tried-remove-device': ['tried to remove device <device:word> from <upper:word>'],
      'netdev.promiscuity-touches-roof-set': [
        '<device:word>: promiscuity touches roof, set promiscuity failed. promiscuity feature of device might be broken.',
      ],
      'netdev.device-entered-promiscuous-mode': [
        'device <device:word> entered promiscuous mode',
        'device <netdev:netdev> entered promiscuous mode',
      ],
      'netdev.device-left-promiscuous-mode': [
        'device <device:word> left promiscuous mode',
        'device <netdev:netdev> left promiscuous mode',
      ],
      'netdev.allmulti-touches-roof-set': [
        '<device:word>: allmulti touches roof, set allmulti failed. allmulti feature of device might be broken.',
      ],
      'netdev.waiting-become-free-usage': [
        'unregister_netdevice: waiting for <device:word> to become free. Usage count = <count:int>',
      ],
      'netdev.network-todo-state': ["network todo '<device:word>' but state <state:int>"],
      'netdev.allocate-device-zero-failed': [
        'alloc_netdev: Unable to allocate device with zero queues',
        'alloc_netdev: Unable to allocate device with zero RX queues',
      ],
      'netdev.null-net-device': ['<program:text>(NULL net_device): <features:hex>'],
      'netdev.move-init-net-failed': [
        'default_device_exit: failed to move <device:word> to init_net: <code:int>',
        'default_device_exit_net: failed to move <device:word> to init_net: <code:int>',
      ],
      'bridge.failed-insert-local-address': [
        '<netdev:netdev>: failed insert local address bridge forwarding table',
      ],
      'bridge.failed-initialize-vlan-filtering': [
        '<netdev:netdev>: failed to initialize vlan filtering on this port',
      ],
      'bridge.setting-offload-stp-state': [
        '<bridge:netdev>: error setting offload STP state on port <port:int>(<device:word>)',
      ],
      'bridge.port-tried-become-root': [
        '<bridge:netdev>: port <port:int>(<device:word>) tried to become root port (blocked)',
      ],
      'bridge.root-port-not-found': ['<bridge:netdev>: root port <port:int> not found for topology notice'],
      'bridge.topology-change-detected-propagating': [
        '<bridge:netdev>: topology change detected, propagating',
      ],
      'bridge.topology-change-detected-sending': [
        '<bridge:netdev>: topology change detected, sending tcn bpdu',
      ],
      'bridge.port-received-tcn-bpdu': ['<bridge:netdev>: port <port:int>(<device:word>) received tcn bpdu'],
      'bridge.failed-set-hw-ageing': ['<netdev:netdev>: failed to set HW ageing time'],
      'bridge.userspace-stp-stopped-return': [
        '<bridge:netdev>: userspace STP stopped, return code <code:int>',
      ],
      'ipv6.disabled-multicast-rs': ['IPv6: <device:word>: Disabled Multicast RS'],
      'ipv6.delayed-dad-work-pending': [
        'IPv6: delayed DAD work was pending while freeing ifa=<pointer:word>',
      ],
      'ipv6.freeing-alive-inet6-address': ['IPv6: Freeing alive inet6 address <pointer:word>'],
      'ipv6.ipv6-create-tempaddr-use-tempaddr-disabled': [
        'IPv6: ipv6_create_tempaddr: use_tempaddr is disabled',
      ],
      'ipv6.ipv6-create-tempaddr-regeneration-time-exceeded': [
        'IPv6: ipv6_create_tempaddr: regeneration time exceeded - disabled temporary address support',
      ],
      'ipv6.ipv6-create-tempaddr-retry-temporary-address': [
        'IPv6: ipv6_create_tempaddr: retry temporary address regeneration',
      ],
      'ipv6.ipv6-duplicate-address-detected': [
        'IPv6: <device:word>: IPv6 duplicate address <address:ip> detected!',
      ],
      'ipv6.privacy-stable-address-generation': [
        'IPv6: <device:word>: privacy stable address generation failed because of DAD conflicts!',
      ],
      'ipv6.generating-new-stable-privacy': [
        'IPv6: <device:word>: generating new stable privacy address because of DAD conflict',
      ],
      'ipv6.ipv6-being-disabled': ['IPv6: <device:word>: IPv6 being disabled!'],
      'ipv6.ipv6-regen-rndid-too-short-regeneration': [
        'IPv6: ipv6_regen_rndid: too short regeneration interval; timer disabled for <device:word>',
      ],
      'ipv6.addrconf-prefix-option-invalid': ['IPv6: addrconf: prefix option has invalid lifetime'],
      'ipv6.failed-add-prefix-route': [
        'IPv6: <device:word>: Failed to add prefix route for address <address:ip>; dropping',
      ],
      'ipv6.addrconf-netdev-up-link-not': [
        'IPv6: ADDRCONF(NETDEV_UP): <device:word>: link is not ready',
        'ADDRCONF(NETDEV_UP): <netdev:netdev>: link is not ready',
      ],
      'ipv6.addrconf-netdev-change-flags-ready': [
        'IPv6: ADDRCONF(NETDEV_CHANGE): <device:word>: but flags ready, restart dad work',
      ],
      'ipv6.addrconf-netdev-change-link-becomes': [
        'IPv6: ADDRCONF(NETDEV_CHANGE): <device:word>: link becomes ready',
        'ADDRCONF(NETDEV_CHANGE): <netdev:netdev>: link becomes ready',
      ],
      'ipv6.initialize-default-policy-failed': [
        'IPv6: addrconf_init: cannot initialize default policy table: <code:int>',
      ],
      'driver.device-already-bound': ['driver_bound: device <device:word> already bound'],
      'driver.driver-sysfs-add-failed': ['really_probe: driver_sysfs_add(<device:word>) failed'],
      'netdev.invalid-qcount-qoffset-tc': [
        '<device:word>: invalid qcount, qoffset <qoffset:int> for tc <tc:int>',
      ],
      'netdev.caps-nf-nf': ['<program:text>: caps=(<features:word>NF, <hardwareFeatures:word>NF)'],
      'netdev.dropping-impossible-skb': ['napi_frags_skb: dropping impossible skb from <device:word>'],
      'netdev.napi-poll-function-returned': [
        'NAPI poll function <function:text> returned <returned:int>, exceeding its budget of <budget:int>.',
      ],
      'netdev.adjacency-does-not-exist': [
        'Adjacency does not exist for device <device:word> from <upper:word>',
      ],
      'bridge.failed-sync-bridge-static': [
        '<netdev:netdev>: failed to sync bridge static fdb addresses to this port',
      ],
      'bridge.offloading-ageing-time': ['<bridge:netdev>: error offloading ageing time'],
      'bridge.failed-offload-ageing-time': ['<netdev:netdev>: failed to offload ageing time'],
      'bridge.failed-start-userspace-stp': ['<bridge:netdev>: failed to start userspace STP (<code:int>)'],
      'bridge.failed-stop-userspace-stp': ['<bridge:netdev>: failed to stop userspace STP (<code:int>)'],
      'vlan.vlans-not-supported': ['8021q: VLANs not supported on <supported:text>'],
      'vlan.adding-vlan-hw-filter': ['8021q: adding VLAN 0 to HW filter on device <device:word>'],
      'vlan.v': ['8021q: <program:text> v<version:text>'],
      'ipv6.ipv6-duplicate-address-used': [
        'IPv6: <device:word>: IPv6 duplicate address <address:ip> used by <mac:mac> detected!',
      ],
      'ipv6.bug-address-device-missing': [
        'IPv6: BUG: Address <address:ip> on device <device:word> is missing its host route.',
      ],
      'driver.too-long-list-driver': ["Too long list of driver names for 'driver_async_probe'!"],
      'cdrom.restarting-format': ['cdrom: Restarting format'],
      'cdrom.starting-format': ['cdrom: starting format'],
      'cdrom.bgformat-failed': ['cdrom: bgformat failed'],
      'cdrom.issuing-mrw-background-format': ['cdrom: issuing MRW background format suspend'],
      'cdrom.mrw-address-space-selected': ['cdrom: <drive:text>: mrw address space <space:text> selected'],
      'cdrom.uniform-cd-rom-driver': [
        'cdrom: Uniform CD-ROM driver Revision: 3.20',
        'cdrom: Uniform CD-ROM driver unloaded',
        'cdrom: Uniform CD-ROM driver Revision: <version:word>',
      ],
      'cdrom.setting-lba-address-failed': ['cdrom: failed setting lba address space'],
      'cdrom.open-mrw-status': ["cdrom: open: mrw_status '<mrwStatus:text>'"],
      'cdrom.dirty-dvd-rw-media': ['cdrom: <drive:text>: dirty DVD+RW media, "finalizing"'],
      'cdrom.attempt-read-cdda-through': ['Attempt read CDDA info through a non-SCSI queue'],
      'cdrom.dropping-single-frame-dma': ['cdrom: dropping to single frame dma'],
      'cdrom.dropping-old-style-cdda': ['cdrom: dropping to old style cdda (sense=<sense:hex>)'],
      'cdrom.invalid-option': ['cdrom: invalid option<number:int>'],
      'cdrom.buffer-too-small': ['cdrom: info buffer too small'],
      'filesystem.invalid-session-number-type': ['ISOFS: Invalid session number or type of track'],
      'filesystem.unsupported-invalid-hardware-sector': [
        'ISOFS: unsupported/invalid hardware sector size <bytes:int>',
      ],
      'filesystem.root-inode-unusable-disabling': [
        'ISOFS: root inode is unusable. Disabling Rock Ridge and switching to Joliet.',
      ],
      'filesystem.primary-root-directory-empty': [
        'ISOFS: primary root directory is empty. Disabling Rock Ridge and switching to Joliet.',
      ],
      'filesystem.root-inode-not-directory': [
        'isofs_fill_super: root inode is not a directory. Corrupted media?',
      ],
      'filesystem.get-root-inode-failed': ['isofs_fill_super: get root inode failed'],
      'filesystem.bread-failed-dev-iso-blknum': [
        'isofs_fill_super: bread failed, dev=<device:text>, iso_blknum=<number:int>, block=<block:int>',
      ],
      'filesystem.bad-logical-zone-size': ['ISOFS: Bad logical zone size <size:int>'],
      'filesystem.logical-zone-size-hardware': [
        'ISOFS: Logical zone size(<size:int>) < hardware blocksize(<blocksize:int>)',
      ],
      'filesystem.identify-cd-rom-failed': ['ISOFS: Unable to identify CD-ROM format.'],
      'filesystem.read-i-node-failed': [
        'ISOFS: unable to read i-node block <block:int>',
        'ISOFS: unable to read i-node block',
      ],
      'filesystem.more-file-sections-aborting': [
        'isofs_read_level3_size: More than 100 file sections ?!?, aborting... isofs_read_level3_size: inode=<inode:int>',
      ],
      'mhi-net.queue-failed': ['<code:word>: Failed to queue RX buf (<buf:int>)'],
      'netdev.netdev-lock-pos-could-not-find': ['netdev_lock_pos() could not find dev_type=<devType:int>'],
      'netdev.kthread-run-failed': ['kthread_run failed with err <code:int>'],
      'netdev.offset-skb-headlen': [
        'offset (<offset:int>) >= skb_headlen() (<headLength:int>)',
        'offset+2 (<offset:int>) > skb_headlen() (<headLength:int>)',
      ],
      'bridge.setting-mst-state-port': [
        '<bridge:netdev>: error setting MST state on port <port:int>(<device:word>)',
      ],
      'filesystem.set-blocksize-failed': ['ISOFS: unable to set blocksize'],
      'filesystem.remark': ['sd<disk:word>: sd<partitions:text>'],
      'filesystem.iso-extensions-microsoft-joliet': [
        'ISO 9660 Extensions: Microsoft Joliet Level <level:int>',
      ],
      'filesystem.iso-extensions-rrip-1991a': ['ISO 9660 Extensions: RRIP_1991A'],
      'filesystem.i-o-dev-sector': [
        'blk_update_request: I/O error, dev <drive:word>, sector <sector:int>',
        'I/O error, dev <drive:word>, sector <sector:int> op 0x<operation:hex>:(READ) flags 0x<flags:hex> phys_seg <segments:int> prio class <priority:int>',
        'end_request: I/O error, dev <drive:word>, sector <sector:int>',
      ],
      'filesystem.buffer-i-o-dev': [
        'Buffer I/O error on dev <drive:word>, logical block <block:int>, async page read',
      ],
      'filesystem.buffer-i-o-device': ['Buffer I/O error on device <drive:word>, logical block <block:int>'],
      'kernel.cut-here': ['------------[ cut here ]------------'],
      'kernel.end-trace': ['---[ end trace <trace:hex> ]---'],
      'kernel.cpu-pid': [
        'WARNING: CPU: <cpu:int> PID: <process:int> at <path:path>:<line:int> <function:word>+0x<offset:hex>/0x<size:hex>',
      ],
      'kernel.random-crng-init-done': ['random: crng init done'],
    },
    { noise: true },
  ),
  ...remarks(
    null,
    'info',
    behind('scsi host<host:int>: ', {
      'usb.no-of-node-not-parsing': ['no of_node; not parsing pinctrl DT'],
    }),
    { noise: true },
  ),
  ...remarks(
    null,
    'info',
    behind(controller, {
      'driver.ignoring-dependency-device-assuming': ['ignoring dependency for device, assuming no driver'],
      'driver.deferred-probe-timeout-ignoring': ['deferred probe timeout, ignoring dependency'],
      'driver.deferred-probe-pending': ['deferred probe pending', 'deferred probe pending: <pending:text>'],
      'driver.resources-present-probing': ['Resources present before probing'],
      'driver.device-add-groups-failed': ['device_add_groups() failed'],
      'driver.state-synced-sysfs-add-failed': ['state_synced sysfs add failed'],
      'driver.device-already-bound': ['driver_bound: device already bound'],
      'driver.driver-sysfs-add-failed': ['really_probe: driver_sysfs_add failed'],
      'driver.device-not-ready-probe': ['Device not ready to probe'],
    }),
    { noise: true },
  ),
  ...remarks(
    null,
    'info',
    behind(netdevOf, {
      'netdev.mixed-hw-ip-checksum': ['mixed HW and IP checksum settings.'],
      'netdev.set-features-failed-wanted-nf': [
        'set_features() failed (<code:int>); wanted <wanted:word>NF, left <left:word>NF',
      ],
      'netdev.refused-change-device-tx-queue-len': ['refused to change device tx_queue_len'],
      'netdev.name-change-rollback-failed': ['name change rollback failed: <code:int>'],
      'netdev.number-use-tx-queues': [
        'Number of in use tx queues changed invalidating tc mappings. Priority traffic classification disabled!',
        'Number of in use tx queues changed. Priority <priority:int> to tc mapping <mapping:int> is no longer valid. Setting map to 0',
      ],
      'netdev.hw-csum-failure': ['hw csum failure'],
      'netdev.promiscuity-touches-roof-set': [
        'promiscuity touches roof, set promiscuity failed. promiscuity feature of device might be broken.',
      ],
      'netdev.entered-promiscuous-mode': ['entered promiscuous mode'],
      'netdev.left-promiscuous-mode': ['left promiscuous mode'],
      'netdev.allmulti-touches-roof-set': [
        'allmulti touches roof, set allmulti failed. allmulti feature of device might be broken.',
      ],
      'netdev.entered-allmulticast-mode': ['entered allmulticast mode'],
      'netdev.left-allmulticast-mode': ['left allmulticast mode'],
    }),
    { noise: true },
  ),
  ...remarks(
    null,
    'info',
    behind(usbNetdev('<driver:word>'), {
      'netdev.entered-promiscuous-mode': ['entered promiscuous mode'],
    }),
    { noise: true },
  ),
];
