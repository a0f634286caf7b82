import type { Timer } from '../../clock.ts';
import type { Listener } from '../../emitter.ts';
import type { PortRole } from '../../scenario.ts';
import type { DataSession } from '../data-session.ts';
import type { ModemEvent, VirtualModem } from '../virtual-modem.ts';
import type { AtPort } from './at-port.ts';
import { type Command, commandsOf } from './command-line.ts';
import { type Context, handlerOf } from './command-table.ts';
import { registrationText, statusIn } from './commands/registration.ts';
import { simComplaint } from './commands/sim.ts';
import { DataCall } from './data-call.ts';
import { type DialectRules, dialectRules } from './dialect.ts';
import { PortOutput } from './port-output.ts';
import { newSettings, type PortSettings } from './port-settings.ts';
import { cmeText, error, type Final, failed, numericCode, ok, type Reply } from './reply.ts';

const carriageReturn = 0x0d;
const backspace = 0x08;

/** A longer line is no command: ERROR (V.250, 5.2.1, leaves the length to the modem). */
const longestLine = 2048;

/** Characters that come so soon behind a command end nothing: the LF of a CRLF (V.250, 5.6.1). */
const abortGuard = 125;

type State =
  | { readonly kind: 'command' }
  /** A command that takes its time, and when it began. */
  | {
      readonly kind: 'waiting';
      readonly since: number;
      readonly aborted: Final | null;
      readonly giveUp: () => void;
    }
  | { readonly kind: 'data'; readonly call: DataCall };

const inCommandState: State = { kind: 'command' };

/** A port that takes AT commands (ITU-T V.250; 3GPP TS 27.007), and starts calls. */
export class AtEngine implements AtPort {
  readonly #modem: VirtualModem;
  readonly #role: PortRole;
  readonly #rules: DialectRules;
  readonly #output: PortOutput;
  readonly #dials: boolean;
  #settings: PortSettings;
  #state: State = inCommandState;
  /** The call that `+++` has left. */
  #call: DataCall | null = null;
  #line = '';
  #isTooLong = false;
  #lastLine = '';
  /** What came while a command took its time. */
  #queue: number[] = [];
  #reports: Timer | null = null;
  #nextReport = 0;
  /** How much was said in each domain; so much need not be said again. */
  readonly #told = new Map<string, string>();

  constructor(modem: VirtualModem, role: PortRole) {
    this.#modem = modem;
    this.#role = role;
    this.#rules = dialectRules(modem.profile.dialect);
    this.#settings = newSettings(this.#rules.defaults);
    this.#output = new PortOutput(modem.clock, () => modem.scenario.ports[role]);
    this.#dials = modem.profile.functions.some(
      (part) => part.kind === 'serial' && part.role === role && part.dials,
    );
    modem.events.listen((event) => this.#hear(event));
    this.#report();
  }

  onSent(listener: Listener<Uint8Array>): () => void {
    return this.#output.sent.listen(listener);
  }

  opened(): void {
    // DTR comes up: nothing is said (V.250, 6.2.9).
  }

