import type { CollectedSection } from '../collect/router/collected-section.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { LiveTest } from '../rules/live-proof.ts';
import type { PortHolder } from '../situation/facts/port-holders.ts';
import type { PortRole } from '../situation/facts/port-roles.ts';
import type { Episode } from '../situation/situation.ts';
import type { AtClient, AtClientOptions } from './at/at-client.ts';
import type { RouterTask } from './router/router-shell.ts';
import type { Survey } from './router/survey.ts';
import type { UndoStep } from './safety/way-back.ts';
import type { Subject } from './subject.ts';

/**
 * What a test does to the router, the network and the bill. `reads`: questions only; `dials`: it starts or changes something, and
 * puts it back; `costs`: it may cost money or take minutes: roaming, scans, much traffic.
 */
export type TestClass = 'reads' | 'dials' | 'costs';

/** A test as it is going to be run. */
export interface PlannedTest {
  readonly id: string;
  readonly rung: Rung;
  readonly class: TestClass;
  /** What it asks. */
  readonly question: string;
  /** The commands as they will be sent, in order. */
  readonly commands: readonly string[];
  /** What it changes, and how that is put back; empty where it only reads. */
  readonly changes: readonly string[];
  /** `if-broken`: a test of one explanation, run only where its rung is broken. */
  readonly when: 'always' | 'if-broken';
}

/** What a test has found out. */
export interface Outcome {
  readonly outcome: LiveTest['outcome'];
  readonly answer: string;
}

/** What may be said in a talk with the modem. */
export interface TalkTerms extends Pick<AtClientOptions, 'greetings'> {
  /** Commands that may be sent although they do not only read, by their exact text. */
  readonly texts?: readonly string[];
}

/** What a test works with. One command at a time: an open port is a channel, and there is only one. */
export interface Bench {
  readonly subject: Subject;
  readonly survey: Survey;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** What tests before this one have found out. */
  readonly facts: LiveFacts;
  /** Runs a command; its output becomes part of the capture. */
  run(task: RouterTask): Promise<CollectedSection>;
  /**
   * Talks with the modem on a port; the talk becomes part of the capture.
   *
   * @throws {AtFailure}
   */
  talk<T>(port: string, work: (client: AtClient) => Promise<T>, terms?: TalkTerms): Promise<T>;
  /** What all tests so far show, read as any capture; null where they show nothing of a modem. */
  seen(): Episode | null;
  /**
   * Before a change: leaves its undoing on the router.
   *
   * @param seconds that the change may take
   */
  change(step: UndoStep, seconds: number, what: string): Promise<void>;
}

/** What tests tell each other beyond what the capture shows. */
export interface LiveFacts {
  /** The port on which the modem answers, once one was found. */
  atPort: string | null;
  /** What each port did: by node. */
  readonly ports: Map<string, PortAnswer>;
  /** How the dial as it is configured ended; null where it was not tried. */
  dial: 'up' | 'failed' | 'late' | null;
  /** What the modem says of its session where the interface is up; null where it was not asked, or does not tell. */
  session: 'there' | 'none' | null;
  /**
   * What the network device has, or what it was told when it asked for a lease. `ipv6`: no other address; `refused`: a DHCP NAK;
   * `silent`: DHCP was asked and nobody answered; `none`: it has no address, and DHCP was not asked. Null where nobody looked.
   */
  lease: 'ipv4' | 'ipv6' | 'offered' | 'refused' | 'silent' | 'none' | null;
  /** What the internet says through the modem; null where nobody asked. */
  internet: InternetFacts | null;
  /** What each explanation that was tried did: by rule. */
  readonly tried: Map<string, 'works' | 'fails'>;
}

/** Before anything was tested. */
export function nothingFound(): LiveFacts {
  return {
    atPort: null,
    ports: new Map(),
    dial: null,
    session: null,
    lease: null,
    internet: null,
    tried: new Map(),
  };
}

/** What came back, and which way it goes. */
export interface InternetFacts {
  /** Something came back through the modem: a ping, or the answer of a name server. */
  readonly packets: boolean;
  readonly pings: boolean;
  /** A name was found in the router's own way; null where the router has no program to ask with. */
  readonly names: boolean | null;
  /**
   * The default routes. `used`: the one that is used leads through the modem; `behind`: one does, and another has the lower
   * metric; `elsewhere`: only others do; `none`: there is none.
   */
  readonly route: 'used' | 'behind' | 'elsewhere' | 'none';
  /** Where the used default route leads elsewhere: whether pings come back there. */
  readonly elsewhere: boolean | null;
  /**
   * Where names are not found, or pings do not come back: whose name servers the router knows. `own`: the modem's interface was
   * given some; `itself`: those have addresses that the router itself has; `others`: only other interfaces were. Null where the
   * router does not say.
   */
  readonly nameServers: 'own' | 'itself' | 'others' | 'none' | null;
  /** There, too: whether a name server answers that is asked by its address, through the modem; null where none was asked. */
  readonly direct: boolean | null;
}

/**
 * `answers`: it is an AT port; `silent`, `garbage`, `echoes`: it is none; `positions`: it is that of the GPS receiver; `held`:
 * somebody has it; `gone`: the router had it before and has it no more; `closed`: it cannot be opened.
 */
export interface PortAnswer {
  readonly how: 'answers' | 'silent' | 'garbage' | 'positions' | 'echoes' | 'held' | 'gone' | 'closed';
  /** What it did, a predicate without a full stop. */
  readonly words: string;
  /** What it is for by tables, which may be those of another model; null where they do not say. */
  readonly role: PortRole | null;
  /**
   * Of a port that is held: a program that still has it when all ports were asked, and is no handler of netifd; null where none is
   * seen.
   */
  readonly holder: Pick<PortHolder, 'program' | 'pid'> | null;
}

/** Declares a test. */
export interface LiveTestKind {
  readonly id: string;
  readonly rung: Rung;
  readonly question: string;
  /** A test of one explanation: of no interest where it is not run. */
  readonly isOfOneExplanation?: boolean;
  /** What it will do here; a clause that says why it is not run where it cannot be. */
  plan(subject: Subject, survey: Survey): Omit<PlannedTest, 'id' | 'rung' | 'question'> | string;
  run(bench: Bench): Promise<Outcome>;
}
