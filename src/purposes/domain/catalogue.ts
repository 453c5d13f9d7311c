import type { ConsentRule, Flow, Purpose, Role, RoleDefinition } from '../../contract/index.js';
import type { Check, CivilDate } from '../../kernel/index.js';
import { compileSchema } from '../../kernel/index.js';
import type { FileSet, RolesFile } from './file-set.js';
import { plays } from './flow-roles.js';
import { type Publication, publicationsOf } from './publications.js';
import { type Words, wordsOf } from './words.js';

export interface Agreement {
  readonly version: string;
  readonly text: string;
  /** SHA-256 of the text, base64url. */
  readonly digest: string;
}

/** Everything that may be shared and for what, checked and immutable. Built once at start. */
export interface Catalogue extends Words {
  /** Of each purpose the version in force: the highest. */
  purposes(): readonly Purpose[];
  current(purpose: string): Purpose | null;
  version(purpose: string, version: number): Purpose | null;
  /** SHA-256 of the purpose's canonical JSON (RFC 8785), base64url. */
  digest(purpose: string, version: number): string | null;
  /** Whether a value is what the field's schema says. @throws RangeError for a field that does not exist */
  check(purpose: string, version: number, field: string): Check;
  readonly rules: readonly ConsentRule[];
  /** The rule in force on a date, or null before the first. */
  ruleOn(date: CivilDate): ConsentRule | null;
  roles(): readonly RoleDefinition[];
  rolesFile(): RolesFile;
  role(role: Role): RoleDefinition | null;
  /** Whether an organisation with this role may stand where a flow names `place` (a role or `core-partner`). */
  plays(place: Role, role: Role): boolean;
  /** Flows of a purpose of which this role may be the recipient. */
  flowsTo(purpose: Purpose, recipient: Role): readonly Flow[];
  /** The participation agreement in force: the latest. */
  agreement(): Agreement;
  agreementVersion(version: string): Agreement | null;
  publications(): readonly Publication[];
}

const keyOf = (id: string, version: number): string => `${id}@${version}`;
const inOrder = new Intl.Collator('en', { numeric: true });

/** @param files already free of faults (see `cross-rules.ts`) */
export function buildCatalogue(files: FileSet): Catalogue {
  const purposes = new Map(
    files.purposes.map((read) => [keyOf(read.content.id, read.content.version), read]),
  );
  const ids = [...new Set(files.purposes.map(({ content }) => content.id))].sort();
  const currentOf = new Map(ids.map((id) => [id, highest(files, id)]));
  const rules = files.rules
    .map(({ content }) => content)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  const roles = new Map<string, RoleDefinition>(files.roles.content.roles.map((role) => [role.role, role]));
  const agreements = files.agreements
    .map(({ content, digest }) => ({ ...content, digest }))
    .sort((a, b) => inOrder.compare(a.version, b.version));
  const lastAgreement = agreements.at(-1);
  if (lastAgreement === undefined) throw new RangeError('a catalogue has an agreement');
  const check = checksOf(purposes);
  const playsRole = (place: Role, role: Role): boolean => {
    const definition = roles.get(role);
    return definition !== undefined && plays(place, definition);
  };
  return Object.freeze({
    purposes: () => [...currentOf.values()],
    current: (id: string) => currentOf.get(id) ?? null,
    version: (id: string, version: number) => purposes.get(keyOf(id, version))?.content ?? null,
    digest: (id: string, version: number) => purposes.get(keyOf(id, version))?.digest ?? null,
    ...wordsOf(files),
    check,
    rules,
    ruleOn: (date: CivilDate) => rules.findLast(({ effectiveOn }) => effectiveOn <= date) ?? null,
    roles: () => files.roles.content.roles,
    rolesFile: () => files.roles.content,
    role: (role: Role) => roles.get(role) ?? null,
    plays: playsRole,
    flowsTo: (purpose: Purpose, recipient: Role) =>
      purpose.flows.filter((flow) => playsRole(flow.recipient, recipient)),
    agreement: () => lastAgreement,
    agreementVersion: (version: string) => agreements.find((text) => text.version === version) ?? null,
    publications: () => publicationsOf(files),
  });
}

function highest(files: FileSet, id: string): Purpose {
  const versions = files.purposes.map(({ content }) => content).filter((purpose) => purpose.id === id);
  return versions.reduce((a, b) => (b.version > a.version ? b : a));
}

function checksOf(purposes: ReadonlyMap<string, { readonly content: Purpose }>): Catalogue['check'] {
  const checks = new Map<string, Check>();
  return (id, version, name) => {
    const key = `${keyOf(id, version)}/${name}`;
    let check = checks.get(key);
    if (check === undefined) {
      const field = purposes
        .get(keyOf(id, version))
        ?.content.fields.find((candidate) => candidate.name === name);
      if (field === undefined) throw new RangeError(`no field ${key}`);
      check = compileSchema(field.schema);
      checks.set(key, check);
    }
    return check;
  };
}
