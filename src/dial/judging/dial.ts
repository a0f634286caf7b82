import { sessionCauses } from '../../situation/facts/session-causes.ts';
import { inconclusive, type Judge, type LiveScene, proven, refuted, type Verdict } from './judge.ts';
import { isAnswerable } from './session.ts';

/**
 * An explanation by the APN: refuted by a dial that the network takes, proven by another APN that it takes. A refusal alone says
 * that it is so now, and a network that has refused before may refuse unseen (T3396, 3GPP TS 24.008 section 6.1.3.1.3.3).
 */
export const apnJudge: Judge = {
  rules: ['apn-typo', 'apn-missing', 'apn-unknown'],
  tests: ['dial', 'apn', 'internet'],
  judge(scene) {
    const taken = takenAsConfigured(scene);
    if (taken !== null) return taken;
    const { finding, facts, tests } = scene;
    const answer = tests.get('apn')?.answer ?? '';
    switch (facts.tried.get(finding.rule)) {
      case 'works':
        return proven('apn', answer);
      case 'fails':
        return inconclusive('apn', `${answer} A network that has just refused may refuse the next try, too.`);
      case undefined:
        return refusedNow(scene);
    }
  },
};

/** Name and password, the plan, an APN to which none is known that is better, and what a dial says on its way. */
export const sessionJudge: Judge = {
  rules: [
    'apn-of-other-operator',
    'sim-no-data-plan',
    'pdp-type-not-allowed',
    'auth-failed-ppp',
    'auth-password-typo',
    'auth-cause-29',
    'chat-busy',
    'chat-error',
    'chat-no-carrier',
    'ncm-dial-rejected',
    'ppp-lcp-timeout',
    'ppp-modem-hangup',
    'ppp-hangup-after-auth',
    'qmi-call-failed',
    'wrong-dial-string',
    'wrong-service-type',
    'pdp-context-limit',
    'network-dropped-session',
  ],
  tests: ['dial', 'internet'],
  judge: (scene) => takenAsConfigured(scene) ?? refusedNow(scene),
};

/** The modem says OK to a dial and has no session: it was asked after the dial of the test. */
export const emptyDialJudge: Judge = {
  rules: ['ndisdup-ok-not-connected'],
  tests: ['dial', 'internet'],
  judge(scene) {
    const { facts, tests } = scene;
    const dial = tests.get('dial');
    if (dial === undefined) return null;
    switch (facts.session) {
      case 'none':
        return wasUpBefore(scene.subject)
          ? inconclusive(
              'dial',
              `${dial.answer} Whether it had one is not told: the interface was up before.`,
            )
          : proven('dial', `${dial.answer}${causeWords(scene)}`);
      case 'there':
        return refuted('dial', `${dial.answer} The modem says that it has a session.`);
      case null:
        return takenAsConfigured(scene) ?? refusedNow(scene);
    }
  },
};

/**
 * The dial as it is configured came up, with an address: then nothing that keeps it from that is there now. Up alone says
 * nothing: of NCM it means that the modem said OK, and a session that the network refuses looks the same. What was up before may be
 * left of a session that is gone: netifd does not hear of that with NCM, QMI and MBIM.
 */
function takenAsConfigured({ subject, facts, tests }: LiveScene): Verdict | null {
  const [dial, lease, internet] = [tests.get('dial'), tests.get('lease'), tests.get('internet')];
  if (facts.dial !== 'up' || dial?.outcome !== 'reached') return null;
  if (facts.internet?.packets === true && internet !== undefined)
    return refuted('internet', `${dial.answer} ${internet.answer}`);
  // A router of its own has addresses of its own, with a session or without.
  if (lease?.outcome !== 'reached' || subject.path === 'inside') return null;
  const words = `${dial.answer} ${lease.answer}`;
  return wasUpBefore(subject)
    ? inconclusive(
        'dial',
        `${words} Both may be left of a session that has ended: no packet was seen to come back.`,
      )
    : refuted('dial', words);
}

function wasUpBefore({ interface: config }: LiveScene['subject']): boolean {
  return config?.state?.up === true;
}

/** A sentence behind others; nothing where no cause is told. */
function causeWords({ seen }: LiveScene): string {
  const cause = seen === null ? undefined : sessionCauses(seen).at(-1);
  return cause === undefined ? '' : ` The network gave the cause ${cause.value}.`;
}

