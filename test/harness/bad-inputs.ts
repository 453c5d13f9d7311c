/** Everything that a row of a route table must refuse, made from its schemas. */
import type { Route } from '../../src/contract/index.js';
import { compileSchema } from '../../src/kernel/index.js';
import type { Call } from './caller.js';
import { fieldsOf, formBytes, formType, meaningOf } from './forms.js';
import { withValues } from './id-positions.js';
import { type Shape, sampleOf, shapeOf, valuesAgainst } from './schema-samples.js';

export interface BadInput {
  /** Where and what, for whoever reads a failure. */
  readonly name: string;
  readonly call: Call;
  /** False where the path is no longer that of any route, so that nobody is asked who calls. */
  readonly reachesRoute: boolean;
}

type Made = Omit<BadInput, 'reachesRoute'>;

/** @param good a call that is refused for nothing in its form */
export function badInputsOn(route: Route, good: Call): readonly BadInput[] {
  const elsewhere = [
    ...inQuery(route, good),
    ...(route.page === true ? onPage(route, good) : inApi(route, good)),
  ];
  return [...inPath(route, good), ...elsewhere.map((made) => ({ ...made, reachesRoute: true }))];
}

const inApi = (route: Route, good: Call): readonly Made[] => [
  ...(route.body === undefined ? noBody(route, good) : inBody(shapeOf(route.body), good)),
  ...(route.idempotent === true ? inKey(good) : []),
];

const onPage = (route: Route, good: Call): readonly Made[] =>
  route.body === undefined ? noBody(route, good) : badForms(route, shapeOf(route.body), good);

const wrongSegments: readonly string[] = [
  'x',
  '__proto__',
  'constructor',
  '%00',
  '%ff',
  '%2e%2e%2f',
  '%0a',
  '%F0%9F%98%80',
  "'%20OR%201=1",
  '%25s%25n',
  'A'.repeat(400),
];

