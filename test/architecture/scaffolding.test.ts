import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What the commands read and write, and the tools' settings. */
const copied = [
  'biome.json',
  'docs',
  'package.json',
  'scripts',
  'src',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
] as const;

/** A cause that only the copy's catalogue knows. */
const cause = 'port-of-this-test';
const row = `${cause}|cause|config|control|likely|port|the port is made up`;
const cataloguePath = 'src/knowledge/data/rule-rows.ts';

describe('the scaffolding commands', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'hwdiag-scaffolding-'));
    for (const name of copied) cpSync(join(repository, name), join(root, name), { recursive: true });
    writeFileSync(join(root, cataloguePath), read(cataloguePath).replace('`', `\`${row}\n`));
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function run(script: string, args: readonly string[], input = '') {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: root,
      encoding: 'utf8',
      input,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    return { status, output: stdout + stderr };
  }

  function read(path: string): string {
    return readFileSync(join(root, path), 'utf8');
  }

  function tool(script: string, args: readonly string[]) {
    return run(join('node_modules', script), args);
  }

  it('add a message that is understood', () => {
    const args = [
      'mwan3',
      'mwan3.heard',
      'heard <interface:iface> say "<words:text>"',
      'heard wan say "it\'s up"',
    ];
    expect(run('scripts/new-message.mjs', [...args, '--reached', 'route'])).toMatchObject({ status: 0 });
    expect(read('src/grammar/speakers/mwan3.ts')).toContain(
      `say('mwan3.heard', 'heard <interface:iface> say "<words:text>"', { reached: 'route' }),`,
    );
    const tests = tool('vitest/vitest.mjs', ['run', 'test/grammar/printed-lines/mwan3.test.ts']);
    expect(tests.output).toContain('mwan3.test.ts');
    expect(tests.status).toBe(0);
  });

  it.each([
    // A kind that is known, in a file that wraps its list in no array.
    ['proto-wwan', 'wwan.searching', 'Looking again (<times:int>)', 'Looking again (3)', [], 'power'],
    // A new kind where there are such remarks, where there are none like it, and where there are none at all.
    [
      'mwan3',
      'mwan3.counted',
      'counted <count:int>',
      'counted 4',
      ['--about', 'route', '--severity', 'debug'],
      'route',
    ],
    ['proto-wwan', 'wwan.tired', "it's <words:text>", "it's late", ['--severity', 'info', '--noise'], null],
    ['proto-3g', '3g.slept', 'slept <seconds:int>s', 'slept 20s', ['--severity', 'warn'], null],
    [
      'proto-mbim',
      'mbim.slept',
      'slept <seconds:int>s',
      'slept 20s',
      ['--severity', 'warn', '--about', 'dial'],
      'dial',
    ],
  ] as const)(
    'add a remark of %s that is understood: %s',
    (speaker, kind, template, line, options, about) => {
      const added = run('scripts/new-message.mjs', [speaker, kind, template, line, '--remark', ...options]);
      expect(added).toMatchObject({ status: 0 });
      const path = `test/grammar/printed-lines/${speaker}.test.ts`;
      // The rung beside the kind, in the copy's own words.
      writeFileSync(
        join(root, path),
        `${read(path)}it('${kind}', () => expect(index.match(${JSON.stringify(line)}, '${speaker}')?.declaration.meaning.about ?? null).toBe(${JSON.stringify(about)}));\n`,
      );
      const tests = tool('vitest/vitest.mjs', ['run', path]);
      expect(tests.output).toContain(`${speaker}.test.ts`);
      expect(tests.status).toBe(0);
    },
  );

  it('refuse a message whose template does not fit the line', () => {
    expect(
      run('scripts/new-message.mjs', ['mwan3', 'mwan3.deaf', 'deaf <count:int>', 'deaf thrice']).status,
    ).toBe(0);
    const tests = tool('vitest/vitest.mjs', ['run', 'test/grammar/printed-lines/mwan3.test.ts']);
    expect(tests.output).toMatch(/FAIL .*reads mwan3\.deaf: deaf thrice/);
    expect(tests.output).toMatch(/1 failed .* passed/);
  });

  // The compiler reads everything a rule may ask for; a slow machine must not make that a failure.
  it('add a rule that compiles, with its page and its place in the list', () => {
    expect(run('scripts/new-rule.mjs', [cause, '--rung', 'control'])).toMatchObject({ status: 0 });
    expect(read('src/rules/list.ts')).toMatch(/^ {2}listed\(portOfThisTest\),$/m);
    expect(read(`docs/rules/${cause}.md`)).toMatch(
      /^# port-of-this-test\n\nThe port is made up\.\n[\s\S]*\| rung \| `control`, broken by the configuration \|/,
    );
    const project = {
      extends: './tsconfig.json',
      include: [],
      files: ['src/rules/list.ts', `test/rules/control/${cause}.test.ts`],
    };
    writeFileSync(join(root, 'tsconfig.rule.json'), JSON.stringify(project));
    expect(tool('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.rule.json'])).toEqual({
      status: 0,
      output: '',
    });
  }, 240_000);

  it('add a sample with what is said of it', () => {
    const log = "Sat Jul 21 22:15:33 2018 daemon.notice netifd: Interface 'modem' is now up\n";
    expect(run('scripts/new-sample.mjs', ['a-line'], log)).toMatchObject({ status: 0 });
    expect(read('samples/a-line.txt')).toBe(log);
    expect(JSON.parse(read('samples/a-line.json'))).toMatchObject({ schemaVersion: 1 });
    expect(read('samples/a-line.out.txt')).toMatch(/1 line read/);
  });

  it.each([
    ['new-message', ['nobody', 'a.b', 'a', 'a'], 'There is no speaker nobody.'],
    ['new-message', ['mwan3', 'mwan3.heard'], 'usage: '],
    ['new-message', ['mwan3', 'a.b', 'a', 'a', '--noise'], 'usage: '],
    ['new-message', ['mwan3', 'a.b', 'a', 'a', '--remark', '--reached', 'route'], 'usage: '],
    [
      'new-message',
      ['mwan3', 'mwan3.new', 'a', 'a', '--remark'],
      'mwan3.new is a new kind of remark of mwan3',
    ],
    ['new-message', ['mwan3', 'heard', 'a', 'a'], 'A kind is a subject and an event'],
    ['new-rule', ['no-such-cause'], 'The catalogue of causes has no no-such-cause'],
    ['new-rule', [cause, '--rung', 'address'], 'files port-of-this-test under control, not address'],
    ['new-sample', ['../outside'], 'usage: '],
    ['new-sample', ['not-there'], 'samples/not-there.txt does not exist'],
  ])('refuse %s %j', (script, args, sentence) => {
    const { status, output } = run(`scripts/${script}.mjs`, args);
    expect(status).toBe(2);
    expect(output).toContain(sentence);
    expect(output).not.toMatch(/^ +at /m);
  });
});
