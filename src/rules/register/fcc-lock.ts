import type { Span } from '../../capture/position.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import { type Reading, readingOf } from '../../situation/facts/reading.ts';
import { releaseAtLeast } from '../../situation/facts/software.ts';
import { standing } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * Modems made for laptops keep their radio off until the host sends the maker's unlock; ModemManager then shows a modem
 * in low power, often without a SIM card. The lock comes back at every start of the modem.
 * Sources: ModemManager NEWS, 1.20.0 (unlock scripts are enabled by hand; backported to 1.18.x); mbimcli
 * --quectel-query-radio-state; Sierra's AT!PCINFO, voter BIOS; mm-broadband-modem-qmi.c and -mbim.c: `InvalidTransition`,
 * and a software switch that stays off, are taken for the lock.
 */
export const fccLock = defineRule({
  id: 'fcc-lock',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const shown = radioStates(episode).filter(({ value }) => value === 'locked');
    const low = radioStates(episode).findLast(({ value }) => value === 'low' || value === 'off');
    const refused = low === undefined ? [] : refusals(episode);
    const lock = standing(episode, shown.length > 0 ? shown : refused);
    if (lock === null) return [];
    const isShown = shown.length > 0;
    const isNamed = isShown && lock.last.teller === 'mbimcli';
    const freed = radioStates(episode).find(({ value, order }) => value === 'on' && order > lock.last.order);
    return [
      found({
        attempt: lock.attempt,
        confidence: isNamed ? 'proven' : 'likely',
        title: 'the maker’s lock (FCC lock) holds the modem’s radio off',
        explanation:
          'Modules made for laptops keep the radio off until the computer sends an unlock. ' +
          'Until then nothing registers, and mmcli may even show the SIM card as missing.' +
          (isShown ? '' : ' The modem refuses to leave low power, which is how this lock shows.') +
          (freed === undefined
            ? ''
            : ' Here it was taken off by hand; it comes back whenever the modem starts.'),
        evidence: evidence(lock.last.span, isShown ? null : low, freed),
        confirm: {
          text: 'Send the unlock once. If the radio goes on, the lock was the cause: mbimcli with --quectel-set-radio-state=on for Quectel, qmicli with --dms-set-fcc-authentication for Sierra and Foxconn modules.',
          command: null,
        },
        fix: {
          summary: 'Let ModemManager unlock the radio at every start.',
          steps: [
            ...(releaseAtLeast(episode, '22.03') === false
              ? [
                  {
                    type: 'advice' as const,
                    text: 'This release has no unlock in ModemManager: run qmicli with --dms-set-fcc-authentication (package qmi-utils) at each boot, before the interface starts.',
                  },
                ]
              : [
                  {
                    type: 'advice' as const,
                    text: 'Link the modem’s script from /usr/share/ModemManager/fcc-unlock.available.d to /etc/ModemManager/fcc-unlock.d under its own name (vendor:product id), then restart ModemManager.',
                  },
                ]),
          ],
        },
      }),
    ];
  },
});

/**
 * The modem refuses to go on. ModemManager gives all refusals that it takes for the lock the same words, “Invalid
 * transition”, and looks for the script that unlocks.
 */
function refusals(episode: Episode): readonly Reading<'locked'>[] {
  return [
    ...codesOf(episode, 'qmi', 60),
    ...episode.messages
      .of('modem.radio-off')
      .filter(({ fields }) => fields.switch !== 'hardware')
      .map((message) => readingOf(message, null)),
    ...episode.messages
      .of('modem.enable-failed')
      .filter(({ fields }) => /\binvalid transition\b/i.test(fields.reason))
      .map((message) => readingOf(message, null)),
  ]
    .map((reading) => ({ ...reading, value: 'locked' as const }))
    .sort((one, other) => one.order - other.order);
}

function evidence(
  lock: Span,
  low: { readonly span: Span } | null | undefined,
  freed: { readonly span: Span } | undefined,
): readonly Evidence[] {
  return [
    present(lock),
    ...(low == null ? [] : [present(low.span, 'and stays in low power')]),
    ...(freed === undefined ? [] : [present(freed.span, 'on after the unlock')]),
  ];
}
