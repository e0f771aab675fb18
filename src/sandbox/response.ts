/** An HTTP response before it is sent. A text body is sent as it is, any other as JSON. */
export type LuccaResponse = {
  status: number;
  type: string;
  headers?: Record<string, string>;
  body: unknown;
  /** Milliseconds between two bytes of the body. If absent, the body is sent at once. */
  msPerByte?: number;
  /** The requested field or path that the sandbox does not know. Never sent. */
  unknown?: Unknown;
};

/** A field or a path that the sandbox does not know, though Lucca may have it. */
export type Unknown = { kind: 'field'; name: string; typeName: string } | { kind: 'path'; path: string };

/** A 200 with a JSON body. */
export function ok(body: unknown): LuccaResponse {
  return { status: 200, type: 'application/json; charset=utf-8', body };
}

/** An HTML page, like that of a proxy in front of Lucca. */
export function html(status: number, title: string): LuccaResponse {
  const page = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, type: 'text/html; charset=utf-8', body: page };
}

/** A request that Lucca refuses. The form of the refusal depends on the API that was called, v3 or v4. */
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

/** A v3 refusal: PascalCase JSON, or the bare message with a JSON content type. */
export function v3Refusal(refused: Refused, body: 'statusAndMessage' | 'bareText'): LuccaResponse {
  const type = 'application/json; charset=utf-8';
  if (body === 'bareText') return { status: refused.status, type, body: refused.message };
  return { status: refused.status, type, body: { Status: refused.status, Message: refused.message } };
}

/** A v4 refusal: problem details as in RFC 7807. */
export function v4Refusal({ status, message, errors }: Refused): LuccaResponse {
  const problem = { type: 'about:blank', title: message, status, ...(errors && { errors }) };
  return { status, type: 'application/problem+json; charset=utf-8', body: problem };
}
