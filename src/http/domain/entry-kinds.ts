import { type Code, closed, id, oneOf, type PartnerId, problems, Type, text } from '../../contract/index.js';

const codes = Object.keys(problems) as Code[];

/** What this room writes in the ledger: that a partner tried something that was refused, never what it sent. */
export const httpEntryKinds = {
  'request.rejected': closed({
    partner: id<PartnerId>('partner'),
    caller: oneOf('system', 'professional'),
    account: Type.Union([text(60), Type.Null()]),
    code: oneOf(...codes),
    /** Method and path template, such as `PUT /v1/tasks/{task}/envelope`. */
    route: text(200),
  }),
} as const;
