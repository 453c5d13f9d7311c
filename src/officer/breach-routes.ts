/** Personal data breaches: the cases with their clock, and opening one. */
import {
  type BreachId,
  type BreachStep,
  breachSteps,
  closed,
  HubError,
  id,
  type Officer,
  oneOf,
  problems,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import { type BreachForm, breachFields, reportIn } from './domain/breach-form.js';
import type { OfficerNeeds } from './needs.js';
import { breachAskPage, breachPage } from './pages/breach-page.js';
import { breachesPage } from './pages/breaches-page.js';
import { partnerNames } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

const path = '/officer/breaches';
const onePath = `${path}/{breach}`;
const params = closed({ breach: id<BreachId>('breach') });
const document = 'text/html; charset=utf-8';
const cursor = Type.Optional(Type.String({ maxLength: 200 }));
const typed = Type.Optional(Type.String({ maxLength: 500 }));
const openForm = closed({
  ...guardFields,
  ...(Object.fromEntries(breachFields.map((name) => [name, typed])) as Record<
    keyof BreachForm,
    typeof typed
  >),
});
const addressOf = (breach: BreachId): string => `${path}/${breach}`;
const badRequest = problems['invalid-request'].status;

export const breachRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'breaches'],
    method: 'GET',
    path,
    summary: 'Cases of personal data breaches, newest first; the look is recorded',
    query: closed({ cursor }),
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const found = await needs.oversight.breaches.list(caller, input.query.cursor ?? null);
      const partners = await partnerNames(needs);
      const shown = {
        ...found,
        partners,
        now: needs.clock.now(),
        guards: () => formGuards(input),
        faults: [],
      };
      return visit.show(visit.own.breach.title, breachesPage(visit, shown), { path });
    },
  }),
  route({
    ...page,
    oversees: ['decide', 'breaches'],
    method: 'POST',
    path,
    summary: 'A privacy officer opens a case of a breach',
    body: openForm,
    idempotent: true,
    responses: { 303: null, 400: document, 404: document },
    handler: async (caller: Officer, input) => {
      const { body, claim } = input;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const say = visit.own.breach;
      const form = Object.fromEntries(breachFields.map((name) => [name, body[name] ?? ''])) as BreachForm;
      const again = async (code: 'invalid-request' | 'not-found', sentence: string) => {
        const found = await needs.oversight.breaches.list(caller, null);
        const partners = await partnerNames(needs);
        const shown = { ...found, partners, now: needs.clock.now(), guards: () => formGuards(input), form };
        const main = breachesPage(visit, { ...shown, faults: [sentence], code });
        return visit.show(say.title, main, { path, status: problems[code].status });
      };
      const report = reportIn(form);
      if (typeof report === 'string') return again('invalid-request', say[report]);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      try {
        await needs.oversight.breaches.open(caller, report, once);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        if (error.code === 'not-found') return again(error.code, say.unknown);
        if (error.code === 'invalid-request') return again(error.code, say.malformed);
        throw error;
      }
      return { status: 303, headers: { Location: path } };
    },
  }),
  ...oneRoutes(needs),
  ...actionRoutes(needs),
];

const oneRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'breaches'],
    method: 'GET',
    path: onePath,
    summary: 'The form to open whom a breach affects',
    params,
    handler: async (caller: Officer, input) => {
      const { breach } = input.params;
      const visit = visitBy(needs, caller, input);
      const main = breachAskPage(visit, { breach, guards: formGuards(input), faults: [] });
      return visit.show(visit.own.breach.title, main, { path: addressOf(breach) });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'breaches'],
    method: 'POST',
    path: onePath,
    summary: 'Whom a breach affects, with drafts of the notifications; the look is recorded with its reason',
    params,
    body: closed({ ...guardFields, reason: Type.String({ maxLength: 500 }), cursor }),
    responses: { 200: document, 400: document },
    handler: async (caller: Officer, input) => {
      const { params: of, body } = input;
      const { breach } = of;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const reason = body.reason.trim();
      if (reason === '') {
        const faults = [visit.own.log.reasonMissing];
        const main = breachAskPage(visit, { breach, guards: formGuards(input), faults });
        return visit.show(visit.own.breach.title, main, { path: addressOf(breach), status: badRequest });
      }
      const from = body.cursor === undefined || body.cursor === '' ? {} : { cursor: body.cursor };
      const found = await needs.oversight.breaches.assess(caller, breach, { reason, ...from });
      const partners = await partnerNames(needs);
      const shown = { found, partners, reason, now: needs.clock.now(), guards: () => formGuards(input) };
      return visit.show(visit.own.breach.title, breachPage(visit, shown), { path: addressOf(breach) });
    },
  }),
];

const actionRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['decide', 'breaches'],
    method: 'POST',
    path: `${onePath}/actions`,
    summary: 'What a privacy officer does in a case: suspend, resume, notify, close',
    params,
    body: closed({
      ...guardFields,
      action: oneOf('suspend', 'resume', ...breachSteps),
      note: Type.String({ maxLength: 400 }),
    }),
    idempotent: true,
    responses: { 303: null, 400: document, 409: document },
    handler: async (caller: Officer, input) => {
      const { params: of, body, claim } = input;
      const { breach } = of;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const say = visit.own.breach;
      const again = (code: 'invalid-request' | 'state-conflict', sentence: string) => {
        const main = breachAskPage(visit, { breach, guards: formGuards(input), faults: [sentence], code });
        return visit.show(say.title, main, { path: addressOf(breach), status: problems[code].status });
      };
      const note = body.note.trim();
      if (note === '') return again('invalid-request', say.noteMissing);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      try {
        await act(needs, caller, breach, { action: body.action, note }, once);
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
        return again(error.code, say.notNow);
      }
      return { status: 303, headers: { Location: path } };
    },
  }),
];

function act(
  { oversight: { breaches } }: OfficerNeeds,
  caller: Officer,
  breach: BreachId,
  { action, note }: { readonly action: 'suspend' | 'resume' | BreachStep['step']; readonly note: string },
  claim: Parameters<typeof breaches.step>[3],
): Promise<unknown> {
  if (action === 'suspend' || action === 'resume') return breaches[action](caller, breach, note, claim);
  return breaches.step(caller, breach, { step: action, note }, claim);
}
