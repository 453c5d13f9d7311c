import pg from 'pg';

type Rows = readonly Record<string, unknown>[];

/** A statement to be prepared once per connection, under its name where it has one, and who waits for its rows. */
export interface Statement {
  readonly text: string;
  readonly name: string;
  readonly values: readonly unknown[];
  readonly done: (rows: Rows) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Statements with one `Sync` behind them all, where `pg` sends one behind each: the server answers once and not after
 * every statement, which halves what a small one costs on both sides. They still run one after the other, each in a
 * snapshot of its own, and behind one that fails none runs.
 *
 * @see PostgreSQL 18, 54.2.4 Pipelining
 */
export class Batch extends pg.Query {
  /** In the order in which they run. */
  readonly parts: readonly Part[];
  #answered = 0;
  /** Of the part that is answered next: the client keeps by them what is prepared. */
  name: string | undefined;
  text: string | undefined;

  constructor(statements: readonly Statement[]) {
    super('');
    this.parts = statements.map(partOf);
    this.#turnTo(0);
  }

  override submit = (connection: pg.Connection): void => {
    const { stream } = connection;
    const withoutSync = Object.assign(Object.create(connection) as pg.Connection, {
      sync: () => undefined,
      // Only called where a value cannot be sent: half a statement went out, so no answer could be told from another.
      close: () => stream.destroy(),
    });
    stream.cork();
    for (const part of this.parts) {
      const fault: unknown = part.submit(withoutSync);
      if (fault instanceof Error) stream.destroy(fault);
    }
    connection.sync();
    stream.uncork();
  };

  handleRowDescription(message: object): void {
    this.#current?.handleRowDescription(message);
  }

  handleDataRow(message: object): void {
    this.#current?.handleDataRow(message);
  }

  handleCommandComplete(message: object, connection: pg.Connection): void {
    this.#current?.handleCommandComplete(message, connection);
    this.#current?.handleReadyForQuery(connection);
    this.#turnTo(this.#answered + 1);
  }

  /** Every part was told when it was complete. */
  handleReadyForQuery(): void {}

  /** What stands behind is skipped by the server, so nothing of it was prepared. */
  handleError(error: Error, connection: pg.Connection): void {
    const { submittedNamedStatements } = connection as Prepared;
    for (const part of this.parts.slice(this.#answered)) {
      if (part.name !== undefined) delete submittedNamedStatements[part.name];
      part.handleError(error, connection);
    }
  }

  get #current(): Part | undefined {
    return this.parts[this.#answered];
  }

  #turnTo(place: number): void {
    this.#answered = place;
    this.name = this.#current?.name;
    this.text = this.#current?.text;
  }
}

/** What the client of `pg` calls of a query, and its typings leave out. */
interface Part extends pg.Query {
  name: string | undefined;
  queryMode: 'extended' | undefined;
  readonly text: string;
  handleRowDescription(message: object): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: pg.Connection): void;
  handleReadyForQuery(connection: pg.Connection): void;
  handleError(error: Error, connection: pg.Connection): void;
}

interface Prepared extends pg.Connection {
  /** Sent to be prepared and not answered yet. */
  readonly submittedNamedStatements: Record<string, string>;
}

function partOf({ text, name, values, done, failed }: Statement): Part {
  const part = new pg.Query(text, [...values], (error, result) =>
    error instanceof Error ? failed(error) : done(result.rows),
  ) as Part;
  part.name = name;
  // Never the simple protocol, which syncs by itself.
  part.queryMode = 'extended';
  return part;
}
