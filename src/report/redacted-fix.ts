import { secretKindOf } from '../redact/credentials.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { CommandTemplate, Confirmation, Fix, FixStep, Slot } from '../rules/finding.ts';

/** What would prove a finding, secrets replaced. */
export function redactedConfirmation(redactor: Redactor, { text, command }: Confirmation): Confirmation {
  return { text: redactor.text(text), command: command === null ? null : templateOf(redactor, command) };
}

/** A fix, secrets replaced. */
export function redactedFix(redactor: Redactor, { summary, steps }: Fix): Fix {
  return { summary: redactor.text(summary), steps: steps.map((step) => stepOf(redactor, step)) };
}

function stepOf(redactor: Redactor, step: FixStep): FixStep {
  switch (step.type) {
    case 'uci-set':
      return {
        type: step.type,
        ...optionOf(redactor, step),
        value: slotOf(redactor, step.value, step.option),
      };
    case 'uci-delete':
      return { type: step.type, ...optionOf(redactor, step) };
    case 'uci-add-list':
    case 'uci-del-list':
      return {
        type: step.type,
        config: redactor.text(step.config),
        section: redactor.text(step.section),
        option: redactor.text(step.option),
        value: slotOf(redactor, step.value, step.option),
      };
    case 'zone-add':
      return {
        type: step.type,
        zone: redactor.text(step.zone),
        interface: redactor.text(step.interface),
      };
    case 'set-netdev':
      return {
        type: step.type,
        section: redactor.text(step.section),
        value: slotOf(redactor, step.value, 'device'),
        before: step.before === null ? null : redactor.option('device', step.before),
      };
    case 'install':
      return { type: step.type, packages: step.packages.map((name) => redactor.text(name)) };
    case 'command':
      return { type: step.type, command: templateOf(redactor, step.command) };
    case 'advice':
      return { type: step.type, text: redactor.text(step.text) };
  }
}

type UciStep = Extract<FixStep, { readonly option: string; readonly before: string | null }>;

function optionOf(
  redactor: Redactor,
  { config, section, option, before }: UciStep,
): Pick<UciStep, 'config' | 'section' | 'option' | 'before'> {
  return {
    config: redactor.text(config),
    section: redactor.text(section),
    option: redactor.text(option),
    before: before === null ? null : redactor.option(option, before),
  };
}

/** The words of a command are redacted as parts of their line: `--password` says what the next word is. */
function templateOf(redactor: Redactor, template: CommandTemplate): CommandTemplate {
  const texts = template.map((part) => ('known' in part ? part.known : ''));
  const line = texts.join(' ');
  return template.map((part, index) => {
    if ('operator' in part) return { operator: part.operator };
    if (!('known' in part)) return slotOf(redactor, part, '');
    // A word may hold blanks, at which a line would end it.
    const before = texts[index - 1] ?? '';
    const [head = '', name = ''] = /^(?:--|[\w.@[\]-]*\.)?([\w-]+)=/.exec(part.known) ?? [];
    if (before.startsWith('--') && secretKindOf(before.slice(2)) !== null)
      return { known: redactor.option(before.slice(2), part.known) };
    if (secretKindOf(name) !== null && !part.known.includes(','))
      return { known: `${head}${redactor.option(name, part.known.slice(head.length))}` };
    const column = texts.slice(0, index).reduce((sum, text) => sum + text.length + 1, 1);
    return { known: redactor.span({ source: '', line: 1, column, length: part.known.length, text: line }) };
  });
}

function slotOf(redactor: Redactor, slot: Slot, option: string): Slot {
  return 'known' in slot
    ? { known: redactor.option(option, slot.known) }
    : { placeholder: slot.placeholder, how: redactor.text(slot.how) };
}
