import { type DestinationStream, pino } from 'pino';

/** Everything that a line may say besides level, time and a fixed sentence. */
export interface LogFields {
  readonly method?: string;
  /** The template, never the path that was called: a path holds ids. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly code?: string;
  readonly traceId?: string;
  /** Class of an error and where in our own code it arose; never its message, which may quote data. */
  readonly error?: string;
  readonly at?: readonly string[];
}

const allowed: readonly string[] = [
  'method',
  'route',
  'status',
  'durationMs',
  'code',
  'traceId',
  'error',
  'at',
] satisfies (keyof LogFields)[];

export interface Log {
  info(sentence: string, fields?: LogFields): void;
  warn(sentence: string, fields?: LogFields): void;
  /** A fault of ours: its class and stack frames are written, its message is not. */
  failure(sentence: string, cause: unknown, fields?: LogFields): void;
}

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Structured lines (pino) on stderr; stdout belongs to the process's own word that it is ready. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: onlyAllowed },
    },
    destination,
  );
  return {
    info: (sentence, fields = {}) => logger.info({ ...fields }, sentence),
    warn: (sentence, fields = {}) => logger.warn({ ...fields }, sentence),
    failure: (sentence, cause, fields = {}) => logger.error({ ...fields, ...traceOf(cause) }, sentence),
  };
}

const onlyAllowed = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.includes(name)));

function traceOf(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return { error: typeof cause };
  const { code } = cause as { code?: unknown };
  return {
    error: cause.constructor.name,
    ...(typeof code === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(code) && { code }),
    at: placesOf(cause),
  };
}

/**
 * The frames of a stack. Before them stands the message, which may hold lines that look like frames: only what follows
 * it counts, and nothing does where it cannot be found, as when it was changed since.
 */
function placesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const frames = stack.slice(start + message.length).split('\n');
  return frames
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
