import { type ErrorFamily, type ErrorMeaning, errorMeaning, familyWords } from './error-code.ts';

/** How programs print codes within a line. The first group is the number. */
const printed: readonly (readonly [RegExp, ErrorFamily])[] = [
  // +CME ERROR: 30
  [/\+CME ERROR: ?(\d{1,5})\b/g, 'cme'],
  [/\+CMS ERROR: ?(\d{1,5})\b/g, 'cms'],
  // QMI protocol error (14): 'CallFailed'; QMI Status 1/CallFailed is no number of the same list
  [/\bQMI protocol error \((\d{1,5})\)/g, 'qmi'],
  // call end reason (1013): 'gsm-wcdma-unknown-apn'; call_end_reason is 1013
  [/(?<!verbose )\bcall[ _]end[ _]reason (?:is )?\(?(\d{1,5})\)?(?!,)/g, 'qmi-call-end'],
  // (exit code = 16)
  [/\bexit code = (\d{1,3})\b/g, 'pppd-exit'],
  // ESM cause 33; SM cause: 27
  [/\bE?SM cause:? #?(\d{1,3})\b/g, 'sm'],
  [/\b(?:E|G)MM cause:? #?(\d{1,3})\b/g, 'emm'],
];

/** The codes that stand in a line, with what the tables know of them, in the order of the line. */
export function codesInText(text: string): readonly ErrorMeaning[] {
  return printed
    .flatMap(([form, family]) =>
      [...text.matchAll(form)].flatMap((match) => {
        const meaning = errorMeaning(family, Number(match[1]));
        return meaning === undefined ? [] : [{ at: match.index, meaning }];
      }),
    )
    .sort((one, other) => one.at - other.at)
    .map(({ meaning }) => meaning);
}

/** `no network: no coverage, or not registered` */
export function meaningInWords({ name, text }: ErrorMeaning): string {
  return text ?? name.replaceAll('-', ' ');
}

/** `+CME ERROR 30: no network: no coverage, or not registered` */
export function codeInWords(meaning: ErrorMeaning): string {
  return `${familyWords[meaning.family]} ${meaning.code}: ${meaningInWords(meaning)}`;
}
