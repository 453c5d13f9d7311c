import type { PartnerId, Role, Roster, RosterPartner } from '../../contract/index.js';
import { type CivilDate, canonicalJson, type Fault, type Json } from '../../kernel/index.js';

/** A partner as it is registered, to hold a roster's line against. */
export interface RegisteredPartner {
  readonly id: PartnerId;
  readonly name: string;
  readonly role: Role;
  readonly bsnArticle: string | null;
  readonly signing: RegisteredKeys;
  readonly sealing: RegisteredKeys;
}

export interface RegisteredKeys {
  readonly current: readonly Json[];
  /** Replaced, but not ended: a roster may still list them. */
  readonly ending: readonly Json[];
}

/** What the hub is configured with, and the newest roster it knows. */
export interface RosterGround {
  readonly origin: string;
  readonly ticketKid: string;
  readonly ledgerKey: string;
  readonly prfPublicKey: string;
  readonly latestVersion: number;
  readonly today: CivilDate;
  readonly registered: ReadonlyMap<PartnerId, RegisteredPartner>;
}

/** Every necessity statement is sealed to each of them, and must fit in one request beside those for the sources. */
const mostOfficerSeals = 5;

/**
 * Every reason not to publish a roster that the covenant signed. Agents trust what it lists, so a roster that this hub
 * could not serve under, or that lists a key nobody registered, is refused whole.
 */
export function rosterFaults(roster: Roster, ground: RosterGround): readonly Fault[] {
  const faults: Fault[] = [];
  const require = (holds: boolean, pointer: string, reason: string): void => {
    if (!holds) faults.push({ pointer, reason });
  };
  require(roster.version > ground.latestVersion, '/version', `must be higher than ${ground.latestVersion}`);
  require(roster.validFrom <= ground.today, '/validFrom', 'is later than today');
  require(roster.hub.origin === ground.origin, '/hub/origin', "is not this hub's public origin");
  require(roster.hub.ticketKeys.some(
    (key) => key.kid === ground.ticketKid,
  ), '/hub/ticketKeys', "lack this hub's ticket key");
  require(roster.hub.ledgerKeys.includes(ground.ledgerKey), '/hub/ledgerKeys', "lack this hub's ledger key");
  require(roster.prf.publicKey === ground.prfPublicKey, '/prf/publicKey', "is not the evaluator's");
  const seen = new Set<string>();
  for (const [place, partner] of roster.partners.entries()) {
    require(!seen.has(partner.id), `/partners/${place}/id`, 'is listed twice');
    seen.add(partner.id);
    faults.push(...partnerFaults(partner, ground.registered.get(partner.id), `/partners/${place}`));
  }
  const officers = roster.officers ?? [];
  const sealing = officers.flatMap((officer) => officer.sealing ?? []);
  const kids = [...officers.flatMap(({ signing }) => signing), ...sealing].map(({ kid }) => kid);
  require(new Set(kids).size === kids.length, '/officers', 'list a key twice');
  require(sealing.length <= mostOfficerSeals, '/officers', `have more than ${mostOfficerSeals} sealing keys`);
  return faults;
}

function partnerFaults(
  listed: RosterPartner,
  registered: RegisteredPartner | undefined,
  place: string,
): readonly Fault[] {
  if (registered === undefined) return [{ pointer: `${place}/id`, reason: 'is not a registered partner' }];
  const pairs: readonly (readonly [string, boolean])[] = [
    ['name', listed.name === registered.name],
    ['role', listed.role === registered.role],
    ['bsn', (listed.bsn?.article ?? null) === registered.bsnArticle],
    ['signing', fits(listed.signing, registered.signing)],
    ['sealing', fits(listed.sealing, registered.sealing)],
  ];
  return pairs
    .filter(([, same]) => !same)
    .map(([member]) => ({ pointer: `${place}/${member}`, reason: 'differs from what is registered' }));
}

/** Every current key, and nothing but keys that count. */
function fits(listed: readonly unknown[], { current, ending }: RegisteredKeys): boolean {
  const texts = (keys: readonly unknown[]): readonly string[] =>
    keys.map((key) => canonicalJson(key as Json));
  const names = texts(listed);
  const allowed = texts([...current, ...ending]);
  return texts(current).every((key) => names.includes(key)) && names.every((key) => allowed.includes(key));
}
