/** How Linux drives a cellular modem on PCIe. */
export interface PciModemDriver {
  /** As the PCI layer names it. */
  readonly driver: string;
  readonly module: string;
  /** OpenWrt's packages, that of the driver first; none where OpenWrt does not build it. */
  readonly packages: readonly string[];
}

const mhi: PciModemDriver = {
  driver: 'mhi-pci-generic',
  module: 'mhi_pci_generic',
  packages: ['kmod-mhi-pci-generic', 'kmod-mhi-wwan-ctrl', 'kmod-mhi-wwan-mbim', 'kmod-mhi-net'],
};
const t7xx: PciModemDriver = { driver: 'mtk_t7xx', module: 'mtk_t7xx', packages: ['kmod-mtk-t7xx'] };
const iosm: PciModemDriver = { driver: 'iosm', module: 'iosm', packages: [] };

/**
 * Devices by vendor and product. Sources: linux drivers/bus/mhi/host/pci_generic.c (`mhi_pci_id_table`),
 * drivers/net/wwan/t7xx/t7xx_pci.c, drivers/net/wwan/iosm/iosm_ipc_pcie.c; OpenWrt package/kernel/linux/modules.
 */
const families: readonly (readonly [RegExp, PciModemDriver])[] = [
  // Qualcomm SDX24, SDX55, SDX65; Quectel EM120R and EM160R; Foxconn T99W175, T99W368 and T99W373; Cinterion MV31 and MV32
  [/^(?:17cb:030[468]|1eac:(?:100[12]|2001)|105b:e0(?:ab|b[01f]|c3|d[89])|1269:00(?:b[34]|b[ab]))$/, mhi],
  [/^14c[03]:4d75$/, t7xx],
  [/^8086:7[35]60$/, iosm],
];

/** The driver of Linux for a modem on PCIe, by its id: `17cb:0308`; null where that is none, or an unknown one. */
export function pciModemDriver(id: string): PciModemDriver | null {
  const own = id.toLowerCase();
  return families.find(([ids]) => ids.test(own))?.[1] ?? null;
}
