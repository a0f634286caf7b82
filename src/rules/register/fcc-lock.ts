import type { Span } from '../../capture/position.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import { readingOf } from '../../situation/facts/reading.ts';
import { releaseAtLeast } from '../../situation/facts/software.ts';
import { standing } from '../../situation/facts/standing.ts';
import { defineRule, found } from '../rule.ts';

/**
 * Modems made for laptops keep their radio off until the host sends the maker's unlock; ModemManager then shows a modem
 * in low power, often without a SIM card. The lock comes back at every start of the modem.
 * Sources: ModemManager's page on FCC unlock (from 1.18.4 on the tools are opt-in); mbimcli --quectel-query-radio-state;
 * Sierra's AT!PCINFO, voter BIOS; mm-broadband-modem-qmi.c: InvalidTransition to a change of the operating mode is taken
 * for the lock.
 */
export const fccLock = defineRule({
  id: 'fcc-lock',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const shown = [
      ...radioStates(episode).filter(({ value }) => value === 'locked'),
      ...episode.messages
        .of('modem.low-power-voters')
        .filter(({ fields }) => /\bBIOS:1\b/.test(fields.voters))
        .map((message) => readingOf(message, 'locked' as const)),
    ].sort((one, other) => one.order - other.order);
    const low = radioStates(episode).findLast(({ value }) => value === 'low' || value === 'off');
    // The modem refuses to leave low power.
    const refused =
      low === undefined
        ? []
        : codesOf(episode, 'qmi', 60).map((code) => ({ ...code, value: 'locked' as const }));
    const lock = standing(episode, shown.length > 0 ? shown : refused);
    if (lock === null) return [];
    const isShown = shown.length > 0;
    const freed = radioStates(episode).find(({ value, order }) => value === 'on' && order > lock.last.order);
    return [
      found({
        attempt: lock.attempt,
        confidence: isShown ? 'proven' : 'likely',
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
