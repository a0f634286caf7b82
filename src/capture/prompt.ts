import type { Line } from './line.ts';
import { type Span, spanOf } from './position.ts';
import type { ShellCommand } from './section.ts';

/** A prompt with what was typed behind it. */
export interface Prompt {
  readonly command: ShellCommand;
  /** It names user and host; a bare `$` or `#` was believed only because a command follows it. */
  readonly named: boolean;
}

/** `root@GL-MT300N:~# `, `pi@raspberrypi:~ $ `, and as mailing lists write it `root at OpenWrt:~# `. */
const routerPrompt =
  /^\s*(?<user>[A-Za-z_][\w.-]*)(?:@| at )(?<host>[\w.()-]+):\s?[~/][^\s#$]*\s?(?<sign>[#$])/;

/** `[user@host dir]$ ` */
const bracketPrompt = /^\s*\[(?<user>[A-Za-z_][\w.-]*)@(?<host>[\w.()-]+) [^\]]{1,200}\]\s?(?<sign>[#$])/;

/** `# `, `$`, `~ # `, `/etc/config $ `, `-bash-5.1# ` */
const namelessPrompt = /^\s*(?:[~/][\w./~-]*\s?|-?(?:ba|a|k|z)?sh-\d[\d.]{0,8})?(?<sign>[#$])/;

/** Reads a prompt and the command behind it; null where the line is none. The command of an empty prompt is ''. */
export function readPrompt(line: Line): Prompt | null {
  const named = routerPrompt.exec(line.text) ?? bracketPrompt.exec(line.text);
  if (named !== null) return { command: typedCommand(line, named), named: true };
  const nameless = namelessPrompt.exec(line.text);
  if (nameless === null) return null;
  const command = typedCommand(line, nameless);
  const glued = command.column === nameless[0].length + 1;
  // `#interface` is a topic or a comment, `$dhclient wwan0` is a command.
  if (glued && nameless.groups?.['sign'] === '#') return null;
  return isPlausibleCommand(command.text) ? { command, named: false } : null;
}

/** Whether a text begins with a prompt that names user and host: no sentence does. */
export function isNamedPrompt(text: string): boolean {
  return routerPrompt.test(text) || bracketPrompt.test(text);
}

/** The command's own words, without the prompt; one character where none were typed. */
export function spanOfCommand({ line, column, text }: ShellCommand): Span {
  return spanOf(line, column - 1, column - 1 + Math.max(text.length, 1));
}

function typedCommand(line: Line, prompt: RegExpExecArray): ShellCommand {
  const behind = line.text.slice(prompt[0].length);
  const text = behind.trim();
  const user = prompt.groups?.['user'] ?? null;
  return {
    line,
    column: line.text.length - behind.trimStart().length + 1,
    text,
    user,
    host: prompt.groups?.['host'] ?? null,
    privileged: prompt.groups?.['sign'] === '#' || user === 'root',
  };
}

/** `sudo -u root mmcli -L`: the words before the command. */
const elevation = /^(?:sudo|doas)(?:\s+-\w+)*\s+/;

/** `/etc/init.d/network restart`, `./quectel-CM`; `# /etc/config/network` is a label. */
const programPath =
  /^(?:\.{1,2}\/|\/(?:bin|sbin|usr|lib|root|tmp|opt|etc\/init\.d|etc\/rc\.d)\/)[\w./+-]+(?:\s|$)/;

/** Words that sentences do not have: an option, a path, a pipe, a redirection, a quoted string, a variable. */
const shellArguments = /(?:^|\s)(?:-\w|--\w|[\w.~-]*\/|["$])|[|=;<>*&`]/;

/** `service network restart` */
const serviceAction = /\s(?:start|stop|restart|reload|status|enable|disable)$/;

/** Tells a command from a heading, a comment or a price. */
function isPlausibleCommand(text: string): boolean {
  const bare = text.replace(elevation, '');
  if (programPath.test(bare)) return true;
  const name = /^[\w.+-]+(?=\s|$)/.exec(bare)?.[0];
  if (name === undefined) return false;
  if (commandNames.has(name)) return true;
  if (!wordsThatAreCommands.has(name)) return false;
  const rest = bare.slice(name.length);
  return rest === '' || shellArguments.test(rest) || serviceAction.test(rest);
}

/** Commands that people type on routers and beside modems, and that are no words of a sentence. */
const commandNames = words(`
  uqmi umbim qmicli mbimcli mmcli ModemManager quectel-CM qmi-network mbim-network
  gcom comgt chat pppd wvdial sms_tool atinout gsmctl gl_modem sendat qfirehose
  minicom picocom microcom socat stty usb_modeswitch usbmode usb-devices usbreset

  udhcpc udhcpc6 dhclient dhcpcd ifup ifdown ifstatus ifconfig ip iw iwinfo mwan3 swconfig
  ping ping6 nslookup dig traceroute tracert arp netstat ss brctl bridge ethtool tcpdump
  curl wget uclient-fetch iptables ip6tables nft fw3 fw4 nmcli resolvectl iperf iperf3 ssh scp telnet

  uci ubus logread logger dmesg journalctl systemctl opkg apk apt apt-get sysupgrade firstboot mtd
  fw_printenv fw_setenv uname lsusb lspci lsmod lsblk modprobe insmod rmmod modinfo depmod udevadm
  ps pgrep pidof killall fuser lsof strace df du sysctl crontab jsonfilter openssl

  echo printf cat ls cd pwd cp mv rm mkdir rmdir chmod chown ln vi vim nano grep egrep fgrep zcat
  sed awk tail tr wc xargs tee hexdump xxd od md5sum sha256sum tar gunzip unzip sh ash bash sudo doas su env
`);

/** Commands that sentences begin with, too: believed with arguments that look like a shell's, or with none. */
const wordsThatAreCommands = words(`
  find for while until if test sleep time timeout date watch more less head top htop free mount umount kill
  reboot poweroff which sort cut touch route service export source set wifi screen history exit host uptime
  id read exec block
`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