function refusedNow(scene: LiveScene): Verdict | null {
  const test = scene.tests.get('dial');
  if (test?.outcome !== 'broken') return null;
  return inconclusive(
    'dial',
    `${test.answer}${causeWords(scene)} It is so now as it was in the log; what would change it was not tried.`,
  );
}

/** Whether an address comes. */
export const leaseJudge: Judge = {
  rules: ['dhcp-discover-no-offer', 'session-without-interface'],
  tests: ['lease'],
  judge({ finding, subject, facts, tests }) {
    const test = tests.get('lease');
    if (test === undefined || facts.lease === null) return null;
    if (finding.rule === 'session-without-interface') {
      return facts.lease === 'ipv4' || facts.lease === 'ipv6'
        ? refuted('lease', test.answer)
        : inconclusive('lease', test.answer);
    }
    switch (facts.lease) {
      case 'ipv4':
      case 'offered':
        return refuted('lease', test.answer);
      case 'silent':
        // Without a session nobody is there who could answer.
        return isAnswerable(subject, facts) ? proven('lease', test.answer) : null;
      case 'refused':
      case 'ipv6':
      case 'none':
        return inconclusive('lease', test.answer);
    }
  },
};

/** What keeps an address away though there is a session: how packets are put on the wire. */
export const framingJudge: Judge = {
  rules: ['huawei-ndp-end', 'dhcp-raw-ip'],
  tests: ['lease', 'framing', 'internet'],
  judge({ finding, subject, facts, tests }) {
    const [lease, framing, internet] = [tests.get('lease'), tests.get('framing'), tests.get('internet')];
    const tried = framing === undefined ? undefined : facts.tried.get(finding.rule);
    if (framing !== undefined && tried === 'works') return proven('framing', framing.answer);
    if (internet !== undefined && facts.internet?.packets === true)
      return refuted('internet', internet.answer);
    // A modem whose way of receiving hung before does not take anything up by that.
    if (framing !== undefined && tried === 'fails') return inconclusive('framing', framing.answer);
    if (lease === undefined) return null;
    switch (facts.lease) {
      case 'offered':
        return refuted('lease', lease.answer);
      case 'ipv4':
        // An address that was there before may be left of a better time.
        return wasUpBefore(subject) ? inconclusive('lease', lease.answer) : refuted('lease', lease.answer);
      case 'silent':
        return isAnswerable(subject, facts) ? inconclusive('lease', lease.answer) : null;
      default:
        return null;
    }
  },
};

/**
 * The stick and the router's own network are one and the same: the router then takes the stick's name server for itself. What
 * else may fail of that, the stick's pages and the way back to the LAN, is not tested.
 */
export const clashJudge: Judge = {
  rules: ['hilink-subnet-clash'],
  tests: ['internet'],
  judge({ tests, facts: { internet } }) {
    const test = tests.get('internet');
    if (test === undefined || internet === null) return null;
    return (internet.nameServers === 'itself' ? proven : inconclusive)('internet', test.answer);
  },
};

/** Packets that come back through the modem leave only the router's own routes and names to blame. */
export const routeJudge: Judge = {
  rules: ['no-default-route', 'metric-dead-wan', 'dns-missing', 'no-dns-from-network'],
  tests: ['internet'],
  judge({ finding, tests, facts: { internet } }) {
    const test = tests.get('internet');
    if (test === undefined || internet === null) return null;
    const { packets, names, route, elsewhere, nameServers, direct } = internet;
    const says = (decided: boolean | null): Verdict =>
      decided === null
        ? inconclusive('internet', test.answer)
        : (decided ? proven : refuted)('internet', test.answer);
    switch (finding.rule) {
      case 'no-default-route':
        // Where only another uplink has one, that may be as it is meant to be.
        return says(!packets || route === 'elsewhere' ? null : route === 'none');
      case 'metric-dead-wan':
        if (!packets) return says(null);
        return says(route === 'used' ? false : elsewhere === null ? null : !elsewhere);
      default: {
        if (names === null) return null;
        // Names may be looked up over another uplink.
        if (!packets || route !== 'used') return says(null);
        if (names) return says(false);
        if (finding.rule === 'no-dns-from-network')
          return says(
            nameServers === 'none' ? true : nameServers === 'own' || nameServers === 'itself' ? false : null,
          );
        // One that is known and does not answer, while another does. Where none is known, that is why.
        return says(direct === true && nameServers !== null && nameServers !== 'none' ? true : null);
      }
    }
  },
};
