import {
  HubError,
  InvalidRequest,
  identifierInput,
  isBsn,
  type Relation,
  type SubjectRef,
} from '../../contract/index.js';
import {
  base64url,
  blindPrfInput,
  type CivilDate,
  compileWhenAsked,
  type Fault,
  finalizePrf,
  fromBase64url,
  type JsonObject,
  parseCivilDate,
} from '../../kernel/index.js';
import { MappingFailed } from '../adapters/mappings.js';
import type { Agent, Professional } from './agent-parts.js';
import { keepChild, recordOf } from './find-child.js';

interface Identity {
  readonly bsn: string;
  readonly birthDate: CivilDate;
  readonly firstName: string;
}

const identityShape = compileWhenAsked({
  type: 'object',
  required: ['bsn', 'birthDate', 'firstName'],
  properties: {
    bsn: { type: 'string', pattern: '^[0-9]{9}$' },
    birthDate: { type: 'string', format: 'date' },
    firstName: { type: 'string', minLength: 1, maxLength: 80 },
  },
});

/**
 * Enrols one own child: BSN and birth date go blinded through the evaluator (RFC 9497), and what comes out goes to the
 * hub and nowhere else. Neither the BSN nor the output is kept. Answers the partner's id for the child, and what names
 * the birth date to an officer.
 *
 * @see UAVG art. 46
 * @throws HubError `role-not-allowed` when this partner may not use the BSN, `proof-invalid` when the evaluator used
 * another key than the roster's, `state-conflict` when record or mapping fail
 * @throws InvalidRequest when the record's identity is not valid, such as a BSN that fails the eleven-test
 */
export async function enrolChild(
  agent: Agent,
  professional: Professional,
  { number, relation }: { readonly number: string; readonly relation: Relation },
): Promise<{ readonly subject: SubjectRef; readonly assertion: string }> {
  if (agent.rosters.self().bsn === null) {
    throw new HubError('role-not-allowed', {
      detail: 'this partner may not use the BSN; ask for an introduction',
    });
  }
  const { bsn, birthDate, firstName } = identityIn(await derivedIdentity(agent, number));
  const pseudonym = await pseudonymFor(agent, professional, identifierInput(bsn, birthDate));
  const body = { pseudonym, birthDate, firstName, relation };
  const { id, assertion } = await agent.hub.enrol(body, professional.token);
  await keepChild(agent, number, id);
  agent.log('child.enrolled');
  return { subject: id, assertion };
}

async function derivedIdentity(agent: Agent, number: string): Promise<JsonObject> {
  const record = await recordOf(agent, number);
  try {
    return await agent.mappings.derive('identity', record, { today: agent.clock.today() });
  } catch (error) {
    if (error instanceof MappingFailed) {
      throw new HubError('state-conflict', { detail: `${error.code}: ${error.message}`, cause: error });
    }
    throw error;
  }
}

function identityIn(derived: JsonObject): Identity {
  const faults: Fault[] = [...identityShape(derived)];
  const { bsn, birthDate, firstName } = derived;
  if (faults.length === 0 && !isBsn(String(bsn)))
    faults.push({ pointer: '/bsn', reason: 'fails the eleven-test' });
  if (faults.length > 0) throw new InvalidRequest(faults);
  return { bsn: String(bsn), birthDate: parseCivilDate(String(birthDate)), firstName: String(firstName) };
}

async function pseudonymFor(agent: Agent, professional: Professional, input: Uint8Array): Promise<string> {
  const { blind, blinded } = blindPrfInput(input);
  const { evaluated, proof } = await agent.hub.evaluate(base64url(blinded), professional.token);
  try {
    const output = finalizePrf({
      input,
      blind,
      blinded,
      evaluated: fromBase64url(evaluated),
      proof: fromBase64url(proof),
      publicKey: fromBase64url(agent.rosters.current().prf.publicKey),
    });
    return base64url(output);
  } catch (cause) {
    throw new HubError('proof-invalid', { detail: "the evaluator did not use the roster's key", cause });
  }
}
