import { present } from '../../situation/evidence.ts';
import { isSwitchedOff, optionOf } from '../../situation/facts/config.ts';
import type { ConfiguredInterface, Episode, Modem, ModemFunction } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Slot } from '../finding.ts';
import { cellularConfig, modemDrivers } from '../inputs.ts';
import { defineRule, found, notChecked, ruledOut, type Scene } from '../rule.ts';

const ncmDriver = 'huawei_cdc_ncm';

const driverCommand = "dmesg | grep -iE 'cdc-wdm|qmi_wwan|huawei_cdc_ncm|cdc_mbim'";

/**
 * `proto qmi` on a node of Huawei's NCM driver: the node takes AT commands, uqmi speaks QMI into it and hears nothing.
 * Sources: linux drivers/net/usb/huawei_cdc_ncm.c (an AT channel over cdc-wdm); OpenWrt uqmi qmi.sh: up to 17.01 uqmi
 * blocks for ever and nothing is logged, from 18.06 the SIM is "not initialized".
 */
export const protoQmiOnHuaweiNcm = defineRule({
  id: 'proto-qmi-on-huawei-ncm',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  needs: { cellularConfig, modemDrivers },
  concerns: ({ episode }) => configuredQmi(episode).length > 0,
  check: (scene, { modemDrivers }) =>
    configuredQmi(scene.episode).map((config) => {
      const device = optionOf(config.section, 'device');
      if (worksAsConfigured(config, scene.episode)) return ruledOut;
      const owner = ownerOf(modemDrivers, device?.value ?? null);
      if (owner === null)
        return notChecked(`which driver owns ${device?.value ?? 'the modem’s control node'}`, driverCommand);
      if (owner.control.driver !== ncmDriver) return ruledOut;
      const proto = optionOf(config.section, 'proto');
      const netdev = owner.modem.functions.find(
        (known) => known.kind === 'network' && known.driver === ncmDriver,
      );
      const configured = [proto, device].filter((option) => option !== null);
      const failed = scene.episode.attempts.findLast(
        (attempt) => attempt.interface === config.name && attempt.outcome === 'failed',
      );
      return found({
        attempt: null,
        // A modem known from an earlier part is no longer sure to be the one behind the node.
        confidence: owner.modem.inherited ? 'likely' : 'proven',
        title: `proto qmi is set, but ${owner.node} belongs to ${ncmDriver}, which does not speak QMI`,
        explanation:
          `The kernel gave this modem's data port to ${ncmDriver}: it is a Huawei NCM device, dialled by AT commands. ` +
          `The qmi protocol talks QMI to ${owner.node}, and nobody on the other side understands it, so the connection never starts. ` +
          (failed === undefined
            ? 'Up to OpenWrt 17.01 it then waits for ever without a word in the log.'
            : 'The handler hears no answer and calls the SIM or the modem not ready.'),
        evidence: [
          ...configured.map((option) => present(option.span, 'what is configured')),
          present(owner.control.span, 'who owns that node'),
          ...(netdev === undefined ? [] : [present(netdev.span)]),
          ...(failed?.ladder.find((step) => step.state === 'broken')?.evidence.slice(0, 1) ?? []),
        ],
        confirm: {
          text: 'Look who owns the control node: a link that ends in huawei_cdc_ncm is the proof.',
          command: command('readlink', `/sys/class/usbmisc/${owner.node.replace('/dev/', '')}/device/driver`),
        },
        fix: {
          summary: `Use the ncm protocol with the modem’s AT port as device. ${portWords(atPort(owner.modem, scene))}`,
          steps: [
            { type: 'install', packages: ['comgt-ncm'] },
            {
              type: 'uci-set',
              config: 'network',
              section: config.name,
              option: 'proto',
              value: { known: 'ncm' },
              before: proto?.value ?? null,
            },
            {
              type: 'uci-set',
              config: 'network',
              section: config.name,
              option: 'device',
              value: atPort(owner.modem, scene),
              before: device?.value ?? null,
            },
          ],
        },
      });
    }),
});

function worksAsConfigured(config: ConfiguredInterface, { attempts }: Episode): boolean {
  return attempts.some((attempt) => attempt.interface === config.name && attempt.outcome === 'up');
}

function configuredQmi(episode: Episode) {
  return episode.interfaces.filter((known) => known.proto === 'qmi' && !isSwitchedOff(known, episode));
}

interface Owner {
  readonly modem: Modem;
  readonly control: ModemFunction;
  readonly node: string;
}

/** The modem function behind the configured node; where the node is not given, the only control node there is. */
function ownerOf(modems: readonly Modem[], configured: string | null): Owner | null {
  const attached = modems.filter((modem) => modem.attached);
  const controls = attached.flatMap((modem) =>
    modem.functions.flatMap((control): readonly Owner[] =>
      control.kind === 'control' && control.node !== null ? [{ modem, control, node: control.node }] : [],
    ),
  );
  const named = controls.find(({ node }) => node === configured);
  if (named !== undefined) return named;
  const [only, another] = controls;
  return configured === null && only !== undefined && another === undefined ? only : null;
}

function portWords(port: Slot): string {
  return 'how' in port ? `Which port: ${port.how}.` : '';
}

/** Which port answers AT commands is rarely in the text; another part that came up may show it. */
function atPort(modem: Modem, { episode, earlier, later }: Scene): Slot {
  const ports = modem.functions
    .filter((known) => known.kind === 'serial')
    .map((known) => known.node)
    .filter((node) => node !== null);
  const shown = [...later, ...earlier]
    .flatMap((episode) => episode.attempts)
    .find((attempt) => attempt.proto === 'ncm' && attempt.outcome === 'up' && attempt.device !== null);
  const candidates = ports.length === 0 ? 'the modem’s /dev/ttyUSB ports' : ports.join(' or ');
  const hint =
    shown?.device == null
      ? 'this part of the text does not show which of them answers AT commands'
      : `this part of the text does not show which; ${shown.episode > episode.id ? 'further down' : 'earlier'} it comes up with ${shown.device}`;
  return { placeholder: 'TTY', how: `${candidates}: ${hint}` };
}
