import { describe, expect, it } from 'vitest';
import { isAdvice } from '../../src/situation/advice.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import { config, dhcp, logread, ncmDial } from './log-lines.ts';

describe('advice', () => {
  it.each([
    'Try this instead:',
    'Bob: set it like this',
    'You should have something like this:',
    'Do NOT use this, it is wrong for your stick:',
    'Then please change it to',
    'For NCM the section should look like',
    '> use this',
    'Your config is wrong. The right way:',
    'It has to look like this:',
    'Correct is:',
    'A working config from the wiki:',
  ])('is heard in “%s”', (sentence) => {
    expect(isAdvice(sentence)).toBe(true);
  });

  it.each([
    'The network section is',
    'Here you can see my config:',
    'As you can see, my network file is:',
    'I don’t use LuCI, this is my /etc/config/network:',
    'I changed it to qmi instead of 3g:',
    'Config (you might need it):',
    'My config - should be ok I think:',
    'Do I need to add a firewall rule? My network config:',
    'Network config, in case you want it:',
    'I tried the first port with this config,',
    'I use this configuration:',
    'Changed by hand over SSH to:',
    'My /etc/config/network:',
    'and the section rewritten by hand over SSH:',
    'This is what the vendor page saved in /etc/config/network:',
  ])('is not heard in “%s”', (sentence) => {
    expect(isAdvice(sentence)).toBe(false);
  });

  it('never becomes the configuration of the router', () => {
    const own = config('modem', { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'giffgaff.com' });
    const log = logread('Sun Jul 22 02:23:12 2018', ncmDial({ apn: 'giffgaff.com' }), dhcp('modem_4', 3));
    const advised = config('modem', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'giffgaf.com' });
    const post = [...own, '', ...log, '', 'Helper: Try this instead:', '', ...advised].join('\n');
    const { verdict, situation } = diagnosisOf(post);
    expect(verdict).toMatchObject({ state: 'broken', rung: 'address', cause: 'dhcp-discover-no-offer' });
    expect(situation.episodes).toHaveLength(1);
    expect(situation.episodes[0]?.interfaces.map(({ proto }) => proto)).toEqual(['ncm']);
  });
});
