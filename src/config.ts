/** The hub's settings, from the environment: read once, judged all at once, frozen and handed in. */

import { type DescribedSetting, withoutPassword } from './config-description.js';
import { type ConfigFault, databaseNames, environmentFaults } from './config-faults.js';
import type { Setting } from './config-setting.js';
import { type SettingName, settings } from './config-settings.js';
import { type UnusualConfig, unusualOf } from './config-unusual.js';
import type { PublicJwk } from './kernel/index.js';
import { developmentKeysFile, erasureJournalFile, packageFolders } from './package-folders.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface DatabaseUrls {
  readonly app: string;
  readonly owner: string;
  readonly keysApp: string;
  readonly keysOwner: string;
}

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Where the figures for operators are served; null where they are not. */
  readonly metrics: { readonly port: number; readonly host: string } | null;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  readonly contactEmail: string;
  /** Null, in development: mails are caught in the data folder. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly officersEmail: string;
  /** Within how many hours an emergency should have a verdict. */
  readonly emergencyReviewHours: number;
  readonly dataFolder: string;
  /** What the region shares and who may; null where it uses what comes with the package. */
  readonly consentSchemasFolder: string | null;
  readonly policiesFolder: string | null;
  /** Null: the hub starts a server of its own in the data folder. */
  readonly databases: DatabaseUrls | null;
  readonly hubKeysFile: string | null;
  /** Null, in development with a database of its own: erasures are noted beside the keys only. */
  readonly erasureJournalFile: string | null;
  readonly ledgerOrigin: string;
  /** Null: no witness is asked. */
  readonly witnessPolicyFile: string | null;
  readonly professionalsIssuers: readonly string[];
  readonly citizens: PersonIssuer;
  readonly officers: PersonIssuer;
  readonly mfaAcr: readonly string[];
  /** A roster that any of these signed counts: two while the covenant's key is replaced. */
  readonly covenantKeys: readonly PublicJwk[];
  readonly evaluatorUrl: string;
  readonly prfPublicKey: string;
  readonly exchangeDeadlineSeconds: number;
  /** As of what use of the hub is unusual. */
  readonly unusual: UnusualConfig;
  /** How often the hub verifies its log by itself; 0 is never. */
  readonly verifyEveryHours: number;
  readonly developmentDaysAhead: number;
  readonly shutdownNoticeSeconds: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** What applies, for people; no secrets. */
  readonly described: readonly DescribedSetting[];
}

/** Where people sign in with a browser: the issuer, the hub's client there, and the levels (`acr`) that suffice. */
interface PersonIssuer {
  readonly issuer: string;
  readonly clientId: string;
  readonly acr: readonly string[];
}

/** The environment cannot be used. Holds every fault, not only the first. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ sentence }) => sentence).join('\n'));
    this.faults = faults;
  }
}

const names = Object.keys(settings) as SettingName[];
const rowOf = (name: string): Setting => settings[name as SettingName];

/**
 * Reads and judges every setting.
 *
 * @throws ConfigInvalid
 */
export function loadConfig(env: Environment): Config {
  const { config, faults } = judge(env);
  if (faults.length > 0) throw new ConfigInvalid(faults);
  return config;
}

/** What a command needs that only looks after the database; the rest of the environment is not judged. */
export type DatabaseConfig = Pick<
  Config,
  'databases' | 'dataFolder' | 'hubKeysFile' | 'erasureJournalFile' | 'ledgerOrigin'
>;
/** With what the evaluator is asked. */
export type EvaluationConfig = Pick<Config, 'publicUrl' | 'evaluatorUrl'>;

/** @throws ConfigInvalid */
export function loadDatabaseConfig(env: Environment): DatabaseConfig & EvaluationConfig {
  const { config, faults } = judge(env);
  // Without a name of its own the ledger has that of the origin.
  const origin = config.ledgerOrigin === undefined ? 'PUBLIC_URL' : 'LEDGER_ORIGIN';
  const concerned = [...databaseNames, 'DATA_FOLDER', 'HUB_KEYS_FILE', origin];
  const here = faults.filter(({ variable }) => concerned.includes(variable));
  if (here.length > 0) throw new ConfigInvalid(here);
  return config;
}

function judge(env: Environment): { readonly config: Config; readonly faults: readonly ConfigFault[] } {
  const texts = effectiveTexts(env);
  const values = Object.fromEntries(
    names.filter((name) => texts[name] !== undefined).map((name) => [name, read(name, texts[name] ?? '')]),
  );
  // A default is not a choice.
  const chosen = Object.fromEntries(
    Object.entries(values).filter(([name]) => given(env, name) !== undefined),
  );
  const faults = environmentFaults(values, chosen);
  return { config: deepFreeze(configOf(values, describe(texts, env))), faults };
}

/** Empty counts as absent, as in a container's file of variables. */
const given = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined;