  /** DTR drops: as AT&D has it (V.250, 6.2.9). */
  closed(): void {
    if (this.#settings.dtr === 0) return;
    this.#hangUp();
    this.#line = '';
    this.#isTooLong = false;
  }

  powerDown(): void {
    if (this.#state.kind === 'waiting') this.#state.giveUp();
    const call = this.#state.kind === 'data' ? this.#state.call : this.#call;
    this.#call = null;
    this.#state = inCommandState;
    call?.end();
    this.#reports?.cancel();
    this.#output.drop();
  }

  powerUp(): void {
    this.#settings = newSettings(this.#rules.defaults);
    this.#line = '';
    this.#lastLine = '';
    this.#queue = [];
    this.#told.clear();
    this.#report();
  }

  receive(bytes: Uint8Array): void {
    if (!this.#modem.isPresent || this.#modem.scenario.ports[this.#role].answers === 'silent') return;
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#state.kind === 'data') {
        this.#state.call.receive(rest);
        return;
      }
      this.#take(rest[0] ?? 0);
      rest = rest.subarray(1);
    }
  }

  #take(byte: number): void {
    const state = this.#state;
    if (state.kind !== 'waiting') {
      this.#edit(byte);
      return;
    }
    if (state.aborted !== null && this.#modem.clock.now() - state.since >= abortGuard) {
      this.#state = inCommandState;
      state.giveUp();
      this.#conclude(state.aborted);
      return;
    }
    if (this.#queue.length < longestLine) this.#queue.push(byte);
  }

  /** A character of a command line (V.250, 5.2). */
  #edit(byte: number): void {
    if (this.#settings.echo) this.#output.immediate(Uint8Array.of(byte));
    if (byte === carriageReturn) {
      const line = this.#line;
      const isTooLong = this.#isTooLong;
      this.#line = '';
      this.#isTooLong = false;
      if (isTooLong) this.#conclude('ERROR');
      else this.#run(line);
      return;
    }
    if (byte === backspace) {
      this.#line = this.#line.slice(0, -1);
      return;
    }
    if (byte < 0x20 || byte > 0x7e) return;
    if (this.#line.length >= longestLine) {
      this.#isTooLong = true;
      return;
    }
    this.#line += String.fromCharCode(byte);
    // Repeats the last line at once, without a CR (V.250, 5.2.4).
    if (/^\s*A\/$/i.test(this.#line)) {
      this.#line = '';
      this.#run(this.#lastLine);
    }
  }

  /** A line; what stands before its `AT` is noise, and one without is none (V.250, 5.2.1). */
  #run(line: string): void {
    const start = line.search(/AT/i);
    if (start < 0) return;
    this.#lastLine = line.slice(start);
    if (this.#modem.scenario.reports.betweenCommandAndAnswer) this.#sayReport();
    const { commands, isWhole } = commandsOf(this.#lastLine.slice(2));
    this.#carryOut(commands, isWhole ? 'OK' : 'ERROR');
  }

  /** One command after the other, until one fails; then the only final result of the line. */
  #carryOut(commands: readonly Command[], final: Final): void {
    const [command, ...rest] = commands;
    if (command === undefined) {
      this.#conclude(final);
      return;
    }
    this.#modem.note(this.#role, `AT${command.text}`);
    this.#follow(this.#replyTo(command), rest, final);
  }

  #follow(reply: Reply, rest: readonly Command[], final: Final): void {
    switch (reply.kind) {
      case 'done':
        this.#say(reply.lines);
        if (reply.final === 'OK') {
          this.#carryOut(rest, final);
          reply.then?.();
        } else {
          this.#conclude(reply.final);
        }
        return;
      case 'later':
        this.#wait(reply, rest, final);
        return;
      case 'connected':
        this.#connect(reply.session);
        return;
    }
  }

  #wait(reply: Reply & { readonly kind: 'later' }, rest: readonly Command[], final: Final): void {
    let early: Reply | undefined;
    let giveUp: () => void = () => undefined;
    const state: State = {
      kind: 'waiting',
      since: this.#modem.clock.now(),
      aborted: reply.aborted,
      giveUp: () => giveUp(),
    };
    this.#state = state;
    let hasBegun = false;
    giveUp = reply.begin((outcome) => {
      if (!hasBegun) early = outcome;
      else if (this.#state === state) this.#resume(outcome, rest, final);
    });
    hasBegun = true;
    if (early !== undefined && this.#state === state) this.#resume(early, rest, final);
  }

  #resume(outcome: Reply, rest: readonly Command[], final: Final): void {
    this.#state = inCommandState;
    this.#follow(outcome, rest, final);
    const queue = this.#queue;
    this.#queue = [];
    if (queue.length > 0) this.receive(Uint8Array.from(queue));
  }

  #replyTo(command: Command): Reply {
    const { answers } = this.#modem.profile;
    const fixed = answers[fixedKey(command)];
    if (fixed !== undefined) return ok(...fixed);
    // Profiles of commands: there is one, the start's (V.250, 6.1.1 and 6.1.2).
    if (command.name === 'Z' || command.name === '&F') {
      if (command.name === 'Z') this.#hangUp();
      this.#settings = newSettings(this.#rules.defaults);
      return ok();
    }
    const declaration = this.#rules.commands.get(command.name);
    const handler = handlerOf(this.#rules.commands, command);
    if (declaration === undefined) return failed(this.#rules.unknown);
    if (handler === undefined) return error;
    if (declaration.needsSim === true && command.form !== 'test') {
      const complaint = simComplaint(this.#modem.sim);
      if (complaint !== null) return complaint;
    }
    return handler(this.#context(), command.parameters);
  }

  #context(): Context {
    return {
      modem: this.#modem,
      role: this.#role,
      dials: this.#dials,
      settings: this.#settings,
      call: {
        resume: () => this.#resumeCall(),
        hangUp: () => this.#hangUp(),
      },
    };
  }

  // --- calls

  #connect(session: DataSession): void {
    const call = new DataCall(this.#modem, session, {
      send: (bytes) => {
        if (this.#state.kind === 'data') this.#output.immediate(bytes);
      },
      escaped: () => {
        this.#state = inCommandState;
        this.#call = call;
        this.#conclude('OK');
      },
      ended: () => this.#callEnded(call),
    });
    this.#enterData(call);
  }

  #enterData(call: DataCall): void {
    this.#sayFinal('CONNECT');
    this.#state = { kind: 'data', call };
    this.#call = null;
    call.begin();
  }

  #resumeCall(): Reply {
    const call = this.#call;
    if (call === null) return failed('NO CARRIER');
    return {
      kind: 'later',
      aborted: null,
      begin: () => {
        this.#enterData(call);
        return () => undefined;
      },
    };
  }

