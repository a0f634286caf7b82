import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/rules/finding.ts';
import { diagnosisOf, rungsOf } from '../diagnosis-of.ts';
import { config } from '../situation/log-lines.ts';

function sample(name: string): string {
  return readFileSync(`samples/${name}.txt`, 'utf8');
}

const qmiOnNcm = sample('e3372-qmi-on-ncm');
const threeG = sample('e3372-3g-works');
const byHand = sample('e3372-by-hand');
const ncmWorks = sample('e3372-ncm-works');
const noLease = sample('ms2372h-no-lease');
const thread = sample('forum-thread');

const logLine = /^(?:\w{3} \w{3} \d+ [\d:]{8} \d{4} |\[ *\d)/;
const uciLine = /^\s*(?:config|option) /;

/** The lines that match, in their order. */
function linesOf(text: string, kind: RegExp): readonly string[] {
  return text.split('\n').filter((line) => kind.test(line));
}

function confidences({ findings }: Diagnosis, rule: string) {
  return findings.filter((finding) => finding.rule === rule).map(({ confidence }) => confidence);
}

/** What must not depend on the wording or order of a post. */
function gist(text: string | readonly string[]) {
  const { verdict, findings } = diagnosisOf(text);
  return {
    verdict,
    causes: findings
      .filter(({ role }) => role === 'cause' || role === 'symptom')
      .map(({ rule, confidence }) => `${rule} ${confidence}`),
  };
}

describe('situation 1, proto qmi on a Huawei NCM stick', () => {
  const proven = {
    state: 'broken',
    rung: 'control',
    cause: 'proto-qmi-on-huawei-ncm',
    confidence: 'proven',
    reached: 'driver',
  };

  it('is proven by dmesg and configuration alone, in either order', () => {
    const log = linesOf(qmiOnNcm, logLine);
    const settings = linesOf(qmiOnNcm, uciLine);
    expect(gist([...log, '', ...settings]).verdict).toEqual(proven);
    expect(gist([...settings, '', ...log]).verdict).toEqual(proven);
    expect(gist(qmiOnNcm.replaceAll('\n', '\r\n'))).toEqual(gist(qmiOnNcm));
  });

  it('is proven whatever the interface and its net device are called', () => {
    expect(gist(qmiOnNcm.replaceAll("'modem'", "'lte'").replaceAll('wwan0', 'wwan1')).verdict).toEqual(
      proven,
    );
  });

  it('is proven from two files', () => {
    expect(
      diagnosisOf({ 'dmesg.txt': linesOf(qmiOnNcm, logLine), network: linesOf(qmiOnNcm, uciLine) }).verdict,
    ).toEqual(proven);
  });

  it('is undetermined without the configuration, and asked for without the kernel’s lines', () => {
    expect(gist(linesOf(qmiOnNcm, logLine)).verdict).toMatchObject({
      state: 'undetermined',
      reached: 'driver',
      cause: null,
    });
    const { verdict, notChecked } = diagnosisOf(linesOf(qmiOnNcm, uciLine));
    expect(verdict).toMatchObject({ state: 'undetermined', cause: null });
    expect(notChecked.map(({ rule }) => rule)).toContain('proto-qmi-on-huawei-ncm');
  });

  it('is proven in the other layout of the kernel’s line, too', () => {
    expect(gist(qmiOnNcm.replace('1-1:1.2 wwan0: register', '1-1:1.2: wwan0: register')).verdict).toEqual(
      proven,
    );
  });
});

describe('situation 2, proto 3g', () => {
  const up = { state: 'working', rung: null, cause: null, confidence: null, reached: 'address' };

  it('works by the log alone, by pppd and chat alone, and with the configuration below', () => {
    expect(gist(threeG).verdict).toEqual(up);
    expect(gist(linesOf(threeG, logLine)).verdict).toEqual(up);
    expect(gist(linesOf(threeG, /pppd\[|chat\[/)).verdict).toEqual(up);
    expect(
      gist([...linesOf(threeG, logLine), '', 'My network:', ...linesOf(threeG, uciLine)]).verdict,
    ).toEqual(up);
    expect(gist(threeG.replaceAll('\n', '\r\n'))).toEqual(gist(threeG));
  });

  it('is broken at the dial where it hangs up at the end, and blames no APN', () => {
    const hungUp = `${threeG}Sat Jul 21 22:40:41 2018 daemon.notice pppd[10723]: Modem hangup\nSat Jul 21 22:40:41 2018 daemon.notice pppd[10723]: Connection terminated.\n`;
    expect(gist(hungUp)).toMatchObject({
      verdict: { state: 'broken', rung: 'dial', cause: 'ppp-modem-hangup', reached: 'address' },
      causes: ['ppp-modem-hangup likely'],
    });
    expect(confidences(diagnosisOf(hungUp.replaceAll('giffgaff.com', 'giffgfaff.com')), 'apn-typo')).toEqual([
      'refuted',
    ]);
  });

  it('works again where it dials anew after a hang-up', () => {
    const log = linesOf(threeG, logLine);
    const again = log.map((line) =>
      line.replace('22:15:', '22:41:').replaceAll('10723', '10923').replaceAll('10807', '11007'),
    );
    const text = [...log, 'Sat Jul 21 22:40:41 2018 daemon.notice pppd[10723]: Modem hangup', ...again];
    expect(gist(text).verdict).toEqual(up);
    expect(diagnosisOf(text).situation.episodes[0]?.attempts).toMatchObject([
      { outcome: 'lost', resolvedBy: 2 },
      { outcome: 'up' },
    ]);
  });

  it('reports no name server and no route as broken', () => {
    const [attempt] = diagnosisOf(threeG).situation.episodes.flatMap(({ attempts }) => attempts);
    expect(attempt && rungsOf(attempt)['unknown']).toEqual(['route', 'internet']);
  });
});

describe('situation 3, by hand', () => {
  it('clears the misspelling that worked on the desktop, and proves the wrong device on the router', () => {
    const diagnosis = diagnosisOf(byHand);
    expect(diagnosis.verdict).toMatchObject({
      state: 'undetermined',
      rung: null,
      cause: 'udhcpc-wrong-interface',
      confidence: 'proven',
    });
    expect(confidences(diagnosis, 'apn-typo')).toEqual(['refuted']);
  });

  it('does so, too, where the desktop’s prompt has a name', () => {
    const named = byHand.replaceAll(/^\$/gm, 'me@desktop:~$ ');
    const diagnosis = diagnosisOf(named);
    expect(
      diagnosis.situation.episodes.map(({ router, brokenOffBy }) => [router.host?.value, brokenOffBy]),
    ).toEqual([
      ['desktop', 'start'],
      ['GL-MT300N', 'router'],
    ]);
    expect(diagnosis.verdict).toMatchObject({ state: 'undetermined', cause: 'udhcpc-wrong-interface' });
    expect(confidences(diagnosis, 'apn-typo')).toEqual(['refuted']);
  });

  it('suspects the misspelling, without proof, where nobody says that it worked', () => {
    expect(confidences(diagnosisOf(byHand.replace(', and it works there', '')), 'apn-typo')).toEqual([
      'possible',
    ]);
  });

  it('is silence on the right device with -i', () => {
    expect(gist(byHand.replace('udhcpc -f wwan0', 'udhcpc -f -i wwan0')).verdict).toMatchObject({
      state: 'broken',
      rung: 'address',
      cause: 'dhcp-discover-no-offer',
      confidence: 'likely',
    });
  });

  it('works where a lease comes', () => {
    const lease = byHand
      .replace('udhcpc -f wwan0', 'udhcpc -f -i wwan0')
      .replace(
        /(Sending discover\.\.\.\n)(\n)/,
        '$1Sending select for 10.1.2.3...\nLease of 10.1.2.3 obtained, lease time 518400\n$2',
      );
    expect(gist(lease).verdict).toMatchObject({ state: 'working', reached: 'address' });
  });
});

describe('situation 4, proto ncm', () => {
  const up = { state: 'working', rung: null, cause: null, confidence: null, reached: 'address' };

  it('works by the log alone, and with the configuration below', () => {
    expect(gist(ncmWorks).verdict).toEqual(up);
    expect(gist(linesOf(ncmWorks, logLine)).verdict).toEqual(up);
    expect(
      gist([...linesOf(ncmWorks, logLine), '', 'My network:', ...linesOf(ncmWorks, uciLine)]).verdict,
    ).toEqual(up);
    expect(gist(ncmWorks.replaceAll('\n', '\r\n'))).toEqual(gist(ncmWorks));
  });

  it('works under other names', () => {
    expect(gist(ncmWorks.replaceAll('modem', 'lte').replaceAll('wwan0', 'usb0')).verdict).toEqual(up);
  });

  it('works in the wording of 19.07', () => {
    const later = ncmWorks
      .replaceAll('udhcpc: started, v1.25.1', 'udhcpc: started, v1.30.1')
      .replaceAll(
        'sending -> AT^NDISDUP',
        'Connecting modem\nSun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): sending -> AT^NDISDUP',
      )
      .replaceAll(/^.*Command failed: Unknown error\n/gm, '');
    expect(gist(later).verdict).toEqual(up);
  });

  it('is undetermined where modem is up and modem_4 never says a word', () => {
    const parentOnly = ncmWorks.split('\n').filter((line) => !line.includes('modem_4'));
    expect(gist(parentOnly).verdict).toMatchObject({ state: 'undetermined', reached: 'dial', cause: null });
  });

  it('is undetermined where modem is up and modem_4 only begins', () => {
    const begun = ncmWorks.split('\n').filter((line) => !/udhcpc|'modem_4' is now up/.test(line));
    const diagnosis = diagnosisOf(begun);
    expect(diagnosis.verdict).toMatchObject({ state: 'undetermined', reached: 'dial' });
    expect(confidences(diagnosis, 'up-but-only-parent')).toEqual(['proven']);
  });
});

describe('situation 5, a dial without a lease', () => {
  const likely = {
    state: 'broken',
    rung: 'address',
    cause: 'apn-typo',
    confidence: 'likely',
    reached: 'dial',
  };

  it('is the likely slip in the APN', () => {
    expect(gist(noLease)).toEqual({
      verdict: likely,
      causes: ['apn-typo likely', 'dhcp-discover-no-offer proven'],
    });
  });

  it('is so by the log alone, in any line ends, under other names', () => {
    expect(gist(linesOf(noLease, logLine))).toEqual(gist(noLease));
    expect(gist(noLease.replaceAll('\n', '\r\n'))).toEqual(gist(noLease));
    expect(gist(noLease.replaceAll('modem', 'lte').replaceAll('wwan0', 'wwan1'))).toEqual(gist(noLease));
  });

  it('is so with its configuration above or below', () => {
    const settings = config('modem', { proto: 'ncm', device: '/dev/ttyUSB0', apn: 'fast.tmobile.com' });
    expect(gist([...settings, '', noLease])).toEqual(gist(noLease));
    expect(gist([noLease, ...settings])).toEqual(gist(noLease));
  });

  it('becomes working with a lease at the end, and the slip is refuted', () => {
    const leased = noLease.replace(
      /^(.*)mwan3: Could not find gateway.*\n/m,
      'Wed Nov 14 01:45:21 2018 daemon.notice netifd: modem_4 (2855): udhcpc: sending select for 10.1.2.3\nWed Nov 14 01:45:21 2018 daemon.notice netifd: modem_4 (2855): udhcpc: lease of 10.1.2.3 obtained, lease time 518400\n',
    );
    const diagnosis = diagnosisOf(leased);
    expect(diagnosis.verdict).toEqual({
      state: 'working',
      rung: null,
      cause: null,
      confidence: null,
      reached: 'address',
    });
    expect(confidences(diagnosis, 'apn-typo')).toEqual(['refuted']);
    expect(confidences(diagnosis, 'up-but-only-parent')).toEqual([]);
  });

  it('is silence without a known reason where the APN is spelt right', () => {
    expect(gist(noLease.replaceAll('fast.tmobile.com', 'fast.t-mobile.com'))).toEqual({
      verdict: { ...likely, cause: 'dhcp-discover-no-offer' },
      causes: ['dhcp-discover-no-offer likely'],
    });
  });

  it('does not follow from the WAN and the tethering that ask in vain beside it', () => {
    const healthy = noLease.split('\n').filter((line) => !/modem/.test(line));
    expect(gist(healthy)).toEqual({
      verdict: { state: 'no-modem-data', rung: null, cause: null, confidence: null, reached: null },
      causes: [],
    });
  });

  it('is cleared by the 3g set-up that used the same name', () => {
    const works = [
      ...config('modem', { proto: '3g', device: '/dev/ttyUSB0', apn: 'fast.tmobile.com' }),
      '',
      ...linesOf(threeG, logLine).map((line) =>
        line.replace('Sat Jul 21 22:15', 'Wed Nov 14 01:05').replaceAll('giffgaff.com', 'fast.tmobile.com'),
      ),
    ];
    const diagnosis = diagnosisOf([
      ...works,
      'And with ncm:',
      ...config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'fast.tmobile.com' }),
      '',
      noLease,
    ]);
    expect(confidences(diagnosis, 'apn-typo')).toEqual(['refuted', 'refuted']);
    expect(diagnosis.verdict).toMatchObject({
      state: 'mixed',
      rung: 'address',
      cause: 'dhcp-discover-no-offer',
    });
  });
});

describe('the whole thread', () => {
  it('has five episodes, four on one router', () => {
    expect(
      diagnosisOf(thread).situation.episodes.map(({ brokenOffBy, continues }) => [
        brokenOffBy,
        continues?.id ?? null,
      ]),
    ).toEqual([
      ['start', null],
      ['config', 1],
      ['by-hand', 2],
      ['config', 3],
      ['clock', null],
    ]);
  });

  it('says of each what stands in it', () => {
    expect(
      diagnosisOf(thread).episodeVerdicts.map(({ state, rung, cause, confidence, reached }) => [
        state,
        rung,
        cause,
        confidence,
        reached,
      ]),
    ).toEqual([
      ['broken', 'control', 'proto-qmi-on-huawei-ncm', 'proven', 'driver'],
      ['working', null, null, null, 'address'],
      ['undetermined', null, 'udhcpc-wrong-interface', 'proven', 'driver'],
      ['working', null, null, null, 'address'],
      ['broken', 'address', 'apn-typo', 'likely', 'dial'],
    ]);
  });

  it('says the same with each log above its configuration', () => {
    const parts = [
      linesOf(threeG, logLine),
      ['', 'was with'],
      linesOf(threeG, uciLine),
      ['', 'By hand:'],
      [
        'root@GL-MT300N:~# echo -e "AT^NDISDUP=1,1,\\"giffgaff.com\\"\\r" > /dev/ttyUSB1',
        'root@GL-MT300N:~# udhcpc -f wwan0',
        '',
        'At last:',
      ],
      linesOf(ncmWorks, logLine),
      ['', 'was with'],
      linesOf(ncmWorks, uciLine),
    ];
    const { episodes } = diagnosisOf(parts.flat()).situation;
    expect(
      episodes.map(({ brokenOffBy, attempts }) => [
        brokenOffBy,
        ...attempts.map(({ proto, outcome }) => `${proto} ${outcome}`),
      ]),
    ).toEqual([
      ['start', '3g up'],
      ['by-hand', 'null unfinished'],
      ['by-hand', 'ncm up'],
    ]);
  });

  it('keeps two routers apart that have the same interface name and close clocks', () => {
    const other = linesOf(noLease, logLine).map((line) => line.replace('Wed Nov 14 01:4', 'Sun Jul 22 02:4'));
    const text = [
      'root@one:~# logread',
      ...linesOf(ncmWorks, logLine),
      '',
      'Mine:',
      'root@two:~# logread',
      ...other,
    ];
    const { situation, episodeVerdicts } = diagnosisOf(text);
    expect(
      situation.episodes.map(({ brokenOffBy, continues, router }) => [
        brokenOffBy,
        continues,
        router.host?.value,
      ]),
    ).toEqual([
      ['start', null, 'one'],
      ['router', null, 'two'],
    ]);
    expect(episodeVerdicts.map(({ state }) => state)).toEqual(['working', 'broken']);
  });

  it('takes advice in prose for no configuration', () => {
    const advice = `${linesOf(ncmWorks, logLine).join('\n')}\n\nYou should set option proto qmi and use udhcpc -f wwan0, and the apn fast.tmobile.com works.\n`;
    expect(gist(advice)).toMatchObject({ verdict: { state: 'working' }, causes: [] });
  });
});

describe('what reviewers pasted', () => {
  const failing = readFileSync('samples/ms2372h-no-lease.txt', 'utf8');

  it.each(["\toption apn 'fast.tmobile.com'", "\toption proto 'NCM'", "\toption proto ''"])(
    'a configuration that names no known protocol does not hide the log: %s',
    (option) => {
      const post = `${failing}\nMy config:\n\nconfig interface 'modem'\n${option}\n`;
      expect(diagnosisOf(post).verdict).toMatchObject({
        state: 'broken',
        rung: 'address',
        cause: 'apn-typo',
      });
    },
  );

  it('a thousand boots take no longer than their lines', () => {
    const boots = Array.from({ length: 3000 }, (_, boot) =>
      [
        '[    0.000000] Linux version 5.4.1 (a@b) (gcc) #1 x',
        `[   ${20 + (boot % 9)}.100000] usb 1-1: new high-speed USB device number 2 using ehci-platform`,
        '[   30.200000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device',
      ].join('\n'),
    );
    const { situation } = diagnosisOf(boots.join('\n'));
    expect(situation.episodes.length).toBe(3000);
    expect(situation.episodes[1]?.sources[0]?.firstLine).toBe(4);
  });

  it('hundreds of thousands of sections are too many for nothing', () => {
    const sections = Array.from(
      { length: 150_000 },
      (_, at) => `config interface 'm${at}'\n\toption proto 'ncm'`,
    );
    const log = "Wed Nov 14 01:45:01 2018 daemon.notice netifd: Interface 'lan' is now up";
    expect(diagnosisOf(`${log}\n\n${sections.join('\n')}`).situation.episodes).toHaveLength(1);
  });
});