function effectiveTexts(env: Environment): Readonly<Record<string, string | undefined>> {
  const texts: Record<string, string | undefined> = {};
  for (const name of names) texts[name] = given(env, name) ?? rowOf(name).fallback;
  // Any free port has no number yet, and the name of the ledger never changes.
  if (Number(texts.PORT) !== 0) texts.PUBLIC_URL ??= `http://localhost:${texts.PORT}`;
  if (texts.PUBLIC_URL !== undefined && URL.canParse(texts.PUBLIC_URL)) {
    texts.LEDGER_ORIGIN ??= `${new URL(texts.PUBLIC_URL).host}/kernhub`;
  }
  return texts;
}

/** What cannot be read stays text, and its schema then refuses it. */
function read(name: SettingName, text: string): unknown {
  const kind = rowOf(name).read;
  if (kind === 'words') return text.split(/\s+/);
  if (kind === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (kind === 'json') {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

function configOf(values: Readonly<Record<string, unknown>>, described: readonly DescribedSetting[]): Config {
  // Sound where no fault was found: the schemas above establish these types.
  const value = <T>(name: SettingName): T => values[name] as T;
  return {
    production: values.KERNHUB_MODE === 'production',
    host: value('HOST'),
    port: value('PORT'),
    metrics:
      values.METRICS_PORT === undefined ? null : { port: value('METRICS_PORT'), host: value('METRICS_HOST') },
    publicUrl: value('PUBLIC_URL'),
    trustedProxies: value<readonly string[] | undefined>('TRUSTED_PROXIES') ?? [],
    contactEmail: value('CONTACT_EMAIL'),
    smtpUrl: value<string | undefined>('SMTP_URL') ?? null,
    mailFrom: value('MAIL_FROM'),
    officersEmail: value('OFFICERS_EMAIL'),
    emergencyReviewHours: value('EMERGENCY_REVIEW_HOURS'),
    dataFolder: value('DATA_FOLDER'),
    consentSchemasFolder: value<string | undefined>('CONSENT_SCHEMAS_FOLDER') ?? null,
    policiesFolder: value<string | undefined>('POLICIES_FOLDER') ?? null,
    databases:
      values.DATABASE_URL === undefined
        ? null
        : {
            app: value('DATABASE_URL'),
            owner: value('DATABASE_OWNER_URL'),
            keysApp: value('KEYS_DATABASE_URL'),
            keysOwner: value('KEYS_DATABASE_OWNER_URL'),
          },
    hubKeysFile: value<string | undefined>('HUB_KEYS_FILE') ?? null,
    erasureJournalFile:
      value<string | undefined>('ERASURE_JOURNAL_FILE') ??
      (values.DATABASE_URL === undefined ? erasureJournalFile(value('DATA_FOLDER')) : null),
    ledgerOrigin: value('LEDGER_ORIGIN'),
    witnessPolicyFile: value<string | undefined>('WITNESS_POLICY_FILE') ?? null,
    professionalsIssuers: value('PROFESSIONALS_ISSUERS'),
    citizens: {
      issuer: value('CITIZENS_ISSUER'),
      clientId: value('CITIZENS_CLIENT_ID'),
      acr: value('CITIZENS_ACR'),
    },
    officers: {
      issuer: value('OFFICERS_ISSUER'),
      clientId: value('OFFICERS_CLIENT_ID'),
      acr: value('OFFICERS_ACR'),
    },
    mfaAcr: value('MFA_ACR'),
    covenantKeys: [value<PublicJwk | readonly PublicJwk[]>('COVENANT_KEY')].flat(),
    evaluatorUrl: value('EVALUATOR_URL'),
    prfPublicKey: value('PRF_PUBLIC_KEY'),
    exchangeDeadlineSeconds: value('EXCHANGE_DEADLINE_SECONDS'),
    unusual: unusualOf((name) => value(name)),
    verifyEveryHours: value('VERIFY_EVERY_HOURS'),
    developmentDaysAhead: value('DEVELOPMENT_DAYS_AHEAD'),
    shutdownNoticeSeconds: value('SHUTDOWN_NOTICE_SECONDS'),
    logLevel: value('LOG_LEVEL'),
    described,
  };
}

function describe(texts: Environment, env: Environment): readonly DescribedSetting[] {
  const assumed: Environment = {
    CONSENT_SCHEMAS_FOLDER: packageFolders.consentSchemas,
    POLICIES_FOLDER: packageFolders.policies,
    ...(texts.KERNHUB_MODE !== 'production' && {
      HUB_KEYS_FILE: developmentKeysFile(texts.DATA_FOLDER ?? ''),
    }),
  };
  return names.map((name) => {
    const text = texts[name] ?? assumed[name];
    const value = text === undefined ? null : rowOf(name).secret === true ? withoutPassword(text) : text;
    return { name, value, from: given(env, name) === undefined ? 'default' : 'environment' };
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
