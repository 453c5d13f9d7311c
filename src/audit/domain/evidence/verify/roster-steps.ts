/** Whose keys are whose: the covenant's word, which is in the log, and what partners signed to take part. */
import { type Roster, readStatement } from '../../../../contract/index.js';
import { type PublicJwk, thumbprintOf } from '../../../../kernel/index.js';
import { insist, receiptDigest } from '../../../../receipts/offline.js';
import type { Evidence } from '../evidence.js';
import { signedWith } from '../make-evidence.js';
import { partnersIn, textDigest } from '../missing.js';
import { openedIn } from '../opened.js';
import type { Checked, EvidenceQuestion, EvidenceStep, ListedKeys } from './question.js';

export async function rosterStep(
  file: Evidence,
  question: EvidenceQuestion,
  step: EvidenceStep,
): Promise<ListedKeys> {
  const rosters: Roster[] = [];
  await step('roster', async () => {
    insist(file.rosters.length > 0, 'there is no roster, so that nobody says whose keys these are');
    await checkCovenantKeys(file, question);
    for (const jws of file.rosters) rosters.push(await rosterIn(jws, file));
    for (const roster of rosters) await checkNames(roster);
    const versions = rosters.map(({ version }) => version);
    insist(
      versions.every((version, nth) => nth === 0 || version > (versions[nth - 1] ?? version)),
      'the rosters do not stand in their order',
    );
    insist(
      file.verifierKeys.some((vkey) => rosters.some(({ hub }) => hub.ledgerKeys.includes(vkey))),
      'no roster lists the key of the log',
    );
    return `the covenant signed the rosters (${versions.join(', ')}), which are in the log and list its key`;
  });
  return listedIn(rosters);
}

async function checkCovenantKeys(file: Evidence, { covenantKeys }: EvidenceQuestion): Promise<void> {
  for (const key of file.covenantKeys) {
    insist(
      (await thumbprintOf(key)) === key.kid,
      'a key of the covenant does not have the name that it bears',
    );
    insist(
      file.rosters.some((roster) => signedWith(roster) === key.kid),
      'a key of the covenant signed no roster here',
    );
    insist(
      covenantKeys === undefined || covenantKeys.includes(key.kid),
      `a roster was signed with ${key.kid}, which is not a key of the covenant that you gave`,
    );
  }
}

async function rosterIn(jws: string, file: Evidence): Promise<Roster> {
  const roster = await readStatement(jws, 'kernhub-roster+jwt', file.covenantKeys);
  const published = openedIn(file).find(
    ({ event, payload }) => event === 'roster.published' && payload.statement === textDigest(jws),
  );
  insist(published !== undefined, 'a roster is not one that the log was told of');
  insist(published.payload.version === roster.version, 'a roster has another version than the log says');
  insist(roster.hub.origin === file.issuedBy.origin, 'a roster is of another hub');
  return roster;
}

async function checkNames(roster: Roster): Promise<void> {
  const keys = [...roster.hub.ticketKeys, ...roster.partners.flatMap(({ signing }) => signing)];
  for (const key of keys) {
    insist((await thumbprintOf(key)) === key.kid, 'a key in a roster does not have the name that it bears');
  }
}

function listedIn(rosters: readonly Roster[]): ListedKeys {
  const all = rosters.flatMap(({ partners }) => partners);
  const of = (partner: string) => all.filter(({ id }) => id === partner);
  return {
    hub: rosters.flatMap(({ hub }) => hub.ticketKeys),
    log: [...new Set(rosters.flatMap(({ hub }) => hub.ledgerKeys))],
    signingOf: (partner) => of(partner).flatMap(({ signing }) => signing),
    rolesOf: (partner) => of(partner).map(({ role }) => role),
  };
}

/** By a key that the covenant lists, so that nobody else can have signed it. */
export const statementStep = (file: Evidence, keys: ListedKeys, step: EvidenceStep): Promise<void> =>
  step('statement', async () => {
    const { key, origin } = file.issuedBy;
    insist((await thumbprintOf(key)) === key.kid, 'the key of the hub does not have the name that it bears');
    insist(
      keys.hub.some(({ kid }) => kid === key.kid),
      'no roster lists the key that the hub signed the file with',
    );
    const said = await readStatement(file.statement, 'kernhub-evidence+jwt', [key]);
    insist(said.digest === receiptDigest(file), 'the file is not the one that the hub signed');
    insist(said.iss === origin && said.sub === file.exchange, 'the hub signed another file');
    insist(said.iat === Math.floor(Date.parse(file.issuedAt) / 1000), 'the hub signed at another time');
    return `${origin} signed every word of it on ${file.issuedAt.slice(0, 10)}`;
  });

export async function agreementStep({ file, keys, decision }: Checked, step: EvidenceStep): Promise<void> {
  await step('agreement', async () => {
    const partners = partnersIn(file);
    const agreed = file.agreements.map(({ partner }) => partner);
    insist(new Set(agreed).size === agreed.length, 'a partner agreed twice');
    for (const { partner, statement } of file.agreements) {
      insist(partners.includes(partner), 'somebody agreed who took no part in this exchange');
      await checkAgreement(file, keys.signingOf(partner), { partner, statement, before: decision.index });
    }
    for (const text of file.agreementTexts) {
      insist(
        openedIn(file).some(
          ({ event, payload }) => event === 'partner.agreed' && payload.textDigest === textDigest(text),
        ),
        'a text of the agreement is none that was signed for',
      );
    }
    for (const former of file.formerKeys) await checkFormer(file, former);
    return `${file.agreements.length} of ${partners.length} partners had signed to take part before the decision, with the text that is here`;
  });
}

interface Signed {
  readonly partner: string;
  readonly statement: string;
  readonly before: number;
}

async function checkAgreement(
  file: Evidence,
  listed: readonly PublicJwk[],
  { partner, statement, before }: Signed,
): Promise<void> {
  const former = file.formerKeys.filter((one) => one.partner === partner).map(({ key }) => key);
  const said = await readStatement(statement, 'kernhub-agreement+jwt', [...listed, ...former]);
  insist(said.iss === partner, 'an agreement was signed by another partner');
  const { version, textDigest: digest } = said;
  const agreed = openedIn(file).find(
    ({ event, payload }) => event === 'partner.agreed' && payload.statement === textDigest(statement),
  );
  insist(agreed !== undefined, 'an agreement is not one that the log was told of');
  const { payload } = agreed;
  insist(
    payload.partner === partner && payload.version === version && payload.textDigest === digest,
    'the log says that something else was agreed',
  );
  insist(agreed.index < before, 'an agreement was signed after the decision');
  insist(
    openedIn(file).some(
      (one) =>
        one.event === 'agreement.published' &&
        one.payload.version === version &&
        one.payload.digest === digest &&
        one.index < agreed.index,
    ),
    'an agreement is about a text that was not published before',
  );
  insist(
    file.agreementTexts.some((text) => textDigest(text) === digest),
    'the text of an agreement is not the one that was signed',
  );
}

async function checkFormer(file: Evidence, { partner, key }: Evidence['formerKeys'][number]): Promise<void> {
  insist((await thumbprintOf(key)) === key.kid, 'a replaced key does not have the name that it bears');
  insist(
    file.agreements.some((one) => one.partner === partner && signedWith(one.statement) === key.kid),
    'a replaced key signed nothing here',
  );
}
