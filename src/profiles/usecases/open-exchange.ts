import { judgeRoster, type Opened, openDelivery } from '../../agent/offline.js';
import { createHubClient } from '../../client/index.js';
import {
  currentRoster,
  type ExchangeView,
  exchange,
  type KeyStatement,
  type Purpose,
  purpose as purposeSchema,
  type Roster,
  type RosterPartner,
  readStatement,
  type Static,
  signStatement,
} from '../../contract/index.js';
import {
  base64url,
  compileSchema,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  StatementInvalid,
  sha256,
  systemClock,
} from '../../kernel/index.js';
import { isLocal, type PartnerProfile, ProfileInvalid } from '../domain/profile.js';
import type { ClientKeys, LoadedProfile } from './read-profile.js';

/** What the asker remembers: the body of its `POST /v1/exchanges`, and the key that it made for it. */
export interface Asked {
  readonly question: string;
  readonly keyStatement: string;
  readonly privateJwk: PrivateJwk;
}

export type OpenedDelivery = Opened & {
  readonly task: string;
  readonly source: { readonly id: string; readonly role: string; readonly name: string };
  /** Signed; goes to `POST /v1/exchanges/{exchange}/receipts`. */
  readonly receipt: string;
};

/**
 * Opens every delivery in an answer of the hub, each after all the checks that an agent makes, against the roster that
 * the covenant key signed and against the question as it was asked. Unlike an agent it remembers nothing: an older
 * roster and a purpose that was changed under its version are not noticed.
 *
 * @param answer of `POST /v1/exchanges` or `GET /v1/exchanges/{exchange}`, unchecked
 * @throws StatementInvalid when the answer, the roster or the question is not what it should be
 * @throws ProfileInvalid for who is no partner
 */
export async function openExchange(
  { profile, keys }: LoadedProfile,
  asked: Asked,
  answer: unknown,
): Promise<readonly OpenedDelivery[]> {
  if (keys === null || !('partner' in profile)) throw new ProfileInvalid('only a partner opens');
  const view = shaped<ExchangeView>(exchange, answer, 'the answer');
  const signing = await importSigningKey(keys.signing);
  const statement = await readStatement(asked.keyStatement, 'kernhub-key+jwt', [signing.publicJwk]);
  const { roster, purpose, self } = await trusted(profile, keys, statement);
  return Promise.all(
    view.deliveries.map(async (delivery): Promise<OpenedDelivery> => {
      const { fields } = statement;
      const memory = {
        exchange: view.id,
        question: asked.question,
        keyStatement: asked.keyStatement,
        fields,
      };
      const { privateJwk } = asked;
      const opened = await openDelivery({ delivery, asked: memory, purpose, self, roster, privateJwk });
      const receipt = await signStatement(signing, 'kernhub-receipt+jwt', {
        iss: profile.partner,
        exchange: view.id,
        task: delivery.task,
        manifest: base64url(sha256(delivery.envelope.manifest)),
        outcome: opened.outcome,
        causes: opened.outcome === 'rejected' ? opened.causes.slice(0, 20) : [],
        iat: Math.floor(Date.now() / 1000),
      });
      const name = roster.partners.find(({ id }) => id === delivery.source.id)?.name ?? '';
      return { task: delivery.task, source: { ...delivery.source, name }, ...opened, receipt };
    }),
  );
}

interface Trusted {
  readonly roster: Roster;
  readonly purpose: Purpose;
  readonly self: RosterPartner;
}

/** What the covenant says of all keys, and the document of the purpose. */
async function trusted(
  profile: PartnerProfile,
  keys: ClientKeys,
  { purpose, version }: KeyStatement,
): Promise<Trusted> {
  const audience = profile.audience ?? profile.hub;
  const { issuer, clientId, hub: hubUrl } = profile;
  const client = createHubClient({
    ...{ hubUrl, audience, issuer, clientId, keys },
    allowInsecure: isLocal(issuer),
  });
  const get = async (path: string): Promise<unknown> => (await client.call({ method: 'GET', path })).body;
  const current = shaped<Static<typeof currentRoster>>(currentRoster, await get('/v1/roster'), 'the roster');
  const verdict = await judgeRoster({
    statement: current.roster,
    covenantKeys: [publicJwkOf(profile.covenantKey)],
    hubOrigin: audience,
    seen: null,
    today: systemClock().today(),
  });
  if (!verdict.accepted) throw new StatementInvalid(`the roster cannot be believed: ${verdict.cause}`);
  const { roster } = verdict;
  const self = roster.partners.find(({ id }) => id === profile.partner);
  if (self === undefined) throw new StatementInvalid('the roster does not list this partner');
  const document = await get(`/v1/purposes/${purpose}/versions/${version}`);
  return { roster, self, purpose: shaped<Purpose>(purposeSchema, document, 'the purpose') };
}

function shaped<T>(schema: object, value: unknown, what: string): T {
  const [fault] = compileSchema(schema)(value);
  if (fault !== undefined)
    throw new StatementInvalid(`${what} has another shape: ${fault.pointer || '/'} ${fault.reason}`);
  return value as T;
}
