import { describe, expect, test } from 'vitest';
import { collect } from '../../../src/collect/router/collection.ts';
import { sectionText } from '../../../src/collect/router/section-text.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { type FixtureRouter, noRouter, startRouter } from './fixture-router.ts';
import * as routers from './routers.ts';

if (noRouter !== null) console.warn(`No router is made to collect from: ${noRouter}.`);

async function collected(router: FixtureRouter, deadlineSeconds = 60) {
  const { connection, remove } = startRouter(router);
  try {
    return await collect(connection, { deadlineSeconds });
  } finally {
    remove();
  }
}
import { writeFileSync } from 'node:fs';
describe.skipIf(noRouter !== null)('collecting from routers', () => {
  test.each(Object.entries(routers))('%s', async (name, router) => {
    const collection = await collected(router);
    const text = collection.sections.map((s) => Buffer.from(sectionText(s, collection.host)).toString()).join('');
    writeFileSync(`/tmp/cap-${name}.txt`, text);
    const diagnosis = diagnosisOf(text);
    console.log(name, JSON.stringify(collection.end), JSON.stringify(collection.sections.filter(s=>s.end.how!=='exited'||s.end.code!==0).map(s=>[s.name,s.end])), JSON.stringify(diagnosis, (k,v)=> k==='situation'||k==='evidence'?undefined:v).slice(0, 100), (diagnosis as any).findings?.map?.((f: any) => [f.id ?? f.rule, f.certainty]));
    expect(collection.end).toEqual({ how: 'complete' });
  });
});
