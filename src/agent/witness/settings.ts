/** Every setting of `kernhub witness`: what it is, what it must be, and what it is when nobody says. */
import { compileWhenAsked } from '../../kernel/index.js';
import { NoteInvalid, parseVerifierKey, type VerifierKey } from '../../tlog/index.js';
import type { AgentSetting } from '../settings.js';
import { witnessName } from './names.js';

export interface WitnessSettings {
  readonly name: string;
  readonly logKeys: readonly VerifierKey[];
  readonly keyFile: string;
  readonly stateFolder: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

const filled = { type: 'string', minLength: 1 };

export const witnessSettings = {
  WITNESS_NAME: {
    what: 'name in its cosignatures, such as witness.example/w1; never changes',
    schema: witnessName,
    required: true,
  },
  WITNESS_LOGS: {
    what: 'vkeys of the logs that it watches (/ledger-key of a hub), separated by spaces',
    schema: filled,
    required: true,
  },
  WITNESS_KEY_FILE: { what: 'file of its key; made at the first start', schema: filled, required: true },
  WITNESS_STATE_FOLDER: {
    what: 'what it cosigned last, and evidence of forks; never to be restored from a backup',
    schema: filled,
    required: true,
  },
  HOST: { what: 'address to listen on', schema: filled, fallback: '127.0.0.1' },
  WITNESS_PORT: {
    what: 'port to listen on; 0 for any free one',
    schema: { type: 'string', pattern: '^[0-9]{1,5}$' },
    fallback: '8095',
  },
} as const satisfies Readonly<Record<string, AgentSetting>>;

/** The environment cannot be used; the message names every setting that is wrong. */
export class WitnessSettingsInvalid extends Error {
  override readonly name = 'WitnessSettingsInvalid';
}

const rows = Object.entries<AgentSetting>(witnessSettings);
const check = compileWhenAsked({
  type: 'object',
  required: rows.filter(([, { required }]) => required === true).map(([name]) => name),
  properties: Object.fromEntries(rows.map(([name, { schema }]) => [name, schema])),
});

/** @throws WitnessSettingsInvalid with all errors at once */
export function readWitnessSettings(env: Readonly<Record<string, string | undefined>>): WitnessSettings {
  const set = Object.fromEntries(
    rows.flatMap(([name, { fallback }]) => {
      const text = env[name]?.trim() || fallback;
      return text === undefined ? [] : [[name, text]];
    }),
  ) as Record<string, string>;
  const faults = check(set).map(({ pointer, reason }) => `${pointer.slice(1)} ${reason}`);
  const logKeys = logKeysOf(set.WITNESS_LOGS ?? '', faults);
  if (faults.length > 0) throw new WitnessSettingsInvalid(faults.join('\n'));
  return {
    name: set.WITNESS_NAME ?? '',
    logKeys,
    keyFile: set.WITNESS_KEY_FILE ?? '',
    stateFolder: set.WITNESS_STATE_FOLDER ?? '',
    host: set.HOST ?? '',
    port: Number(set.WITNESS_PORT),
  };
}

const logKeysOf = (text: string, faults: string[]): readonly VerifierKey[] =>
  text.split(/\s+/).flatMap((vkey) => {
    try {
      return vkey === '' ? [] : [parseVerifierKey(vkey)];
    } catch (error) {
      if (!(error instanceof NoteInvalid)) throw error;
      faults.push(`WITNESS_LOGS: ${vkey}: ${error.message}`);
      return [];
    }
  });
