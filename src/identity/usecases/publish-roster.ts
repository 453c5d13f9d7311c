import {
  type AccountId,
  type Claim,
  HubError,
  type Inclusion,
  NotFound,
  type Roster,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { StatementRefused } from '../domain/errors.js';
import { clockSkewSeconds } from '../domain/proof.js';
import { type RosterGround, rosterFaults } from '../domain/roster.js';
import { validKeysOf } from '../store/keys.js';
import { lockPartners, partnersById } from '../store/partners.js';
import { everyRoster, keepRoster, latestRoster, latestVersion, lockRosters } from '../store/rosters.js';
import type { IdentityNeeds } from './needs.js';
import { digestOf, readOwn } from './sign-agreement.js';

/**
 * Publishes a version of the covenant roster that the covenant key signed elsewhere. The hub checks it, it cannot make
 * one: agents trust each other's keys through this statement alone.
 *
 * @throws HubError `statement-invalid` with every fault
 */
export async function publishRoster(
  needs: IdentityNeeds,
  by: AccountId,
  statement: string,
  claim: Claim | null,
): Promise<{ readonly version: number; readonly proof: Inclusion }> {
  const { database, ledger, clock, config } = needs;
  const roster = await readOwn(statement, 'kernhub-roster+jwt', config.covenantKeys);
  const at = clock.now();
  if (roster.iat > at.getTime() / 1000 + clockSkewSeconds)
    throw new StatementRefused('iat lies in the future');
  const entry = await database.transaction(async (tx) => {
    await lockPartners(
      tx,
      roster.partners.map((partner) => partner.id),
      'share',
    );
    await lockRosters(tx);
    const faults = rosterFaults(roster, await groundFor(needs, tx, roster));
    if (faults.length > 0) {
      throw new HubError('statement-invalid', { detail: 'the roster does not fit this hub', errors: faults });
    }
    await settleOnce(tx, claim, { status: 201, location: '/v1/roster' });
    const appended = await ledger.append(tx, {
      event: 'roster.published',
      owner: 'hub',
      retention: 'operation',
      payload: {
        version: roster.version,
        statement: digestOf(statement),
        ...(roster.officers !== undefined && { officers: officerKeysIn(roster) }),
        by,
      },
    });
    await keepRoster(tx, { version: roster.version, statement, entry: appended.id }, at);
    return appended;
  });
  return { version: roster.version, proof: await ledger.settled(entry.id) };
}

async function groundFor(
  { config, clock, keys: own, ledger, covenant }: IdentityNeeds,
  tx: Tx,
  roster: Roster,
): Promise<RosterGround> {
  const ids = roster.partners.map((partner) => partner.id);
  const records = await partnersById(tx, ids, covenant.agreement().version);
  const keys = await validKeysOf(tx, ids, clock.now());
  const keysOf = (partner: string, use: string) => {
    const own = keys.filter((key) => key.partner === partner && key.use === use);
    const that = (current: boolean) => own.filter((key) => key.current === current).map((key) => key.jwk);
    return { current: that(true), ending: that(false) };
  };
  return {
    origin: new URL(config.publicUrl).origin,
    ticketKid: own.ticket.kid,
    ledgerKey: ledger.verifierKeys()[0] ?? '',
    prfPublicKey: config.prfPublicKey,
    latestVersion: await latestVersion(tx),
    today: clock.today(),
    registered: new Map(
      records.map((record) => [
        record.id,
        { ...record, signing: keysOf(record.id, 'sig'), sealing: keysOf(record.id, 'enc') },
      ]),
    ),
  };
}

const officerKeysIn = ({ officers = [] }: Roster): readonly OfficerKey[] =>
  officers.flatMap(({ signing }) => signing);

type OfficerKey = NonNullable<Roster['officers']>[number]['signing'][number];

/** Whose signed word may erase: the privacy officers' keys in the newest roster, held against the covenant's key anew. */
export async function currentOfficerKeys({
  database,
  config,
}: Pick<IdentityNeeds, 'database' | 'config'>): Promise<readonly OfficerKey[]> {
  const latest = await latestRoster(database.prisma);
  if (latest === null) return [];
  return officerKeysIn(await readOwn(latest.statement, 'kernhub-roster+jwt', config.covenantKeys));
}

/** To whom necessity statements are sealed: the privacy officers' sealing keys in the newest roster, by thumbprint. */
export async function officerSealingKids({
  database,
  config,
}: Pick<IdentityNeeds, 'database' | 'config'>): Promise<readonly string[]> {
  const latest = await latestRoster(database.prisma);
  if (latest === null) return [];
  const { officers = [] } = await readOwn(latest.statement, 'kernhub-roster+jwt', config.covenantKeys);
  return officers.flatMap(({ sealing = [] }) => sealing.map(({ kid }) => kid));
}

/** Of every roster there was, so that what an officer signed can be shown with its key for as long as it is kept. */
export async function everyOfficerKey({
  database,
}: Pick<IdentityNeeds, 'database'>): Promise<readonly OfficerKey[]> {
  const rosters = await everyRoster(database.prisma);
  return rosters.flatMap(({ statement }) => officerKeysIn(claimsOf(statement)));
}

/** Each was verified when it was published. */
const claimsOf = (statement: string): Roster =>
  JSON.parse(Buffer.from(statement.split('.')[1] ?? '', 'base64url').toString('utf8')) as Roster;

/**
 * The newest roster with the proof that it is in the ledger.
 *
 * @throws NotFound before the first one
 */
export async function currentRosterOf({
  database,
  ledger,
}: Pick<IdentityNeeds, 'database' | 'ledger'>): Promise<{
  readonly roster: string;
  readonly version: number;
  readonly proof: Inclusion;
}> {
  const latest = await latestRoster(database.prisma);
  if (latest === null) throw new NotFound();
  const proof = (await ledger.inclusionOf(latest.entry)) ?? (await ledger.settled(latest.entry));
  return { roster: latest.statement, version: latest.version, proof };
}
