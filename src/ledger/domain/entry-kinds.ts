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

/** @throws EntryMalformed when an event has another form than `kind.happened` */
export function compileKinds(kinds: EntryKinds): EntryChecks {
  const checks = new Map<string, Check>();
  for (const [event, schema] of Object.entries(kinds)) {
    if (!eventName.test(event)) throw new EntryMalformed(`${event} is not of the form kind.happened`);
    checks.set(event, compileSchema(schema));
  }
  return {
    check: (event, payload) => {
      const check = checks.get(event);
      if (check === undefined) throw new EntryMalformed(`no kind of entry is declared for ${event}`);
      const [fault] = check(payload);
      if (fault !== undefined) throw new EntryMalformed(`${event} ${fault.pointer || '/'} ${fault.reason}`);
    },
  };
}
