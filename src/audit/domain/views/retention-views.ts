/** What was ordered to go since its term was over, and what went. */
import { onEvent, type View } from './view.js';

export const retentionViews: readonly View[] = [
  {
    name: 'retention_order',
    from: 'retention_order',
    entry: 'entry',
    columns: { rule: 'rule', officer: 'officer', classes: 'classes' },
    rows: onEvent(['retention.ordered'], ({ payload: { rule, officer, classes } }) => ({
      ...{ rule, officer, classes },
    })),
  },
  {
    name: 'retention_lapse',
    from: 'retention_lapse',
    entry: 'entry',
    columns: { class: 'class', order: '"order"', subject: 'subject', entries: 'entries' },
    rows: onEvent(['retention.executed'], ({ payload: { class: of, order, subject, covers } }) => ({
      ...{ class: of, order, subject, entries: (covers as readonly number[]).length },
    })),
  },
];
