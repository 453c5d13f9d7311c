/** What a recipient checks before it opens anything (exchange.md, step 7). One line a check; the code is stable. */
import type {
  Delivery,
  ExchangeId,
  Manifest,
  Purpose,
  Roster,
  RosterPartner,
  Ticket,
} from '../../contract/index.js';
import { bothVerdicts, type Check, isSubset, judge, sameMembers, type Verdict } from './check.js';
import { keepsToFlow } from './flow.js';
import { proofHolds } from './ledger-proof.js';
import { sameOrigin } from './roster.js';
import { asciiDigest } from './seal-envelope.js';
import { headerOf, sealChecks } from './seal-header.js';
import { clockSkew } from './ticket-checks.js';

/** What was asked, as the asker remembers it: the hub's word for it does not count. */
export interface Asked {
  readonly exchange: ExchangeId;
  readonly question: string;
  readonly fields: readonly string[];
  /** The key statement as sent, compact. */
  readonly keyStatement: string;
}

export interface DeliveryContext {
  readonly delivery: Delivery;
  readonly asked: Asked;
  readonly purpose: Purpose;
  readonly ticket: Ticket;
  readonly self: RosterPartner;
  readonly roster: Roster;
  /** Null when the roster does not know it. */
  readonly source: RosterPartner | null;
  /** Null when the signature does not hold under the source's roster key. */
  readonly manifest: Manifest | null;
}

const ticketChecks: readonly Check<DeliveryContext>[] = [
  { code: 'ticket-issuer', holds: ({ ticket, roster }) => sameOrigin(ticket.iss, roster.hub.origin) },
  { code: 'ticket-exchange', holds: ({ ticket, asked }) => ticket.exchange === asked.exchange },
  { code: 'ticket-task', holds: ({ ticket, delivery }) => ticket.jti === delivery.task },
  { code: 'ticket-audience', holds: ({ ticket, delivery }) => ticket.aud === delivery.source.id },
  {
    code: 'ticket-recipient',
    holds: ({ ticket, self }) => ticket.recipient.id === self.id && ticket.recipient.role === self.role,
  },
  {
    code: 'ticket-purpose',
    holds: ({ ticket, purpose }) => ticket.purpose === purpose.id && ticket.version === purpose.version,
  },
  { code: 'ticket-question', holds: ({ ticket, asked }) => ticket.question === asked.question },
  { code: 'ticket-fields', holds: ({ ticket, asked }) => isSubset(ticket.fields, asked.fields) },
  {
    code: 'ticket-key-statement',
    holds: ({ ticket, asked }) => ticket.keyStatement === asked.keyStatement,
  },
  {
    code: 'source-in-roster',
    holds: ({ source, delivery }) => source !== null && source.role === delivery.source.role,
  },
  {
    code: 'purpose-flow',
    holds: ({ source, purpose, ticket }) => source !== null && keepsToFlow(purpose, ticket, source.role),
  },
  { code: 'decision-proof', holds: ({ ticket, roster }) => proofHolds(ticket.decision, roster) },
  { code: 'release-proof', holds: ({ delivery, roster }) => proofHolds(delivery.release, roster) },
  {
    // The decision's own proof shown a second time would pass for a release that was never recorded.
    code: 'release-after-decision',
    holds: ({ delivery, ticket }) => delivery.release.index > ticket.decision.index,
  },
];

/** A check of the manifest, once its signature holds. */
const ofManifest = (
  code: string,
  rule: (manifest: Manifest, context: DeliveryContext) => boolean,
): Check<DeliveryContext> => ({
  code,
  given: ({ manifest }) => manifest !== null,
  holds: (context) => context.manifest !== null && rule(context.manifest, context),
});

const manifestChecks: readonly Check<DeliveryContext>[] = [
  { code: 'manifest-signature', holds: ({ manifest }) => manifest !== null },
  ofManifest('manifest-issuer', ({ iss }, { ticket }) => iss === ticket.aud),
  ofManifest('manifest-ticket', (manifest, { delivery }) => manifest.ticket === asciiDigest(delivery.ticket)),
  ofManifest('manifest-fields', ({ fields }, { ticket }) => sameMembers(Object.keys(fields), ticket.fields)),
  {
    code: 'envelope-fields',
    holds: ({ delivery, ticket }) => sameMembers(Object.keys(delivery.envelope.fields), ticket.fields),
  },
  ofManifest('field-hashes', ({ fields }, { delivery }) =>
    Object.entries(delivery.envelope.fields).every(([name, jwe]) => fields[name] === asciiDigest(jwe)),
  ),
  ofManifest(
    'manifest-time',
    ({ iat }, { ticket }) => iat + clockSkew >= ticket.iat && iat <= ticket.exp + clockSkew,
  ),
  ofManifest('release-by-hand', releasedAsThePurposeSays),
];

/** In an emergency a professional released with a ground that the purpose knows; elsewhere nobody does by hand. */
function releasedAsThePurposeSays(manifest: Manifest, { purpose, ticket }: DeliveryContext): boolean {
  const ground = manifest.release?.ground;
  if (purpose.emergency === null) return !ticket.manual && ground === undefined;
  return ticket.manual && purpose.emergency.grounds.some(({ code }) => code === ground);
}

const sealsHold = (context: DeliveryContext): Verdict => {
  const { envelope, ticket } = context.delivery;
  const source = context.ticket.aud;
  const fields = Object.entries(envelope.fields);
  const checks = sealChecks.map(
    ({ code, holds }): Check<DeliveryContext> => ({
      code,
      holds: () =>
        fields.every(([field, jwe]) => holds({ header: headerOf(jwe), field, source, ticketJws: ticket })),
    }),
  );
  return judge(checks, context);
};

export function judgeDelivery(context: DeliveryContext): Verdict {
  const envelope = judge([...ticketChecks, ...manifestChecks], context);
  const verdict = bothVerdicts(envelope, sealsHold(context));
  return { passed: ['ticket-signature', ...verdict.passed], failed: verdict.failed };
}
