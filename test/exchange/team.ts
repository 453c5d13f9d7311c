/** People and consent as this room asks for them, on real tables with real locks. */
import pg from 'pg';
import type { PartnerId, Role, SubjectId, SubjectRef } from '../../src/contract/index.js';
import type { Database, Tx } from '../../src/database/index.js';
import type { Exchange, ExchangeParts } from '../../src/exchange/index.js';
import { newId } from '../../src/kernel/index.js';
import type { EntryDraft, Ledger } from '../../src/ledger/index.js';
import type { FreshDatabase } from '../harness/database.js';

export const teamEntryKinds = {
  'subject.enrolled': { type: 'object' },
  'consent.given': { type: 'object' },
  'consent.withdrawn': { type: 'object' },
};

export async function createTeamTables({ superuserUrl }: FreshDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`
    CREATE TABLE test_subject (id text PRIMARY KEY);
    CREATE TABLE test_enrolment (subject text, partner text, role text, ref text, enrolled_at timestamptz, entry text);
    CREATE TABLE test_consent (subject text, purpose text, given boolean, flows jsonb, entry text);
    GRANT SELECT, INSERT, UPDATE, DELETE ON test_subject, test_enrolment, test_consent TO kernhub_app;`);
  await client.end();
}

export const people: ExchangeParts['people'] = {
  lockSubject: async (tx, subject) => {
    await tx.query('SELECT 1 FROM test_subject WHERE id = $1 FOR SHARE', [subject]);
  },
  subjectOf: async (tx, partner, ref) => {
    const rows = await tx.query<{ subject: SubjectId }>(
      'SELECT subject FROM test_enrolment WHERE partner = $1 AND ref = $2',
      [partner, ref],
    );
    return rows[0]?.subject ?? null;
  },
  enrolments: (tx, subject) =>
    tx.query(
      'SELECT partner, role, ref, enrolled_at AS "enrolledAt", entry FROM test_enrolment WHERE subject = $1',
      [subject],
    ),
  facts: async () => ({ birthDates: [], authorities: [] }),
  personsOf: async () => [],
};

interface ConsentRow {
  readonly given: boolean;
  readonly entry: never;
  readonly flows: Record<string, { sources: PartnerId[]; recipients: PartnerId[]; fields: string[] }>;
}

export const consent: ExchangeParts['consent'] = {
  standing: async (tx, { subject, purpose }) => {
    const [row] = await tx.query<ConsentRow>(
      'SELECT given, flows, entry FROM test_consent WHERE subject = $1 AND purpose = $2',
      [subject, purpose],
    );
    if (row?.given !== true) return { inForce: false, flows: new Map(), relies: [] };
    const flows = Object.entries(row.flows).map(([id, { sources, recipients, fields }]) => {
      return [
        id,
        { sources: new Set(sources), recipients: new Set(recipients), fields: new Set(fields) },
      ] as const;
    });
    return { inForce: true, flows: new Map(flows), relies: [row.entry] };
  },
};

interface Parts {
  readonly database: Database;
  readonly ledger: Ledger;
  exchange(): Pick<Exchange, 'onConsentWithdrawn'>;
}

const draft = (event: string, owner: SubjectId): EntryDraft => ({
  event,
  owner,
  retention: 'consent-proof',
  payload: {},
});

export const createTeam = ({ database, ledger, exchange }: Parts) => ({
  async child(): Promise<SubjectId> {
    const subject = newId<'SubjectId'>('sub');
    await database.reader.query('INSERT INTO test_subject VALUES ($1)', [subject]);
    return subject;
  },
  async enrol(
    subject: SubjectId,
    { id, role }: { id: PartnerId; role: Role },
    at: Date,
  ): Promise<SubjectRef> {
    const ref = newId<'SubjectRef'>('chd');
    await database.transaction(async (tx) => {
      const { id: entry } = await ledger.append(tx, draft('subject.enrolled', subject));
      await tx.query('INSERT INTO test_enrolment VALUES ($1, $2, $3, $4, $5, $6)', [
        subject,
        id,
        role,
        ref,
        at,
        entry,
      ]);
    });
    return ref;
  },
  async give(subject: SubjectId, purpose: string, flows: ConsentRow['flows']): Promise<void> {
    await database.transaction(async (tx) => {
      await lockForUpdate(tx, subject);
      await tx.query('DELETE FROM test_consent WHERE subject = $1 AND purpose = $2', [subject, purpose]);
      const { id } = await ledger.append(tx, draft('consent.given', subject));
      await tx.query('INSERT INTO test_consent VALUES ($1, $2, true, $3, $4)', [
        subject,
        purpose,
        JSON.stringify(flows),
        id,
      ]);
    });
  },
  /** With its effects, in one transaction; answers the entry of the withdrawal. */
  withdraw: (subject: SubjectId, purpose: string) =>
    database.transaction(async (tx) => {
      await lockForUpdate(tx, subject);
      await tx.query('UPDATE test_consent SET given = false WHERE subject = $1 AND purpose = $2', [
        subject,
        purpose,
      ]);
      const { id } = await ledger.append(tx, draft('consent.withdrawn', subject));
      await exchange().onConsentWithdrawn(tx, { subject, purpose });
      return id;
    }),
  /** The consent ends by itself, as with a birthday: nobody is told. */
  lapse: (subject: SubjectId, purpose: string) =>
    database.reader.query('UPDATE test_consent SET given = false WHERE subject = $1 AND purpose = $2', [
      subject,
      purpose,
    ]),
});

const lockForUpdate = (tx: Tx, subject: SubjectId) =>
  tx.query('SELECT 1 FROM test_subject WHERE id = $1 FOR UPDATE', [subject]);
