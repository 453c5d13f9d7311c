/** What a person ticked, and the decision that follows from it. */

import type { Question } from '../../consent/index.js';
import type { DecidedFlow, PartnerId } from '../../contract/index.js';

export interface Chosen {
  readonly fields: readonly string[];
  readonly sources: readonly string[];
  readonly recipients: readonly string[];
}

export const nothingChosen: Chosen = { fields: [], sources: [], recipients: [] };

/**
 * Every flow that was asked, as far as its partners were chosen, with the fields it cannot do without and the optional
 * ones that were chosen. Where only one partner can send, or receive, saying yes chooses it.
 *
 * @returns no flow when nobody is left to send or to receive
 */
export function flowsChosen({ purpose, flows }: Question, chosen: Chosen): DecidedFlow[] {
  const allowed = {
    sources: allowedOf(
      flows.flatMap(({ sources }) => sources),
      chosen.sources,
    ),
    recipients: allowedOf(
      flows.flatMap(({ recipients }) => recipients),
      chosen.recipients,
    ),
  };
  return flows
    .map(({ flow, sources, recipients }) => ({
      flow,
      sources: sources.map(({ id }) => id).filter(allowed.sources),
      recipients: recipients.map(({ id }) => id).filter(allowed.recipients),
      fields: (purpose.flows.find(({ id }) => id === flow)?.fields ?? []).filter(
        (name) => chosen.fields.includes(name) || purpose.fields.some((f) => f.name === name && !f.optional),
      ),
    }))
    .filter(({ sources, recipients }) => sources.length > 0 && recipients.length > 0);
}

function allowedOf(
  partners: readonly { readonly id: PartnerId }[],
  chosen: readonly string[],
): (id: PartnerId) => boolean {
  const alone = new Set(partners.map(({ id }) => id)).size === 1;
  return (id) => alone || chosen.includes(id);
}
