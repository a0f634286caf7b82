export { speakers } from '../src/grammar/speakers/index.ts';
export { rules } from '../src/rules/list.ts';
export { pageHeader, readPage } from '../src/rules/page.ts';
