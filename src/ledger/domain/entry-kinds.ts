import { type Check, compileSchema, type JsonObject } from '../../kernel/index.js';
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
  const odd = Object.keys(kinds).find((event) => !eventName.test(event));
  if (odd !== undefined) throw new EntryMalformed(`${odd} is not of the form kind.happened`);
  const schemas = new Map(Object.entries(kinds));
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
