import { type Check, compileSchema, compileTest, type JsonObject } from '../../kernel/index.js';
import { EntryMalformed } from './errors.js';

/** Per event (`consent.given`) the JSON Schema of the payload's own members; the rooms say which exist. */
export type EntryKinds = Readonly<Record<string, object>>;

const vkey = { type: 'string', maxLength: 400 };

/** What the log says about itself. */
export const ledgerEntryKinds: EntryKinds = {
  /** From the checkpoint with this entry on, `current` signs; both are C2SP vkeys. */
  'ledger.key-changed': {
    type: 'object',
    properties: { retired: vkey, current: vkey },
    required: ['retired', 'current'],
    additionalProperties: false,
  },
};

/** Compiled {@link EntryKinds}. */
export interface EntryChecks {
  /** @throws EntryMalformed */
  check(event: string, payload: JsonObject): void;
}

// A kind stands on a line of its own in the leaf.
const eventName = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/;

/**
 * Each schema is compiled when its first entry comes: all of them take longer than most logs.
 *
 * @throws EntryMalformed when an event has another form than `kind.happened`
 */
export function compileKinds(kinds: EntryKinds): EntryChecks {
  const schemas = schemasOf(kinds);
  const checks = new Map<string, Check>();
  const checkOf = (event: string): Check => {
    const known = checks.get(event);
    if (known !== undefined) return known;
    const schema = schemas.get(event);
    if (schema === undefined) throw new EntryMalformed(`no kind of entry is declared for ${event}`);
    const check = compileSchema(schema);
    checks.set(event, check);
    return check;
  };
  return {
    check: (event, payload) => {
      const fault = checkOf(event)(payload)[0];
      if (fault !== undefined) throw new EntryMalformed(`${event} ${fault.pointer || '/'} ${fault.reason}`);
    },
  };
}

/**
 * The same for who asks only whether a payload fits, of very many: an event that is not declared has none.
 *
 * @throws EntryMalformed as above
 */
export function compileShapes(kinds: EntryKinds): (event: string, payload: JsonObject) => boolean {
  const schemas = schemasOf(kinds);
  const tests = new Map<string, (payload: JsonObject) => boolean>();
  return (event, payload) => {
    const known = tests.get(event);
    if (known !== undefined) return known(payload);
    const schema = schemas.get(event);
    if (schema === undefined) return false;
    const test = compileTest(schema);
    tests.set(event, test);
    return test(payload);
  };
}

/** @throws EntryMalformed */
function schemasOf(kinds: EntryKinds): ReadonlyMap<string, object> {
  const odd = Object.keys(kinds).find((event) => !eventName.test(event));
  if (odd !== undefined) throw new EntryMalformed(`${odd} is not of the form kind.happened`);
  return new Map(Object.entries(kinds));
}
