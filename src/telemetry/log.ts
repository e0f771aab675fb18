import { pino } from 'pino';

/** All fields that may be logged. None of them can contain a key, an amount or a person. */
export type LogFields = {
  correlationId?: string;
  /** Name of an operation, if it is a plain name. */
  operation?: string | null;
  /** Codes of an operation's errors. */
  codes?: string[];
  /** Class of an error and where it came from, never its message. */
  error?: string | undefined;
  stack?: string | undefined;
  /** Code of the failure, for example `ERR_NETWORK`. */
  reason?: string;
  /** Row of the account store, whose name is a keyed hash. */
  record?: string;
  host?: string;
  resource?: string;
  status?: number | undefined;
  attempt?: number;
  count?: number;
  ms?: number;
  port?: number;
};

/** Writes log lines: known fields and a constant message. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error' | 'fatal', (fields: LogFields, message: string) => void>;

// Types do not stop extra properties of a wider object, so only these fields are logged.
const known: Record<keyof LogFields, true> = {
  correlationId: true,
  operation: true,
  codes: true,
  error: true,
  stack: true,
  reason: true,
  record: true,
  host: true,
  resource: true,
  status: true,
  attempt: true,
  count: true,
  ms: true,
  port: true,
};

/** Creates a log with one JSON object per line, on standard output unless `write` is given. */
export function createLog(level: string, write?: (line: string) => void): Log {
  const lines = write ? pino({ level }, { write }) : pino({ level });
  const writer = (name: keyof Log) => (fields: LogFields, message: string) => {
    if (lines.isLevelEnabled(name)) lines[name](allowed(fields), message);
  };
  return {
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    fatal: writer('fatal'),
  };
}

/** What may be logged of an unexpected error: its class and its stack frames, never its message, which may contain data. */
export function describeError(error: unknown): Pick<LogFields, 'error' | 'stack'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: classOf(error), stack: frames?.slice(0, 12).join('\n') };
}

// An error's name can be any text, so it is used only if it has the form of a class name.
const classOf = ({ name }: Error) => (/^\w{1,60}$/.test(name) ? name : 'Error');

const allowed = (fields: LogFields) => Object.fromEntries(Object.entries(fields).filter(([name]) => name in known));
