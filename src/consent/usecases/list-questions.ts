import type { AccountId, ChildRef, DecidedFlow, PartnerId, Purpose } from '../../contract/index.js';
import { fromUtf8 } from '../../kernel/index.js';
import { type AskedFlow, askedFlows } from '../domain/asked.js';
import { type ConsentStatus, statusOf } from '../domain/consent-status.js';
import { consentInForce, type PersonalState, personalState } from '../domain/in-force.js';
import type { DecisionRecord, RequestRecord } from '../domain/records.js';
import { type RequestState, stateOf } from '../domain/request-state.js';
import { waitsFor } from '../domain/waits.js';
import { explanationContext } from './explanation.js';
import type { ConsentNeeds } from './needs.js';
import { participantsOf } from './participants.js';
import { type ChildView, viewOf } from './view-child.js';

export interface NamedPartner {
  readonly id: PartnerId;
  readonly name: string;
}

export interface Question {
  readonly request: RequestRecord;
  readonly purpose: Purpose;
  readonly askedBy: NamedPartner;
  readonly explanation: string;
  readonly flows: readonly {
    readonly flow: string;
    readonly sources: readonly NamedPartner[];
    readonly recipients: readonly NamedPartner[];
  }[];
  readonly notice: { readonly language: string; readonly text: string; readonly hash: string };
  readonly own: {
    readonly decision: DecisionRecord;
    readonly state: ConsentStatus;
    /** The partner that wrote it down; null where this person decided alone. */
    readonly recordedBy: NamedPartner | null;
    /** As they were chosen then, whoever takes part now. */
    readonly flows: readonly NamedFlow[];
  } | null;
  readonly state: RequestState;
  /** For this person's answer. */
  readonly waits: boolean;
}

export interface NamedFlow {
  readonly sources: readonly NamedPartner[];
  readonly recipients: readonly NamedPartner[];
  readonly fields: readonly string[];
}

/**
 * Every question about a child, newest first, with all that this person needs to decide and nothing about the others
 * than whether it is complete.
 *
 * @param language of the notices, written for this person's age where such a text is; Dutch where there is none in it
 * @throws NotFound
 */
export async function listQuestions(
  needs: ConsentNeeds,
  account: AccountId,
  child: ChildRef,
  language: string,
): Promise<readonly Question[]> {
  const tx = needs.database.reader;
  const view = await viewOf(needs, tx, await needs.people.known(tx, account, child));
  const shown = view.requests
    .map((request) => ({ request, purpose: needs.catalogue.version(request.purpose, request.version) }))
    .filter((item): item is { request: RequestRecord; purpose: Purpose } => item.purpose !== null)
    .filter(({ request, purpose }) => isShown(needs, view, request, purpose))
    .reverse();
  const participants = await participantsOf(
    needs,
    tx,
    view.known.subject,
    shown.map(({ purpose }) => purpose),
  );
  const names = await needs.partners.names(tx, [
    ...shown.map(({ request }) => request.partner),
    ...participants.map(({ partner }) => partner),
    ...view.decisions
      .filter(({ person }) => person === view.known.person)
      .flatMap(({ recordedBy, flows }) => [recordedBy ?? [], ...flows.map(partnersIn)].flat()),
  ]);
  const named = (id: PartnerId): NamedPartner => ({ id, name: names.get(id) ?? id });
  return Promise.all(
    shown.map(async ({ request, purpose }) => {
      const flows = askedFlows(purpose, view.requests, participants, needs.catalogue.plays);
      return {
        request,
        purpose,
        askedBy: named(request.partner),
        explanation: await openExplanation(needs, request),
        flows: flows.map((asked) => namedFlow(asked, named)),
        notice: needs.catalogue.noticeFor(purpose.id, purpose.version, language, view.known.as),
        ...answersOf(needs, view, request, purpose, named),
      };
    }),
  );
}

function isShown(
  { catalogue }: ConsentNeeds,
  view: ChildView,
  request: RequestRecord,
  purpose: Purpose,
): boolean {
  const decided = view.decisions.some(
    ({ person, purpose: id, version }) =>
      person === view.known.person && id === request.purpose && version === request.version,
  );
  return decided || (view.asked && catalogue.current(purpose.id)?.version === purpose.version);
}

function answersOf(
  { catalogue, clock }: ConsentNeeds,
  { known, history, requests, decisions, asked }: ChildView,
  request: RequestRecord,
  purpose: Purpose,
  named: (id: PartnerId) => NamedPartner,
): Pick<Question, 'own' | 'state' | 'waits'> {
  const about = decisions.filter((decision) => decision.purpose === purpose.id);
  const { retention, version } = purpose;
  const question = { version, retention, now: clock.now(), today: clock.today() };
  const own = about.findLast((d) => d.person === known.person && d.version === version);
  const personal = personalState(history, catalogue.rules, about, known.person, question);
  const current = catalogue.current(purpose.id)?.version === version;
  const inForce = consentInForce(history, catalogue.rules, about, question);
  const last = about.findLast((d) => d.person === known.person);
  return {
    own:
      own === undefined || personal === null
        ? null
        : {
            decision: own,
            state: statusOf(current ? personal : lapsed(personal), own, about),
            recordedBy: own.recordedBy && named(own.recordedBy),
            flows: own.flows.map((flow) => ({
              sources: flow.sources.map(named),
              recipients: flow.recipients.map(named),
              fields: flow.fields,
            })),
          },
    // Who is not asked learns nothing of what the others decided.
    state: asked && current ? stateOf(request, requests, about, inForce) : 'incomplete',
    waits: asked && current && waitsFor(request, requests, last, personal),
  };
}

const lapsed = (state: PersonalState): PersonalState => (state === 'given' ? 'invalidated' : state);

const partnersIn = ({ sources, recipients }: DecidedFlow): readonly PartnerId[] => [
  ...sources,
  ...recipients,
];

const namedFlow = ({ flow, sources, recipients }: AskedFlow, named: (id: PartnerId) => NamedPartner) => ({
  flow: flow.id,
  sources: sources.map(named),
  recipients: recipients.map(named),
});

const openExplanation = async ({ vault }: ConsentNeeds, { id, subject, explanation }: RequestRecord) =>
  fromUtf8(await vault.open(subject, 'consent-proof', explanation, explanationContext(id)));
