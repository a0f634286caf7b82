import { remarks } from '../declaration.ts';

/** What netifd says of its devices, prefixes and radios. */
export const netifdRemarks = () => [
  ...remarks(null, 'crit', {
    'netifd.config-unreadable': ['Failed to load wireless config (<reason:text>)'],
    'netifd.script-failed': ['Error loading ucode script: <reason:text>'],
    'netifd.restart-failed': ['Failed to restart netifd: <reason:text>'],
  }),
  ...remarks(null, 'warn', {
    'device.handler-exists': ["Device handler '<type:text>' already exists"],
    'device.not-made': [
      "Failed to initalize device '<device:text>'",
      'Failed to create <type:word> <device:text>',
    ],
    'device.name-too-long': ["Cannot set device name: '<device:text>' is longer than max size <size:int>"],
    'device.external-unreachable': [
      "Could not find '<object:text>' ubus ID: <reason:text>",
      'Failed to create <device:word> bridge <bridge:word>: <reason:text>',
      '<device:word> config reload failed: <reason:text>',
      "<handler:word>: external device handler '<type:text>' disappeared. Waiting for it to re-appear.",
      "external device handler description '<path:text>' ismissing field '<field:text>'",
    ],
    'device.option-unsupported': [
      '<device:word> Your kernel is older than linux 3.10.0, 802.1ad is not supported defaulting to 802.1q',
      '<device:word> Your kernel is older than linux 6.1.0, changing DSA port conduit is not supported!',
      'cannot set eee <state:int> for device <device:word>',
      'PSE: genetlink not available for <device:word>',
      'PSE: send failed for <device:word>: <code:int>',
      'PSE: set failed for <device:word>: <code:int>',
    ],
    'prefix.not-assigned': [
      'Failed to assign requested subprefix of size <size:int> for <interface:text>, trying other',
      'Failed to assign subprefix of size <size:int> for <interface:text>',
      "You have delegated IPv6-prefixes but haven't assigned them to any interface. Did you forget to set option ip6assign on your lan-interfaces?",
    ],
    'prefix.option-invalid': [
      "Failed to parse ip6ifaceid for interface '<interface:iface>', falling back to iface id 1.",
      "Invalid ip6assign value <size:int> for interface '<interface:iface>'",
      "Using truncated assignment hint <hint:int> (<mask:hex>) for interface '<interface:iface>'",
    ],
    'address.mtu-failed': [
      "Failed to set IPv6 mtu to <bytes:int> on interface '<interface:iface>'",
      "Failed to set IPv6 mtu to <bytes:int>on interface '<interface:iface>'",
    ],
  }),
  ...remarks(
    null,
    'notice',
    {
      'wireless.up': ["Wireless device '<device:word>' is now up"],
      'wireless.down': ["Wireless device '<device:word>' is now down"],
      'wireless.setup-failed': [
        "Wireless device '<device:word>' setup failed, retry=<count:int>",
        "Wireless device '<device:word>' set retry=<count:int>",
      ],
      'device.external-subscribed': ["subscribed to external device handler '<type:text>'"],
      'netifd.deleted': ['return delete <code:int>'],
    },
    { noise: true },
  ),
];
