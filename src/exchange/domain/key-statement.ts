/** The recipient's key statement: which fields, for which purpose version, under which fresh key (exchange.md, step 1). */
import {
  HubError,
  InvalidRequest,
  type KeyStatement,
  type PartnerId,
  type Purpose,
  type RequestFault,
} from '../../contract/index.js';

/** Clocks of two organisations may differ so many seconds. */
export const clockSkew = 60;
const lifetime = 24 * 60 * 60;

export interface ExpectedStatement {
  readonly requester: PartnerId;
  readonly purpose: Purpose;
  /** Every field that some flow of the purpose brings to the requester's role. */
  readonly reachable: ReadonlySet<string>;
  /** Seconds since 1970. */
  readonly now: number;
}

/** The claims stand inside a signature, where no JSON Pointer of the body leads. */
const fault = (reason: string): RequestFault => ({ pointer: '/keyStatement', reason });

/** A key statement serves one exchange: a second one would let the first be answered under the other's name. */
export class KeyStatementUsed extends HubError {
  override readonly name: string = 'KeyStatementUsed';
  constructor() {
    super('statement-invalid', { errors: [fault('was used before')] });
  }
}

/**
 * Judges a key statement whose signature holds, and names everything that is wrong with it at once, in `errors`. The code is
 * that of the gravest: a claim, then the version, then a field.
 *
 * @throws HubError `statement-invalid` when a claim does not hold
 * @throws HubError `purpose-not-offered` when the version is not the one in force
 * @throws InvalidRequest on a field that no flow brings to the requester
 */
export function judgeKeyStatement(statement: KeyStatement, expected: ExpectedStatement): void {
  const { purpose, now } = expected;
  const claims = [
    ...(statement.iss === expected.requester ? [] : ['iss is not the requester']),
    ...(statement.purpose === purpose.id ? [] : ['purpose is not the one asked for']),
    ...(statement.exp > now ? [] : ['exp has passed']),
    ...(statement.iat <= now + clockSkew ? [] : ['iat lies ahead']),
    ...(statement.exp <= statement.iat + lifetime ? [] : ['exp is more than 24 hours after iat']),
  ];
  const version = statement.version === purpose.version ? [] : ['version is not the one in force'];
  const fields = statement.fields
    .filter((field) => !expected.reachable.has(field))
    .map((field) => `asks for ${field}, which no flow of the purpose brings to this role`);
  const errors = [...claims, ...version, ...fields].map(fault);
  if (claims.length > 0) throw new HubError('statement-invalid', { errors });
  if (version.length > 0) throw new HubError('purpose-not-offered', { errors });
  if (fields.length > 0) throw new InvalidRequest(errors);
}
