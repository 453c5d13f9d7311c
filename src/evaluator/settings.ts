import { compileWhenAsked, type PublicJwk } from '../kernel/index.js';

export interface EvaluatorSettings {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly keyFile: string;
  /** Only evaluations that are ordered with one of these keys are made: two while the hub's is replaced. */
  readonly hubKeys: readonly PublicJwk[];
  /** Evaluations an hour for one budget name, and for all together. */
  readonly perHour: number;
  readonly totalPerHour: number;
}

/** Every setting: what it is, and what it is when nobody says. */
export const evaluatorSettings = {
  EVALUATOR_PORT: { what: 'port to listen on; 0 for any free one', required: true },
  HOST: { what: 'address to listen on', fallback: '127.0.0.1' },
  EVALUATOR_KEY_FILE: { what: 'file of its key; made at the first start', required: true },
  EVALUATOR_HUB_KEY: {
    what: 'public half of the hub’s ticket key, as a JWK: only its orders are carried out; a list of both while it is replaced',
    required: true,
  },
  EVALUATOR_PER_HOUR: { what: 'evaluations an hour for one budget', fallback: '600' },
  EVALUATOR_TOTAL_PER_HOUR: {
    what: 'evaluations an hour for all together, whatever the hub says',
    fallback: '20000',
  },
} as const;

/** The environment cannot be used; the message names every setting that is wrong. */
export class EvaluatorSettingsInvalid extends Error {
  override readonly name = 'EvaluatorSettingsInvalid';
}

const coordinate = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' };
const hubKeyFaults = compileWhenAsked({
  type: 'object',
  properties: { kty: { const: 'OKP' }, crv: { const: 'Ed25519' }, x: coordinate, kid: coordinate },
  required: ['kty', 'crv', 'x', 'kid'],
  additionalProperties: false,
});

/** @throws EvaluatorSettingsInvalid with all errors at once */
export function readEvaluatorSettings(env: Readonly<Record<string, string | undefined>>): EvaluatorSettings {
  const errors: string[] = [];
  const whole = (name: string, fallback: string | undefined, most: number): number => {
    const text = env[name] ?? fallback;
    const value = Number(text);
    if (text === '' || !Number.isInteger(value) || value < 0 || value > most)
      errors.push(`${name} must be a whole number from 0 to ${most}`);
    return value;
  };
  const keyFile = env.EVALUATOR_KEY_FILE ?? '';
  if (keyFile === '') errors.push('EVALUATOR_KEY_FILE must name the file of the PRF key');
  const settings = {
    host: env.HOST ?? evaluatorSettings.HOST.fallback,
    port: whole('EVALUATOR_PORT', undefined, 65_535),
    keyFile,
    hubKeys: readHubKeys(env.EVALUATOR_HUB_KEY ?? '', errors),
    perHour: whole('EVALUATOR_PER_HOUR', evaluatorSettings.EVALUATOR_PER_HOUR.fallback, 1_000_000),
    totalPerHour: whole(
      'EVALUATOR_TOTAL_PER_HOUR',
      evaluatorSettings.EVALUATOR_TOTAL_PER_HOUR.fallback,
      10_000_000,
    ),
  };
  if (errors.length > 0) throw new EvaluatorSettingsInvalid(errors.join('\n'));
  return settings;
}

function readHubKeys(text: string, errors: string[]): readonly PublicJwk[] {
  try {
    const keys = [JSON.parse(text) as unknown].flat();
    if (keys.length > 0 && keys.every((key) => hubKeyFaults(key).length === 0)) return keys as PublicJwk[];
  } catch {
    // Said below, in the same words as for a key of another kind.
  }
  errors.push(
    "EVALUATOR_HUB_KEY must be the public half of the hub's ticket key, as a JWK (Ed25519), or a list of such",
  );
  return [];
}
