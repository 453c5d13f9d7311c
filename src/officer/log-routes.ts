/** Searching what anyone asked: the form in its own address, because a reason and a child's number stand in no address. */
import {
  accessExportFormats,
  closed,
  InvalidRequest,
  NotFound,
  type Officer,
  oneOf,
  problems,
  type Reply,
  type Route,
  route,
  type Static,
  Type,
} from '../contract/index.js';
import { fileOf } from '../exchange/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import { type LogField, type LogForm, logFields, searchIn } from './domain/log-form.js';
import type { OfficerNeeds } from './needs.js';
import { type LogChoices, logFormPage, logResultPage } from './pages/log-page.js';
import { listPartners } from './usecases/read-register.js';
import { page, type Visit, visitBy } from './visit.js';

const typed = Type.Optional(Type.String({ maxLength: 500 }));
const asked = Object.fromEntries(logFields.map((name) => [name, typed])) as Record<LogField, typeof typed>;
const searchForm = closed({
  ...guardFields,
  ...asked,
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
const path = '/officer/log';
const document = 'text/html; charset=utf-8';

const formOf = (body: Partial<Static<typeof searchForm>>): LogForm =>
  Object.fromEntries(logFields.map((name) => [name, body[name] ?? ''])) as LogForm;

const empty: LogForm = formOf({});

export const logRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'accesses'],
    method: 'GET',
    path,
    summary: 'The form to search what was asked',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const main = logFormPage(visit, await choicesOf(needs, visit), {
        form: empty,
        guards: formGuards(input),
        faults: [],
      });
      return visit.show(visit.own.log.title, main, { path });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'accesses'],
    method: 'POST',
    path,
    summary: 'Search what was asked, with a reason; the look is recorded',
    body: searchForm,
    responses: { 200: document, 400: document, 404: document },
    handler: async (caller: Officer, input): Promise<Reply> => {
      const { body } = input;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const { own } = visit;
      const form = formOf(body);
      const again = async (code: 'invalid-request' | 'not-found', faults: readonly string[]) => {
        const choices = await choicesOf(needs, visit);
        const main = logFormPage(visit, choices, { form, guards: formGuards(input), faults, code });
        return visit.show(own.log.title, main, { path, status: problems[code].status });
      };
      const ways = [form.childSubject, form.receipt, form.dataSubject];
      if (ways.filter((way) => way.trim() !== '').length > 1)
        return again('invalid-request', [own.log.twoWays]);
      const { cursor = '' } = body;
      const wanted = searchIn(form, cursor === '' ? {} : { cursor });
      if ('malformed' in wanted) return again('invalid-request', wanted.malformed.map(inWords(visit)));
      try {
        const found = await needs.exchange.officers.search(caller, wanted.search);
        const main = logResultPage(visit, { form, ...found, guards: () => formGuards(input) });
        return visit.show(own.log.results, main, { path });
      } catch (error) {
        if (error instanceof NotFound) return again('not-found', [own.log.unknownChild]);
        throw error;
      }
    },
  }),
  route({
    ...page,
    oversees: ['look', 'accesses'],
    method: 'POST',
    path: `${path}/file`,
    summary: 'All that a search finds, as a file that comes bit by bit; the look is recorded',
    body: closed({ ...guardFields, ...asked, format: oneOf(...accessExportFormats) }),
    responses: { 200: '*/*' },
    handler: async (caller: Officer, input) => {
      const { body } = input;
      refuseForged(input, body.csrf);
      const wanted = searchIn(formOf(body));
      if ('malformed' in wanted) throw new InvalidRequest([{ pointer: '', reason: 'is no search' }]);
      const { search } = wanted;
      return fileOf(await needs.exchange.officers.export(caller, { ...search, format: body.format }));
    },
  }),
];

/** A field that lacks or breaks its form, as the officer reads its name. */
const inWords =
  ({ own }: Visit) =>
  (field: LogField): string => {
    if (field === 'reason') return own.log.reasonMissing;
    if (field === 'partner' || field === 'purpose') return own.log.malformed(own[field]);
    return own.log.malformed(own.log[field]);
  };

async function choicesOf(needs: OfficerNeeds, visit: Visit): Promise<LogChoices> {
  const partners = await listPartners(needs);
  const purposes = needs.catalogue.purposes();
  return {
    partners: partners.map(({ id, name }) => [id, name] as const),
    purposes: purposes.map(({ id }) => [id, visit.purpose(id)] as const),
    fields: [...new Set(purposes.flatMap(({ fields }) => fields.map(({ name }) => name)))].toSorted(),
  };
}
