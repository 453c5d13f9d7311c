/**
 * AuditEvent of FHIR R4 after the Basic Audit Log Patterns of IHE (BALP 1.1): each request is a *patient query*, each
 * release a *privacy disclosure at the source*. The hub is the observer and hands over; whose data it was stands beside it as custodian.
 *
 * @see https://profiles.ihe.net/ITI/BALP/
 */
import { type DecisionId, type PartnerId, processingActivityUri } from '../../../contract/index.js';
import type { LoggedExchange, TaskRecord } from '../records.js';
import { consentIdOf } from './fhir-consent.js';
import {
  type Coding,
  type Concept,
  coded,
  concept,
  dicom,
  named,
  organization,
  patient,
  purposeCoding,
  type Reference,
  systemOf,
  terminology,
} from './fhir-terms.js';
import type { FoundExchange, Naming } from './found.js';
import { spanIdOf, traceIdOf } from './trace.js';

interface Agent {
  readonly type: Concept;
  readonly role?: readonly Concept[];
  readonly who: Reference;
  readonly requestor: boolean;
  readonly policy?: readonly string[];
  readonly network?: { readonly address: string; readonly type: '5' };
  readonly purposeOfUse?: readonly Concept[];
}
interface Entity {
  readonly what?: Reference;
  readonly type: Coding;
  readonly role?: Coding;
  readonly query?: string;
  readonly detail?: readonly { readonly type: string; readonly valueString: string }[];
}
export interface FhirAuditEvent {
  readonly resourceType: 'AuditEvent';
  readonly id: string;
  readonly meta?: { readonly profile: readonly string[] };
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: 'E' | 'R';
  readonly recorded: string;
  readonly outcome: '0' | '8';
  readonly outcomeDesc?: string;
  readonly purposeOfEvent: readonly Concept[];
  readonly agent: readonly Agent[];
  readonly source: { readonly site: string; readonly observer: Reference; readonly type: readonly Coding[] };
  readonly entity: readonly Entity[];
}

const profile = (name: string) => ({
  profile: [`https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.${name}`],
});
const entityType = (code: string, display: string) =>
  coded(`${terminology}/audit-entity-type`, code, display);
const entityRole = (code: string, display: string) => coded(`${terminology}/object-role`, code, display);
const systemObject = entityType('2', 'System Object');
const sourceRole = concept(coded(dicom, '110153', 'Source Role ID'));
const destinationRole = concept(coded(dicom, '110152', 'Destination Role ID'));
const custodian = concept(coded('http://snomed.info/sct', '159541003', 'Record keeping/library clerk'));

/**
 * The request, then each release; none for a source that released nothing.
 *
 * @param consents on file for what stands on consent
 */
export function auditEventsOf(
  found: FoundExchange,
  consents: readonly DecisionId[],
  naming: Naming,
): readonly FhirAuditEvent[] {
  const { exchange, tasks } = found;
  const onConsent = tasks.some(({ needsConsent }) => needsConsent);
  return [
    query(exchange, onConsent ? consents : [], naming),
    ...tasks.flatMap((task) =>
      task.releasedAt === null
        ? []
        : [disclosure(exchange, task, task.releasedAt, task.needsConsent ? consents : [], naming)],
    ),
  ];
}

/** Pattern PatientQuery. That pattern is of queries that succeed, so a refused one follows it and does not claim it. */
function query(exchange: LoggedExchange, consents: readonly DecisionId[], naming: Naming): FhirAuditEvent {
  const { hub } = naming;
  const refused = exchange.state === 'refused';
  const { purpose, version, question, emergency, fields } = exchange;
  const asked = JSON.stringify({ purpose, version, question, emergency, fields });
  return {
    ...about(exchange, exchange.id, naming),
    ...(!refused && { meta: profile('PatientQuery') }),
    type: coded(`${terminology}/audit-event-type`, 'rest', 'Restful Operation'),
    subtype: [coded('http://hl7.org/fhir/restful-interaction', 'search', 'search')],
    action: 'E',
    recorded: exchange.askedAt.toISOString(),
    outcome: refused ? '8' : '0',
    ...(refused && { outcomeDesc: exchange.refusal ?? 'refused' }),
    agent: [
      { ...partnerAgent(exchange.requester, naming), type: sourceRole },
      { type: destinationRole, who: hubDevice(hub), requestor: false, network: reached(hub) },
      professional(exchange, naming),
    ],
    entity: [
      patientEntity(exchange, naming),
      {
        type: systemObject,
        role: entityRole('24', 'Query'),
        query: Buffer.from(asked, 'utf8').toString('base64'),
      },
      ...consents.map(consentEntity),
      decisionEntity(exchange, naming),
    ],
  };
}

