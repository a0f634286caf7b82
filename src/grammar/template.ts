import { type FieldType, fieldTypes } from './declaration.ts';

/** A named hole of a template. */
export interface Hole {
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
const holeBase = 0xe000;

const places: ReadonlyMap<string, number> = new Map(fieldTypes.map((type, place) => [type, place]));

// <interface:iface>
const holeForm = /<([A-Za-z_]\w*):([a-z0-9]+)>/g;

/** Type of the hole that a code unit of a compiled template stands for, or undefined for literal text. */
export function holeTypeOf(codeUnit: number): FieldType | undefined {
  return fieldTypes[codeUnit - holeBase];
}

/** Finds the holes of a template and evens out its blanks: one for each run, none at the end. */
export function compileTemplate(template: string): CompiledTemplate {
  const holes: Hole[] = [];
  const code = template.replace(holeForm, (hole: string, name: string, typeName: string) => {
    const place = places.get(typeName);
    const type = place === undefined ? undefined : fieldTypes[place];
    if (place === undefined || type === undefined) {
      return hole;
    }
    holes.push({ name, type });
    return String.fromCharCode(holeBase + place);
  });
  return { code: code.replace(/[ \t]+/g, ' ').trimEnd(), holes };
}
