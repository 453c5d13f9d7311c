import type { Database, Tx } from '../../database/index.js';
import type { Json, JsonObject } from '../../kernel/index.js';
import type { EntryDraft, Ledger } from '../../ledger/index.js';
import type { Catalogue } from '../domain/catalogue.js';
import { PublishedFileChanged } from '../domain/errors.js';
import type { Audience } from '../domain/file-set.js';
import { type Publication, parseWordingVersion } from '../domain/publications.js';
import { changedAfterPublication, unpublished } from '../domain/unpublished.js';
import { insertPublication, keepPolicies, lockCatalogue, publishedRows } from '../store.js';

export interface PublicationParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly ledger: Pick<Ledger, 'append'>;
  readonly catalogue: Catalogue;
  /** The policies that this process decides with: texts by file name, and the digest of them all. */
  readonly policies: { readonly digest: string; readonly texts: Readonly<Record<string, string>> };
}

/**
 * Records at start what is not in the ledger yet: purposes and roles with the words for them, rules, agreement, policies.
 * Several hub processes may start together; each thing is recorded once.
 *
 * @throws PublishedFileChanged naming every file that differs from what was published under its version
 */
export function publishCatalogue({ database, ledger, catalogue, policies }: PublicationParts): Promise<void> {
  const files: readonly Publication[] = [
    ...catalogue.publications(),
    { kind: 'policies', name: 'policies', version: '', digest: policies.digest, file: 'policies' },
  ];
  return database.transaction(async (tx) => {
    await lockCatalogue(tx, 'update');
    const published = await publishedRows(tx);
    // The log knows them by their digest; whoever asks later why something was decided must read the very text.
    await keepPolicies(tx, policies);
    const changes = changedAfterPublication(files, published);
    if (changes.length > 0) throw new PublishedFileChanged(changes);
    const due = unpublished(files, published);
    for (const publication of due.filter((one) => !due.some((other) => isAbout(one, other)))) {
      await record(tx, ledger, catalogue, publication, due);
    }
  });
}

/** Whether a text is about what is published in the same go; then one entry records both. */
function isAbout(text: Publication, other: Publication): boolean {
  if (text.kind === 'role-labels') return other.kind === 'roles';
  if (text.kind !== 'notice' && text.kind !== 'labels') return false;
  const { version } = parseWordingVersion(text.version);
  return other.kind === 'purpose' && other.name === text.name && other.version === String(version);
}

async function record(
  tx: Tx,
  ledger: Pick<Ledger, 'append'>,
  catalogue: Catalogue,
  publication: Publication,
  due: readonly Publication[],
): Promise<void> {
  const texts = due.filter((text) => isAbout(text, publication));
  const draft: EntryDraft = {
    event: `${publication.kind}.published`,
    owner: 'hub',
    retention: 'operation',
    payload: payloadOf(publication, catalogue, texts),
  };
  const { id: entry, at } = await ledger.append(tx, draft);
  for (const recorded of [publication, ...texts]) await insertPublication(tx, { ...recorded, entry, at });
}

function payloadOf(
  { kind, name, version, digest }: Publication,
  catalogue: Catalogue,
  texts: readonly Publication[],
): JsonObject {
  switch (kind) {
    case 'purpose': {
      const content = asJson(catalogue.version(name, Number(version)));
      return { purpose: name, version: Number(version), digest, ...wordsOf(texts), content };
    }
    case 'notice':
    case 'labels': {
      const { version: number, language, audience } = parseWordingVersion(version);
      const reader = audience === 'guardian' ? {} : { audience };
      return { purpose: name, version: number, language, ...reader, digest };
    }
    case 'rule': {
      const rule = catalogue.rules.find((candidate) => candidate.version === version);
      return { version, effectiveOn: rule?.effectiveOn ?? '', digest, content: asJson(rule) };
    }
    case 'roles': {
      const labels = Object.fromEntries(texts.map((text) => [text.name, text.digest]));
      return { digest, content: asJson(catalogue.rolesFile()), ...unlessEmpty('labels', labels) };
    }
    case 'role-labels':
      return { language: name, digest };
    case 'agreement':
      return { version, digest };
    default:
      return { digest };
  }
}

/** The digests of a new purpose's texts, by kind, audience and language. */
function wordsOf(texts: readonly Publication[]): JsonObject {
  const digests = (kind: Publication['kind'], audience: Audience): Readonly<Record<string, string>> =>
    Object.fromEntries(
      texts
        .filter((text) => text.kind === kind && parseWordingVersion(text.version).audience === audience)
        .map((text) => [parseWordingVersion(text.version).language, text.digest]),
    );
  return {
    notices: digests('notice', 'guardian'),
    ...unlessEmpty('youngNotices', digests('notice', 'young-person')),
    ...unlessEmpty('labels', digests('labels', 'guardian')),
    ...unlessEmpty('youngLabels', digests('labels', 'young-person')),
  };
}

const unlessEmpty = (name: string, digests: Readonly<Record<string, string>>): JsonObject =>
  Object.keys(digests).length === 0 ? {} : { [name]: digests };

/** What was read from a JSON file is JSON. */
const asJson = (content: unknown): Json => content as Json;