/** Pattern PrivacyDisclosure.Source. */
function disclosure(
  exchange: LoggedExchange,
  task: TaskRecord,
  releasedAt: Date,
  consents: readonly DecisionId[],
  naming: Naming,
): FhirAuditEvent {
  const { hub } = naming;
  return {
    ...about(exchange, task.id, naming),
    meta: profile('PrivacyDisclosure.Source'),
    type: coded(dicom, '110106', 'Export'),
    subtype: [coded(`${terminology}/iso-21089-lifecycle`, 'disclose', 'Disclose Record Lifecycle Event')],
    action: 'R',
    recorded: releasedAt.toISOString(),
    outcome: '0',
    agent: [
      { type: sourceRole, who: hubDevice(hub), requestor: false, network: reached(hub) },
      { ...partnerAgent(exchange.requester, naming), type: destinationRole },
      { type: custodian, who: organization(naming, task.source), requestor: false },
      professional(exchange, naming),
    ],
    entity: [
      patientEntity(exchange, naming),
      {
        what: named('DocumentReference', systemOf(hub, 'task'), task.id),
        type: systemObject,
        role: entityRole('3', 'Report'),
        detail: [
          { type: 'basis', valueString: task.basis },
          ...task.fields.map((field) => ({ type: 'field', valueString: field })),
        ],
      },
      ...consents.map(consentEntity),
      decisionEntity(exchange, naming),
    ],
  };
}

const about = (exchange: LoggedExchange, action: string, naming: Naming) =>
  ({
    resourceType: 'AuditEvent',
    id: `${traceIdOf(exchange.id)}.${spanIdOf(action)}`,
    purposeOfEvent: purposesOf(exchange, naming),
    source: {
      site: naming.hub,
      observer: hubDevice(naming.hub),
      type: [coded(`${terminology}/security-source-type`, '4', 'Application Server')],
    },
  }) as const;

const purposesOf = ({ purpose, emergency }: LoggedExchange, naming: Naming): readonly Concept[] => [
  concept(purposeCoding(naming, purpose)),
  ...(emergency ? [concept(coded(`${terminology}/v3-ActReason`, 'BTG', 'break the glass'))] : []),
];

const hubDevice = (hub: string): Reference => named('Device', systemOf(hub, 'hub'), hub);
/** By a URI (network type 5): the hub keeps no addresses of machines. */
const reached = (address: string) => ({ address, type: '5' as const });
const partnerAgent = (partner: PartnerId, naming: Naming) => ({
  who: organization(naming, partner),
  requestor: false,
  network: reached(`${naming.hub}/v1/partners/${partner}`),
});

function professional(exchange: LoggedExchange, naming: Naming): Agent {
  const { account, function: duty, purpose, version } = exchange;
  return {
    type: concept(coded(`${terminology}/v3-ParticipationType`, 'IRCP', 'information recipient')),
    ...(duty !== null && { role: [{ text: duty }] }),
    who: named('Practitioner', systemOf(naming.hub, 'account'), account),
    requestor: true,
    policy: [processingActivityUri(naming.hub, purpose, version)],
    purposeOfUse: purposesOf(exchange, naming),
  };
}

const patientEntity = ({ subject }: LoggedExchange, naming: Naming): Entity => ({
  what: patient(naming, subject),
  type: entityType('1', 'Person'),
  role: entityRole('1', 'Patient'),
});
const consentEntity = (decision: DecisionId): Entity => ({
  what: { reference: `Consent/${consentIdOf(decision)}`, type: 'Consent' },
  type: coded('http://hl7.org/fhir/resource-types', 'Consent', 'Consent'),
});
/** What the log holds of it. */
const decisionEntity = ({ decisionEntry }: LoggedExchange, { hub }: Naming): Entity => ({
  what: named('Basic', systemOf(hub, 'ledger-entry'), decisionEntry),
  type: entityType('4', 'Other'),
});
