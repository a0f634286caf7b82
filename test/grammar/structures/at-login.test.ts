import { expect, test } from 'vitest';
import { readAtAnswer } from '../../../src/grammar/structures/at-answer.ts';
import { asksForLogin, readAtLogin } from '../../../src/grammar/structures/at-login.ts';

function loginIn(line: string) {
  const answer = readAtAnswer(line);
  return answer?.kind === 'information' ? readAtLogin(answer) : null;
}

test.each([
  ['+CGAUTH: 1,2,"joe","sesame"', { context: 1, method: 'chap', words: ['joe', 'sesame'] }],
  ['+CGAUTH: 3,1,"joe"', { context: 3, method: 'pap', words: ['joe'] }],
  ['+CGAUTH: 7,2,joe,sesame', { context: 7, method: 'chap', words: ['joe', 'sesame'] }],
  ['+CGAUTH: 1,0', { context: 1, method: 'none', words: [] }],
  ['+CGAUTH: 1,1,,', { context: 1, method: 'pap', words: [] }],
  ['^AUTHDATA:1,1,"","sesame","joe"', { context: 1, method: 'pap', words: ['sesame', 'joe'] }],
  ['^AUTHDATA: 1,2,"sesame","joe","26201"', { context: 1, method: 'chap', words: ['sesame', 'joe'] }],
  ['^AUTHDATA: 1,2,"26201","sesame","joe"', { context: 1, method: 'chap', words: ['sesame', 'joe'] }],
  ['^AUTHDATA: 1,0,"",""', { context: 1, method: 'none', words: [] }],
  ['+QICSGP: 1,"internet","joe","sesame",3', { context: null, method: 'either', words: ['joe', 'sesame'] }],
  ['+QICSGP: 1,"","","",0', { context: null, method: 'none', words: [] }],
  ['+QICSGP: 2,1,"internet","joe","sesame",1', { context: 2, method: 'pap', words: ['joe', 'sesame'] }],
  ['+CSQ: 21,99', null],
])('%s', (line, login) => {
  expect(loginIn(line)).toEqual(login);
});

test.each([
  ['AT+CGAUTH?', true],
  ['AT^AUTHDATA?', true],
  ['AT+QICSGP=1', true],
  ['AT+QICSGP=1,1,"internet","joe","sesame",1', false],
  ['AT+CGAUTH=1,0', false],
  ['AT+CGDCONT?', false],
])('%s asks for logins: %s', (command, asks) => {
  expect(asksForLogin(command)).toBe(asks);
});
