import {
  type DpiaFacts,
  type PartnerId,
  type Role,
  safeguards,
  seenByHub,
  unseenByHub,
} from '../../contract/index.js';
import { keptUnreceipted } from '../../exchange/index.js';
import { together } from '../../kernel/index.js';
import { policiesInTexts } from '../../policy/index.js';
import type { DpiaNeeds } from '../needs.js';
import { readRegister } from './read-register.js';

/** The facts for an impact assessment (AVG art. 35(7)), as the hub goes by them now. What they mean for people, people judge. */
export async function readDpiaFacts(needs: DpiaNeeds): Promise<DpiaFacts> {
  const { catalogue, policies, clock } = needs;
  const [{ hub, items }, witnesses] = await together([readRegister(needs), witnessesOf(needs)]);
  const { version, digest } = catalogue.agreement();
  const partners = [...new Map(items.flatMap((item) => item.partners.map((one) => [one.id, one]))).values()];
  const inPlace = (place: Role): PartnerId[] =>
    partners.filter(({ role }) => catalogue.plays(place, role as Role)).map(({ id }) => id);
  return {
    on: clock.today(),
    hub: { origin: hub.origin, contactEmail: hub.contactEmail },
    activities: items,
    flows: items.flatMap(({ purpose, flows }) =>
      flows.map(({ flow, source, recipient, basis, secrecyConsent }) => ({
        ...{
          purpose,
          flow,
          sources: inPlace(source.role as Role),
          recipients: inPlace(recipient.role as Role),
        },
        asksFamily: basis === 'consent' || secrecyConsent,
      })),
    ),
    roles: catalogue.roles().map(({ role, label, bsnArticle, mayReceiveHealth, enrolmentsPerDay }) => ({
      ...{ role, label, bsnArticle, mayReceiveHealth, enrolmentsPerDay },
    })),
    consentRule: catalogue.ruleOn(clock.today()),
    policies: {
      digest: policies.digest,
      rules: [...policiesInTexts(policies.texts)].map(([id, { file, text }]) => ({ id, file, text })),
    },
    agreement: {
      ...{ version, digest },
      signed: partners.filter(({ state }) => state === 'active').map(({ id }) => id),
    },
    keeps: hub.keeps,
    sealedAnswers: { answerSeconds: needs.answerSeconds, keptSeconds: keptUnreceipted / 1_000 },
    witnesses,
    safeguards: safeguards.filter((one) => one !== 'witnesses' || witnesses !== null),
    hubSees: [...seenByHub],
    hubCannotSee: [...unseenByHub],
  };
}

async function witnessesOf({ ledger, witnesses }: DpiaNeeds): Promise<DpiaFacts['witnesses']> {
  const health = await ledger.witnessHealth();
  if (health === null) return null;
  return { names: [...witnesses], quorum: health.quorum, behind: [...health.missing] };
}
