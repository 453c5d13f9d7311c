import type { Json, JsonObject } from '../../../kernel/index.js';
import { type Audience, wordingVersion } from '../../../purposes/offline.js';
import { digestOf, type Mirrored, onEvent, type Row, type View } from './view.js';

/** The catalogue, the covenant and what flowed. */
export const hubViews: readonly View[] = [
  {
    name: 'publication',
    from: 'publication',
    entry: 'entry',
    columns: { file: "kind || ' ' || name || ' ' || version", digest: 'digest' },
    rows: publications,
  },
  {
    name: 'partner_agreement',
    from: 'partner_agreement',
    entry: 'entry',
    columns: { partner: 'partner', version: 'version', statement: digestOf('statement') },
    rows: onEvent(['partner.agreed'], ({ payload }) => {
      const { partner, version, statement } = payload;
      return { partner, version, statement };
    }),
  },
  {
    name: 'roster',
    from: 'roster',
    entry: 'entry',
    columns: { version: 'version', statement: digestOf('statement') },
    rows: onEvent(['roster.published'], ({ payload }) => {
      const { version, statement } = payload;
      return { version, statement };
    }),
  },
  {
    name: 'exchange',
    from: 'exchange',
    entry: 'decision_entry',
    columns: {
      id: 'id',
      subject: 'subject',
      recipient: 'requester',
      role: 'requester_role',
      purpose: 'purpose',
      version: 'version',
      question: 'question',
      fields: 'fields',
      bases: 'ARRAY(SELECT unnest(bases) ORDER BY 1)',
      keyStatement: digestOf('key_statement'),
      refused: "state = 'refused'",
      refusal: 'refusal',
      secondProfessional: 'second_professional',
      colleaguesChild: 'colleagues_child',
      account: 'account',
      function: 'function',
    },
    rows: onEvent(['exchange.permitted', 'exchange.refused'], ({ event, owner, payload, parts }) => {
      const { exchange, recipient, role, purpose, version, question, fields, keyStatement } = payload;
      const tasks = (payload.tasks ?? []) as readonly JsonObject[];
      const { account, function: called, colleaguesChild } = (parts.get('professional') ?? {}) as JsonObject;
      return {
        ...{
          id: exchange,
          subject: owner,
          recipient,
          role,
          purpose,
          version,
          question,
          fields,
          keyStatement,
          bases: [...new Set(tasks.map(({ basis }) => String(basis)))].sort(),
        },
        ...{
          refused: event === 'exchange.refused',
          refusal: payload.refusal ?? null,
          account,
          function: called,
          // Where the part was erased there is nothing to compare with.
          colleaguesChild: account === undefined ? undefined : (colleaguesChild ?? false),
        },
        secondProfessional: payload.secondProfessional ?? false,
      };
    }),
  },
  {
    name: 'exchange_task',
    from: 'exchange_task JOIN exchange ON exchange.id = exchange_task.exchange',
    entry: 'exchange.decision_entry',
    columns: {
      task: 'exchange_task.id',
      subject: 'exchange_task.subject',
      source: 'exchange_task.source',
      flow: 'exchange_task.flow',
      basis: 'exchange_task.basis',
      fields: 'exchange_task.fields',
    },
    rows: ({ event, owner, payload }) =>
      event === 'exchange.permitted'
        ? (payload.tasks as readonly JsonObject[]).map(({ task, source, flow, basis, fields }) => ({
            ...{ task, subject: owner, source, flow, basis, fields },
          }))
        : [],
  },
  {
    name: 'stop_order',
    from: 'stop_order',
    entry: 'entry',
    columns: {
      id: 'id',
      exchange: 'exchange',
      subject: 'subject',
      recipient: 'recipient',
      purpose: 'purpose',
      cause: 'cause',
    },
    rows: onEvent(['exchange.stop-ordered'], ({ owner, payload }) => {
      const { stop, exchange, recipient, purpose, cause } = payload;
      return { id: stop, exchange, subject: owner, recipient, purpose, cause };
    }),
  },
  {
    name: 'exchange_task, stop_order',
    from: 'stop_order JOIN exchange_task ON exchange_task.stop = stop_order.id',
    entry: 'stop_order.entry',
    columns: { task: 'exchange_task.id', exchange: 'exchange_task.exchange' },
    rows: ({ event, payload: { tasks, exchange } }) =>
      event === 'exchange.stop-ordered'
        ? (tasks as readonly string[]).map((task) => ({ task, exchange }))
        : [],
  },
];

function publications({ event, payload }: Mirrored): readonly Row[] {
  const { digest, purpose, version } = payload;
  const [kind = '', happened] = event.split('.');
  if (happened !== 'published') return [];
  const row = (file: string, hash: Json | undefined): Row => ({ file, digest: hash });
  const texts = (what: string, audience: Audience, digests: Json | undefined): readonly Row[] =>
    Object.entries((digests ?? {}) as JsonObject).map(([language, hash]) =>
      row(`${what} ${purpose} ${wordingVersion({ version: Number(version), language, audience })}`, hash),
    );
  const roleLabels = (digests: Json | undefined): readonly Row[] =>
    Object.entries((digests ?? {}) as JsonObject).map(([language, hash]) =>
      row(`role-labels ${language} `, hash),
    );
  switch (kind) {
    case 'purpose':
      return [
        row(`purpose ${purpose} ${version}`, digest),
        ...texts('notice', 'guardian', payload.notices),
        ...texts('notice', 'young-person', payload.youngNotices),
        ...texts('labels', 'guardian', payload.labels),
        ...texts('labels', 'young-person', payload.youngLabels),
      ];
    case 'notice':
    case 'labels':
      return texts(kind, payload.audience === undefined ? 'guardian' : 'young-person', {
        [String(payload.language)]: digest ?? null,
      });
    case 'rule':
      return [row(`rule consent-rule ${version}`, digest)];
    case 'agreement':
      return [row(`agreement agreement ${version}`, digest)];
    case 'roles':
      return [row('roles roles ', digest), ...roleLabels(payload.labels)];
    case 'role-labels':
      return roleLabels({ [String(payload.language)]: digest ?? null });
    case 'policies':
      return [row('policies policies ', digest)];
    default:
      return [];
  }
}
