/** What the standing hub makes of a question: a ticket for the source, a view for the asker; honest unless told to lie. */
import { subjectDigestOf } from '../../src/agent/domain/ticket-checks.js';
import { type Envelope, type Purpose, signStatement, type Ticket } from '../../src/contract/index.js';
import { base64url, newId, type newPrfKeys, type SigningKey } from '../../src/kernel/index.js';
import type { FakeLedger } from './fake-ledger.js';
import { emergencyPurpose, type Party, purpose } from './world.js';

export interface Lies {
  /** Changes the ticket before it is signed. */
  ticket?: (ticket: Ticket) => Promise<Ticket> | Ticket;
  envelope?: (envelope: Envelope) => Envelope;
  purpose?: Purpose;
  roster?: string;
  evaluateWith?: ReturnType<typeof newPrfKeys>;
  /** Answers every POST of an exchange with this problem. */
  refuseWith?: string;
}

export interface HubWorld {
  readonly hubTicket: SigningKey;
  readonly ledger: FakeLedger;
  readonly source: Party;
  readonly recipient: Party;
}

export interface Question {
  readonly exchange: string;
  readonly task: Record<string, unknown>;
  readonly purpose: Purpose;
  state: 'waiting' | 'taken' | 'answered' | 'declined' | 'delivered';
  envelope: Envelope | null;
}

const seconds = (): number => Math.floor(Date.now() / 1_000);
export const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

export const servedPurpose = (lies: Lies, id: string): Purpose =>
  lies.purpose ?? (id === emergencyPurpose.id ? emergencyPurpose : purpose);

export async function issueQuestion(
  world: HubWorld,
  lies: Lies,
  url: string,
  subject: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Question> {
  const { hubTicket, source, recipient, ledger } = world;
  const asked = servedPurpose(lies, String(body.purpose));
  const id = newId('tsk');
  const exchange = newId('exc');
  const salt = base64url(new Uint8Array(16).fill(9));
  const claims = JSON.parse(
    Buffer.from(String(body.keyStatement).split('.')[1] ?? '', 'base64url').toString(),
  ) as { fields: string[] };
  const honest = {
    iss: url,
    aud: source.id,
    jti: id,
    exchange,
    purpose: asked.id,
    version: asked.version,
    flow: 'school-jgz',
    basis: asked.flows[0]?.basis,
    recipient: { id: recipient.id, role: recipient.role },
    fields: claims.fields,
    question: body.question,
    keyStatement: body.keyStatement,
    subjectDigest: subjectDigestOf(salt, subject),
    manual: asked.emergency !== null,
    decision: ledger.append('decision'),
    iat: seconds(),
    exp: seconds() + 3_600,
  } as unknown as Ticket;
  const ticket = (await lies.ticket?.(honest)) ?? honest;
  const to = (texts: unknown) =>
    ((texts ?? []) as readonly { to: string }[]).filter((text) => text.to === source.id);
  const task = {
    id,
    ticket: await signStatement(hubTicket, 'kernhub-ticket+jwt', ticket),
    subject,
    salt,
    questionText: to(body.questionText),
    necessity: to(body.necessity),
    manual: ticket.manual,
    leasedUntil: inAnHour(),
  };
  return { exchange, task, purpose: asked, state: 'waiting', envelope: null };
}

export function viewOf({ ledger, source }: HubWorld, lies: Lies, question: Question): unknown {
  const { envelope, task } = question;
  return {
    id: question.exchange,
    purpose: question.purpose.id,
    version: question.purpose.version,
    state: envelope === null ? 'open' : 'complete',
    deadlineAt: inAnHour(),
    sources: [{ role: source.role, state: envelope === null ? 'waiting' : 'shared' }],
    deliveries:
      envelope === null
        ? []
        : [
            {
              task: task.id,
              source: { id: source.id, role: source.role },
              ticket: task.ticket,
              envelope: lies.envelope?.(envelope) ?? envelope,
              release: ledger.append('release'),
            },
          ],
    decision: ledger.append('decision'),
  };
}
