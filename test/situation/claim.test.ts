import { describe, expect, it } from 'vitest';
import { readClaim } from '../../src/situation/claim.ts';
import { attemptsOf } from '../diagnosis-of.ts';

function claimOf(text: string): boolean | null {
  return readClaim({ source: 'post.txt', number: 1, text, truncated: false })?.works ?? null;
}

describe('what a sentence claims', () => {
  it.each([
    'On linux desktop i am able to use NCM mode using,',
    'On my desktop at home this is all it takes, and it works there:',
    'This worked with the old firmware.',
    'I dialled successfully with',
    'After that the modem went online.',
    'With 3g it is fine.',
  ])('it works: %s', (sentence) => {
    expect(claimOf(sentence)).toBe(true);
  });

  it.each([
    'The same trick doesnt work on MT300N',
    'On the router the very same thing does not work:',
    "It doesn't work with this one",
    'This never worked',
    'It worked there and fails here',
    'cannot say it is fine',
  ])('it does not: %s', (sentence) => {
    expect(claimOf(sentence)).toBe(false);
  });

  it.each([
    'Does this work for you?',
    'How do I get it to work',
    'Try this, it works:',
    'If it works, report back',
    'It should work with',
    'I found this online:',
    'The stick is connected to',
    'my network looks like this',
    'To make it work you need',
    'I was unable to reach it',
    'Here is the log:',
    '',
    'My phone is able to connect. On the router I typed',
    'It works on my desktop; here I typed',
    'This works fine with my phone:',
    'The same SIM works in an iPhone',
    'My Android is online.',
    'On the tablet it never worked',
  ])('nothing: %s', (sentence) => {
    expect(claimOf(sentence)).toBeNull();
  });
});

it('is read from the last sentence of a line', () => {
  const text = 'How do I get online? My phone connects. On my desktop it works. ';
  expect(readClaim({ source: 'post.txt', number: 1, text, truncated: false })).toMatchObject({
    works: true,
    span: { column: 41, length: 23 },
  });
});

describe('claims about commands', () => {
  const dial = '$ echo -e "AT^NDISDUP=1,1,\\"web.gprs\\"" > /dev/ttyUSB1';

  it('stand right before them', () => {
    expect(attemptsOf(['It works on my desktop:', '', dial, '$ dhclient wwan0'])).toMatchObject([
      { outcome: 'claimed', reached: null },
    ]);
  });

  it.each([
    ['nothing is claimed', ['I typed', dial]],
    ['another sentence stands between', ['It works with 3g.', 'Then I typed', dial]],
    ['it is said not to work', ['That does not work:', dial]],
    [
      'the claim is about a log in between',
      ['It works:', '[  127.090000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0', dial],
    ],
  ])('are none where %s', (_, lines) => {
    expect(attemptsOf(lines)).toMatchObject([{ outcome: 'unfinished' }]);
  });
});
