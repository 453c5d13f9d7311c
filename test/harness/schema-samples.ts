/** Values made from a wire schema: one that it takes, and many that it must not. */
import type { TSchema } from '../../src/contract/index.js';
import { compileSchema } from '../../src/kernel/index.js';

/** The parts of JSON Schema 2020-12 that the wire schemas use. */
export interface Shape {
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly anyOf?: readonly Shape[];
}

export const shapeOf = (schema: TSchema): Shape => schema as Shape;

/** The prefix that an id's pattern asks for, such as `chd`; null for any other text. */
export const idKindOf = ({ pattern }: Shape): string | null =>
  /^\^([a-z]{3})_\[A-Za-z0-9_-\]\{22\}\$$/.exec(pattern ?? '')?.[1] ?? null;

const texts = [
  'een-woord',
  'woord',
  'A'.repeat(43),
  'a.b.c',
  'a.b.c.d.e',
  '1',
  '2026-01-05',
  '2026-01-05T00:00:00Z',
  'https://verzonnen.example',
  'nl',
  'privacy-officer',
] as const;

/**
 * A value that the schema takes; of an object every required property, of a list as few items as may be.
 *
 * @throws Error for a form of text that {@link texts} has no example of: add one
 */
export function sampleOf(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.anyOf?.[0] !== undefined) return sampleOf(shape.anyOf[0]);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([name]) => shape.required?.includes(name) === true)
          .map(([name, part]) => [name, sampleOf(part)]),
      );
    case 'array':
      return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf(shape.items ?? {}));
    case 'integer':
    case 'number':
      return shape.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(shape);
  }
}

function textFor(shape: Shape): string {
  const kind = idKindOf(shape);
  if (kind !== null) return `${kind}_${'A'.repeat(22)}`;
  const check = compileSchema(shape);
  const found = texts.find((text) => check(text).length === 0);
  if (found === undefined) throw new Error(`no example of a text fits ${JSON.stringify(shape)}`);
  return found;
}

export type Named = readonly [name: string, value: unknown];

/** What somebody sends by mistake or on purpose. */
const strangers: readonly Named[] = [
  ['null', null],
  ['true', true],
  ['zero', 0],
  ['a fraction', 1.5],
  ['a negative number', -1],
  ['a huge number', 1e300],
  ['empty text', ''],
  ['blank text', ' '],
  ['long text', 'a'.repeat(5_000)],
  ['a NUL in text', 'een\0twee'],
  ['half a character', '\ud800'],
  ['text that turns', 'een\u202etwee'],
  ['text for SQL', "' OR 1=1 --"],
  ['text for a path', '../../../etc/passwd'],
  ['the name of a prototype', '__proto__'],
  ['an empty list', []],
  ['a list of null', [null]],
  ['a list in a list', [[]]],
  ['an empty object', {}],
  ['an object that hides toString', { toString: 1, constructor: { prototype: null } }],
];

/** All that is foreign to a schema: what it takes after all is left out. */
export function valuesAgainst(shape: Shape): readonly Named[] {
  const { type, maxItems = 1_000, items } = shape;
  const tooMany: readonly Named[] =
    type === 'array' && items !== undefined
      ? [
          ['the same twice', [sampleOf(items), sampleOf(items)]],
          ['too many', Array.from({ length: maxItems + 1 }, () => sampleOf(items))],
        ]
      : [];
  const check = compileSchema(shape);
  return [...strangers, ...tooMany].filter(([, value]) => check(value).length > 0);
}
