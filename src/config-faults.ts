/** What is wrong with the hub's settings: each on its own, and together. */
import { leadsElsewhere } from './config-hosts.js';
import type { Setting } from './config-setting.js';
import { type SettingName, settings } from './config-settings.js';
import { compileSchema } from './kernel/index.js';

/** One thing wrong with the environment: the variable, and a sentence that says what to do. */
export interface ConfigFault {
  readonly variable: string;
  readonly sentence: string;
}

const names = Object.keys(settings) as SettingName[];
const rowOf = (name: string): Setting => settings[name as SettingName];
export const databaseNames = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'KEYS_DATABASE_URL',
  'KEYS_DATABASE_OWNER_URL',
];

type Values = Readonly<Record<string, unknown>>;

/**
 * Every fault, one for each variable.
 *
 * @param values by name, after reading; defaults among them
 * @param chosen those of them that someone set: in production a default does not count
 */
export function environmentFaults(values: Values, chosen: Values): readonly ConfigFault[] {
  const general = generalFaults(values);
  const production = values.KERNHUB_MODE === 'production' ? productionFaults(chosen) : [];
  const named = new Set(general.map(({ variable }) => variable));
  return [...general, ...production.filter(({ variable }) => !named.has(variable))];
}

function generalFaults(values: Values): readonly ConfigFault[] {
  const anyDatabase = databaseNames.some((name) => name in values);
  const required = names.filter(
    (name) => rowOf(name).required === true || (anyDatabase && databaseNames.includes(name)),
  );
  const schemas = names.map((name) => [name, rowOf(name).schema] as const);
  const faults = faultsOf(values, schemas, required, (name) =>
    name in values ? rowOf(name).must : `is missing: ${rowOf(name).what}`,
  );
  return [...faults, ...realmFaults(values), ...originFaults(values), ...hoursFaults(values)];
}

/** A hub that does not know its port yet cannot be called, and would give its ledger a name that is wrong for ever. */
function originFaults(values: Values): readonly ConfigFault[] {
  const sentence = 'PUBLIC_URL must be set where PORT is 0: nobody knows the port before the start';
  return values.PORT === 0 && values.PUBLIC_URL === undefined ? [{ variable: 'PUBLIC_URL', sentence }] : [];
}

/** Hours that end before they begin would make everything unusual. */
function hoursFaults({ UNUSUAL_HOURS: hours }: Values): readonly ConfigFault[] {
  const [, from = '', to = ''] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(String(hours)) ?? [];
  const sentence = 'UNUSUAL_HOURS must end after they begin';
  return from !== '' && to <= from ? [{ variable: 'UNUSUAL_HOURS', sentence }] : [];
}

/** One issuer serves one realm: else a parent's `sub` could pass for an officer's. */
function realmFaults(values: Values): readonly ConfigFault[] {
  const realms = [values.PROFESSIONALS_ISSUERS, values.OFFICERS_ISSUER, values.CITIZENS_ISSUER].flat();
  const distinct = new Set(realms).size === realms.length;
  const given = realms.every((one) => one !== undefined);
  const sentence = 'OFFICERS_ISSUER, CITIZENS_ISSUER and PROFESSIONALS_ISSUERS must all be different issuers';
  return given && !distinct ? [{ variable: 'OFFICERS_ISSUER', sentence }] : [];
}

function productionFaults(chosen: Values): readonly ConfigFault[] {
  const demanding = names.filter((name) => rowOf(name).production !== undefined);
  const schemas = demanding.map((name) => [name, rowOf(name).production?.schema ?? {}] as const);
  const required = demanding.filter(
    (name) => rowOf(name).required !== true && name !== 'DEVELOPMENT_DAYS_AHEAD',
  );
  const sentenceFor = (name: string): string => rowOf(name).production?.must ?? '';
  const faults = faultsOf(chosen, schemas, required, sentenceFor);
  const named = new Set(faults.map(({ variable }) => variable));
  const here = demanding
    .filter((name) => rowOf(name).production?.elsewhere === true && !named.has(name))
    .filter((name) => [chosen[name] ?? []].flat().some((url) => !leadsElsewhere(String(url))))
    .map((variable) => ({ variable, sentence: `${variable} ${sentenceFor(variable)}` }));
  return [...faults, ...here];
}

/** One sentence for each variable, however many rules of its schema it breaks. */
function faultsOf(
  values: Values,
  schemas: readonly (readonly [string, object])[],
  required: readonly string[],
  sentenceFor: (name: string) => string,
): readonly ConfigFault[] {
  const check = compileSchema({ type: 'object', properties: Object.fromEntries(schemas), required });
  const wrong = new Set(check(values).map(({ pointer }) => pointer.split('/')[1] ?? ''));
  return [...wrong].map((variable) => ({ variable, sentence: `${variable} ${sentenceFor(variable)}` }));
}