  /** The other side, or the network, has ended it. */
  #callEnded(call: DataCall): void {
    const isCurrent = this.#call === call || (this.#state.kind === 'data' && this.#state.call === call);
    if (!isCurrent) return;
    this.#call = null;
    this.#state = inCommandState;
    this.#conclude('NO CARRIER');
  }

  #hangUp(): void {
    if (this.#state.kind === 'waiting' && this.#state.aborted !== null) {
      this.#state.giveUp();
      this.#state = inCommandState;
    }
    const call = this.#state.kind === 'data' ? this.#state.call : this.#call;
    if (call === null) return;
    this.#call = null;
    this.#state = inCommandState;
    call.end();
  }

  // --- what is said

  #say(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = lines.join('\r\n');
    this.#output.text(this.#settings.verbose ? `\r\n${text}\r\n` : `${text}\r\n`);
  }

  /** The final result of a line. */
  #conclude(final: Final): void {
    if (typeof final === 'string') {
      this.#sayFinal(final);
      return;
    }
    if ('words' in final) {
      this.#sayFinal(final.words);
      return;
    }
    const { errors } = this.#settings;
    if (errors === 0) this.#sayFinal('ERROR');
    else this.#sayFinal(`+CME ERROR: ${errors === 1 ? final.cme : cmeText(final.cme)}`);
  }

  #sayFinal(words: string): void {
    if (this.#settings.quiet) return;
    this.#output.text(this.#settings.verbose ? `\r\n${words}\r\n` : `${numericCode(words)}\r`);
  }

  // --- what is said unasked

  /** Reports come on the ports that are no modem ports; those that dial stay quiet, as sticks have it. */
  get #bearsReports(): boolean {
    return this.#role !== 'modem' && this.#settings.unaskedReports && this.#state.kind !== 'data';
  }

  #hear(event: ModemEvent): void {
    if (event.kind === 'scenario') this.#report();
    if (!this.#modem.isPresent || this.#modem.scenario.ports[this.#role].answers === 'silent') return;
    if (event.kind === 'registration') this.#reportRegistration();
    if (!this.#bearsReports) return;
    for (const line of this.#rules.report(event, this.#modem)) this.#output.text(`\r\n${line}\r\n`);
    if (this.#settings.packetEvents) this.#reportPacketEvent(event);
  }

  #reportRegistration(): void {
    if (this.#state.kind === 'data') return;
    for (const domain of ['CREG', 'CGREG', 'CEREG'] as const) {
      const n = this.#settings.registrationReports[domain];
      const text = registrationText(this.#modem, domain, n);
      if (n > 0 && this.#told.get(domain) !== text) this.#output.text(`\r\n+${domain}: ${text}\r\n`);
      this.#told.set(domain, n > 0 ? text : `${statusIn(this.#modem, domain)}`);
    }
  }

  /** +CGEV (27.007, 10.1.19). */
  #reportPacketEvent(event: ModemEvent): void {
    if (event.kind === 'session-up') this.#output.text(`\r\n+CGEV: ME PDN ACT ${event.session.cid}\r\n`);
    if (event.kind === 'session-down') {
      const by = event.by === 'network' ? 'NW' : 'ME';
      this.#output.text(`\r\n+CGEV: ${by} PDN DEACT ${event.session.cid}\r\n`);
    }
  }

  /** Starts the reports that come again and again, or ends them. */
  #report(): void {
    this.#reports?.cancel();
    this.#reports = null;
    const { interval } = this.#modem.scenario.reports;
    if (interval <= 0) return;
    this.#reports = this.#modem.clock.after(interval, () => {
      if (this.#modem.scenario.ports[this.#role].answers !== 'silent') this.#sayReport();
      this.#report();
    });
  }

  #sayReport(): void {
    if (!this.#modem.isPresent || !this.#bearsReports) return;
    const { texts } = this.#modem.scenario.reports;
    const all = texts.length > 0 ? texts : this.#rules.reports(this.#modem);
    const text = all[this.#nextReport % all.length];
    this.#nextReport += 1;
    if (text !== undefined) this.#output.text(`\r\n${text}\r\n`);
  }
}

/** `+QCFG="usbnet"` and `^SETPORT?`, whatever the case of the name. */
function fixedKey({ name, form, parameters }: Command): string {
  const tails = { execute: parameters.text, read: '?', test: '=?', set: `=${parameters.text}` };
  return `${name}${tails[form]}`;
}
