import { type FieldType, fieldTypes } from './declaration.ts';

/** A named hole of a template. */
interface Hole {
  readonly name: string;
  readonly type: FieldType;
}

/** A template as the index walks it. */
export interface CompiledTemplate {
  /** The template with one blank for each run of blanks and one code of `holeBase` upwards for each hole. */
  readonly code: string;
  /** Its holes, from left to right. */
  readonly holes: readonly Hole[];
}

/** Code unit of a hole of the first type; those of the others follow. Private use: no program prints it. */
export const holeBase = 0xe000;

const places: ReadonlyMap<string, number> = new Map(fieldTypes.map((type, place) => [type, place]));

const nameForm = /^[A-Za-z_]\w*$/;
const unevenBlanks = /[ \t]{2}|\t|[ \t]$/;

/** Type of the hole that a code unit of a compiled template stands for, or undefined for literal text. */
export function holeTypeOf(codeUnit: number): FieldType | undefined {
  return fieldTypes[codeUnit - holeBase];
}

/** The hole `<name:type>` between `open` and `close`, or undefined when what stands there is literal, like `<info>`. */
function holeBetween(template: string, open: number, close: number): Hole | undefined {
  const colon = template.indexOf(':', open);
  const place = colon > open && colon < close ? places.get(template.slice(colon + 1, close)) : undefined;
  const type = place === undefined ? undefined : fieldTypes[place];
  const name = template.slice(open + 1, colon);
  return type !== undefined && nameForm.test(name) ? { name, type } : undefined;
}

/** How many characters at the beginning of a template surely stand in the compiled one, too: those before a hole or odd blanks. */
export function plainLength(template: string): number {
  if (template.includes('  ') || template.includes('\t') || template.endsWith(' ')) return 0;
  const open = template.indexOf('<');
  return open < 0 ? template.length : open;
}

/** Finds the holes of a template and evens out its blanks: one for each run, none at the end. */
export function compileTemplate(template: string): CompiledTemplate {
  const holes: Hole[] = [];
  let code = '';
  let done = 0;
  for (let open = template.indexOf('<'); open >= 0; open = template.indexOf('<', open + 1)) {
    const close = template.indexOf('>', open);
    const hole = holeBetween(template, open, close);
    if (hole !== undefined) {
      code += template.slice(done, open) + String.fromCharCode(holeBase + fieldTypes.indexOf(hole.type));
      done = close + 1;
      holes.push(hole);
    }
  }
  code += template.slice(done);
  return { code: unevenBlanks.test(code) ? code.replace(/[ \t]+/g, ' ').trimEnd() : code, holes };
}
