import type { Database, Tx } from '../../database/index.js';
import type { Json, JsonObject } from '../../kernel/index.js';
import type { EntryDraft, Ledger } from '../../ledger/index.js';
import type { Catalogue, Publication } from '../domain/catalogue.js';
import { PublishedFileChanged } from '../domain/errors.js';
import { changedAfterPublication, unpublished } from '../domain/unpublished.js';
import { insertPublication, lockCatalogue, publishedRows } from '../store.js';

export interface PublicationParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly ledger: Pick<Ledger, 'append'>;
  readonly catalogue: Catalogue;
  /** Digest of the policies that this process decides with. */
  readonly policyDigest: string;
}

/**
 * Records at start what is not in the ledger yet: purposes with their notices, rules, roles, agreement, policies.
 * Several hub processes may start together; each thing is recorded once.
 *
 * @throws PublishedFileChanged naming every file that differs from what was published under its version
 */
export function publishCatalogue({
  database,
  ledger,
  catalogue,
  policyDigest,
}: PublicationParts): Promise<void> {
  const files: readonly Publication[] = [
    ...catalogue.publications(),
    { kind: 'policies', name: 'policies', version: '', digest: policyDigest, file: 'policies' },
  ];
  return database.transaction(async (tx) => {
    await lockCatalogue(tx, 'update');
    const published = await publishedRows(tx);
    const changes = changedAfterPublication(files, published);
    if (changes.length > 0) throw new PublishedFileChanged(changes);
    const due = unpublished(files, published);
    for (const publication of due.filter(({ kind }) => kind !== 'notice')) {
      await record(tx, ledger, catalogue, publication, due);
    }
    for (const notice of due.filter((n) => n.kind === 'notice' && !comesWithPurpose(n, due))) {
      await record(tx, ledger, catalogue, notice, due);
    }
  });
}

const purposeVersion = ({ version }: Publication): string => version.split('.')[0] ?? '';
const comesWithPurpose = (notice: Publication, due: readonly Publication[]): boolean =>
  due.some((p) => p.kind === 'purpose' && p.name === notice.name && p.version === purposeVersion(notice));

async function record(
  tx: Tx,
  ledger: Pick<Ledger, 'append'>,
  catalogue: Catalogue,
  publication: Publication,
  due: readonly Publication[],
): Promise<void> {
  const draft: EntryDraft = {
    event: `${publication.kind}.published`,
    owner: 'hub',
    retention: 'operation',
    payload: payloadOf(publication, catalogue),
  };
  const { id: entry, at } = await ledger.append(tx, draft);
  await insertPublication(tx, { ...publication, entry, at });
  if (publication.kind !== 'purpose') return;
  const notices = due.filter((n) => n.kind === 'notice' && n.name === publication.name);
  for (const notice of notices.filter((n) => purposeVersion(n) === publication.version)) {
    await insertPublication(tx, { ...notice, entry, at });
  }
}

function payloadOf({ kind, name, version, digest }: Publication, catalogue: Catalogue): JsonObject {
  switch (kind) {
    case 'purpose': {
      const languages = catalogue.languages(name, Number(version));
      const hashes = languages.map((language) => [
        language,
        catalogue.notice(name, Number(version), language)?.hash ?? '',
      ]);
      const notices = Object.fromEntries(hashes);
      const content = asJson(catalogue.version(name, Number(version)));
      return { purpose: name, version: Number(version), digest, notices, content };
    }
    case 'notice': {
      const [number, language] = version.split('.');
      return { purpose: name, version: Number(number), language: language ?? '', digest };
    }
    case 'rule': {
      const rule = catalogue.rules.find((candidate) => candidate.version === version);
      return { version, effectiveOn: rule?.effectiveOn ?? '', digest, content: asJson(rule) };
    }
    case 'roles':
      return { digest, content: asJson(catalogue.rolesFile()) };
    case 'agreement':
      return { version, digest };
    default:
      return { digest };
  }
}

/** What was read from a JSON file is JSON. */
const asJson = (content: unknown): Json => content as Json;
