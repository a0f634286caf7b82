// Writes the list of all rules, what each of them looks at, and the head of each rule's page, from the rules in src/rules:
//
//   npm run generate:rules
//
// A test fails where one of them is not as this would write it.

import { kindsPath, kindsReadSource, listPath, ruleListSource } from './rule-files.mjs';
import { readSource, runScaffold, ScaffoldError, sourceExists, writeSources } from './source-file.mjs';
import { typescriptModule } from './typescript-module.mjs';

writeSources({ [listPath]: ruleListSource() });
/** @type {{ rules: typeof import('../src/rules/list.ts').rules, pageHeader: typeof import('../src/rules/page.ts').pageHeader, readPage: typeof import('../src/rules/page.ts').readPage, speakers: typeof import('../src/grammar/speakers/index.ts').speakers }} */
const { rules, pageHeader, readPage, speakers } = await typescriptModule('scripts/rule-pages.ts');
runScaffold(() => {
  /** @type {Record<string, string>} */
  const pages = {};
  for (const rule of rules) {
    const path = `docs/rules/${rule.id}.md`;
    if (!sourceExists(path)) throw new ScaffoldError(`${path} is missing.`);
    const text = readSource(path);
    const { header } = readPage(text);
    if (header === '') throw new ScaffoldError(`${path} has no line that ends its head.`);
    const written = pageHeader(rule) + text.slice(header.length);
    if (written !== text) pages[path] = written;
  }
  writeSources({ ...pages, [kindsPath]: kindsReadSource(speakers) });
});
