/** An HTTP answer, before it is sent: a text body is sent as it is, anything else as JSON. */
export type Answer = {
  status: number;
  type: string;
  headers?: Record<string, string>;
  body: unknown;
  /** Milliseconds between any two bytes of the body. Without it, the body is sent at once. */
  msPerByte?: number;
  /** What was asked for that this sandbox does not have. Never sent. */
  unknown?: Unknown;
};

/** A field or a path that this sandbox does not have. Lucca may have it. */
export type Unknown = { kind: 'field'; name: string; typeName: string } | { kind: 'path'; path: string };

/** A 200 with a JSON body. */
export function ok(body: unknown): Answer {
  return { status: 200, type: 'application/json; charset=utf-8', body };
}

/** An HTML page, as a proxy in front of Lucca answers. */
export function html(status: number, title: string): Answer {
  const page = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, type: 'text/html; charset=utf-8', body: page };
}

/** A request that Lucca refuses. The generation of the API that was called decides how the refusal is worded. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: Record<string, string[]> | undefined;
  readonly unknown: Unknown | undefined;

  constructor(status: number, message: string, more: { errors?: Record<string, string[]>; unknown?: Unknown } = {}) {
    super(message);
    this.status = status;
    this.errors = more.errors;
    this.unknown = more.unknown;
  }
}

/** The refusal as v3 words it: PascalCase JSON, or the bare message under a JSON content type. */
export function v3Refusal(refused: Refused, body: 'statusAndMessage' | 'bareText'): Answer {
  const type = 'application/json; charset=utf-8';
  if (body === 'bareText') return { status: refused.status, type, body: refused.message };
  return { status: refused.status, type, body: { Status: refused.status, Message: refused.message } };
}

/** The refusal as RFC 7807 problem details, as v4 words it. */
export function v4Refusal({ status, message, errors }: Refused): Answer {
  const problem = { type: 'about:blank', title: message, status, ...(errors && { errors }) };
  return { status, type: 'application/problem+json; charset=utf-8', body: problem };
}
