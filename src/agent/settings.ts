/** Every setting of an agent: what it is, what it must be, and what it is when nobody says. One row, one variable. */
import { witnessName } from './witness/names.js';

export interface AgentSetting {
  readonly what: string;
  /** JSON Schema of the text. */
  readonly schema: object;
  readonly required?: true;
  readonly fallback?: string;
}

const whole = { type: 'string', pattern: '^[0-9]{1,5}$' };
const filled = { type: 'string', minLength: 1 };
const url = { type: 'string', format: 'uri', pattern: '^https?://' };

export const agentSettings = {
  KERNHUB_MODE: {
    what: 'development or production; in production no plain http, not even to this machine',
    schema: { enum: ['development', 'production'] },
    fallback: 'development',
  },
  AGENT_PARTNER: {
    what: 'the partner’s id, from the roster',
    schema: { type: 'string', pattern: '^prt_[A-Za-z0-9_-]{22}$' },
    required: true,
  },
  AGENT_HUB_URL: { what: 'where the hub is', schema: url, required: true },
  AGENT_HUB_AUDIENCE: { what: 'the hub’s public origin, where that differs from AGENT_HUB_URL', schema: url },
  AGENT_ISSUER: {
    what: 'OpenID Connect issuer of the partner’s system and professionals',
    schema: url,
    required: true,
  },
  AGENT_CLIENT_ID: { what: 'the agent’s client there', schema: filled, required: true },
  AGENT_KEYS_FILE: { what: 'file of its keys (kernhub keys new partner)', schema: filled, required: true },
  AGENT_COVENANT_KEY: {
    what: 'public covenant key, as a JWK; a list of both while it is replaced',
    schema: filled,
    required: true,
  },
  AGENT_RECORDS_FOLDER: {
    what: 'exports of the partner’s system, one JSON file for each child',
    schema: filled,
    required: true,
  },
  AGENT_MAPPINGS_FOLDER: {
    what: 'JSONata mappings from a record to the fields of a purpose',
    schema: filled,
    required: true,
  },
  AGENT_STATE_FOLDER: {
    what: 'what it must remember: pairwise ids, the roster version it saw',
    schema: filled,
    required: true,
  },
  HOST: { what: 'address of its local API', schema: filled, fallback: '127.0.0.1' },
  AGENT_PORT: { what: 'port of its local API; 0 for any free one', schema: whole, fallback: '8090' },
  AGENT_PUBLIC_URL: {
    what: 'origin under which the professionals’ browsers reach it; by default http://localhost and the port',
    schema: url,
  },
  AGENT_MFA_ACR: {
    what: 'login levels (acr) that an emergency needs, asked for at /login?level=strong',
    schema: filled,
  },
  AGENT_WITNESS_PORT: {
    what: 'port on which it cosigns the hub’s ledger; without it the agent is no witness',
    schema: whole,
  },
  AGENT_WITNESS_HOST: { what: 'address of that port', schema: filled, fallback: '127.0.0.1' },
  AGENT_WITNESS_NAME: {
    what: 'name in its cosignatures, such as school.example/witness; never changes. With AGENT_WITNESS_PORT',
    schema: witnessName,
  },
  AGENT_STOP_ANSWER: {
    what: 'answer to an order to stop: erased, at once; or by-hand, where answers are copied into files of the partner',
    schema: { enum: ['erased', 'by-hand'] },
    fallback: 'erased',
  },
  AGENT_MAPPING_LIMIT_MS: { what: 'how long one mapping may take', schema: whole, fallback: '2000' },
} as const satisfies Readonly<Record<string, AgentSetting>>;
