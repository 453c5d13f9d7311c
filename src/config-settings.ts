/** Every setting of the hub: what it is, what it must be, and what it is when nobody says. One row, one variable. */
import { integer, nonEmpty, pattern, type Setting, words } from './config-setting.js';
import { signInSettings } from './config-sign-in.js';
import { unusualSettings } from './config-unusual.js';
import { signingJwk } from './contract/index.js';
import { longestDeadlineDays } from './exchange/offline.js';

const databaseUrl = {
  schema: pattern('^postgres(?:ql)?://[^\\s]+$'),
  must: 'must be a PostgreSQL URL, such as postgresql://role:password@host:5432/name',
  production: { must: 'must be set in production: the embedded server is for one machine' },
  secret: true,
} as const;

export const settings = {
  KERNHUB_MODE: {
    what: 'development or production',
    schema: { enum: ['development', 'production'] },
    must: 'must be development or production',
    fallback: 'development',
  },
  HOST: { what: 'address to listen on', schema: nonEmpty, must: 'must be an address', fallback: '127.0.0.1' },
  PORT: {
    what: 'port to listen on; 0 for any free one, with PUBLIC_URL set',
    read: 'integer',
    schema: integer(0, 65_535),
    must: 'must be a whole number from 0 to 65535',
    fallback: '8080',
  },
  METRICS_PORT: {
    what: 'port of the figures for operators (`/metrics`, Prometheus); without it they are not served',
    read: 'integer',
    schema: integer(0, 65_535),
    must: 'must be a whole number from 0 to 65535',
  },
  METRICS_HOST: {
    what: 'address to serve the figures on; not for the world',
    schema: nonEmpty,
    must: 'must be an address',
    fallback: '127.0.0.1',
  },
  PUBLIC_URL: {
    what: 'origin under which the world reaches the hub; by default http://localhost and the port',
    schema: pattern('^https?://[^/\\s?#@]+$'),
    must: 'must be an origin without a path, such as https://hub.example',
    production: { must: 'must be set and start with https:// in production', schema: pattern('^https://') },
  },
  TRUSTED_PROXIES: {
    what: 'addresses or networks of proxies whose X-Forwarded-For is believed; without it all behind a proxy count as one',
    read: 'words',
    schema: words(pattern('^[0-9a-fA-F.:]+(?:/\\d{1,3})?$')),
    must: 'must be addresses or networks, separated by spaces',
  },
  CONTACT_EMAIL: {
    what: 'who to write to about the API and its security',
    schema: { type: 'string', format: 'email' },
    must: 'must be an e-mail address',
    fallback: 'beheer@kernhub.example',
    production: { must: 'must be set in production', schema: { not: { pattern: '\\.example$' } } },
  },
  SMTP_URL: {
    what: 'mail server for mail to families, such as smtps://user:password@mail.example; without it, in development, mail is caught and shown at /development/mail',
    schema: pattern('^smtps?://(?:[^\\s/@]+@)?[^\\s/?#@]+/?$'),
    must: 'must be a URL such as smtps://user:password@mail.example:465 or smtp://mail.example:587 (upgrades by STARTTLS)',
    production: {
      must: 'must be set in production; mail is sent only over TLS there',
    },
    secret: true,
  },
  MAIL_FROM: {
    what: 'address that mail to families comes from',
    schema: { type: 'string', format: 'email', maxLength: 254 },
    must: 'must be an e-mail address',
    fallback: 'kernhub@kernhub.example',
    production: { must: 'must be set in production', schema: { not: { pattern: '\\.example$' } } },
  },
  OFFICERS_EMAIL: {
    what: 'where the privacy officers are alerted at once when somebody uses the emergency procedure',
    schema: { type: 'string', format: 'email', maxLength: 254 },
    must: 'must be an e-mail address',
    fallback: 'privacy@kernhub.example',
    production: { must: 'must be set in production', schema: { not: { pattern: '\\.example$' } } },
  },
  DATA_FOLDER: {
    what: 'folder for the embedded database and development keys',
    schema: nonEmpty,
    must: 'must be a folder',
    fallback: '.kernhub',
  },
  CONSENT_SCHEMAS_FOLDER: {
    what: 'folder of the catalogue: purposes, notices, roles, consent rules, agreement; without it the one that comes along',
    schema: nonEmpty,
    must: 'must be a folder',
  },
  POLICIES_FOLDER: {
    what: 'folder of the policies and their schema; without it those that come along',
    schema: nonEmpty,
    must: 'must be a folder',
  },
  DATABASE_URL: {
    what: 'database, as the application’s role; without it the hub starts its own',
    ...databaseUrl,
  },
  DATABASE_OWNER_URL: { what: 'the same database, as the role that owns the tables', ...databaseUrl },
  KEYS_DATABASE_URL: { what: 'key store, as the application’s role', ...databaseUrl },
  KEYS_DATABASE_OWNER_URL: { what: 'key store, as the role that owns the tables', ...databaseUrl },
  HUB_KEYS_FILE: {
    what: 'file of the hub’s own keys (`kernhub keys new hub`); made in the data folder in development',
    schema: nonEmpty,
    must: 'must be a file',
    production: { must: 'must be set in production: `kernhub keys new hub --out FILE` makes one' },
  },
  ERASURE_JOURNAL_FILE: {
    what: 'file in which every erasure is noted once more, apart from both databases; by default in the data folder, with the embedded server',
    schema: nonEmpty,
    must: 'must be a file',
    production: {
      must: 'must be set in production: without it, an erased child could come back from backups of both databases',
    },
  },
  LEDGER_ORIGIN: {
    what: 'name of the ledger in its checkpoints; never changes. By default the public host and /kernhub',
    schema: pattern('^[A-Za-z0-9][A-Za-z0-9.:/_-]{0,199}$'),
    must: 'must be a name of letters, digits and . : / _ -',
    production: { must: 'must be set in production, because it can never change' },
  },
  WITNESS_POLICY_FILE: {
    what: 'file that says which witnesses must cosign the ledger (C2SP tlog-policy); without it none is asked',
    schema: nonEmpty,
    must: 'must be a file',
  },
  ...signInSettings,
  COVENANT_KEY: {
    what: 'public key that signs rosters, as a JWK; its private half is held offline. While it is replaced a list of both',
    read: 'json',
    schema: { anyOf: [signingJwk, { type: 'array', items: signingJwk, minItems: 1, maxItems: 4 }] },
    must: 'must be the JSON of a public JWK (Ed25519 or P-256) with its thumbprint as kid, and no private member, or a list of such',
    required: true,
  },
  EVALUATOR_URL: {
    what: 'where the evaluator answers',
    schema: pattern('^https?://[^\\s?#]+$'),
    must: 'must be a URL',
    required: true,
    production: {
      must: 'must be https in production, unless the evaluator runs on this machine',
      schema: pattern('^(?:https://|http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::|/|$))'),
    },
  },
  PRF_PUBLIC_KEY: {
    what: 'public key of the evaluator, base64url',
    schema: pattern('^[A-Za-z0-9_-]{43}$'),
    must: 'must be the 43 characters that the evaluator prints as its public key',
    required: true,
  },
  EXCHANGE_DEADLINE_SECONDS: {
    what: 'how long the sources of an exchange have to answer',
    read: 'integer',
    schema: integer(1, longestDeadlineDays * 86_400),
    must: 'must be a whole number of seconds from 1 to 604800 (a week)',
    fallback: '14400',
  },
  EMERGENCY_REVIEW_HOURS: {
    what: 'within how many hours a privacy officer should give a verdict on an emergency; then the officers are alerted again',
    read: 'integer',
    schema: integer(1, 720),
    must: 'must be a whole number of hours from 1 to 720',
    fallback: '72',
  },
  ...unusualSettings,
  VERIFY_EVERY_HOURS: {
    what: 'how often the hub replays its whole log by itself, in a process of its own; 0 is never',
    read: 'integer',
    schema: integer(0, 720),
    must: 'must be a whole number of hours from 0 to 720',
    fallback: '24',
  },
  SHUTDOWN_NOTICE_SECONDS: {
    what: 'how long a hub that is told to stop still serves while /readyz says no, for a load balancer to notice',
    read: 'integer',
    schema: integer(0, 300),
    must: 'must be a whole number of seconds from 0 to 300',
    fallback: '0',
  },
  DEVELOPMENT_DAYS_AHEAD: {
    what: 'moves the date on which ages are judged; for trying out birthdays',
    read: 'integer',
    schema: integer(0, 36_500),
    must: 'must be a whole number of days from 0 to 36500',
    fallback: '0',
    production: { must: 'must not be set in production', schema: { const: 0 } },
  },
  LOG_LEVEL: {
    what: 'silent, error, warn, info or debug',
    schema: { enum: ['silent', 'error', 'warn', 'info', 'debug'] },
    must: 'must be silent, error, warn, info or debug',
    fallback: 'info',
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;
