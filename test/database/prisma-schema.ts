/** What prisma/schema.prisma says of the main database, in the names of the database. */

export interface Table {
  /** Column → its type as Prisma spells it, with `?` where it may be null. */
  readonly columns: Readonly<Record<string, string>>;
  /** Primary key, uniques, indexes and foreign keys: one line each, sorted. */
  readonly keys: readonly string[];
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly rest: string;
}

interface Model {
  readonly name: string;
  readonly table: string;
  readonly body: string;
  readonly fields: readonly Field[];
}

const scalars = ['String', 'Int', 'BigInt', 'Boolean', 'DateTime', 'Bytes', 'Json', 'Float'];

/** @param schema the text of the file @returns tables by name */
export function tablesOf(schema: string): Record<string, Table> {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = '', body = '']): Model => ({
      name,
      body,
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
      fields: [...body.matchAll(/^ {2}(\w+)\s+([\w[\]]+\??)(.*)$/gm)].map(
        ([, field = '', type = '', rest = '']) => ({ name: field, type, rest }),
      ),
    }),
  );
  return Object.fromEntries(
    models.map((model) => [model.table, { columns: columnsOf(model), keys: keysOf(model, models).sort() }]),
  );
}

/** The others stand for rows of another table. */
const isColumn = ({ type }: Field): boolean => scalars.includes(type.replace(/\W+$/, ''));

const columnOf = ({ name, rest }: Field): string => /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name;

const columnsOf = ({ fields }: Model): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.filter(isColumn).map((field) => [columnOf(field), field.type]));

/** `a, b(sort: Desc)` → `a, b desc`, in the names of columns. */
const columnList = ({ fields }: Model, list: string): string =>
  list
    .split(/,\s*/)
    .map((item) => {
      const [, name = '', descending = ''] = /^(\w+)(\(sort: Desc\))?$/.exec(item) ?? [];
      const field = fields.find((one) => one.name === name);
      return `${field === undefined ? item : columnOf(field)}${descending === '' ? '' : ' desc'}`;
    })
    .join(', ');

function keysOf(model: Model, models: readonly Model[]): string[] {
  const { body, fields } = model;
  const ofBlock = [...body.matchAll(/^ {2}@@(id|unique|index)\(\[(.*?)\](?:, map: "(\w+)")?\)$/gm)].map(
    ([, kind = '', list = '', name]) => keyLine(kind, columnList(model, list), name),
  );
  const ofFields = fields
    .filter(isColumn)
    .flatMap((field) =>
      [...field.rest.matchAll(/@(id|unique)\b/g)].map(([, kind = '']) => keyLine(kind, columnOf(field))),
    );
  return [...ofBlock, ...ofFields, ...fields.flatMap((field) => foreignKey(model, field, models))];
}

const keyLine = (kind: string, columns: string, name?: string): string =>
  kind === 'id'
    ? `primary key (${columns})`
    : kind === 'unique'
      ? `unique (${columns})`
      : `index ${name} (${columns})`;

const actions: Readonly<Record<string, string>> = { NoAction: 'no action', Cascade: 'cascade' };

function foreignKey(model: Model, { type, rest }: Field, models: readonly Model[]): readonly string[] {
  const found = /fields: \[(.*?)\], references: \[(.*?)\](?:, onDelete: (\w+), onUpdate: (\w+))?/.exec(rest);
  const target = models.find(({ name }) => name === type.replace(/\?$/, ''));
  if (found === null || target === undefined) return [];
  const [, own = '', theirs = '', onDelete = '', onUpdate = ''] = found;
  const [deleted, updated] = [onDelete, onUpdate].map((action) => actions[action] ?? 'whatever Prisma likes');
  return [
    `foreign key (${columnList(model, own)}) references ${target.table} (${columnList(target, theirs)}), ` +
      `on delete ${deleted}, on update ${updated}`,
  ];
}