function inPath(route: Route, good: Call): readonly BadInput[] {
  const shapes = route.params === undefined ? {} : (shapeOf(route.params).properties ?? {});
  const [path = ''] = good.path.split('?');
  const words = path.split('/');
  return Object.entries(shapes).flatMap(([name, shape]) => {
    const place = route.path.split('/').indexOf(`{${name}}`);
    const own = words[place] ?? '';
    const segments = [...wrongSegments, `${own}A`, `${own}%00`, `${own}%0A`, own.slice(1)];
    const accepts = compileSchema(shape);
    return segments
      .filter((segment) => accepts(decoded(segment)).length > 0)
      .map((segment) => ({
        name: `path ${name} = ${segment.slice(0, 40)}`,
        call: { ...good, path: words.with(place, segment).join('/') },
        reachesRoute: segment !== '' && decoded(segment) !== null,
      }));
  });
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function inQuery(route: Route, good: Call): readonly Made[] {
  const shapes = Object.entries(route.query === undefined ? {} : (shapeOf(route.query).properties ?? {}));
  const isOpen = route.query !== undefined && shapeOf(route.query).additionalProperties !== false;
  const [path = '', sent = ''] = good.path.split('?');
  const besides = (name: string): string => {
    const others = new URLSearchParams(sent);
    others.delete(name);
    return others.size === 0 ? '' : `&${others}`;
  };
  const wrong = shapes.flatMap(([name, shape]) =>
    valuesAgainst(shape)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .filter(([, value]) => compileSchema(shape)(String(value)).length > 0)
      .map(([, value]): [string, string] => [name, wellFormed(String(value))]),
  );
  const twice = shapes.map(([name, shape]): [string, string] => {
    const value = String(sampleOf(shape));
    return [name, `${value}&${name}=${value}`];
  });
  const strange: readonly [string, string][] = isOpen
    ? []
    : [
        ['__proto__', '1'],
        ['%ff', '%zz'],
        ['', ''],
      ];
  return [
    ...wrong.map(([name, value]) => [name, encodeURIComponent(value)] as const),
    ...twice,
    ...strange,
  ].map(([name, value]) => ({
    name: `query ${name} = ${value.slice(0, 40)}`,
    // Headers that are not understood are passed over, whatever else is wrong.
    call: {
      ...good,
      path: `${path}?${name}=${value}${besides(name)}`,
      headers: { ...good.headers, traceparent: '00-zz', Prefer: 'wait=-1, wait=1e9;x' },
    },
  }));
}

const wellFormed = (text: string): string => Buffer.from(text).toString();

const noBody = (route: Route, good: Call): readonly Made[] =>
  route.method === 'GET' ? [] : [{ name: 'a body where none is due', call: { ...good, body: {} } }];

const garbled: readonly (readonly [string, string | Uint8Array])[] = [
  ['nothing', ''],
  ['half a body', '{'],
  ['null', 'null'],
  ['a text', '"tekst"'],
  ['a number', '1e999'],
  ['a list', '[]'],
  ['two bodies', '{}{}'],
  ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a name twice', '{"a":1,"a":2}'],
  ['a prototype', '{"__proto__":{"isAdmin":true}}'],
  ['lists in lists', '['.repeat(50_000) + ']'.repeat(50_000)],
  ['objects in objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
];

function inBody(shape: Shape, good: Call): readonly Made[] {
  const check = compileSchema(shape);
  const texts = garbled.map(([name, raw]) => ({ name: `body: ${name}`, call: { ...without(good), raw } }));
  const types = ['text/plain', 'application/json; charset=latin1', null].map((type) => ({
    name: `body as ${type}`,
    call: { ...good, headers: { ...good.headers, 'Content-Type': type } },
  }));
  const made = [...changes(shape, good.body, '')]
    .map(([name, change]) => ({ name: `body ${name}`, body: change(good.body) }))
    .filter(({ body }) => check(body).length > 0)
    .map(({ name, body }) => ({ name, call: { ...good, body } }));
  return [...made, ...texts, ...types];
}

const wrongNames = [
  'kleur',
  '__proto__',
  'constructor',
  'toString',
  '',
  'fields[]',
  'csrf[value]',
  '{"a":1}',
];
const brokenSigns = ['%', '%zz', '%f', '%ff', '%c3%28', '%ed%a0%80', new Uint8Array([0xff])];

/** All of {@link inBody} that a form can say, and what only a form can. */
function badForms({ idempotent }: Route, shape: Shape, good: Call): readonly Made[] {
  const { body, ...rest } = good;
  const whole = fieldsOf(body) ?? {};
  const [sent, check] = [Buffer.from(formBytes(whole)), compileSchema(shape)];
  const raw = (name: string, ...parts: readonly (string | Uint8Array)[]): Made => ({
    name: `form ${name}`,
    call: { ...rest, raw: Buffer.concat(parts.map((part) => Buffer.from(part))) },
  });
  const changed = [...changes(shape, body, '')].flatMap(([name, change]): readonly Made[] => {
    const fields = fieldsOf(change(body));
    if (fields === null || check(meaningOf(fields, shape)).length === 0) return [];
    return [{ name: `form ${name}`, call: { ...good, body: fields } }];
  });
  const single = Object.keys(whole).filter((name) => typeof whole[name] === 'string');
  const keys = idempotent === true ? wrongKeys.filter((key) => key !== null) : [];
  const types = [
    'text/plain',
    'application/json',
    'multipart/form-data; boundary=x',
    `${formType}; charset=latin1`,
  ];
  return [
    ...changed,
    ...keys.map((once) => ({
      name: `form once ${once.slice(0, 20)}`,
      call: { ...good, body: { ...whole, once } },
    })),
    ...single.map((name) =>
      raw(`${name} twice`, sent, `&${name}=${encodeURIComponent(String(whole[name]))}`),
    ),
    ...wrongNames.map((name) =>
      raw(`name ${name}`, sent, '&', new URLSearchParams([[name, '1']]).toString()),
    ),
    ...brokenSigns.map((sign) => raw(`signs ${sign}`, sent, '&csrf=', sign)),
    ...brokenSigns.map((sign) => raw(`signs ${sign} in a name`, sent, '&', sign, '=1')),
    ...(check(meaningOf({}, shape)).length > 0 ? [raw('nothing', '')] : []),
    raw('a question mark first', '?', sent),
    raw('JSON', JSON.stringify(body)),
    raw('many names', sent, '&a=1'.repeat(20_000)),
    raw('300 kB', sent, '&', 'a'.repeat(300_000)),
    raw('parts', '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n1\r\n--x--\r\n'),
    ...[...types, null].map((type) => ({
      name: `form as ${type}`,
      call: { ...good, headers: { ...good.headers, 'Content-Type': type } },
    })),
    { name: 'form, compressed', call: { ...good, headers: { ...good.headers, 'Content-Encoding': 'gzip' } } },
  ];
}

/** The form as a stranger would make it, who does not know the session that it is sent in. */
export function forgedFormsOn(route: Route, good: Call, csrfOfAnother: string): readonly Made[] {
  const fields = fieldsOf(good.body) ?? {};
  const isGuarded = route.body !== undefined && shapeOf(route.body).required?.includes('csrf') === true;
  if (route.page !== true || !isGuarded) return [];
  const reversed = [...String(fields.csrf)].reverse().join('');
  const forged = ['', 'x', 'A'.repeat(43), reversed, `${fields.csrf}A`, csrfOfAnother];
  return forged.map((csrf, nth) => ({
    name: `forged csrf ${csrf.slice(0, 12)}`,
    call: {
      ...good,
      body: { ...fields, csrf, ...(fields.once !== undefined && { once: `${fields.once}.${nth}` }) },
    },
  }));
}

const without = ({ body: _, ...rest }: Call): Call => rest;

type Change = readonly [name: string, change: (body: unknown) => unknown];

/** Each value replaced, each property left out, each object with one more. */
function* changes(shape: Shape, value: unknown, pointer: string): Generator<Change> {
  const at = (put: unknown) => (body: unknown) => (pointer === '' ? put : withValues(body, [[pointer, put]]));
  for (const [name, wrong] of valuesAgainst(shape)) yield [`${pointer} = ${name}`, at(wrong)];
  for (const part of shape.anyOf ?? []) yield* changes(part, value, pointer);
  if (shape.type === 'object' && typeof value === 'object' && value !== null) {
    yield [`${pointer}/kleur`, at({ ...value, kleur: 'rood' })];
    for (const [name, part] of Object.entries(shape.properties ?? {})) {
      const { [name]: present, ...rest } = value as Record<string, unknown>;
      yield [`${pointer}/${name} left out`, at(rest)];
      yield* changes(part, present, `${pointer}/${name}`);
    }
  }
  if (shape.type === 'array' && shape.items !== undefined) {
    const item = Array.isArray(value) && value.length > 0 ? value[0] : sampleOf(shape.items);
    const filled = at([item]);
    for (const [name, change] of changes(shape.items, item, `${pointer}/0`)) {
      yield [name, (body) => change(filled(body))];
    }
  }
}

const wrongKeys = [null, 'kort', 'x'.repeat(129), 'met spatie erin', 'met/streep'];

const inKey = (good: Call): readonly Made[] =>
  wrongKeys.map((key) => ({
    name: `Idempotency-Key ${key?.slice(0, 20)}`,
    call: { ...good, key },
  }));
