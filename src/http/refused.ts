import type { RefusalReason } from '../telemetry/refusals.ts';

/** What the caller of a refused request receives, besides the message. */
type Response = {
  status: number;
  code: string;
  headers?: Record<string, string>;
};

/** A request is not served. The message is for its caller, the reason for whoever operates the process. */
export class Refused extends Error {
  readonly reason: RefusalReason;
  readonly response: Response;

  constructor(reason: RefusalReason, response: Response, message: string) {
    super(message);
    this.reason = reason;
    this.response = response;
  }
}
