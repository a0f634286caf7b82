import { remarks } from '../declaration.ts';
import { behind } from './kernel-prefix.ts';

/**
 * What the drivers of PCIe and on-chip modems say, MediaTek T7xx apart.
 * Source: linux drivers/bus/mhi/host/*.c, drivers/net/wwan/{mhi_wwan_*,qcom_bam_dmux,wwan_core}.c, drivers/net/wwan/iosm/*.c.
 */
export const kernelPcieWwanRemarks = () => [
  ...remarks('driver', 'err', {
    'mhi-net.queue-failed': [
      'mhi_wwan_ctrl mhi<number:int>_<channel:text>: Failed to queue buffer',
      '<netdev:word>: Failed to queue TX buf (<code:int>)',
    ],
    'mhi-net.packet-malformed': [
      'frame too short',
      'invalid NTH16 signature <<signature:hex>>',
      'NTB does not fit into the skb <need:int>/<have:int>',
      'invalid DPT16 length <<length:int>>',
      'Invalid nframes = <nframes:int>',
      'mbim: Incorrect NTB header',
      'mbim: Incorrect NDP offset (<offset:int>)',
      'mbim: Incorrect NDP16',
      'mbim: Unsupported NDP type',
      'mbim: bad packet session (<session:int>)',
      '<device:word>: unknown protocol',
    ],
    'iosm.setup-failed': [
      'invalid pcie object or size',
      '<program:text>: unable to re-register PCI driver: <code:int>',
    ],
  }),
  ...remarks(
    'driver',
    'err',
    behind('iosm <device:word>: ', {
      'iosm.setup-failed': [
        'Failed to get Mux capability.',
        'OP Type is UL_MUX, unknown if_id <ifId:int>',
        'td allocation failed : <code:int>',
        'failed to initialize mmio region',
        'failed to initialize the imem',
        'Devlink register failed',
        'exhausted skbuf kernel DL memory',
        'failed pci request regions',
        'IPC REGS ioremap error',
        'doorbell scratchpad ioremap error',
        'acquiring MSI irq failed!',
        'root port not found',
        'failed to enable the AP PCIe device',
        'Could not set PCI DMA mask: <code:int>',
        'failed to init imem',
        'dma mapping failed',
      ],
      'iosm.phase-unexpected': [
        '<program:text>: ipc_status(<ipcStatus:int>) ne. IPC_MEM_DEVICE_IPC_INIT',
        'confused phase <phase:text>',
        'ipc_status(<ipcStatus:int>) != IPC_MEM_DEVICE_IPC_UNINIT',
        'unexpected operation phase <phase:int>',
        'Execution_stage: expected BOOT, received = <got:hex>',
      ],
      'iosm.channel-fault': [
        'Invalid channel type',
        'invalid channel id <id:int>',
        'ch[<channel:int>]: invalid channel state <state:int>',
        'invalid channel ID: <id:int>',
        'invalid pipe: ul_pipe=<ulPipe:int>, dl_pipe=<dlPipe:int>',
        'too many channels',
        'invalid channel state <state:int>',
      ],
      'iosm.link-lost': ['Modem link down. Exit run state worker.'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('mhi mhi<number:int>: ', {
      'mhi.crash-dump-failed': [
        'Did not complete RDDM transfer',
        'RDDM transfer failed. Current EE: <environment:text>',
      ],
      'mhi.environment': [
        'Current EE: <environment:text>',
        'Current EE: <environment:text> Required EE Mask: 0x<mask:hex> for chan: <channel:text>',
        'Current EE: <environment:text> Required EE Mask: 0x<mask:hex>',
      ],
      'mhi.firmware-not-loaded': [
        'RXVEC_STATUS: 0x<status:hex>',
        'Image transfer failed',
        'No firmware image defined or !sbl_size || !seg_len',
        'MHI did not load SBL, ret:<code:int>',
        'MHI did not load AMSS, ret:<code:int>',
        'Failed to write sequence ID for BHIE_RXVECDB',
        'fw_data provided but no sbl_size',
        'MHI did not load image over BHI, ret: <code:int>',
      ],
      'mhi.register': ['Reg: <register:text> value: 0x<value:hex>'],
      'mhi.device-inaccessible': [
        'Device MHI is not in valid state',
        'Invalid state: <state:text>',
        'MHI is not in activate state, PM state: <state:text>',
        'Device registers not accessible',
      ],
      'mhi.identity-unreadable': [
        'Could not capture serial number via BHI',
        'Could not capture OEM PK HASH via BHI',
        'Could not capture OEM PK HASH',
      ],
      'mhi.boot-stuck': ['MHI did not enter SBL'],
      'mhi.device-setup-failed': [
        'irq <irq:int> not available for event ring',
        'Error requesting irq:<irq:int> for ev:<event:int>',
        'Error configuring MMIO registers',
        'Unable to write MHICFG register',
      ],
      'mhi.offset-invalid': [
        'Unable to read <register:word> register',
        '<register:word> offset: 0x<offset:hex> is out of range: 0x<limit:hex>',
        'Error getting BHIE offset',
        'Error reading BHIE offset',
        'Error getting BHI offset',
      ],
      'mhi.event-odd': [
        'Event Ring channel not available',
        'Event Ring type not supported',
        'Direction not supported',
        'Event ring rp points outside of the event ring',
        'Event element points outside of the tre ring',
        'Unknown event 0x<event:hex>',
        'Event element points outside of the cmd ring',
        'Completion packet for invalid channel ID: <id:int>',
        'Unhandled EE event: 0x<event:hex>',
        'Unhandled event type: <type:int>',
        'Command not supported',
        'Event element points to an unexpected TRE',
      ],
      'mhi.channel-failed': [
        'Channel <channel:int> not available',
        'Invalid channel configuration',
        'Invalid Door bell mode',
        'Error recycling buffer for chan:<channel:int>',
        'Failed to receive cmd completion, still resetting',
        '<channel:int>: Channel state update to <state:text> not allowed',
        '<channel:int>: Failed to send <command:text> channel command',
        '<channel:int>: Failed to receive <command:text> channel command completion',
        '<channel:int>: Failed to reset channel, still resetting',
      ],
      'mhi.transition-failed': [
        'Error moving to state <state:text> from <from:text>',
        'Unable to transition to M0 state',
        'Unable to transition to M3 state',
        'Failed to transition to state: <state:text> from: <from:text>',
        'Error moving from PM state: <from:text> to: <to:text>',
        'Error setting to PM state: <state:text> from: <from:text>',
        'Failed to set MHI state to: <to:text>',
        'Failed to transition from PM state: <from:text> to: <to:text>',
        'Failed to move to state: <state:text> from: <from:text>',
      ],
      'mhi.reset-stuck': ['Device failed to exit MHI Reset state', 'Device failed to clear MHI Reset'],
      'mhi.power-on-refused': [
        'Not a valid EE for power on',
        '<environment:text> is not a valid EE for power on',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind('mhi mhi<number:int>: ', {
      'mhi.progress': [
        'Allowing M3 transition',
        'Wait for M3 completion',
        'Entered with PM state: <state:text>, MHI state: <mhiState:text>',
        'Requested to power ON',
        'Power on setup success',
        'Wait for device to enter SBL or Mission mode',
      ],
      'mhi.reset-stuck': ['Failed to reset MHI due to syserr state'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('mhi mhi<number:int>: ', {
      'mhi.progress': ['Resuming from non M3 state (<state:text>)'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('mhi-pci-generic <device:word>: ', {
      'mhi.device-setup-failed': [
        'Failed to allocate MHI device',
        'failed to enable pci device: <code:int>',
        'failed to map pci region: <code:int>',
        'Cannot set proper DMA mask',
        'set consistent dma mask failed',
        'Error allocating MSI vectors <code:int>',
        'irq <irq:int> not available for event ring',
        'Error requesting irq:<irq:int> for ev:<event:int>',
        'Failed to allocate workqueue',
        'PCI error detected, state = <state:int>',
        'Cannot re-enable PCI device after reset.',
      ],
      'mhi.power-change-failed': [
        'failed to prepare MHI controller',
        'failed to power up MHI controller',
        'Failed to wakeup the device',
        'failed to suspend device: <code:int>',
        'failed to resume device: <code:int>',
      ],
      'mhi.recovery': ['reset failed', 'PCI slot reset done'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind('mhi-pci-generic <device:word>: ', {
      'mhi.recovery': ['reset'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('mhi-pci-generic <device:word>: ', {
      'mhi.device-setup-failed': [
        'Not enough MSI vectors (<got:int>/<wanted:int>), use shared MSI',
        'using shared MSI',
      ],
      'mhi.recovery': ['device recovery started'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('qcom-bam-dmux <device:word>: ', {
      'bam-dmux.setup-failed': [
        'Failed to DMA map buffer',
        'Failed to prepare TX DMA buffer',
        'Failed to resume: <code:int>',
        'Failed to prepare RX DMA buffer',
        'Failed to get pc state',
        'Failed to get pc-ack state',
        'Timed out waiting for remote side to suspend',
      ],
      'bam-dmux.channel-fault': [
        'Failed to register netdev for channel <channel:int>: <code:int>',
        'Channel not open: <channel:int>',
        'Unsupported command <command:int> on channel <channel:int>',
        'Failed to request RX DMA channel: <reason:word>',
        'Failed to request TX DMA channel: <reason:word>',
      ],
      'bam-dmux.packet-malformed': [
        'Data larger than buffer? (<length:int> > <limit:int>)',
        'Invalid magic in header: <magic:hex>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('qcom-bam-dmux <device:word>: ', {
      'bam-dmux.channel-fault': [
        'Data for inactive channel <channel:int>',
        'Channel already open: <channel:int>',
      ],
    }),
  ),
];
